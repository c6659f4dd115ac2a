//! Labels that imitate those of somebody else.

use unicode_script::{Script, UnicodeScript};
use unicode_security::confusable_detection::skeleton;
use unicode_security::{RestrictionLevel, RestrictionLevelDetection};

use crate::Reason;

/// Any letter of the script that Bopomofo is written beside.
const HAN: &str = "\u{4e2d}";

/// Refuse a label in Unicode as browsers refuse to show it: letters of several scripts that are not
/// written together, and below a Latin ending letters of another script that all look Latin.
///
/// Latin letters beyond ASCII (`præst`, `altın`) imitate nothing by themselves.
pub(crate) fn refuse(label: &str, is_latin_ending: bool) -> Result<(), Reason> {
    let label: String = label.chars().filter(|c| !is_joiner(*c)).collect();
    if as_written(&label).detect_restriction_level() > RestrictionLevel::HighlyRestrictive {
        return Err(Reason::DomainMixedScripts);
    }
    let is_latin = label.chars().any(|c| c.script() == Script::Latin);
    if is_latin_ending && !is_latin && skeleton(&label).all(is_of_a_host_name) {
        return Err(Reason::DomainLookAlike);
    }
    Ok(())
}

/// Where joiners may stand is IDNA's matter (CONTEXTJ).
const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// UTS #39 takes Bopomofo for a script of limited use and would refuse it even beside Han.
fn as_written(label: &str) -> String {
    label.replace(|c: char| c.script() == Script::Bopomofo, HAN)
}

const fn is_of_a_host_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-'
}
