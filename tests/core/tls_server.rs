//! Small TLS servers, each with something wrong about its certificate.

use std::fs::OpenOptions;
use std::io::Write;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

use fake_runcloud::Fake;
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::ServerConnection;
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::server::ResolvesServerCertUsingSni;

/// An authority that signs what a test asks for.
pub(crate) struct Authority {
    pub(crate) certificate: CertificateDer<'static>,
    pem: String,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    /// One that nobody knows.
    pub(crate) fn new(name: &str) -> Self {
        Self::build(name, |params, key| params.self_signed(key))
    }

    /// One that this one vouches for.
    pub(crate) fn vouch_for(&self, name: &str) -> Self {
        Self::build(name, |params, key| params.signed_by(key, &self.issuer))
    }

    fn build(
        name: &str,
        sign: impl FnOnce(&CertificateParams, &KeyPair) -> Result<rcgen::Certificate, rcgen::Error>,
    ) -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = params(&[], name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let signed = sign(&params, &key).unwrap();
        Self {
            certificate: signed.der().clone(),
            pem: signed.pem(),
            issuer: Issuer::new(params, key),
        }
    }

    /// Have clients of this fake trust it, by the file that they read its own authority from.
    pub(crate) fn be_trusted_with(&self, fake: &Fake) {
        let mut file = OpenOptions::new()
            .append(true)
            .open(fake.ca_file())
            .unwrap();
        file.write_all(self.pem.as_bytes()).unwrap();
    }

    /// A certificate for these names, with its key.
    pub(crate) fn issue(
        &self,
        names: &[&str],
        edit: impl FnOnce(&mut CertificateParams),
    ) -> Issued {
        let key = KeyPair::generate().unwrap();
        let mut params = params(names, "a host");
        edit(&mut params);
        let signed = params.signed_by(&key, &self.issuer).unwrap();
        Issued {
            certificate: signed.der().clone(),
            key,
        }
    }
}

/// A certificate with its key.
pub(crate) struct Issued {
    pub(crate) certificate: CertificateDer<'static>,
    key: KeyPair,
}

impl Issued {
    /// One that nobody else signed.
    pub(crate) fn self_signed(names: &[&str]) -> Self {
        let key = KeyPair::generate().unwrap();
        let signed = params(names, "itself").self_signed(&key).unwrap();
        Self {
            certificate: signed.der().clone(),
            key,
        }
    }

    /// Serve it with these certificates behind it, until the test program ends.
    pub(crate) fn serve(self, behind: &[&CertificateDer<'static>]) -> SocketAddr {
        let chain = std::iter::once(&self.certificate)
            .chain(behind.iter().copied())
            .cloned()
            .collect();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(self.key.serialize_der()));
        serve(builder().with_single_cert(chain, key).unwrap())
    }
}

/// A server that has no certificate for any name, and says so in the handshake.
pub(crate) fn refusing() -> SocketAddr {
    serve(builder().with_cert_resolver(Arc::new(ResolvesServerCertUsingSni::new())))
}

/// A server that does this with each connection.
pub(crate) fn answering(answer: fn(TcpStream)) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || listener.incoming().flatten().for_each(answer));
    address
}

fn builder() -> rustls::ConfigBuilder<ServerConfig, rustls::server::WantsServerCert> {
    ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
}

fn serve(config: ServerConfig) -> SocketAddr {
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            while connection.is_handshaking() && connection.complete_io(&mut stream).is_ok() {}
        }
    });
    address
}

fn params(names: &[&str], common_name: &str) -> CertificateParams {
    let names: Vec<String> = names.iter().map(ToString::to_string).collect();
    let mut params = CertificateParams::new(names).unwrap();
    params
        .distinguished_name
        .push(DnType::CommonName, common_name);
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(2100, 1, 1);
    params
}
