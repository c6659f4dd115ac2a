//! The operations of a [`Client`], one file each. Every decision rule is written where it is taken.

pub(crate) mod add_domain;
pub(crate) mod check_dns;
pub(crate) mod diagnose;
pub(crate) mod inspect;
pub(crate) mod plan;
pub(crate) mod read;
pub(crate) mod redeploy_ssl;
pub(crate) mod remove_domain;

#[cfg(doc)]
use crate::Client;
use crate::{Message, Reason};

/// How adding or removing a domain came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The domain was attached to the web application by this call.
    Added,
    /// The domain was attached to this web application before.
    AlreadyPresent,
    /// The domain was detached by this call.
    Removed,
    /// The domain was not attached to this web application.
    AlreadyAbsent,
}

/// What adding or removing a domain did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainResult {
    /// How it came out.
    pub outcome: Outcome,
    /// The name in ASCII.
    pub domain: String,
    /// RunCloud's number of the domain; `None` when there is no such domain, or none of its own.
    pub id: Option<u64>,
    /// Whether RunCloud serves `www.NAME` too; `None` when it did not tell.
    pub www: Option<bool>,
    /// The domain whose entry serves the name, as its `www` or by a wildcard; `None` when it has its own.
    pub served_by: Option<String>,
}

impl DomainResult {
    /// What was done, as a message.
    #[must_use]
    pub fn message(&self) -> Message {
        let reason = match self.outcome {
            _ if self.served_by.is_some() => Reason::DomainServed,
            Outcome::Added => Reason::DomainAdded,
            Outcome::AlreadyPresent => Reason::DomainAlreadyPresent,
            Outcome::Removed => Reason::DomainRemoved,
            Outcome::AlreadyAbsent => Reason::DomainAlreadyAbsent,
        };
        Message::new(reason)
            .with("domain", self.domain.as_str())
            .with_some("entry", self.served_by.as_deref())
    }
}
