//! Detach a domain from the web application.

use super::{DomainResult, Outcome};
use crate::api::domains::{Domain, tells_types};
use crate::error::Protection;
use crate::operation::{Operation, Settled};
use crate::{Client, DomainName, Error, Message, Reason};

/// What is to be removed.
#[derive(Debug, Clone)]
pub struct Removal {
    name: DomainName,
    id: Option<u64>,
}

impl Removal {
    /// The name, to be looked for.
    #[must_use]
    pub const fn new(name: DomainName) -> Self {
        Self { name, id: None }
    }

    /// The id that the domain had when it was added: saves the search, and is verified.
    #[must_use]
    pub const fn id_hint(mut self, id: Option<u64>) -> Self {
        self.id = id;
        self
    }
}

impl Client {
    /// Detach a domain from the web application.
    ///
    /// Returns [`Outcome::Removed`] or [`Outcome::AlreadyAbsent`]. Only the entry of exactly this name
    /// is removed, never a wildcard or parent that covers it, and never the primary domain or, where RunCloud
    /// tells no types, the last one ([`Error::ProtectedDomain`]). (<https://runcloud.io/docs/api/v3/api-8617116>)
    pub fn remove_domain(&self, removal: &Removal) -> Result<DomainResult, Error> {
        self.begin().remove_domain(removal)
    }
}

impl Operation<'_> {
    fn remove_domain(&mut self, removal: &Removal) -> Result<DomainResult, Error> {
        let name = &removal.name;
        let (outcome, domain) = match self.domain_to_remove(removal)? {
            Some(domain) => (self.delete(name, &domain)?, Some(domain)),
            None => (Outcome::AlreadyAbsent, None),
        };
        Ok(DomainResult {
            outcome,
            domain: name.to_string(),
            id: domain.as_ref().map(|domain| domain.id),
            www: domain.and_then(|domain| domain.www),
            served_by: None,
        })
    }

    /// The entry of exactly this name. A hint counts only when RunCloud confirms the name behind it.
    fn domain_to_remove(&mut self, removal: &Removal) -> Result<Option<Domain>, Error> {
        if let Some(id) = removal.id.filter(|id| *id > 0)
            && let Some(domain) = self.domain_by_id(id)?
            && removal.name.is_spelled(&domain.name)
        {
            return Ok(Some(domain));
        }
        self.find_domain(&removal.name)
    }

    fn delete(&mut self, name: &DomainName, domain: &Domain) -> Result<Outcome, Error> {
        self.protect(name, domain)?;
        let call = self.delete_domain_call(domain.id);
        let unknown = Message::new(Reason::RemovalUnknown).with("domain", name);
        let settled = self.settle(&call, &unknown, |op| {
            Ok(op.domain_by_id(domain.id)?.is_none().then_some(()))
        })?;
        match settled {
            Settled::Replied(_) | Settled::Found(()) => Ok(Outcome::Removed),
            Settled::Refused {
                error: Error::NotFound { .. },
                after_lost_attempt,
            } => Ok(if after_lost_attempt {
                Outcome::Removed
            } else {
                Outcome::AlreadyAbsent
            }),
            Settled::Refused { error, .. } => Err(error),
        }
    }

    /// No source says what RunCloud does when asked to delete the primary domain, so it is never asked.
    fn protect(&mut self, name: &DomainName, domain: &Domain) -> Result<(), Error> {
        let why = match domain.kind.as_deref() {
            Some("primary") => Some(Protection::Primary),
            Some(_) => None,
            None => self.protection_of_untyped(name, domain)?,
        };
        why.map_or(Ok(()), |why| {
            Err(Error::ProtectedDomain {
                domain: name.clone(),
                why,
            })
        })
    }

    /// An API that tells no domain's type (v2 as of 2019) tells no primary domain. Then the web application's
    /// own name is kept, and its last domain. Where it tells some types, a domain without one may be the primary.
    fn protection_of_untyped(
        &mut self,
        name: &DomainName,
        domain: &Domain,
    ) -> Result<Option<Protection>, Error> {
        let listed = self.domains()?;
        if tells_types(&listed) {
            return Ok(Some(Protection::TypeNotTold));
        }
        if listed.iter().all(|other| other.id == domain.id) {
            return Ok(Some(Protection::Last));
        }
        let own = self.web_application()?.primary_domain;
        Ok(own
            .is_some_and(|own| name.is_spelled(&own))
            .then_some(Protection::Primary))
    }
}
