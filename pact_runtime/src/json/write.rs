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
            text.push('[');
            for (at, element) in elements.iter().enumerate() {
                new_line(at, level + 1, text);
                pretty(element, level + 1, text);
            }
            close(']', level, text);
        }
        Json::Object(object) if !object.is_empty() => {
            text.push('{');
            for (at, (key, value)) in object.iter().enumerate() {
                new_line(at, level + 1, text);
                quoted(key, text);
                text.push_str(": ");
                pretty(value, level + 1, text);
            }
            close('}', level, text);
        }
        flat => compact(flat, text),
    }
}

fn new_line(at: usize, level: usize, text: &mut String) {
    text.push_str(if at > 0 { ",\n" } else { "\n" });
    indent(level, text);
}

fn close(bracket: char, level: usize, text: &mut String) {
    text.push('\n');
    indent(level, text);
    text.push(bracket);
}

fn indent(level: usize, text: &mut String) {
    const SPACES: &str = "                                ";
    let mut width = 2 * level;
    while width > SPACES.len() {
        text.push_str(SPACES);
        width -= SPACES.len();
    }
    text.push_str(&SPACES[..width]);
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

fn quoted(string: &str, text: &mut String) {
    text.push('"');
    let mut rest = string;
    while let Some(at) = rest.bytes().position(needs_escape) {
        text.push_str(&rest[..at]);
        escape(rest.as_bytes()[at], text);
        rest = &rest[at + 1..];
    }
    text.push_str(rest);
    text.push('"');
}

fn needs_escape(byte: u8) -> bool {
    byte < b' ' || byte == b'"' || byte == b'\\'
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
