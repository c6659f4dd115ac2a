//! Every refusal by its own name, with a sentence that says what to do next.

use fake_runcloud::{Denial, Fake, Fault, UserAgentRule};
use runcloud::{ApiVersion, Client, Credentials, Error, Id, Resource, Settings};

use crate::support::{add, key_and_secret, remove, requests, settings, switched, with};

fn id(number: u64) -> Id {
    Id::parse("id", &number.to_string()).unwrap()
}

#[test]
fn wrong_credentials_are_told_with_where_to_find_the_right_ones() {
    let fake = Fake::start();
    let client = with(&fake, |settings| {
        settings.credentials = Credentials::from_parts(Some("not-it".into()), None, None).unwrap();
    });
    let error = add(&client, "shop.example.com").unwrap_err();
    assert!(matches!(error, Error::Authentication(_)));
    assert_eq!(
        error.to_string(),
        "RunCloud refused the credentials (HTTP 401: Invalid credentials.). Check the token, or \
         the key and secret, in your RunCloud dashboard under Settings > API Management. If the key \
         has an IP whitelist, add this server's address to it."
    );
    assert!(!error.is_retryable());
    assert_eq!(requests(&fake).len(), 1, "a refusal is not asked for again");
}

#[test]
fn a_basic_key_that_the_account_has_no_more_is_an_authentication_error() {
    let fake = Fake::start();
    fake.switch(|switches| switches.v2_basic = false);
    let client = with(&fake, |settings| settings.credentials = key_and_secret());
    assert!(matches!(
        remove(&client, "a.example.com"),
        Err(Error::Authentication(_))
    ));
}

#[test]
fn a_token_works_on_version_two_as_well() {
    let fake = Fake::start();
    let client = with(&fake, |settings| settings.version = Some(ApiVersion::V2));
    add(&client, "shop.example.com").unwrap();
    assert!(fake.journal()[0].path.starts_with("/api/v2/"));
}

#[test]
fn a_server_an_application_and_a_domain_that_are_not_there_are_told_apart() {
    for denial in [Denial::NotFound, Denial::Forbidden] {
        let fake = Fake::start();
        fake.switch(|switches| {
            switches.foreign_server = denial;
            switches.wrong_app = denial;
        });
        for (server, app, resource, setting) in [
            (
                404_404,
                fake_runcloud::APP_ID,
                Resource::Server,
                "WU_RUNCLOUD_SERVER_ID",
            ),
            (
                fake_runcloud::FOREIGN_SERVER_ID,
                fake_runcloud::APP_ID,
                Resource::Server,
                "WU_RUNCLOUD_SERVER_ID",
            ),
            (
                fake_runcloud::SERVER_ID,
                404_404,
                Resource::WebApplication,
                "WU_RUNCLOUD_APP_ID",
            ),
            (
                fake_runcloud::SECOND_SERVER_ID,
                fake_runcloud::APP_ID,
                Resource::WebApplication,
                "WU_RUNCLOUD_APP_ID",
            ),
        ] {
            let client = with(&fake, |settings| {
                settings.server_id = id(server);
                settings.app_id = id(app);
            });
            for error in [
                add(&client, "shop.example.com").unwrap_err(),
                remove(&client, "shop.example.com").unwrap_err(),
                client.domains().unwrap_err(),
                client.activity().unwrap_err(),
                client.redeploy_ssl(None, true).unwrap_err(),
            ] {
                match &error {
                    Error::NotFound { resource: told, .. }
                    | Error::Permission { resource: told, .. } => {
                        assert_eq!(*told, resource, "{server} {app} {denial:?}");
                    }
                    other => panic!("{other:?}"),
                }
                assert!(error.to_string().contains(setting), "{}", error.to_string());
            }
        }
        let client = with(&fake, |_| {});
        let error = client
            .dns_records(&crate::support::name("absent.example.com"))
            .unwrap_err();
        assert!(matches!(error, Error::NotListed(_)), "{error}");
        assert!(error.to_string().contains("the domain absent.example.com."));
    }
}

#[test]
fn the_edge_turning_away_is_not_taken_for_missing_access() {
    let (_fake, client) = switched(|switches| switches.user_agent = UserAgentRule::RefuseAll);
    let error = add(&client, "shop.example.com").unwrap_err();
    assert!(matches!(error, Error::Permission { .. }));
    assert!(
        error
            .to_string()
            .contains("A firewall in front of RunCloud"),
        "{}",
        error.to_string()
    );
}

#[test]
fn server_errors_are_told_with_their_words_in_json_and_in_html() {
    for (fault, words) in [
        (Fault::server_error(), "HTTP 500: Server Error"),
        (Fault::edge_error(502), "HTTP 502: Bad gateway"),
        (Fault::edge_error(503), "HTTP 503"),
        (Fault::reply(500, ""), "HTTP 500"),
    ] {
        let (fake, client) = switched(|_| {});
        fake.fault(fault);
        let error = client.domains().unwrap_err();
        assert!(matches!(error, Error::Server(_)), "{error:?}");
        assert!(error.is_retryable());
        assert!(error.to_string().contains(words), "{}", error.to_string());
        assert!(error.to_string().contains("Try again in a few minutes"));
    }
}

#[test]
fn a_passing_server_error_is_not_seen_by_the_caller() {
    for fault in [
        Fault::edge_error(502),
        Fault::edge_error(503),
        Fault::edge_error(504),
        Fault::reset(),
    ] {
        let (fake, client) = switched(|_| {});
        fake.fault(fault.clone().times(2));
        assert!(client.domains().is_ok(), "{fault:?}");
        let attempts: Vec<u32> = client.exchanges().iter().map(|one| one.attempt).collect();
        assert_eq!(attempts, [1, 2, 3]);
    }
}

#[test]
fn an_answer_that_is_none_of_runclouds_is_told_as_such() {
    for body in [
        "",
        "not json",
        "<html><title>Log in</title></html>",
        "{}",
        "17",
        "[{\"id\":null}]",
        r#"{"data":[{"id":"x","name":"a"}]}"#,
        r#"{"data":{}}"#,
    ] {
        let (fake, client) = switched(|_| {});
        fake.fault(Fault::reply(200, body).on("GET", "*/domains*"));
        let error = client.domains().unwrap_err();
        assert!(
            matches!(error, Error::UnexpectedReply { .. }),
            "{body}: {error:?}"
        );
        assert!(
            error.to_string().contains("runcloud.api_url"),
            "{}",
            error.to_string()
        );
    }
}

#[test]
fn a_redirect_is_not_followed_and_the_credentials_stay() {
    let elsewhere = Fake::start();
    let (fake, client) = switched(|_| {});
    let target = format!("{}/v3/ping", elsewhere.api_url());
    fake.fault(Fault::reply(302, "").header("location", &target));
    let error = add(&client, "shop.example.com").unwrap_err();
    assert!(
        error.to_string().contains("redirect"),
        "{}",
        error.to_string()
    );
    assert!(elsewhere.journal().is_empty());
}

#[test]
fn hostile_words_are_quoted_without_markup() {
    let (fake, client) = switched(|_| {});
    let body = r#"{"message":"<img src=x onerror=alert(1)>Bad\u001b[31m\nthing \u202egnp"}"#;
    fake.fault(Fault::reply(422, body));
    let sentence = client.domains().unwrap_err().to_string();
    assert!(sentence.contains("Bad[31m thing gnp"), "{sentence}");
}

#[test]
fn a_secret_that_the_server_echoes_is_not_passed_on() {
    let (fake, client) = switched(|_| {});
    let body = format!(r#"{{"message":"Token {} is odd"}}"#, fake_runcloud::TOKEN);
    fake.fault(Fault::reply(401, &body));
    let error = client.domains().unwrap_err();
    assert!(!format!("{error:?} {error}").contains(fake_runcloud::TOKEN));
}

#[test]
fn a_certificate_that_is_not_trusted_is_told_and_not_tried_again() {
    let fake = Fake::start();
    let client = with(&fake, |settings| settings.ca_file = None);
    let error = client.domains().unwrap_err();
    assert!(
        error.to_string().contains("runcloud.ca_file"),
        "{}",
        error.to_string()
    );
    assert!(!error.is_retryable());
    assert_eq!(client.exchanges().len(), 1);
    assert!(fake.journal().is_empty());
}

#[test]
fn a_name_that_does_not_resolve_is_told() {
    let fake = Fake::start();
    let client = with(&fake, |settings| {
        settings.api_url = runcloud::ApiUrl::parse("https://runcloud.invalid/api").unwrap();
    });
    let error = client.domains().unwrap_err();
    assert!(
        error.to_string().contains("could not be resolved"),
        "{}",
        error.to_string()
    );
    assert!(error.is_retryable());
}

#[test]
fn unusable_settings_are_told_before_anything_is_sent() {
    let fake = Fake::start();
    let refused = |edit: &dyn Fn(&mut Settings)| {
        let mut settings = settings(&fake, ApiVersion::V3);
        edit(&mut settings);
        Client::new(settings).unwrap_err().to_string()
    };
    for (edit, words) in [
        (
            &(|s: &mut Settings| s.ca_file = Some("/does/not/exist".into()))
                as &dyn Fn(&mut Settings),
            "runcloud.ca_file",
        ),
        (
            &|s: &mut Settings| s.ca_file = Some("/etc/hostname".into()),
            "contains no PEM certificate",
        ),
        (
            &|s: &mut Settings| s.proxy = Some("http://user:hush@127.0.0.1:1".into()),
            "phpinfo()",
        ),
        (
            &|s: &mut Settings| s.proxy = Some("socks5://127.0.0.1:1".into()),
            "runcloud.proxy",
        ),
        (
            &|s: &mut Settings| {
                s.credentials = key_and_secret();
                s.version = Some(ApiVersion::V3);
            },
            "apiVersion",
        ),
    ] {
        let sentence = refused(edit);
        assert!(sentence.contains(words), "{sentence}");
        assert!(!sentence.contains("hush"), "{sentence}");
    }
    assert!(fake.journal().is_empty());
}
