//! A lossless JSON document.
//!
//! # Why
//! A contract must survive reading and writing unchanged, and `serde_json::Value` loses what a
//! contract is made of: the digits of a number (unless a feature is on that changes every other
//! user of `serde_json` in the build), and the order of keys (likewise). [`Json`] keeps both. It
//! borrows from the text it was parsed from, so reading a body to compare it copies only strings
//! with escapes.
//!
//! ```
//! use pact_runtime::json::Json;
//!
//! let document = Json::parse(br#"{ "total": 10.00, "id": 12345678901234567890123 }"#)?;
//! assert_eq!(document.to_string(), r#"{"total":10.00,"id":12345678901234567890123}"#);
//! # Ok::<(), pact_runtime::json::ParseError>(())
//! ```

mod number;
mod object;
mod parse;
mod serialize;
pub(crate) mod write;

use std::borrow::Cow;

use serde::Serialize;

pub use number::{NotFinite, Number};
pub use object::Object;
pub use parse::{MAX_DEPTH, ParseError};

/// A JSON value (RFC 8259) that keeps number digits and key order, borrowing where it can.
#[derive(Debug, Clone, PartialEq)]
pub enum Json<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number with the digits it was written with.
    Number(Number<'a>),
    /// A string, unescaped.
    String(Cow<'a, str>),
    /// An array.
    Array(Vec<Json<'a>>),
    /// An object in the order of its keys in the text.
    Object(Object<'a>),
}

/// A [`Json`] that owns all its text.
pub type OwnedJson = Json<'static>;

/// An [`Object`] that owns all its text.
pub type OwnedObject = Object<'static>;

impl<'a> Json<'a> {
    /// Parses one JSON document, which must be UTF-8; a byte order mark in front is skipped.
    ///
    /// Of keys that stand twice in one object the last one counts, as in `serde_json`.
    ///
    /// # Errors
    /// A [`ParseError`] with line and column if the text is not JSON, is nested deeper than
    /// [`MAX_DEPTH`], or goes on after the document.
    pub fn parse(text: &'a [u8]) -> Result<Self, ParseError> {
        parse::document(text)
    }

    /// A string value.
    pub fn string(text: impl Into<Cow<'a, str>>) -> Self {
        Self::String(text.into())
    }

    /// The string, if this is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The boolean, if this is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The number, if this is one.
    pub fn as_number(&self) -> Option<&Number<'a>> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The number as `u64`, if this is a whole number in its range.
    pub fn as_u64(&self) -> Option<u64> {
        self.as_number().and_then(Number::as_u64)
    }

    /// The elements, if this is an array.
    pub fn as_array(&self) -> Option<&[Json<'a>]> {
        match self {
            Self::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// The object, if this is one.
    pub fn as_object(&self) -> Option<&Object<'a>> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The member called `key`, if this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Json<'a>> {
        self.as_object().and_then(|object| object.get(key))
    }

    /// What kind of value this is, in the words of the specification's mismatch texts:
    /// `Null`, `Boolean`, `Integer`, `Decimal`, `String`, `Array` or `Object`.
    pub fn kind_name(&self) -> &'static str {
        match self {
            Self::Null => "Null",
            Self::Bool(_) => "Boolean",
            Self::Number(number) if number.is_integer() => "Integer",
            Self::Number(_) => "Decimal",
            Self::String(_) => "String",
            Self::Array(_) => "Array",
            Self::Object(_) => "Object",
        }
    }

    /// The same value with all text owned.
    pub fn into_owned(self) -> OwnedJson {
        match self {
            Self::Null => Json::Null,
            Self::Bool(value) => Json::Bool(value),
            Self::Number(number) => Json::Number(number.into_owned()),
            Self::String(text) => Json::String(Cow::Owned(text.into_owned())),
            Self::Array(elements) => {
                Json::Array(elements.into_iter().map(Json::into_owned).collect())
            }
            Self::Object(object) => Json::Object(object.into_owned()),
        }
    }

    /// Any serialisable value as a document, with the keys of maps in the order `serde` gives them.
    ///
    /// # Errors
    /// A map key that has no one text, a float that is not finite, or a `Serialize` that fails.
    pub fn from_serialize(
        value: &(impl Serialize + ?Sized),
    ) -> Result<OwnedJson, serde_json::Error> {
        serialize::document(value)
    }

    /// Sorts the keys of every object inside, in byte order.
    ///
    /// For content whose order depends on the build, such as a `serde_json::Map`, which is sorted
    /// or not by a feature that any crate of the build may turn on.
    pub fn sort_keys(&mut self) {
        match self {
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::String(_) => {}
            Self::Array(elements) => elements.iter_mut().for_each(Json::sort_keys),
            Self::Object(object) => object.sort_keys(),
        }
    }

    /// The document as indented text: two spaces a level, one element or member a line.
    pub fn to_pretty(&self) -> String {
        write::build(|out| write::pretty(self, 0, out))
    }

    /// Appends the document to `text` without any white space.
    pub fn write_compact(&self, text: &mut String) {
        write::compact(self, text);
    }
}

impl std::fmt::Display for Json<'_> {
    /// The document without any white space.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write::compact(self, f);
        Ok(())
    }
}

impl<'a> From<&'a str> for Json<'a> {
    fn from(text: &'a str) -> Self {
        Self::String(Cow::Borrowed(text))
    }
}

impl From<String> for Json<'_> {
    fn from(text: String) -> Self {
        Self::String(Cow::Owned(text))
    }
}

impl From<bool> for Json<'_> {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl<'a> From<Vec<Json<'a>>> for Json<'a> {
    fn from(elements: Vec<Json<'a>>) -> Self {
        Self::Array(elements)
    }
}

impl<'a> From<Object<'a>> for Json<'a> {
    fn from(object: Object<'a>) -> Self {
        Self::Object(object)
    }
}

impl<'a, T: Into<Number<'a>>> From<T> for Json<'a> {
    fn from(number: T) -> Self {
        Self::Number(number.into())
    }
}
