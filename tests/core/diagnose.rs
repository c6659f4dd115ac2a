//! One look that says what is wrong and what to do first.

use fake_runcloud::{Fake, Fault, StateChange};
use runcloud::{ApiVersion, Check, CheckStatus, Client, Credentials, Id, Settings};

use crate::support::{change, settings, switched};

fn statuses(checks: &[Check]) -> Vec<CheckStatus> {
    checks.iter().map(|check| check.status).collect()
}

fn first_failure(checks: &[Check]) -> &Check {
    checks
        .iter()
        .find(|check| check.status == CheckStatus::Failed)
        .unwrap()
}

#[test]
fn all_is_well_when_it_is() {
    let (fake, client) = switched(|_| {});
    fake.seed(3);
    let with_certificate = serde_json::from_value(serde_json::json!({"basic_certificate": {}}));
    change(&fake, with_certificate.unwrap());
    let checks = client.diagnose();
    assert_eq!(statuses(&checks), [CheckStatus::Ok; 8], "{checks:#?}");
    assert!(
        checks
            .iter()
            .all(|check| check.message.next_step().is_none())
    );
}

/// Every broken set-up is told by its first failing check, and the checks behind it are skipped.
#[test]
fn the_first_thing_that_is_wrong_is_named() {
    type Edit = fn(&mut Settings);
    let cases: [(&str, Edit, &str); 5] = [
        ("connection", |s| s.ca_file = None, "runcloud.ca_file"),
        (
            "connection",
            |s| s.api_url = runcloud::ApiUrl::parse("http://127.0.0.1:9/api").unwrap(),
            "firewall",
        ),
        (
            "credentials",
            |s| s.credentials = Credentials::from_parts(Some("x".into()), None, None).unwrap(),
            "API Management",
        ),
        (
            "server",
            |s| s.server_id = Id::parse("id", "77").unwrap(),
            "WU_RUNCLOUD_SERVER_ID",
        ),
        (
            "web application",
            |s| s.app_id = Id::parse("id", "77").unwrap(),
            "WU_RUNCLOUD_APP_ID",
        ),
    ];
    let fake = Fake::start();
    for (name, edit, step) in cases {
        let mut settings = settings(&fake, ApiVersion::V3);
        edit(&mut settings);
        let checks = Client::new(settings).unwrap().diagnose();
        assert_eq!(checks.len(), 8);
        let failure = first_failure(&checks);
        assert_eq!(failure.name, name, "{checks:#?}");
        assert!(
            failure.message.next_step().unwrap().contains(step),
            "{failure:?}"
        );
        assert_eq!(checks.last().unwrap().status, CheckStatus::Skipped);
    }
}

#[test]
fn an_offline_server_is_found_and_the_rest_is_still_looked_at() {
    let (_fake, client) = switched(|switches| switches.server_offline = true);
    let checks = client.diagnose();
    assert_eq!(first_failure(&checks).name, "server");
    assert!(
        checks
            .iter()
            .all(|check| check.status != CheckStatus::Skipped)
    );
}

#[test]
fn more_names_than_a_certificate_holds_are_found_in_basic_mode_alone() {
    let (fake, client) = switched(|_| {});
    fake.seed(120);
    let checks = client.diagnose();
    let failure = first_failure(&checks);
    assert_eq!(failure.name, "certificate names");
    assert!(
        failure
            .message
            .finding()
            .contains("names, but Let's Encrypt allows 100")
    );
    assert!(
        failure
            .message
            .next_step()
            .unwrap()
            .contains("advanced SSL")
    );
    change(
        &fake,
        StateChange {
            advanced_ssl: Some(true),
            ..StateChange::default()
        },
    );
    assert!(
        client
            .diagnose()
            .iter()
            .all(|check| check.status == CheckStatus::Ok)
    );
}

#[test]
fn a_failure_in_the_middle_is_that_checks_finding() {
    let (fake, client) = switched(|_| {});
    fake.fault(Fault::server_error().on("GET", "*/domains*"));
    let checks = client.diagnose();
    assert_eq!(first_failure(&checks).name, "domains");
}
