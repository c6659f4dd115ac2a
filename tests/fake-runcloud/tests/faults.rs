//! Everything that can be made to go wrong, once each.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod support;

use std::{
    io::{ErrorKind, Read as _, Write as _},
    net::TcpStream,
    sync::Arc,
    time::{Duration, Instant},
};

use fake_runcloud::{APP_ID, Ending, Fake, Fault, TlsUse};
use rustls::pki_types::{CertificateDer, pem::PemObject as _};
use serde_json::{Value, json};
use support::{Client, app, raw};

fn plain() -> Fake {
    Fake::builder().plain().start()
}

fn address(fake: &Fake) -> String {
    let url = fake.api_url();
    let (_, rest) = url.split_once("://").unwrap();
    rest.trim_end_matches("/api").to_owned()
}

fn names(fake: &Fake) -> usize {
    fake.state(|world| world.names_of(APP_ID).len())
}

fn added(client: &Client) -> Result<u16, ureq::Error> {
    let body = json!({"name": "shop.example.com"}).to_string();
    client
        .try_send("POST", &app("/domains"), Some(&body))
        .map(|reply| reply.status)
}

#[test]
fn a_reply_of_the_tests_own_comes_before_or_after_the_request() {
    let fake = Fake::start();
    let client = Client::v3(&fake);
    fake.fault(
        Fault::server_error()
            .on("POST", "/servers/*/domains")
            .once(),
    );
    client.get("/ping").expect(200);
    assert_eq!(added(&client).unwrap(), 500);
    assert_eq!(names(&fake), 1);
    fake.fault(Fault::edge_error(502).after().once());
    assert_eq!(added(&client).unwrap(), 502);
    assert_eq!(names(&fake), 2);
    assert_eq!(
        added(&client).unwrap(),
        422,
        "the fault was for one request"
    );
    let journal = fake.journal();
    let seen: Vec<_> = journal
        .iter()
        .map(|entry| (entry.status, entry.handled, entry.fault.as_deref()))
        .collect();
    let wanted = [
        (Some(200), Some(200), None),
        (Some(500), None, Some("reply 500")),
        (Some(502), Some(200), Some("reply 502")),
        (Some(422), Some(422), None),
    ];
    assert_eq!(seen, wanted);
}

#[test]
fn a_reply_has_the_headers_it_was_given() {
    let fake = Fake::start();
    fake.fault(Fault::rate_limited(Some("7")).skip(1).times(2));
    let client = Client::v3(&fake);
    let replies: Vec<_> = (0..4).map(|_| client.get("/ping")).collect();
    assert_eq!(
        replies.iter().map(|reply| reply.status).collect::<Vec<_>>(),
        [200, 429, 429, 200]
    );
    assert_eq!(replies[1].header("retry-after"), Some("7"));
}

#[test]
fn a_reset_is_an_rst_and_a_close_is_not() {
    let fake = plain();
    fake.fault(Fault::reset().once());
    assert_eq!(
        raw(&fake, "/ping"),
        (Vec::new(), Some(ErrorKind::ConnectionReset))
    );
    fake.fault(Fault::close().once());
    assert_eq!(raw(&fake, "/ping"), (Vec::new(), None));
    assert_eq!(
        fake.journal()
            .iter()
            .map(|entry| entry.status)
            .collect::<Vec<_>>(),
        [None, None]
    );
}

#[test]
fn a_lost_answer_leaves_the_change_behind() {
    let fake = Fake::start();
    let client = Client::v3(&fake);
    fake.fault(Fault::reset().on("POST", "/servers").once());
    added(&client).unwrap_err();
    assert_eq!(names(&fake), 1);
    fake.fault(Fault::reset().on("POST", "/servers").after().once());
    added(&client).unwrap_err();
    assert_eq!(names(&fake), 2);
}

#[test]
fn a_truncated_response_ends_at_the_byte_in_every_way() {
    let fake = plain();
    let (whole, _) = raw(&fake, "/ping");
    for at in [1, 12, 40, whole.len() - 1] {
        for (then, error) in [
            (Ending::Close, None),
            (Ending::Drop, None),
            (Ending::Reset, Some(ErrorKind::ConnectionReset)),
        ] {
            fake.fault(Fault::truncate(at, then).once());
            let (bytes, ended) = raw(&fake, "/ping");
            assert_eq!((bytes.len(), ended), (at, error), "{then:?}");
        }
    }
    let statuses: Vec<_> = fake
        .journal()
        .iter()
        .skip(1)
        .step_by(3)
        .map(|entry| entry.status)
        .collect();
    assert_eq!(statuses, [None, Some(200), Some(200), Some(200)]);
}

#[test]
fn over_tls_a_close_is_announced_and_a_drop_is_not() {
    let fake = Fake::start();
    let whole = over_tls(&fake).0;
    assert!(whole > 60);
    for (then, ended) in [
        (Ending::Close, None),
        (Ending::Drop, Some(ErrorKind::UnexpectedEof)),
        (Ending::Reset, Some(ErrorKind::ConnectionReset)),
    ] {
        fake.fault(Fault::truncate(60, then).once());
        assert_eq!(over_tls(&fake), (60, ended), "{then:?}");
    }
}

/// How many bytes of an answer come over TLS, and the error that ended them, if any.
fn over_tls(fake: &Fake) -> (usize, Option<ErrorKind>) {
    let pem = std::fs::read(fake.ca_file()).unwrap();
    let mut roots = rustls::RootCertStore::empty();
    roots
        .add(CertificateDer::from_pem_slice(&pem).unwrap())
        .unwrap();
    let config = rustls::ClientConfig::builder_with_provider(Arc::new(
        rustls::crypto::ring::default_provider(),
    ))
    .with_safe_default_protocol_versions()
    .unwrap()
    .with_root_certificates(roots)
    .with_no_client_auth();
    let name = "127.0.0.1".try_into().unwrap();
    let connection = rustls::ClientConnection::new(Arc::new(config), name).unwrap();
    let tcp = TcpStream::connect(address(fake)).unwrap();
    tcp.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let mut stream = rustls::StreamOwned::new(connection, tcp);
    stream
        .write_all(b"GET /api/v3/ping HTTP/1.1\r\nHost: fake\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut bytes = Vec::new();
    let ended = stream.read_to_end(&mut bytes).err();
    (bytes.len(), ended.map(|error| error.kind()))
}

#[test]
fn a_stall_lasts_until_the_client_leaves() {
    let fake = plain();
    fake.fault(Fault::stall().once());
    let mut stream = TcpStream::connect(address(&fake)).unwrap();
    let request = "GET /api/v3/ping HTTP/1.1\r\nHost: fake\r\n\r\n";
    stream.write_all(request.as_bytes()).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_millis(300)))
        .unwrap();
    let error = stream.read(&mut [0; 16]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::WouldBlock);
    stream.shutdown(std::net::Shutdown::Write).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(5)))
        .unwrap();
    // The fake notices the leaving and closes its side too.
    assert_eq!(stream.read(&mut [0; 16]).unwrap(), 0);
}

#[test]
fn a_dripping_response_is_whole_and_slow() {
    let fake = plain();
    let (whole, _) = raw(&fake, "/ping");
    fake.fault(Fault::drip(10, 10).once());
    let started = Instant::now();
    let (bytes, error) = raw(&fake, "/ping");
    assert_eq!((bytes.len(), error), (whole.len(), None));
    let portions = u32::try_from(whole.len() / 10).unwrap();
    assert!(started.elapsed() >= Duration::from_millis(10) * (portions - 1));
}

#[test]
fn a_delay_and_the_latency_come_before_the_answer_but_after_the_change() {
    let fake = Fake::start();
    let client = Client::v3(&fake);
    fake.fault(Fault::delay(150).once());
    let started = Instant::now();
    assert_eq!(added(&client).unwrap(), 200);
    assert!(started.elapsed() >= Duration::from_millis(150));
    fake.set_latency_ms(100);
    let started = Instant::now();
    client.get("/ping").expect(200);
    assert!(started.elapsed() >= Duration::from_millis(100));
}

#[test]
fn a_slow_handshake_is_paid_once_for_each_connection_until_a_reset() {
    let fake = Fake::start();
    fake.set_connect_ms(150);
    let client = Client::v3(&fake);
    let time = || {
        let started = Instant::now();
        client.get("/ping").expect(200);
        started.elapsed()
    };
    let wait = Duration::from_millis(150);
    assert!(time() >= wait);
    let reused = time();
    assert!(reused < wait, "{reused:?}");
    fake.drop_connections();
    assert!(time() >= wait);
    assert_eq!(fake.handshakes().full + fake.handshakes().resumed, 2);

    fake.reset();
    fake.drop_connections();
    let reset = time();
    assert!(reset < wait, "{reset:?}");
}

#[test]
fn a_closed_port_refuses_and_drops_until_it_is_opened() {
    let fake = Fake::start();
    let client = Client::v3(&fake);
    client.get("/ping").expect(200);
    fake.fault(Fault::refuse_connections());
    let refused = TcpStream::connect(address(&fake)).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::ConnectionRefused);
    client.try_send("GET", "/ping", None).err().unwrap();
    assert_eq!(fake.journal().len(), 1);
    fake.clear_faults();
    client.get("/ping").expect(200);

    fake.fault(Fault::refuse_connections_for(200));
    let started = Instant::now();
    let opened = loop {
        match TcpStream::connect(address(&fake)) {
            Ok(_) => break started.elapsed(),
            Err(error) => assert_eq!(error.kind(), ErrorKind::ConnectionRefused),
        }
        assert!(
            started.elapsed() < Duration::from_secs(5),
            "the port did not open by itself"
        );
        std::thread::yield_now();
    };
    assert!(opened >= Duration::from_millis(150), "{opened:?}");
}

#[test]
fn a_handshake_can_be_met_with_silence() {
    let fake = Fake::start();
    fake.fault(Fault::stall_handshake().once());
    let mut stream = TcpStream::connect(address(&fake)).unwrap();
    stream.write_all(b"\x16\x03\x01\x00\x05hello").unwrap();
    stream
        .set_read_timeout(Some(Duration::from_millis(300)))
        .unwrap();
    assert_eq!(
        stream.read(&mut [0; 16]).unwrap_err().kind(),
        ErrorKind::WouldBlock
    );
    Client::v3(&fake).get("/ping").expect(200);
    assert_eq!((fake.connections(), fake.handshakes().full), (2, 1));
}

#[test]
fn an_idle_connection_can_be_closed_behind_the_clients_back() {
    let fake = plain();
    fake.fault(Fault::close_after_reply().once());
    let mut stream = TcpStream::connect(address(&fake)).unwrap();
    let request = "GET /api/v3/ping HTTP/1.1\r\nHost: fake\r\nUser-Agent: raw/1\r\n\r\n";
    stream.write_all(request.as_bytes()).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(5)))
        .unwrap();
    let mut answer = String::new();
    // Reading to the end ends only because the fake closed; nothing in the answer said it would.
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 302"), "{answer}");
    assert!(
        !answer.to_lowercase().contains("connection: close"),
        "{answer}"
    );
}

#[test]
fn a_fault_can_wait_for_a_reused_connection() {
    let fake = Fake::start();
    fake.fault(Fault::close().on_reused().once());
    let client = Client::v3(&fake);
    client.get("/ping").expect(200);
    // The first attempt dies with the stale connection; whether the client tries again is its own affair.
    let _ = client.try_send("GET", "/ping", None);
    let met: Vec<_> = fake
        .journal()
        .into_iter()
        .map(|entry| (entry.tls, entry.fault))
        .take(2)
        .collect();
    assert_eq!(
        met,
        [
            (TlsUse::Full, None),
            (TlsUse::Reused, Some("close".to_owned()))
        ]
    );
}

#[test]
fn dropping_connections_leaves_the_port_open() {
    let fake = Fake::start();
    let client = Client::v3(&fake);
    client.get("/ping").expect(200);
    fake.drop_connections();
    client.get("/ping").expect(200);
    assert_eq!(fake.connections(), 2);
}

#[test]
fn a_fault_is_the_same_in_json() {
    let text = json!({
        "effect": {"truncate": {"at": 40, "then": "reset"}}, "when": "after", "method": "POST", "path": "/servers",
        "times": 1,
    });
    let fault: Fault = serde_json::from_value(text).unwrap();
    assert_eq!(
        fault,
        Fault::truncate(40, Ending::Reset)
            .after()
            .on("POST", "/servers")
            .once()
    );
    let unknown: Value = json!({"effect": "reset", "wen": "after"});
    serde_json::from_value::<Fault>(unknown).unwrap_err();
}
