//! Whether an address is one of Cloudflare's proxies, which stand between a visitor and the server.

use std::net::IpAddr;

/// Cloudflare's own addresses as of 2026-11 (<https://www.cloudflare.com/ips/>).
const NETWORKS: [(&str, u32); 22] = [
    ("173.245.48.0", 20),
    ("103.21.244.0", 22),
    ("103.22.200.0", 22),
    ("103.31.4.0", 22),
    ("141.101.64.0", 18),
    ("108.162.192.0", 18),
    ("190.93.240.0", 20),
    ("188.114.96.0", 20),
    ("197.234.240.0", 22),
    ("198.41.128.0", 17),
    ("162.158.0.0", 15),
    ("104.16.0.0", 13),
    ("104.24.0.0", 14),
    ("172.64.0.0", 13),
    ("131.0.72.0", 22),
    ("2400:cb00::", 32),
    ("2606:4700::", 32),
    ("2803:f800::", 32),
    ("2405:b500::", 32),
    ("2405:8100::", 32),
    ("2a06:98c0::", 29),
    ("2c0f:f248::", 32),
];

/// Whether the address is in one of the networks.
pub(crate) fn is_proxy(address: IpAddr) -> bool {
    NETWORKS
        .iter()
        .any(|(base, length)| base.parse().is_ok_and(|base| is_in(address, base, *length)))
}

fn is_in(address: IpAddr, base: IpAddr, length: u32) -> bool {
    let differing = match (address, base) {
        (IpAddr::V4(address), IpAddr::V4(base)) => {
            (address.to_bits() ^ base.to_bits()).leading_zeros()
        }
        (IpAddr::V6(address), IpAddr::V6(base)) => {
            (address.to_bits() ^ base.to_bits()).leading_zeros()
        }
        _ => return false,
    };
    differing >= length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_a_network_are_in_it_and_their_neighbours_are_not() {
        for (address, expected) in [
            ("104.16.0.0", true),
            ("104.23.255.255", true),
            ("104.28.0.0", false),
            ("104.15.255.255", false),
            ("162.159.255.255", true),
            ("2606:4700::1111", true),
            ("2606:4701::", false),
            ("2a06:98c7:ffff::", true),
            ("2a06:98c8::", false),
            ("192.0.2.1", false),
        ] {
            assert_eq!(is_proxy(address.parse().unwrap()), expected, "{address}");
        }
        for (base, _) in NETWORKS {
            assert!(is_proxy(base.parse().unwrap()), "{base}");
        }
    }
}
