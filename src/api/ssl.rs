//! SSL certificates: the mode of a web application, and the certificates of both modes.

use serde::Deserialize;
use serde_json::{Value, json};

use super::domains::Domain;
use super::{as_flag, as_id};
use crate::error::Resource;
use crate::operation::{Call, Operation};
use crate::reply::Reply;
use crate::{ApiVersion, Error, Message, Reason};

/// How a web application keeps its certificates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SslMode {
    /// One certificate for all domains.
    Basic,
    /// One certificate for each domain.
    Advanced,
}

/// What `/ssl/advanced` tells; fields as clients read them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SslStatus {
    mode: SslMode,
    automatic: bool,
}

impl SslStatus {
    const BASIC: Self = Self {
        mode: SslMode::Basic,
        automatic: false,
    };

    /// `None` unless the mode is told, and AutoSSL readably or not at all: nothing is written on a guess.
    fn told(answer: &Value) -> Option<Self> {
        let automatic = match answer.get("autoSSL") {
            None | Some(Value::Null) => false,
            Some(flag) => as_flag(flag)?,
        };
        Some(Self {
            mode: if as_flag(answer.get("advancedSSL")?)? {
                SslMode::Advanced
            } else {
                SslMode::Basic
            },
            automatic,
        })
    }

    pub(crate) const fn mode(self) -> SslMode {
        self.mode
    }

    pub(crate) const fn is_automatic(self) -> bool {
        self.automatic
    }
}

/// A certificate as RunCloud keeps it. The private key and the PEM are never read.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Certificate {
    /// RunCloud's number of the certificate; a new one after every installation.
    #[serde(deserialize_with = "super::id")]
    pub id: u64,
    /// `letsencrypt`, `custom` or `csr`; some answers do not tell.
    #[serde(default, deserialize_with = "super::text")]
    pub method: Option<String>,
    /// `http-01` or `dns-01`.
    #[serde(
        default,
        rename = "authorizationMethod",
        deserialize_with = "super::text"
    )]
    pub authorization_method: Option<String>,
    /// Whether it comes from Let's Encrypt's staging environment.
    #[serde(default, deserialize_with = "super::flag")]
    pub staging: Option<bool>,
    /// Until when it is valid, as RunCloud writes it; `None` while it is being issued.
    #[serde(default, rename = "validUntil", deserialize_with = "super::text")]
    pub valid_until: Option<String>,
    /// When RunCloud renews it.
    #[serde(default, rename = "renewalDate", deserialize_with = "super::text")]
    pub renewal_date: Option<String>,
    /// When it was installed.
    #[serde(default, deserialize_with = "super::text")]
    pub created_at: Option<String>,
}

impl Certificate {
    /// Whether it is one that its owner brought along and RunCloud cannot issue again.
    ///
    /// An unknown method counts as such: what is not known to be Let's Encrypt is left alone.
    #[must_use]
    pub fn is_custom(&self) -> bool {
        self.method
            .as_deref()
            .is_some_and(|method| method != "letsencrypt")
    }

    /// Whether RunCloud tells that it issued the certificate, or that it did not.
    pub(crate) const fn tells_its_kind(&self) -> bool {
        self.method.is_some() || self.authorization_method.is_some()
    }
}

impl Operation<'_> {
    fn ssl_path(&self) -> String {
        format!("{}/ssl", self.client.app)
    }

    fn domain_ssl_path(&self, domain: &Domain) -> String {
        format!("{}/domains/{}/ssl", self.client.app, domain.id)
    }

    /// The mode, read first always: in advanced mode the basic routes answer and change nothing.
    ///
    /// RunCloud's own refusal (403, 404, 422) means basic: advanced SSL is not part of every plan. A mode that is
    /// not told is [`Error::UnexpectedReply`].
    pub(crate) fn ssl_status(&mut self) -> Result<SslStatus, Error> {
        let call = Call::get(format!("{}/ssl/advanced", self.client.app), Resource::Route);
        match self.send(&call) {
            Ok(reply) => reply
                .object()
                .as_ref()
                .and_then(SslStatus::told)
                .ok_or_else(|| reply.unexpected(Message::new(Reason::SslModeUnknown))),
            Err(Error::NotFound { .. }) => Ok(SslStatus::BASIC),
            Err(Error::Permission { refusal, .. }) if !refusal.is_page => Ok(SslStatus::BASIC),
            Err(Error::Validation(refusal)) if refusal.status == 422 => Ok(SslStatus::BASIC),
            Err(error) => Err(error),
        }
    }

    /// The web application's certificate in basic mode.
    pub(crate) fn basic_certificate(&mut self) -> Result<Option<Certificate>, Error> {
        let call = Call::get(self.ssl_path(), Resource::Certificate);
        self.read_certificate(&call)
    }

    /// A domain's own certificate in advanced mode.
    pub(crate) fn domain_certificate(
        &mut self,
        domain: &Domain,
    ) -> Result<Option<Certificate>, Error> {
        let call = Call::get(self.domain_ssl_path(domain), Resource::Certificate);
        self.read_certificate(&call)
    }

    fn read_certificate(&mut self, call: &Call) -> Result<Option<Certificate>, Error> {
        match self.send(call) {
            Ok(reply) => certificate(&reply),
            Err(Error::NotFound { refusal, .. }) if says_none(&refusal.message) => Ok(None),
            Err(error @ (Error::NotFound { .. } | Error::Permission { .. })) => {
                match self.explain(error) {
                    Error::NotFound {
                        resource: Resource::Certificate,
                        ..
                    } => Ok(None),
                    error => Err(error),
                }
            }
            Err(error) => Err(error),
        }
    }

    pub(crate) fn redeploy_basic_call(&self, certificate: &Certificate) -> Call {
        let path = format!("{}/{}", self.ssl_path(), certificate.id);
        Call::put(path, Resource::Certificate)
    }

    pub(crate) fn redeploy_domain_call(&self, domain: &Domain, certificate: &Certificate) -> Call {
        let path = format!("{}/{}", self.domain_ssl_path(domain), certificate.id);
        Call::put(path, Resource::Certificate)
    }

    /// Ask for a Let's Encrypt certificate; `with_protocol` names the TLS versions as well.
    ///
    /// v2 validators want `ssl_protocol_id`. v3 is best left to its default, and its sources disagree
    /// about the spelling, so that both are sent when it insists. 2 stands for TLS 1.2 and 1.3.
    pub(crate) fn install_call(&self, domain: Option<&Domain>, with_protocol: bool) -> Call {
        let mut body = json!({
            "provider": "letsencrypt",
            "enableHttp": false,
            "enableHsts": false,
            "authorizationMethod": "http-01",
            "environment": "live",
        });
        if let Value::Object(fields) = &mut body {
            if domain.is_some() {
                fields.insert("advancedSSL".into(), true.into());
                fields.insert("autoSSL".into(), false.into());
            }
            if with_protocol || self.client.version == ApiVersion::V2 {
                fields.insert("ssl_protocol_id".into(), 2.into());
            }
            if with_protocol && self.client.version == ApiVersion::V3 {
                fields.insert("sslProtocolId".into(), 2.into());
            }
        }
        let path = domain.map_or_else(|| self.ssl_path(), |domain| self.domain_ssl_path(domain));
        Call::post(path, Resource::WebApplication, &body)
    }
}

/// Whether words say that there is no certificate: `SSL not installed!` on v2.
fn says_none(message: &str) -> bool {
    message.to_ascii_lowercase().contains("not installed")
}

/// The certificate in an answer: bare, wrapped in `data`, or listed for each domain.
///
/// All three shapes have been reported for v3. Without a usable id there is none.
fn certificate(reply: &Reply) -> Result<Option<Certificate>, Error> {
    let Some(json) = reply.json() else {
        return Err(reply.is_no("a certificate"));
    };
    let place = json.get("data").unwrap_or(&json);
    let candidate = match place {
        Value::Array(domains) => domains
            .iter()
            .filter_map(|domain| domain.get("ssl"))
            .find(|ssl| has_id(ssl)),
        other => Some(other.get("ssl").unwrap_or(other)).filter(|ssl| has_id(ssl)),
    };
    candidate
        .map(|ssl| serde_json::from_value(ssl.clone()))
        .transpose()
        .map_err(|_| reply.is_no("a certificate"))
}

fn has_id(ssl: &Value) -> bool {
    ssl.get("id").and_then(as_id).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Option<Certificate> {
        certificate(&Reply::new(200, body.as_bytes().to_vec())).unwrap()
    }

    #[test]
    fn a_certificate_is_read_from_every_reported_shape() {
        let bare = r#"{"id":123,"method":"letsencrypt","staging":false,"api_id":null,
            "validUntil":"2026-05-01 00:00:00","renewalDate":"2026-04-01 00:00:00"}"#;
        for body in [
            bare.to_owned(),
            format!(r#"{{"data":{bare}}}"#),
            format!(
                r#"{{"data":[{{"id":1,"name":"a","ssl":null}},{{"id":2,"name":"b","ssl":{bare}}}]}}"#
            ),
        ] {
            let certificate = read(&body).unwrap();
            assert_eq!(certificate.id, 123);
            assert!(!certificate.is_custom());
        }
    }

    #[test]
    fn an_answer_without_an_id_means_no_certificate() {
        for body in [
            r#"{"message":"SSL not installed!"}"#,
            r#"{"data":[{"id":1,"name":"a","ssl":null}]}"#,
            r#"{"data":[]}"#,
            r#"{"id":null}"#,
            "{}",
            "[]",
        ] {
            assert_eq!(read(body), None, "{body}");
        }
        assert!(certificate(&Reply::new(200, b"<html>".to_vec())).is_err());
    }

    #[test]
    fn what_is_not_known_to_be_letsencrypt_is_left_alone() {
        let with = |method| read(&format!(r#"{{"id":1,"method":{method}}}"#)).unwrap();
        assert!(with("\"custom\"").is_custom());
        assert!(with("\"csr\"").is_custom());
        assert!(with("\"acme-2030\"").is_custom());
        assert!(!with("null").is_custom());
    }
}
