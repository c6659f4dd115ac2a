//! Host names to addresses, remembered for a minute.
//!
//! `ureq` resolves before each request, also when a kept-alive connection then serves it, and with a
//! time limit each look-up starts a thread and may ask the name server. So addresses are kept for
//! [`FRESH`]. The way out, should `ureq`'s resolver interface change, is its own default resolver: nothing
//! else depends on this.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use crate::lookup::{self, NoAddress};

/// How long addresses are used without asking again.
const FRESH: Duration = Duration::from_secs(60);
/// `ureq` takes no more addresses than this.
const MAX_ADDRESSES: usize = 16;

/// The addresses of the one or two hosts an agent talks to: the API's, or the proxy's.
#[derive(Default)]
pub(crate) struct RememberingResolver {
    known: Mutex<Vec<Known>>,
}

struct Known {
    host: String,
    port: u16,
    addresses: Vec<SocketAddr>,
    since: Instant,
}

impl Resolver for RememberingResolver {
    fn resolve(
        &self,
        uri: &Uri,
        _: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let host = uri.host().ok_or(Error::HostNotFound)?;
        let port = uri
            .port_u16()
            .unwrap_or(if uri.scheme_str() == Some("https") {
                443
            } else {
                80
            });
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let addresses = match bare.parse::<IpAddr>() {
            Ok(address) => vec![SocketAddr::new(address, port)],
            Err(_) => self.named(host, port, *timeout.after)?,
        };
        let mut resolved = self.empty();
        for address in addresses.into_iter().take(MAX_ADDRESSES) {
            resolved.push(address);
        }
        Ok(resolved)
    }
}

impl RememberingResolver {
    fn named(&self, host: &str, port: u16, limit: Duration) -> Result<Vec<SocketAddr>, Error> {
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(fresh) = known()
            .iter()
            .find(|known| known.host == host && known.port == port && known.since.elapsed() < FRESH)
        {
            return Ok(fresh.addresses.clone());
        }
        let addresses = look_up(host, port, limit)?;
        let mut known = known();
        known.retain(|known| known.host != host || known.port != port);
        known.push(Known {
            host: host.to_owned(),
            port,
            addresses: addresses.clone(),
            since: Instant::now(),
        });
        Ok(addresses)
    }
}

fn look_up(host: &str, port: u16, limit: Duration) -> Result<Vec<SocketAddr>, Error> {
    let found = lookup::addresses(host, limit).map_err(|error| match error {
        NoAddress::OutOfTime => Error::Timeout(ureq::Timeout::Resolve),
        NoAddress::Absent | NoAddress::Unanswered => Error::HostNotFound,
    })?;
    let with_port = |address| SocketAddr::new(address, port);
    Ok(found.into_iter().map(with_port).collect())
}

impl fmt::Debug for RememberingResolver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RememberingResolver")
            .finish_non_exhaustive()
    }
}
