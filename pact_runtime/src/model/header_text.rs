//! How the text of a header is divided.

/// Headers whose text is a list (RFC 9110 §5.3). No other header may be split: dates, cookies and
/// values of unknown headers have commas of their own.
const LISTS: [&str; 12] = [
    "accept",
    "accept-encoding",
    "accept-language",
    "access-control-allow-headers",
    "access-control-allow-methods",
    "access-control-expose-headers",
    "access-control-request-headers",
    "allow",
    "cache-control",
    "if-match",
    "if-none-match",
    "vary",
];

/// Whether the text of the header called `name`, in any case, is a list with commas between its values.
pub(crate) fn is_list(name: &str) -> bool {
    LISTS.iter().any(|list| list.eq_ignore_ascii_case(name))
}

/// Splits at separators that stand outside of quoted strings: `a;b="c,d"` has no comma to split at.
pub(crate) fn split_outside_quotes(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    let mut escaped = false;
    text.split(move |character| {
        let plain = !std::mem::take(&mut escaped);
        match character {
            '"' if plain => quoted = !quoted,
            '\\' if plain && quoted => escaped = true,
            _ if character == separator => return !quoted,
            _ => {}
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, separator: char, parts: &[&str]) {
        let split: Vec<_> = split_outside_quotes(text, separator).collect();
        assert_eq!(split, parts, "{text}");
    }

    #[test]
    fn leaves_quoted_strings_whole() {
        check("a,b", ',', &["a", "b"]);
        check(r#"a;b="c,d",e"#, ',', &[r#"a;b="c,d""#, "e"]);
        check(r#"a;b="c;\";d";e"#, ';', &["a", r#"b="c;\";d""#, "e"]);
        check("", ',', &[""]);
    }
}
