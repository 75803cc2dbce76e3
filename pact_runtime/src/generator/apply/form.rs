//! Generators in a body of type `application/x-www-form-urlencoded`.

use std::fmt::Write as _;

use super::{fresh_text, name_and_index};
use crate::generator::context::GeneratorContext;
use crate::generator::{GenerateError, Generator};
use crate::path::PathExpr;

/// Replaces the values of the field that the path names, or the one at its index. The other fields
/// keep their spelling.
pub(super) fn apply(
    path: &PathExpr,
    generator: &Generator,
    body: &mut String,
    context: &mut GeneratorContext,
) -> Result<(), GenerateError> {
    let Some((name, index)) = name_and_index(path) else {
        return Ok(());
    };
    let mut seen = 0;
    let mut fields: Vec<String> = Vec::new();
    for field in body.split('&') {
        let (key, value) = field.split_once('=').unwrap_or((field, ""));
        let is_named = decode(key) == name;
        seen += usize::from(is_named);
        if is_named && index.is_none_or(|index| index + 1 == seen) {
            let fresh = fresh_text(generator, &decode(value), context)?;
            fields.push(format!("{key}={}", encode(&fresh)));
        } else {
            fields.push(field.to_owned());
        }
    }
    *body = fields.join("&");
    Ok(())
}

/// Decodes `+` and `%XX`; what is no code stays as it is.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let code = (*byte == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        let digits = code.filter(|code| code.bytes().all(|digit| digit.is_ascii_hexdigit()));
        if let Some(value) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            decoded.push(value);
            at += 3;
        } else {
            decoded.push(if *byte == b'+' { b' ' } else { *byte });
            at += 1;
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'*' => {
                encoded.push(char::from(byte));
            }
            b' ' => encoded.push('+'),
            // Writing to a string cannot fail.
            _ => drop(write!(encoded, "%{byte:02X}")),
        }
    }
    encoded
}
