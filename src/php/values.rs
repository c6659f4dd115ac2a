//! The values of a message, as an array by name.

use ext_php_rs::convert::IntoZval;
use ext_php_rs::error::Result;
use ext_php_rs::flags::DataType;
use ext_php_rs::types::{ZendHashTable, Zval};

use super::results::integer;
use crate::Fact;

/// An array by name, in the order found.
pub(super) struct Values(pub(super) Vec<(&'static str, Fact)>);

impl IntoZval for Values {
    const TYPE: DataType = DataType::Array;
    const NULLABLE: bool = false;

    fn set_zval(self, zval: &mut Zval, _: bool) -> Result<()> {
        let mut array = ZendHashTable::new();
        for (name, fact) in self.0 {
            match fact {
                Fact::Text(text) => array.insert(name, text)?,
                Fact::Number(number) => array.insert(name, integer(number))?,
                Fact::Flag(flag) => array.insert(name, flag)?,
            }
        }
        zval.set_hashtable(array);
        Ok(())
    }
}
