//! Have the web application's certificate issued again, so that it holds the domains of today.

use crate::api::domains::Domain;
use crate::api::ssl::{Certificate, SslMode};
use crate::operation::{Operation, Settled};
use crate::refusal::Refusal;
use crate::{Client, DomainName, Error, Message, Reason};

/// How asking for a certificate came out.
///
/// RunCloud issues in the background: a certificate that was *requested* exists minutes later, or
/// not at all. [`Client::certificate`] and [`Client::activity`] tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SslOutcome {
    /// A redeploy of the present certificate was requested.
    RedeployRequested,
    /// The installation of a first certificate was requested.
    InstallRequested,
    /// AutoSSL is on: RunCloud issues by itself, and nothing was sent.
    Automatic,
    /// A certificate of the owner's own is installed, and was left alone.
    CustomCertificate,
    /// There is no certificate to redeploy, and none was asked for.
    NoCertificate,
}

impl SslOutcome {
    /// What was done, as a message. Requested is not issued, and no sentence says otherwise.
    #[must_use]
    pub const fn message(self) -> Message {
        Message::new(match self {
            Self::RedeployRequested => Reason::SslRedeployRequested,
            Self::InstallRequested => Reason::SslInstallRequested,
            Self::Automatic => Reason::SslAutomatic,
            Self::CustomCertificate => Reason::SslCustomCertificate,
            Self::NoCertificate => Reason::SslNoCertificate,
        })
    }
}

/// What asking for a certificate did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redeployment {
    /// How it came out.
    pub outcome: SslOutcome,
    /// The mode that the web application is in.
    pub mode: SslMode,
    /// The domain whose certificate it is; `None` in basic mode, where one serves all.
    pub domain: Option<String>,
    /// RunCloud's number of the certificate that was there before; a re-issue may change it.
    pub certificate_id: Option<u64>,
}

impl Client {
    /// Request that the certificate be issued again and deployed.
    ///
    /// *Basic* mode: the web application's one certificate; without one, Let's Encrypt is installed if
    /// `install` says so. *Advanced* mode: the named domain's own, installed when it has none; without
    /// a name [`Error::InvalidDomain`]. A domain that RunCloud does not list there is [`Error::NotFound`].
    ///
    /// Routes: `PUT …/ssl/{id}` and `PUT …/domains/{d}/ssl/{id}`
    /// (<https://runcloud.io/docs/api/v2/api-9849816>), `POST …/domains/{d}/ssl`
    /// (<https://runcloud.io/docs/api/v3/api-8811386>).
    pub fn redeploy_ssl(
        &self,
        domain: Option<&DomainName>,
        install: bool,
    ) -> Result<Redeployment, Error> {
        self.begin().redeploy_ssl(domain, install)
    }
}

impl Operation<'_> {
    fn redeploy_ssl(
        &mut self,
        name: Option<&DomainName>,
        install: bool,
    ) -> Result<Redeployment, Error> {
        let status = self.ssl_status()?;
        let mode = status.mode();
        let told =
            |outcome, certificate: Option<&Certificate>, domain: Option<String>| Redeployment {
                outcome,
                mode,
                domain,
                certificate_id: certificate.map(|certificate| certificate.id),
            };
        let own = |name: &DomainName| (mode == SslMode::Advanced).then(|| name.to_string());
        if status.is_automatic() {
            return Ok(told(SslOutcome::Automatic, None, name.and_then(own)));
        }
        let domain = match (mode, name) {
            (SslMode::Basic, _) => None,
            (SslMode::Advanced, None) => {
                return Err(Error::InvalidDomain(Message::new(Reason::DomainRequired)));
            }
            (SslMode::Advanced, Some(name)) => Some(self.listed(name)?),
        };
        let present = self.certificate_of(domain.as_ref())?;
        let outcome = match &present {
            Some(certificate) if certificate.is_custom() => SslOutcome::CustomCertificate,
            Some(certificate) if !certificate.tells_its_kind() => {
                return Err(Error::UnexpectedReply {
                    message: Message::new(Reason::CertificateKindUnknown),
                    refusal: Refusal {
                        status: 200,
                        ..Refusal::default()
                    },
                });
            }
            Some(certificate) => {
                let call = match &domain {
                    Some(domain) => self.redeploy_domain_call(domain, certificate),
                    None => self.redeploy_basic_call(certificate),
                };
                // Repeating a lost redeploy is as good as asking once: the latest one counts.
                self.send(&call)?;
                SslOutcome::RedeployRequested
            }
            None if install || domain.is_some() => {
                self.install(domain.as_ref())?;
                SslOutcome::InstallRequested
            }
            None => SslOutcome::NoCertificate,
        };
        Ok(told(
            outcome,
            present.as_ref(),
            domain.and(name.and_then(own)),
        ))
    }

    /// The certificate of a domain in advanced mode, of the web application otherwise.
    pub(super) fn certificate_of(
        &mut self,
        domain: Option<&Domain>,
    ) -> Result<Option<Certificate>, Error> {
        match domain {
            Some(domain) => self.domain_certificate(domain),
            None => self.basic_certificate(),
        }
    }

    /// The domain of this name in the web application.
    pub(super) fn listed(&mut self, name: &DomainName) -> Result<Domain, Error> {
        self.find_domain(name)?
            .ok_or_else(|| Error::NotListed(name.clone()))
    }

    fn install(&mut self, domain: Option<&Domain>) -> Result<(), Error> {
        let unknown = Message::new(Reason::InstallationUnknown);
        let mut with_protocol = false;
        loop {
            let call = self.install_call(domain, with_protocol);
            let settled = self.settle(&call, &unknown, |op| op.certificate_of(domain))?;
            match settled {
                Settled::Replied(_) | Settled::Found(_) => return Ok(()),
                Settled::Refused {
                    error: Error::Validation(refusal),
                    ..
                } if !with_protocol && wants_protocol(&refusal) => with_protocol = true,
                Settled::Refused { error, .. } => return Err(self.explain(error)),
            }
        }
    }
}

fn wants_protocol(refusal: &Refusal) -> bool {
    refusal
        .errors
        .keys()
        .any(|field| matches!(field.as_str(), "ssl_protocol_id" | "sslProtocolId"))
}
