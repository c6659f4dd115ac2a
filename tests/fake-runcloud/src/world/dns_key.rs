use serde::Serialize;

/// A 3rd-party DNS key, for certificates by dns-01.
#[derive(Clone, Debug, Serialize)]
pub struct ExternalApi {
    /// Its id, `externalApi` of SSL requests.
    pub id: u64,
    /// The owner's label.
    pub label: String,
    /// `cloudflare`, `linode` or `digitalocean`.
    pub service: String,
    /// The account at that service.
    pub username: String,
    /// Its secret.
    pub secret: String,
}
