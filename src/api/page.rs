//! Lists and their envelopes.

use std::collections::HashSet;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::as_id;
use crate::error::Resource;
use crate::operation::{Call, Operation};
use crate::reply::Reply;
use crate::{Error, Reason};

/// The most entries of a page that RunCloud documents.
const PER_PAGE: u32 = 40;
/// Entries of a page where `perPage` is not heeded; fewer are never a full page.
const USUAL_PAGE: usize = 20;
/// Pages read at the most: 40,000 entries. Guards against a server that never says "last".
const MAX_PAGES: u32 = 1000;
/// How often a list is read again when it changed while it was read.
const READINGS: u32 = 3;

/// An entry of a list, known by a key when it is listed twice.
pub(crate) trait Listed: DeserializeOwned {
    /// What no other entry of the list has.
    fn key(&self) -> u64;
}

/// One page of a list.
struct Page<T> {
    entries: Vec<T>,
    /// The number of the last page, when the envelope tells.
    last: Option<u32>,
    /// The number of entries in all, when the envelope tells.
    total: Option<u64>,
}

/// One reading of a list.
struct Reading<T> {
    entries: Vec<T>,
    /// Why it must not be taken for the whole list.
    flaw: Option<Reason>,
    /// Whether the list changed meanwhile.
    changed: bool,
}

impl<T> Reading<T> {
    /// Whether reading the list once more can tell nothing else.
    fn is_final(&self) -> bool {
        self.flaw == Some(Reason::ListEndless) || self.flaw.is_none() && !self.changed
    }
}

impl Operation<'_> {
    /// Read a list page by page until `enough` says so; returns the entries read, each once.
    ///
    /// Entries move to earlier pages when others are removed meanwhile, and one may slip through
    /// between two requests. So when the list's total changed while it was read to its end, it is
    /// read again.
    ///
    /// Returns [`Error::UnreadableList`] when the list was not read to its end: only a list that was
    /// may prove that something is absent.
    pub(crate) fn list<T: Listed>(
        &mut self,
        path: &str,
        resource: Resource,
        mut enough: impl FnMut(&T) -> bool,
    ) -> Result<Vec<T>, Error> {
        let mut reading = self.read_through(path, resource, &mut enough)?;
        for _ in 1..READINGS {
            if reading.is_final() {
                break;
            }
            reading = self.read_through(path, resource, &mut enough)?;
        }
        match reading.flaw {
            Some(reason) => Err(Error::UnreadableList(reason)),
            None => Ok(reading.entries),
        }
    }

    fn read_through<T: Listed>(
        &mut self,
        path: &str,
        resource: Resource,
        enough: &mut impl FnMut(&T) -> bool,
    ) -> Result<Reading<T>, Error> {
        let mut reading = Reading {
            entries: Vec::new(),
            flaw: Some(Reason::ListEndless),
            changed: false,
        };
        let mut seen = HashSet::new();
        let mut total = None;
        let mut full = USUAL_PAGE;
        for number in 1..=MAX_PAGES {
            if number > 1 {
                self.pace();
            }
            let page = self.page::<T>(path, resource, number)?;
            let length = page.entries.len();
            let before = reading.entries.len();
            let fresh = page
                .entries
                .into_iter()
                .filter(|entry| seen.insert(entry.key()));
            reading.entries.extend(fresh);
            let news = reading.entries.get(before..).unwrap_or_default();
            if news.iter().any(&mut *enough) {
                return Ok(Reading {
                    flaw: None,
                    changed: false,
                    ..reading
                });
            }
            if number == 1 {
                total = page.total;
                full = full.max(length);
            }
            reading.changed |= page.total != total;
            let is_last = match page.last {
                Some(last) => number >= last || length == 0,
                // A server that does not heed `page` either sends the same entries again.
                None => length < full || news.is_empty(),
            };
            if is_last {
                reading.flaw = total
                    .filter(|total| !reading.changed && (reading.entries.len() as u64) < *total)
                    .map(|_| Reason::ListIncomplete);
                return Ok(reading);
            }
            if news.is_empty() {
                reading.flaw = Some(Reason::ListRepeats);
                return Ok(reading);
            }
        }
        Ok(reading)
    }

    fn page<T: Listed>(
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

    /// The first page of a list, as it comes.
    pub(crate) fn first_page<T: DeserializeOwned>(
        &mut self,
        path: &str,
        resource: Resource,
    ) -> Result<Vec<T>, Error> {
        let call = Call::get(format!("{path}?page=1&perPage={PER_PAGE}"), resource);
        let reply = self.send(&call)?;
        Ok(envelope(&reply)?.data)
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
        reply.is_no(if json.get("data").unwrap_or(&json).is_array() {
            "a list whose entries all have an id and a name"
        } else {
            "a list"
        })
    })
}

/// The number of the last page, wherever an envelope puts it.
///
/// `meta.pagination.total_pages` (documented), else `meta.lastPage` (seen live by one client); some v2
/// lists have no `meta` at all. Where it is told, pages shorter than asked for prove nothing.
fn last_page(meta: &Value) -> Option<u32> {
    ["/pagination/total_pages", "/lastPage"]
        .into_iter()
        .find_map(|place| meta.pointer(place).and_then(as_id))
        .map(|last| u32::try_from(last).unwrap_or(u32::MAX))
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
                Some(3),
            ),
            (
                r#"{"data":[],"meta":{"pagination":{"total_pages":"3","links":[]}}}"#,
                Some(3),
            ),
            (r#"{"data":[],"meta":{"lastPage":4}}"#, Some(4)),
            (r#"{"data":[],"meta":[]}"#, None),
            (r#"{"data":[]}"#, None),
            ("[]", None),
            (
                r#"{"data":[],"meta":{"lastPage":99999999999}}"#,
                Some(u32::MAX),
            ),
        ] {
            let reply = Reply::new(200, envelope.as_bytes().to_vec());
            let Envelope::<Value> { meta, .. } = super::envelope(&reply).unwrap();
            assert_eq!(last_page(&meta), last, "{envelope}");
        }
    }
}
