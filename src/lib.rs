//! Adds domains to a [RunCloud](https://runcloud.io) web application, removes them and redeploys its
//! SSL certificates.
//!
//! A [`Client`] talks to one web application. Its operations are idempotent, keep one time budget
//! each, and tell every failure apart by what the caller does about it ([`Error`]).
//!
//! The core knows HTTP, JSON and RunCloud, and no PHP; the feature `php` adds the extension.

#![warn(missing_docs)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        reason = "a test says that it failed by panicking"
    )
)]

mod api;
mod authorities;
mod client;
mod cloudflare;
mod credentials;
mod deadline;
mod domain_name;
mod error;
mod exchange;
mod http;
mod ip_address;
mod look_alike;
mod lookup;
mod message;
mod operation;
mod operations;
#[cfg(feature = "php")]
mod php;
mod reason;
mod refusal;
mod reply;
mod resolver;
mod retry;
mod served;
mod settings;
mod text;
mod transport;

pub use api::activity::ActivityEntry;
pub use api::dns::DnsRecord;
pub use api::domains::{Domain, Redirection};
pub use api::ssl::{Certificate, SslMode};
pub use client::Client;
pub use credentials::{ApiVersion, Credentials};
pub use domain_name::DomainName;
pub use error::{Error, Protection, Resource};
pub use exchange::Exchange;
pub use message::{Fact, Message};
pub use operations::add_domain::Addition;
pub use operations::check_dns::Pointing;
pub use operations::diagnose::{Check, CheckStatus};
pub use operations::inspect::Inspection;
pub use operations::plan::{Desired, Plan};
pub use operations::redeploy_ssl::{Redeployment, SslOutcome};
pub use operations::remove_domain::Removal;
pub use operations::{DomainResult, Outcome};
pub use reason::Reason;
pub use refusal::{FieldErrors, Refusal};
pub use retry::RetryPolicy;
pub use settings::{ApiUrl, DEFAULT_API_URL, Id, Settings, host_and_port_of, seconds};
pub use transport::{Method, Peer, Request, Response, Transport, TransportError, TransportFailure};
