//! A client from what the site has set: PHP constants, then environment variables of the same names.

use std::ffi::CStr;

use ext_php_rs::ffi::_efree;
use ext_php_rs::types::ZendStr;

use super::{ini, zend};
use crate::settings::unusable;
use crate::{Client, Credentials, Error, Id, Reason, Settings};

const SERVER_ID: &str = "WU_RUNCLOUD_SERVER_ID";
const APP_ID: &str = "WU_RUNCLOUD_APP_ID";

/// Make a client from the constants and variables as of now.
///
/// Returns [`Error::Configuration`] that names what is missing or unusable.
pub(super) fn client() -> Result<Client, Error> {
    let server = read(SERVER_ID).unwrap_or_default();
    let app = read(APP_ID).unwrap_or_default();
    if server.trim().is_empty() && app.trim().is_empty() {
        let message = unusable(Reason::IdMissing, SERVER_ID).with("also", APP_ID);
        return Err(Error::Configuration(message));
    }
    let mut settings = Settings::new(
        Id::parse(SERVER_ID, &server)?,
        Id::parse(APP_ID, &app)?,
        Credentials::from_parts(
            read("WU_RUNCLOUD_API_TOKEN"),
            read("WU_RUNCLOUD_API_KEY"),
            read("WU_RUNCLOUD_API_SECRET"),
        )?,
    );
    ini::connection(&mut settings)?;
    ini::api_url(&mut settings)?;
    ini::timeout(&mut settings)?;
    Client::new(settings)
}

fn read(name: &str) -> Option<String> {
    constant(name)
        .or_else(|| of_the_server(name))
        .or_else(|| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned()))
}

/// The PHP constant, if it holds a non-empty string or an integer.
fn constant(name: &str) -> Option<String> {
    let mut name = ZendStr::new(name, false);
    // SAFETY: the engine looks the name up and returns null or a value of its own, which is read before
    // anything else runs.
    let value = unsafe { zend::zend_get_constant(&raw mut *name).as_ref() }?;
    match value.zend_str() {
        Some(text) if text.is_empty() => None,
        Some(text) => Some(String::from_utf8_lossy(text.as_bytes()).into_owned()),
        None => value.long().map(|number| number.to_string()),
    }
}

/// The variable as the web server passes it along with a request, which `getenv()` sees first.
fn of_the_server(name: &str) -> Option<String> {
    // SAFETY: the server interface copies the name's value, which is then ours to free.
    unsafe {
        let value = zend::sapi_getenv(name.as_ptr().cast(), name.len());
        if value.is_null() {
            return None;
        }
        let text = CStr::from_ptr(value).to_string_lossy().into_owned();
        _efree(value.cast());
        Some(text)
    }
}
