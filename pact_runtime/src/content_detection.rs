//! What bytes are, told from the bytes alone: for the `contentType` rule, and for bodies without a
//! content type.
//!
//! # Why
//! The reference asks the MIME database of the operating system, so its verdict depends on the machine
//! (pact-reference#171, #429). This one is a table, the same everywhere.
//!
//! ```
//! use pact_runtime::{content_detection, model::ContentType};
//!
//! assert_eq!(content_detection::detect(b"\x89PNG\r\n\x1a\n...."), "image/png");
//! assert_eq!(content_detection::detect(br#"{"id": 7}"#), "application/json");
//! let jpeg = ContentType::parse("image/jpeg").unwrap();
//! assert!(!content_detection::has_type(b"%PDF-1.7 ...", &jpeg));
//! ```

mod containers;
mod signatures;
mod text;

use crate::{json::Json, model::ContentType};

const UNKNOWN: &str = "application/octet-stream";
const PLAIN: &str = "text/plain";

/// The media type that the bytes show: that of a signature, `application/json`, `application/xml`,
/// `image/svg+xml`, `text/html`, `text/plain` for other text, or `application/octet-stream`.
pub fn detect(bytes: &[u8]) -> &'static str {
    signatures::of(bytes)
        .or_else(|| text::kind(bytes))
        .unwrap_or(UNKNOWN)
}

/// The content type of a body that has none: that of [`detect`], or `None` for bytes that show
/// nothing and for an empty body.
pub fn content_type(bytes: &[u8]) -> Option<ContentType> {
    let detected = Some(detect(bytes)).filter(|its| !bytes.is_empty() && *its != UNKNOWN);
    detected.and_then(ContentType::parse)
}

/// Whether the bytes can be of the media type: what the `contentType` rule asks.
///
/// - A type whose signature is known must be the one that the bytes show. The more general type will
///   do: a DOCX file is also an `application/zip`.
/// - JSON must parse, XML and HTML must look like it, other text types take any text.
/// - `application/octet-stream` takes any bytes.
/// - Of a type that we know no signature of, we can only tell that the bytes are not something else.
pub fn has_type(bytes: &[u8], expected: &ContentType) -> bool {
    let essence = expected.essence();
    let expected_name = signatures::canonical(&essence);
    if expected_name == UNKNOWN {
        return true;
    }
    if expected.is_json() {
        return Json::parse(bytes).is_ok();
    }
    let detected = detect(bytes);
    if detected == expected_name || signatures::is_kind_of(detected, expected_name) {
        return true;
    }
    if expected_name == "image/svg+xml" || signatures::is_known(expected_name) {
        return false;
    }
    if expected.is_xml() {
        return matches!(detected, "application/xml" | "image/svg+xml") || text::is_xhtml(bytes);
    }
    if expected.is_text() {
        return expected_name != "text/html" && text::is_text(bytes);
    }
    matches!(detected, UNKNOWN | PLAIN)
}

#[cfg(test)]
mod tests;
