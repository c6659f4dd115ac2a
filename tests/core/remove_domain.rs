//! Removing: found anywhere, never the wrong one, and with the answer lost.

use fake_runcloud::{
    APP_ID, DomainFields, Fault, IdForm, ListLinks, ListMeta, ListOrder, StateChange, WriteReply,
};
use runcloud::{Error, Outcome, Removal};

use crate::support::{add, attached, change, name, outcome, remove, requests, switched};

#[test]
fn removing_twice_is_not_an_error() {
    let (fake, client) = switched(|_| {});
    add(&client, "shop.example.com").unwrap();
    assert_eq!(
        outcome(remove(&client, "shop.example.com")),
        Outcome::Removed
    );
    assert_eq!(
        outcome(remove(&client, "shop.example.com")),
        Outcome::AlreadyAbsent
    );
    assert_eq!(attached(&fake, "shop.example.com"), 0);
}

#[test]
fn an_id_hint_makes_it_two_requests_whatever_else_is_there() {
    let (fake, client) = switched(|_| {});
    fake.seed(1000);
    let id = add(&client, "shop.example.com").unwrap().id;
    fake.clear_journal();
    let removal = Removal::new(name("shop.example.com")).id_hint(id);
    assert_eq!(outcome(client.remove_domain(&removal)), Outcome::Removed);
    let id = id.unwrap();
    assert_eq!(
        requests(&fake),
        [
            format!("GET /domains/{id}"),
            format!("DELETE /domains/{id}")
        ]
    );
}

#[test]
fn a_hint_that_belongs_to_another_name_is_not_followed() {
    let (fake, client) = switched(|_| {});
    add(&client, "shop.example.com").unwrap();
    let other = add(&client, "other.example.com").unwrap().id;
    for hint in [other, Some(0), Some(999_999_999), Some(u64::MAX)] {
        add(&client, "shop.example.com").unwrap();
        let removal = Removal::new(name("shop.example.com")).id_hint(hint);
        assert_eq!(
            outcome(client.remove_domain(&removal)),
            Outcome::Removed,
            "{hint:?}"
        );
        assert_eq!(attached(&fake, "other.example.com"), 1, "{hint:?}");
    }
}

#[test]
fn a_domain_is_found_among_a_thousand_in_every_envelope() {
    for (meta, links, order, ids, short) in [
        (
            ListMeta::Pagination,
            ListLinks::Object,
            ListOrder::OldestFirst,
            IdForm::Number,
            false,
        ),
        (
            ListMeta::Pagination,
            ListLinks::Array,
            ListOrder::NewestFirst,
            IdForm::Text,
            true,
        ),
        (
            ListMeta::LastPage,
            ListLinks::Object,
            ListOrder::OldestFirst,
            IdForm::Text,
            false,
        ),
        (
            ListMeta::Absent,
            ListLinks::Object,
            ListOrder::OldestFirst,
            IdForm::Number,
            false,
        ),
    ] {
        let (fake, client) = switched(|switches| {
            switches.list_meta = meta;
            switches.list_links = links;
            switches.list_order = order;
            switches.ids = ids;
            switches.short_pages = short;
        });
        fake.seed(1000);
        let names: Vec<String> = fake.state(|world| {
            let aliases = world.domains_of(fake_runcloud::APP_ID);
            aliases.map(|domain| domain.name.clone()).collect()
        });
        for at in [1, 19, 20, 21, 39, 40, 41, 500, 960, 998, 999] {
            let asked = &names[at];
            assert_eq!(
                outcome(remove(&client, asked)),
                Outcome::Removed,
                "{meta:?} {at}"
            );
            assert_eq!(attached(&fake, asked), 0);
        }
        assert_eq!(
            outcome(remove(&client, "absent.example.com")),
            Outcome::AlreadyAbsent
        );
    }
}

#[test]
fn the_primary_domain_is_never_deleted() {
    let (fake, client) = switched(|switches| switches.primary_deletable = true);
    fake.seed(10);
    let primary = client
        .domains()
        .unwrap()
        .into_iter()
        .find(|d| d.is_primary())
        .unwrap();
    for hint in [None, Some(primary.id)] {
        fake.clear_journal();
        let removal = Removal::new(name(&primary.name)).id_hint(hint);
        let error = client.remove_domain(&removal).unwrap_err();
        assert!(matches!(error, Error::ProtectedDomain { .. }));
        assert!(error.to_string().contains("primary"));
        assert!(
            requests(&fake)
                .iter()
                .all(|request| request.starts_with("GET"))
        );
    }
}

/// API v2 as of 2019 tells no types at all.
#[test]
fn where_no_types_are_told_all_but_the_last_domain_can_be_removed() {
    for fields in [DomainFields::Untyped, DomainFields::Minimal] {
        let (fake, client) = switched(|switches| {
            switches.domain_fields = fields;
            switches.primary_deletable = true;
        });
        let id = add(&client, "shop.example.com").unwrap().id;
        add(&client, "blog.example.com").unwrap();
        let hinted = Removal::new(name("shop.example.com")).id_hint(id);
        assert_eq!(outcome(client.remove_domain(&hinted)), Outcome::Removed);
        assert_eq!(
            outcome(remove(&client, "blog.example.com")),
            Outcome::Removed
        );
        let last = client.domains().unwrap().remove(0).name;
        let error = remove(&client, &last).unwrap_err();
        assert!(
            error
                .to_string()
                .contains("it is the last domain of the web application. Add another domain first"),
            "{error}"
        );
        assert_eq!(attached(&fake, &last), 1);
    }
}

#[test]
fn where_no_types_are_told_the_web_applications_own_name_stays() {
    let (fake, client) = switched(|switches| switches.domain_fields = DomainFields::Untyped);
    for own in ["shop.example.com", "Shop.Example.com."] {
        add(&client, "shop.example.com").unwrap();
        let app = format!(r#"{{"id":{APP_ID},"name":"app","primaryDomain":"{own}"}}"#);
        fake.fault(Fault::reply(200, &app).on("GET", &format!("*/webapps/{APP_ID}")));
        let error = remove(&client, "shop.example.com").unwrap_err();
        assert!(error.to_string().contains("primary domain"), "{error}");
        let plan = client.plan(&[]).unwrap();
        assert_eq!(plan.protected.len(), 1);
        assert_eq!(plan.protected[0].name, "shop.example.com");
        assert_eq!(attached(&fake, "shop.example.com"), 1);
    }
}

#[test]
fn a_domain_without_a_type_among_others_with_one_is_not_deleted() {
    let (fake, client) = switched(|_| {});
    let id = add(&client, "shop.example.com").unwrap().id.unwrap();
    let untyped = format!(r#"{{"id":{id},"name":"shop.example.com"}}"#);
    fake.fault(Fault::reply(200, &untyped).on("GET", &format!("*/domains/{id}")));
    let hinted = Removal::new(name("shop.example.com")).id_hint(Some(id));
    let error = client.remove_domain(&hinted).unwrap_err();
    assert!(matches!(error, Error::ProtectedDomain { .. }));
    assert!(
        error
            .to_string()
            .contains("Remove it in your RunCloud dashboard.")
    );
    assert_eq!(attached(&fake, "shop.example.com"), 1);
}

#[test]
fn a_wildcard_or_parent_that_covers_the_name_stays() {
    let (fake, client) = switched(|_| {});
    for covering in ["*.example.com", "example.com"] {
        let domain = serde_json::from_value(serde_json::json!({"name": covering, "www": true}));
        change(
            &fake,
            StateChange {
                add_domains: vec![domain.unwrap()],
                ..StateChange::default()
            },
        );
    }
    for asked in ["shop.example.com", "www.example.com"] {
        assert_eq!(outcome(remove(&client, asked)), Outcome::AlreadyAbsent);
    }
    assert_eq!(
        attached(&fake, "*.example.com") + attached(&fake, "example.com"),
        2
    );
}

#[test]
fn every_answer_to_a_delete_is_understood() {
    for reply in [
        WriteReply::Object,
        WriteReply::EmptyBody,
        WriteReply::EmptyObject,
    ] {
        let (_fake, client) = switched(|switches| switches.delete_reply = reply);
        add(&client, "shop.example.com").unwrap();
        assert_eq!(
            outcome(remove(&client, "shop.example.com")),
            Outcome::Removed,
            "{reply:?}"
        );
    }
}

#[test]
fn a_removal_whose_answer_was_lost_is_looked_up() {
    for fault in [
        Fault::reset(),
        Fault::close(),
        Fault::edge_error(502),
        Fault::server_error(),
    ] {
        let (fake, client) = switched(|_| {});
        add(&client, "shop.example.com").unwrap();
        fake.fault(fault.clone().after().once().on("DELETE", "*"));
        assert_eq!(
            outcome(remove(&client, "shop.example.com")),
            Outcome::Removed,
            "{fault:?}"
        );
        let deletes = requests(&fake)
            .iter()
            .filter(|r| r.starts_with("DELETE"))
            .count();
        assert_eq!(deletes, 1, "{fault:?}");
    }
    let (fake, client) = switched(|_| {});
    add(&client, "shop.example.com").unwrap();
    fake.fault(Fault::reset().before().once().on("DELETE", "*"));
    assert_eq!(
        outcome(remove(&client, "shop.example.com")),
        Outcome::Removed
    );
    assert_eq!(attached(&fake, "shop.example.com"), 0);
}

#[test]
fn a_domain_that_somebody_else_removed_meanwhile_is_absent() {
    let (fake, client) = switched(|_| {});
    add(&client, "shop.example.com").unwrap();
    fake.fault(Fault::reply(404, r#"{"message":"Not Found"}"#).on("DELETE", "*"));
    assert_eq!(
        outcome(remove(&client, "shop.example.com")),
        Outcome::AlreadyAbsent
    );
}
