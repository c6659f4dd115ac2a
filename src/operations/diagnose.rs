//! Is everything set up right, and if not, what is to be done first?

use crate::api::domains::Domain;
use crate::api::ssl::SslMode;
use crate::operation::Operation;
use crate::{Client, Error};

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
    /// What was found, as a sentence.
    pub finding: String,
    /// What to do next, as a sentence; `None` when there is nothing to do.
    pub next_step: Option<String>,
    /// What was found, for a program: of the server `name`, `address` and `online`, of the web
    /// application `name`, of the domains `count`, of SSL `mode`, `automatic`, `method` and
    /// `validUntil`, of the certificate's names `names` and `limit`. What is not known is left out.
    pub facts: Vec<(&'static str, Fact)>,
}

/// One thing that a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// A name, a date or a word of RunCloud's, fit to be quoted.
    Text(String),
    /// A count.
    Number(u64),
    /// Yes or no.
    Flag(bool),
}

impl Fact {
    fn quoted(text: &str) -> Self {
        Self::Text(crate::text::quote(text))
    }

    fn count(number: usize) -> Self {
        Self::Number(number.try_into().unwrap_or(u64::MAX))
    }
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
        complete(checks)
    }
}

impl Check {
    /// The findings when the settings themselves cannot be used: there is no client to ask.
    #[must_use]
    pub fn of_unusable_settings(error: &Error) -> Vec<Self> {
        complete(vec![failed(name_at(0), error)])
    }
}

impl Operation<'_> {
    /// Push one check after the other; the error of the first that failed stands for that check.
    fn examine(&mut self, checks: &mut Vec<Check>) -> Result<(), Error> {
        checks.push(ok(
            checks.len(),
            format!(
                "Server, web application and credentials are set, for API {}.",
                self.client.version.as_str()
            ),
        ));
        // A refusal also proves that RunCloud was reached; then the credentials are at fault.
        let ping = self.ping();
        if let Err(Error::Transport(_) | Error::Server(_) | Error::UnexpectedReply { .. }) = ping {
            return ping;
        }
        checks.push(ok(checks.len(), "RunCloud's API answers.".to_owned()));

        let server = self.server();
        if let Err(Error::Authentication(_)) = server {
            return server.map(drop);
        }
        if let Err(error @ Error::Authentication(_)) = ping {
            return Err(error);
        }
        checks.push(ok(
            checks.len(),
            "RunCloud accepts the credentials.".to_owned(),
        ));

        let server = server?;
        checks.push(server_check(&server));

        let app = self.web_application()?;
        let name = crate::text::quote(&app.name);
        checks.push(Check {
            facts: vec![("name", Fact::Text(name.clone()))],
            ..ok(checks.len(), format!("The web application is \"{name}\"."))
        });

        let domains = self.domains()?;
        checks.push(Check {
            facts: vec![("count", Fact::count(domains.len()))],
            ..ok(
                checks.len(),
                format!("{} can be read.", counted(domains.len(), "domain")),
            )
        });

        let status = self.ssl_status()?;
        let mode = status.mode();
        let mut check = if status.is_automatic() {
            ok(
                checks.len(),
                "AutoSSL is on: RunCloud issues certificates by itself.".to_owned(),
            )
        } else if mode == SslMode::Advanced {
            ok(
                checks.len(),
                "Advanced SSL: every domain has its own certificate.".to_owned(),
            )
        } else {
            basic_check(self.basic_certificate()?.as_ref())
        };
        let word = match mode {
            SslMode::Basic => "basic",
            SslMode::Advanced => "advanced",
        };
        check.facts.extend([
            ("mode", Fact::Text(word.to_owned())),
            ("automatic", Fact::Flag(status.is_automatic())),
        ]);
        checks.push(check);
        checks.push(names_check(mode, &domains));
        Ok(())
    }
}

fn server_check(server: &crate::api::servers::Server) -> Check {
    let name = crate::text::quote(&server.name);
    let address = server.ip_address.as_deref().map(crate::text::quote);
    let at = address
        .as_deref()
        .map(|address| format!(" at {address}"))
        .unwrap_or_default();
    let finding = |state: &str| format!("The server is \"{name}\"{at}{state}.");
    let online = server.online != Some(false) && server.connected != Some(false);
    let mut facts = vec![
        ("name", Fact::Text(name.clone())),
        ("online", Fact::Flag(online)),
    ];
    facts.extend(
        address
            .clone()
            .map(|address| ("address", Fact::Text(address))),
    );
    if !online {
        return Check {
            name: "server",
            status: CheckStatus::Failed,
            finding: finding(", and RunCloud cannot reach it"),
            next_step: Some(
                "See whether the server runs and its RunCloud agent is started: until then \
                 RunCloud accepts changes that do not reach it."
                    .to_owned(),
            ),
            facts,
        };
    }
    Check {
        name: "server",
        status: CheckStatus::Ok,
        finding: finding(", and online"),
        next_step: None,
        facts,
    }
}

fn basic_check(certificate: Option<&crate::Certificate>) -> Check {
    let (status, finding, next_step) = match certificate {
        None => (
            CheckStatus::Warning,
            "Basic SSL, and no certificate is installed.".to_owned(),
            Some("Install one in RunCloud's panel, or redeploy with install set to true."),
        ),
        Some(certificate) if certificate.is_custom() => (
            CheckStatus::Warning,
            "Basic SSL with a certificate of your own: RunCloud cannot add names to it.".to_owned(),
            Some("Switch to Let's Encrypt in RunCloud's panel if new domains are to be covered."),
        ),
        Some(certificate) => match &certificate.valid_until {
            Some(date) => (
                CheckStatus::Ok,
                format!(
                    "Basic SSL: one certificate for all domains, valid until {}.",
                    crate::text::quote(date)
                ),
                None,
            ),
            None => (
                CheckStatus::Warning,
                "Basic SSL, and the certificate is still being issued.".to_owned(),
                Some("Look again in some minutes, and at RunCloud's activity log if it stays."),
            ),
        },
    };
    let mut facts = Vec::new();
    if let Some(certificate) = certificate {
        let method = certificate.method.as_deref().map(Fact::quoted);
        let until = certificate.valid_until.as_deref().map(Fact::quoted);
        facts.extend(method.map(|method| ("method", method)));
        facts.extend(until.map(|until| ("validUntil", until)));
    }
    Check {
        name: "ssl",
        status,
        finding,
        next_step: next_step.map(str::to_owned),
        facts,
    }
}

fn names_check(mode: SslMode, domains: &[Domain]) -> Check {
    let names = domains.len()
        + domains
            .iter()
            .filter(|domain| domain.www == Some(true))
            .count();
    let check = |status, finding, next_step: Option<&str>| Check {
        name: "certificate names",
        status,
        finding,
        next_step: next_step.map(str::to_owned),
        facts: Vec::new(),
    };
    const ADVICE: &str = "Switch the web application to advanced SSL (one certificate for each domain), or use a wildcard.";
    if mode == SslMode::Advanced {
        return check(
            CheckStatus::Ok,
            "Each certificate holds one domain.".to_owned(),
            None,
        );
    }
    let finding = format!(
        "{} in one certificate, of the {NAMES_PER_CERTIFICATE} that Let's Encrypt allows.",
        counted(names, "name")
    );
    let found = if names > NAMES_PER_CERTIFICATE {
        check(CheckStatus::Failed, finding, Some(ADVICE))
    } else if names * 10 > NAMES_PER_CERTIFICATE * 8 {
        check(CheckStatus::Warning, finding, Some(ADVICE))
    } else {
        check(CheckStatus::Ok, finding, None)
    };
    Check {
        facts: vec![
            ("names", Fact::count(names)),
            ("limit", Fact::count(NAMES_PER_CERTIFICATE)),
        ],
        ..found
    }
}

fn ok(at: usize, finding: String) -> Check {
    Check {
        name: name_at(at),
        status: CheckStatus::Ok,
        finding,
        next_step: None,
        facts: Vec::new(),
    }
}

fn failed(name: &'static str, error: &Error) -> Check {
    Check {
        name,
        status: CheckStatus::Failed,
        finding: format!("{}.", crate::error::capitalised(&error.to_string())),
        next_step: Some(format!("{}.", crate::error::capitalised(&error.remedy()))),
        facts: Vec::new(),
    }
}

fn name_at(at: usize) -> &'static str {
    NAMES.get(at).copied().unwrap_or("ssl")
}

/// Fill up with the checks that were not reached.
fn complete(mut checks: Vec<Check>) -> Vec<Check> {
    for name in NAMES.iter().skip(checks.len()) {
        checks.push(Check {
            name,
            status: CheckStatus::Skipped,
            finding: "Not looked at, since an earlier check failed.".to_owned(),
            next_step: None,
            facts: Vec::new(),
        });
    }
    checks
}

fn counted(number: usize, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{number} {noun}s")
    }
}
