//! What a failure of the network says: who should have answered, and over which way.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use fake_runcloud::{Fake, Fault};
use runcloud::Settings;

use crate::support::with;

#[test]
fn every_failure_of_the_network_names_host_and_port_and_the_proxy() {
    let fake = Fake::start();
    let here = fake.api_url();
    let here = here
        .trim_start_matches("https://")
        .trim_end_matches("/api")
        .to_owned();
    let url = |text: &str| runcloud::ApiUrl::parse(text).unwrap();
    let told = |edit: &dyn Fn(&mut Settings)| {
        let client = with(&fake, |settings| {
            settings.timeout = Duration::from_millis(700);
            edit(settings);
        });
        client.domains().unwrap_err().to_string()
    };
    let nobody = "https://127.0.0.1:1/api";
    let (silent, _queue) = full_listener();
    let refusing = refusing_proxy();
    for (sentence, words) in [
        (
            told(&|s| s.api_url = url(nobody)),
            "The connection to 127.0.0.1:1 was refused".to_owned(),
        ),
        (
            told(&|s| s.api_url = url("https://runcloud.invalid/api")),
            "The host name of runcloud.invalid:443 could not be resolved".to_owned(),
        ),
        (
            told(&|s| s.ca_file = None),
            format!("{here} did not offer a trusted TLS connection"),
        ),
        (
            told(&|s| {
                s.api_url = url("https://runcloud.invalid:8443/api");
                s.proxy = Some("http://127.0.0.1:1".into());
            }),
            "The connection to runcloud.invalid:8443 through the proxy 127.0.0.1:1 was refused"
                .to_owned(),
        ),
        (
            {
                fake.fault(Fault::reset().before().on("GET", "*"));
                told(&|_| {})
            },
            format!("The connection to {here} was lost"),
        ),
        (
            {
                fake.clear_faults();
                fake.fault(Fault::stall().on("GET", "*"));
                told(&|_| {})
            },
            format!("{here} did not answer in time"),
        ),
        (
            told(&|s| {
                s.api_url = url(&format!("https://{silent}/api"));
                s.connect_timeout = Duration::from_millis(100);
                s.timeout = Duration::from_secs(20);
            }),
            format!("The connection to {silent} took too long"),
        ),
        (
            told(&|s| {
                s.api_url = url("https://runcloud.invalid/api");
                s.proxy = Some(format!("http://{silent}"));
            }),
            // The time for a connection and the whole time end in the same moment here: either may be told.
            format!("runcloud.invalid:443 through the proxy {silent}"),
        ),
        (
            told(&|s| {
                s.api_url = url("https://runcloud.invalid/api");
                s.proxy = Some(format!("http://{refusing}"));
            }),
            format!(
                "The connection to runcloud.invalid:443 through the proxy {refusing} was refused"
            ),
        ),
        (
            told(&|s| s.proxy = Some("http://proxy.invalid:3128".into())),
            "The host name of the proxy proxy.invalid:3128 could not be resolved".to_owned(),
        ),
    ] {
        assert!(sentence.contains(&words), "{sentence}\n{words}");
    }
}

/// A listener that nobody accepts from and whose queue is full, so that one more connection is never made.
fn full_listener() -> (SocketAddr, (TcpListener, Vec<TcpStream>)) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let queue: Vec<TcpStream> = (0..8192)
        .map_while(|_| TcpStream::connect_timeout(&address, Duration::from_millis(200)).ok())
        .collect();
    (address, (listener, queue))
}

/// A proxy that refuses every CONNECT, as a firewall of a company does.
fn refusing_proxy() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut lines = BufReader::new(&stream).lines();
            while lines
                .next()
                .is_some_and(|line| line.is_ok_and(|line| !line.is_empty()))
            {}
            let _ = stream.write_all(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
        }
    });
    address
}
