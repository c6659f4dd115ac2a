//! What resolvers take for an IP address, in whatever spelling.

/// An address, also in the short, octal and hexadecimal spellings that resolvers accept.
pub(crate) fn is_one(text: &str) -> bool {
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    if bare.parse::<std::net::IpAddr>().is_ok() {
        return true;
    }
    let mut labels = bare.trim_end_matches('.').split('.').peekable();
    labels.peek().is_some()
        && labels.all(|label| {
            let hexadecimal = label
                .strip_prefix("0x")
                .or_else(|| label.strip_prefix("0X"));
            hexadecimal.map_or_else(
                || !label.is_empty() && label.bytes().all(|b| b.is_ascii_digit()),
                |digits| digits.bytes().all(|b| b.is_ascii_hexdigit()),
            )
        })
}
