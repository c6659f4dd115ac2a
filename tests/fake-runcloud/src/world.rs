//! What RunCloud remembers: servers, web applications, domains, certificates.

mod activity;
mod certificate;
mod change;
mod dns_key;
mod domain;
mod issuance;
mod seed;
mod server;
mod webapp;

use std::collections::BTreeMap;

use serde::Serialize;

pub use activity::LogLine;
pub use certificate::{Certificate, Method, Order};
pub use change::{CertificateChange, DomainChange, StateChange};
pub use dns_key::ExternalApi;
pub use domain::{Domain, DomainType, Redirection};
pub use server::Server;
pub use webapp::WebApp;

use crate::switches::Scope;

/// Everything the fake remembers; tests may read and edit it.
#[derive(Clone, Debug, Serialize)]
pub struct World {
    /// Servers by id.
    pub servers: BTreeMap<u64, Server>,
    /// Web applications by id.
    pub apps: BTreeMap<u64, WebApp>,
    /// Domains of all web applications by id.
    pub domains: BTreeMap<u64, Domain>,
    /// 3rd-party DNS keys of the account.
    pub external_apis: Vec<ExternalApi>,
    #[serde(skip)]
    next_domain: u64,
    #[serde(skip)]
    next_ssl: u64,
}

impl World {
    /// The domains of one web application, oldest first.
    pub fn domains_of(&self, app: u64) -> impl Iterator<Item = &Domain> {
        self.domains
            .values()
            .filter(move |domain| domain.app == app)
    }

    /// The names of one web application's domains, oldest first.
    pub fn names_of(&self, app: u64) -> Vec<String> {
        self.domains_of(app)
            .map(|domain| domain.name.clone())
            .collect()
    }

    /// A domain by its name, wherever it is attached.
    pub fn domain_named(&self, name: &str) -> Option<&Domain> {
        self.domains.values().find(|domain| domain.name == name)
    }

    /// Attach a name as an alias and return its id; no rule is asked.
    pub fn add_domain(&mut self, app: u64, name: &str) -> u64 {
        self.insert_domain(Domain::alias(app, name))
    }

    /// Detach a name wherever it is attached; `false` when it was nowhere.
    pub fn remove_domain(&mut self, name: &str) -> bool {
        let before = self.domains.len();
        self.domains.retain(|_, domain| domain.name != name);
        self.domains.len() < before
    }

    /// Store a domain under a new id and return that.
    pub fn insert_domain(&mut self, mut domain: Domain) -> u64 {
        let id = self.next_domain;
        self.next_domain += 1;
        domain.id = id;
        if domain.kind == DomainType::Primary {
            self.demote_primary(domain.app);
        }
        self.domains.insert(id, domain);
        id
    }

    /// Turn a web application's primary domain, if any, into an alias.
    pub fn demote_primary(&mut self, app: u64) {
        for domain in self.domains.values_mut().filter(|domain| domain.app == app) {
            if domain.kind == DomainType::Primary {
                domain.kind = DomainType::Alias;
            }
        }
    }

    /// A new id for a certificate; never given twice.
    pub const fn new_ssl_id(&mut self) -> u64 {
        let id = self.next_ssl;
        self.next_ssl += 1;
        id
    }

    /// Whether a name is in use, seen from a web application.
    pub fn is_taken(&self, app: u64, name: &str, within: Scope) -> bool {
        let server = self.server_of(app);
        self.domains
            .values()
            .filter(|domain| domain.name == name)
            .any(|domain| match within {
                Scope::App => domain.app == app,
                Scope::Server => self.server_of(domain.app) == server,
                Scope::Account => self.is_own(domain.app) == self.is_own(app),
                Scope::Everywhere => true,
            })
    }

    /// Whether another entry of the web application serves a name: its `www`, or a wildcard.
    pub fn is_served(&self, app: u64, name: &str) -> bool {
        let Some((label, parent)) = name.split_once('.') else {
            return false;
        };
        self.domains_of(app).any(|domain| {
            let by_www = label == "www" && domain.www && domain.name == parent;
            by_www || domain.name == format!("*.{parent}")
        })
    }

    fn server_of(&self, app: u64) -> Option<u64> {
        self.apps.get(&app).map(|app| app.server)
    }

    fn is_own(&self, app: u64) -> bool {
        self.server_of(app)
            .and_then(|server| self.servers.get(&server))
            .is_some_and(|server| server.own)
    }
}
