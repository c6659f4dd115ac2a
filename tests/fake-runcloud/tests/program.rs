//! The program, its ready file, its control interface and its end.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

use std::{
    fs,
    io::{BufRead as _, BufReader},
    net::TcpStream,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use ureq::{Agent, http::Request};

/// The program, killed at the end whatever happened.
struct Program {
    child: Child,
    ready: Value,
}

impl Program {
    fn start(arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_fake-runcloud"))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let ready = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line:?}"));
        Self { child, ready }
    }

    fn text(&self, name: &str) -> &str {
        self.ready[name].as_str().unwrap()
    }

    /// Ask the control interface.
    fn control(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        send(method, &format!("{}{path}", self.text("control_url")), body)
    }

    /// Ask the API, which must be plain.
    fn api(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        send(method, &format!("{}/v3{path}", self.text("api_url")), body)
    }

    fn ends(&mut self) {
        let started = Instant::now();
        while self.child.try_wait().unwrap().is_none() {
            assert!(
                started.elapsed() < Duration::from_secs(10),
                "the program does not end"
            );
            std::thread::yield_now();
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn send(method: &str, url: &str, body: &Value) -> (u16, Value) {
    let agent: Agent = Agent::config_builder()
        .http_status_as_error(false)
        .allow_non_standard_methods(true)
        .proxy(None)
        .build()
        .into();
    let request = Request::builder()
        .method(method)
        .uri(url)
        .header("user-agent", "tests-of-the-fake/1")
        .header("accept", "application/json")
        .header("content-type", "application/json")
        .header("authorization", format!("Bearer {}", fake_runcloud::TOKEN));
    let mut response = match body {
        Value::Null => agent.run(request.body(()).unwrap()).unwrap(),
        body => agent.run(request.body(body.to_string()).unwrap()).unwrap(),
    };
    let text = response.body_mut().read_to_string().unwrap();
    (
        response.status().as_u16(),
        serde_json::from_str(&text).unwrap_or(Value::String(text)),
    )
}

fn signal(child: &Child, name: &str) {
    let status = Command::new("kill")
        .args([name, &child.id().to_string()])
        .status()
        .unwrap();
    assert!(status.success());
}

#[test]
fn it_says_where_everything_is_and_ends_on_a_signal() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("ready.json");
    for name in ["-TERM", "-INT"] {
        let mut program = Program::start(&["--ready-file", file.to_str().unwrap()]);
        let written: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        assert_eq!(written, program.ready);
        assert_eq!(program.ready["pid"], program.child.id());
        assert!(program.text("api_url").starts_with("https://127.0.0.1:"));
        let ca_file = program.text("ca_file").to_owned();
        assert!(
            fs::read_to_string(&ca_file)
                .unwrap()
                .starts_with("-----BEGIN CERTIFICATE-----")
        );
        signal(&program.child, name);
        program.ends();
        assert!(
            fs::exists(&file).is_ok_and(|exists| !exists),
            "the ready file is left"
        );
        assert!(
            fs::exists(&ca_file).is_ok_and(|exists| !exists),
            "the temporary directory is left"
        );
    }
}

#[test]
fn it_ends_with_its_input_when_asked() {
    let mut program = Program::start(&["--plain", "--until-eof"]);
    assert_eq!(program.ready["ca_file"], Value::Null);
    assert!(program.child.try_wait().unwrap().is_none());
    drop(program.child.stdin.take());
    program.ends();
}

#[test]
fn it_ends_with_its_parent() {
    let mut parent = Command::new("cat")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut program = Program::start(&["--plain", "--parent-pid", &parent.id().to_string()]);
    assert!(program.child.try_wait().unwrap().is_none());
    drop(parent.stdin.take());
    // It is not waited for yet: a dead process that nobody has buried is dead all the same.
    program.ends();
    parent.wait().unwrap();
}

#[test]
fn a_wrong_option_is_refused() {
    for arguments in [&["--sead", "3"][..], &["--seed", "many"], &["--port"]] {
        let output = Command::new(env!("CARGO_BIN_EXE_fake-runcloud"))
            .args(arguments)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains("usage"));
    }
}

#[test]
fn a_directory_of_the_callers_stays() {
    let dir = tempfile::tempdir().unwrap();
    let wanted = dir.path().join("new");
    let mut program = Program::start(&["--dir", wanted.to_str().unwrap()]);
    assert_eq!(
        program.text("ca_file"),
        wanted.join("ca.pem").to_str().unwrap()
    );
    signal(&program.child, "-TERM");
    program.ends();
    assert!(wanted.join("ca.pem").exists());
}

#[test]
fn switches_are_merged_and_unknown_ones_refused() {
    let program = Program::start(&["--plain"]);
    let (status, switches) =
        program.control("PATCH", "/switches", &json!({"list_meta": "last_page"}));
    assert_eq!(
        (status, &switches["list_meta"], &switches["ids"]),
        (200, &json!("last_page"), &json!("number"))
    );
    assert_eq!(
        program.control("GET", "/switches", &Value::Null).1,
        switches
    );
    for wrong in [
        json!({"list_mata": "last_page"}),
        json!({"list_meta": "no"}),
        json!([]),
    ] {
        let (status, said) = program.control("PATCH", "/switches", &wrong);
        assert_eq!(status, 400);
        assert!(said["message"].is_string());
    }
    assert_eq!(
        program.control("GET", "/switches", &Value::Null).1,
        switches
    );
}

#[test]
fn faults_seed_latency_journal_and_reset_are_controlled() {
    let program = Program::start(&["--plain", "--seed", "3"]);
    let domains = format!(
        "/servers/{}/webapps/{}/domains",
        program.ready["server_id"], program.ready["app_id"]
    );
    let count =
        || program.api("GET", &domains, &Value::Null).1["meta"]["pagination"]["total"].clone();
    assert_eq!(count(), 3);
    assert_eq!(
        program.control("POST", "/seed", &json!({"domains": 50})).0,
        200
    );
    assert_eq!(count(), 50);

    let fault = json!({"effect": {"reply": {"status": 503}}, "path": "/ping", "times": 1});
    assert_eq!(
        program.control("POST", "/faults", &fault),
        (200, json!({"id": 1}))
    );
    assert_eq!(
        program
            .control("POST", "/faults", &json!({"effect": "explode"}))
            .0,
        400
    );
    assert_eq!(program.api("GET", "/ping", &Value::Null).0, 503);
    assert_eq!(program.api("GET", "/ping", &Value::Null).0, 200);
    let (_, faults) = program.control("GET", "/faults", &Value::Null);
    assert_eq!(
        (&faults[0]["hits"], &faults[0]["effect"]["reply"]["status"]),
        (&json!(1), &json!(503))
    );

    assert_eq!(
        program.control("PUT", "/latency", &json!({"ms": 120})),
        (200, json!({"ms": 120, "connect_ms": 0}))
    );
    let started = Instant::now();
    program.api("GET", "/ping", &Value::Null);
    assert!(started.elapsed() >= Duration::from_millis(120));
    let slow = json!({"ms": 0, "connect_ms": 150});
    assert_eq!(program.control("PUT", "/latency", &slow), (200, slow));

    let (_, journal) = program.control("GET", "/journal", &Value::Null);
    assert_eq!(journal["entries"].as_array().unwrap().len(), 5);
    assert_eq!(
        (&journal["entries"][2]["fault"], &journal["connections"]),
        (&json!("reply 503"), &json!(5))
    );
    program.control("DELETE", "/journal", &Value::Null);
    let (_, journal) = program.control("GET", "/journal", &Value::Null);
    assert_eq!(
        (&journal["entries"], &journal["connections"]),
        (&json!([]), &json!(0))
    );

    assert_eq!(program.control("POST", "/reset", &Value::Null).0, 200);
    assert_eq!(
        program.control("GET", "/latency", &Value::Null).1,
        json!({"ms": 0, "connect_ms": 0})
    );
    assert_eq!(program.control("GET", "/faults", &Value::Null).1, json!([]));
    assert_eq!(count(), 3);
}

#[test]
fn a_closed_port_is_closed_and_opened_by_control() {
    let program = Program::start(&["--plain"]);
    let address = program
        .text("api_url")
        .trim_start_matches("http://")
        .trim_end_matches("/api")
        .to_owned();
    program.control(
        "POST",
        "/faults",
        &json!({"effect": {"refuse_connections": {}}}),
    );
    TcpStream::connect(&address).unwrap_err();
    program.control("DELETE", "/faults", &Value::Null);
    TcpStream::connect(&address).unwrap();
}

#[test]
fn the_state_is_read_and_changed_as_a_whole_or_not_at_all() {
    let program = Program::start(&["--plain", "--seed", "2"]);
    let change = json!({
        "server_online": false,
        "advanced_ssl": true,
        "remove_domains": ["site-0002.example.net"],
        "add_domains": [{"name": "new.example.com", "www": true, "redirection": "non-www"}],
        "resolves": {"www.new.example.com": false},
        "basic_certificate": {"method": "custom", "days": 10, "covers": ["a.example.com"]},
        "domain_certificates": {"new.example.com": {"pending": true}},
    });
    let (status, state) = program.control("PATCH", "/state", &change);
    assert_eq!(status, 200);
    let app = &state["apps"]["646"];
    assert_eq!(
        (&app["advanced_ssl"], &app["basic"]["covers"]),
        (&json!(true), &json!(["a.example.com"]))
    );
    let domain = &state["domains"]["712"];
    assert_eq!(
        (&domain["name"], &domain["www_resolves"]),
        (&json!("new.example.com"), &json!(false))
    );
    assert_eq!(
        domain["certificate"]["order"]["hosts"],
        json!(["new.example.com", "www.new.example.com"])
    );
    assert_eq!(state["servers"]["10101"]["online"], false);
    assert_eq!(state["servers"]["10101"]["connected"], false);

    let (status, said) = program.control(
        "PATCH",
        "/state",
        &json!({"auto_ssl": true, "remove_domains": ["nobody.example"]}),
    );
    assert_eq!(
        (status, said),
        (400, json!({"message": "no domain nobody.example"}))
    );
    assert_eq!(
        program
            .control("PATCH", "/state", &json!({"domains": []}))
            .0,
        400
    );
    assert_eq!(program.control("GET", "/state", &Value::Null).1, state);
    let (_, state) = program.control("PATCH", "/state", &json!({"basic_certificate": null}));
    assert_eq!(state["apps"]["646"]["basic"], Value::Null);
}
