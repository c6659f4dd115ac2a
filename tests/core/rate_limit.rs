//! RunCloud's rate limit is kept away from, and outlasted, where the budget has the time.

use std::time::Duration;

use fake_runcloud::{Fake, RetryAfterForm};
use runcloud::{ApiVersion, Client, Error, RetryPolicy, Settings};

use crate::support::{requests, settings};

/// Twelve pages, with ten requests allowed in each second; a client with so many seconds, and what it is told
/// about the window.
fn crowded(timeout: u64, retry_after: RetryAfterForm, window: u64) -> (Fake, Client) {
    let fake = Fake::start();
    fake.seed(480);
    fake.switch(|switches| {
        switches.rate_enforced = true;
        switches.rate_limit = 10;
        switches.rate_window_s = 1;
        switches.rate_retry_after = retry_after;
    });
    let settings = settings(&fake, ApiVersion::V3);
    let client = Client::new(Settings {
        timeout: Duration::from_secs(timeout),
        retry: RetryPolicy {
            window: Duration::from_secs(window),
            ..settings.retry
        },
        ..settings
    });
    (fake, client.unwrap())
}

fn refusals(fake: &Fake) -> usize {
    fake.journal()
        .iter()
        .filter(|entry| entry.status == Some(429))
        .count()
}

#[test]
fn a_long_list_is_read_slower_when_the_limit_is_near() {
    let (fake, client) = crowded(20, RetryAfterForm::Absent, 2);
    assert_eq!(client.domains().unwrap().len(), 480);
    assert_eq!(requests(&fake).len(), 12);
    assert_eq!(refusals(&fake), 0);
}

#[test]
fn a_limit_that_names_no_wait_is_outlasted() {
    let (fake, client) = crowded(20, RetryAfterForm::Absent, 2);
    // Somebody else uses the same key.
    fake.switch(|switches| switches.rate_limit = 0);
    std::thread::scope(|scope| {
        let reading = scope.spawn(|| client.domains());
        while refusals(&fake) == 0 {
            std::thread::yield_now();
        }
        fake.switch(|switches| switches.rate_limit = 1000);
        assert_eq!(reading.join().unwrap().unwrap().len(), 480);
    });
    assert_eq!(refusals(&fake), 1);
}

#[test]
fn where_the_budget_has_no_time_for_the_window_nothing_is_waited_for() {
    let (fake, client) = crowded(2, RetryAfterForm::Absent, 60);
    fake.switch(|switches| switches.rate_limit = 0);
    assert!(matches!(client.domains(), Err(Error::RateLimit(_))));
    assert_eq!(refusals(&fake), 4);
}
