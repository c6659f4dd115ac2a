//! Is everything set up right, and if not, what is to be done first?

use crate::api::domains::Domain;
use crate::api::ssl::SslMode;
use crate::operation::Operation;
use crate::{Client, Error, Fact, Message, Reason};

/// Let's Encrypt's limit of names in one certificate (<https://letsencrypt.org/docs/rate-limits/>).
const NAMES_PER_CERTIFICATE: usize = 100;

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What was looked at: `settings`, `connection`, `credentials`, `server`, `web application`,
    /// `domains`, `ssl`, `certificate names`.
    pub name: &'static str,
    /// How it came out.
    pub status: CheckStatus,
    /// What was found, and what to do next. Its values are the facts: of the server `name`, `address` and
    /// `online`, of the web application `name`, of the domains `count`, of SSL `mode`, `automatic`, `method`
    /// and `validUntil`, of the certificate's names `names` and `limit`; of a failure those of the error.
    pub message: Message,
}

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckStatus {
    /// As it should be.
    Ok,
    /// It works, and something should be done about it.
    Warning,
    /// It does not work.
    Failed,
    /// It was not looked at, since an earlier check failed.
    Skipped,
}

impl CheckStatus {
    /// Whether it matters more than another one.
    pub(super) const fn is_worse_than(self, other: Self) -> bool {
        const fn weight(status: CheckStatus) -> u8 {
            match status {
                CheckStatus::Skipped | CheckStatus::Ok => 0,
                CheckStatus::Warning => 1,
                CheckStatus::Failed => 2,
            }
        }
        weight(self) > weight(other)
    }
}

const NAMES: [&str; 8] = [
    "settings",
    "connection",
    "credentials",
    "server",
    "web application",
    "domains",
    "ssl",
    "certificate names",
];

impl Client {
    /// Look at everything that has to be right, in the order in which one thing needs the other.
    ///
    /// Never fails: a failure is a check's finding, and the checks behind it are skipped.
    /// Only reads.
    pub fn diagnose(&self) -> Vec<Check> {
        let mut op = self.begin();
        let mut checks = Vec::with_capacity(NAMES.len());
        if let Err(error) = op.examine(&mut checks) {
            checks.push(failed(name_at(checks.len()), &error));
        }
        complete(checks, &NAMES)
    }
}

impl Check {
    /// The findings when the settings themselves cannot be used: there is no client to ask.
    #[must_use]
    pub fn of_unusable_settings(error: &Error) -> Vec<Self> {
        complete(vec![failed(name_at(0), error)], &NAMES)
    }
}

impl Operation<'_> {
    /// Push one check after the other; the error of the first that failed stands for that check.
    fn examine(&mut self, checks: &mut Vec<Check>) -> Result<(), Error> {
        let version = self.client.version.as_str();
        checks.push(ok(
            checks.len(),
            Message::new(Reason::SettingsComplete).with("version", version),
        ));
        // A refusal also proves that RunCloud was reached; then the credentials are at fault.
        let ping = self.ping();
        if let Err(Error::Transport(_) | Error::Server(_) | Error::UnexpectedReply { .. }) = ping {
            return ping;
        }
        checks.push(ok(checks.len(), Message::new(Reason::RuncloudReachable)));

        let server = self.server();
        if let Err(Error::Authentication(_)) = server {
            return server.map(drop);
        }
        if let Err(error @ Error::Authentication(_)) = ping {
            return Err(error);
        }
        checks.push(ok(checks.len(), Message::new(Reason::CredentialsAccepted)));

        let server = server?;
        checks.push(server_check(&server));

        let app = self.web_application()?;
        let found = Message::new(Reason::WebApplicationFound);
        checks.push(ok(
            checks.len(),
            found.with("name", Fact::quoted(&app.name)),
        ));

        let domains = self.domains()?;
        let readable = Message::new(Reason::DomainsReadable).with("count", domains.len());
        checks.push(ok(checks.len(), readable));

        let status = self.ssl_status()?;
        let mode = status.mode();
        let (outcome, message) = if status.is_automatic() {
            (CheckStatus::Ok, Message::new(Reason::AutosslOn))
        } else if mode == SslMode::Advanced {
            (CheckStatus::Ok, Message::new(Reason::SslAdvanced))
        } else {
            basic_ssl(self.basic_certificate()?.as_ref())
        };
        let word = match mode {
            SslMode::Basic => "basic",
            SslMode::Advanced => "advanced",
        };
        let message = message
            .with("mode", word)
            .with("automatic", status.is_automatic());
        checks.push(Check {
            name: name_at(checks.len()),
            status: outcome,
            message,
        });
        checks.push(names_check(mode, &domains));
        Ok(())
    }
}

fn server_check(server: &crate::api::servers::Server) -> Check {
    let online = server.online != Some(false) && server.connected != Some(false);
    let (status, reason) = if online {
        (CheckStatus::Ok, Reason::ServerOnline)
    } else {
        (CheckStatus::Failed, Reason::ServerOffline)
    };
    Check {
        name: "server",
        status,
        message: Message::new(reason)
            .with("name", Fact::quoted(&server.name))
            .with("online", online)
            .with_some("address", server.ip_address.as_deref().map(Fact::quoted)),
    }
}

fn basic_ssl(certificate: Option<&crate::Certificate>) -> (CheckStatus, Message) {
    let until = certificate.and_then(|certificate| certificate.valid_until.as_deref());
    let (status, reason) = match certificate {
        None => (CheckStatus::Warning, Reason::SslBasicNone),
        Some(certificate) if certificate.is_custom() => {
            (CheckStatus::Warning, Reason::SslBasicCustom)
        }
        Some(_) if until.is_none() => (CheckStatus::Warning, Reason::SslBasicPending),
        Some(_) => (CheckStatus::Ok, Reason::SslBasic),
    };
    let method = certificate.and_then(|certificate| certificate.method.as_deref());
    let message = Message::new(reason)
        .with_some("method", method.map(Fact::quoted))
        .with_some("validUntil", until.map(Fact::quoted));
    (status, message)
}

fn names_check(mode: SslMode, domains: &[Domain]) -> Check {
    let with_www = |domain: &&Domain| domain.www == Some(true);
    let names = domains.len() + domains.iter().filter(with_www).count();
    let (status, reason) = if mode == SslMode::Advanced {
        (CheckStatus::Ok, Reason::NamesSeparate)
    } else if names > NAMES_PER_CERTIFICATE {
        (CheckStatus::Failed, Reason::NamesOverLimit)
    } else if names * 10 > NAMES_PER_CERTIFICATE * 8 {
        (CheckStatus::Warning, Reason::NamesNearLimit)
    } else {
        (CheckStatus::Ok, Reason::NamesWithinLimit)
    };
    let message = Message::new(reason);
    Check {
        name: "certificate names",
        status,
        message: if mode == SslMode::Advanced {
            message
        } else {
            message
                .with("names", names)
                .with("limit", NAMES_PER_CERTIFICATE)
        },
    }
}

fn ok(at: usize, message: Message) -> Check {
    Check {
        name: name_at(at),
        status: CheckStatus::Ok,
        message,
    }
}

pub(super) fn failed(name: &'static str, error: &Error) -> Check {
    Check {
        name,
        status: CheckStatus::Failed,
        message: error.message(),
    }
}

fn name_at(at: usize) -> &'static str {
    NAMES.get(at).copied().unwrap_or("ssl")
}

/// Fill up with the checks that were not reached.
pub(super) fn complete(mut checks: Vec<Check>, names: &[&'static str]) -> Vec<Check> {
    for name in names.iter().skip(checks.len()) {
        checks.push(Check {
            name,
            status: CheckStatus::Skipped,
            message: Message::new(Reason::CheckSkipped),
        });
    }
    checks
}
