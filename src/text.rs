//! Text that comes from a server, made fit to be quoted.

/// The most characters of a server's words that an error quotes.
const QUOTED: usize = 300;

/// Whether a character can be shown without changing how the text around it looks.
///
/// Control characters break lines and terminals; the bidirectional and invisible format characters
/// reorder or hide what stands beside them.
pub(crate) fn is_plain(c: char) -> bool {
    !(c.is_control()
        || matches!(c,
            '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'))
}

/// Make a server's words fit for a message: no markup, one line, no control characters, cut.
pub(crate) fn quote(raw: &str) -> String {
    let title = between(raw, "<title>", "</title>").unwrap_or(raw);
    let mut plain = String::with_capacity(title.len().min(4 * QUOTED));
    let mut in_tag = false;
    for c in title.chars().take(20 * QUOTED) {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => {
                in_tag = false;
                plain.push(' ');
            }
            _ if in_tag => {}
            c if c.is_whitespace() => plain.push(' '),
            c if is_plain(c) => plain.push(c),
            _ => {}
        }
    }
    let words: Vec<&str> = plain.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(QUOTED) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default()),
        None => line,
    }
}

fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(open)?;
    rest.split_once(close).map(|(inside, _)| inside)
}

/// What is shown of an input: its beginning, with nothing that could break a line or a terminal.
pub(crate) fn excerpt(given: &[u8]) -> String {
    const SHOWN: usize = 60;
    let text = String::from_utf8_lossy(given.get(..given.len().min(4 * SHOWN)).unwrap_or(given));
    let clean: String = text
        .chars()
        .take(SHOWN)
        .map(|c| if is_plain(c) { c } else { '\u{fffd}' })
        .collect();
    if given.len() > clean.len() && text.chars().count() > SHOWN {
        clean + "…"
    } else {
        clean
    }
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn markup_control_characters_and_bidirectional_overrides_are_dropped() {
        assert_eq!(
            quote("<b onclick=x>Bad\u{202e}</b>\r\nGateway\u{7}\u{1b}[0m"),
            "Bad Gateway[0m"
        );
        assert_eq!(quote("<img src=x onerror=alert(1)"), "");
    }

    #[test]
    fn a_page_is_known_by_its_title() {
        assert_eq!(
            quote("<html><head><title>502 Bad Gateway</title></head><body>long</body></html>"),
            "502 Bad Gateway"
        );
    }

    #[test]
    fn long_words_are_cut() {
        let quoted = quote(&"é".repeat(10_000));
        assert_eq!(quoted.chars().count(), 301);
        assert!(quoted.ends_with('…'));
    }
}
