//! Attach a domain to the web application.

use super::{DomainResult, Outcome};
use crate::api::domains::{Domain, Redirection, created};
use crate::operation::{Operation, Settled};
use crate::refusal::Refusal;
use crate::{Client, DomainName, Error, Message, Reason};

/// What is to be added.
#[derive(Debug, Clone)]
pub struct Addition {
    name: DomainName,
    www: Option<bool>,
    redirection: Option<Redirection>,
}

impl Addition {
    /// The name with the defaults for the rest.
    #[must_use]
    pub const fn new(name: DomainName) -> Self {
        Self {
            name,
            www: None,
            redirection: None,
        }
    }

    /// Whether `www.NAME` is served too; `None` for the default: only for a registrable domain.
    ///
    /// A name that begins with `www.` never gets one: `www.www.` has no DNS, and one name without DNS
    /// fails the certificate of all.
    #[must_use]
    pub const fn www(mut self, www: Option<bool>) -> Self {
        self.www = www;
        self
    }

    /// Where the web server redirects; by default to the bare name if `www.` is served, else nowhere.
    #[must_use]
    pub const fn redirection(mut self, redirection: Redirection) -> Self {
        self.redirection = Some(redirection);
        self
    }

    fn serves_www(&self) -> bool {
        !self.name.is_www() && self.www.unwrap_or_else(|| self.name.has_www_by_default())
    }
}

impl Client {
    /// Attach a domain to the web application.
    ///
    /// Returns [`Outcome::Added`] or [`Outcome::AlreadyPresent`] with the domain's id, or with the entry that
    /// serves the name where RunCloud gives it none of its own ([`DomainResult::served_by`]).
    /// Returns [`Error::Conflict`] when RunCloud says the name is in use and it is not in this web
    /// application. (<https://runcloud.io/docs/api/v3/api-8617111>)
    pub fn add_domain(&self, addition: &Addition) -> Result<DomainResult, Error> {
        self.begin().add_domain(addition)
    }
}

impl Operation<'_> {
    fn add_domain(&mut self, addition: &Addition) -> Result<DomainResult, Error> {
        let name = &addition.name;
        let www = addition.serves_www();
        let redirection = addition.redirection.unwrap_or(if www {
            Redirection::ToNonWww
        } else {
            Redirection::None
        });
        let call = self.create_domain_call(name, www, redirection);
        let unknown = Message::new(Reason::AdditionUnknown).with("domain", name);
        let (outcome, domain) = match self.settle(&call, &unknown, |op| op.find_domain(name))? {
            Settled::Found(domain) => (Outcome::Added, domain),
            Settled::Replied(reply) => match created(&reply, name) {
                Some(domain) => (Outcome::Added, domain),
                // Some answers to a POST are empty, and a proxy's page is none of RunCloud's.
                None => match self.find_domain(name) {
                    Ok(Some(domain)) => (Outcome::Added, domain),
                    Ok(None) => {
                        return Err(reply.unexpected(
                            Message::new(Reason::AdditionUnconfirmed).with("domain", name),
                        ));
                    }
                    Err(error) => {
                        return Err(Error::OutcomeUnknown {
                            message: unknown,
                            source: Box::new(error),
                        });
                    }
                },
            },
            Settled::Refused {
                error,
                after_lost_attempt,
            } => {
                let domain = self.present_after_refusal(name, error)?;
                let outcome = if after_lost_attempt {
                    Outcome::Added
                } else {
                    Outcome::AlreadyPresent
                };
                (outcome, domain)
            }
        };
        let is_own = name.is_spelled(&domain.name);
        Ok(DomainResult {
            outcome,
            domain: name.to_string(),
            id: is_own.then_some(domain.id),
            www: if is_own { domain.www } else { Some(false) },
            served_by: (!is_own).then(|| crate::text::quote(&domain.name)),
        })
    }

    /// After any refusal the list decides: the wording of "already there" is documented nowhere. A name that
    /// another entry of this web application serves is there, too.
    fn present_after_refusal(&mut self, name: &DomainName, error: Error) -> Result<Domain, Error> {
        let refusal = match error {
            Error::Validation(refusal) => refusal,
            error => return Err(self.explain(error)),
        };
        match self.find_serving(name) {
            Ok(Some(domain)) => Ok(domain),
            Ok(None) if says_taken(&refusal) => Err(Error::Conflict {
                domain: name.clone(),
                refusal,
            }),
            _ => Err(Error::Validation(refusal)),
        }
    }
}

/// Whether RunCloud's words speak of a name in use elsewhere. Status 409 says so by itself; the
/// words are those that clients saw and Laravel's own ("has already been taken").
fn says_taken(refusal: &Refusal) -> bool {
    let name_errors = refusal.errors.get("name").into_iter().flatten();
    refusal.status == 409
        || std::iter::once(&refusal.message)
            .chain(name_errors)
            .map(|text| text.to_ascii_lowercase())
            .any(|text| {
                ["already", "exist", "taken", "in use", "duplicate"]
                    .iter()
                    .any(|word| text.contains(word))
            })
}
