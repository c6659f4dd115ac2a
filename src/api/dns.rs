//! DNS records that a customer must set for a domain.

use serde::Deserialize;

use super::domains::Domain;
use crate::Error;
use crate::error::Resource;
use crate::operation::{Call, Operation};

/// A record as RunCloud asks for it (<https://runcloud.io/docs/api/v3/api-8617115>).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct DnsRecord {
    /// `A`, `CNAME` and others.
    #[serde(rename = "type")]
    pub kind: String,
    /// The host name that the record is for.
    pub hostname: String,
    /// What it points to.
    pub content: String,
}

impl Operation<'_> {
    pub(crate) fn dns_records(&mut self, domain: &Domain) -> Result<Vec<DnsRecord>, Error> {
        let path = format!("{}/domains/{}/dns", self.client.app, domain.id);
        let reply = self.send(&Call::get(path, Resource::Route))?;
        let mut json = reply.json().unwrap_or_default();
        let records = match json.get_mut("data") {
            Some(wrapped) => wrapped.take(),
            None => json,
        };
        serde_json::from_value(records).map_err(|_| reply.is_no("a list of DNS records"))
    }
}
