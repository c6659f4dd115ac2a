//! Everything that can go wrong, told apart by what a caller does about it.

use std::fmt;
use std::time::Duration;

use thiserror::Error as ThisError;

use crate::{DomainName, FieldErrors, InvalidDomain, Refusal, TransportError};

/// A failed operation.
///
/// `Display` says what happened; [`Error::remedy`] says what to do next; [`Error::sentence`] is both.
#[derive(Debug, Clone, ThisError)]
#[non_exhaustive]
pub enum Error {
    /// A setting is missing or unusable; nothing was sent
    #[error("the setting {setting} cannot be used: {problem}")]
    Configuration {
        /// The setting, by the name its user knows.
        setting: &'static str,
        /// What is wrong with it; never its value when it is a secret.
        problem: String,
    },
    /// The name is not a host name; nothing was sent
    #[error(transparent)]
    InvalidDomain(#[from] InvalidDomain),
    /// RunCloud does not accept the credentials (401)
    #[error("RunCloud refused the credentials ({0})")]
    Authentication(Refusal),
    /// The credentials are accepted, the access is not (403)
    #[error("RunCloud denied access to {resource} ({refusal})")]
    Permission {
        /// What access was denied to, as far as it could be found out.
        resource: Resource,
        /// RunCloud's answer.
        refusal: Refusal,
    },
    /// Something addressed by its id does not exist (404)
    #[error("RunCloud does not know {resource} ({refusal})")]
    NotFound {
        /// What is missing, as far as it could be found out.
        resource: Resource,
        /// RunCloud's answer.
        refusal: Refusal,
    },
    /// The name is attached to something else in RunCloud
    #[error("{domain} is held by another web application ({refusal})")]
    Conflict {
        /// The name in question.
        domain: DomainName,
        /// RunCloud's answer.
        refusal: Refusal,
    },
    /// The name must not be removed
    #[error("{domain} was not removed: {why}")]
    ProtectedDomain {
        /// The name in question.
        domain: DomainName,
        /// Why it is protected.
        why: Protection,
    },
    /// RunCloud does not accept the data (422 and other 4xx)
    #[error("RunCloud refused the request ({0})")]
    Validation(Refusal),
    /// Too many requests (429), and waiting does not fit the budget
    #[error("RunCloud's rate limit is reached ({0})")]
    RateLimit(Refusal),
    /// RunCloud failed (5xx)
    #[error("RunCloud failed to handle the request ({0})")]
    Server(Refusal),
    /// An answer that is no answer of RunCloud's API
    #[error("the answer could not be understood: {problem} ({refusal})")]
    UnexpectedReply {
        /// What is odd about it.
        problem: &'static str,
        /// What came back.
        refusal: Refusal,
    },
    /// A list could not be read to its end, so that nothing may be called absent
    #[error("RunCloud's list of domains cannot be read to its end: {problem}")]
    UnreadableList {
        /// What keeps it from being read.
        problem: &'static str,
    },
    /// No complete answer arrived
    #[error("no answer from RunCloud: {0}")]
    Transport(#[from] TransportError),
    /// The request may or may not have taken effect, and looking failed too
    #[error(
        "it is not known whether RunCloud {action}: the answer was lost ({source}), and it could not be looked up"
    )]
    OutcomeUnknown {
        /// What the request should have done, for example `added shop.example.com`.
        action: String,
        /// Why the answer was lost.
        source: Box<Self>,
    },
}

impl Error {
    pub(crate) fn configuration(setting: &'static str, problem: impl Into<String>) -> Self {
        Self::Configuration {
            setting,
            problem: problem.into(),
        }
    }

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
            | Self::UnreadableList { .. }
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

    /// What to do next, as a clause without a full stop.
    #[must_use]
    pub fn remedy(&self) -> String {
        match self {
            Self::Configuration { .. } => "set it right and call again".into(),
            Self::InvalidDomain(error) => error.reason.remedy().into(),
            Self::Authentication(_) => "check the token (or the key and secret) in RunCloud under \
                 Settings > API Management, and that this server's IP address is on the key's \
                 whitelist if it has one"
                .into(),
            Self::Permission { resource, refusal } if refusal.is_page => format!(
                "a server in front of RunCloud turned the request away before it reached {resource}: \
                 try again later, and from another IP address if it stays"
            ),
            Self::Permission { resource, .. } | Self::NotFound { resource, .. } => {
                resource.remedy().into()
            }
            Self::Conflict { domain, .. } => format!(
                "find {domain} in RunCloud's other web applications, remove it there, and add it again"
            ),
            Self::ProtectedDomain { why, .. } => why.remedy().into(),
            Self::Validation(refusal) if refusal.is_busy() => {
                "wait until RunCloud has carried out the earlier request, some minutes, and call again"
                    .into()
            }
            Self::Validation(_) => "correct what RunCloud names and call again".into(),
            Self::RateLimit(refusal) => match refusal.retry_after {
                Some(wait) => format!("call again in {} seconds", wait.as_secs().max(1)),
                None => "call again in a minute, and make fewer calls at a time".into(),
            },
            Self::Server(_) => {
                "try again in a few minutes; if it stays, see https://status.runcloud.io".into()
            }
            Self::UnexpectedReply { .. } => "check that runcloud.api_url (default \
                 https://manage.runcloud.io/api) leads to RunCloud and no proxy answers in its \
                 place, then try again"
                .into(),
            Self::UnreadableList { .. } => "try again in a few minutes; if it stays, ask RunCloud's \
                 support about the web application's list of domains"
                .into(),
            Self::Transport(error) => error.remedy().into(),
            Self::OutcomeUnknown { .. } => "call again: doing it twice does no harm".into(),
        }
    }

    /// What happened and what to do next, as one or two sentences for a person.
    #[must_use]
    pub fn sentence(&self) -> String {
        format!(
            "{}. {}.",
            capitalised(&self.to_string()),
            capitalised(&self.remedy())
        )
    }
}

/// Begin a sentence with a capital letter; a domain name keeps its own.
pub(crate) fn capitalised(text: &str) -> String {
    let first_word = text.split(' ').next().unwrap_or_default();
    if first_word.trim_end_matches('.').contains('.') {
        return text.to_owned();
    }
    let mut chars = text.chars();
    let first = chars.next();
    first
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(chars)
        .collect()
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
    const fn remedy(self) -> &'static str {
        match self {
            Self::Server => {
                "check WU_RUNCLOUD_SERVER_ID against the number in the dashboard's address, \
                 manage.runcloud.io/servers/NUMBER, and that the credentials belong to its workspace"
            }
            Self::WebApplication => {
                "check WU_RUNCLOUD_APP_ID against the number in the address of the web \
                 application's page, and that it stands on the server of WU_RUNCLOUD_SERVER_ID"
            }
            Self::Domain => "list the web application's domains and use one of them",
            Self::Certificate => "read the certificate again: its id changes when it is re-issued",
            Self::Route => {
                "check runcloud.api_url and the API version: this account may not have that function"
            }
        }
    }
}

impl fmt::Display for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Server => "the server",
            Self::WebApplication => "the web application",
            Self::Domain => "the domain",
            Self::Certificate => "the certificate",
            Self::Route => "this function",
        })
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
    const fn remedy(self) -> &'static str {
        match self {
            Self::Primary => "make another domain the primary one in RunCloud's panel first",
            Self::TypeNotTold => "remove it in RunCloud's panel",
            Self::Last => "add another domain first, or remove it in RunCloud's panel",
        }
    }
}

impl fmt::Display for Protection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Primary => "it is the web application's primary domain",
            Self::TypeNotTold => "RunCloud does not tell whether it is the primary domain",
            Self::Last => "it is the web application's last domain",
        })
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
            retry_after: Some(Duration::from_secs(30)),
            ..Refusal::default()
        });
        assert_eq!(
            error.sentence(),
            "RunCloud's rate limit is reached (HTTP 429: Too Many Attempts.). Call again in 30 seconds."
        );
    }

    #[test]
    fn a_domain_at_the_beginning_of_a_sentence_stays_as_it_is() {
        let error = Error::ProtectedDomain {
            domain: DomainName::parse("shop.example.com").unwrap(),
            why: Protection::Primary,
        };
        assert_eq!(
            error.sentence(),
            "shop.example.com was not removed: it is the web application's primary domain. Make \
             another domain the primary one in RunCloud's panel first."
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
                .ends_with("(HTTP 422: The given data was invalid.; name: The name is invalid.)")
        );
    }
}
