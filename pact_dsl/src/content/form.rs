//! Forms: `application/x-www-form-urlencoded`.

use pact_runtime::{json::Json, model::ContentType, path::PathExpr, rule::Category};

use crate::pattern::{Pattern, compile::Sink};

pub(super) fn content_type() -> ContentType {
    ContentType::parse("application/x-www-form-urlencoded").unwrap_or_else(ContentType::text)
}

/// The fields of a form as `application/x-www-form-urlencoded` text. Rules stand at `$.field`, and at
/// `$.field[n]` where a field has several values.
pub(super) fn text(pattern: Pattern, sink: &mut Sink) -> String {
    let location = pattern.node().location;
    let mut text = String::new();
    let example = sink.json(Category::Body, PathExpr::root(), pattern);
    let Json::Object(fields) = example else {
        sink.refuse(
            location,
            "a form needs an object with the fields as its members, as in \
                      `form(json_pattern!({ \"name\": string(\"Ada\") }))`"
                .to_owned(),
        );
        return text;
    };
    for (name, value) in fields {
        let values = match value {
            Json::Array(values) => values,
            value => vec![value],
        };
        for value in values {
            let value = sink.scalar(Category::Body, location, value);
            append_pair(&name, &value, &mut text);
        }
    }
    text
}

fn append_pair(name: &str, value: &str, text: &mut String) {
    if !text.is_empty() {
        text.push('&');
    }
    encode(name, text);
    text.push('=');
    encode(value, text);
}

/// Percent-encoding of forms (URL standard, `application/x-www-form-urlencoded` serialising).
fn encode(part: &str, text: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in part.bytes() {
        match byte {
            b' ' => text.push('+'),
            b'*' | b'-' | b'.' | b'_' => text.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => text.push(char::from(byte)),
            _ => {
                text.push('%');
                text.push(char::from(HEX[usize::from(byte >> 4)]));
                text.push(char::from(HEX[usize::from(byte & 0xf)]));
            }
        }
    }
}
