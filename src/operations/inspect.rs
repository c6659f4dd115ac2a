//! What is wrong with one name: from RunCloud's entry to the certificate that a browser gets?

use std::net::{IpAddr, SocketAddr};
use std::time::SystemTime;

use x509_cert::der::DateTime;

use super::check_dns::{Found, Pointing};
use super::diagnose::{Check, CheckStatus, complete, failed};
use crate::api::domains::Domain;
use crate::api::ssl::SslMode;
use crate::lookup;
use crate::operation::Operation;
use crate::{Client, DomainName, Error, Fact, Message, Reason, authorities, served};

const NAMES: [&str; 4] = ["entry", "dns", "certificate", "https"];

/// Which name to look at, and what to take for granted about it.
#[derive(Debug, Clone)]
pub struct Inspection {
    name: DomainName,
    addresses: Option<Vec<IpAddr>>,
    twin: Option<Vec<IpAddr>>,
    at: Option<(String, u16)>,
}

impl Inspection {
    /// The name, with its addresses in DNS and port 443 of them.
    #[must_use]
    pub const fn new(name: DomainName) -> Self {
        Self {
            name,
            addresses: None,
            twin: None,
            at: None,
        }
    }

    /// Take these addresses for those in DNS, for example before a domain is moved; for its `www` as well.
    #[must_use]
    pub fn addresses(mut self, addresses: Option<Vec<IpAddr>>) -> Self {
        self.twin.clone_from(&addresses);
        self.addresses = addresses;
        self
    }

    /// Take these addresses for those of its `www`.
    #[must_use]
    pub fn www_addresses(mut self, addresses: Option<Vec<IpAddr>>) -> Self {
        self.twin = addresses;
        self
    }

    /// Look at the certificate on this host and port instead of port 443 of the addresses.
    #[must_use]
    pub fn at(mut self, at: Option<(String, u16)>) -> Self {
        self.at = at;
        self
    }
}

impl Client {
    /// Follow one name: RunCloud's entry, its addresses in DNS against the server's, the certificate that RunCloud
    /// has for it, and the one that is presented on port 443.
    ///
    /// Stops at the first check that fails; the checks behind it are skipped. Never fails, and only reads.
    pub fn inspect(&self, inspection: &Inspection) -> Vec<Check> {
        let mut op = self.begin();
        let mut checks = Vec::with_capacity(NAMES.len());
        if let Err(error) = op.follow(inspection, &mut checks) {
            let name = NAMES.get(checks.len()).copied().unwrap_or("https");
            checks.push(failed(name, &error));
        }
        complete(checks, &NAMES)
    }
}

impl Operation<'_> {
    fn follow(&mut self, inspection: &Inspection, checks: &mut Vec<Check>) -> Result<(), Error> {
        let name = &inspection.name;
        let mut push = |check: Check| {
            let goes_on = check.status != CheckStatus::Failed;
            checks.push(check);
            goes_on
        };
        let Some(entry) = self.find_serving(name)? else {
            let message = Message::new(Reason::EntryMissing).with("domain", name);
            push(check("entry", (CheckStatus::Failed, message)));
            return Ok(());
        };
        push(check(
            "entry",
            (CheckStatus::Ok, entry_message(name, &entry)),
        ));

        let server = self.server_addresses(name, Some(&entry))?;
        let own = Pointing {
            name: name.clone(),
            addresses: inspection.addresses.clone(),
        };
        let (mut dns, found) = self.compared(Found::ask(&own), &server);
        if entry.www == Some(true) && name.is_spelled(&entry.name) {
            // One name without DNS fails the certificate of all.
            let twin = Pointing {
                name: DomainName::parse(format!("www.{name}"))?,
                addresses: inspection.twin.clone(),
            };
            let (other, _) = self.compared(Found::ask(&twin), &server);
            if other.status.is_worse_than(dns.status) {
                dns = other;
            }
        }
        if !push(dns) {
            return Ok(());
        }
        let certificate = self.certificate_check(name, &entry)?;
        if !push(check("certificate", certificate)) {
            return Ok(());
        }
        push(check("https", self.https(inspection, &found)));
        Ok(())
    }

    fn certificate_check(
        &mut self,
        name: &DomainName,
        entry: &Domain,
    ) -> Result<(CheckStatus, Message), Error> {
        let domain = match self.ssl_status()?.mode() {
            SslMode::Basic => None,
            SslMode::Advanced => Some(entry),
        };
        let about = |reason| Message::new(reason).with("domain", name);
        let Some(certificate) = self.certificate_of(domain)? else {
            return Ok((CheckStatus::Failed, about(Reason::CertificateNone)));
        };
        let Some(until) = certificate.valid_until.as_deref() else {
            return Ok((CheckStatus::Warning, about(Reason::CertificatePending)));
        };
        let (status, reason) = if is_past(until) {
            (CheckStatus::Failed, Reason::CertificateExpired)
        } else if certificate.staging == Some(true) {
            (CheckStatus::Failed, Reason::CertificateStaging)
        } else if certificate.is_custom() {
            (CheckStatus::Warning, Reason::CertificateCustom)
        } else {
            (CheckStatus::Ok, Reason::CertificateInstalled)
        };
        let method = certificate.method.as_deref().map(Fact::quoted);
        let message = about(reason)
            .with_some("method", method)
            .with("validUntil", Fact::quoted(until));
        Ok((status, message))
    }

    fn https(&self, inspection: &Inspection, found: &[IpAddr]) -> (CheckStatus, Message) {
        let name = &inspection.name;
        let addresses: Vec<SocketAddr> = match &inspection.at {
            Some((host, port)) => lookup::addresses(host, self.remaining() / 2)
                .unwrap_or_default()
                .into_iter()
                .map(|address| SocketAddr::new(address, *port))
                .collect(),
            None => found
                .iter()
                .map(|address| SocketAddr::new(*address, 443))
                .collect(),
        };
        let message = match authorities::store(self.client.ca_file.as_deref()) {
            // Without an answer from DNS there is nothing to connect to.
            _ if addresses.is_empty() => {
                return (CheckStatus::Skipped, Message::new(Reason::HttpsNoAddress));
            }
            Ok(roots) => served::look_at(name, &addresses, roots, self.remaining()),
            Err(error) => return (CheckStatus::Failed, error.message()),
        };
        let status = match message.reason {
            Reason::HttpsTrusted => CheckStatus::Ok,
            _ => CheckStatus::Failed,
        };
        (status, message)
    }
}

fn check(name: &'static str, (status, message): (CheckStatus, Message)) -> Check {
    Check {
        name,
        status,
        message,
    }
}

fn entry_message(name: &DomainName, entry: &Domain) -> Message {
    let message = if name.is_spelled(&entry.name) {
        Message::new(Reason::EntryFound)
    } else {
        Message::new(Reason::EntryServing).with("entry", Fact::quoted(&entry.name))
    };
    message
        .with("domain", name)
        .with("id", entry.id)
        .with_some("type", entry.kind.as_deref().map(Fact::quoted))
}

/// Whether a day of RunCloud's (`2026-01-31 10:00:00`, in UTC) is over.
fn is_past(date: &str) -> bool {
    let Ok(now) = DateTime::from_system_time(SystemTime::now()) else {
        return false;
    };
    let today = format!("{:04}-{:02}-{:02}", now.year(), now.month(), now.day());
    let is_date = |day: &str| {
        day.bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-')
    };
    date.get(..today.len())
        .is_some_and(|day| is_date(day) && day < today.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_past_when_it_is_over() {
        assert!(is_past("2001-01-31 10:00:00"));
        assert!(!is_past("2999-01-31 10:00:00"));
        assert!(!is_past("soon"));
        assert!(!is_past("31.01.2001 10:00"));
    }
}
