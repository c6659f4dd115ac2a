//! One name's way, against the fake and small TLS servers.

use std::io::Write;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::time::{Duration, Instant};

use fake_runcloud::{Fake, Fault, StateChange};
use rcgen::date_time_ymd;
use runcloud::{Check, CheckStatus, Client, Inspection, Pointing, Reason};
use serde_json::json;

use crate::support::{add, change, client, name, requests, with};
use crate::tls_server::{Authority, Issued, answering, refusing};

const HOST: &str = "shop.example.com";
/// The address that the fake has of its server.
const SERVER: &str = "192.0.2.1";

/// A fake where all is well with the name so far, and a client of it.
fn prepared() -> (Fake, Client) {
    let fake = Fake::start();
    change(&fake, certificate(json!({"days": 60})));
    let client = client(&fake);
    add(&client, HOST).unwrap();
    (fake, client)
}

fn certificate(certificate: serde_json::Value) -> StateChange {
    serde_json::from_value(json!({ "basic_certificate": certificate })).unwrap()
}

fn inspection(addresses: &[&str]) -> Inspection {
    let addresses: Vec<IpAddr> = addresses.iter().map(|text| text.parse().unwrap()).collect();
    Inspection::new(name(HOST)).addresses(Some(addresses))
}

fn inspect(client: &Client, at: SocketAddr) -> Vec<Check> {
    client.inspect(&inspection(&[SERVER]).at(Some((at.ip().to_string(), at.port()))))
}

/// The checks' outcomes; each has its name in order.
fn told(checks: &[Check]) -> Vec<(CheckStatus, Reason)> {
    let names: Vec<&str> = checks.iter().map(|check| check.name).collect();
    assert_eq!(names, ["entry", "dns", "certificate", "https"]);
    checks
        .iter()
        .map(|check| (check.status, check.message.reason))
        .collect()
}

fn https(checks: &[Check]) -> Reason {
    assert_eq!(checks[2].status, CheckStatus::Ok, "{}", checks[2].message);
    let (status, reason) = told(checks)[3];
    let expected = if reason == Reason::HttpsTrusted {
        CheckStatus::Ok
    } else {
        CheckStatus::Failed
    };
    assert_eq!(status, expected, "{}", checks[3].message);
    reason
}

#[test]
fn where_all_is_well_every_check_says_so_and_nothing_is_changed() {
    let (fake, client) = prepared();
    let authority = Authority::new("an authority");
    authority.be_trusted_with(&fake);
    let at = authority
        .issue(&["*.example.com", "example.org"], |_| {})
        .serve(&[]);
    fake.clear_journal();
    let checks = inspect(&client, at);
    assert_eq!(
        told(&checks),
        [
            (CheckStatus::Ok, Reason::EntryFound),
            (CheckStatus::Ok, Reason::DnsCorrect),
            (CheckStatus::Ok, Reason::CertificateInstalled),
            (CheckStatus::Ok, Reason::HttpsTrusted),
        ]
    );
    assert_eq!(
        checks[3].message.finding(),
        "The server presents a certificate for *.example.com, example.org, valid from 2020-01-01 \
         to 2100-01-01."
    );
    assert!(
        requests(&fake)
            .iter()
            .all(|request| request.starts_with("GET "))
    );
}

#[test]
fn what_is_wrong_with_the_presented_certificate_is_told_apart() {
    let (fake, client) = prepared();
    let authority = Authority::new("an authority");
    authority.be_trusted_with(&fake);
    let between = authority.vouch_for("one in between");
    let unknown = Authority::new("an unknown authority");
    let staging = Authority::new("(STAGING) Artificial Apricot");
    let good = |issued: Issued| issued.serve(&[&between.certificate]);
    for (at, reason) in [
        (good(between.issue(&[HOST], |_| {})), Reason::HttpsTrusted),
        (
            good(between.issue(&["example.com", "*.shop.example.com"], |_| {})),
            Reason::HttpsWrongName,
        ),
        (good(between.issue(&[], |_| {})), Reason::HttpsWrongName),
        (
            good(between.issue(&[HOST], |params| {
                params.not_after = date_time_ymd(2021, 1, 1);
            })),
            Reason::HttpsExpired,
        ),
        (
            good(between.issue(&[HOST], |params| {
                params.not_before = date_time_ymd(2099, 1, 1);
            })),
            Reason::HttpsNotYetValid,
        ),
        (
            between.issue(&[HOST], |_| {}).serve(&[]),
            Reason::HttpsIncompleteChain,
        ),
        (
            Issued::self_signed(&[HOST]).serve(&[]),
            Reason::HttpsSelfSigned,
        ),
        (
            unknown
                .issue(&[HOST], |_| {})
                .serve(&[&unknown.certificate]),
            Reason::HttpsUntrusted,
        ),
        (
            staging
                .issue(&[HOST], |_| {})
                .serve(&[&staging.certificate]),
            Reason::HttpsStaging,
        ),
    ] {
        let checks = inspect(&client, at);
        assert_eq!(https(&checks), reason, "{}", checks[3].message);
    }
}

#[test]
fn what_keeps_a_certificate_from_being_presented_is_told_apart() {
    let (fake, _) = prepared();
    let client = with(&fake, |settings| settings.timeout = Duration::from_secs(3));
    let nobody = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let plain = answering(|mut stream| {
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
    });
    for (at, reason) in [
        (nobody, Reason::HttpsRefused),
        (plain, Reason::HttpsNoTls),
        (refusing(), Reason::HttpsHandshake),
        (answering(drop), Reason::HttpsHandshake),
        (answering(std::mem::forget), Reason::HttpsTimeout),
    ] {
        let checks = inspect(&client, at);
        assert_eq!(https(&checks), reason, "{}", checks[3].message);
        assert!(checks[3].message.finding().contains(HOST));
    }
}

#[test]
fn the_first_thing_that_is_wrong_ends_it() {
    let (fake, client) = prepared();
    let nowhere = |addresses: &[&str]| told(&client.inspect(&inspection(addresses)))[1];
    assert_eq!(nowhere(&[]), (CheckStatus::Failed, Reason::DnsMissing));
    assert_eq!(
        nowhere(&["203.0.113.9"]),
        (CheckStatus::Failed, Reason::DnsElsewhere)
    );
    let skipped = [(CheckStatus::Skipped, Reason::CheckSkipped); 2];
    let elsewhere = client.inspect(&inspection(&["203.0.113.9", SERVER]));
    assert_eq!(told(&elsewhere)[2..], skipped);
    assert_eq!(
        elsewhere[1].message.sentence(),
        "shop.example.com points to 203.0.113.9, 192.0.2.1, and 203.0.113.9 is not this server. \
         Set the A record of shop.example.com to 192.0.2.1 where the domain is managed."
    );
    let absent = Inspection::new(name("absent.example.com"));
    assert_eq!(
        told(&client.inspect(&absent))[0],
        (CheckStatus::Failed, Reason::EntryMissing)
    );
    for (state, outcome) in [
        (json!(null), (CheckStatus::Failed, Reason::CertificateNone)),
        (
            json!({"days": -2}),
            (CheckStatus::Failed, Reason::CertificateExpired),
        ),
        (
            json!({"days": 60, "staging": true}),
            (CheckStatus::Failed, Reason::CertificateStaging),
        ),
        (
            json!({"pending": true}),
            (CheckStatus::Warning, Reason::CertificatePending),
        ),
        (
            json!({"days": 60, "method": "custom"}),
            (CheckStatus::Warning, Reason::CertificateCustom),
        ),
    ] {
        change(&fake, certificate(state.clone()));
        let checks = inspect(&client, "127.0.0.1:1".parse().unwrap());
        assert_eq!(told(&checks)[2], outcome, "{state}");
        let goes_on = told(&checks)[3].0 != CheckStatus::Skipped;
        assert_eq!(goes_on, outcome.0 != CheckStatus::Failed, "{state}");
    }
}

#[test]
fn www_has_to_point_there_where_runcloud_serves_it() {
    let (_fake, client) = prepared();
    add(&client, "example.org").unwrap();
    let server = || Some(vec![SERVER.parse().unwrap()]);
    let example = Inspection::new(name("example.org")).addresses(server());
    let dns = |inspection: &Inspection| client.inspect(inspection).swap_remove(1);
    assert_eq!(dns(&example).message.reason, Reason::DnsCorrect);
    let check = dns(&example.clone().www_addresses(Some(Vec::new())));
    assert_eq!(check.status, CheckStatus::Failed);
    assert_eq!(
        check.message.finding(),
        "www.example.org has no address in DNS."
    );
    let shop = inspection(&[SERVER]).www_addresses(Some(Vec::new()));
    assert_eq!(dns(&shop).message.reason, Reason::DnsCorrect, "it has none");
}

#[test]
fn cloudflare_and_a_silent_dns_are_no_failure() {
    let (_fake, client) = prepared();
    let behind = client.inspect(&inspection(&["104.16.1.1"]).at(Some(("127.0.0.1".into(), 1))));
    assert_eq!(
        told(&behind)[1],
        (CheckStatus::Warning, Reason::DnsCloudflare)
    );
    assert_eq!(https(&behind), Reason::HttpsRefused, "it goes on behind it");
}

#[test]
fn a_name_is_really_looked_up_where_no_addresses_are_given() {
    let (_fake, client) = prepared();
    add(&client, "runcloud.invalid").unwrap();
    let checks = client.inspect(&Inspection::new(name("runcloud.invalid")));
    // The resolver may know that there is none, or be out of reach itself.
    let reason = told(&checks)[1].1;
    assert!(
        matches!(reason, Reason::DnsMissing | Reason::DnsUnanswered),
        "{}",
        checks[1].message
    );
}

#[test]
fn a_www_host_is_followed_by_the_entry_that_serves_it() {
    let (fake, client) = prepared();
    add(&client, "example.org").unwrap();
    let authority = Authority::new("an authority");
    authority.be_trusted_with(&fake);
    let at = authority.issue(&["www.example.org"], |_| {}).serve(&[]);
    let inspection = Inspection::new(name("www.example.org"))
        .addresses(Some(vec![SERVER.parse().unwrap()]))
        .at(Some((at.ip().to_string(), at.port())));
    let checks = client.inspect(&inspection);
    assert_eq!(told(&checks)[0].1, Reason::EntryServing);
    assert_eq!(https(&checks), Reason::HttpsTrusted);
}

#[test]
fn a_runcloud_that_fails_is_the_finding_and_the_budget_holds_for_all() {
    let (fake, _) = prepared();
    fake.fault(Fault::server_error().on("GET", "*/domains"));
    let checks = client(&fake).inspect(&inspection(&[SERVER]));
    assert_eq!(
        told(&checks)[0],
        (CheckStatus::Failed, Reason::RuncloudFailed)
    );
    fake.clear_faults();
    let budget = Duration::from_millis(1500);
    let client = with(&fake, |settings| settings.timeout = budget);
    let begun = Instant::now();
    let checks = inspect(&client, answering(std::mem::forget));
    assert_eq!(https(&checks), Reason::HttpsTimeout);
    assert!(begun.elapsed() < budget + Duration::from_millis(500));
}

#[test]
fn the_dns_of_many_domains_is_compared_by_one_request() {
    let (fake, client) = prepared();
    fake.clear_journal();
    let pointing = |text: &str, addresses: Option<&[&str]>| Pointing {
        name: name(text),
        addresses: addresses.map(|list| {
            list.iter()
                .map(|address| address.parse().unwrap())
                .collect()
        }),
    };
    let mut domains = vec![
        pointing("right.example.com", Some(&[SERVER])),
        pointing("wrong.example.com", Some(&["203.0.113.9"])),
        pointing("none.example.com", Some(&[])),
    ];
    domains.extend((0..20).map(|n| pointing(&format!("d{n}.runcloud.invalid"), None)));
    let checks = client.check_dns(&domains).unwrap();
    assert_eq!(checks.len(), domains.len());
    let reasons: Vec<Reason> = checks.iter().map(|check| check.message.reason).collect();
    assert_eq!(
        reasons[..3],
        [Reason::DnsCorrect, Reason::DnsElsewhere, Reason::DnsMissing]
    );
    assert!(
        reasons[3..]
            .iter()
            .all(|reason| matches!(reason, Reason::DnsMissing | Reason::DnsUnanswered))
    );
    assert_eq!(requests(&fake).len(), 1);
    assert!(client.check_dns(&[]).unwrap().is_empty());
}
