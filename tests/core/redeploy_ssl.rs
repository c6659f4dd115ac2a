//! Redeploying: the right request, or none, in every mode and on both versions.

use fake_runcloud::{
    AdvancedAccess, Fault, Method, NoCertificate, ProtocolField, RedeployWhilePending, SslShape,
    StateChange, WriteReply,
};
use runcloud::{ApiVersion, Client, Error, Reason, Redeployment, SslMode, SslOutcome};
use serde_json::json;

use crate::support::{add, change, client_of, name, requests, switched};

const VERSIONS: [ApiVersion; 2] = [ApiVersion::V2, ApiVersion::V3];

fn basic_certificate(method: &str) -> StateChange {
    serde_json::from_value(json!({"basic_certificate": {"method": method}})).unwrap()
}

fn advanced() -> StateChange {
    StateChange {
        advanced_ssl: Some(true),
        ..StateChange::default()
    }
}

fn redeploy(client: &Client, domain: Option<&str>, install: bool) -> Result<Redeployment, Error> {
    client.redeploy_ssl(domain.map(name).as_ref(), install)
}

fn posts(fake: &fake_runcloud::Fake) -> usize {
    requests(fake)
        .iter()
        .filter(|request| request.starts_with("POST"))
        .count()
}

fn last(fake: &fake_runcloud::Fake) -> String {
    requests(fake).pop().unwrap()
}

#[test]
fn basic_mode_redeploys_the_one_certificate() {
    for version in VERSIONS {
        for shape in [SslShape::Bare, SslShape::PerDomain, SslShape::Wrapped] {
            for reply in [
                WriteReply::EmptyObject,
                WriteReply::EmptyBody,
                WriteReply::Object,
            ] {
                let (fake, _) = switched(|switches| {
                    switches.v3_ssl_shape = shape;
                    switches.ssl_write_reply = reply;
                });
                let client = client_of(&fake, version);
                change(&fake, basic_certificate("letsencrypt"));
                let result = redeploy(&client, Some("shop.example.com"), false).unwrap();
                assert_eq!(result.outcome, SslOutcome::RedeployRequested);
                assert_eq!(result.mode, SslMode::Basic);
                assert_eq!(result.domain, None);
                let id = result.certificate_id.unwrap();
                assert_eq!(
                    requests(&fake),
                    [
                        "GET /ssl/advanced".to_owned(),
                        "GET /ssl".to_owned(),
                        format!("PUT /ssl/{id}")
                    ],
                    "{version:?} {shape:?} {reply:?}"
                );
            }
        }
    }
}

#[test]
fn without_a_certificate_nothing_is_written_unless_asked_for() {
    for version in VERSIONS {
        for none in [
            NoCertificate::ByVersion,
            NoCertificate::Swapped,
            NoCertificate::Message200,
            NoCertificate::Message404,
            NoCertificate::PerDomainNull,
            NoCertificate::EmptyObject,
        ] {
            let (fake, _) = switched(|switches| switches.no_certificate = none);
            let client = client_of(&fake, version);
            let result = redeploy(&client, None, false).unwrap();
            assert_eq!(
                result.outcome,
                SslOutcome::NoCertificate,
                "{version:?} {none:?}"
            );
            assert!(
                requests(&fake)
                    .iter()
                    .all(|request| request.starts_with("GET"))
            );

            let result = redeploy(&client, None, true).unwrap();
            assert_eq!(
                result.outcome,
                SslOutcome::InstallRequested,
                "{version:?} {none:?}"
            );
            assert_eq!(posts(&fake), 1, "{version:?} {none:?}");
            let result = redeploy(&client, None, true).unwrap();
            assert_eq!(
                result.outcome,
                SslOutcome::RedeployRequested,
                "{version:?} {none:?}"
            );
        }
    }
}

#[test]
fn a_wrong_application_id_is_not_taken_for_a_missing_certificate() {
    let fake = fake_runcloud::Fake::start();
    let settings = runcloud::Settings {
        app_id: runcloud::Id::parse("id", "999").unwrap(),
        ..crate::support::settings(&fake, ApiVersion::V3)
    };
    let client = Client::new(settings).unwrap();
    for install in [false, true] {
        let sentence = redeploy(&client, None, install).unwrap_err().to_string();
        assert!(sentence.contains("WU_RUNCLOUD_APP_ID"), "{sentence}");
    }
    let sentence = client.certificate(None).unwrap_err().to_string();
    assert!(sentence.contains("WU_RUNCLOUD_APP_ID"), "{sentence}");
}

#[test]
fn advanced_mode_installs_or_redeploys_the_domains_own() {
    for version in VERSIONS {
        let (fake, _) = switched(|_| {});
        let client = client_of(&fake, version);
        change(&fake, advanced());
        let id = add(&client, "shop.example.com").unwrap().id.unwrap();
        let result = redeploy(&client, Some("shop.example.com"), false).unwrap();
        assert_eq!(result.outcome, SslOutcome::InstallRequested);
        assert_eq!(result.mode, SslMode::Advanced);
        assert_eq!(result.domain.as_deref(), Some("shop.example.com"));
        assert_eq!(last(&fake), format!("POST /domains/{id}/ssl"));

        let result = redeploy(&client, Some("shop.example.com"), false).unwrap();
        assert_eq!(result.outcome, SslOutcome::RedeployRequested);
        let ssl = result.certificate_id.unwrap();
        assert_eq!(last(&fake), format!("PUT /domains/{id}/ssl/{ssl}"));
    }
}

#[test]
fn advanced_mode_wants_to_know_which_domain() {
    let (fake, client) = switched(|_| {});
    change(&fake, advanced());
    match redeploy(&client, None, true).unwrap_err() {
        Error::InvalidDomain(message) => assert_eq!(message.reason, Reason::DomainRequired),
        error => panic!("{error:?}"),
    }
    let error = redeploy(&client, Some("absent.example.com"), true).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("does not have the domain absent.example.com.")
    );
}

#[test]
fn with_autossl_nothing_is_sent() {
    for version in VERSIONS {
        for advanced_ssl in [true, false] {
            let (fake, _) = switched(|_| {});
            let client = client_of(&fake, version);
            change(
                &fake,
                StateChange {
                    advanced_ssl: Some(advanced_ssl),
                    auto_ssl: Some(true),
                    ..StateChange::default()
                },
            );
            let result = redeploy(&client, Some("shop.example.com"), true).unwrap();
            assert_eq!(result.outcome, SslOutcome::Automatic);
            assert_eq!(requests(&fake), ["GET /ssl/advanced"]);
        }
    }
}

#[test]
fn a_certificate_of_the_owners_own_is_left_alone() {
    for version in VERSIONS {
        for method in [Method::Custom, Method::Csr] {
            let (fake, _) = switched(|_| {});
            let client = client_of(&fake, version);
            change(
                &fake,
                basic_certificate(if method == Method::Custom {
                    "custom"
                } else {
                    "csr"
                }),
            );
            let result = redeploy(&client, None, true).unwrap();
            assert_eq!(result.outcome, SslOutcome::CustomCertificate, "{method:?}");
            assert!(
                requests(&fake)
                    .iter()
                    .all(|request| request.starts_with("GET"))
            );
        }
    }
}

#[test]
fn a_plan_without_advanced_ssl_is_basic() {
    for version in VERSIONS {
        for access in [
            AdvancedAccess::Forbidden,
            AdvancedAccess::NotFound,
            AdvancedAccess::Unprocessable,
        ] {
            let (fake, _) = switched(|switches| switches.advanced = access);
            let client = client_of(&fake, version);
            change(&fake, basic_certificate("letsencrypt"));
            let result = redeploy(&client, None, false).unwrap();
            assert_eq!(
                result.outcome,
                SslOutcome::RedeployRequested,
                "{version:?} {access:?}"
            );
        }
    }
}

#[test]
fn the_tls_versions_are_named_when_runcloud_insists() {
    for protocol in [ProtocolField::RequiredCamel, ProtocolField::RequiredSnake] {
        let (fake, client) = switched(|switches| switches.v3_protocol = protocol);
        assert_eq!(
            redeploy(&client, None, true).unwrap().outcome,
            SslOutcome::InstallRequested,
            "{protocol:?}"
        );
        change(&fake, advanced());
        add(&client, "shop.example.com").unwrap();
        assert_eq!(
            redeploy(&client, Some("shop.example.com"), true)
                .unwrap()
                .outcome,
            SslOutcome::InstallRequested,
            "{protocol:?}"
        );
    }
}

#[test]
fn an_install_whose_answer_was_lost_is_looked_up_and_not_doubled() {
    let (fake, client) = switched(|_| {});
    fake.fault(Fault::reset().after().once().on("POST", "*/ssl"));
    assert_eq!(
        redeploy(&client, None, true).unwrap().outcome,
        SslOutcome::InstallRequested
    );
    assert_eq!(posts(&fake), 1);

    let (fake, client) = switched(|_| {});
    fake.fault(Fault::reset().before().once().on("POST", "*/ssl"));
    assert_eq!(
        redeploy(&client, None, true).unwrap().outcome,
        SslOutcome::InstallRequested
    );
    assert_eq!(posts(&fake), 2);
}

#[test]
fn a_redeploy_whose_answer_was_lost_is_asked_for_again() {
    let (fake, client) = switched(|_| {});
    change(&fake, basic_certificate("letsencrypt"));
    fake.fault(Fault::reset().once().on("PUT", "*"));
    assert_eq!(
        redeploy(&client, None, false).unwrap().outcome,
        SslOutcome::RedeployRequested
    );
}

#[test]
fn a_redeploy_refused_while_one_is_pending_may_be_asked_for_later() {
    for (busy, retryable) in [
        (RedeployWhilePending::Accepted, None),
        (RedeployWhilePending::Conflict, Some(true)),
        (RedeployWhilePending::Unprocessable, Some(true)),
    ] {
        let (fake, client) = switched(|switches| switches.redeploy_while_pending = busy);
        change(&fake, basic_certificate("letsencrypt"));
        redeploy(&client, None, false).unwrap();
        let again = redeploy(&client, None, false);
        assert_eq!(
            again.err().map(|error| error.is_retryable()),
            retryable,
            "{busy:?}"
        );
    }
}

#[test]
fn the_certificate_is_read_without_asking_for_anything() {
    for version in VERSIONS {
        let (fake, _) = switched(|_| {});
        let client = client_of(&fake, version);
        assert_eq!(client.certificate(None).unwrap(), None);
        change(&fake, basic_certificate("letsencrypt"));
        let certificate = client.certificate(None).unwrap().unwrap();
        assert!(certificate.valid_until.is_some());
        assert!(!certificate.is_custom());

        change(&fake, advanced());
        add(&client, "shop.example.com").unwrap();
        let own = name("shop.example.com");
        assert_eq!(client.certificate(Some(&own)).unwrap(), None);
        redeploy(&client, Some("shop.example.com"), true).unwrap();
        let pending = client.certificate(Some(&own)).unwrap().unwrap();
        assert_eq!(pending.valid_until, None, "requested is not issued");
        assert!(client.certificate(None).is_err());
    }
}

#[test]
fn nothing_is_written_where_the_mode_is_not_told() {
    for answer in [
        r#"{"advancedSSL":"maybe"}"#,
        r#"{"advancedSSL":2}"#,
        r#"{"advancedSSL":null}"#,
        r#"{"advancedSSL":false,"autoSSL":"maybe"}"#,
        r#"{"message":"ok"}"#,
        "{}",
        "[]",
        "null",
        "",
    ] {
        let (fake, client) = switched(|_| {});
        change(&fake, basic_certificate("letsencrypt"));
        fake.fault(Fault::reply(200, answer).on("GET", "*/ssl/advanced"));
        let error = redeploy(&client, None, true).unwrap_err();
        assert!(
            error.to_string().contains("does not say which SSL mode"),
            "{answer}: {error}"
        );
        assert!(
            requests(&fake).iter().all(|asked| asked.starts_with("GET")),
            "{answer}"
        );
    }
}

/// Advanced SSL is not part of every plan, so RunCloud's refusal tells the mode; an edge's or a busy server's
/// does not.
#[test]
fn only_a_refusal_of_runclouds_own_means_basic_mode() {
    for (status, body, mode) in [
        (403, r#"{"message":"Forbidden"}"#, Some(SslMode::Basic)),
        (404, r#"{"message":"Not Found"}"#, Some(SslMode::Basic)),
        (422, r#"{"message":"No"}"#, Some(SslMode::Basic)),
        (403, "<html><title>Forbidden</title></html>", None),
        (409, r#"{"message":"Busy"}"#, None),
        (401, r#"{"message":"Invalid credentials."}"#, None),
    ] {
        let (fake, client) = switched(|_| {});
        change(&fake, basic_certificate("letsencrypt"));
        fake.fault(Fault::reply(status, body).on("GET", "*/ssl/advanced"));
        assert_eq!(
            redeploy(&client, None, false)
                .ok()
                .map(|result| result.mode),
            mode,
            "{status} {body}"
        );
        let writes = requests(&fake)
            .iter()
            .filter(|asked| !asked.starts_with("GET"))
            .count();
        assert_eq!(writes, usize::from(mode.is_some()), "{status} {body}");
    }
}

#[test]
fn a_certificate_of_an_untold_kind_is_left_alone() {
    let (fake, client) = switched(|_| {});
    fake.fault(Fault::reply(200, r#"{"id":123,"validUntil":null}"#).on("GET", "*/ssl"));
    let error = redeploy(&client, None, true).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("does not say whether it issued the certificate itself"),
        "{error}"
    );
    assert!(requests(&fake).iter().all(|asked| asked.starts_with("GET")));
}
