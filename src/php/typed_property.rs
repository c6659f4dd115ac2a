//! The engine's own typed properties, as userland classes have them.

use std::ffi::c_int;
use std::mem::ManuallyDrop;
use std::ptr;

use ext_php_rs::convert::IntoZval;
use ext_php_rs::error::{Error, Result};
use ext_php_rs::ffi::{
    _ZEND_TYPE_NAME_BIT, _ZEND_TYPE_NULLABLE_BIT, IS_ARRAY, zend_empty_array, zend_type,
};
use ext_php_rs::flags::{DataType, PropertyFlags, ZvalTypeFlags};
use ext_php_rs::types::{ZendObject, ZendStr, Zval};
use ext_php_rs::zend::{ClassEntry, ZendType};

use super::zend;

/// A property's PHP type.
#[derive(Clone, Copy)]
pub(super) struct Type {
    data: DataType,
    nullable: bool,
}

impl Type {
    /// The PHP type that values of a Rust type become.
    pub(super) const fn of<T: IntoZval>() -> Self {
        Self {
            data: T::TYPE,
            nullable: T::NULLABLE,
        }
    }

    fn to_zend(self) -> Result<zend_type> {
        let Some(class) = self.data.class_name() else {
            return ZendType::empty_from_type(self.data, false, false, self.nullable)
                .ok_or(Error::ZvalConversion(self.data));
        };
        let null = if self.nullable {
            _ZEND_TYPE_NULLABLE_BIT
        } else {
            0
        };
        Ok(zend_type {
            ptr: ZendStr::new_interned(class, true).into_raw().cast(),
            type_mask: _ZEND_TYPE_NAME_BIT | null,
        })
    }
}

/// What a property holds in a new object.
#[derive(Clone, Copy)]
pub(super) enum Initial {
    /// Nothing: written once, then read-only.
    ReadOnly,
    Null,
    False,
    EmptyArray,
}

/// Declare a public property; only at startup.
pub(super) fn declare(
    class: &mut ClassEntry,
    name: &str,
    kind: Type,
    initial: Initial,
) -> Result<()> {
    let mut access = PropertyFlags::Public.bits();
    let mut default = Zval::null();
    match initial {
        Initial::ReadOnly => {
            access |= zend::ACC_READONLY;
            default.u1.type_info = ZvalTypeFlags::Undef.bits();
        }
        Initial::Null => {}
        Initial::False => default.set_bool(false),
        Initial::EmptyArray => {
            // Without the flag of a counted reference, as the shared empty array has none.
            default.u1.type_info = IS_ARRAY;
            default.value.arr = (&raw const zend_empty_array).cast_mut();
        }
    }
    // SAFETY: the class is being registered, the name and a class name in the type are interned for
    // good, and the default holds no counted reference, as the engine demands of internal classes.
    let declared = unsafe {
        zend::zend_declare_typed_property(
            class,
            ZendStr::new_interned(name, true).into_raw(),
            &raw mut default,
            c_int::try_from(access)?,
            ptr::null_mut(),
            kind.to_zend()?,
        )
    };
    if declared.is_null() {
        return Err(Error::InvalidPointer);
    }
    Ok(())
}

/// Write a property from within the scope of the class that declares it, which initialises a
/// read-only one. Runs no code of the user's: the value has the property's type.
pub(super) fn write(
    scope: &ClassEntry,
    object: &mut ZendObject,
    name: &str,
    value: impl IntoZval,
) -> Result<()> {
    let mut value = value.into_zval(false)?;
    // SAFETY: scope and object are alive, and the engine copies name and value.
    unsafe {
        zend::zend_update_property(
            ptr::from_ref(scope).cast_mut(),
            object,
            name.as_ptr().cast(),
            name.len(),
            &raw mut value,
        );
    }
    Ok(())
}

/// Initialise a declared property by its place, without the look-up by name: measured on a page of 40
/// domains, that took a seventh of the call.
///
/// # Safety
/// The object's class declares a property at this place, it is uninitialised, and the value has its type.
pub(super) unsafe fn initialise(object: &mut ZendObject, at: usize, value: Zval) {
    let value = ManuallyDrop::new(value);
    // SAFETY: by the caller's promise the slot exists; its flags stay as the engine set them.
    unsafe {
        let slot = object.properties_table.as_mut_ptr().add(at);
        (*slot).value = value.value;
        (*slot).u1 = value.u1;
    }
}
