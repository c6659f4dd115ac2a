//! The operations that only read.

use crate::api::activity::ActivityEntry;
use crate::api::dns::DnsRecord;
use crate::api::domains::Domain;
use crate::api::ssl::{Certificate, SslMode};
use crate::{Client, DomainName, Error, Message, Reason};

impl Client {
    /// List all domains of the web application, in RunCloud's order.
    pub fn domains(&self) -> Result<Vec<Domain>, Error> {
        self.begin().domains()
    }

    /// Look one domain up; `None` when it is not attached to the web application.
    pub fn domain(&self, name: &DomainName) -> Result<Option<Domain>, Error> {
        self.begin().find_domain(name)
    }

    /// Read the certificate that serves a domain: its own in advanced mode, the web application's
    /// in basic mode. `None` when there is none.
    ///
    /// Returns [`Error::InvalidDomain`] in advanced mode without a name.
    pub fn certificate(&self, name: Option<&DomainName>) -> Result<Option<Certificate>, Error> {
        let mut op = self.begin();
        let domain = match (op.ssl_status()?.mode(), name) {
            (SslMode::Basic, _) => None,
            (SslMode::Advanced, Some(name)) => Some(op.listed(name)?),
            (SslMode::Advanced, None) => {
                return Err(Error::InvalidDomain(Message::new(Reason::DomainRequired)));
            }
        };
        op.certificate_of(domain.as_ref())
    }

    /// Read the DNS records that RunCloud asks for; the domain must be attached.
    pub fn dns_records(&self, name: &DomainName) -> Result<Vec<DnsRecord>, Error> {
        let mut op = self.begin();
        let domain = op.listed(name)?;
        op.dns_records(&domain)
    }

    /// Read the newest entries of the web application's activity log, newest first, at most 40.
    pub fn activity(&self) -> Result<Vec<ActivityEntry>, Error> {
        self.begin().activity()
    }
}
