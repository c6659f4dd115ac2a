use serde::{Deserialize, Serialize};

use super::{Certificate, World};
use crate::clock;

/// The role of a domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DomainType {
    /// Beside the primary.
    Alias,
    /// The one the web application was made with.
    Primary,
    /// Redirects to the primary.
    Redirect,
}

impl DomainType {
    pub(crate) const NAMES: [&str; 3] = ["alias", "primary", "redirect"];

    /// As in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Alias => "alias",
            Self::Primary => "primary",
            Self::Redirect => "redirect",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        [Self::Alias, Self::Primary, Self::Redirect]
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}

/// Where a domain redirects between itself and its `www` twin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Redirection {
    /// Nowhere.
    None,
    /// To `www`.
    Www,
    /// Away from `www`.
    NonWww,
}

impl Redirection {
    pub(crate) const NAMES: [&str; 3] = ["none", "www", "non-www"];

    /// As in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Www => "www",
            Self::NonWww => "non-www",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        [Self::None, Self::Www, Self::NonWww]
            .into_iter()
            .find(|value| value.name() == name)
    }
}

/// A domain of a web application.
#[derive(Clone, Debug, Serialize)]
pub struct Domain {
    /// Its id; given by [`World::insert_domain`].
    pub id: u64,
    /// The web application it is attached to.
    pub app: u64,
    /// Its name.
    pub name: String,
    /// Its role.
    pub kind: DomainType,
    /// Whether `www.NAME` is served too.
    pub www: bool,
    /// Between NAME and `www.NAME`.
    pub redirection: Redirection,
    /// `none` or a DNS service.
    pub dns_integration: String,
    /// When it was attached.
    pub created_at: String,
    /// The certificate of advanced mode.
    pub certificate: Option<Certificate>,
    /// Whether Let's Encrypt finds NAME pointing at the server.
    pub resolves: bool,
    /// Whether Let's Encrypt finds `www.NAME` pointing at the server.
    pub www_resolves: bool,
}

impl Domain {
    /// An alias without `www`, whose DNS is right.
    pub fn alias(app: u64, name: &str) -> Self {
        Self {
            id: 0,
            app,
            name: name.to_owned(),
            kind: DomainType::Alias,
            www: false,
            redirection: Redirection::None,
            dns_integration: "none".to_owned(),
            created_at: clock::stamp(clock::now()),
            certificate: None,
            resolves: true,
            www_resolves: true,
        }
    }

    /// Whether it stands for all subdomains of a name.
    pub fn is_wildcard(&self) -> bool {
        self.name.starts_with("*.")
    }

    /// The host names a certificate for it holds.
    pub fn hosts(&self) -> Vec<String> {
        let mut hosts = vec![self.name.clone()];
        if self.www {
            hosts.push(format!("www.{}", self.name));
        }
        hosts
    }

    /// Those of its hosts that do not point at the server.
    fn lost_hosts(&self) -> Vec<String> {
        let mut hosts = Vec::new();
        if !self.resolves {
            hosts.push(self.name.clone());
        }
        if !self.www_resolves {
            hosts.push(format!("www.{}", self.name));
        }
        hosts
    }
}

impl World {
    /// The hosts a basic certificate of the web application holds when it is ordered now.
    pub fn hosts_of(&self, app: u64) -> Vec<String> {
        self.domains_of(app).flat_map(Domain::hosts).collect()
    }

    /// The hosts of the web application that do not point at its server.
    pub(super) fn lost_hosts_of(&self, app: u64) -> Vec<String> {
        self.domains_of(app).flat_map(Domain::lost_hosts).collect()
    }
}
