//! Classes of plain values: final, read-only, made by the extension alone.

use ext_php_rs::boxed::ZBox;
use ext_php_rs::builders::{ClassBuilder, FunctionBuilder};
use ext_php_rs::error::{Error, Result};
use ext_php_rs::ffi::{object_properties_init, zend_objects_new};
use ext_php_rs::flags::{ClassFlags, MethodFlags};
use ext_php_rs::types::{ZendObject, Zval};
use ext_php_rs::zend::{ClassEntry, ExecuteData};
use ext_php_rs::zend_fastcall;

use super::class_slot::ClassSlot;
use super::typed_property::{self, Initial, Type};

/// A Rust value that PHP sees as an object with typed read-only properties.
pub(super) trait ValueClass: Sized {
    /// The class name.
    const NAME: &'static str;
    /// The properties in order.
    const PROPERTIES: &'static [(&'static str, Type)];

    fn slot() -> &'static ClassSlot;

    /// The properties' values, in the order of [`Self::PROPERTIES`].
    fn values(self) -> Result<Vec<Zval>>;
}

zend_fastcall! {
    /// The private constructor: nothing reaches it but reflection.
    extern fn constructor(_: &mut ExecuteData, _: &mut Zval) {}
}

/// Makes an object as the engine would. Its presence alone has a purpose: the engine refuses
/// `ReflectionClass::newInstanceWithoutConstructor()` for a final class that has one, so no
/// half-made object can exist.
unsafe extern "C" fn create(class: *mut ClassEntry) -> *mut ZendObject {
    // SAFETY: the engine passes the class it instantiates.
    unsafe {
        let object = zend_objects_new(class);
        object_properties_init(object, class);
        object
    }
}

/// Register a value's class; only at startup.
pub(super) fn register<T: ValueClass>() -> Result<()> {
    let builder = ClassBuilder::new(T::NAME)
        .flags(
            ClassFlags::Final
                .union(ClassFlags::ReadonlyClass)
                .union(ClassFlags::NoDynamicProperties),
        )
        .method(
            FunctionBuilder::new("__construct", constructor),
            MethodFlags::Private,
        );
    let class = T::slot().register(builder)?;
    class.__bindgen_anon_2.create_object = Some(create);
    for (name, kind) in T::PROPERTIES {
        typed_property::declare(class, name, *kind, Initial::ReadOnly)?;
    }
    Ok(())
}

/// Make the PHP object of a value.
pub(super) fn object<T: ValueClass>(value: T) -> Result<ZBox<ZendObject>> {
    let class = T::slot().get().ok_or(Error::InvalidPointer)?;
    let values = value.values()?;
    let mut object = ZendObject::new(class);
    for (at, value) in values.into_iter().take(T::PROPERTIES.len()).enumerate() {
        // SAFETY: the object is of a class without a parent, whose properties were declared in this
        // order, so the engine made a slot for each, still uninitialised; the value has the slot's type,
        // and the slot takes over its count.
        unsafe { typed_property::initialise(&mut object, at, value) };
    }
    Ok(object)
}

/// Tell how a Rust type looks in PHP: its class, and each property with its Rust type, which decides
/// the PHP type, and its value.
macro_rules! value_class {
    ($rust:ty as $class:literal, |$it:ident| {
        $($name:literal : $kind:ty = $value:expr),+ $(,)?
    }) => {
        impl $crate::php::value_class::ValueClass for $rust {
            const NAME: &'static str = $class;
            const PROPERTIES: &'static [(&'static str, $crate::php::typed_property::Type)] =
                &[$(($name, $crate::php::typed_property::Type::of::<$kind>())),+];

            fn slot() -> &'static $crate::php::class_slot::ClassSlot {
                static SLOT: $crate::php::class_slot::ClassSlot =
                    $crate::php::class_slot::ClassSlot::new();
                &SLOT
            }

            fn values(self) -> ::ext_php_rs::error::Result<Vec<::ext_php_rs::types::Zval>> {
                let $it = self;
                Ok(vec![$({
                    let value: $kind = $value;
                    ::ext_php_rs::convert::IntoZval::into_zval(value, false)?
                }),+])
            }
        }

        impl ::ext_php_rs::convert::IntoZval for $rust {
            const TYPE: ::ext_php_rs::flags::DataType =
                ::ext_php_rs::flags::DataType::object($class);
            const NULLABLE: bool = false;

            fn set_zval(
                self,
                zval: &mut ::ext_php_rs::types::Zval,
                persistent: bool,
            ) -> ::ext_php_rs::error::Result<()> {
                $crate::php::value_class::object(self)?.set_zval(zval, persistent)
            }
        }
    };
}
pub(super) use value_class;
