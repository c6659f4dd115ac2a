//! Domains of a web application.

use serde::Deserialize;
use serde_json::json;

use super::page::Listed;
use crate::domain_name::normalise;
use crate::error::Resource;
use crate::operation::{Call, Operation};
use crate::reply::Reply;
use crate::{DomainName, Error};

/// A domain as RunCloud lists it (<https://runcloud.io/docs/api/v3/api-8617112>).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Domain {
    /// RunCloud's number of the domain.
    #[serde(deserialize_with = "super::id")]
    pub id: u64,
    /// The host name in RunCloud's spelling; may be a wildcard such as `*.example.com`.
    pub name: String,
    /// `primary`, `alias` or `redirect`; older answers do not tell.
    #[serde(default, rename = "type", deserialize_with = "super::text")]
    pub kind: Option<String>,
    /// Whether `www.NAME` is served too.
    #[serde(default, deserialize_with = "super::flag")]
    pub www: Option<bool>,
    /// `none`, `www` or `non-www`.
    #[serde(default, deserialize_with = "super::text")]
    pub redirection: Option<String>,
    /// Whether it is a wildcard entry.
    #[serde(default, deserialize_with = "super::flag")]
    pub wildcard: Option<bool>,
    /// `none`, `cloudflare` and others.
    #[serde(default, deserialize_with = "super::text")]
    pub dns_integration: Option<String>,
    /// RunCloud documents no values; `null` in all its examples.
    #[serde(default, deserialize_with = "super::text")]
    pub status: Option<String>,
    /// `YYYY-MM-DD HH:MM:SS`, without a zone.
    #[serde(default, deserialize_with = "super::text")]
    pub created_at: Option<String>,
}

impl Domain {
    /// Whether RunCloud says that this is the primary domain.
    #[must_use]
    pub fn is_primary(&self) -> bool {
        self.kind.as_deref() == Some("primary")
    }

    /// Whether this entry serves every subdomain of its parent.
    #[must_use]
    pub fn is_wildcard(&self) -> bool {
        self.wildcard == Some(true) || self.name.starts_with("*.")
    }

    /// Whether this entry serves a name without an entry of its own: as its `www`, or by a wildcard.
    #[must_use]
    pub fn serves(&self, name: &DomainName) -> bool {
        let Some((label, parent)) = name.as_str().split_once('.') else {
            return false;
        };
        match self.wildcard_parent() {
            Some(covered) => normalise(covered) == parent,
            None => label == "www" && self.www == Some(true) && normalise(&self.name) == parent,
        }
    }

    /// The parent whose direct subdomains a wildcard entry serves.
    #[must_use]
    pub fn wildcard_parent(&self) -> Option<&str> {
        self.is_wildcard()
            .then(|| self.name.strip_prefix("*.").unwrap_or(&self.name))
    }
}

impl Listed for Domain {
    fn key(&self) -> u64 {
        self.id
    }
}

/// Where the web server sends visitors of the other form of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Redirection {
    /// Nowhere.
    None,
    /// From the bare name to `www.`.
    ToWww,
    /// From `www.` to the bare name.
    ToNonWww,
}

impl Redirection {
    const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::ToWww => "www",
            Self::ToNonWww => "non-www",
        }
    }
}

impl Operation<'_> {
    pub(crate) fn domains_path(&self) -> String {
        format!("{}/domains", self.client.app)
    }

    fn domain_path(&self, id: u64) -> String {
        format!("{}/domains/{id}", self.client.app)
    }

    /// All domains, explained when the web application cannot be read.
    pub(crate) fn domains(&mut self) -> Result<Vec<Domain>, Error> {
        self.domains_until(|_| false)
    }

    /// The domain of this name; stops reading where it is found.
    pub(crate) fn find_domain(&mut self, name: &DomainName) -> Result<Option<Domain>, Error> {
        let mut read = self.domains_until(|domain| name.is_spelled(&domain.name))?;
        Ok(read
            .iter()
            .position(|domain| name.is_spelled(&domain.name))
            .map(|at| read.swap_remove(at)))
    }

    /// The entry of this name, or else one that serves it.
    pub(crate) fn find_serving(&mut self, name: &DomainName) -> Result<Option<Domain>, Error> {
        let mut read = self.domains_until(|domain| name.is_spelled(&domain.name))?;
        Ok(read
            .iter()
            .position(|domain| name.is_spelled(&domain.name))
            .or_else(|| read.iter().position(|domain| domain.serves(name)))
            .map(|at| read.swap_remove(at)))
    }

    fn domains_until(&mut self, enough: impl FnMut(&Domain) -> bool) -> Result<Vec<Domain>, Error> {
        self.list(&self.domains_path(), Resource::WebApplication, enough)
            .map_err(|error| self.explain(error))
    }

    /// The domain of this id; `None` when there is none.
    pub(crate) fn domain_by_id(&mut self, id: u64) -> Result<Option<Domain>, Error> {
        let call = Call::get(self.domain_path(id), Resource::Domain);
        match self.send(&call) {
            Ok(reply) => reply.read("a domain").map(Some),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(self.explain(error)),
        }
    }

    pub(crate) fn create_domain_call(
        &self,
        name: &DomainName,
        www: bool,
        redirection: Redirection,
    ) -> Call {
        let body = json!({
            "name": name.as_str(),
            "www": www,
            "redirection": redirection.as_str(),
            "type": "alias",
        });
        Call::post(self.domains_path(), Resource::WebApplication, &body)
    }

    pub(crate) fn delete_domain_call(&self, id: u64) -> Call {
        Call::delete(self.domain_path(id), Resource::Domain)
    }
}

/// Whether RunCloud tells the type of any domain of a whole list: API v2 as of 2019 tells none.
pub(crate) fn tells_types(listed: &[Domain]) -> bool {
    listed.iter().any(|domain| domain.kind.is_some())
}

/// The created domain, when the answer holds it: some answers are empty.
pub(crate) fn created(reply: &Reply, name: &DomainName) -> Option<Domain> {
    reply
        .read::<Domain>("a domain")
        .ok()
        .filter(|domain| name.is_spelled(&domain.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of <https://runcloud.io/docs/api/v3/api-8617111>.
    #[test]
    fn a_domain_is_read_with_its_numeric_flags() {
        let domain: Domain = serde_json::from_str(
            r#"{"id":710,"name":"shop.example.com","type":"alias","www":0,"redirection":"non-www",
                "wildcard":0,"dns_integration":"none","status":null,"created_at":"2024-07-18 01:31:10"}"#,
        )
        .unwrap();
        assert_eq!(domain.id, 710);
        assert_eq!(domain.www, Some(false));
        assert_eq!(domain.status, None);
        assert!(!domain.is_primary() && !domain.is_wildcard());
    }

    /// The 2019 text of API v2 has these three fields alone.
    #[test]
    fn an_older_domain_does_not_tell_its_type() {
        let domain: Domain =
            serde_json::from_str(r#"{"id":"7","name":"a.example","created_at":"x"}"#).unwrap();
        assert_eq!((domain.id, domain.kind, domain.www), (7, None, None));
    }

    #[test]
    fn a_domain_without_a_usable_id_is_none() {
        for id in ["null", "0", "-1", "1.5", "\"x\"", "{}", "[]", "true"] {
            let json = format!(r#"{{"id":{id},"name":"a.example"}}"#);
            assert!(serde_json::from_str::<Domain>(&json).is_err(), "{id}");
        }
    }

    #[test]
    fn a_wildcard_is_known_by_its_flag_or_its_name() {
        for json in [
            r#"{"id":1,"name":"*.example.com"}"#,
            r#"{"id":1,"name":"example.com","wildcard":1}"#,
        ] {
            let domain: Domain = serde_json::from_str(json).unwrap();
            assert_eq!(domain.wildcard_parent(), Some("example.com"));
        }
    }
}
