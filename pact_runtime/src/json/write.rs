//! Text of a document, compact and indented.

use super::Json;

/// Appends `json` without white space.
pub(super) fn compact(json: &Json<'_>, text: &mut String) {
    match json {
        Json::Array(elements) => {
            text.push('[');
            for (at, element) in elements.iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                compact(element, text);
            }
            text.push(']');
        }
        Json::Object(object) => {
            text.push('{');
            for (at, (key, value)) in object.iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                quoted(key, text);
                text.push(':');
                compact(value, text);
            }
            text.push('}');
        }
        scalar => self::scalar(scalar, text),
    }
}

/// Appends `json` with one element a line and two spaces a level.
pub(super) fn pretty(json: &Json<'_>, level: usize, text: &mut String) {
    match json {
        Json::Array(elements) if !elements.is_empty() => {
            text.push_str("[");
            for (at, element) in elements.iter().enumerate() {
                new_line(at > 0, level + 1, text);
                pretty(element, level + 1, text);
            }
            new_line(false, level, text);
            text.push_str("]");
        }
        Json::Object(object) if !object.is_empty() => {
            text.push_str("{");
            for (at, (key, value)) in object.iter().enumerate() {
                new_line(at > 0, level + 1, text);
                quoted(key, text);
                text.push_str(": ");
                pretty(value, level + 1, text);
            }
            new_line(false, level, text);
            text.push_str("}");
        }
        flat => compact(flat, text),
    }
}

/// Begins a line at a level, behind a comma if something stands before it.
pub(super) fn new_line(is_behind: bool, level: usize, text: &mut String) {
    const LINE: &str = ",\n                                                                ";
    let begin = usize::from(!is_behind);
    let end = 2 + 2 * level;
    if end <= LINE.len() {
        text.push_str(&LINE[begin..end]);
    } else {
        text.push_str(&LINE[begin..]);
        text.extend(std::iter::repeat_n(' ', end - LINE.len()));
    }
}

fn scalar(json: &Json<'_>, text: &mut String) {
    match json {
        Json::Bool(true) => text.push_str("true"),
        Json::Bool(false) => text.push_str("false"),
        Json::Number(number) => text.push_str(number.as_str()),
        Json::String(string) => quoted(string, text),
        Json::Null | Json::Array(_) | Json::Object(_) => text.push_str("null"),
    }
}

/// Appends a string between quotes, escaped where JSON demands it (RFC 8259 §7).
///
/// # Why
/// Tests run unoptimised, and all of a pact file goes through here: there, a plain loop takes a fifth of the
/// instructions that an iterator takes.
pub(super) fn quoted(string: &str, text: &mut String) {
    let bytes = string.as_bytes();
    text.push_str("\"");
    let mut written = 0;
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte < b' ' || byte == b'"' || byte == b'\\' {
            text.push_str(&string[written..at]);
            escape(byte, text);
            written = at + 1;
        }
        at += 1;
    }
    text.push_str(&string[written..]);
    text.push_str("\"");
}

fn escape(byte: u8, text: &mut String) {
    match byte {
        b'"' => text.push_str("\\\""),
        b'\\' => text.push_str("\\\\"),
        b'\n' => text.push_str("\\n"),
        b'\r' => text.push_str("\\r"),
        b'\t' => text.push_str("\\t"),
        0x08 => text.push_str("\\b"),
        0x0c => text.push_str("\\f"),
        control => {
            const HEX: &[u8; 16] = b"0123456789abcdef";
            text.push_str("\\u00");
            text.push(char::from(HEX[usize::from(control >> 4)]));
            text.push(char::from(HEX[usize::from(control & 0xf)]));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::json::Json;

    #[test]
    fn writes_what_it_reads() {
        for text in [
            r#"{"a":[1,2.50,-3e10],"b":{"":null},"c":"x\"\\\n\u0001ü"}"#,
            "[]",
            "{}",
            r#""""#,
        ] {
            assert_eq!(Json::parse(text.as_bytes()).unwrap().to_string(), text);
        }
    }

    #[test]
    fn indents_by_two_spaces_and_keeps_empty_ones_short() {
        let json = Json::parse(br#"{"a":[1,{}],"b":[]}"#).unwrap();
        assert_eq!(
            json.to_pretty(),
            "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": []\n}"
        );
    }
}
