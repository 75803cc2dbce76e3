//! Query parameters and the query string.

use super::merge_by;

/// Query parameters in order, decoded: each name with its values, `None` for a parameter without `=`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query(Vec<(String, Vec<Option<String>>)>);

impl Query {
    /// The parameters of these names and values; values of equal names are put together.
    pub fn from_entries(entries: Vec<(String, Vec<Option<String>>)>) -> Self {
        Self(merge_by(entries, str::to_owned))
    }

    /// Decodes a query string: `+` and `%20` are spaces, percent-encoded bytes are UTF-8, and a
    /// parameter without `=` has no value. Empty parameters (`a=1&&b=2&`) are left out.
    ///
    /// What is not an encoded character of UTF-8 (`%`, `%zz`, `%ff`) stands for itself.
    ///
    /// ```
    /// use pact_runtime::model::Query;
    ///
    /// let query = Query::parse("name=z%C5%82oty&tag=a&tag=b+c&flag");
    /// assert_eq!(query.get("name"), Some([Some("złoty".to_owned())].as_slice()));
    /// assert_eq!(query.get("flag"), Some([None].as_slice()));
    /// assert_eq!(query.to_query_string(), "name=z%C5%82oty&tag=a&tag=b%20c&flag");
    /// ```
    pub fn parse(text: &str) -> Self {
        let parameters = text.split('&').filter(|parameter| !parameter.is_empty());
        Self::from_entries(parameters.map(decode_parameter).collect())
    }

    /// Like [`parse`](Self::parse), with an empty parameter kept as one without name and value.
    /// Specification V1 compares query strings as text, so `a=1` and `a=1&` differ there.
    pub fn parse_with_empty_parameters(text: &str) -> Self {
        if text.is_empty() {
            return Self::default();
        }
        Self::from_entries(text.split('&').map(decode_parameter).collect())
    }

    /// The query string without `?`, encoded as UTF-8. A name without any value does not appear.
    pub fn to_query_string(&self) -> String {
        let mut text = String::new();
        let mut first = true;
        for (name, values) in &self.0 {
            for value in values {
                if !std::mem::take(&mut first) {
                    text.push('&');
                }
                encode(name, &mut text);
                if let Some(value) = value {
                    text.push('=');
                    encode(value, &mut text);
                }
            }
        }
        text
    }

    /// Appends one value to the parameter called `name`.
    pub fn add(&mut self, name: &str, value: Option<String>) {
        match self.0.iter_mut().find(|(its, _)| its == name) {
            Some((_, values)) => values.push(value),
            None => self.0.push((name.to_owned(), vec![value])),
        }
    }

    /// The values of the parameter called `name`.
    pub fn get(&self, name: &str) -> Option<&[Option<String>]> {
        self.0
            .iter()
            .find(|(its, _)| its == name)
            .map(|(_, values)| values.as_slice())
    }

    /// Sets all values of the parameter called `name`.
    pub fn set(&mut self, name: &str, values: Vec<Option<String>>) {
        match self.0.iter_mut().find(|(its, _)| its == name) {
            Some((_, old)) => *old = values,
            None => self.0.push((name.to_owned(), values)),
        }
    }

    /// The parameters in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &[Option<String>])> {
        self.0
            .iter()
            .map(|(name, values)| (name.as_str(), values.as_slice()))
    }

    /// Whether there are no parameters.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

fn decode_parameter(parameter: &str) -> (String, Vec<Option<String>>) {
    match parameter.split_once('=') {
        Some((name, value)) => (decode(name), vec![Some(decode(value))]),
        None => (decode(parameter), vec![None]),
    }
}

fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['+', '%']) {
        decoded.push_str(&rest[..at]);
        if rest.as_bytes()[at] == b'+' {
            decoded.push(' ');
            rest = &rest[at + 1..];
        } else {
            rest = &rest[at..];
            rest = &rest[decode_run(rest, &mut decoded)..];
        }
    }
    decoded.push_str(rest);
    decoded
}

/// Decodes the percent-encoded bytes in front of `text`, which starts with `%`, and returns how much
/// of `text` it took.
fn decode_run(text: &str, decoded: &mut String) -> usize {
    let bytes: Vec<u8> = text.as_bytes().chunks_exact(3).map_while(byte).collect();
    if bytes.is_empty() {
        decoded.push('%');
        return 1;
    }
    for chunk in bytes.utf8_chunks() {
        decoded.push_str(chunk.valid());
        for byte in chunk.invalid() {
            push_encoded(*byte, decoded);
        }
    }
    bytes.len() * 3
}

fn byte(encoded: &[u8]) -> Option<u8> {
    let digit = |at: usize| char::from(encoded[at]).to_digit(16);
    match encoded[0] {
        b'%' => u8::try_from(digit(1)? * 16 + digit(2)?).ok(),
        _ => None,
    }
}

fn encode(text: &str, encoded: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/:@,!'()*$?".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            push_encoded(byte, encoded);
        }
    }
}

fn push_encoded(byte: u8, text: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    text.push('%');
    text.push(char::from(HEX[usize::from(byte >> 4)]));
    text.push(char::from(HEX[usize::from(byte & 0xf)]));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, name: &str, value: Option<&str>) {
        let query = Query::parse(text);
        let entries: Vec<_> = query.iter().collect();
        assert_eq!(
            entries,
            [(name, [value.map(str::to_owned)].as_slice())],
            "{text}"
        );
    }

    #[test]
    fn decodes_as_utf8_and_keeps_what_it_cannot_decode() {
        check("a=1", "a", Some("1"));
        check("a=", "a", Some(""));
        check("a", "a", None);
        check("=1", "", Some("1"));
        check("a=b=c", "a", Some("b=c"));
        check("a+b=%20+", "a b", Some("  "));
        check("q=%C3%A9", "q", Some("é"));
        check("q=%c5%82%F0%9F%98%80", "q", Some("ł😀"));
        check("q=é", "q", Some("é"));
        check("q=%", "q", Some("%"));
        check("q=%4", "q", Some("%4"));
        check("q=%zz%41", "q", Some("%zzA"));
        check("q=%ff%41", "q", Some("%FFA"));
        check("q=%é", "q", Some("%é"));
        check("&a=1&&", "a", Some("1"));
        assert!(Query::parse("").is_empty());
    }

    #[test]
    fn every_text_survives_encoding_and_decoding() {
        for text in ["złoty", "a&b=c+d", "%41", "😀", " ", "\n", "[]", "#?"] {
            let mut query = Query::default();
            query.add(text, Some(text.to_owned()));
            query.add(text, None);
            assert_eq!(Query::parse(&query.to_query_string()), query, "{text}");
        }
    }

    #[test]
    fn keeps_a_trailing_ampersand_where_query_strings_are_text() {
        let query = Query::parse_with_empty_parameters("a=1&");
        assert_eq!(query.to_query_string(), "a=1&");
        assert_ne!(query, Query::parse_with_empty_parameters("a=1"));
    }

    #[test]
    fn reads_very_many_parameters_in_linear_time() {
        let text: Vec<_> = (0..200_000).map(|n| format!("p{n}={n}")).collect();
        assert_eq!(Query::parse(&text.join("&")).len(), 200_000);
    }
}
