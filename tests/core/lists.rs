//! Lists that change while they are read, and the reads that stand on them.

use fake_runcloud::{APP_ID, Fault, ListMeta, ListPages, LogField};
use runcloud::{Desired, Error, Outcome};

use crate::support::{add, name, outcome, remove, requests, switched};

#[test]
fn all_domains_are_listed_page_by_page() {
    let (fake, client) = switched(|_| {});
    fake.seed(95);
    let listed = client.domains().unwrap();
    assert_eq!(
        listed.len(),
        fake.state(|world| world.domains_of(APP_ID).count())
    );
    assert_eq!(requests(&fake).len(), 3);
    assert!(fake.journal()[0].path.contains("perPage=40"));
}

#[test]
fn a_look_up_stops_where_the_name_is_found() {
    let (fake, client) = switched(|_| {});
    fake.seed(1000);
    let second = client.domains().unwrap()[1].name.clone();
    fake.clear_journal();
    assert!(client.domain(&name(&second)).unwrap().is_some());
    assert_eq!(requests(&fake).len(), 1);
    assert!(
        client
            .domain(&name("absent.example.com"))
            .unwrap()
            .is_none()
    );
}

/// While page 1 is answered, another worker removes one of its entries: the first of page 2 moves to
/// page 1 and is on neither page as read. The total tells, and the list is read again.
#[test]
fn an_entry_that_slips_between_two_pages_is_still_found() {
    let (fake, client) = switched(|_| {});
    fake.seed(80);
    let names: Vec<String> = client
        .domains()
        .unwrap()
        .into_iter()
        .map(|d| d.name)
        .collect();
    let (moving, removed) = (names[40].clone(), names[5].clone());
    let gate = std::thread::scope(|scope| {
        fake.clear_journal();
        fake.fault(Fault::delay(300).once().on("GET", "*/domains*"));
        let removal = scope.spawn(|| outcome(remove(&client, &moving)));
        while !fake.journal().iter().any(|entry| entry.handled.is_some()) {
            std::thread::yield_now();
        }
        fake.state(|world| world.remove_domain(&removed));
        removal.join().unwrap()
    });
    assert_eq!(gate, Outcome::Removed);
}

#[test]
fn a_list_that_does_not_end_proves_no_domain_absent() {
    for (pages, meta, sentence) in [
        (
            ListPages::Endless,
            ListMeta::Pagination,
            "RunCloud's list of domains does not end. Try again",
        ),
        (ListPages::Endless, ListMeta::LastPage, "does not end"),
        (ListPages::Endless, ListMeta::AbsentPaged, "does not end"),
        (
            ListPages::EndlessRepeated,
            ListMeta::LastPage,
            "repeats the same entries",
        ),
    ] {
        let (fake, client) = switched(|switches| {
            switches.list_pages = pages;
            switches.list_meta = meta;
            switches.rate_limit = 1_000_000;
        });
        fake.seed(40);
        let absent = name("absent.example.com");
        let mut errors = vec![client.domain(&absent).unwrap_err()];
        // A thousand pages each.
        if meta == ListMeta::LastPage {
            errors.push(remove(&client, "absent.example.com").unwrap_err());
        }
        for error in errors {
            assert!(matches!(error, Error::UnreadableList { .. }), "{error:?}");
            assert!(
                error.to_string().contains(sentence),
                "{}",
                error.to_string()
            );
        }
    }
}

#[test]
fn a_list_without_meta_is_read_as_long_as_its_pages_are_full() {
    for (domains, pages) in [(95, 3), (80, 3), (40, 2), (19, 1)] {
        let (fake, client) = switched(|switches| switches.list_meta = ListMeta::AbsentPaged);
        fake.seed(domains);
        assert_eq!(client.domains().unwrap().len(), domains);
        assert_eq!(requests(&fake).len(), pages, "{domains} domains");
    }
}

#[test]
fn pages_that_repeat_the_same_entries_neither_loop_nor_double() {
    // Everything is on each page, and nothing tells how many there are.
    let (fake, client) = switched(|switches| switches.list_meta = ListMeta::Absent);
    fake.seed(95);
    assert_eq!(client.domains().unwrap().len(), 95);
    assert_eq!(requests(&fake).len(), 2);

    // 95 entries are announced, and every page has the same 40.
    let (fake, client) = switched(|switches| switches.list_pages = ListPages::Repeated);
    fake.seed(95);
    let error = remove(&client, "absent.example.com").unwrap_err();
    assert!(
        error.to_string().contains("repeats the same entries"),
        "{error}"
    );
}

#[test]
fn a_plan_is_read_and_nothing_is_written() {
    let (fake, client) = switched(|_| {});
    fake.seed(50);
    add(&client, "there.example.com").unwrap();
    fake.clear_journal();
    let desired = ["there.example.com", "missing.example.com"].map(|text| Desired {
        name: name(text),
        www: None,
    });
    let plan = client.plan(&desired).unwrap();
    assert_eq!(plan.to_add, desired[1..]);
    assert_eq!(plan.in_place.len(), 1);
    assert_eq!(plan.protected.len(), 1, "the primary");
    assert!(
        requests(&fake)
            .iter()
            .all(|request| request.starts_with("GET"))
    );
}

#[test]
fn dns_records_and_activity_are_read() {
    for field in [LogField::Content, LogField::Message, LogField::Description] {
        let (_fake, client) = switched(|switches| switches.log_field = field);
        add(&client, "shop.example.com").unwrap();
        let records = client.dns_records(&name("shop.example.com")).unwrap();
        assert_eq!(records[0].hostname, "shop.example.com");
        let activity = client.activity().unwrap();
        assert!(
            activity[0].message.contains("shop.example.com"),
            "{field:?} {activity:?}"
        );
    }
}
