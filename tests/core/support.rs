//! A client of a fake RunCloud.

use std::time::Duration;

use fake_runcloud::{APP_ID, Fake, KEY, SECRET, SERVER_ID, StateChange, Switches, TOKEN};
use runcloud::{
    Addition, ApiUrl, ApiVersion, Client, Credentials, DomainName, DomainResult, Error, Id,
    Outcome, Removal, RetryPolicy, Settings,
};

pub(crate) fn name(text: &str) -> DomainName {
    DomainName::parse(text).unwrap()
}

pub(crate) fn token() -> Credentials {
    Credentials::from_parts(Some(TOKEN.to_owned()), None, None).unwrap()
}

pub(crate) fn key_and_secret() -> Credentials {
    Credentials::from_parts(None, Some(KEY.to_owned()), Some(SECRET.to_owned())).unwrap()
}

/// Settings for the fake's own server and web application, with waits a test can afford.
pub(crate) fn settings(fake: &Fake, version: ApiVersion) -> Settings {
    let credentials = match version {
        ApiVersion::V2 => key_and_secret(),
        ApiVersion::V3 => token(),
    };
    let id = |id: u64| Id::parse("id", &id.to_string()).unwrap();
    Settings {
        api_url: ApiUrl::parse(&fake.api_url()).unwrap(),
        ca_file: Some(fake.ca_file().to_owned()),
        timeout: Duration::from_secs(20),
        retry: RetryPolicy {
            base: Duration::from_millis(5),
            ..RetryPolicy::DEFAULT
        },
        ..Settings::new(id(SERVER_ID), id(APP_ID), credentials)
    }
}

pub(crate) fn client_of(fake: &Fake, version: ApiVersion) -> Client {
    Client::new(settings(fake, version)).unwrap()
}

/// A client whose settings the test changes.
pub(crate) fn with(fake: &Fake, edit: impl FnOnce(&mut Settings)) -> Client {
    let mut settings = settings(fake, ApiVersion::V3);
    edit(&mut settings);
    Client::new(settings).unwrap()
}

pub(crate) fn client(fake: &Fake) -> Client {
    client_of(fake, ApiVersion::V3)
}

/// A fake with some domains, a client, and the switches of the test.
pub(crate) fn switched(change: impl FnOnce(&mut Switches)) -> (Fake, Client) {
    let fake = Fake::start();
    fake.switch(change);
    let client = client(&fake);
    (fake, client)
}

pub(crate) fn change(fake: &Fake, change: StateChange) {
    let switches = fake.switch(|switches| switches.clone());
    fake.state(|world| world.apply(change, &switches)).unwrap();
}

pub(crate) fn add(client: &Client, text: &str) -> Result<DomainResult, Error> {
    client.add_domain(&Addition::new(name(text)))
}

pub(crate) fn remove(client: &Client, text: &str) -> Result<DomainResult, Error> {
    client.remove_domain(&Removal::new(name(text)))
}

pub(crate) fn outcome(result: Result<DomainResult, Error>) -> Outcome {
    result.unwrap().outcome
}

/// The methods and paths of the journal, without the common prefix and the query.
pub(crate) fn requests(fake: &Fake) -> Vec<String> {
    let prefix = format!("/servers/{SERVER_ID}/webapps/{APP_ID}");
    fake.journal()
        .iter()
        .map(|entry| {
            let path = entry.path.split('?').next().unwrap_or_default();
            let path = path.split_once(&prefix).map_or(path, |(_, rest)| rest);
            format!("{} {path}", entry.method)
        })
        .collect()
}

/// How many domains of this name the web application has.
pub(crate) fn attached(fake: &Fake, text: &str) -> usize {
    fake.state(|world| {
        world
            .domains_of(APP_ID)
            .filter(|domain| domain.name == text)
            .count()
    })
}
