//! Which requests a fault is for.

/// Whether a path (with its query) fits a pattern.
///
/// With a `*` the pattern is a glob for the whole path, without one it is a prefix, with a final `$` it must fit to
/// the end. It may leave out `/api/v2` or `/api/v3`, and the query.
pub(crate) fn fits(pattern: &str, path_and_query: &str) -> bool {
    let path = path_and_query
        .split_once('?')
        .map_or(path_and_query, |(path, _)| path);
    let whole = pattern.contains('*') || pattern.ends_with('$');
    let pattern = pattern.strip_suffix('$').unwrap_or(pattern);
    [path_and_query, path]
        .into_iter()
        .flat_map(|text| [text, without_version(text)])
        .any(|text| {
            if whole {
                glob(pattern.as_bytes(), text.as_bytes())
            } else {
                text.starts_with(pattern)
            }
        })
}

fn without_version(path: &str) -> &str {
    path.strip_prefix("/api/v2")
        .or_else(|| path.strip_prefix("/api/v3"))
        .unwrap_or(path)
}

fn glob(pattern: &[u8], text: &[u8]) -> bool {
    match pattern.split_first() {
        None => text.is_empty(),
        Some((b'*', rest)) => {
            (0..=text.len()).any(|skip| text.get(skip..).is_some_and(|text| glob(rest, text)))
        }
        Some((byte, rest)) => text
            .split_first()
            .is_some_and(|(first, text)| first == byte && glob(rest, text)),
    }
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_pattern_is_a_prefix_a_glob_or_exact() {
        let path = "/api/v3/servers/1/webapps/2/ssl/advanced?x=1";
        assert!(fits("/api/v3/servers", path));
        assert!(fits("/servers/1", path));
        assert!(fits("/servers/*/ssl/advanced", path));
        assert!(fits("*?x=1", path));
        assert!(fits("/servers/1/webapps/2/ssl/advanced$", path));
        assert!(!fits("/servers/*/ssl", path));
        assert!(!fits("/servers/1/webapps/2/ssl$", path));
        assert!(!fits("/api/v2", path));
    }
}
