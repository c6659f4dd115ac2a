//! The record of one request, for logs.

use std::time::Duration;

/// One request as it was sent, and what became of it. Holds no body and no secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// The HTTP method.
    pub method: &'static str,
    /// The path below the API's base, with its query.
    pub path: String,
    /// The status of the answer; `None` when none arrived.
    pub status: Option<u16>,
    /// Which attempt at this request it was; the first is 1.
    pub attempt: u32,
    /// How long it took.
    pub elapsed: Duration,
    /// How many requests RunCloud's rate limit leaves, when it said so.
    pub rate_limit_remaining: Option<u32>,
}
