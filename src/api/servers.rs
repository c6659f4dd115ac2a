//! Servers and web applications, as far as they tell whether the settings are right.

use serde::Deserialize;

use crate::Error;
use crate::error::Resource;
use crate::operation::{Call, Operation};

/// A server (<https://runcloud.io/docs/api/v3/schema-2661267>).
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Server {
    pub(crate) name: String,
    #[serde(default, deserialize_with = "super::flag")]
    pub(crate) connected: Option<bool>,
    #[serde(default, deserialize_with = "super::flag")]
    pub(crate) online: Option<bool>,
    #[serde(default, rename = "ipAddress", deserialize_with = "super::text")]
    pub(crate) ip_address: Option<String>,
}

/// A web application (<https://runcloud.io/docs/api/v3/schema-2673232>).
///
/// Its `pullKey1` and `pullKey2` are deployment secrets: nothing but its names is ever read.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct WebApplication {
    pub(crate) name: String,
    /// Its primary domain; may be `null` although there is one.
    #[serde(default, rename = "primaryDomain", deserialize_with = "super::text")]
    pub(crate) primary_domain: Option<String>,
}

impl Operation<'_> {
    /// Whether the API answers at all; it may want credentials even for this.
    pub(crate) fn ping(&mut self) -> Result<(), Error> {
        self.send(&Call::get("/ping".to_owned(), Resource::Route))?
            .read::<serde_json::Value>("the API's pong")
            .map(drop)
    }

    pub(crate) fn server(&mut self) -> Result<Server, Error> {
        let call = Call::get(self.client.server.clone(), Resource::Server);
        self.send(&call)?.read("a server")
    }

    pub(crate) fn web_application(&mut self) -> Result<WebApplication, Error> {
        let call = Call::get(self.client.app.clone(), Resource::WebApplication);
        self.send(&call)?.read("a web application")
    }
}
