//! Credentials, the edge and the rate limit.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod support;

use fake_runcloud::{
    AcceptRule, AuthForm, Builder, Credentials, ErrorStyle, Fake, KEY, RetryAfterForm, SECRET,
    TOKEN, UserAgentRule,
};
use serde_json::json;
use support::{Client, app};

fn basic(user: &str, password: &str) -> String {
    use std::fmt::Write as _;
    // The header is short: a table and three bytes at a time are enough.
    const TABLE: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = "Basic ".to_owned();
    for group in format!("{user}:{password}").as_bytes().chunks(3) {
        let bits = group
            .iter()
            .fold(0u32, |bits, byte| bits << 8 | u32::from(*byte))
            << (8 * (3 - group.len()));
        for place in 0..4 {
            let sign = TABLE[(bits >> (18 - 6 * place) & 63) as usize] as char;
            write!(text, "{}", if place <= group.len() { sign } else { '=' }).unwrap();
        }
    }
    text
}

#[test]
fn v3_takes_the_bearer_token_and_nothing_else() {
    let fake = Fake::start();
    assert_eq!(
        Client::v3(&fake).get("/ping").expect(200),
        json!({"message": "pong"})
    );
    let missing = json!({"message": "Missing API Token."});
    assert_eq!(
        Client::v3(&fake)
            .without("authorization")
            .get("/ping")
            .expect(401),
        missing
    );
    assert_eq!(
        Client::v3(&fake)
            .with("authorization", "Bearer ")
            .get("/ping")
            .expect(401),
        missing
    );
    assert_eq!(
        Client::v3(&fake)
            .with("authorization", &basic(KEY, SECRET))
            .get("/ping")
            .expect(401),
        missing
    );
    let wrong = Client::v3(&fake)
        .with("authorization", "Bearer another")
        .get("/ping")
        .expect(401);
    assert_eq!(wrong, json!({"message": "Invalid credentials."}));
}

#[test]
fn v2_takes_basic_and_bearer_until_told_otherwise() {
    let fake = Fake::start();
    let by_key = Client::v2(&fake).with("authorization", &basic(KEY, SECRET));
    by_key.get("/ping").expect(200);
    Client::v2(&fake).get("/ping").expect(200);
    let wrong = Client::v2(&fake)
        .with("authorization", &basic(KEY, "another"))
        .get("/ping")
        .expect(401);
    assert_eq!(wrong, json!({"message": "Invalid credentials."}));
    fake.switch(|switches| switches.v2_basic = false);
    by_key.get("/ping").expect(401);
    fake.switch(|switches| switches.v2_bearer = false);
    Client::v2(&fake).get("/ping").expect(401);
}

#[test]
fn credentials_can_be_chosen() {
    let known = Credentials {
        token: "another".to_owned(),
        ..Credentials::default()
    };
    let fake = Builder::default().credentials(known).start();
    Client::v3(&fake).get("/ping").expect(401);
    Client::v3(&fake)
        .with("authorization", "Bearer another")
        .get("/ping")
        .expect(200);
}

#[test]
fn an_address_not_on_the_list_is_401_with_the_right_token() {
    let fake = Fake::start();
    fake.switch(|switches| switches.ip_whitelisted = false);
    Client::v3(&fake).get("/ping").expect(401);
}

#[test]
fn the_edge_turns_generic_user_agents_away_with_html() {
    let fake = Fake::start();
    for agent in [
        "curl/8.5.0",
        "ureq/3.1",
        "python-requests/2.31",
        "GuzzleHttp/7",
        "",
    ] {
        let reply = Client::v3(&fake).with("user-agent", agent).get("/ping");
        assert_eq!(reply.status, 403, "{agent}");
        assert!(reply.text.contains("<html>"));
        assert_eq!(
            reply.header("content-type"),
            Some("text/html; charset=UTF-8")
        );
        assert_eq!(reply.header("x-ratelimit-limit"), None);
    }
    fake.switch(|switches| switches.user_agent = UserAgentRule::AcceptAny);
    Client::v3(&fake)
        .with("user-agent", "curl/8.5.0")
        .get("/ping")
        .expect(200);
    fake.switch(|switches| switches.user_agent = UserAgentRule::RefuseAll);
    assert_eq!(Client::v3(&fake).get("/ping").status, 403);
}

#[test]
fn without_accept_json_there_is_a_redirect_to_a_login_page() {
    let fake = Fake::start();
    let client = Client::v3(&fake).with("accept", "*/*");
    let reply = client.get("/ping");
    assert_eq!(
        (reply.status, reply.header("location")),
        (302, Some("/login"))
    );
    fake.switch(|switches| switches.missing_accept = AcceptRule::RedirectOnFailure);
    client.get("/ping").expect(200);
    assert_eq!(client.post(&app("/domains"), &json!({})).status, 302);
    fake.switch(|switches| switches.missing_accept = AcceptRule::Ignore);
    client.post(&app("/domains"), &json!({})).expect(422);
}

#[test]
fn v3_refuses_a_body_that_is_not_declared_json_and_v2_takes_a_form() {
    let fake = Fake::start();
    let form = "name=form.example.com&www=1&redirection=www&type=alias";
    let urlencoded = "application/x-www-form-urlencoded";
    let v3 = Client::v3(&fake).with("content-type", urlencoded);
    v3.send("POST", &app("/domains"), Some(form)).expect(415);
    Client::v3(&fake)
        .without("content-type")
        .send("POST", &app("/domains"), Some("{}"))
        .expect(415);
    let v2 = Client::v2(&fake).with("content-type", urlencoded);
    let domain = v2.send("POST", &app("/domains"), Some(form)).expect(200);
    assert_eq!(
        (&domain["name"], &domain["www"]),
        (&json!("form.example.com"), &json!(1))
    );
    v2.send(
        "POST",
        &app("/domains"),
        Some("name=more.example.com&www=true"),
    )
    .expect(422);
}

#[test]
fn the_rate_limit_is_counted_and_enforced_only_on_demand() {
    let fake = Fake::builder()
        .switch(|switches| switches.rate_limit = 2)
        .start();
    let client = Client::v3(&fake);
    let remaining = || {
        client
            .get("/ping")
            .header("x-ratelimit-remaining")
            .unwrap()
            .to_owned()
    };
    assert_eq!([remaining(), remaining(), remaining()], ["1", "0", "0"]);

    fake.switch(|switches| switches.rate_enforced = true);
    let reply = client.get("/ping");
    assert_eq!(reply.expect(429), json!({"message": "Too Many Attempts."}));
    assert!((1..=60).contains(&reply.header("retry-after").unwrap().parse::<u64>().unwrap()));
    fake.switch(|switches| switches.rate_retry_after = RetryAfterForm::HttpDate);
    assert!(
        client
            .get("/ping")
            .header("retry-after")
            .unwrap()
            .ends_with(" GMT")
    );
    fake.switch(|switches| switches.rate_retry_after = RetryAfterForm::Absent);
    assert_eq!(client.get("/ping").header("retry-after"), None);
}

#[test]
fn errors_come_in_the_style_asked_for() {
    let fake = Fake::start();
    let client = Client::v3(&fake);
    let refused = || client.post(&app("/domains"), &json!({})).expect(422);
    let text = "The name field is required.";
    assert_eq!(
        refused(),
        json!({"message": "The given data was invalid.", "errors": {"name": [text]}})
    );
    fake.switch(|switches| switches.error_style = ErrorStyle::MessageOnly);
    assert_eq!(refused(), json!({"message": text}));
    fake.switch(|switches| switches.error_style = ErrorStyle::ErrorsOnly);
    assert_eq!(refused(), json!({"errors": {"name": [text]}}));
    fake.switch(|switches| switches.error_style = ErrorStyle::Error);
    assert_eq!(refused(), json!({"error": text}));
}

#[test]
fn the_journal_knows_the_form_of_credentials_and_never_their_value() {
    let fake = Fake::start();
    Client::v3(&fake).get("/ping");
    Client::v2(&fake)
        .with("authorization", &basic(KEY, "another"))
        .get("/ping");
    Client::v3(&fake).without("authorization").get("/ping");
    let journal = fake.journal();
    let forms: Vec<_> = journal
        .iter()
        .map(|entry| (entry.auth, entry.accepted))
        .collect();
    assert_eq!(
        forms,
        [
            (AuthForm::Bearer, true),
            (AuthForm::Basic, false),
            (AuthForm::None, false)
        ]
    );
    let written = serde_json::to_string(&journal).unwrap();
    for secret in [TOKEN, SECRET, KEY, &basic(KEY, "another")[6..]] {
        assert!(!written.contains(secret));
    }
}
