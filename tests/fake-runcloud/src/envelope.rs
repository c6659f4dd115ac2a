//! Lists and their pages.

use serde_json::{Map, Value, json};

use crate::{
    answer::Answer,
    call::Call,
    defaults::{LARGEST_PAGE, USUAL_PAGE},
    refusal::Refusal,
    switches::{ListLinks, ListMeta, ListOrder, ListPages, OverLimit},
};

/// Wrap the page the caller asked for; entries come oldest first.
pub(crate) fn list(call: &Call, mut entries: Vec<Value>) -> Result<Answer, Refusal> {
    if call.switches.list_order == ListOrder::NewestFirst {
        entries.reverse();
    }
    page(call, &entries)
}

/// Wrap the page the caller asked for, in the order given.
pub(crate) fn page(call: &Call, entries: &[Value]) -> Result<Answer, Refusal> {
    let switches = &call.switches;
    let asked = number(call.query("perPage")).unwrap_or(USUAL_PAGE);
    if asked > LARGEST_PAGE && switches.per_page_over_40 == OverLimit::Refuse {
        return Err(Refusal::field(
            "perPage",
            "The per page may not be greater than 40.",
        ));
    }
    let per_page = asked.min(LARGEST_PAGE);
    let current = number(call.query("page")).unwrap_or(1);
    if switches.list_meta == ListMeta::Absent {
        return Ok(Answer::json(json!({"data": entries})));
    }
    // Three quarters of what was promised, so that a short page is never the last one by accident.
    let size = if switches.short_pages {
        (per_page * 3 / 4).max(1)
    } else {
        per_page
    };
    let endless = matches!(
        switches.list_pages,
        ListPages::Endless | ListPages::EndlessRepeated
    );
    let pages = if endless {
        current + 1
    } else {
        entries.len().div_ceil(size).max(1)
    };
    let shown = match switches.list_pages {
        ListPages::Proper => current,
        _ => 1,
    };
    let data: Vec<Value> = entries
        .iter()
        .skip((shown - 1).saturating_mul(size))
        .take(size)
        .map(|entry| match switches.list_pages {
            ListPages::Endless => renumbered(entry, current),
            _ => entry.clone(),
        })
        .collect();
    let meta = match switches.list_meta {
        ListMeta::AbsentPaged => return Ok(Answer::json(json!({"data": data}))),
        ListMeta::LastPage => json!({"lastPage": pages}),
        ListMeta::Pagination | ListMeta::Absent => json!({"pagination": {
            "total": entries.len(),
            "count": data.len(),
            "per_page": per_page,
            "current_page": current,
            "total_pages": pages,
            "links": links(call, current, pages, per_page),
        }}),
    };
    Ok(Answer::json(json!({"data": data, "meta": meta})))
}

/// The entry as it stands on another page of a list without end: a name and an id of its own.
fn renumbered(entry: &Value, page: usize) -> Value {
    let mut entry = entry.clone();
    if let Some(fields) = entry.as_object_mut()
        && page > 1
    {
        for (field, value) in fields.iter_mut() {
            match field.as_str() {
                "id" => *value = json!(value.as_u64().unwrap_or(1) + 1_000_000 * page as u64),
                "name" => *value = json!(format!("page-{page}.{}", value.as_str().unwrap_or("x"))),
                _ => {}
            }
        }
    }
    entry
}

/// A parameter that is a number from 1 on; anything else counts as not given.
fn number(text: Option<&str>) -> Option<usize> {
    text?.parse().ok().filter(|number| *number > 0)
}

fn links(call: &Call, current: usize, pages: usize, per_page: usize) -> Value {
    let mut links = Map::new();
    let mut link = |name: &str, page: usize| {
        links.insert(
            name.to_owned(),
            json!(format!("{}?page={page}&perPage={per_page}", call.address)),
        );
    };
    if current > 1 {
        link("previous", current - 1);
    }
    if current < pages {
        link("next", current + 1);
    }
    if links.is_empty() && call.switches.list_links == ListLinks::Array {
        json!([])
    } else {
        Value::Object(links)
    }
}
