//! Lists and their envelopes.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::as_id;
use crate::Error;
use crate::error::Resource;
use crate::operation::{Call, Operation};
use crate::reply::Reply;

/// The most entries of a page that RunCloud documents.
const PER_PAGE: u32 = 40;
/// Pages read at the most: 40,000 entries. Guards against a server that never says "last".
const MAX_PAGES: u32 = 1000;
/// How often a list is read again when it changed while it was read.
const READINGS: u32 = 3;

/// One page of a list.
struct Page<T> {
    entries: Vec<T>,
    /// The number of the last page; 1 when the envelope does not tell.
    last: u32,
    /// The number of entries in all, when the envelope tells.
    total: Option<u64>,
}

impl Operation<'_> {
    /// Read a list page by page until `enough` says so; returns the entries read.
    ///
    /// Entries move to earlier pages when others are removed meanwhile, and one may slip through
    /// between two requests. So when the list's total changed while it was read to its end, it is
    /// read again.
    pub(crate) fn list<T: DeserializeOwned>(
        &mut self,
        path: &str,
        resource: Resource,
        mut enough: impl FnMut(&T) -> bool,
    ) -> Result<Vec<T>, Error> {
        let mut entries = Vec::new();
        for _ in 0..READINGS {
            entries.clear();
            let mut totals = Vec::new();
            for number in 1..=MAX_PAGES {
                if number > 1 {
                    self.pace();
                }
                let page = self.page::<T>(path, resource, number)?;
                totals.push(page.total);
                let found = page.entries.iter().any(&mut enough);
                let is_last = number >= page.last || page.entries.is_empty();
                entries.extend(page.entries);
                if found {
                    return Ok(entries);
                }
                if is_last {
                    break;
                }
            }
            if totals.windows(2).all(|pair| pair.first() == pair.last()) {
                break;
            }
        }
        Ok(entries)
    }

    fn page<T: DeserializeOwned>(
        &mut self,
        path: &str,
        resource: Resource,
        number: u32,
    ) -> Result<Page<T>, Error> {
        let call = Call::get(format!("{path}?page={number}&perPage={PER_PAGE}"), resource);
        let reply = self.send(&call)?;
        let Envelope { data, meta } = envelope(&reply)?;
        Ok(Page {
            entries: data,
            last: last_page(&meta),
            total: meta.pointer("/pagination/total").and_then(as_id),
        })
    }
}

/// A list as documented: <https://runcloud.io/docs/api/v3/api-8617112>.
#[derive(Deserialize)]
#[serde(bound = "T: DeserializeOwned")]
struct Envelope<T> {
    data: Vec<T>,
    #[serde(default)]
    meta: Value,
}

/// Read a list, in its envelope or without one.
///
/// Straight into the entries' type: by way of a [`Value`] a full page took twice as long.
fn envelope<T: DeserializeOwned>(reply: &Reply) -> Result<Envelope<T>, Error> {
    let bare = || {
        reply.parse::<Vec<T>>().map(|data| Envelope {
            data,
            meta: Value::Null,
        })
    };
    reply.parse().or_else(bare).ok_or_else(|| {
        let json = reply.json().unwrap_or_default();
        reply.unexpected(if json.get("data").unwrap_or(&json).is_array() {
            "an entry of the list has no usable id or name"
        } else {
            "it is not a list"
        })
    })
}

/// The number of the last page, wherever an envelope puts it.
///
/// `meta.pagination.total_pages` (documented), else `meta.lastPage` (seen live by one client), else 1:
/// some v2 lists have no `meta` at all. Pages shorter than asked for prove nothing.
fn last_page(meta: &Value) -> u32 {
    ["/pagination/total_pages", "/lastPage"]
        .into_iter()
        .find_map(|place| meta.pointer(place).and_then(as_id))
        .map_or(1, |last| u32::try_from(last).unwrap_or(MAX_PAGES))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shapes of <https://runcloud.io/docs/api/v3/api-8617112> and of clients that saw others.
    #[test]
    fn the_last_page_is_found_in_every_envelope() {
        for (envelope, last) in [
            (
                r#"{"data":[],"meta":{"pagination":{"total":2,"total_pages":3,"links":{}}}}"#,
                3,
            ),
            (
                r#"{"data":[],"meta":{"pagination":{"total_pages":"3","links":[]}}}"#,
                3,
            ),
            (r#"{"data":[],"meta":{"lastPage":4}}"#, 4),
            (r#"{"data":[],"meta":[]}"#, 1),
            (r#"{"data":[]}"#, 1),
            ("[]", 1),
            (r#"{"data":[],"meta":{"lastPage":99999999999}}"#, MAX_PAGES),
        ] {
            let reply = Reply::new(200, envelope.as_bytes().to_vec());
            let Envelope::<Value> { meta, .. } = super::envelope(&reply).unwrap();
            assert_eq!(last_page(&meta), last, "{envelope}");
        }
    }
}
