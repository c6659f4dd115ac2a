//! The transport over the network: `ureq` with rustls.
//!
//! Agents hold the kept-alive connections. There is one per set of connection settings *and process
//! id*: a forked child that used its parent's TLS connections would garble both, so it starts anew.
//! Nothing exists before the first exchange, as PHP's master process must fork without sockets.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use secrecy::ExposeSecret;
use ureq::tls::{Certificate, RootCerts, TlsConfig, TlsProvider};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Proxy, Timeout};

use crate::resolver::RememberingResolver;
use crate::settings::unusable;
use crate::transport::{Method, Request, Response, Transport, TransportError, TransportFailure};
use crate::{Error, Reason, authorities, text};

/// `ureq` keeps 128 KiB each way for a connection by default; RunCloud's answers fit 16.
const BUFFER: usize = 16 * 1024;
/// The largest answer that is read. A page of 40 domains has about 8 KiB.
const MAX_BODY: u64 = 8 * 1024 * 1024;
/// RunCloud's edge refuses generic clients with 403, so the product names itself.
const USER_AGENT: &str = concat!("RunCloud-for-PHP/", env!("CARGO_PKG_VERSION"));
/// Agents kept at the most: one for each set of settings a worker has met.
const MAX_AGENTS: usize = 8;

/// How connections are made; what decides whether two clients share them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Http {
    /// The longest a connection, TLS included, may take to come about.
    pub connect_timeout: Duration,
    /// A PEM file of certificate authorities to trust beside the operating system's.
    pub ca_file: Option<PathBuf>,
    /// An HTTP proxy's URL. The environment's proxy variables are never read.
    pub proxy: Option<String>,
}

struct Kept {
    process: u32,
    settings: Http,
    agent: Agent,
}

static AGENTS: Mutex<Vec<Kept>> = Mutex::new(Vec::new());

impl Http {
    /// Check the settings and load the certificates, so that a mistake is told as such.
    ///
    /// Returns [`Error::Configuration`] for a CA file that cannot be read or holds no certificate, an
    /// unusable proxy, or an operating system without certificate authorities.
    pub(crate) fn check(&self) -> Result<(), Error> {
        self.agent().map(drop)
    }

    /// The agent of this process for these settings; built on first use.
    fn agent(&self) -> Result<Agent, Error> {
        let process = std::process::id();
        let mut agents = AGENTS.lock().unwrap_or_else(PoisonError::into_inner);
        agents.retain(|kept| kept.process == process);
        if let Some(kept) = agents.iter().find(|kept| kept.settings == *self) {
            return Ok(kept.agent.clone());
        }
        let agent = self.build()?;
        if agents.len() >= MAX_AGENTS {
            agents.remove(0);
        }
        agents.push(Kept {
            process,
            settings: self.clone(),
            agent: agent.clone(),
        });
        Ok(agent)
    }

    /// Drop the kept connections: where one broke, the others may be stale as well.
    fn forget_connections(&self) {
        AGENTS
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .retain(|kept| kept.settings != *self);
    }

    fn build(&self) -> Result<Agent, Error> {
        let tls = TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            .root_certs(self.roots()?)
            .build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .proxy(self.parsed_proxy()?)
            .user_agent(USER_AGENT)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(self.connect_timeout))
            .input_buffer_size(BUFFER)
            .output_buffer_size(BUFFER)
            .build();
        Ok(Agent::with_parts(
            config,
            DefaultConnector::default(),
            RememberingResolver::default(),
        ))
    }

    /// The certificate authorities as one list: `ureq` cannot add to the platform's own verifier, and two ways to
    /// trust would be two things to test.
    fn roots(&self) -> Result<RootCerts, Error> {
        let trusted = authorities::trusted(self.ca_file.as_deref())?;
        let certificates: Vec<Certificate<'static>> = trusted
            .iter()
            .map(|certificate| Certificate::from_der(certificate).to_owned())
            .collect();
        Ok(RootCerts::new_with_certs(&certificates))
    }

    fn parsed_proxy(&self) -> Result<Option<Proxy>, Error> {
        let Some(url) = &self.proxy else {
            return Ok(None);
        };
        let refuse = |reason| {
            let message = unusable(reason, "runcloud.proxy").with("form", "http://HOST:PORT");
            Err(Error::Configuration(message))
        };
        if url.contains('@') {
            return refuse(Reason::UrlWithPassword);
        }
        match Proxy::new(url) {
            Ok(proxy) if url.starts_with("http://") => Ok(Some(proxy)),
            _ => refuse(Reason::UrlInvalid),
        }
    }
}

impl Transport for Http {
    fn exchange(&self, request: Request<'_>) -> Result<Response, TransportError> {
        if request.fresh {
            self.forget_connections();
        }
        let answer = self.send(request);
        if let Err(error) = &answer
            && error.failure == TransportFailure::Interrupted
        {
            self.forget_connections();
        }
        answer
    }
}

impl Http {
    fn send(&self, request: Request<'_>) -> Result<Response, TransportError> {
        let agent = self
            .agent()
            .map_err(|error| TransportError::new(TransportFailure::Tls, error.to_string()))?;
        let mut builder = ureq::http::Request::builder()
            .method(request.method.as_str())
            .uri(request.url)
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .header("Authorization", request.authorization.expose_secret());
        if request.body.is_none() && matches!(request.method, Method::Post | Method::Put) {
            builder = builder.header("Content-Length", "0");
        }
        let timeout = Some(request.timeout);
        let answer = match request.body {
            Some(body) => {
                let built = builder.body(body).map_err(garbled)?;
                let configured = agent.configure_request(built).timeout_global(timeout);
                agent.run(configured.build())
            }
            None => {
                let built = builder.body(()).map_err(garbled)?;
                let configured = agent.configure_request(built).timeout_global(timeout);
                agent.run(configured.build())
            }
        };
        let mut answer = answer.map_err(|error| self.failed(&error))?;
        let header = |name: &str| {
            let value = answer.headers().get(name)?.to_str().ok()?;
            Some(value.to_owned())
        };
        let response = Response {
            status: answer.status().as_u16(),
            retry_after: header("retry-after"),
            rate_limit_remaining: header("x-ratelimit-remaining").and_then(|n| n.parse().ok()),
            body: Vec::new(),
        };
        let body = answer
            .body_mut()
            .with_config()
            .limit(MAX_BODY)
            .read_to_vec()
            .map_err(|error| self.failed(&error))?;
        Ok(Response { body, ..response })
    }

    /// What `ureq` could not do. With a proxy the proxy's name is the only one that is looked up here.
    fn failed(&self, error: &ureq::Error) -> TransportError {
        let mut failed = stage_of(error);
        if self.proxy.is_some() && failed.failure == TransportFailure::Resolve {
            failed.failure = TransportFailure::ResolveProxy;
        }
        failed
    }
}

fn garbled(error: impl ToString) -> TransportError {
    TransportError::new(TransportFailure::Garbled, error.to_string())
}

/// Tell the stages apart: what failed before a connection stood cannot have had an effect.
fn stage_of(error: &ureq::Error) -> TransportError {
    use std::io::ErrorKind;
    let failure = match error {
        ureq::Error::HostNotFound => TransportFailure::Resolve,
        ureq::Error::ConnectionFailed | ureq::Error::ConnectProxyFailed(_) => {
            TransportFailure::Connect
        }
        ureq::Error::Timeout(Timeout::Resolve | Timeout::Connect) => {
            TransportFailure::ConnectTimeout
        }
        ureq::Error::Timeout(_) => TransportFailure::Timeout,
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) | ureq::Error::TlsRequired => {
            TransportFailure::Tls
        }
        ureq::Error::Io(io) => match io.kind() {
            ErrorKind::ConnectionRefused
            | ErrorKind::AddrNotAvailable
            | ErrorKind::HostUnreachable
            | ErrorKind::NetworkUnreachable => TransportFailure::Connect,
            // rustls hands its own errors (a certificate, an alert) over as invalid data.
            ErrorKind::InvalidData => TransportFailure::Tls,
            _ => TransportFailure::Interrupted,
        },
        _ => TransportFailure::Garbled,
    };
    let detail = match failure {
        TransportFailure::Timeout | TransportFailure::ConnectTimeout => String::new(),
        _ => text::quote(&error.to_string()),
    };
    TransportError::new(failure, detail)
}
