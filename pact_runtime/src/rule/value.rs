//! Values that rules look at.

use std::borrow::Cow;

use crate::json::Json;

/// A value that a rule looks at, in the form in which it was received.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// A node of a JSON document, or a status.
    Json(&'a Json<'a>),
    /// Text without a type: a path, a query parameter, a header, an attribute of an XML element.
    Text(&'a str),
    /// Bytes that are no text.
    Bytes(&'a [u8]),
}

/// Whether a rule holds for a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Holds,
    /// It does not.
    Fails,
    /// The regular expression took too many steps, so nobody knows.
    StepLimit,
}

impl Verdict {
    /// Whether the rule holds.
    pub fn holds(self) -> bool {
        self == Self::Holds
    }
}

impl From<bool> for Verdict {
    fn from(holds: bool) -> Self {
        if holds { Self::Holds } else { Self::Fails }
    }
}

impl<'a> Value<'a> {
    /// The value as the text that regular expressions and the like see: a string as it is, other
    /// JSON as it is written, bytes if they are UTF-8.
    pub fn text(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Json(Json::String(text)) => Some(Cow::Borrowed(text)),
            Self::Json(Json::Number(number)) => Some(Cow::Borrowed(number.as_str())),
            Self::Json(json) => Some(Cow::Owned(json.to_string())),
            Self::Text(text) => Some(Cow::Borrowed(text)),
            Self::Bytes(bytes) => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
        }
    }

    /// The value in the wording of the reference implementation: `'text'`, `12`, `[1,2]`. Keys of
    /// objects are sorted, as its maps are.
    pub(super) fn quoted(self) -> String {
        match self {
            Self::Json(Json::String(text)) => format!("'{text}'"),
            Self::Json(json) => sorted(json),
            Self::Text(text) => format!("'{text}'"),
            Self::Bytes(bytes) => format!("{} bytes", bytes.len()),
        }
    }

    /// Like [`quoted`](Self::quoted), with the kind of a JSON value behind it: `'text' (String)`.
    pub(super) fn typed(self) -> String {
        match self {
            Self::Json(json) => format!("{} ({})", self.quoted(), json.kind_name()),
            Self::Text(_) | Self::Bytes(_) => self.quoted(),
        }
    }

    /// The value between single quotes, whatever its kind: `'12'`. Nothing is between those of `null`.
    pub(super) fn as_quoted_text(self) -> String {
        match self {
            Self::Json(Json::Null) => "''".to_owned(),
            Self::Json(Json::String(_)) | Self::Text(_) | Self::Bytes(_) => self.quoted(),
            Self::Json(json) => format!("'{}'", sorted(json)),
        }
    }

    /// The kind of value with its article: `a string`.
    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::Json(Json::Null) => "null",
            Self::Json(Json::Bool(_)) => "a boolean",
            Self::Json(Json::Number(number)) if number.is_integer() => "an integer",
            Self::Json(Json::Number(_)) => "a decimal",
            Self::Json(Json::String(_)) => "a string",
            Self::Json(Json::Array(_)) => "a list",
            Self::Json(Json::Object(_)) => "an object",
            Self::Text(_) => "a text",
            Self::Bytes(_) => "binary",
        }
    }

    /// Whether both are lists, or both objects.
    pub(super) fn is_container_like(self, other: Option<Self>) -> bool {
        matches!(
            (self, other),
            (Self::Json(Json::Array(_)), Some(Self::Json(Json::Array(_))))
                | (
                    Self::Json(Json::Object(_)),
                    Some(Self::Json(Json::Object(_)))
                )
        )
    }

    /// How many items, members, characters or bytes there are; `None` for other scalars.
    pub(crate) fn length(self) -> Option<usize> {
        match self {
            Self::Json(Json::Array(items)) => Some(items.len()),
            Self::Json(Json::Object(members)) => Some(members.len()),
            Self::Json(Json::String(text)) => Some(text.chars().count()),
            Self::Json(Json::Null | Json::Bool(_) | Json::Number(_)) => None,
            Self::Text(text) => Some(text.chars().count()),
            Self::Bytes(bytes) => Some(bytes.len()),
        }
    }
}

/// The document without white space and with sorted keys.
pub(crate) fn sorted(json: &Json<'_>) -> String {
    match json {
        Json::Array(_) | Json::Object(_) => {
            let mut sorted = json.clone();
            sorted.sort_keys();
            sorted.to_string()
        }
        scalar => scalar.to_string(),
    }
}

/// The relative clause that tells the kind of a value: `which is a string`.
pub(super) fn which_is(actual: Value<'_>) -> Option<String> {
    match actual {
        Value::Json(Json::Null) | Value::Text(_) => None,
        Value::Json(_) | Value::Bytes(_) => Some(format!("which is {}", actual.kind())),
    }
}

/// `1 item`, `2 items`.
pub(crate) fn items(count: usize) -> String {
    match count {
        1 => "1 item".to_owned(),
        _ => format!("{count} items"),
    }
}
