//! What the journal tells of connections and bodies.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod support;

use fake_runcloud::{Fake, TlsUse};
use serde_json::json;
use support::{Client, app};

#[test]
fn one_client_handshakes_once_and_reuses_its_connection() {
    let fake = Fake::start();
    let client = Client::v3(&fake);
    for _ in 0..3 {
        client.get("/ping").expect(200);
    }
    let journal = fake.journal();
    let used: Vec<_> = journal
        .iter()
        .map(|entry| (entry.seq, entry.connection, entry.tls))
        .collect();
    assert_eq!(
        used,
        [
            (1, 1, TlsUse::Full),
            (2, 1, TlsUse::Reused),
            (3, 1, TlsUse::Reused)
        ]
    );
    assert_eq!(
        (
            fake.connections(),
            fake.handshakes().full,
            fake.handshakes().resumed
        ),
        (1, 1, 0)
    );
}

#[test]
fn a_client_that_comes_back_resumes_its_session() {
    let fake = Fake::start();
    let client = Client::v3(&fake);
    client.get("/ping").expect(200);
    fake.drop_connections();
    client.get("/ping").expect(200);
    Client::v3(&fake).get("/ping").expect(200);
    let used: Vec<_> = fake
        .journal()
        .iter()
        .map(|entry| (entry.connection, entry.tls))
        .collect();
    assert_eq!(
        used,
        [(1, TlsUse::Full), (2, TlsUse::Resumed), (3, TlsUse::Full)]
    );
    assert_eq!((fake.handshakes().full, fake.handshakes().resumed), (2, 1));
}

#[test]
fn a_client_that_does_not_trust_the_authority_fails_the_handshake() {
    let fake = Fake::start();
    let other = Fake::start();
    let stranger = Client {
        api: fake.api_url(),
        ..Client::v3(&other)
    };
    stranger.try_send("GET", "/ping", None).err().unwrap();
    // The alert of the client and the reading of it are two things; the next handshake comes after both.
    Client::v3(&fake).get("/ping").expect(200);
    assert_eq!(fake.handshakes().failed, 1);
    assert_eq!(fake.journal().len(), 1);
}

#[test]
fn requests_without_tls_are_told_apart() {
    let fake = Fake::builder().plain().start();
    let client = Client::v3(&fake);
    client.get("/ping").expect(200);
    client.get("/ping").expect(200);
    let used: Vec<_> = fake.journal().iter().map(|entry| entry.tls).collect();
    assert_eq!(used, [TlsUse::Plain, TlsUse::Reused]);
    assert!(fake.api_url().starts_with("http://127.0.0.1:"));
}

#[test]
fn bodies_and_queries_are_kept_and_numbers_go_on_after_a_clearing() {
    let fake = Fake::start();
    let client = Client::v3(&fake);
    client.get("/servers?search=web&page=1");
    let body = json!({"name": "shop.example.com", "privateKey": "secret", "nested": {"certificate": "secret"}});
    client.post(&app("/domains"), &body);
    client.send("POST", &app("/domains"), Some("not json"));
    let journal = fake.journal();
    assert_eq!(journal[0].path, "/api/v3/servers?search=web&page=1");
    assert_eq!(
        (journal[0].body.clone(), journal[0].user_agent.as_deref()),
        (None, Some("tests-of-the-fake/1"))
    );
    let redacted = json!({"name": "shop.example.com", "privateKey": "[redacted]", "nested": {"certificate": "[redacted]"}});
    assert_eq!(journal[1].body, Some(redacted));
    assert_eq!(journal[2].body, Some(json!("8 bytes, not JSON")));
    fake.clear_journal();
    assert_eq!((fake.journal().len(), fake.connections()), (0, 0));
    client.get("/ping");
    assert_eq!(fake.journal()[0].seq, 4);
}

#[test]
fn a_fake_that_is_dropped_leaves_nothing() {
    let fake = Fake::start();
    let (url, file) = (fake.api_url(), fake.ca_file().to_owned());
    let client = Client::v3(&fake);
    client.get("/ping").expect(200);
    assert!(file.exists());
    drop(fake);
    assert!(!file.exists());
    let address = url
        .trim_start_matches("https://")
        .trim_end_matches("/api")
        .to_owned();
    std::net::TcpStream::connect(address).unwrap_err();
}
