//! No operation outlives its budget, whatever the server does.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use fake_runcloud::{Ending, Fake, Fault};
use runcloud::{ApiUrl, ApiVersion, Client, Error, Reason, Settings};

use crate::support::{add, remove, settings};

const BUDGET: Duration = Duration::from_millis(600);
/// What an operation may take beyond its budget.
const GRACE: Duration = Duration::from_millis(250);

fn hurried(fake: &Fake) -> Settings {
    Settings {
        timeout: BUDGET,
        ..settings(fake, ApiVersion::V3)
    }
}

/// Run every operation that talks, and hold each to the budget.
fn all_keep_the_budget(client: &Client, what: &str) {
    let domain = crate::support::name("shop.example.com");
    let operations: [(&str, &dyn Fn() -> bool); 7] = [
        ("add", &|| add(client, "shop.example.com").is_err()),
        ("remove", &|| remove(client, "shop.example.com").is_err()),
        ("redeploy", &|| client.redeploy_ssl(None, true).is_err()),
        ("certificate", &|| {
            client.certificate(Some(&domain)).is_err()
        }),
        ("domains", &|| client.domains().is_err()),
        ("activity", &|| client.activity().is_err()),
        ("diagnose", &|| {
            client
                .diagnose()
                .iter()
                .any(|check| check.message.next_step().is_some())
        }),
    ];
    for (operation, failed) in operations {
        let begun = Instant::now();
        assert!(failed(), "{operation} against {what} should fail");
        let taken = begun.elapsed();
        assert!(
            taken < BUDGET + GRACE,
            "{operation} against {what} took {taken:?}"
        );
    }
}

#[test]
fn a_server_that_stalls_drips_or_breaks_off_is_left_in_time() {
    for (what, fault) in [
        ("a stall", Fault::stall()),
        ("a stall in the headers", Fault::truncate(20, Ending::Stall)),
        ("a stall further on", Fault::truncate(160, Ending::Stall)),
        ("a slow drip", Fault::drip(1, 50)),
        ("a late answer", Fault::delay(5_000)),
        ("a stalled handshake", Fault::stall_handshake()),
        ("endless resets", Fault::reset()),
        ("endless rate limits", Fault::rate_limited(None)),
        ("endless 503", Fault::edge_error(503)),
        ("a long Retry-After", Fault::rate_limited(Some("3600"))),
        (
            "a Retry-After just beyond the budget",
            Fault::rate_limited(Some("1")),
        ),
        ("a closed port", Fault::refuse_connections()),
    ] {
        let fake = Fake::start();
        fake.seed(3);
        let client = Client::new(hurried(&fake)).unwrap();
        fake.fault(fault);
        all_keep_the_budget(&client, what);
        fake.clear_faults();
    }
}

#[test]
fn a_host_that_never_accepts_is_left_in_time() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let fake = Fake::start();
    let client = Client::new(Settings {
        api_url: ApiUrl::parse(&format!("https://{}/api", silent.local_addr().unwrap())).unwrap(),
        ..hurried(&fake)
    })
    .unwrap();
    all_keep_the_budget(&client, "a host that never answers");
}

#[test]
fn pages_share_the_budget_of_their_operation() {
    let fake = Fake::start();
    fake.seed(1000);
    let client = Client::new(hurried(&fake)).unwrap();
    fake.fault(Fault::delay(100).on("GET", "*/domains*"));
    let begun = Instant::now();
    let error = client.domains().unwrap_err();
    assert!(begun.elapsed() < BUDGET + GRACE);
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    // In the middle of a page, or between two.
    let reason = error.message().reason;
    assert!(
        matches!(reason, Reason::AnswerTimeout | Reason::TimeUsedUp),
        "{error}"
    );
}
