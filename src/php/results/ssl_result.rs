//! `RunCloud\SslResult`

use crate::php::enums::{SslMode, SslOutcome};
use crate::php::value_class::value_class;

value_class!(crate::Redeployment as "RunCloud\\SslResult", |result| {
    "outcome": SslOutcome = result.outcome.into(),
    "mode": SslMode = result.mode.into(),
    "domain": Option<String> = result.domain,
    "certificateId": Option<i64> = result.certificate_id.map(super::integer),
    "message": String = message(result.outcome).to_owned(),
});

/// Requested is not issued, and no sentence here says otherwise.
const fn message(outcome: crate::SslOutcome) -> &'static str {
    match outcome {
        crate::SslOutcome::RedeployRequested => {
            "A new certificate was requested; RunCloud issues it in the background."
        }
        crate::SslOutcome::InstallRequested => {
            "A first certificate was requested; RunCloud issues it in the background."
        }
        crate::SslOutcome::Automatic => {
            "Nothing was requested: AutoSSL is on, and RunCloud issues certificates by itself."
        }
        crate::SslOutcome::CustomCertificate => {
            "Nothing was requested: the installed certificate is the owner's own."
        }
        crate::SslOutcome::NoCertificate => {
            "Nothing was requested: there is no certificate, and none was to be installed."
        }
    }
}
