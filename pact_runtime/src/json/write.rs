//! Text of a document, compact and indented.

use std::{
    cell::RefCell,
    fmt::{self, Write},
};

use super::Json;

/// Text that is written piece by piece.
///
/// # Why
/// Tests run unoptimised, and there each `String::push_str` takes some four hundred instructions. `format!` brings its
/// own writer, which is a part of std and optimised: through it a piece takes sixty.
pub(crate) fn build(write: impl FnMut(&mut dyn Write)) -> String {
    let write = RefCell::new(write);
    let text = fmt::from_fn(|out| {
        (*write.borrow_mut())(out);
        Ok(())
    });
    format!("{text}")
}

/// Appends a piece. Where it goes is a string, or the inside of `format!`, which do not fail.
pub(crate) fn put(piece: &str, out: &mut dyn Write) {
    let _ = out.write_str(piece);
}

/// Appends `json` without white space.
pub(crate) fn compact(json: &Json<'_>, out: &mut dyn Write) {
    match json {
        Json::Array(elements) => {
            put("[", out);
            for (at, element) in elements.iter().enumerate() {
                if at > 0 {
                    put(",", out);
                }
                compact(element, out);
            }
            put("]", out);
        }
        Json::Object(object) => {
            put("{", out);
            for (at, (key, value)) in object.iter().enumerate() {
                if at > 0 {
                    put(",", out);
                }
                quoted(key, out);
                put(":", out);
                compact(value, out);
            }
            put("}", out);
        }
        scalar => self::scalar(scalar, out),
    }
}

/// Appends `json` with one element a line and two spaces a level.
pub(crate) fn pretty(json: &Json<'_>, level: usize, out: &mut dyn Write) {
    match json {
        Json::Array(elements) if !elements.is_empty() => {
            put("[", out);
            for (at, element) in elements.iter().enumerate() {
                new_line(at > 0, level + 1, out);
                pretty(element, level + 1, out);
            }
            new_line(false, level, out);
            put("]", out);
        }
        Json::Object(object) if !object.is_empty() => {
            put("{", out);
            for (at, (key, value)) in object.iter().enumerate() {
                member(at > 0, level + 1, key, out);
                pretty(value, level + 1, out);
            }
            new_line(false, level, out);
            put("}", out);
        }
        flat => compact(flat, out),
    }
}

/// Begins a line at a level, behind a comma if something stands before it.
pub(crate) fn new_line(is_behind: bool, level: usize, out: &mut dyn Write) {
    let lines = if is_behind { &NEXT } else { &FIRST };
    put(lines[level.min(MAX_LEVEL)], out);
    for _ in MAX_LEVEL..level {
        put("  ", out);
    }
}

/// Begins a member of an object on a line of its own, up to its value.
pub(crate) fn member(is_behind: bool, level: usize, key: &str, out: &mut dyn Write) {
    new_line(is_behind, level, out);
    quoted(key, out);
    put(": ", out);
}

/// How many levels have a text of their own in the tables below.
const MAX_LEVEL: usize = 15;

/// What begins a line at each level.
static FIRST: [&str; MAX_LEVEL + 1] = lines("\n                              ");

/// The same behind a comma.
static NEXT: [&str; MAX_LEVEL + 1] = lines(",\n                              ");

const fn lines(deepest: &'static str) -> [&'static str; MAX_LEVEL + 1] {
    let mut lines = [""; MAX_LEVEL + 1];
    let mut level = 0;
    while level <= MAX_LEVEL {
        let end = deepest.len() - 2 * (MAX_LEVEL - level);
        (lines[level], _) = deepest.split_at(end);
        level += 1;
    }
    lines
}

fn scalar(json: &Json<'_>, out: &mut dyn Write) {
    match json {
        Json::Bool(true) => put("true", out),
        Json::Bool(false) => put("false", out),
        Json::Number(number) => put(number.as_str(), out),
        Json::String(string) => quoted(string, out),
        Json::Null | Json::Array(_) | Json::Object(_) => put("null", out),
    }
}

/// Appends a string between quotes, escaped where JSON demands it (RFC 8259 §7).
pub(crate) fn quoted(string: &str, out: &mut dyn Write) {
    put("\"", out);
    if is_plain(string) {
        put(string, out);
    } else {
        escaped(string, out);
    }
    put("\"", out);
}

fn escaped(string: &str, out: &mut dyn Write) {
    let mut written = 0;
    for (at, byte) in string.bytes().enumerate() {
        if needs_escape(byte) {
            put(&string[written..at], out);
            escape(byte, out);
            written = at + 1;
        }
    }
    put(&string[written..], out);
}

/// Whether no byte needs an escape.
///
/// # Why
/// All of a pact file goes through here, unoptimised: there, a plain loop takes a fifth of the instructions that an
/// iterator takes.
fn is_plain(string: &str) -> bool {
    let bytes = string.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte < b' ' || byte == b'"' || byte == b'\\' {
            return false;
        }
        at += 1;
    }
    true
}

fn needs_escape(byte: u8) -> bool {
    byte < b' ' || byte == b'"' || byte == b'\\'
}

fn escape(byte: u8, out: &mut dyn Write) {
    match byte {
        b'"' => put("\\\"", out),
        b'\\' => put("\\\\", out),
        b'\n' => put("\\n", out),
        b'\r' => put("\\r", out),
        b'\t' => put("\\t", out),
        0x08 => put("\\b", out),
        0x0c => put("\\f", out),
        control => {
            let _ = write!(out, "\\u{control:04x}");
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
    fn indents_at_any_depth() {
        let depth = 40;
        let text = format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
        let pretty = Json::parse(text.as_bytes()).unwrap().to_pretty();
        let lines: Vec<_> = pretty.lines().collect();
        assert_eq!(lines.len(), 2 * depth + 1);
        for (at, line) in lines.iter().enumerate() {
            let level = at.min(2 * depth - at);
            assert_eq!(line.len() - line.trim_start().len(), 2 * level);
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
