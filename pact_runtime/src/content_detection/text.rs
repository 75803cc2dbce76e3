//! Kinds of text.

use crate::json::Json;

/// How many bytes are looked at where the whole need not be.
const WINDOW: usize = 1_024;

/// The kind of text that the bytes are; `None` if they are not text.
pub(super) fn kind(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Some(super::PLAIN);
    }
    let start = start(bytes)?;
    let text = start.trim_start();
    Some(if let Some(markup) = markup(text) {
        markup
    } else if is_json(text, bytes) {
        "application/json"
    } else {
        super::PLAIN
    })
}

/// Whether all bytes are text: UTF-8 or UTF-16 with a byte order mark, and no control characters.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    let is_utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    is_utf16 || std::str::from_utf8(bytes).is_ok_and(has_no_controls)
}

/// Whether the bytes are HTML in the syntax of XML.
pub(super) fn is_xhtml(bytes: &[u8]) -> bool {
    start(bytes).is_some_and(|text| {
        let text = text.trim_start();
        markup(text) == Some("text/html") && text.contains("http://www.w3.org/1999/xhtml")
    })
}

/// The first characters of a text without its byte order mark. A character that the window cuts
/// does not count.
fn start(bytes: &[u8]) -> Option<&str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let window = &bytes[..bytes.len().min(WINDOW)];
    let text = match std::str::from_utf8(window) {
        Ok(text) => text,
        Err(cut) if cut.error_len().is_none() && bytes.len() > WINDOW => {
            std::str::from_utf8(&window[..cut.valid_up_to()]).ok()?
        }
        Err(_) => return None,
    };
    has_no_controls(text).then_some(text)
}

fn has_no_controls(text: &str) -> bool {
    !text
        .bytes()
        .any(|byte| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b))
}

/// HTML, SVG or other XML.
fn markup(text: &str) -> Option<&'static str> {
    const HTML: [&str; 12] = [
        "html", "head", "body", "title", "script", "iframe", "h1", "div", "font", "table", "p",
        "br",
    ];
    let behind = text.strip_prefix('<')?;
    if text.starts_with("<?xml") {
        let is_svg = first_element(text).is_some_and(|name| name == "svg");
        return Some(if is_svg {
            "image/svg+xml"
        } else {
            "application/xml"
        });
    }
    let doctype = behind.get(..13).unwrap_or_default();
    if doctype.eq_ignore_ascii_case("!doctype html") {
        return Some("text/html");
    }
    let name = first_element(text)?;
    if HTML.iter().any(|its| name.eq_ignore_ascii_case(its)) {
        Some("text/html")
    } else if name == "svg" {
        Some("image/svg+xml")
    } else {
        Some("application/xml")
    }
}

/// The name of the first element, behind declarations, comments and instructions; `""` if it is
/// not among the first characters.
fn first_element(mut text: &str) -> Option<&str> {
    loop {
        let behind = text.trim_start().strip_prefix('<')?;
        let closing = match behind.as_bytes().first()? {
            b'?' => "?>",
            b'!' if behind.starts_with("!--") => "-->",
            b'!' => ">",
            byte if byte.is_ascii_alphabetic() || *byte == b'_' || *byte >= 0x80 => {
                let end = behind.find(|next: char| next.is_whitespace() || "/>".contains(next));
                return Some(&behind[..end.unwrap_or(behind.len())]);
            }
            _ => return None,
        };
        match behind.split_once(closing) {
            Some((_, rest)) => text = rest,
            None => return Some(""),
        }
    }
}

/// Whether a text is JSON: it must parse, which most other texts fail to at their first character.
fn is_json(text: &str, all: &[u8]) -> bool {
    let may_start = |next: char| next.is_ascii_digit() || "{[\"-tfn".contains(next);
    text.starts_with(may_start) && Json::parse(all).is_ok()
}
