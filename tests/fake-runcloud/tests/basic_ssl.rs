//! One certificate for the whole web application, from request to removal.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod support;

use fake_runcloud::{
    APP_ID, BasicWhileAdvanced, CertificateChange, Fake, InstallOver, Issuance, Method,
    NoCertificate, ProtocolField, RedeployWhilePending, SslShape, StateChange, Switches,
    WriteReply,
};
use serde_json::{Value, json};
use support::{Client, app};

fn request() -> Value {
    json!({
        "provider": "letsencrypt", "enableHttp": false, "enableHsts": false,
        "authorizationMethod": "http-01", "environment": "live",
    })
}

fn with(mut body: Value, name: &str, value: Value) -> Value {
    body[name] = value;
    body
}

fn issued(client: &Client) -> bool {
    !client.get(&app("/ssl")).expect(200)["validUntil"].is_null()
}

fn covers(fake: &Fake) -> Vec<String> {
    fake.state(|world| world.apps[&APP_ID].basic.as_ref().unwrap().covers.clone())
}

#[test]
fn a_certificate_comes_some_reads_after_it_was_requested() {
    let fake = Fake::builder().seed(2).start();
    let client = Client::v3(&fake);
    assert_eq!(client.post(&app("/ssl"), &request()).expect(200), json!({}));
    assert_eq!(
        [issued(&client), issued(&client), issued(&client)],
        [false, false, true]
    );
    let ssl = client.get(&app("/ssl")).expect(200);
    assert_eq!(
        (&ssl["id"], &ssl["method"], &ssl["staging"]),
        (&json!(123), &json!("letsencrypt"), &json!(false))
    );
    assert!(ssl["renewalDate"].as_str() < ssl["validUntil"].as_str());
    assert!(ssl["created_at"].as_str() < ssl["renewalDate"].as_str());
    assert_eq!(
        covers(&fake),
        ["site-0001.example.net", "site-0002.example.net"]
    );
    let log = client.get(&app("/log")).expect(200);
    assert_eq!(log["data"][0]["kind"], "info");
}

#[test]
fn a_redeploy_brings_the_names_added_since() {
    let fake = Fake::start();
    let client = Client::v3(&fake);
    fake.switch(|switches| switches.issue_after_polls = 0);
    client.post(&app("/ssl"), &request()).expect(200);
    assert!(issued(&client));
    client
        .post(
            &app("/domains"),
            &json!({"name": "shop.example.com", "www": true}),
        )
        .expect(200);
    assert!(issued(&client));
    assert_eq!(covers(&fake), ["site-0001.example.net"]);
    assert_eq!(client.put(&app("/ssl/123")).expect(200), json!({}));
    assert!(
        issued(&client),
        "the old certificate stays until the new one is there"
    );
    assert_eq!(
        covers(&fake),
        [
            "site-0001.example.net",
            "shop.example.com",
            "www.shop.example.com"
        ]
    );
    client.put(&app("/ssl/124")).expect(404);
}

#[test]
fn a_removed_certificate_is_gone_and_a_new_one_has_a_new_id() {
    let fake = Fake::start();
    let client = Client::v3(&fake);
    client.post(&app("/ssl"), &request()).expect(200);
    client.post(&app("/ssl"), &request()).expect(422);
    client.delete(&app("/ssl/123")).expect(200);
    client.delete(&app("/ssl/123")).expect(404);
    client.put(&app("/ssl/123")).expect(404);
    client.post(&app("/ssl"), &request()).expect(200);
    assert_eq!(client.get(&app("/ssl")).expect(200)["id"], 124);
    fake.switch(|switches| switches.install_over_existing = InstallOver::Replaced);
    client.post(&app("/ssl"), &request()).expect(200);
    assert_eq!(client.get(&app("/ssl")).expect(200)["id"], 125);
}

#[test]
fn no_certificate_is_said_in_every_form() {
    let fake = Fake::start();
    let said = |form| {
        fake.switch(|switches| switches.no_certificate = form);
        [Client::v2(&fake), Client::v3(&fake)].map(|client| {
            let reply = client.get(&app("/ssl"));
            (reply.status, reply.json())
        })
    };
    let message = json!({"message": "SSL not installed!"});
    let of = |status: u16| (status, message.clone());
    assert_eq!(said(NoCertificate::ByVersion), [of(200), of(404)]);
    assert_eq!(said(NoCertificate::Swapped), [of(404), of(200)]);
    assert_eq!(said(NoCertificate::Message200), [of(200), of(200)]);
    assert_eq!(said(NoCertificate::Message404), [of(404), of(404)]);
    let nulls = (
        200,
        json!({"data": [{"id": 710, "name": "site-0001.example.net", "ssl": null}]}),
    );
    assert_eq!(said(NoCertificate::PerDomainNull), [nulls.clone(), nulls]);
    assert_eq!(
        said(NoCertificate::EmptyObject),
        [(200, json!({})), (200, json!({}))]
    );
}

#[test]
fn v3_has_three_shapes_and_v2_one() {
    let fake = Fake::builder().seed(2).start();
    let client = Client::v3(&fake);
    client.post(&app("/ssl"), &request()).expect(200);
    let shape = |shape| {
        fake.switch(|switches| switches.v3_ssl_shape = shape);
        client.get(&app("/ssl")).expect(200)
    };
    assert_eq!(shape(SslShape::Bare)["sslProtocolId"], 2);
    assert_eq!(shape(SslShape::Wrapped)["data"]["id"], 123);
    let list = shape(SslShape::PerDomain);
    assert_eq!(list["data"].as_array().unwrap().len(), 2);
    assert_eq!(
        (&list["data"][1]["id"], &list["data"][1]["ssl"]["id"]),
        (&json!(711), &json!(123))
    );
    let v2 = Client::v2(&fake).get(&app("/ssl")).expect(200);
    let keys: Vec<&str> = v2.as_object().unwrap().keys().map(String::as_str).collect();
    let documented = "id method privateKey certificate enableHttp enableHsts ssl_protocol_id authorizationMethod \
                      staging api_id validUntil renewalDate created_at";
    assert_eq!(keys.join(" "), documented);
}

#[test]
fn the_fields_of_an_installation_are_checked() {
    let fake = Fake::start();
    let client = Client::v3(&fake);
    let errors = |client: &Client, body: &Value| -> Vec<String> {
        let refused = client.post(&app("/ssl"), body).expect(422);
        refused["errors"]
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect()
    };
    assert_eq!(
        errors(&client, &json!({})),
        ["provider", "enableHttp", "enableHsts"]
    );
    assert_eq!(
        errors(&client, &with(request(), "enableHttp", json!(0))),
        ["enableHttp"]
    );
    assert_eq!(
        errors(
            &client,
            &with(request(), "authorizationMethod", json!("tls"))
        ),
        ["authorizationMethod"]
    );
    let by_dns = with(request(), "authorizationMethod", json!("dns-01"));
    assert_eq!(errors(&client, &by_dns), ["externalApi"]);
    assert_eq!(
        errors(&client, &with(by_dns.clone(), "externalApi", json!(12))),
        ["externalApi"]
    );
    assert_eq!(
        errors(&client, &with(request(), "provider", json!("custom"))),
        ["privateKey", "certificate"]
    );
    assert_eq!(
        errors(&client, &with(request(), "sslProtocolId", json!(4))),
        ["sslProtocolId"]
    );
    assert_eq!(errors(&Client::v2(&fake), &request()), ["ssl_protocol_id"]);
    fake.switch(|switches| switches.v3_protocol = ProtocolField::RequiredCamel);
    assert_eq!(
        errors(&client, &with(request(), "ssl_protocol_id", json!(2))),
        ["sslProtocolId"]
    );
    fake.switch(|switches| switches.v3_protocol = ProtocolField::RequiredSnake);
    assert_eq!(
        errors(&client, &with(request(), "sslProtocolId", json!(2))),
        ["ssl_protocol_id"]
    );
    client
        .post(&app("/ssl"), &with(request(), "ssl_protocol_id", json!(3)))
        .expect(200);
    assert_eq!(client.get(&app("/ssl")).expect(200)["sslProtocolId"], 3);
}

#[test]
fn settings_can_be_changed_and_writes_answered_in_three_ways() {
    let fake = Fake::start();
    let client = Client::v3(&fake);
    let by_dns = with(
        with(request(), "authorizationMethod", json!("dns-01")),
        "externalApi",
        json!(11),
    );
    client.post(&app("/ssl"), &by_dns).expect(200);
    assert_eq!(client.get(&app("/ssl")).expect(200)["api_id"], 11);
    fake.switch(|switches| switches.ssl_write_reply = WriteReply::Object);
    let changed = client.patch(
        &app("/ssl/123"),
        &json!({"authorizationMethod": "http-01", "enableHsts": true}),
    );
    let changed = changed.expect(200);
    assert_eq!(
        (&changed["api_id"], &changed["enableHsts"]),
        (&Value::Null, &json!(true))
    );
    client
        .patch(&app("/ssl/123"), &json!({"enableHsts": "yes"}))
        .expect(422);
    fake.switch(|switches| switches.ssl_write_reply = WriteReply::EmptyBody);
    assert_eq!(client.put(&app("/ssl/123")).expect(200), Value::Null);
}

#[test]
fn a_custom_certificate_is_in_use_at_once_and_never_redeployed() {
    let fake = Fake::start();
    let client = Client::v3(&fake);
    let pem = json!({
        "provider": "custom", "enableHttp": true, "enableHsts": false,
        "privateKey": "-----BEGIN PRIVATE KEY-----\nfake", "certificate": "-----BEGIN CERTIFICATE-----\nfake",
    });
    client.post(&app("/ssl"), &pem).expect(200);
    let ssl = client.get(&app("/ssl")).expect(200);
    assert_eq!(
        (&ssl["method"], &ssl["authorizationMethod"]),
        (&json!("custom"), &Value::Null)
    );
    assert!(!ssl["validUntil"].is_null());
    client.put(&app("/ssl/123")).expect(422);
    let journal = serde_json::to_string(&fake.journal()).unwrap();
    assert!(journal.contains("[redacted]") && !journal.contains("BEGIN"));
}

#[test]
fn a_second_redeploy_while_one_is_pending_is_taken_or_refused() {
    let fake = Fake::start();
    let client = Client::v3(&fake);
    client.post(&app("/ssl"), &request()).expect(200);
    client.put(&app("/ssl/123")).expect(200);
    fake.switch(|switches| switches.redeploy_while_pending = RedeployWhilePending::Conflict);
    client.put(&app("/ssl/123")).expect(409);
    fake.switch(|switches| switches.redeploy_while_pending = RedeployWhilePending::Unprocessable);
    client.put(&app("/ssl/123")).expect(422);
    fake.state(|world| world.finish_requests(APP_ID, &Switches::default()));
    client.put(&app("/ssl/123")).expect(200);
}

#[test]
fn an_issuance_can_hang_or_fail_with_nothing_but_a_log_line() {
    let fake = Fake::start();
    let client = Client::v3(&fake);
    fake.switch(|switches| switches.issuance = Issuance::Never);
    client.post(&app("/ssl"), &request()).expect(200);
    assert!((0..5).all(|_| !issued(&client)));
    fake.switch(|switches| switches.issuance = Issuance::FailsInLog);
    assert!((0..5).all(|_| !issued(&client)));
    let log = client.get(&app("/log")).expect(200);
    assert_eq!(log["data"][0]["kind"], "error");
    assert!(
        log["data"][0]["content"]
            .as_str()
            .unwrap()
            .contains("not pointed")
    );
}

#[test]
fn one_lost_name_or_too_many_names_fail_the_whole_certificate() {
    for (seed, lost, reason) in [
        (2, true, "site-0002.example.net does not point"),
        (101, false, "101 names"),
    ] {
        let fake = Fake::builder().seed(seed).start();
        let client = Client::v3(&fake);
        fake.switch(|switches| switches.issue_after_polls = 0);
        if lost {
            fake.state(|world| world.set_resolves("site-0002.example.net", false))
                .unwrap();
        }
        client.post(&app("/ssl"), &request()).expect(200);
        assert!(!issued(&client));
        let log = client.get(&app("/log")).expect(200)["data"][0]["content"].clone();
        assert!(log.as_str().unwrap().contains(reason), "{log}");
    }
    let fake = Fake::builder()
        .seed(100)
        .switch(|switches| switches.issue_after_polls = 0)
        .start();
    Client::v3(&fake).post(&app("/ssl"), &request()).expect(200);
    assert!(issued(&Client::v3(&fake)));
}

#[test]
fn a_basic_request_in_advanced_mode_is_200_and_changes_nothing() {
    let fake = Fake::start();
    let client = Client::v3(&fake);
    client
        .post(
            &app("/ssl/advanced"),
            &json!({"advancedSSL": true, "autoSSL": false}),
        )
        .expect(200);
    client.post(&app("/ssl"), &request()).expect(200);
    client.get(&app("/ssl")).expect(404);
    fake.switch(|switches| switches.basic_post_while_advanced = BasicWhileAdvanced::Transient);
    client.post(&app("/ssl"), &request()).expect(200);
    client.get(&app("/ssl")).expect(200);
    let left: Vec<u16> = (0..3).map(|_| client.get(&app("/ssl")).status).collect();
    assert_eq!(left.last(), Some(&404), "{left:?}");
    fake.switch(|switches| switches.basic_post_while_advanced = BasicWhileAdvanced::Refused);
    client.post(&app("/ssl"), &request()).expect(422);
}

#[test]
fn an_offline_server_brings_no_certificate_until_it_is_back() {
    let fake = Fake::builder()
        .switch(|switches| switches.server_offline = true)
        .start();
    let client = Client::v3(&fake);
    client.post(&app("/ssl"), &request()).expect(200);
    assert!((0..5).all(|_| !issued(&client)));
    fake.switch(|switches| switches.server_offline = false);
    assert!((0..3).any(|_| issued(&client)));
}

#[test]
fn a_test_can_put_any_certificate_in_place() {
    let fake = Fake::start();
    let expired = CertificateChange {
        method: Some(Method::Csr),
        days: Some(-1),
        ..CertificateChange::default()
    };
    let change = StateChange {
        basic_certificate: Some(Some(expired)),
        ..StateChange::default()
    };
    fake.state(|world| world.apply(change, &Switches::default()))
        .unwrap();
    let ssl = Client::v3(&fake).get(&app("/ssl")).expect(200);
    assert_eq!(ssl["method"], "csr");
    assert!(ssl["validUntil"].as_str() < ssl["created_at"].as_str());
}
