//! Validation, in Laravel's words.

use serde_json::Value;

use crate::{call::Input, refusal::Refusal};

/// Reads the fields of a body and gathers what is wrong with them.
pub(crate) struct Fields<'a> {
    input: &'a Input,
    errors: Vec<(String, String)>,
}

impl<'a> Fields<'a> {
    pub(crate) const fn of(input: &'a Input) -> Self {
        Self {
            input,
            errors: Vec::new(),
        }
    }

    /// End the validation: the first refusal names every wrong field.
    pub(crate) fn check(self) -> Result<(), Refusal> {
        if self.errors.is_empty() {
            Ok(())
        } else {
            Err(Refusal::invalid(self.errors))
        }
    }

    pub(crate) fn wrong(&mut self, name: &str, text: impl Into<String>) {
        self.errors.push((name.to_owned(), text.into()));
    }

    /// A field that is there and not `null`.
    fn get(&self, name: &str) -> Option<&'a Value> {
        self.input.map.get(name).filter(|value| !value.is_null())
    }

    fn require(&mut self, name: &str, required: bool) -> Option<&'a Value> {
        let value = self.get(name).filter(|value| value.as_str() != Some(""));
        if value.is_none() && required {
            self.wrong(name, format!("The {} field is required.", spoken(name)));
        }
        value
    }

    pub(crate) fn text(&mut self, name: &str, required: bool) -> Option<&'a str> {
        let value = self.require(name, required)?;
        if value.is_string() {
            return value.as_str();
        }
        self.wrong(name, format!("The {} must be a string.", spoken(name)));
        None
    }

    /// A JSON boolean; in a form `0` or `1`.
    pub(crate) fn boolean(&mut self, name: &str, required: bool) -> Option<bool> {
        let value = self.require(name, required)?;
        let read = match value {
            Value::Bool(value) => Some(*value),
            Value::String(text) if self.input.form => match text.as_str() {
                "0" => Some(false),
                "1" => Some(true),
                _ => None,
            },
            _ => None,
        };
        if read.is_none() {
            self.wrong(
                name,
                format!("The {} field must be true or false.", spoken(name)),
            );
        }
        read
    }

    pub(crate) fn integer(&mut self, name: &str, required: bool) -> Option<u64> {
        let value = self.require(name, required)?;
        let read = match value {
            Value::Number(number) => number.as_u64(),
            Value::String(text) if self.input.form => text.parse().ok(),
            _ => None,
        };
        if read.is_none() {
            self.wrong(name, format!("The {} must be an integer.", spoken(name)));
        }
        read
    }

    pub(crate) fn choice(
        &mut self,
        name: &str,
        values: &[&str],
        required: bool,
    ) -> Option<&'a str> {
        let text = self.text(name, required)?;
        if values.contains(&text) {
            return Some(text);
        }
        self.wrong(name, format!("The selected {} is invalid.", spoken(name)));
        None
    }

    /// A host name of two labels or more, `*.` allowed before it.
    pub(crate) fn host(&mut self, name: &str) -> Option<String> {
        let text = self.text(name, true)?;
        if is_host(text) {
            return Some(text.to_ascii_lowercase());
        }
        self.wrong(name, format!("The {} format is invalid.", spoken(name)));
        None
    }
}

/// `enableHttp` and `ssl_protocol_id` as Laravel speaks of them.
fn spoken(name: &str) -> String {
    let mut spoken = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            spoken.push(' ');
        }
        spoken.push(if letter == '_' {
            ' '
        } else {
            letter.to_ascii_lowercase()
        });
    }
    spoken
}

fn is_host(text: &str) -> bool {
    let name = text.strip_prefix("*.").unwrap_or(text);
    let labels: Vec<&str> = name.split('.').collect();
    let numeric_end = labels
        .last()
        .is_none_or(|label| label.bytes().all(|byte| byte.is_ascii_digit()));
    text.len() <= 253
        && labels.len() >= 2
        && !numeric_end
        && labels.iter().all(|label| is_label(label))
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::is_host;

    #[test]
    fn a_host_has_labels_and_is_no_address() {
        for host in [
            "example.net",
            "*.example.net",
            "xn--bcher-kva.example",
            "a-b.c-d.example",
        ] {
            assert!(is_host(host), "{host}");
        }
        for host in [
            "",
            "example",
            "exa mple.net",
            "192.0.2.1",
            "-a.example",
            "a..example",
            "https://a.example",
            "a_b.c",
            "example.net.",
            "*.*.example.net",
            "bücher.example",
        ] {
            assert!(!is_host(host), "{host}");
        }
    }
}
