//! One HTTP exchange: the only way out to the network.

use std::fmt;
use std::time::Duration;

use secrecy::SecretString;
use thiserror::Error as ThisError;

/// Carries one request to a server and one answer back.
///
/// A trait so that a test, or another HTTP stack, can stand in for the network. An implementation
/// answers within the request's timeout, follows no redirect and repeats nothing.
pub trait Transport: Send + Sync + fmt::Debug {
    /// Send one request and read its whole answer.
    fn exchange(&self, request: Request<'_>) -> Result<Response, TransportError>;
}

/// An HTTP method that RunCloud's API uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Method {
    Get,
    Post,
    Put,
    Delete,
}

impl Method {
    /// The method as it goes over the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// A request, ready to be sent.
#[derive(Debug)]
pub struct Request<'a> {
    /// The method.
    pub method: Method,
    /// The absolute URL; holds no secret.
    pub url: &'a str,
    /// The value of the `Authorization` header.
    pub authorization: &'a SecretString,
    /// A JSON body.
    pub body: Option<&'a [u8]>,
    /// The longest the whole exchange may take.
    pub timeout: Duration,
    /// Whether it must not travel over a kept-alive connection.
    pub fresh: bool,
}

/// An answer, whatever its status.
#[derive(Debug, Clone, Default)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The `Retry-After` header.
    pub retry_after: Option<String>,
    /// The `X-RateLimit-Remaining` header.
    pub rate_limit_remaining: Option<u32>,
    /// The body, at most 8 MiB.
    pub body: Vec<u8>,
}

/// Why no complete answer arrived.
#[derive(Debug, Clone, PartialEq, Eq, ThisError)]
#[error("{}{}", self.failure.words(&self.peer), detail_of(.detail))]
pub struct TransportError {
    /// Host and port that should have answered, and the proxy if there is one; empty when it is not known.
    pub peer: String,
    /// At which stage the exchange failed.
    pub failure: TransportFailure,
    /// The network stack's own words; may be empty.
    pub detail: String,
}

fn detail_of(detail: &str) -> String {
    if detail.is_empty() {
        String::new()
    } else {
        format!(" ({detail})")
    }
}

/// The stage at which an exchange failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportFailure {
    /// The host name could not be resolved.
    Resolve,
    /// No connection came about.
    Connect,
    /// The server's certificate or the TLS handshake was not acceptable.
    Tls,
    /// Time ran out before a connection stood.
    ConnectTimeout,
    /// Time ran out while waiting for the answer.
    Timeout,
    /// The connection broke while sending or while reading the answer.
    Interrupted,
    /// The answer was no HTTP, or larger than 8 MiB.
    Garbled,
}

impl TransportFailure {
    fn words(self, peer: &str) -> String {
        let peer = if peer.is_empty() { "RunCloud" } else { peer };
        match self {
            Self::Resolve => format!("the host name of {peer} could not be resolved"),
            Self::Connect => format!("the connection to {peer} was refused"),
            Self::Tls => format!("no trusted TLS connection to {peer} came about"),
            Self::ConnectTimeout => format!("the connection to {peer} could not be made in time"),
            Self::Timeout => format!("the time ran out while waiting for the answer of {peer}"),
            Self::Interrupted => format!("the connection to {peer} broke off"),
            Self::Garbled => {
                format!("the answer of {peer} was not valid HTTP or was too large")
            }
        }
    }
}

impl TransportError {
    pub(crate) fn new(failure: TransportFailure, detail: impl Into<String>) -> Self {
        Self {
            peer: String::new(),
            failure,
            detail: detail.into(),
        }
    }

    /// Say who should have answered, unless the transport has told it more narrowly.
    pub(crate) fn of(mut self, peer: &str) -> Self {
        if self.peer.is_empty() {
            peer.clone_into(&mut self.peer);
        }
        self
    }

    /// Whether the same request may go through later: all but a certificate that is not trusted.
    #[must_use]
    pub const fn is_retryable(&self) -> bool {
        !matches!(self.failure, TransportFailure::Tls)
    }

    /// Whether the server may have received the request.
    #[must_use]
    pub const fn may_have_been_sent(&self) -> bool {
        matches!(
            self.failure,
            TransportFailure::Timeout | TransportFailure::Interrupted | TransportFailure::Garbled
        )
    }

    /// What to do next, as a clause without a full stop.
    pub(crate) const fn remedy(&self) -> &'static str {
        match self.failure {
            TransportFailure::Tls => {
                "install the operating system's ca-certificates, or point runcloud.ca_file to the \
                 CA of a private endpoint"
            }
            TransportFailure::Resolve => {
                "check this server's DNS resolver, runcloud.proxy and runcloud.api_url"
            }
            TransportFailure::Connect | TransportFailure::ConnectTimeout => {
                "check this server's firewall for outgoing HTTPS, runcloud.proxy and \
                 runcloud.api_url, then try again"
            }
            TransportFailure::Timeout => "try again later, or allow more time (runcloud.timeout)",
            TransportFailure::Interrupted => "try again",
            TransportFailure::Garbled => {
                "check that runcloud.api_url leads to RunCloud and no proxy answers in its place"
            }
        }
    }
}
