//! The client: settings and a transport, and the operations of [`operations`](crate::operations) on it.

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use secrecy::SecretString;

use crate::exchange::Exchange;
use crate::http::Http;
use crate::operation::Operation;
use crate::retry::RetryPolicy;
use crate::settings::{host_and_port, unusable};
use crate::{ApiVersion, Credentials, Error, Peer, Reason, Settings, Transport};

/// Operates on one web application of one server.
///
/// Each method is one operation with one time budget, [`Settings::timeout`]. All are idempotent:
/// doing one twice equals doing it once.
pub struct Client {
    pub(crate) server: String,
    pub(crate) app: String,
    pub(crate) base: String,
    /// Whom requests go to, for messages.
    pub(crate) peer: Peer,
    pub(crate) version: ApiVersion,
    pub(crate) credentials: Credentials,
    pub(crate) authorization: SecretString,
    pub(crate) timeout: Duration,
    pub(crate) retry: RetryPolicy,
    pub(crate) ca_file: Option<PathBuf>,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) last: Mutex<Vec<Exchange>>,
}

impl Client {
    /// Make a client that talks over the network. Nothing is sent.
    ///
    /// Returns [`Error::Configuration`] when the settings do not go together or a file they name
    /// cannot be used.
    pub fn new(settings: Settings) -> Result<Self, Error> {
        let http = Http {
            connect_timeout: settings.connect_timeout,
            ca_file: settings.ca_file.clone(),
            proxy: settings.proxy.clone(),
        };
        http.check()?;
        Self::with_transport(settings, Arc::new(http))
    }

    /// Make a client on another transport.
    pub fn with_transport(
        settings: Settings,
        transport: Arc<dyn Transport>,
    ) -> Result<Self, Error> {
        let version = settings
            .version
            .unwrap_or_else(|| settings.credentials.version());
        if version == ApiVersion::V3
            && matches!(settings.credentials, Credentials::KeyAndSecret { .. })
        {
            return Err(Error::Configuration(unusable(
                Reason::ApiVersionNeedsToken,
                "apiVersion",
            )));
        }
        let server = format!("/servers/{}", settings.server_id);
        Ok(Self {
            app: format!("{server}/webapps/{}", settings.app_id),
            server,
            base: settings.api_url.of_version(version)?,
            peer: Peer {
                host: settings.api_url.host(),
                proxy: settings.proxy.as_deref().map(host_and_port),
            },
            version,
            authorization: settings.credentials.authorization(),
            credentials: settings.credentials,
            timeout: settings.timeout,
            ca_file: settings.ca_file,
            retry: settings.retry,
            transport,
            last: Mutex::default(),
        })
    }

    /// The API version in use.
    #[must_use]
    pub const fn version(&self) -> ApiVersion {
        self.version
    }

    /// What the last operation sent and received, in order: no bodies, no secrets.
    #[must_use]
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.last
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Forget them, where a call is refused before it becomes an operation.
    pub fn forget_exchanges(&self) {
        self.last
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }

    /// Begin an operation: its budget runs from here.
    pub(crate) fn begin(&self) -> Operation<'_> {
        Operation::new(self)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base", &self.base)
            .field("app", &self.app)
            .field("credentials", &self.credentials)
            .finish_non_exhaustive()
    }
}
