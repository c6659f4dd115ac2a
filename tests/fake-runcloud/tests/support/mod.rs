//! A client that does what the documentation of RunCloud says, for the tests of the fake.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    unreachable_pub,
    reason = "a test may fail loudly, and no test file uses all of this"
)]

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    time::Duration,
};

use fake_runcloud::{APP_ID, Fake, SERVER_ID, TOKEN};
use serde_json::Value;
use ureq::{
    Agent,
    http::{HeaderMap, Request},
    tls::{Certificate, RootCerts, TlsConfig},
};

pub struct Client {
    pub agent: Agent,
    pub api: String,
    pub version: &'static str,
    pub headers: Vec<(&'static str, String)>,
}

pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

impl Client {
    pub fn v3(fake: &Fake) -> Self {
        let mut roots = Vec::new();
        if fake.api_url().starts_with("https") {
            let pem = std::fs::read(fake.ca_file()).expect("the authority can be read");
            roots.push(Certificate::from_pem(&pem).expect("the authority is PEM"));
        }
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::new_with_certs(&roots))
            .build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .timeout_global(Some(Duration::from_secs(10)));
        Self {
            agent: config.build().new_agent(),
            api: fake.api_url(),
            version: "v3",
            headers: vec![
                ("user-agent", "tests-of-the-fake/1".to_owned()),
                ("accept", "application/json".to_owned()),
                ("content-type", "application/json".to_owned()),
                ("authorization", format!("Bearer {TOKEN}")),
            ],
        }
    }

    pub fn v2(fake: &Fake) -> Self {
        Self {
            version: "v2",
            ..Self::v3(fake)
        }
    }

    /// Replace a header; an empty value is sent as such.
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self = self.without(name);
        self.headers.push((name, value.to_owned()));
        self
    }

    pub fn without(mut self, name: &'static str) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self
    }

    pub fn try_send(
        &self,
        method: &str,
        path: &str,
        body: Option<&str>,
    ) -> Result<Reply, ureq::Error> {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("{}/{}{path}", self.api, self.version));
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let mut response = match body {
            Some(body) => self.agent.run(request.body(body).unwrap())?,
            None => self.agent.run(request.body(()).unwrap())?,
        };
        let text = response.body_mut().read_to_string()?;
        Ok(Reply {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            text,
        })
    }

    pub fn send(&self, method: &str, path: &str, body: Option<&str>) -> Reply {
        self.try_send(method, path, body)
            .unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    pub fn get(&self, path: &str) -> Reply {
        self.send("GET", path, None)
    }

    pub fn post(&self, path: &str, body: &Value) -> Reply {
        self.send("POST", path, Some(&body.to_string()))
    }

    pub fn patch(&self, path: &str, body: &Value) -> Reply {
        self.send("PATCH", path, Some(&body.to_string()))
    }

    pub fn put(&self, path: &str) -> Reply {
        self.send("PUT", path, None)
    }

    pub fn delete(&self, path: &str) -> Reply {
        self.send("DELETE", path, None)
    }
}

impl Reply {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// Assert the status and give the body.
    pub fn expect(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        if self.text.is_empty() {
            Value::Null
        } else {
            self.json()
        }
    }
}

/// Below the web application under test.
pub fn app(path: &str) -> String {
    format!("/servers/{SERVER_ID}/webapps/{APP_ID}{path}")
}

/// All bytes a plain fake answers to a request, and the error that ended them, if any.
pub fn raw(fake: &Fake, path: &str) -> (Vec<u8>, Option<std::io::ErrorKind>) {
    let address = fake.api_url();
    let address = address
        .strip_prefix("http://")
        .and_then(|rest| rest.strip_suffix("/api"))
        .unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(5)))
        .unwrap();
    let request = format!(
        "GET /api/v3{path} HTTP/1.1\r\nHost: {address}\r\nUser-Agent: raw/1\r\nAccept: application/json\r\n\
         Authorization: Bearer {TOKEN}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    let mut part = [0; 1024];
    loop {
        match stream.read(&mut part) {
            Ok(0) => return (bytes, None),
            Ok(count) => bytes.extend_from_slice(&part[..count]),
            Err(error) => return (bytes, Some(error.kind())),
        }
    }
}
