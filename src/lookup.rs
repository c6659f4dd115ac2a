//! Asking the operating system for a host's addresses.

use std::net::IpAddr;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use dns_lookup::{AddrInfoHints, LookupErrorKind, SockType, getaddrinfo};

/// Why there are no addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoAddress {
    /// DNS says that there are none.
    Absent,
    /// No answer came, which does not say that there are none.
    Unanswered,
    /// Time ran out.
    OutOfTime,
}

/// The addresses of a host, IPv4 and IPv6, each once.
pub(crate) fn addresses(host: &str, limit: Duration) -> Result<Vec<IpAddr>, NoAddress> {
    Question::ask(host).answer(limit)
}

/// A host whose addresses are being asked for: in a thread, since the operating system knows no time limit of ours.
pub(crate) struct Question(Option<Receiver<Result<Vec<IpAddr>, NoAddress>>>);

impl Question {
    /// Ask now; several may be under way at once.
    pub(crate) fn ask(host: &str) -> Self {
        let (sender, receiver) = mpsc::sync_channel(1);
        let host = host.to_owned();
        let started = thread::Builder::new()
            .name("runcloud-dns".to_owned())
            .spawn(move || {
                // The caller may have given up waiting.
                let _ = sender.send(ask(&host));
            });
        Self(started.is_ok().then_some(receiver))
    }

    /// Wait for the answer.
    pub(crate) fn answer(self, limit: Duration) -> Result<Vec<IpAddr>, NoAddress> {
        let receiver = self.0.ok_or(NoAddress::Unanswered)?;
        receiver
            .recv_timeout(limit)
            .unwrap_or(Err(NoAddress::OutOfTime))
    }
}

fn ask(host: &str) -> Result<Vec<IpAddr>, NoAddress> {
    let hints = AddrInfoHints {
        socktype: SockType::Stream.into(),
        ..AddrInfoHints::default()
    };
    let found = getaddrinfo(Some(host), None, Some(hints)).map_err(|error| match error.kind() {
        LookupErrorKind::NoName | LookupErrorKind::NoData => NoAddress::Absent,
        _ => NoAddress::Unanswered,
    })?;
    let mut addresses: Vec<IpAddr> = Vec::new();
    for address in found.flatten().map(|found| found.sockaddr.ip()) {
        if !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    if addresses.is_empty() {
        return Err(NoAddress::Absent);
    }
    Ok(addresses)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_that_there_is_has_its_addresses_once() {
        let found = addresses("localhost", Duration::from_secs(5)).unwrap();
        assert!(found.iter().all(IpAddr::is_loopback), "{found:?}");
        let mut once = found.clone();
        once.dedup();
        assert_eq!(once, found);
    }

    #[test]
    fn one_that_cannot_be_asked_for_is_told_and_nobody_waits_longer_than_allowed() {
        assert!(addresses("a\0b", Duration::from_secs(5)).is_err());
        let (_silent, receiver) = mpsc::sync_channel(1);
        assert_eq!(
            Question(Some(receiver))
                .answer(Duration::from_millis(10))
                .err(),
            Some(NoAddress::OutOfTime)
        );
    }
}
