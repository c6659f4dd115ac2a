//! Connections are kept, shared and dropped as they should be.

use std::time::Duration;

use fake_runcloud::{Fake, Fault};
use runcloud::{ApiVersion, Client, Outcome, Settings};

use crate::support::{add, client, outcome, settings, switched};

#[test]
fn a_hundred_calls_need_one_handshake_whatever_client_they_come_from() {
    let fake = Fake::start();
    for number in 0..100 {
        let client = client(&fake);
        add(&client, &format!("site-{number}.example.com")).unwrap();
    }
    let handshakes = fake.handshakes();
    assert_eq!(handshakes.full + handshakes.resumed, 1);
    assert!(fake.journal().iter().all(|entry| entry.connection == 1));
}

#[test]
fn a_connection_that_the_server_closed_meanwhile_is_no_failure() {
    let (fake, client) = switched(|_| {});
    fake.fault(Fault::close_after_reply());
    for number in 0..20 {
        let asked = format!("site-{number}.example.com");
        assert_eq!(outcome(add(&client, &asked)), Outcome::Added);
    }
}

#[test]
fn a_stale_connection_that_breaks_under_a_post_is_looked_up() {
    let (fake, client) = switched(|_| {});
    client.domains().unwrap();
    fake.fault(
        Fault::reset()
            .before()
            .on_reused()
            .once()
            .on("POST", "*/domains"),
    );
    assert_eq!(outcome(add(&client, "shop.example.com")), Outcome::Added);
}

#[test]
fn the_product_names_itself_and_keeps_its_secrets_out_of_the_journal() {
    let (fake, client) = switched(|_| {});
    client.diagnose();
    for entry in fake.journal() {
        assert!(
            entry
                .user_agent
                .unwrap_or_default()
                .starts_with("RunCloud-for-PHP/")
        );
        assert!(!entry.path.contains(fake_runcloud::TOKEN));
    }
}

#[test]
fn exchanges_tell_what_the_last_operation_did() {
    let (fake, client) = switched(|_| {});
    fake.fault(Fault::edge_error(503).once());
    client.domains().unwrap();
    let told: Vec<_> = client
        .exchanges()
        .into_iter()
        .map(|one| {
            (
                one.method,
                one.status,
                one.attempt,
                one.rate_limit_remaining.is_some(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [("GET", Some(503), 1, false), ("GET", Some(200), 2, true)]
    );
    assert!(!format!("{:?}", client.exchanges()).contains(fake_runcloud::TOKEN));
    add(&client, "shop.example.com").unwrap();
    assert_eq!(client.exchanges().len(), 1, "of the last operation alone");
}

#[test]
fn a_proxy_is_used_when_it_is_set_and_never_taken_from_the_environment() {
    let fake = Fake::start();
    let client = Client::new(Settings {
        proxy: Some("http://127.0.0.1:9".to_owned()),
        timeout: Duration::from_secs(2),
        ..settings(&fake, ApiVersion::V3)
    })
    .unwrap();
    assert!(client.domains().is_err(), "nothing listens at that proxy");
    assert!(fake.journal().is_empty());
}
