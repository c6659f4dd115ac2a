//! What `php --ri runcloud` and `phpinfo()` show: versions and settings, never a credential.

use std::ffi::CStr;

use ext_php_rs::ffi::{
    php_info_print_table_end, php_info_print_table_row, php_info_print_table_start,
};
use ext_php_rs::zend::ModuleEntry;

use super::zend;

const ROWS: [(&CStr, &CStr); 3] = [
    (c"Version", VERSION),
    (c"RunCloud API", c"v3 (token), v2 (key and secret)"),
    (
        c"TLS",
        c"rustls, with the operating system's certificate authorities",
    ),
];

const VERSION: &CStr =
    match CStr::from_bytes_with_nul(concat!(env!("CARGO_PKG_VERSION"), "\0").as_bytes()) {
        Ok(version) => version,
        Err(_) => c"",
    };

pub(super) unsafe extern "C" fn print(module: *mut ModuleEntry) {
    // SAFETY: the engine asks for the table while it can print, all strings end with NUL and live for
    // good, and the module is its own.
    unsafe {
        php_info_print_table_start();
        for (name, value) in ROWS {
            php_info_print_table_row(2, name.as_ptr(), value.as_ptr());
        }
        php_info_print_table_end();
        zend::display_ini_entries(module);
    }
}
