//! The certificate authorities that are trusted: the operating system's, and those of a file.

use std::fs;
use std::path::Path;

use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use crate::settings::unusable;
use crate::{Error, Fact, Reason};

const SETTING: &str = "runcloud.ca_file";

/// All of them; read anew at each call.
///
/// Returns [`Error::Configuration`] for a file that cannot be read or holds no certificate, or an operating system
/// without certificate authorities.
pub(crate) fn trusted(file: Option<&Path>) -> Result<Vec<CertificateDer<'static>>, Error> {
    let mut roots = rustls_native_certs::load_native_certs().certs;
    if let Some(path) = file {
        let about =
            |reason| unusable(reason, SETTING).with("file", Fact::quoted(&path.to_string_lossy()));
        let pem = fs::read(path).map_err(|error| {
            let message = about(Reason::CaFileUnreadable);
            Error::Configuration(message.with("detail", error.to_string()))
        })?;
        let before = roots.len();
        roots.extend(CertificateDer::pem_slice_iter(&pem).filter_map(Result::ok));
        if roots.len() == before {
            return Err(Error::Configuration(about(Reason::CaFileEmpty)));
        }
    }
    if roots.is_empty() {
        return Err(Error::Configuration(unusable(
            Reason::AuthoritiesMissing,
            SETTING,
        )));
    }
    Ok(roots)
}

/// The same, for a verifier of rustls.
pub(crate) fn store(file: Option<&Path>) -> Result<RootCertStore, Error> {
    let mut store = RootCertStore::empty();
    store.add_parsable_certificates(trusted(file)?);
    Ok(store)
}
