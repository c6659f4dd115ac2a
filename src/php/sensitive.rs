//! `#[\SensitiveParameter]` on the constructor's secrets.
//!
//! Without it, a trace prints the arguments of every call in it, and PHP's own default is to record
//! them (`zend.exception_ignore_args=0`).

use std::ptr;

use ext_php_rs::error::{Error, Result};
use ext_php_rs::types::ZendStr;
use ext_php_rs::zend::ClassEntry;

use super::zend;

/// Attach the attribute to parameters of a class' constructor; only at startup.
pub(super) fn mark_constructor(class: &mut ClassEntry, parameters: &[u32]) -> Result<()> {
    // SAFETY: the class was just registered, so its constructor is this extension's own function and
    // nothing else refers to it yet.
    let constructor = unsafe { class.constructor.as_mut() }.ok_or(Error::InvalidPointer)?;
    for parameter in parameters {
        // SAFETY: every kind of function begins with these common fields; the name is interned for good.
        // The engine counts parameters from 1, as 0 means the function itself.
        unsafe {
            zend::zend_add_attribute(
                ptr::addr_of_mut!(constructor.common.attributes),
                ZendStr::new_interned("SensitiveParameter", true).into_raw(),
                0,
                zend::ATTRIBUTE_PERSISTENT,
                parameter + 1,
                0,
            );
        }
    }
    Ok(())
}
