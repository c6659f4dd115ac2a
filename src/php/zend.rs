//! Functions of PHP's that `ext-php-rs` does not bind. All are part of the API that PHP 8.2 to 8.5 export.

use std::ffi::{c_char, c_int};

use ext_php_rs::ffi::{HashTable, zend_object, zend_property_info, zend_string, zend_type, zval};
use ext_php_rs::zend::{ClassEntry, ModuleEntry};

/// `ZEND_ACC_READONLY`: the property can be written once, by its class.
pub(super) const ACC_READONLY: u32 = 1 << 7;
/// `ZEND_ATTRIBUTE_PERSISTENT`: the attribute lives as long as the process.
pub(super) const ATTRIBUTE_PERSISTENT: u32 = 1;
/// `ZEND_INI_STAGE_STARTUP`
pub(super) const INI_STAGE_STARTUP: c_int = 1 << 0;
/// `ZEND_INI_STAGE_DEACTIVATE`
pub(super) const INI_STAGE_DEACTIVATE: c_int = 1 << 3;
/// `SUCCESS` and `FAILURE` of `zend_result`.
pub(super) const SUCCESS: c_int = 0;
pub(super) const FAILURE: c_int = -1;

unsafe extern "C" {
    /// `\RuntimeException`; null until the SPL extension has started, which is before all shared ones.
    pub(super) static spl_ce_RuntimeException: *mut ClassEntry;

    pub(super) fn zend_declare_typed_property(
        class: *mut ClassEntry,
        name: *mut zend_string,
        default: *mut zval,
        access: c_int,
        doc_comment: *mut zend_string,
        kind: zend_type,
    ) -> *mut zend_property_info;

    pub(super) fn zend_update_property(
        scope: *mut ClassEntry,
        object: *mut zend_object,
        name: *const c_char,
        name_length: usize,
        value: *mut zval,
    );

    pub(super) fn zend_add_attribute(
        attributes: *mut *mut HashTable,
        name: *mut zend_string,
        arguments: u32,
        flags: u32,
        offset: u32,
        line: u32,
    ) -> *mut std::ffi::c_void;

    pub(super) fn zend_get_constant(name: *mut zend_string) -> *mut zval;

    pub(super) fn sapi_getenv(name: *const c_char, name_length: usize) -> *mut c_char;

    pub(super) fn zend_ini_string_ex(
        name: *const c_char,
        name_length: usize,
        original: c_int,
        exists: *mut bool,
    ) -> *mut c_char;

    pub(super) fn display_ini_entries(module: *mut ModuleEntry);
}
