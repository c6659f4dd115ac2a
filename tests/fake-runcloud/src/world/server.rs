use serde::Serialize;

/// A server.
#[derive(Clone, Debug, Serialize)]
pub struct Server {
    /// Its id.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// Its public address.
    pub ip: String,
    /// Whether it belongs to the account whose credentials the fake knows.
    pub own: bool,
    /// Whether its agent is connected.
    pub connected: bool,
    /// Whether it is online.
    pub online: bool,
    /// When it was added.
    pub created_at: String,
}

impl Server {
    /// Whether it can carry out what the API is told.
    pub const fn is_working(&self) -> bool {
        self.connected && self.online
    }
}
