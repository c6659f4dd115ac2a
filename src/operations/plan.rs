//! What it takes to bring the web application's domains in line with a list.

use std::collections::{HashMap, HashSet};

use crate::api::domains::{Domain, tells_types};
use crate::domain_name::normalise;
use crate::{Client, DomainName, Error};

/// A domain as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desired {
    /// The name.
    pub name: DomainName,
    /// Whether `www.NAME` should be served too; `None` when it does not matter.
    pub www: Option<bool>,
}

/// The difference between the domains that should be there and those that are.
///
/// Every domain of RunCloud's is in exactly one of `in_place`, `extra` and `protected`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Desired, and neither listed by RunCloud nor served by another entry, in the order given.
    pub to_add: Vec<Desired>,
    /// Desired and listed.
    pub in_place: Vec<Domain>,
    /// Listed and not desired.
    pub extra: Vec<Domain>,
    /// Listed, and never counted as extra: the primary domain, wildcards, entries whose type RunCloud does
    /// not tell although it tells others', and where it tells none, the only one.
    pub protected: Vec<Domain>,
    /// Desired and listed, but `www.NAME` is served where it should not be or the other way about.
    /// These stand in `in_place` as well.
    pub www_differs: Vec<Domain>,
}

impl Client {
    /// Compare a list of desired domains with RunCloud's. Only reads; applying is the caller's loop.
    ///
    /// A name that a wildcard entry or another entry's `www` serves is not missing.
    pub fn plan(&self, desired: &[Desired]) -> Result<Plan, Error> {
        let mut op = self.begin();
        let listed = op.domains()?;
        let untyped = !listed.is_empty() && !tells_types(&listed);
        let mut plan = Plan::compare(desired, listed);
        if untyped && let Some(own) = op.web_application()?.primary_domain {
            plan.protect(&own);
        }
        Ok(plan)
    }
}

impl Plan {
    /// Compare a list of desired domains with one that was read before.
    #[must_use]
    pub fn compare(desired: &[Desired], listed: Vec<Domain>) -> Self {
        let mut wanted: HashMap<&str, Option<bool>> = HashMap::with_capacity(desired.len());
        for one in desired {
            let www = wanted.entry(one.name.as_str()).or_default();
            *www = www.or(one.www);
        }
        let mut served: HashSet<String> = HashSet::with_capacity(listed.len());
        let mut wildcards: HashSet<String> = HashSet::new();
        let mut plan = Self::default();
        let keeps_untyped = tells_types(&listed) || listed.len() == 1;
        for domain in listed {
            let name = normalise(&domain.name);
            if let Some(parent) = domain.wildcard_parent() {
                wildcards.insert(normalise(parent));
            }
            if domain.www == Some(true) {
                served.insert(format!("www.{name}"));
            }
            match wanted.get(name.as_str()) {
                Some(www) => {
                    if let (Some(wanted), Some(is)) = (*www, domain.www)
                        && wanted != is
                    {
                        plan.www_differs.push(domain.clone());
                    }
                    plan.in_place.push(domain);
                }
                None if domain.is_primary()
                    || domain.is_wildcard()
                    || keeps_untyped && domain.kind.is_none() =>
                {
                    plan.protected.push(domain);
                }
                None => plan.extra.push(domain),
            }
            served.insert(name);
        }
        let mut seen = HashSet::with_capacity(desired.len());
        plan.to_add = desired
            .iter()
            .filter(|one| {
                let name = one.name.as_str();
                let covered = name
                    .split_once('.')
                    .is_some_and(|(_, parent)| wildcards.contains(parent));
                !covered && !served.contains(name) && seen.insert(name)
            })
            .cloned()
            .collect();
        plan
    }

    /// Never count a name as extra.
    fn protect(&mut self, name: &str) {
        let name = normalise(name);
        let is_it = |domain: &Domain| normalise(&domain.name) == name;
        self.protected
            .extend(self.extra.iter().filter(|domain| is_it(domain)).cloned());
        self.extra.retain(|domain| !is_it(domain));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desired(names: &[(&str, Option<bool>)]) -> Vec<Desired> {
        names
            .iter()
            .map(|(name, www)| Desired {
                name: DomainName::parse(name).unwrap(),
                www: *www,
            })
            .collect()
    }

    fn listed(name: &str, kind: &str, www: bool) -> Domain {
        serde_json::from_value(serde_json::json!({
            "id": 1, "name": name, "type": kind, "www": www,
        }))
        .unwrap()
    }

    fn names(domains: &[Domain]) -> Vec<&str> {
        domains.iter().map(|domain| domain.name.as_str()).collect()
    }

    #[test]
    fn every_domain_falls_in_its_place() {
        let plan = Plan::compare(
            &desired(&[
                ("new.example", None),
                ("there.example", Some(true)),
                ("there.example", None),
                ("new.example", None),
                ("a.wild.example", None),
                ("a.b.wild.example", None),
                ("www.there.example", None),
            ]),
            vec![
                listed("net.example", "primary", false),
                listed("*.wild.example", "alias", false),
                listed("THERE.example.", "alias", true),
                listed("old.example", "alias", false),
            ],
        );
        let to_add: Vec<_> = plan.to_add.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(to_add, ["new.example", "a.b.wild.example"]);
        assert_eq!(names(&plan.in_place), ["THERE.example."]);
        assert_eq!(names(&plan.protected), ["net.example", "*.wild.example"]);
        assert_eq!(names(&plan.extra), ["old.example"]);
        assert!(plan.www_differs.is_empty());
    }

    #[test]
    fn a_different_www_is_told_and_changes_nothing_else() {
        let plan = Plan::compare(
            &desired(&[("a.example", Some(true)), ("b.example", Some(false))]),
            vec![
                listed("a.example", "alias", false),
                listed("b.example", "alias", false),
            ],
        );
        assert_eq!(names(&plan.www_differs), ["a.example"]);
        assert_eq!(names(&plan.in_place), ["a.example", "b.example"]);
        assert!(plan.to_add.is_empty());
    }

    #[test]
    fn internationalised_names_meet_in_ascii() {
        let plan = Plan::compare(
            &desired(&[("bücher.example", None)]),
            vec![listed("bücher.example", "alias", false)],
        );
        assert!(plan.to_add.is_empty() && plan.extra.is_empty());
    }
}
