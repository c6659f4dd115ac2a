//! Do domains point to the server?

use std::net::IpAddr;

use super::diagnose::{Check, CheckStatus};
use crate::api::domains::Domain;
use crate::lookup::{NoAddress, Question};
use crate::operation::Operation;
use crate::{Client, DomainName, Error, Message, Reason, cloudflare};

/// How many names are looked up at once.
const AT_ONCE: usize = 16;

/// A domain whose DNS is to be compared.
#[derive(Debug, Clone)]
pub struct Pointing {
    /// The domain.
    pub name: DomainName,
    /// Addresses to take for those in DNS; `None` asks DNS.
    pub addresses: Option<Vec<IpAddr>>,
}

impl Client {
    /// Compare the addresses that domains have in DNS with the server's: one check for each, in their order.
    ///
    /// RunCloud is asked for the server's address alone.
    pub fn check_dns(&self, domains: &[Pointing]) -> Result<Vec<Check>, Error> {
        let mut op = self.begin();
        let server = match domains.first() {
            Some(first) => op.server_addresses(&first.name, None)?,
            None => return Ok(Vec::new()),
        };
        let mut checks = Vec::with_capacity(domains.len());
        for some in domains.chunks(AT_ONCE) {
            let asked: Vec<Found<'_>> = some.iter().map(Found::ask).collect();
            checks.extend(asked.into_iter().map(|asked| op.compared(asked, &server).0));
        }
        Ok(checks)
    }
}

/// The addresses of a domain, given or being asked for.
pub(super) enum Found<'a> {
    Given(&'a DomainName, Vec<IpAddr>),
    Asked(&'a DomainName, Question),
}

impl<'a> Found<'a> {
    pub(super) fn ask(domain: &'a Pointing) -> Self {
        match &domain.addresses {
            Some(given) => Self::Given(&domain.name, given.clone()),
            // With a dot at its end it is looked up as it is, whatever resolv.conf searches.
            None => Self::Asked(&domain.name, Question::ask(&format!("{}.", domain.name))),
        }
    }
}

impl Operation<'_> {
    /// The server's address as RunCloud has it, else those that it asks the owner of a domain to point it to.
    pub(super) fn server_addresses(
        &mut self,
        name: &DomainName,
        entry: Option<&Domain>,
    ) -> Result<Vec<IpAddr>, Error> {
        let parse = |text: &str| text.trim().parse::<IpAddr>().ok();
        if let Some(address) = self.server()?.ip_address.as_deref().and_then(parse) {
            return Ok(vec![address]);
        }
        let found = match entry {
            Some(_) => None,
            None => self.find_domain(name)?,
        };
        let records = match entry.or(found.as_ref()) {
            Some(entry) => match self.dns_records(entry) {
                Err(Error::NotFound { .. } | Error::Validation(_)) => Vec::new(),
                records => records?,
            },
            None => Vec::new(),
        };
        Ok(records
            .iter()
            .filter_map(|record| parse(&record.content))
            .collect())
    }

    /// Compare a domain's addresses with the server's; returns them beside the check.
    pub(super) fn compared(&self, found: Found<'_>, server: &[IpAddr]) -> (Check, Vec<IpAddr>) {
        let (name, answer) = match found {
            Found::Given(name, given) if given.is_empty() => (name, Err(NoAddress::Absent)),
            Found::Given(name, given) => (name, Ok(given)),
            Found::Asked(name, question) => (name, question.answer(self.remaining() / 2)),
        };
        let about = |reason| {
            Message::new(reason)
                .with("domain", name)
                .with_some("server", listed(server))
        };
        let (status, message) = match &answer {
            Ok(addresses) => {
                let (status, reason, elsewhere) = compare(addresses, server);
                let message = about(reason)
                    .with_some("addresses", listed(addresses))
                    .with_some("elsewhere", listed(&elsewhere));
                (status, message)
            }
            Err(NoAddress::Absent) => (CheckStatus::Failed, about(Reason::DnsMissing)),
            Err(NoAddress::Unanswered | NoAddress::OutOfTime) => {
                (CheckStatus::Warning, about(Reason::DnsUnanswered))
            }
        };
        let check = Check {
            name: "dns",
            status,
            message,
        };
        (check, answer.unwrap_or_default())
    }
}

/// How the addresses of a name compare with the server's, and those that are not the server's.
fn compare(addresses: &[IpAddr], server: &[IpAddr]) -> (CheckStatus, Reason, Vec<IpAddr>) {
    let elsewhere: Vec<IpAddr> = addresses
        .iter()
        .copied()
        .filter(|address| !server.contains(address))
        .collect();
    let is_all_v6 = elsewhere.iter().all(IpAddr::is_ipv6);
    let (status, reason) = if server.is_empty() {
        (CheckStatus::Skipped, Reason::DnsNotCompared)
    } else if elsewhere.is_empty() {
        (CheckStatus::Ok, Reason::DnsCorrect)
    } else if elsewhere
        .iter()
        .all(|address| cloudflare::is_proxy(*address))
    {
        (CheckStatus::Warning, Reason::DnsCloudflare)
    } else if is_all_v6 && elsewhere.len() < addresses.len() {
        (CheckStatus::Warning, Reason::DnsIpv6)
    } else {
        (CheckStatus::Failed, Reason::DnsElsewhere)
    };
    (status, reason, elsewhere)
}

fn listed(addresses: &[IpAddr]) -> Option<String> {
    let texts: Vec<String> = addresses.iter().map(ToString::to_string).collect();
    (!texts.is_empty()).then(|| texts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_compared_with_the_servers() {
        let all = |texts: &[&str]| -> Vec<IpAddr> {
            texts.iter().map(|text| text.parse().unwrap()).collect()
        };
        let server = ["192.0.2.1"];
        for (found, server, reason) in [
            (&["192.0.2.1"][..], &server[..], Reason::DnsCorrect),
            (&["203.0.113.9"], &server, Reason::DnsElsewhere),
            (&["192.0.2.1", "203.0.113.9"], &server, Reason::DnsElsewhere),
            (
                &["104.16.1.1", "2606:4700::1"],
                &server,
                Reason::DnsCloudflare,
            ),
            (&["192.0.2.1", "2001:db8::1"], &server, Reason::DnsIpv6),
            (&["2001:db8::1"], &server, Reason::DnsElsewhere),
            (&["192.0.2.1"], &[], Reason::DnsNotCompared),
        ] {
            assert_eq!(compare(&all(found), &all(server)).1, reason, "{found:?}");
        }
    }
}
