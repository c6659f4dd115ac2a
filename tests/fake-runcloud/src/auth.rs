//! Who is asking, and whether RunCloud would let him.

use axum::http::{HeaderMap, header::AUTHORIZATION};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};

use crate::{
    call::Version,
    defaults::{KEY, SECRET, TOKEN},
    switches::Switches,
};

/// What the fake takes for valid.
#[derive(Clone)]
pub struct Credentials {
    /// The bearer token.
    pub token: String,
    /// The API key of HTTP Basic.
    pub key: String,
    /// The API secret of HTTP Basic.
    pub secret: String,
}

impl Default for Credentials {
    fn default() -> Self {
        Self {
            token: TOKEN.to_owned(),
            key: KEY.to_owned(),
            secret: SECRET.to_owned(),
        }
    }
}

/// The form in which a request carried credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuthForm {
    /// `Authorization: Bearer`.
    Bearer,
    /// `Authorization: Basic`.
    Basic,
    /// Neither.
    None,
}

/// The outcome of looking at a request's credentials.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Verdict {
    pub(crate) form: AuthForm,
    /// Why not, in the words of the API.
    pub(crate) refused: Option<&'static str>,
}

const MISSING: &str = "Missing API Token.";
const WRONG: &str = "Invalid credentials.";
const ADDRESS: &str = "Your IP address is not allowed to use this API key.";

impl Verdict {
    pub(crate) fn of(
        headers: &HeaderMap,
        version: Version,
        known: &Credentials,
        switches: &Switches,
    ) -> Self {
        let header = headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let (scheme, value) = header.split_once(' ').unwrap_or((header, ""));
        let value = value.trim();
        let (bearer, basic) = match version {
            Version::V2 => (switches.v2_bearer, switches.v2_basic),
            Version::V3 => (true, false),
        };
        let (form, refused) = if scheme.eq_ignore_ascii_case("bearer") {
            let wrong = (!bearer || value != known.token).then_some(WRONG);
            (
                AuthForm::Bearer,
                if value.is_empty() {
                    Some(MISSING)
                } else {
                    wrong
                },
            )
        } else if scheme.eq_ignore_ascii_case("basic") {
            let refused = if version == Version::V3 {
                MISSING
            } else {
                WRONG
            };
            (
                AuthForm::Basic,
                (!basic || !known.match_basic(value)).then_some(refused),
            )
        } else {
            (AuthForm::None, Some(MISSING))
        };
        let refused = refused.or((!switches.ip_whitelisted).then_some(ADDRESS));
        Self { form, refused }
    }
}

impl Credentials {
    fn match_basic(&self, value: &str) -> bool {
        let Ok(decoded) = STANDARD.decode(value) else {
            return false;
        };
        decoded == format!("{}:{}", self.key, self.secret).into_bytes()
    }
}
