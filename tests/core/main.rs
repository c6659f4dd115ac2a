//! The core against the fake RunCloud, over TLS, as a caller meets it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says that it failed by panicking"
)]

mod add_domain;
mod budget;
mod connections;
mod diagnose;
mod errors;
mod inspect;
mod lists;
mod network;
mod rate_limit;
mod redeploy_ssl;
mod remove_domain;
mod support;
mod tls_server;
