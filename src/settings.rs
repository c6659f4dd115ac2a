//! What a client needs to know before its first request.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use crate::retry::RetryPolicy;
use crate::{ApiVersion, Credentials, Error, Fact, Message, Reason};

/// Where RunCloud's API is; the version's segment is added to it.
pub const DEFAULT_API_URL: &str = "https://manage.runcloud.io/api";

const API_URL: &str = "runcloud.api_url";

/// The settings of a [`Client`](crate::Client).
#[derive(Debug, Clone)]
pub struct Settings {
    /// RunCloud's number of the server.
    pub server_id: Id,
    /// RunCloud's number of the web application.
    pub app_id: Id,
    /// Who is calling.
    pub credentials: Credentials,
    /// The API version; `None` takes the one that the credentials belong to.
    pub version: Option<ApiVersion>,
    /// The API's base URL.
    pub api_url: ApiUrl,
    /// The budget of one operation, all retries, waits and pages included.
    pub timeout: Duration,
    /// The longest a connection may take to come about.
    pub connect_timeout: Duration,
    /// A PEM file of certificate authorities to trust beside the operating system's.
    pub ca_file: Option<PathBuf>,
    /// An HTTP proxy's URL.
    pub proxy: Option<String>,
    /// How often one request is repeated within the budget.
    pub retry: RetryPolicy,
}

impl Settings {
    /// The default budget of an operation.
    pub const TIMEOUT: Duration = Duration::from_secs(30);
    /// The default limit for making a connection.
    pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

    /// The given ids and credentials, and the defaults for the rest.
    #[must_use]
    pub fn new(server_id: Id, app_id: Id, credentials: Credentials) -> Self {
        Self {
            server_id,
            app_id,
            credentials,
            version: None,
            api_url: ApiUrl::default(),
            timeout: Self::TIMEOUT,
            connect_timeout: Self::CONNECT_TIMEOUT,
            ca_file: None,
            proxy: None,
            retry: RetryPolicy::DEFAULT,
        }
    }
}

/// Read a number of seconds from a setting.
///
/// Returns [`Error::Configuration`] unless it is more than zero and at most an hour.
pub fn seconds(setting: &'static str, seconds: f64) -> Result<Duration, Error> {
    if seconds > 0.0 && seconds <= 3600.0 {
        return Ok(Duration::from_secs_f64(seconds));
    }
    Err(no_seconds(setting, &seconds.to_string()))
}

/// The failure of a setting that is no number of seconds.
pub(crate) fn no_seconds(setting: &'static str, given: &str) -> Error {
    let message = unusable(Reason::SecondsInvalid, setting);
    Error::Configuration(message.with("given", Fact::quoted(given)))
}

/// A message about a setting.
pub(crate) fn unusable(reason: Reason, setting: &'static str) -> Message {
    Message::new(reason).with("setting", setting)
}

/// RunCloud's number of a server or a web application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Id(u64);

impl Id {
    /// Read an id; `setting` is the name its user knows.
    ///
    /// Returns [`Error::Configuration`] for anything but a whole number above zero.
    pub fn parse(setting: &'static str, given: &str) -> Result<Self, Error> {
        let digits = given.trim();
        match digits.parse() {
            Ok(id) if id > 0 && digits.bytes().all(|b| b.is_ascii_digit()) => Ok(Self(id)),
            _ => Err(Error::Configuration(if digits.is_empty() {
                unusable(Reason::IdMissing, setting)
            } else {
                unusable(Reason::IdInvalid, setting).with("given", Fact::quoted(given))
            })),
        }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The API's base URL: https, or plain http to this machine alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiUrl {
    base: String,
    version: Option<ApiVersion>,
}

/// The host and the port that a URL leads to.
pub(crate) fn host_and_port(url: &str) -> String {
    let Ok(uri) = url.parse::<ureq::http::Uri>() else {
        return String::new();
    };
    let usual = if uri.scheme_str() == Some("http") {
        80
    } else {
        443
    };
    let port = uri.port_u16().unwrap_or(usual);
    format!("{}:{port}", uri.host().unwrap_or_default())
}

/// Read `HOST` or `HOST:PORT`, with port 443 unless told.
///
/// Returns [`Error::Configuration`] for anything else.
pub fn host_and_port_of(setting: &'static str, given: &str) -> Result<(String, u16), Error> {
    let refused = || {
        let message = unusable(Reason::UrlInvalid, setting).with("form", "HOST:PORT");
        Error::Configuration(message)
    };
    let authority: ureq::http::uri::Authority = given.parse().map_err(|_| refused())?;
    let host = authority
        .host()
        .trim_start_matches('[')
        .trim_end_matches(']');
    if host.is_empty() || given.contains('@') {
        return Err(refused());
    }
    Ok((host.to_owned(), authority.port_u16().unwrap_or(443)))
}

impl ApiUrl {
    /// The host and the port of RunCloud's API.
    pub(crate) fn host(&self) -> String {
        host_and_port(&self.base)
    }

    /// Check a base URL, with or without the version's segment at its end.
    ///
    /// Returns [`Error::Configuration`] for another scheme, a user name or password, a query, or
    /// plain http to anything but a loopback address: the credentials would travel in the clear.
    pub fn parse(given: &str) -> Result<Self, Error> {
        let refuse = |reason| {
            let message = unusable(reason, API_URL).with("form", "https://HOST/PATH");
            Err(Error::Configuration(message))
        };
        let uri = given.parse::<ureq::http::Uri>().unwrap_or_default();
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return refuse(Reason::UrlInvalid);
        };
        if authority.as_str().contains('@') {
            return refuse(Reason::UrlWithPassword);
        }
        if uri.query().is_some() || given.contains('#') {
            return refuse(Reason::UrlWithQuery);
        }
        match scheme {
            "https" => {}
            "http" if is_loopback(authority.host()) => {}
            "http" => return refuse(Reason::UrlNotEncrypted),
            _ => return refuse(Reason::UrlInvalid),
        }
        let base = given.trim_end_matches('/');
        let (base, version) = match base.rsplit_once('/') {
            Some((front, "v2")) => (front, Some(ApiVersion::V2)),
            Some((front, "v3")) => (front, Some(ApiVersion::V3)),
            _ => (base, None),
        };
        Ok(Self {
            base: base.to_owned(),
            version,
        })
    }

    /// The base URL of one version, without a slash at its end.
    ///
    /// Returns [`Error::Configuration`] when the URL names another version.
    pub(crate) fn of_version(&self, version: ApiVersion) -> Result<String, Error> {
        match self.version {
            Some(named) if named != version => Err(Error::Configuration(
                unusable(Reason::ApiUrlVersion, API_URL)
                    .with("named", named.as_str())
                    .with("needed", version.as_str()),
            )),
            _ => Ok(format!("{}/{}", self.base, version.as_str())),
        }
    }
}

impl Default for ApiUrl {
    fn default() -> Self {
        Self {
            base: DEFAULT_API_URL.to_owned(),
            version: None,
        }
    }
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || bare
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_numbers_and_anything_else_names_the_setting() {
        assert_eq!(Id::parse("WU_RUNCLOUD_APP_ID", " 42 ").unwrap(), Id(42));
        for given in [
            "",
            "0",
            "-1",
            "+1",
            "12a",
            "1.5",
            "../1",
            "99999999999999999999",
        ] {
            let error = Id::parse("WU_RUNCLOUD_APP_ID", given).unwrap_err();
            assert!(error.to_string().contains("WU_RUNCLOUD_APP_ID"), "{given}");
        }
    }

    #[test]
    fn credentials_never_travel_in_the_clear() {
        for good in [
            "https://manage.runcloud.io/api",
            "http://127.0.0.1:8080/api",
            "http://[::1]:8080/api/",
            "http://localhost/api",
        ] {
            assert!(ApiUrl::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "http://manage.runcloud.io/api",
            "http://127.0.0.1.example.com/api",
            "ftp://manage.runcloud.io",
            "https://user:word@manage.runcloud.io/api",
            "https://manage.runcloud.io/api?x=1",
            "manage.runcloud.io",
            "/api",
            "",
        ] {
            let error = ApiUrl::parse(bad).unwrap_err().to_string();
            assert!(error.contains("runcloud.api_url"), "{bad}");
            assert!(!error.contains("word@"), "{bad}");
        }
    }

    #[test]
    fn a_version_in_the_url_must_be_the_one_in_use() {
        let url = ApiUrl::parse("https://manage.runcloud.io/api/v3/").unwrap();
        assert_eq!(
            url.of_version(ApiVersion::V3).unwrap(),
            "https://manage.runcloud.io/api/v3"
        );
        assert!(url.of_version(ApiVersion::V2).is_err());
    }

    #[test]
    fn a_budget_is_finite_and_more_than_nothing() {
        for bad in [0.0, -1.0, f64::NAN, f64::INFINITY, 3601.0] {
            assert!(seconds("timeout", bad).is_err(), "{bad}");
        }
        assert_eq!(
            seconds("timeout", 1.5).unwrap(),
            Duration::from_millis(1500)
        );
    }
}
