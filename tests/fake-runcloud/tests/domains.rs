//! Adding, changing and removing domains.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod support;

use fake_runcloud::{
    APP_ID, CreateReply, DomainFields, DuplicateReply, FOREIGN_DOMAIN, Fake, NewPrimary,
    OTHER_APP_DOMAIN, OfflineWrites, SECOND_SERVER_DOMAIN, Scope, WriteReply,
};
use serde_json::{Value, json};
use support::{Client, app};

fn named(name: &str) -> Value {
    json!({"name": name})
}

#[test]
fn a_created_domain_is_answered_as_in_the_documentation() {
    let fake = Fake::start();
    let client = Client::v3(&fake);
    let body = json!({"name": "shop.example.com", "www": false, "redirection": "non-www", "type": "alias"});
    let domain = client.post(&app("/domains"), &body).expect(200);
    let created_at = domain["created_at"].as_str().unwrap().to_owned();
    let form: String = created_at
        .chars()
        .map(|sign| if sign.is_ascii_digit() { '9' } else { sign })
        .collect();
    assert_eq!(form, "9999-99-99 99:99:99");
    let wanted = json!({
        "id": 711, "name": "shop.example.com", "type": "alias", "www": 0, "redirection": "non-www", "wildcard": 0,
        "dns_integration": "none", "status": null, "created_at": created_at,
    });
    assert_eq!(domain.to_string(), wanted.to_string());
    assert_eq!(client.get(&app("/domains/711")).expect(200), wanted);
    assert_eq!(client.delete(&app("/domains/711")).expect(200), wanted);
    client.get(&app("/domains/711")).expect(404);
    client.delete(&app("/domains/711")).expect(404);
}

#[test]
fn a_name_alone_is_enough_and_a_wildcard_is_one() {
    let fake = Fake::start();
    let client = Client::v2(&fake);
    let domain = client
        .post(&app("/domains"), &named("Shop.Example.com"))
        .expect(200);
    assert_eq!(
        (&domain["name"], &domain["type"]),
        (&json!("shop.example.com"), &json!("alias"))
    );
    assert_eq!(
        client
            .post(&app("/domains"), &named("*.example.com"))
            .expect(200)["wildcard"],
        1
    );
}

#[test]
fn wrong_fields_are_named_and_nothing_is_added() {
    let fake = Fake::start();
    let client = Client::v3(&fake);
    let fields = |body: Value| -> Vec<String> {
        let refused = client.post(&app("/domains"), &body).expect(422);
        refused["errors"]
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect()
    };
    assert_eq!(fields(json!({})), ["name"]);
    assert_eq!(fields(json!({"name": 5})), ["name"]);
    assert_eq!(fields(named("https://shop.example.com/")), ["name"]);
    assert_eq!(fields(named("192.0.2.1")), ["name"]);
    assert_eq!(fields(named("bücher.example")), ["name"]);
    for www in [json!(1), json!("true"), json!("1"), json!([])] {
        assert_eq!(
            fields(json!({"name": "a.example.com", "www": www})),
            ["www"]
        );
    }
    assert_eq!(
        fields(json!({"name": "a.example.com", "type": "main", "redirection": "no"})),
        ["redirection", "type"]
    );
    assert_eq!(
        fake.state(|world| world.names_of(APP_ID)),
        ["site-0001.example.net"]
    );
}

#[test]
fn the_answer_of_a_creation_can_differ() {
    let fake = Fake::start();
    let client = Client::v3(&fake);
    let create = |reply, name: &str| {
        fake.switch(|switches| switches.create_reply = reply);
        let reply = client.post(&app("/domains"), &named(name));
        (reply.status, reply.text)
    };
    assert_eq!(create(CreateReply::Created, "a.example.com").0, 201);
    assert_eq!(
        create(CreateReply::EmptyBody, "b.example.com"),
        (200, String::new())
    );
    assert_eq!(
        create(CreateReply::EmptyObject, "c.example.com"),
        (200, "{}".to_owned())
    );
    assert_eq!(fake.state(|world| world.names_of(APP_ID)).len(), 4);
}

#[test]
fn a_name_in_use_is_refused_in_every_wording() {
    let fake = Fake::start();
    let client = Client::v3(&fake);
    let again = |reply| {
        fake.switch(|switches| switches.duplicate = reply);
        let reply = client.post(&app("/domains"), &named("site-0001.example.net"));
        (reply.status, reply.json())
    };
    let exists = "Domain already exists.";
    let taken = "The name has already been taken.";
    let field = json!({"message": "The given data was invalid.", "errors": {"name": [exists]}});
    assert_eq!(again(DuplicateReply::Unprocessable), (422, field));
    assert_eq!(
        again(DuplicateReply::Conflict),
        (409, named_message(exists))
    );
    assert_eq!(again(DuplicateReply::BadRequest).0, 400);
    assert_eq!(
        again(DuplicateReply::LaravelTaken),
        (422, json!({"message": taken, "errors": {"name": [taken]}}))
    );
    assert_eq!(
        again(DuplicateReply::MessageOnly),
        (422, named_message(exists))
    );
    assert_eq!(fake.state(|world| world.names_of(APP_ID)).len(), 1);
}

fn named_message(text: &str) -> Value {
    json!({"message": text})
}

#[test]
fn how_far_a_name_must_be_unique_can_be_chosen() {
    let names = [OTHER_APP_DOMAIN, SECOND_SERVER_DOMAIN, FOREIGN_DOMAIN];
    let statuses = |scope| {
        let fake = Fake::builder()
            .switch(|switches| switches.unique_within = scope)
            .start();
        let client = Client::v3(&fake);
        names.map(|name| client.post(&app("/domains"), &named(name)).status)
    };
    assert_eq!(statuses(Scope::App), [200, 200, 200]);
    assert_eq!(statuses(Scope::Server), [422, 200, 200]);
    assert_eq!(statuses(Scope::Account), [422, 422, 200]);
    assert_eq!(statuses(Scope::Everywhere), [422, 422, 422]);
}

#[test]
fn the_primary_stays_unless_it_may_go() {
    let fake = Fake::start();
    let client = Client::v3(&fake);
    client.delete(&app("/domains/710")).expect(422);
    client.get(&app("/domains/710")).expect(200);
    fake.switch(|switches| {
        switches.primary_deletable = true;
        switches.delete_reply = WriteReply::EmptyBody;
    });
    assert_eq!(client.delete(&app("/domains/710")).expect(200), Value::Null);
    client.get(&app("/domains/710")).expect(404);
}

#[test]
fn a_second_primary_takes_over_or_is_refused_or_is_an_alias() {
    let kinds = |rule| {
        let fake = Fake::builder()
            .switch(|switches| switches.new_primary = rule)
            .start();
        let client = Client::v3(&fake);
        let reply = client.post(
            &app("/domains"),
            &json!({"name": "new.example.com", "type": "primary"}),
        );
        let old = client.get(&app("/domains/710")).expect(200)["type"].clone();
        (reply.status, reply.json().get("type").cloned(), old)
    };
    assert_eq!(
        kinds(NewPrimary::Moves),
        (200, Some(json!("primary")), json!("alias"))
    );
    assert_eq!(kinds(NewPrimary::Refused), (422, None, json!("primary")));
    assert_eq!(
        kinds(NewPrimary::StoredAsAlias),
        (200, Some(json!("alias")), json!("primary"))
    );
}

#[test]
fn settings_are_changed_and_dns_records_follow() {
    let fake = Fake::builder().seed(2).start();
    let client = Client::v3(&fake);
    let a = json!({"type": "A", "hostname": "site-0002.example.net", "content": "192.0.2.1"});
    let cname = json!({"type": "CNAME", "hostname": "www.site-0002.example.net", "content": "site-0002.example.net"});
    assert_eq!(client.get(&app("/domains/711/dns")).expect(200), json!([a]));
    client
        .patch(&app("/domains/711/meta"), &json!({"www": true}))
        .expect(422);
    let all = json!({"type": "alias", "redirection": "www", "www": true});
    let done = client.patch(&app("/domains/711/meta"), &all).expect(200);
    assert_eq!(
        done,
        json!({"message": "Domain settings have been successfully updated."})
    );
    assert_eq!(
        client.get(&app("/domains/711/dns")).expect(200),
        json!([a, cname])
    );
    fake.switch(|switches| switches.meta_requires_all = false);
    client
        .patch(&app("/domains/711/meta"), &json!({"www": false}))
        .expect(200);
    let domain = client.get(&app("/domains/711")).expect(200);
    assert_eq!(
        (&domain["www"], &domain["redirection"]),
        (&json!(0), &json!("www"))
    );
    client
        .patch(&app("/domains/710/meta"), &json!({"type": "alias"}))
        .expect(422);
    fake.switch(|switches| switches.v2_meta_and_dns = false);
    Client::v2(&fake).get(&app("/domains/711/dns")).expect(404);
    client.get(&app("/domains/711/dns")).expect(200);
}

#[test]
fn an_object_may_lack_the_newer_fields() {
    let fake = Fake::start();
    let client = Client::v2(&fake);
    let keys = |fields| -> Vec<String> {
        fake.switch(|switches| switches.domain_fields = fields);
        client
            .get(&app("/domains/710"))
            .expect(200)
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect()
    };
    assert_eq!(keys(DomainFields::Minimal), ["id", "name", "created_at"]);
    let untyped = keys(DomainFields::Untyped);
    assert_eq!(untyped.len(), 8);
    assert!(!untyped.contains(&"type".to_owned()));
    assert_eq!(keys(DomainFields::Full).len(), 9);
}

#[test]
fn writes_to_an_offline_server_are_taken_or_refused() {
    let fake = Fake::builder()
        .switch(|switches| switches.server_offline = true)
        .start();
    let client = Client::v3(&fake);
    client
        .post(&app("/domains"), &named("a.example.com"))
        .expect(200);
    fake.switch(|switches| switches.offline_writes = OfflineWrites::Refused);
    client
        .post(&app("/domains"), &named("b.example.com"))
        .expect(422);
    fake.switch(|switches| switches.offline_writes = OfflineWrites::ServerError);
    client.delete(&app("/domains/711")).expect(500);
    client.get(&app("/domains/711")).expect(200);
}
