//! The certificate that a host presents, looked at by a TLS handshake that trusts nothing.

use std::fmt;
use std::io;
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{ClientConnection, WebPkiServerVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use x509_cert::Certificate;
use x509_cert::der::{DateTime, Decode};
use x509_cert::ext::pkix::SubjectAltName;
use x509_cert::ext::pkix::name::GeneralName;

use crate::{DomainName, Fact, Message, Reason};

/// The longest that connecting and the handshake may take together.
const PATIENCE: Duration = Duration::from_secs(5);

/// How many names a message lists.
const NAMES_SHOWN: usize = 5;

/// Look at the certificate that one of these addresses presents for a name, and judge it as a browser would.
///
/// Nothing is sent but the handshake. The message says that all is well ([`Reason::HttpsTrusted`]), or the first
/// thing that is not.
pub(crate) fn look_at(
    name: &DomainName,
    addresses: &[SocketAddr],
    roots: RootCertStore,
    time: Duration,
) -> Message {
    let deadline = Instant::now() + time.min(PATIENCE);
    match handshake(name, addresses, deadline) {
        Ok(chain) => judge(name, &chain, roots),
        Err(failed) => failed.with("domain", name),
    }
}

/// The chain as it was presented, the host's own certificate first.
type Chain = Vec<CertificateDer<'static>>;

fn handshake(
    name: &DomainName,
    addresses: &[SocketAddr],
    deadline: Instant,
) -> Result<Chain, Message> {
    let mut stream = connect(addresses, deadline)?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let recorder = Arc::new(Recorder {
        chain: Mutex::default(),
        provider: Arc::clone(&provider),
    });
    let refused = |detail: String| Message::new(Reason::HttpsRefused).with("detail", detail);
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| refused(error.to_string()))?
        .dangerous()
        .with_custom_certificate_verifier(Arc::clone(&recorder) as Arc<dyn ServerCertVerifier>)
        .with_no_client_auth();
    let server = ServerName::try_from(name.as_str().to_owned())
        .map_err(|error| refused(error.to_string()))?;
    let mut connection = ClientConnection::new(Arc::new(config), server)
        .map_err(|error| refused(error.to_string()))?;
    while connection.is_handshaking() {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Message::new(Reason::HttpsTimeout));
        }
        limit(&stream, left).map_err(|error| of_io(&error))?;
        if connection.wants_write() {
            connection
                .write_tls(&mut stream)
                .map_err(|error| of_io(&error))?;
            continue;
        }
        let read = connection
            .read_tls(&mut stream)
            .map_err(|error| of_io(&error))?;
        if read == 0 {
            return Err(Message::new(Reason::HttpsHandshake).with("detail", "connection closed"));
        }
        connection.process_new_packets().map_err(|error| {
            let reason = match error {
                rustls::Error::InvalidMessage(_) => Reason::HttpsNoTls,
                _ => Reason::HttpsHandshake,
            };
            Message::new(reason).with("detail", crate::text::quote(&error.to_string()))
        })?;
    }
    let chain = std::mem::take(&mut *recorder.lock());
    Ok(chain)
}

/// Have every read and write end in time.
fn limit(stream: &TcpStream, left: Duration) -> io::Result<()> {
    stream.set_read_timeout(Some(left))?;
    stream.set_write_timeout(Some(left))
}

/// The first address that takes the connection; else why the last one did not.
fn connect(addresses: &[SocketAddr], deadline: Instant) -> Result<TcpStream, Message> {
    let mut failed = Message::new(Reason::HttpsTimeout);
    for (at, address) in addresses.iter().enumerate() {
        let left = deadline.saturating_duration_since(Instant::now());
        let share = left / u32::try_from(addresses.len() - at).unwrap_or(u32::MAX);
        if share.is_zero() {
            break;
        }
        match TcpStream::connect_timeout(address, share) {
            Ok(stream) => return Ok(stream),
            Err(error) => failed = of_io(&error),
        }
    }
    Err(failed)
}

fn of_io(error: &io::Error) -> Message {
    match error.kind() {
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Message::new(Reason::HttpsTimeout),
        io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe => {
            Message::new(Reason::HttpsHandshake).with("detail", error.to_string())
        }
        _ => Message::new(Reason::HttpsRefused).with("detail", error.to_string()),
    }
}

/// Keeps what is presented, and accepts all of it: nothing is sent over the connection.
struct Recorder {
    chain: Mutex<Chain>,
    provider: Arc<CryptoProvider>,
}

impl Recorder {
    fn lock(&self) -> std::sync::MutexGuard<'_, Chain> {
        self.chain.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder").finish_non_exhaustive()
    }
}

impl ServerCertVerifier for Recorder {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        *self.lock() = std::iter::once(end_entity)
            .chain(intermediates)
            .map(|certificate| certificate.clone().into_owned())
            .collect();
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider
            .signature_verification_algorithms
            .supported_schemes()
    }
}

fn judge(name: &DomainName, chain: &[CertificateDer<'static>], roots: RootCertStore) -> Message {
    let parsed = chain
        .first()
        .and_then(|own| Certificate::from_der(own).ok());
    let Some(own) = parsed else {
        return Message::new(Reason::HttpsUnreadable).with("domain", name);
    };
    let validity = own.tbs_certificate().validity();
    let now = DateTime::from_system_time(std::time::SystemTime::now()).ok();
    let (from, until) = (
        validity.not_before.to_date_time(),
        validity.not_after.to_date_time(),
    );
    let names = dns_names(&own);
    let reason = if !names.iter().any(|listed| covers(listed, name)) {
        Reason::HttpsWrongName
    } else if now.is_some_and(|now| until <= now) {
        Reason::HttpsExpired
    } else if now.is_some_and(|now| from > now) {
        Reason::HttpsNotYetValid
    } else {
        judge_issuer(name, &own, chain, roots)
    };
    let issuer = own.tbs_certificate().issuer().to_string();
    let subject = own.tbs_certificate().subject().to_string();
    Message::new(reason)
        .with("domain", name)
        .with(
            "names",
            if names.is_empty() {
                Fact::quoted(&subject)
            } else {
                listed(&names)
            },
        )
        .with("from", date(&from))
        .with("until", date(&until))
        .with("issuer", Fact::quoted(&issuer))
}

fn judge_issuer(
    name: &DomainName,
    own: &Certificate,
    chain: &[CertificateDer<'static>],
    roots: RootCertStore,
) -> Reason {
    if is_trusted(name, chain, roots) {
        return Reason::HttpsTrusted;
    }
    let subject = own.tbs_certificate().subject();
    let issuer = own.tbs_certificate().issuer();
    let sends_issuer = chain
        .iter()
        .skip(1)
        .filter_map(|sent| Certificate::from_der(sent).ok())
        .any(|sent| sent.tbs_certificate().subject() == issuer);
    if issuer
        .to_string()
        .to_ascii_uppercase()
        .contains("(STAGING)")
    {
        Reason::HttpsStaging
    } else if issuer == subject {
        Reason::HttpsSelfSigned
    } else if !sends_issuer {
        Reason::HttpsIncompleteChain
    } else {
        Reason::HttpsUntrusted
    }
}

fn is_trusted(name: &DomainName, chain: &[CertificateDer<'static>], roots: RootCertStore) -> bool {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider).build();
    let (Ok(verifier), Ok(server), Some((own, rest))) = (
        verifier,
        ServerName::try_from(name.as_str()),
        chain.split_first(),
    ) else {
        return false;
    };
    verifier
        .verify_server_cert(own, rest, &server, &[], UnixTime::now())
        .is_ok()
}

fn dns_names(certificate: &Certificate) -> Vec<String> {
    let found = certificate
        .tbs_certificate()
        .get_extension::<SubjectAltName>();
    let Ok(Some((_, SubjectAltName(names)))) = found else {
        return Vec::new();
    };
    names
        .into_iter()
        .filter_map(|name| match name {
            GeneralName::DnsName(name) => Some(name.as_str().to_ascii_lowercase()),
            _ => None,
        })
        .collect()
}

/// Whether a certificate's name is this host's; a wildcard stands for one label.
fn covers(listed: &str, name: &DomainName) -> bool {
    let name = name.as_str();
    listed == name
        || listed
            .strip_prefix("*.")
            .is_some_and(|parent| name.split_once('.').is_some_and(|(_, of)| of == parent))
}

/// The first names, and how many there are.
fn listed(names: &[String]) -> Fact {
    let shown: Vec<&str> = names.iter().map(String::as_str).take(NAMES_SHOWN).collect();
    let text = match names.len() {
        all if all > NAMES_SHOWN => format!("{}, … ({all})", shown.join(", ")),
        _ => shown.join(", "),
    };
    Fact::quoted(&text)
}

fn date(of: &DateTime) -> String {
    format!("{:04}-{:02}-{:02}", of.year(), of.month(), of.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_certificate_is_told_as_unreadable() {
        let name = DomainName::parse("shop.example.com").unwrap();
        for chain in [vec![], vec![CertificateDer::from(vec![0x30, 0x82, 0xff])]] {
            let told = judge(&name, &chain, RootCertStore::empty());
            assert_eq!(told.reason, Reason::HttpsUnreadable);
        }
    }

    #[test]
    fn a_wildcard_stands_for_one_label() {
        let name = DomainName::parse("shop.example.com").unwrap();
        for (listed, expected) in [
            ("shop.example.com", true),
            ("*.example.com", true),
            ("*.shop.example.com", false),
            ("*.com", false),
            ("example.com", false),
            ("*", false),
        ] {
            assert_eq!(covers(listed, &name), expected, "{listed}");
        }
    }

    #[test]
    fn of_many_names_some_are_listed_and_all_are_counted() {
        let names: Vec<String> = (0..90).map(|n| format!("{n}.example.com")).collect();
        let text = listed(&names).to_string();
        assert!(text.ends_with("4.example.com, … (90)"), "{text}");
    }
}
