//! A RunCloud that lives on the loopback interface, for tests.
//!
//! It serves `/api/v2` and `/api/v3` from one route table, remembers what it was told, and can be made to
//! behave in every way in which the sources about the real service disagree ([`Switches`]), to fail
//! ([`Fault`]) and to tell what it was asked ([`Entry`]). It has the public interface of RunCloud as its
//! only model: it knows nothing of the client it is used to test.
//!
//! ```no_run
//! let fake = fake_runcloud::Fake::start();
//! println!("{} {:?}", fake.api_url(), fake.ca_file());
//! ```

mod answer;
mod auth;
mod builder;
mod call;
mod clock;
mod connection;
mod control;
mod defaults;
mod door;
mod edge;
mod envelope;
mod fake;
mod fault;
mod fault_book;
mod fields;
mod gate;
mod journal;
mod pattern;
mod rate;
mod refusal;
mod routes;
mod shared;
mod switches;
mod target;
mod tls;
mod wire;
mod world;

pub use auth::{AuthForm, Credentials};
pub use builder::Builder;
pub use defaults::{
    APP_ID, FOREIGN_APP_ID, FOREIGN_DOMAIN, FOREIGN_SERVER_ID, KEY, OTHER_APP_DOMAIN, OTHER_APP_ID,
    SECOND_APP_ID, SECOND_SERVER_DOMAIN, SECOND_SERVER_ID, SECRET, SERVER_ID, TOKEN,
};
pub use fake::Fake;
pub use fault::{Effect, Ending, Fault, When};
pub use journal::{Entry, TlsCounts, TlsUse};
pub use switches::*;
pub use world::{
    Certificate, CertificateChange, Domain, DomainChange, DomainType, ExternalApi, LogLine, Method,
    Order, Redirection, Server, StateChange, WebApp, World,
};
