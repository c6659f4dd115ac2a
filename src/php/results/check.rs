//! `RunCloud\Check`

use ext_php_rs::convert::IntoZval;
use ext_php_rs::error::Result;
use ext_php_rs::flags::DataType;
use ext_php_rs::types::{ZendHashTable, Zval};

use crate::Fact;
use crate::php::enums::CheckStatus;
use crate::php::value_class::value_class;

value_class!(crate::Check as "RunCloud\\Check", |check| {
    "name": &'static str = check.name,
    "status": CheckStatus = check.status.into(),
    "finding": String = check.finding,
    "nextStep": Option<String> = check.next_step,
    "facts": Facts = Facts(check.facts),
});

/// An array by name, in the order found.
struct Facts(Vec<(&'static str, Fact)>);

impl IntoZval for Facts {
    const TYPE: DataType = DataType::Array;
    const NULLABLE: bool = false;

    fn set_zval(self, zval: &mut Zval, _: bool) -> Result<()> {
        let mut array = ZendHashTable::new();
        for (name, fact) in self.0 {
            match fact {
                Fact::Text(text) => array.insert(name, text)?,
                Fact::Number(number) => array.insert(name, super::integer(number))?,
                Fact::Flag(flag) => array.insert(name, flag)?,
            }
        }
        zval.set_hashtable(array);
        Ok(())
    }
}
