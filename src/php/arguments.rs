//! Arguments as PHP passes them.

use std::net::IpAddr;

use ext_php_rs::convert::FromZval;
use ext_php_rs::exception::{PhpException, PhpResult};
use ext_php_rs::flags::DataType;
use ext_php_rs::types::{ZendHashTable, ZendStr, Zval};
use ext_php_rs::zend::ce;

use crate::{Desired, DomainName, Error, Pointing};

/// A PHP string: bytes, whatever they are. What they must be is told by the core, in its own words,
/// and not by a type error.
pub(super) struct Text<'a>(&'a [u8]);

impl<'a> FromZval<'a> for Text<'a> {
    const TYPE: DataType = DataType::String;

    fn from_zval(zval: &'a Zval) -> Option<Self> {
        zval.zend_str().map(Self::from)
    }
}

impl<'a> From<&'a ZendStr> for Text<'a> {
    fn from(text: &'a ZendStr) -> Self {
        Self(text.as_bytes())
    }
}

impl Text<'_> {
    pub(super) fn domain(&self) -> Result<DomainName, Error> {
        DomainName::parse(self.0)
    }

    /// For settings, whose checks refuse the sign that stands in for what is no UTF-8.
    pub(super) fn to_text(&self) -> String {
        String::from_utf8_lossy(self.0).into_owned()
    }
}

/// A `float`, for which PHP also takes an integer.
pub(super) struct Float(pub(super) f64);

impl FromZval<'_> for Float {
    const TYPE: DataType = DataType::Double;

    fn from_zval(zval: &Zval) -> Option<Self> {
        #[allow(
            clippy::cast_precision_loss,
            reason = "as PHP does; the numbers that pass the checks are small"
        )]
        let from_integer = || zval.long().map(|whole| whole as f64);
        zval.double().or_else(from_integer).map(Self)
    }
}

/// An id hint: whatever is no id is no hint.
pub(super) fn hint(id: Option<i64>) -> Option<u64> {
    id.and_then(|id| u64::try_from(id).ok())
}

/// The domains of `checkDns()`: `name` entries, and `name => addresses` entries.
pub(super) fn pointing(domains: &ZendHashTable) -> PhpResult<Vec<Pointing>> {
    let mut entries = domains.iter();
    std::iter::from_fn(|| entries.next_zval())
        .map(|(key, value)| {
            let value = value.dereference();
            let (name, given) = match key.zend_str() {
                Some(name) => (Some(name), value.array()),
                None => (value.zend_str(), None),
            };
            let name = name.ok_or_else(|| not_addresses("checkDns"))?;
            Ok(Pointing {
                name: Text::from(name).domain()?,
                addresses: match given {
                    Some(list) => Some(addresses(list, "checkDns")?),
                    None if key.zend_str().is_some() && !value.is_null() => {
                        return Err(not_addresses("checkDns"));
                    }
                    None => None,
                },
            })
        })
        .collect()
}

/// A list of addresses, as `method` takes them.
pub(super) fn addresses(list: &ZendHashTable, method: &str) -> PhpResult<Vec<IpAddr>> {
    let mut entries = list.iter();
    std::iter::from_fn(|| entries.next_zval())
        .map(|(_, value)| {
            let text = value.dereference().zend_str().map(Text::from);
            text.and_then(|text| text.to_text().trim().parse().ok())
                .ok_or_else(|| not_addresses(method))
        })
        .collect()
}

/// The domains of `plan()`: `name` entries, whose `www` does not matter, and `name => ?bool` entries,
/// whose `www` is wanted as `addDomain()` would have it.
pub(super) fn desired(domains: &ZendHashTable) -> PhpResult<Vec<Desired>> {
    let mut entries = domains.iter();
    // Raw pairs, since the iterator's own keys must be UTF-8.
    std::iter::from_fn(|| entries.next_zval())
        .map(|(key, value)| {
            let value = value.dereference();
            let (name, www) = match key.zend_str() {
                Some(name) => {
                    let name = Text::from(name).domain()?;
                    let www = www(value)?.unwrap_or_else(|| name.has_www_by_default());
                    (name, Some(www))
                }
                None => {
                    let name = value.zend_str().ok_or_else(not_a_list_of_domains)?;
                    (Text::from(name).domain()?, None)
                }
            };
            Ok(Desired { name, www })
        })
        .collect()
}

fn www(value: &Zval) -> PhpResult<Option<bool>> {
    if value.is_null() {
        return Ok(None);
    }
    value.bool().map(Some).ok_or_else(not_a_list_of_domains)
}

fn not_addresses(method: &str) -> PhpException {
    type_error(&format!(
        "RunCloud\\Client::{method}(): addresses must be lists of IPv4 or IPv6 addresses as strings"
    ))
}

fn not_a_list_of_domains() -> PhpException {
    type_error(
        "RunCloud\\Client::plan(): Argument #1 ($domains) must hold names as strings, or names as \
         keys with bool or null",
    )
}

fn type_error(words: &str) -> PhpException {
    PhpException::new(words.to_owned(), 0, ce::type_error())
}
