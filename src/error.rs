//! Everything that can go wrong, told apart by what a caller does about it.

use std::time::Duration;

use thiserror::Error as ThisError;

use crate::{DomainName, FieldErrors, Message, Reason, Refusal, TransportError};

/// A failed operation.
///
/// [`Error::message`] has its code, its values and its sentences; `Display` is all of the sentences.
#[derive(Debug, Clone, ThisError)]
#[error("{}", self.message())]
#[non_exhaustive]
pub enum Error {
    /// A setting is missing or unusable; nothing was sent.
    Configuration(Message),
    /// The name is not a host name; nothing was sent.
    InvalidDomain(Message),
    /// RunCloud does not accept the credentials (401).
    Authentication(Refusal),
    /// The credentials are accepted, the access is not (403).
    Permission {
        /// What access was denied to, as far as it could be found out.
        resource: Resource,
        /// RunCloud's answer.
        refusal: Refusal,
    },
    /// Something addressed by its id does not exist (404).
    NotFound {
        /// What is missing, as far as it could be found out.
        resource: Resource,
        /// RunCloud's answer.
        refusal: Refusal,
    },
    /// The web application's list of domains has no such name.
    NotListed(DomainName),
    /// The name is attached to something else in RunCloud.
    Conflict {
        /// The name in question.
        domain: DomainName,
        /// RunCloud's answer.
        refusal: Refusal,
    },
    /// The name must not be removed.
    ProtectedDomain {
        /// The name in question.
        domain: DomainName,
        /// Why it is protected.
        why: Protection,
    },
    /// RunCloud does not accept the data (422 and other 4xx).
    Validation(Refusal),
    /// Too many requests (429), and waiting does not fit the budget.
    RateLimit(Refusal),
    /// RunCloud failed (5xx).
    Server(Refusal),
    /// An answer that is no answer of RunCloud's API.
    UnexpectedReply {
        /// What is odd about it.
        message: Message,
        /// What came back.
        refusal: Refusal,
    },
    /// A list could not be read to its end, so that nothing may be called absent.
    UnreadableList(Reason),
    /// No complete answer arrived.
    Transport(#[from] TransportError),
    /// The request may or may not have taken effect, and looking failed too.
    OutcomeUnknown {
        /// What the request should have done.
        message: Message,
        /// Why the answer was lost.
        source: Box<Self>,
    },
}

impl Error {
    /// The HTTP status RunCloud answered with, if it did.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.refusal().map(|refusal| refusal.status)
    }

    /// RunCloud's words for each field it refused; empty when it named none.
    #[must_use]
    pub fn errors(&self) -> Option<&FieldErrors> {
        self.refusal().map(|refusal| &refusal.errors)
    }

    /// How long RunCloud asks to wait, when it said so.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.refusal().and_then(|refusal| refusal.retry_after)
    }

    /// Whether the same call may succeed later without anything being changed.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::RateLimit(_)
            | Self::Server(_)
            | Self::UnexpectedReply { .. }
            | Self::UnreadableList(_)
            | Self::OutcomeUnknown { .. } => true,
            Self::Transport(error) => error.is_retryable(),
            Self::Validation(refusal) => refusal.is_busy(),
            _ => false,
        }
    }

    /// Whether one more attempt within this operation is worth its time.
    pub(crate) fn is_transient(&self) -> bool {
        match self {
            Self::RateLimit(_) => true,
            Self::Server(refusal) => matches!(refusal.status, 502..=504),
            Self::Transport(error) => error.is_retryable(),
            _ => false,
        }
    }

    /// Whether RunCloud may have carried the request out although it did not say so.
    pub(crate) const fn may_have_taken_effect(&self) -> bool {
        match self {
            Self::Server(_) => true,
            Self::UnexpectedReply { refusal, .. } => refusal.status < 300,
            Self::Transport(error) => error.may_have_been_sent(),
            _ => false,
        }
    }

    pub(crate) fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Authentication(refusal)
            | Self::Validation(refusal)
            | Self::RateLimit(refusal)
            | Self::Server(refusal)
            | Self::Permission { refusal, .. }
            | Self::NotFound { refusal, .. }
            | Self::Conflict { refusal, .. }
            | Self::UnexpectedReply { refusal, .. } => Some(refusal),
            Self::OutcomeUnknown { source, .. } => source.refusal(),
            _ => None,
        }
    }

    /// RunCloud's or the network's words, else the code.
    fn in_short(&self) -> String {
        match self {
            Self::Transport(error) if !error.detail.is_empty() => error.detail.clone(),
            _ => self.refusal().map_or_else(
                || self.message().reason.code().to_owned(),
                ToString::to_string,
            ),
        }
    }

    /// What happened, and what to do next.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Configuration(message) | Self::InvalidDomain(message) => message.clone(),
            Self::Authentication(refusal) => refusal.told(Reason::CredentialsRefused),
            Self::Permission { resource, refusal } => refusal.told(if refusal.is_page {
                Reason::RequestBlocked
            } else {
                resource.denied()
            }),
            Self::NotFound { resource, refusal } => refusal.told(resource.not_found()),
            Self::NotListed(domain) => Message::new(Reason::DomainNotFound).with("domain", domain),
            Self::Conflict { domain, refusal } => {
                refusal.told(Reason::DomainTaken).with("domain", domain)
            }
            Self::ProtectedDomain { domain, why } => {
                Message::new(why.reason()).with("domain", domain)
            }
            Self::Validation(refusal) if refusal.is_busy() => refusal.told(Reason::RequestPending),
            Self::Validation(refusal) => refusal.told(Reason::RequestRefused),
            Self::RateLimit(refusal) => refusal
                .told(Reason::RateLimited)
                .with_some("seconds", refusal.seconds()),
            Self::Server(refusal) => refusal.told(Reason::RuncloudFailed),
            Self::UnexpectedReply { message, refusal } => refusal.add_to(message.clone()),
            Self::UnreadableList(reason) => Message::new(*reason),
            Self::Transport(error) => error.message(),
            Self::OutcomeUnknown { message, source } => {
                message.clone().with("cause", source.in_short())
            }
        }
    }
}

/// Something in RunCloud that is addressed by an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resource {
    /// The server of the server id.
    Server,
    /// The web application of the application id.
    WebApplication,
    /// A domain of the web application.
    Domain,
    /// An SSL certificate.
    Certificate,
    /// The route itself.
    Route,
}

impl Resource {
    const fn denied(self) -> Reason {
        match self {
            Self::Server => Reason::ServerAccessDenied,
            Self::WebApplication => Reason::WebApplicationAccessDenied,
            Self::Domain | Self::Certificate | Self::Route => Reason::AccessDenied,
        }
    }

    const fn not_found(self) -> Reason {
        match self {
            Self::Server => Reason::ServerNotFound,
            Self::WebApplication => Reason::WebApplicationNotFound,
            Self::Domain => Reason::DomainNotFound,
            Self::Certificate => Reason::CertificateNotFound,
            Self::Route => Reason::FunctionNotFound,
        }
    }
}

/// Why a domain is not removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protection {
    /// RunCloud says that it is the primary domain.
    Primary,
    /// RunCloud tells the type of other domains, and not of this one.
    TypeNotTold,
    /// It is the only domain left, and RunCloud tells no types.
    Last,
}

impl Protection {
    const fn reason(self) -> Reason {
        match self {
            Self::Primary => Reason::DomainIsPrimary,
            Self::TypeNotTold => Reason::DomainTypeUnknown,
            Self::Last => Reason::DomainIsLast,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_says_what_happened_and_what_to_do_next() {
        let error = Error::RateLimit(Refusal {
            status: 429,
            message: "Too Many Attempts.".into(),
            retry_after: Some(Duration::from_millis(29_500)),
            ..Refusal::default()
        });
        assert_eq!(
            error.to_string(),
            "RunCloud's rate limit is reached (HTTP 429: Too Many Attempts.). Try again in 30 \
             seconds, with fewer requests at a time."
        );
    }

    #[test]
    fn field_errors_are_part_of_the_words() {
        let mut errors = FieldErrors::new();
        errors.insert("name".into(), vec!["The name is invalid.".into()]);
        let error = Error::Validation(Refusal {
            status: 422,
            message: "The given data was invalid.".into(),
            errors,
            ..Refusal::default()
        });
        assert!(
            error
                .to_string()
                .contains("(HTTP 422: The given data was invalid.; name: The name is invalid.)")
        );
    }
}
