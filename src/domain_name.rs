//! A host name that RunCloud may be asked about.

use std::fmt;

use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};

use crate::text::excerpt;
use crate::{Error, Message, Reason, ip_address, look_alike};

/// The longest host name in octets, without a trailing dot (RFC 1035 §2.3.4).
const MAX_OCTETS: usize = 253;

/// What UTS #46 takes for a dot.
const DOTS: [char; 4] = ['.', '\u{3002}', '\u{ff0e}', '\u{ff61}'];

/// The longest input that is looked at: IDNA shortens no name by more than this.
const MAX_INPUT_OCTETS: usize = 4 * MAX_OCTETS;

/// A validated, lower-case ASCII host name of at least two labels.
///
/// Nothing else can reach a URL or a request body. Internationalised names are turned into
/// punycode by [UTS #46](https://www.unicode.org/reports/tr46/).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DomainName(String);

impl DomainName {
    /// Check and normalise a name: lower case, punycode, no trailing dot.
    ///
    /// Takes bytes, since PHP strings need not be UTF-8. Returns [`Error::InvalidDomain`] for what is no name.
    pub fn parse(given: impl AsRef<[u8]>) -> Result<Self, Error> {
        let given = given.as_ref();
        Self::normalised(given).map_err(|problem| {
            let message = Message::new(problem.reason).with("domain", excerpt(given));
            Error::InvalidDomain(message.with_some("label", problem.label))
        })
    }

    fn normalised(given: &[u8]) -> Result<Self, Problem> {
        let text = readable(given)?;
        look_like_a_name(text)?;
        let text = text.strip_suffix(DOTS).unwrap_or(text);
        looks_honest(text)?;
        let ascii = Uts46::new()
            .to_ascii(
                text.as_bytes(),
                AsciiDenyList::STD3,
                Hyphens::CheckFirstLast,
                DnsLength::Ignore,
            )
            .map_err(|_| bad_label(text))?;
        well_formed(&ascii)?;
        Ok(Self(ascii.into_owned()))
    }

    /// The name in ASCII, as it goes over the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a customer could register exactly this name: one label below a public suffix.
    ///
    /// Such a name gets a `www.` twin by default; a subdomain never does. Suffixes of the
    /// [public suffix list](https://publicsuffix.org/list/)'s private section (say
    /// `github.io`) are somebody's product, where a twin cannot be had.
    #[must_use]
    pub fn is_registrable(&self) -> bool {
        let private = psl::suffix(self.0.as_bytes())
            .is_some_and(|suffix| suffix.typ() == Some(psl::Type::Private));
        !private && psl::domain_str(&self.0) == Some(self.as_str())
    }

    /// Whether the name already begins with `www.`.
    #[must_use]
    pub fn is_www(&self) -> bool {
        self.0.starts_with("www.")
    }

    /// Whether `www.NAME` is served too unless somebody decides otherwise: only for a registrable
    /// domain, and never for a name that begins with `www.` itself.
    #[must_use]
    pub fn has_www_by_default(&self) -> bool {
        !self.is_www() && self.is_registrable()
    }

    /// Whether a name as RunCloud lists it is this one, in whatever spelling it is kept.
    #[must_use]
    pub fn is_spelled(&self, listed: &str) -> bool {
        listed.eq_ignore_ascii_case(&self.0) || normalise(listed) == self.0
    }
}

impl fmt::Display for DomainName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The comparable form of a name that RunCloud lists: wildcards and odd names stay as they are.
pub(crate) fn normalise(listed: &str) -> String {
    let lower = || listed.trim_end_matches('.').to_ascii_lowercase();
    if listed.is_ascii() {
        return lower();
    }
    DomainName::parse(listed).map_or_else(|_| lower(), |name| name.0)
}

/// What is wrong with a name, and with which label of it.
#[derive(Debug)]
pub(crate) struct Problem {
    reason: Reason,
    label: Option<String>,
}

impl Problem {
    fn of_label(reason: Reason, label: &str) -> Self {
        Self {
            reason,
            label: Some(excerpt(label.as_bytes())),
        }
    }
}

impl From<Reason> for Problem {
    fn from(reason: Reason) -> Self {
        Self {
            reason,
            label: None,
        }
    }
}

fn readable(given: &[u8]) -> Result<&str, Reason> {
    if given.is_empty() {
        return Err(Reason::DomainEmpty);
    }
    if given.len() > MAX_INPUT_OCTETS {
        return Err(Reason::DomainTooLong);
    }
    std::str::from_utf8(given).map_err(|_| Reason::DomainNotUtf8)
}

/// Refuse what is something else than a name, most telling mistake first.
fn look_like_a_name(text: &str) -> Result<(), Reason> {
    if text.chars().any(char::is_control) {
        Err(Reason::DomainControlCharacter)
    } else if text.chars().any(char::is_whitespace) {
        Err(Reason::DomainWithSpace)
    } else if text.contains("://") || text.starts_with("//") {
        Err(Reason::DomainIsUrl)
    } else if ip_address::is_one(text) {
        Err(Reason::DomainIsIpAddress)
    } else if text.contains(['/', '\\', '?', '#']) {
        Err(Reason::DomainWithPath)
    } else if text.contains('@') {
        Err(Reason::DomainWithUser)
    } else if text.contains('%') {
        Err(Reason::DomainWithPercent)
    } else if text.contains(':') {
        Err(Reason::DomainWithPort)
    } else if text.contains('*') {
        Err(Reason::DomainIsWildcard)
    } else {
        Ok(())
    }
}

/// Refuse labels that only look-alikes have. What input methods type, such as full-width letters, is mapped
/// before it is judged; a label that was given as punycode is meant.
fn looks_honest(text: &str) -> Result<(), Reason> {
    if text.is_ascii() {
        return Ok(());
    }
    let (mapped, _) =
        Uts46::new().to_unicode(text.as_bytes(), AsciiDenyList::EMPTY, Hyphens::Allow);
    look_like_a_name(&mapped)?;
    let is_latin = mapped.rsplit('.').next().is_some_and(str::is_ascii);
    let given = text.split(DOTS).chain(std::iter::repeat(""));
    for (label, given) in mapped.split('.').zip(given) {
        if label.is_ascii() || given.is_ascii() {
            continue;
        }
        look_alike::refuse(label, is_latin)?;
    }
    Ok(())
}

fn well_formed(ascii: &str) -> Result<(), Problem> {
    let labels = || ascii.split('.');
    if let Some(long) = labels().find(|label| label.len() > 63) {
        return Err(Problem::of_label(Reason::DomainLabelTooLong, long));
    }
    if labels().any(str::is_empty) {
        return Err(Reason::DomainEmptyLabel.into());
    }
    if ascii.len() > MAX_OCTETS {
        return Err(Reason::DomainTooLong.into());
    }
    if labels().count() < 2 {
        return Err(Reason::DomainWithoutDot.into());
    }
    let last = labels().next_back().unwrap_or_default();
    if last.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Reason::DomainNumericEnding.into());
    }
    Ok(())
}

fn bad_label(text: &str) -> Problem {
    if text.split(DOTS).any(str::is_empty) {
        return Reason::DomainEmptyLabel.into();
    }
    let culprit = text.split(DOTS).find(|label| {
        Uts46::new()
            .to_ascii(
                label.as_bytes(),
                AsciiDenyList::STD3,
                Hyphens::CheckFirstLast,
                DnsLength::Ignore,
            )
            .is_err()
    });
    Problem::of_label(Reason::DomainLabelInvalid, culprit.unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(given: &str) -> String {
        DomainName::parse(given)
            .map(|name| name.as_str().to_owned())
            .unwrap_or_else(|error| {
                let message = error.message();
                let label = message.values.iter().find(|(name, _)| *name == "label");
                let label = label.map(|(_, label)| format!(" {label}"));
                message.reason.code().to_owned() + &label.unwrap_or_default()
            })
    }

    #[test]
    fn names_are_lower_case_ascii_without_a_trailing_dot() {
        for (given, kept) in [
            ("Shop.Example.COM", "shop.example.com"),
            ("example.com.", "example.com"),
            ("bücher.example", "xn--bcher-kva.example"),
            ("例え.テスト", "xn--r8jz45g.xn--zckzah"),
            ("قطر.example", "xn--wgbl6a.example"),
            ("xn--pple-43d.com", "xn--pple-43d.com"),
            ("ｅｘａｍｐｌｅ．ｃｏｍ", "example.com"),
            ("Ｓｈｏｐ。Example．com．", "shop.example.com"),
            ("a--b.example.com", "a--b.example.com"),
        ] {
            assert_eq!(name(given), kept);
        }
    }

    /// In the scripts that registries offer; browsers show all of these as they are.
    #[test]
    fn honest_names_of_many_scripts_are_taken() {
        for given in [
            "日本語ドメイン名.jp",
            "ラーメン屋さん.example",
            "ｶﾌｪ東京.jp",
            "tokyoラーメン.jp",
            "佐々木.jp",
            "中国人民.example",
            "中国.台灣",
            "한국어.kr",
            "韓国어.kr",
            "seoul한국.kr",
            "ελληνικά.gr",
            "παράδειγμα.gr",
            "موقع.example",
            "ישראל.example",
            "उदाहरण.example",
            "हिन्दी.भारत",
            "क्\u{200d}ष.example",
            "пример.example",
            "тест.рф",
            "осе.рф",
            "straße.example",
            "ñandú.example",
            "İstanbul.example",
            "ไทย.example",
            "præst.dk",
            "cœur.fr",
            "altın.com",
            "þing.is",
            "łódź.pl",
            "ㄅㄆ中.tw",
            "ㄅㄆㄇ.tw",
            "тест-1.com",
        ] {
            let kept = name(given);
            assert!(kept.contains("xn--"), "{given}: {kept}");
            assert_eq!(name(&kept), kept, "{given}");
        }
    }

    #[test]
    fn what_is_not_a_name_is_refused_by_its_reason() {
        for (given, reason) in [
            ("", "domain-empty"),
            ("https://example.com", "domain-is-url"),
            ("//example.com", "domain-is-url"),
            ("example.com/path", "domain-with-path"),
            ("../example.com", "domain-with-path"),
            ("..\\example.com", "domain-with-path"),
            ("example.com?x", "domain-with-path"),
            ("%2e%2e.example.com", "domain-with-percent"),
            ("example.com:443", "domain-with-port"),
            ("user@example.com", "domain-with-user"),
            ("127.0.0.1", "domain-is-ip-address"),
            ("127.1", "domain-is-ip-address"),
            ("0x7f.1", "domain-is-ip-address"),
            ("2130706433", "domain-is-ip-address"),
            ("::1", "domain-is-ip-address"),
            ("[::1]", "domain-is-ip-address"),
            ("localhost", "domain-without-dot"),
            ("*.example.com", "domain-is-wildcard"),
            ("example..com", "domain-empty-label"),
            (".example.com", "domain-empty-label"),
            ("example.com..", "domain-empty-label"),
            ("exa mple.com", "domain-with-space"),
            (" example.com", "domain-with-space"),
            ("example.com\n", "domain-control-character"),
            ("exam\0ple.com", "domain-control-character"),
            ("a\r\nHost: b.com", "domain-control-character"),
            ("example.123", "domain-numeric-ending"),
            ("аpple.com", "domain-mixed-scripts"),
            ("\u{202e}moc.elpmaxe", "domain-mixed-scripts"),
            ("аррӏе.com", "domain-look-alike"),
            ("аррӏе-раӏ.com", "domain-look-alike"),
            ("www.аррӏе.com", "domain-look-alike"),
            ("ɡoogle.com", "domain-mixed-scripts"),
            ("ㄅя.tw", "domain-mixed-scripts"),
            ("pаypal.com", "domain-mixed-scripts"),
            ("gοοgle.com", "domain-mixed-scripts"),
            ("ｈｔｔｐ：／／example.com", "domain-is-url"),
            ("１９２．０．２．１", "domain-is-ip-address"),
            ("example．．com", "domain-empty-label"),
            ("-a.example.com", "domain-label-invalid -a"),
            ("a-.example.com", "domain-label-invalid a-"),
            (
                "under_score.example.com",
                "domain-label-invalid under_score",
            ),
            ("אa.example", "domain-mixed-scripts"),
        ] {
            assert_eq!(name(given), reason, "{given:?}");
        }
    }

    #[test]
    fn lengths_are_those_of_dns() {
        let label = "a".repeat(63);
        assert_eq!(
            name(&format!("{label}.example")),
            format!("{label}.example")
        );
        assert!(name(&format!("{label}a.example")).starts_with("domain-label-too-long "));
        let longest = format!("{label}.{label}.{label}.{}", "b".repeat(61));
        assert_eq!(name(&longest), longest);
        assert_eq!(name(&(longest + "b")), "domain-too-long");
        assert_eq!(name(&"a.".repeat(5_000_000)), "domain-too-long");
    }

    #[test]
    fn invalid_utf8_is_refused_and_shown_harmlessly() {
        let error = DomainName::parse(b"\xff\xfe.com").unwrap_err();
        assert_eq!(error.message().reason, Reason::DomainNotUtf8);
        let error = DomainName::parse("a\u{1b}[31m.com").unwrap_err();
        assert!(!error.to_string().contains('\u{1b}'));
    }

    #[test]
    fn only_a_registrable_domain_gets_a_www_twin() {
        for (given, registrable) in [
            ("example.com", true),
            ("example.co.uk", true),
            ("shop.example.com", false),
            ("example.newtld", true),
            ("me.github.io", false),
            ("co.uk", false),
        ] {
            let name = DomainName::parse(given).unwrap();
            assert_eq!(name.is_registrable(), registrable, "{given}");
        }
    }

    #[test]
    fn a_listed_name_is_recognised_in_any_spelling() {
        let name = DomainName::parse("bücher.example").unwrap();
        for listed in [
            "xn--bcher-kva.example",
            "XN--BCHER-KVA.EXAMPLE",
            "bücher.example",
            "xn--bcher-kva.example.",
        ] {
            assert!(name.is_spelled(listed), "{listed}");
        }
        assert!(!name.is_spelled("*.example"));
    }
}
