//! The server, web application, domain and certificate an address names, and whether they are there.

use axum::{
    extract::{FromRequestParts, Path},
    http::{StatusCode, request::Parts},
};
use serde::Deserialize;

use crate::{
    refusal::Refusal,
    switches::{Denial, OfflineWrites, Switches},
    world::World,
};

/// The ids in an address, not yet looked at.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Target {
    server: String,
    app: String,
    domain: String,
    ssl: String,
}

impl Target {
    /// The server, if the account has it.
    pub(crate) fn server(&self, world: &World, switches: &Switches) -> Result<u64, Refusal> {
        let server = number(&self.server)
            .and_then(|id| world.servers.get(&id))
            .ok_or_else(Refusal::not_found)?;
        if server.own {
            Ok(server.id)
        } else {
            Err(denied(switches.foreign_server))
        }
    }

    /// The web application, if it is on the server.
    pub(crate) fn app(&self, world: &World, switches: &Switches) -> Result<u64, Refusal> {
        let server = self.server(world, switches)?;
        let app = number(&self.app).and_then(|id| world.apps.get(&id));
        match app {
            Some(app) if app.server == server => Ok(app.id),
            _ => Err(denied(switches.wrong_app)),
        }
    }

    /// The web application, for a call that changes something on its server.
    pub(crate) fn app_to_change(&self, world: &World, switches: &Switches) -> Result<u64, Refusal> {
        let app = self.app(world, switches)?;
        if world.works(app, switches) {
            return Ok(app);
        }
        match switches.offline_writes {
            OfflineWrites::Accepted => Ok(app),
            OfflineWrites::Refused => Err(Refusal::unprocessable("The server is offline.")),
            OfflineWrites::ServerError => Err(Refusal::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "Server Error",
            )),
        }
    }

    /// The domain, if it is attached to the web application.
    pub(crate) fn domain(&self, world: &World, app: u64) -> Result<u64, Refusal> {
        let domain = number(&self.domain).and_then(|id| world.domains.get(&id));
        domain
            .filter(|domain| domain.app == app)
            .map(|domain| domain.id)
            .ok_or_else(Refusal::not_found)
    }

    /// The certificate, if it is the one there is.
    pub(crate) fn ssl(&self, present: Option<u64>) -> Result<u64, Refusal> {
        number(&self.ssl)
            .filter(|id| Some(*id) == present)
            .ok_or_else(Refusal::not_found)
    }
}

fn denied(denial: Denial) -> Refusal {
    match denial {
        Denial::NotFound => Refusal::not_found(),
        Denial::Forbidden => Refusal::forbidden(),
    }
}

fn number(text: &str) -> Option<u64> {
    text.parse().ok()
}

impl<S: Send + Sync> FromRequestParts<S> for Target {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        // An address whose ids are not even text is one that is not there.
        let path = Path::from_request_parts(parts, state)
            .await
            .map_err(|_| Refusal::not_found());
        path.map(|Path(target)| target)
    }
}
