//! Edits of the world in one JSON object, for tests that are not written in Rust.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

use super::{Certificate, Domain, DomainType, Method, Redirection, World};
use crate::{APP_ID, SERVER_ID, Switches};

/// What to change; everything left out stays as it is.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StateChange {
    /// The web application meant; [`APP_ID`] unless given.
    pub app_id: Option<u64>,
    /// Whether [`SERVER_ID`] is online and connected.
    pub server_online: Option<bool>,
    /// Advanced SSL mode.
    pub advanced_ssl: Option<bool>,
    /// AutoSSL.
    pub auto_ssl: Option<bool>,
    /// Names to detach.
    pub remove_domains: Vec<String>,
    /// Domains to attach.
    pub add_domains: Vec<DomainChange>,
    /// Hosts, with or without `www.`, and whether their DNS points at the server.
    pub resolves: BTreeMap<String, bool>,
    /// The basic certificate; `null` removes it.
    #[serde(deserialize_with = "given")]
    pub basic_certificate: Option<Option<CertificateChange>>,
    /// Certificates of domains by name; `null` removes one.
    pub domain_certificates: BTreeMap<String, Option<CertificateChange>>,
    /// Bring all requests to their end.
    pub finish_requests: bool,
}

/// A domain to attach.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DomainChange {
    /// Its name.
    pub name: String,
    /// Its role; alias unless given.
    #[serde(rename = "type")]
    pub kind: Option<DomainType>,
    /// Whether `www.NAME` is served too.
    #[serde(default)]
    pub www: bool,
    /// `none` unless given.
    pub redirection: Option<Redirection>,
}

/// A certificate to put in place.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CertificateChange {
    /// `letsencrypt` unless given.
    pub method: Option<Method>,
    /// Requested but not issued.
    pub pending: bool,
    /// Days it is valid for from now; 90 unless given, less than 0 is expired.
    pub days: Option<i64>,
    /// Its hosts; all of the web application or domain unless given.
    pub covers: Option<Vec<String>>,
    /// `http-01` unless given.
    pub authorization_method: Option<String>,
    /// From the staging environment.
    pub staging: bool,
}

/// Tell `null` from a field that is not there.
fn given<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<Option<CertificateChange>>, D::Error> {
    Option::deserialize(from).map(Some)
}

impl World {
    /// Carry out a change.
    ///
    /// # Errors
    /// A sentence when it names a web application or a domain that is not there.
    pub fn apply(&mut self, change: StateChange, switches: &Switches) -> Result<(), String> {
        let id = change.app_id.unwrap_or(APP_ID);
        let app = self
            .apps
            .get_mut(&id)
            .ok_or_else(|| format!("no web application {id}"))?;
        app.advanced_ssl = change.advanced_ssl.unwrap_or(app.advanced_ssl);
        app.auto_ssl = change.auto_ssl.unwrap_or(app.auto_ssl);
        if let (Some(online), Some(server)) =
            (change.server_online, self.servers.get_mut(&SERVER_ID))
        {
            server.online = online;
            server.connected = online;
        }
        for name in &change.remove_domains {
            if !self.remove_domain(name) {
                return Err(format!("no domain {name}"));
            }
        }
        for domain in change.add_domains {
            self.insert_domain(Domain {
                kind: domain.kind.unwrap_or(DomainType::Alias),
                www: domain.www,
                redirection: domain.redirection.unwrap_or(Redirection::None),
                ..Domain::alias(id, &domain.name)
            });
        }
        for (host, resolves) in &change.resolves {
            self.set_resolves(host, *resolves)
                .ok_or_else(|| format!("no domain for {host}"))?;
        }
        if let Some(basic) = change.basic_certificate {
            let hosts = self.hosts_of(id);
            let certificate = basic.map(|basic| basic.build(self.new_ssl_id(), hosts, switches));
            if let Some(app) = self.apps.get_mut(&id) {
                app.basic = certificate;
            }
        }
        for (name, wanted) in change.domain_certificates {
            let ssl = self.new_ssl_id();
            let domain = self.domains.values_mut().find(|domain| domain.name == name);
            let domain = domain.ok_or_else(|| format!("no domain {name}"))?;
            domain.certificate = wanted.map(|wanted| wanted.build(ssl, domain.hosts(), switches));
        }
        if change.finish_requests {
            self.finish_requests(id, switches);
        }
        Ok(())
    }

    /// Set whether a host, `NAME` or `www.NAME` of an attached domain, points at the server.
    pub fn set_resolves(&mut self, host: &str, resolves: bool) -> Option<()> {
        let twin = host.strip_prefix("www.");
        for domain in self.domains.values_mut() {
            if domain.name == host {
                domain.resolves = resolves;
                return Some(());
            }
            if Some(domain.name.as_str()) == twin {
                domain.www_resolves = resolves;
                return Some(());
            }
        }
        None
    }
}

impl CertificateChange {
    fn build(self, id: u64, hosts: Vec<String>, switches: &Switches) -> Certificate {
        let hosts = self.covers.unwrap_or(hosts);
        let method = self.method.unwrap_or(Method::Letsencrypt);
        let by_letsencrypt = method == Method::Letsencrypt;
        let usual = Certificate::letsencrypt(id);
        let mut certificate = Certificate {
            method,
            staging: self.staging,
            authorization_method: self
                .authorization_method
                .or(usual.authorization_method)
                .filter(|_| by_letsencrypt),
            ..usual
        };
        if self.pending {
            certificate.request(hosts, switches.issue_after_polls);
        } else {
            certificate.issue(hosts, self.days.unwrap_or(90));
        }
        certificate
    }
}
