//! One certificate per domain, and AutoSSL.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod support;

use fake_runcloud::{AdvancedAccess, AutoSsl, Fake, MissingRoute, SslShape};
use serde_json::{Value, json};
use support::{Client, app};

/// The body the documentation shows, `autoSSL` included.
fn documented() -> Value {
    json!({
        "advancedSSL": true, "autoSSL": false, "provider": "letsencrypt", "enableHttp": false, "enableHsts": false,
        "authorizationMethod": "http-01", "environment": "live",
    })
}

fn set_mode(client: &Client, advanced: bool, auto: bool) {
    let body = json!({"advancedSSL": advanced, "autoSSL": auto});
    assert_eq!(client.post(&app("/ssl/advanced"), &body).expect(200), body);
}

#[test]
fn the_mode_is_read_and_set() {
    let fake = Fake::start();
    let client = Client::v3(&fake);
    assert_eq!(
        client.get(&app("/ssl/advanced")).expect(200),
        json!({"advancedSSL": false, "autoSSL": false})
    );
    set_mode(&client, true, true);
    assert_eq!(
        client.get(&app("/ssl/advanced")).expect(200),
        json!({"advancedSSL": true, "autoSSL": true})
    );
    client
        .post(&app("/ssl/advanced"), &json!({"advancedSSL": 1}))
        .expect(422);
}

#[test]
fn a_domain_has_a_certificate_of_its_own() {
    let fake = Fake::builder().seed(2).start();
    let client = Client::v3(&fake);
    let ssl = app("/domains/711/ssl");
    client
        .post(
            &ssl,
            &json!({"provider": "letsencrypt", "enableHttp": false, "enableHsts": false,
        "authorizationMethod": "http-01"}),
        )
        .expect(422);
    client.get(&ssl).expect(404);
    assert_eq!(client.post(&ssl, &documented()).expect(200), json!({}));
    let read = || client.get(&ssl).expect(200)["validUntil"].clone();
    assert_eq!(
        [read().is_null(), read().is_null(), read().is_null()],
        [true, true, false]
    );
    client.get(&app("/domains/710/ssl")).expect(404);
    let id = client.get(&ssl).expect(200)["id"].clone();
    let one = format!("{ssl}/{id}");
    assert_eq!(client.put(&one).expect(200), json!({}));
    client
        .put(&app(&format!("/domains/710/ssl/{id}")))
        .expect(404);
    client
        .patch(
            &one,
            &json!({"advancedSSL": true, "autoSSL": true, "enableHttp": true}),
        )
        .expect(200);
    assert_eq!(client.get(&ssl).expect(200)["enableHttp"], true);
    assert_eq!(
        client.get(&app("/ssl/advanced")).expect(200)["autoSSL"],
        true
    );
    client.delete(&one).expect(200);
    client.get(&ssl).expect(404);
}

#[test]
fn auto_ssl_brings_a_certificate_for_a_new_domain() {
    let fake = Fake::start();
    let client = Client::v3(&fake);
    set_mode(&client, true, true);
    client
        .post(&app("/domains"), &json!({"name": "shop.example.com"}))
        .expect(200);
    let statuses: Vec<u16> = (0..3)
        .map(|_| client.get(&app("/domains/711/ssl")).status)
        .collect();
    assert_eq!(statuses, [404, 404, 200]);
    assert!(!client.get(&app("/domains/711/ssl")).expect(200)["validUntil"].is_null());

    fake.switch(|switches| switches.auto_ssl = AutoSsl::Never);
    client
        .post(&app("/domains"), &json!({"name": "late.example.com"}))
        .expect(200);
    assert!((0..5).all(|_| client.get(&app("/domains/712/ssl")).status == 404));
    client
        .post(&app("/domains/712/ssl"), &documented())
        .expect(200);
    client.get(&app("/domains/712/ssl")).expect(200);
}

#[test]
fn shape_b_shows_every_domain_with_its_own_certificate() {
    let fake = Fake::builder()
        .seed(2)
        .switch(|switches| switches.v3_ssl_shape = SslShape::PerDomain)
        .start();
    let client = Client::v3(&fake);
    client
        .post(&app("/domains/711/ssl"), &documented())
        .expect(200);
    let list = client.get(&app("/ssl")).expect(200);
    assert_eq!(
        (&list["data"][0]["ssl"], &list["data"][1]["ssl"]["id"]),
        (&Value::Null, &json!(123))
    );
}

#[test]
fn another_plan_has_no_advanced_ssl() {
    let fake = Fake::start();
    let client = Client::v3(&fake);
    let refused = [
        (AdvancedAccess::Forbidden, 403),
        (AdvancedAccess::NotFound, 404),
        (AdvancedAccess::Unprocessable, 422),
    ];
    for (access, status) in refused {
        fake.switch(|switches| switches.advanced = access);
        client.get(&app("/ssl/advanced")).expect(status);
        client
            .post(
                &app("/ssl/advanced"),
                &json!({"advancedSSL": true, "autoSSL": true}),
            )
            .expect(status);
        client
            .post(&app("/domains/710/ssl"), &documented())
            .expect(status);
    }
}

#[test]
fn the_undocumented_redeploy_is_nowhere() {
    let fake = Fake::start();
    let client = Client::v3(&fake);
    client
        .patch(&app("/ssl/advanced/123/redeploy"), &json!({}))
        .expect(404);
    fake.switch(|switches| switches.advanced_redeploy_route = MissingRoute::MethodNotAllowed);
    client
        .patch(&app("/ssl/advanced/123/redeploy"), &json!({}))
        .expect(405);
}
