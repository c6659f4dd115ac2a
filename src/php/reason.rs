//! `RunCloud\Reason`: the codes of all messages, and their texts for who translates them.

use std::panic;

use ext_php_rs::builders::{EnumBuilder, FunctionBuilder};
use ext_php_rs::class::RegisteredClass;
use ext_php_rs::convert::{FromZendObject, IntoZval};
use ext_php_rs::error::Result;
use ext_php_rs::flags::{DataType, MethodFlags};
use ext_php_rs::prelude::*;
use ext_php_rs::types::Zval;
use ext_php_rs::zend::ExecuteData;
use ext_php_rs::zend_fastcall;

use super::enums;
use crate::reason::with_reasons;

macro_rules! php_enum_of_reasons {
    ($($name:ident = $code:tt, $finding:literal $($next_step:literal)?;)+) => {
        /// `RunCloud\Reason`
        #[php_enum]
        #[php(name = "RunCloud\\Reason")]
        #[derive(Clone, Copy)]
        pub(crate) enum Reason {
            $(#[php(value = $code)] $name),+
        }

        impl From<crate::Reason> for Reason {
            fn from(reason: crate::Reason) -> Self {
                match reason {
                    $(crate::Reason::$name => Self::$name),+
                }
            }
        }

        impl From<Reason> for crate::Reason {
            fn from(reason: Reason) -> Self {
                match reason {
                    $(Reason::$name => Self::$name),+
                }
            }
        }
    };
}
with_reasons!(php_enum_of_reasons);

zend_fastcall! {
    extern fn finding(ex: &mut ExecuteData, returned: &mut Zval) {
        answer(ex, returned, |reason| Some(reason.finding()));
    }
}

zend_fastcall! {
    extern fn next_step(ex: &mut ExecuteData, returned: &mut Zval) {
        answer(ex, returned, |reason| Some(reason.next_step()).filter(|text| !text.is_empty()));
    }
}

/// Return a text of the case that the method was called on.
fn answer(
    ex: &mut ExecuteData,
    returned: &mut Zval,
    text: impl Fn(crate::Reason) -> Option<&'static str> + panic::UnwindSafe,
) {
    let (parser, this) = ex.parser_object();
    // On failure the parser has thrown.
    if parser.parse().is_err() {
        return;
    }
    let Some(case) = this.and_then(|this| Reason::from_zend_object(this).ok()) else {
        return;
    };
    let text = panic::catch_unwind(move || text(case.into())).unwrap_or_default();
    // A text always becomes a string.
    let _ = text.set_zval(returned, false);
}

/// Register the enum; only at startup.
pub(super) fn register() -> Result<()> {
    let builder = EnumBuilder::new(Reason::CLASS_NAME)
        .method(
            FunctionBuilder::new("finding", finding).returns(DataType::String, false, false),
            MethodFlags::Public,
        )
        .method(
            FunctionBuilder::new("nextStep", next_step).returns(DataType::String, false, true),
            MethodFlags::Public,
        );
    enums::register_final::<Reason>(builder)
}
