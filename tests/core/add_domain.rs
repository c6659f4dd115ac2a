//! Adding: once, twice, refused, and with the answer lost.

use fake_runcloud::{
    CreateReply, DuplicateReply, Effect, Ending, Fault, OTHER_APP_DOMAIN, Scope, StateChange,
};
use runcloud::{Addition, ApiVersion, Error, Outcome};
use serde_json::json;

use crate::support::{add, attached, change, client_of, name, outcome, remove, requests, switched};

#[test]
fn a_domain_is_added_once_however_often_it_is_asked_for() {
    for version in [ApiVersion::V2, ApiVersion::V3] {
        let (fake, _) = switched(|_| {});
        let client = client_of(&fake, version);
        let first = add(&client, "shop.example.com").unwrap();
        assert_eq!(first.outcome, Outcome::Added);
        assert_eq!(requests(&fake), ["POST /domains"]);
        let second = add(&client, "Shop.Example.COM.").unwrap();
        assert_eq!(second.outcome, Outcome::AlreadyPresent);
        assert_eq!(second.id, first.id);
        assert_eq!(attached(&fake, "shop.example.com"), 1);
    }
}

#[test]
fn www_is_for_registrable_domains_unless_the_caller_decides() {
    for (given, wanted, www, redirection) in [
        ("example.com", None, true, "non-www"),
        ("example.co.uk", None, true, "non-www"),
        ("shop.example.com", None, false, "none"),
        ("www.example.net", None, false, "none"),
        ("example.org", Some(false), false, "none"),
        ("blog.example.org", Some(true), true, "non-www"),
        ("www.example.info", Some(true), false, "none"),
    ] {
        let (fake, client) = switched(|_| {});
        let addition = Addition::new(name(given)).www(wanted);
        assert_eq!(
            client.add_domain(&addition).unwrap().www,
            Some(www),
            "{given}"
        );
        let sent = json!({"name": given, "www": www, "redirection": redirection, "type": "alias"});
        assert_eq!(fake.journal()[0].body, Some(sent), "{given}");
    }
}

#[test]
fn every_answer_to_a_post_is_understood() {
    for reply in [
        CreateReply::Object,
        CreateReply::Created,
        CreateReply::EmptyBody,
        CreateReply::EmptyObject,
    ] {
        let (_fake, client) = switched(|switches| switches.create_reply = reply);
        let result = add(&client, "shop.example.com").unwrap();
        assert_eq!(result.outcome, Outcome::Added, "{reply:?}");
        assert!(result.id.is_some(), "{reply:?}");
    }
}

#[test]
fn a_duplicate_is_recognised_in_whatever_words_it_is_refused() {
    for duplicate in [
        DuplicateReply::Unprocessable,
        DuplicateReply::Conflict,
        DuplicateReply::BadRequest,
        DuplicateReply::LaravelTaken,
        DuplicateReply::MessageOnly,
    ] {
        let (fake, client) = switched(|switches| {
            switches.duplicate = duplicate;
            switches.unique_within = Scope::Account;
        });
        fake.seed(100);
        add(&client, "shop.example.com").unwrap();
        assert_eq!(
            outcome(add(&client, "shop.example.com")),
            Outcome::AlreadyPresent,
            "{duplicate:?}"
        );
        let error = add(&client, OTHER_APP_DOMAIN).unwrap_err();
        assert!(
            matches!(error, Error::Conflict { .. }),
            "{duplicate:?} {error:?}"
        );
        assert!(error.to_string().contains(OTHER_APP_DOMAIN));
        assert!(!error.is_retryable());
    }
}

#[test]
fn a_refusal_that_is_not_about_a_duplicate_keeps_runclouds_words() {
    let (fake, client) = switched(|_| {});
    let body = r#"{"message":"The given data was invalid.","errors":{"name":["The name format is invalid."]}}"#;
    fake.fault(Fault::reply(422, body).on("POST", "*/domains"));
    let error = add(&client, "shop.example.com").unwrap_err();
    assert!(matches!(error, Error::Validation(_)));
    assert!(error.to_string().contains("The name format is invalid."));
    assert_eq!(
        error.errors().unwrap()["name"],
        ["The name format is invalid."]
    );
}

/// The answer is lost in every way, after the domain was added: the client looks and finds it.
#[test]
fn an_add_whose_answer_was_lost_is_found_and_not_repeated() {
    for fault in [
        Fault::reset(),
        Fault::close(),
        Fault::truncate(0, Ending::Close),
        Fault::truncate(40, Ending::Reset),
        Fault::truncate(260, Ending::Drop),
        Fault::server_error(),
        Fault::edge_error(502),
        Fault::edge_error(504),
    ] {
        let (fake, client) = switched(|_| {});
        fake.fault(fault.clone().after().once().on("POST", "*/domains"));
        let result = add(&client, "shop.example.com");
        assert_eq!(outcome(result), Outcome::Added, "{fault:?}");
        assert_eq!(attached(&fake, "shop.example.com"), 1, "{fault:?}");
        let posts = requests(&fake)
            .iter()
            .filter(|r| r.starts_with("POST"))
            .count();
        assert_eq!(posts, 1, "{fault:?}");
    }
}

#[test]
fn an_add_that_was_lost_before_it_took_effect_is_repeated() {
    for fault in [Fault::reset(), Fault::close(), Fault::edge_error(503)] {
        let (fake, client) = switched(|_| {});
        fake.fault(fault.clone().before().once().on("POST", "*/domains"));
        assert_eq!(
            outcome(add(&client, "shop.example.com")),
            Outcome::Added,
            "{fault:?}"
        );
        assert_eq!(
            requests(&fake),
            ["POST /domains", "GET /domains", "POST /domains"],
            "{fault:?}"
        );
    }
}

#[test]
fn an_add_that_stalls_is_looked_up_within_the_budget() {
    let fake = fake_runcloud::Fake::start();
    let settings = runcloud::Settings {
        timeout: std::time::Duration::from_millis(1500),
        ..crate::support::settings(&fake, ApiVersion::V3)
    };
    let client = runcloud::Client::new(settings).unwrap();
    fake.fault(Fault::stall().after().once().on("POST", "*/domains"));
    assert_eq!(outcome(add(&client, "shop.example.com")), Outcome::Added);
}

#[test]
fn the_outcome_is_unknown_only_when_looking_fails_too() {
    let (fake, client) = switched(|_| {});
    fake.fault(Fault::reset().after().on("POST", "*/domains"));
    fake.fault(Fault::server_error().on("GET", "*/domains"));
    let error = add(&client, "shop.example.com").unwrap_err();
    assert!(matches!(error, Error::OutcomeUnknown { .. }), "{error:?}");
    assert!(error.is_retryable());
    assert!(error.to_string().contains(
        "RunCloud may have added shop.example.com or not: its answer was lost (io: Connection reset"
    ));
    fake.clear_faults();
    assert_eq!(
        outcome(add(&client, "shop.example.com")),
        Outcome::AlreadyPresent
    );
}

#[test]
fn a_page_instead_of_an_answer_is_no_success() {
    let (fake, client) = switched(|_| {});
    let page = Fault::reply(200, "<html><title>Welcome to the hotel</title></html>");
    fake.fault(page.before().on("POST", "*/domains"));
    let error = add(&client, "shop.example.com").unwrap_err();
    assert!(matches!(error, Error::UnexpectedReply { .. }));
    assert!(error.to_string().contains("Welcome to the hotel"));
}

#[test]
fn a_rate_limit_is_waited_out_when_it_fits_and_told_when_it_does_not() {
    let (fake, client) = switched(|_| {});
    for header in [Some("0"), Some("Sun, 06 Nov 1994 08:49:37 GMT"), None] {
        fake.fault(Fault::rate_limited(header).once().on("POST", "*/domains"));
        let asked = format!("shop{}.example.com", header.map_or(0, str::len));
        assert_eq!(outcome(add(&client, &asked)), Outcome::Added, "{header:?}");
    }
    fake.fault(Fault::rate_limited(Some("90")));
    fake.clear_journal();
    let error = add(&client, "late.example.com").unwrap_err();
    assert_eq!(error.retry_after().unwrap().as_secs(), 90);
    assert!(error.to_string().contains("Try again in 90 seconds,"));
    assert_eq!(requests(&fake).len(), 1);
}

/// Every byte at which an answer may end, over one connection after the other.
#[test]
fn wherever_the_answer_breaks_off_the_domain_is_there_once_and_told_as_added() {
    let (fake, client) = switched(|_| {});
    add(&client, "site-0.example.com").unwrap();
    for at in 0..420 {
        let asked = format!("site-{at}.example.org");
        fake.fault(
            Fault::new(Effect::Truncate {
                at,
                then: Ending::Close,
            })
            .once()
            .on("POST", "*/domains"),
        );
        let result = add(&client, &asked);
        assert_eq!(outcome(result), Outcome::Added, "cut at {at}");
        assert_eq!(attached(&fake, &asked), 1, "cut at {at}");
        fake.clear_faults();
        fake.state(|world| world.remove_domain(&asked));
    }
}

#[test]
fn a_name_that_another_entry_serves_is_present_and_tells_which() {
    let (fake, client) = switched(|switches| switches.served_is_taken = true);
    add(&client, "example.org").unwrap();
    let wildcard = serde_json::from_value(serde_json::json!({"name": "*.example.com"})).unwrap();
    change(
        &fake,
        StateChange {
            add_domains: vec![wildcard],
            ..StateChange::default()
        },
    );
    for (asked, entry) in [
        ("www.example.org", "example.org"),
        ("shop.example.com", "*.example.com"),
    ] {
        let result = add(&client, asked).unwrap();
        assert_eq!(result.outcome, Outcome::AlreadyPresent, "{asked}");
        assert_eq!(result.served_by.as_deref(), Some(entry));
        assert_eq!(result.id, None, "nobody removes the other entry by it");
        assert_eq!(outcome(remove(&client, asked)), Outcome::AlreadyAbsent);
    }
    let own = add(&client, "example.org").unwrap();
    assert!(own.served_by.is_none() && own.id.is_some());
    // A wildcard serves one level alone, and `www` only where the entry says so.
    assert_eq!(
        add(&client, "deep.shop.example.com").unwrap().outcome,
        Outcome::Added
    );
}
