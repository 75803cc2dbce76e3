//! Values as a mismatch keeps them.

use crate::{
    json::{Json, OwnedJson},
    rule::Value,
};

/// How many bytes of binary content a mismatch keeps: enough to tell what they are.
const START: usize = 512;

/// How many of them are shown.
const SHOWN: usize = 32;

/// A value as a mismatch keeps it.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// A JSON value.
    Json(OwnedJson),
    /// Text without a type.
    Text(String),
    /// Binary content: its first bytes.
    Bytes {
        /// At most 512 bytes.
        start: Vec<u8>,
        /// How many bytes there are in all.
        length: usize,
    },
}

impl Shown {
    /// Text without a type.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A JSON value.
    pub fn json(json: &Json<'_>) -> Self {
        Self::Json(json.clone().into_owned())
    }

    /// Binary content.
    pub(crate) fn bytes(bytes: &[u8]) -> Self {
        Self::Bytes {
            start: bytes[..bytes.len().min(START)].to_vec(),
            length: bytes.len(),
        }
    }

    /// Content: as text if it is UTF-8.
    pub(crate) fn content(bytes: &[u8]) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::text(text),
            Err(_) => Self::bytes(bytes),
        }
    }

    /// The keys of an object.
    pub(crate) fn keys<'k>(keys: impl Iterator<Item = &'k str>) -> Self {
        Self::Json(Json::Array(
            keys.map(|key| Json::from(key.to_owned())).collect(),
        ))
    }

    pub(super) fn value(&self) -> Value<'_> {
        match self {
            Self::Json(json) => Value::Json(json),
            Self::Text(text) => Value::Text(text),
            Self::Bytes { start, .. } => Value::Bytes(start),
        }
    }

    /// About how many bytes the value takes.
    pub(crate) fn size(&self) -> usize {
        match self {
            Self::Json(json) => json_size(json),
            Self::Text(text) => text.len(),
            Self::Bytes { start, .. } => start.len(),
        }
    }

    /// For people: JSON as it is written, text in double quotes, bytes as their number and first few.
    pub(super) fn for_people(&self) -> String {
        match self {
            Self::Json(json) => json.to_string(),
            Self::Text(text) => Json::from(text.as_str()).to_string(),
            Self::Bytes { start, length } => {
                format!("{length} bytes starting with {}", hexadecimal(start))
            }
        }
    }
}

fn json_size(json: &Json<'_>) -> usize {
    size_of::<Json<'_>>()
        + match json {
            Json::Null | Json::Bool(_) => 0,
            Json::Number(number) => number.as_str().len(),
            Json::String(text) => text.len(),
            Json::Array(items) => items.iter().map(json_size).sum(),
            Json::Object(members) => members
                .iter()
                .map(|(key, value)| size_of::<String>() + key.len() + json_size(value))
                .sum(),
        }
}

impl From<Value<'_>> for Shown {
    fn from(value: Value<'_>) -> Self {
        match value {
            Value::Json(json) => Self::json(json),
            Value::Text(text) => Self::text(text),
            Value::Bytes(bytes) => Self::bytes(bytes),
        }
    }
}

/// The first bytes in hexadecimal digits.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .take(SHOWN)
        .fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

impl std::fmt::Display for Shown {
    /// A string as it is, other JSON as it is written, text as it is.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Json(Json::String(text)) => f.write_str(text),
            Self::Json(json) => json.fmt(f),
            Self::Text(text) => f.write_str(text),
            Self::Bytes { .. } => f.write_str(&self.for_people()),
        }
    }
}
