use serde::Serialize;

use super::{Certificate, LogLine};

/// A web application.
#[derive(Clone, Debug, Serialize)]
pub struct WebApp {
    /// Its id.
    pub id: u64,
    /// The server it is on.
    pub server: u64,
    /// Its name.
    pub name: String,
    /// Whether it is in advanced SSL mode: one certificate per domain.
    pub advanced_ssl: bool,
    /// Whether AutoSSL is on.
    pub auto_ssl: bool,
    /// The certificate of basic mode.
    pub basic: Option<Certificate>,
    /// The object a basic POST leaves for some reads while advanced SSL is on.
    pub transient: Option<Certificate>,
    /// The activity log, oldest first.
    pub log: Vec<LogLine>,
    /// When it was created.
    pub created_at: String,
}
