//! The settings of `php.ini`, read anew for each client: some differ between the sites of one worker.
//!
//! An unusable value is told at the first call, by name, and never at startup, where it would stop PHP.

use std::cell::Cell;
use std::ffi::{CStr, c_int, c_void};
use std::path::PathBuf;
use std::ptr;
use std::sync::atomic::{AtomicBool, Ordering};

use ext_php_rs::ffi::{zend_ini_entry, zend_string};
use ext_php_rs::flags::IniEntryPermission;
use ext_php_rs::zend::{IniEntryDef, IniEntryDefs};

use super::zend;
use crate::settings::{no_seconds, unusable};
use crate::{ApiUrl, Error, Reason, Settings};

const TIMEOUT: &str = "runcloud.timeout";
const CONNECT_TIMEOUT: &str = "runcloud.connect_timeout";
const API_URL: &str = "runcloud.api_url";
const CA_FILE: &str = "runcloud.ca_file";
const PROXY: &str = "runcloud.proxy";

static ENTRIES: IniEntryDefs<6> = IniEntryDefs::new([
    IniEntryDef::new(c"runcloud.timeout", c"30", IniEntryPermission::All),
    IniEntryDef::new(c"runcloud.connect_timeout", c"5", IniEntryPermission::All),
    url(
        IniEntryDef::new(
            c"runcloud.api_url",
            c"https://manage.runcloud.io/api",
            IniEntryPermission::System,
        ),
        Url::Api,
    ),
    IniEntryDef::new(c"runcloud.ca_file", c"", IniEntryPermission::System),
    url(
        IniEntryDef::new(c"runcloud.proxy", c"", IniEntryPermission::System),
        Url::Proxy,
    ),
    IniEntryDef::end(),
]);

/// Register the settings; only at startup.
pub(super) fn register(module: i32) {
    for refused in &REFUSED_AT_STARTUP {
        refused.store(false, Ordering::Release);
    }
    IniEntryDef::register(ENTRIES.as_slice(), module);
}

/// Take over `runcloud.connect_timeout`, `runcloud.ca_file` and `runcloud.proxy`.
pub(super) fn connection(settings: &mut Settings) -> Result<(), Error> {
    settings.connect_timeout = crate::seconds(CONNECT_TIMEOUT, number(CONNECT_TIMEOUT)?)?;
    settings.ca_file = text(CA_FILE).map(PathBuf::from);
    accepted(Url::Proxy, PROXY)?;
    settings.proxy = text(PROXY);
    Ok(())
}

/// Take over `runcloud.timeout`.
pub(super) fn timeout(settings: &mut Settings) -> Result<(), Error> {
    settings.timeout = crate::seconds(TIMEOUT, number(TIMEOUT)?)?;
    Ok(())
}

/// Take over `runcloud.api_url`; empty means the default.
pub(super) fn api_url(settings: &mut Settings) -> Result<(), Error> {
    accepted(Url::Api, API_URL)?;
    if let Some(url) = text(API_URL) {
        settings.api_url = ApiUrl::parse(&url)?;
    }
    Ok(())
}

/// The value of a setting; `None` when it is empty.
fn text(name: &str) -> Option<String> {
    // SAFETY: the engine returns null or a value of its own, which is copied before anything else runs.
    let value = unsafe {
        let value = zend::zend_ini_string_ex(name.as_ptr().cast(), name.len(), 0, ptr::null_mut());
        if value.is_null() {
            return None;
        }
        CStr::from_ptr(value).to_string_lossy()
    };
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

fn number(name: &'static str) -> Result<f64, Error> {
    let value = text(name).unwrap_or_default();
    value.parse().map_err(|_| no_seconds(name, &value))
}

/// The settings that are URLs. One with a user name or password is refused when it is set, so that
/// `ini_get_all()` and `phpinfo()` never have it to show, and the refusal is told at the next call.
#[derive(Clone, Copy)]
enum Url {
    Api,
    Proxy,
}

/// What `php.ini` or the command line gave; holds for the process.
static REFUSED_AT_STARTUP: [AtomicBool; 2] = [AtomicBool::new(false), AtomicBool::new(false)];

thread_local! {
    /// What the web server set for the request at hand; `None` when it set nothing.
    static REFUSED_IN_REQUEST: [Cell<Option<bool>>; 2] = const { [Cell::new(None), Cell::new(None)] };
}

const fn url(entry: IniEntryDef, which: Url) -> IniEntryDef {
    IniEntryDef {
        on_modify: Some(on_modify),
        mh_arg1: ptr::without_provenance_mut(which as usize),
        ..entry
    }
}

/// The engine's question whether a new value is acceptable.
unsafe extern "C" fn on_modify(
    _entry: *mut zend_ini_entry,
    value: *mut zend_string,
    which: *mut c_void,
    _: *mut c_void,
    _: *mut c_void,
    stage: c_int,
) -> c_int {
    // SAFETY: the engine passes null or a string that outlives this call.
    let value = unsafe { value.as_ref() };
    let refused = value.is_some_and(|value| value.as_bytes().contains(&b'@'));
    let which = which.addr();
    if stage == zend::INI_STAGE_STARTUP {
        // Only ever set: each new thread repeats this stage with the value that was accepted.
        if refused && let Some(at_startup) = REFUSED_AT_STARTUP.get(which) {
            at_startup.store(true, Ordering::Release);
        }
    } else {
        let restored = stage == zend::INI_STAGE_DEACTIVATE;
        REFUSED_IN_REQUEST.with(|in_request| {
            if let Some(in_request) = in_request.get(which) {
                in_request.set((!restored).then_some(refused));
            }
        });
    }
    if refused {
        zend::FAILURE
    } else {
        zend::SUCCESS
    }
}

fn accepted(which: Url, name: &'static str) -> Result<(), Error> {
    let which = which as usize;
    let at_startup = || {
        REFUSED_AT_STARTUP
            .get(which)
            .is_some_and(|refused| refused.load(Ordering::Acquire))
    };
    let in_request =
        REFUSED_IN_REQUEST.with(|in_request| in_request.get(which).and_then(Cell::get));
    if in_request.unwrap_or_else(at_startup) {
        return Err(Error::Configuration(unusable(
            Reason::UrlWithPassword,
            name,
        )));
    }
    Ok(())
}
