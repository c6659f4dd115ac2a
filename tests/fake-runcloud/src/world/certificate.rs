use serde::{Deserialize, Serialize};

use crate::{clock, defaults::NAMES_PER_CERTIFICATE, switches::Issuance};

/// Where a certificate comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Issued by Let's Encrypt; the only one that can be redeployed.
    Letsencrypt,
    /// Brought by the owner.
    Custom,
    /// A signing request.
    Csr,
}

impl Method {
    pub(crate) const NAMES: [&str; 3] = ["letsencrypt", "custom", "csr"];

    /// As in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Letsencrypt => "letsencrypt",
            Self::Custom => "custom",
            Self::Csr => "csr",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        [Self::Letsencrypt, Self::Custom, Self::Csr]
            .into_iter()
            .find(|method| method.name() == name)
    }
}

/// A request to Let's Encrypt that has not ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// The hosts asked for, as they were when the request was made.
    pub hosts: Vec<String>,
    /// Reads that still find it pending.
    pub polls_left: u32,
}

/// A certificate as RunCloud keeps it, issued or only requested.
#[derive(Clone, Debug, Serialize)]
pub struct Certificate {
    /// Its id; new after every install.
    pub id: u64,
    /// Where it comes from.
    pub method: Method,
    /// Plain HTTP stays beside HTTPS.
    pub enable_http: bool,
    /// HSTS is sent.
    pub enable_hsts: bool,
    /// HSTS holds for subdomains.
    pub enable_hsts_subdomains: bool,
    /// HSTS asks for preloading.
    pub enable_hsts_preload: bool,
    /// 1, 2 or 3.
    pub ssl_protocol_id: u64,
    /// `http-01` or `dns-01`; Let's Encrypt only.
    pub authorization_method: Option<String>,
    /// From Let's Encrypt's staging environment.
    pub staging: bool,
    /// The DNS key of dns-01.
    pub api_id: Option<u64>,
    /// A custom certificate's key.
    #[serde(skip)]
    pub private_key: Option<String>,
    /// A custom certificate's PEM.
    #[serde(skip)]
    pub certificate: Option<String>,
    /// End of validity; `None` until issued.
    pub valid_until: Option<String>,
    /// When it is to be renewed; `None` until issued.
    pub renewal_date: Option<String>,
    /// When it was installed.
    pub created_at: String,
    /// The hosts on the certificate in use; empty until issued.
    pub covers: Vec<String>,
    /// How often it was issued.
    pub issued: u32,
    /// The request that is under way.
    pub order: Option<Order>,
    /// AutoSSL's: not to be seen before it is issued.
    pub hidden: bool,
}

/// What decides how an order ends.
pub(super) struct Course<'a> {
    pub(super) issuance: Issuance,
    pub(super) server_works: bool,
    pub(super) lost_hosts: &'a [String],
}

impl Certificate {
    /// A Let's Encrypt certificate with the usual settings, neither ordered nor issued.
    pub fn letsencrypt(id: u64) -> Self {
        Self {
            id,
            method: Method::Letsencrypt,
            enable_http: false,
            enable_hsts: false,
            enable_hsts_subdomains: false,
            enable_hsts_preload: false,
            ssl_protocol_id: 2,
            authorization_method: Some("http-01".to_owned()),
            staging: false,
            api_id: None,
            private_key: None,
            certificate: None,
            valid_until: None,
            renewal_date: None,
            created_at: clock::stamp(clock::now()),
            covers: Vec::new(),
            issued: 0,
            order: None,
            hidden: false,
        }
    }

    /// Whether a request is under way.
    pub const fn is_pending(&self) -> bool {
        self.order.is_some()
    }

    /// Ask for the hosts; whatever was pending is superseded.
    pub fn request(&mut self, hosts: Vec<String>, polls: u32) {
        self.order = Some(Order {
            hosts,
            polls_left: polls,
        });
    }

    /// Put it in use for the hosts, from now for the given days; less than 0 is expired.
    pub fn issue(&mut self, hosts: Vec<String>, days: i64) {
        let end = clock::now().saturating_add_signed(days.saturating_mul(86_400));
        self.valid_until = Some(clock::stamp(end));
        self.renewal_date = Some(clock::stamp(end.saturating_sub(30 * clock::DAY)));
        self.covers = hosts;
        self.issued += 1;
        self.order = None;
        self.hidden = false;
    }

    /// Let one read pass over the order; a line for the log when it ended with that.
    pub(super) fn poll(&mut self, course: &Course<'_>) -> Option<Result<String, String>> {
        let order = self.order.as_mut()?;
        if course.issuance == Issuance::Never || !course.server_works {
            return None;
        }
        if order.polls_left > 0 {
            order.polls_left -= 1;
            return None;
        }
        let hosts = std::mem::take(&mut order.hosts);
        let reason = self.obstacle(&hosts, course);
        Some(match reason {
            Some(reason) => {
                self.order = None;
                Err(reason)
            }
            None => {
                let count = hosts.len();
                self.issue(hosts, 90);
                Ok(format!("SSL certificate was deployed for {count} names"))
            }
        })
    }

    fn obstacle(&self, hosts: &[String], course: &Course<'_>) -> Option<String> {
        let by_dns = self.authorization_method.as_deref() == Some("dns-01");
        if course.issuance == Issuance::FailsInLog {
            return Some(if by_dns {
                "Failed to deploy SSL: domain is not found in the selected DNS provider".to_owned()
            } else {
                "Failed to deploy SSL: domains not pointed or limit reached".to_owned()
            });
        }
        if hosts.len() > NAMES_PER_CERTIFICATE {
            return Some(format!(
                "Failed to deploy SSL: {} names, Let's Encrypt allows {NAMES_PER_CERTIFICATE} on one certificate",
                hosts.len()
            ));
        }
        if by_dns {
            return None;
        }
        if let Some(wildcard) = hosts.iter().find(|host| host.starts_with("*.")) {
            return Some(format!("Failed to deploy SSL: {wildcard} needs dns-01"));
        }
        let lost = hosts.iter().find(|host| course.lost_hosts.contains(host))?;
        Some(format!(
            "Failed to deploy SSL: {lost} does not point to this server"
        ))
    }
}
