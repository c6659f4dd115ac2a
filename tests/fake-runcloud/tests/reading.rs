//! Servers, web applications, lists and wrong addresses.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod support;

use fake_runcloud::{
    APP_ID, Denial, FOREIGN_SERVER_ID, Fake, IdForm, ListLinks, ListMeta, ListOrder, OTHER_APP_ID,
    OverLimit, ProtocolsVerb, SECOND_APP_ID, SECOND_SERVER_ID, SERVER_ID,
};
use serde_json::{Value, json};
use support::{Client, app};

fn names(page: &Value) -> Vec<String> {
    page["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["name"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_list_has_pages_of_20_unless_asked_and_of_40_at_most() {
    let fake = Fake::builder().seed(45).start();
    let client = Client::v3(&fake);
    let first = client.get(&app("/domains")).expect(200);
    let pagination = &first["meta"]["pagination"];
    assert_eq!(names(&first).len(), 20);
    assert_eq!(pagination["total"], 45);
    assert_eq!(pagination["total_pages"], 3);
    assert!(
        pagination["links"]["next"]
            .as_str()
            .unwrap()
            .ends_with("/domains?page=2&perPage=20")
    );
    assert_eq!(pagination["links"].get("previous"), None);

    let last = client.get(&app("/domains?page=2&perPage=100")).expect(200);
    assert_eq!(last["meta"]["pagination"]["per_page"], 40);
    assert_eq!(
        names(&last),
        ["41", "42", "43", "44", "45"].map(|number| format!("site-00{number}.example.net"))
    );
    assert_eq!(last["meta"]["pagination"]["links"].get("next"), None);

    let beyond = client.get(&app("/domains?page=9")).expect(200);
    assert_eq!(beyond["data"], json!([]));
    fake.switch(|switches| switches.per_page_over_40 = OverLimit::Refuse);
    client.get(&app("/domains?perPage=41")).expect(422);
    client.get(&app("/domains?perPage=40")).expect(200);
}

#[test]
fn a_list_can_describe_its_pages_in_other_ways() {
    let fake = Fake::builder().seed(45).start();
    let client = Client::v3(&fake);
    fake.switch(|switches| switches.list_meta = ListMeta::LastPage);
    let page = client.get(&app("/domains?perPage=40")).expect(200);
    assert_eq!(page["meta"], json!({"lastPage": 2}));
    fake.switch(|switches| switches.list_meta = ListMeta::Absent);
    let page = client.get(&app("/domains")).expect(200);
    assert_eq!((page.get("meta"), names(&page).len()), (None, 45));

    fake.reset();
    fake.seed(2);
    let links = |client: &Client| {
        client.get(&app("/domains")).expect(200)["meta"]["pagination"]["links"].clone()
    };
    assert_eq!(links(&client), json!({}));
    fake.switch(|switches| switches.list_links = ListLinks::Array);
    assert_eq!(links(&client), json!([]));
}

#[test]
fn short_pages_still_hold_everything_together() {
    let fake = Fake::builder()
        .seed(45)
        .switch(|switches| switches.short_pages = true)
        .start();
    let client = Client::v3(&fake);
    let first = client.get(&app("/domains?perPage=40")).expect(200);
    assert_eq!(
        (
            names(&first).len(),
            &first["meta"]["pagination"]["total_pages"]
        ),
        (30, &json!(2))
    );
    let second = client.get(&app("/domains?perPage=40&page=2")).expect(200);
    let mut all = names(&first);
    all.extend(names(&second));
    all.dedup();
    assert_eq!(all.len(), 45);
}

#[test]
fn order_and_form_of_ids_can_be_chosen() {
    let fake = Fake::builder().seed(2).start();
    let client = Client::v3(&fake);
    fake.switch(|switches| {
        switches.list_order = ListOrder::NewestFirst;
        switches.ids = IdForm::Text;
    });
    let page = client.get(&app("/domains")).expect(200);
    assert_eq!(
        names(&page),
        ["site-0002.example.net", "site-0001.example.net"]
    );
    assert_eq!(page["data"][0]["id"], "711");
    client.get(&app("/domains/711")).expect(200);
}

#[test]
fn servers_and_web_applications_are_those_of_the_account() {
    let fake = Fake::start();
    for client in [Client::v2(&fake), Client::v3(&fake)] {
        assert_eq!(
            names(&client.get("/servers").expect(200)),
            ["web-1", "web-2"]
        );
        assert_eq!(
            names(&client.get("/servers?search=web-2").expect(200)),
            ["web-2"]
        );
        let server = client.get(&format!("/servers/{SERVER_ID}")).expect(200);
        assert_eq!(
            (&server["online"], &server["connected"]),
            (&json!(true), &json!(true))
        );
        let apps = client
            .get(&format!(
                "/servers/{SERVER_ID}/webapps?sortColumn=name&sortDirection=desc"
            ))
            .expect(200);
        assert_eq!(names(&apps), ["app-other", "app-network"]);
        assert_eq!(client.get(&app("")).expect(200)["id"], APP_ID);
    }
    fake.switch(|switches| switches.server_offline = true);
    let server = Client::v3(&fake)
        .get(&format!("/servers/{SERVER_ID}"))
        .expect(200);
    assert_eq!(
        (&server["online"], &server["connected"]),
        (&json!(false), &json!(false))
    );
}

#[test]
fn a_wrong_address_is_404_and_a_wrong_verb_405() {
    let fake = Fake::start();
    let client = Client::v3(&fake);
    let missing = json!({"message": "Not Found"});
    let wrong = [
        "/nowhere".to_owned(),
        "/servers/1".to_owned(),
        "/servers/web-1".to_owned(),
        format!("/servers/{FOREIGN_SERVER_ID}"),
        format!("/servers/{SECOND_SERVER_ID}/webapps/{APP_ID}"),
        format!("/servers/{SERVER_ID}/webapps/{SECOND_APP_ID}/domains"),
        app("/domains/1"),
        app("/domains/700"),
    ];
    for path in wrong {
        assert_eq!(client.get(&path).expect(404), missing, "{path}");
    }
    let reply = client.put(&app("/domains"));
    assert!(
        reply.expect(405)["message"]
            .as_str()
            .unwrap()
            .contains("PUT")
    );
    // An empty id at the end of the address is no id: the verb is wrong for the list.
    client.delete(&app("/domains/")).expect(405);

    fake.switch(|switches| switches.foreign_server = Denial::Forbidden);
    client
        .get(&format!("/servers/{FOREIGN_SERVER_ID}"))
        .expect(403);
    client.get("/servers/1").expect(404);
    fake.switch(|switches| switches.wrong_app = Denial::Forbidden);
    client
        .get(&format!(
            "/servers/{SECOND_SERVER_ID}/webapps/{OTHER_APP_ID}"
        ))
        .expect(403);
}

#[test]
fn settings_are_read_by_the_verb_of_the_day() {
    let fake = Fake::start();
    let client = Client::v3(&fake);
    assert_eq!(
        client.get("/settings/externalapi").expect(200)["data"][0]["service"],
        "cloudflare"
    );
    assert_eq!(
        Client::v2(&fake)
            .get("/settings/externalapi")
            .expect(200)
            .get("meta"),
        None
    );
    assert_eq!(client.get("/static/ssl/protocols").expect(200)[1]["id"], 2);
    client
        .post("/static/ssl/protocols", &json!({"webServer": "nginx"}))
        .expect(405);
    fake.switch(|switches| switches.protocols_verb = ProtocolsVerb::Post);
    client
        .post("/static/ssl/protocols", &json!({"webServer": "nginx"}))
        .expect(200);
    client.get("/static/ssl/protocols").expect(405);
}
