//! How long it takes to compare 10,000 desired domains with 10,000 listed ones, and in how much memory.
#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a benchmark prints its table and ends where something is wrong"
)]

use std::fs;
use std::time::{Duration, Instant};

use runcloud::{Desired, Domain, DomainName, Plan};

const DOMAINS: usize = 10_000;
const ROUNDS: usize = 5;

fn main() {
    let desired: Vec<Desired> = (0..DOMAINS)
        .map(|number| Desired {
            name: DomainName::parse(format!("site-{number}.example.com")).expect("a name"),
            www: Some(false),
        })
        .collect();
    // Half of them are desired, so that all parts of the plan have something to hold.
    let listed: Vec<Domain> = (DOMAINS / 2..DOMAINS + DOMAINS / 2)
        .map(|number| {
            serde_json::from_value(serde_json::json!({
                "id": number, "name": format!("site-{number}.example.com"), "type": "alias",
                "www": 0, "redirection": "none", "wildcard": 0, "dns_integration": "none",
                "status": null, "created_at": "2026-01-01 00:00:00",
            }))
            .expect("a domain")
        })
        .collect();
    let mut times: Vec<Duration> = Vec::new();
    let mut memory: Vec<u64> = Vec::new();
    for _ in 0..ROUNDS {
        let listed = listed.clone();
        // 5 resets the peak (proc(5), clear_refs).
        fs::write("/proc/self/clear_refs", "5").expect("Linux");
        let before = kibibytes("VmRSS");
        let begun = Instant::now();
        let plan = Plan::compare(&desired, listed);
        times.push(begun.elapsed());
        memory.push(kibibytes("VmHWM").saturating_sub(before));
        assert_eq!(plan.to_add.len(), DOMAINS / 2);
        assert_eq!(plan.extra.len(), DOMAINS / 2);
    }
    times.sort();
    memory.sort_unstable();
    println!(
        "  compare{:>35.1} ms {:>8.1} MiB",
        times.get(ROUNDS / 2).expect("a round").as_secs_f64() * 1e3,
        memory.last().map_or(0.0, |kib| *kib as f64 / 1024.0)
    );
}

fn kibibytes(field: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux");
    status
        .lines()
        .find_map(|line| line.strip_prefix(field)?.strip_prefix(':'))
        .and_then(|rest| rest.trim().trim_end_matches(" kB").parse().ok())
        .expect("a number")
}
