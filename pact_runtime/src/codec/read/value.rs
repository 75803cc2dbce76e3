//! Taking JSON values apart.

use std::borrow::Cow;

use crate::{
    codec::{Error, error::Within},
    json::{Json, Object, OwnedJson, OwnedObject},
};

/// The members of an object; `null` is an object without any.
pub(super) fn object(json: Json<'_>) -> Result<Object<'_>, Error> {
    match json {
        Json::Object(object) => Ok(object),
        Json::Null => Ok(Object::new()),
        other => Err(Error::shape("an object", &other)),
    }
}

/// The members of an object, which must be there.
pub(super) fn required_object(json: Json<'_>) -> Result<Object<'_>, Error> {
    match json {
        Json::Object(object) => Ok(object),
        other => Err(Error::shape("an object", &other)),
    }
}

/// An object to keep as it is; `null` is an object without members.
pub(super) fn owned_object(json: Json<'_>) -> Result<OwnedObject, Error> {
    object(json).map(Object::into_owned)
}

/// A text.
pub(super) fn text(json: Json<'_>) -> Result<String, Error> {
    match json {
        Json::String(text) => Ok(text.into_owned()),
        other => Err(Error::shape("a string", &other)),
    }
}

/// A text, or `None` for `null`.
pub(super) fn optional_text(json: Json<'_>) -> Result<Option<String>, Error> {
    match json {
        Json::Null => Ok(None),
        other => text(other).map(Some),
    }
}

/// A text; numbers and booleans are taken as they are written.
pub(super) fn scalar_text(json: Json<'_>) -> Result<String, Error> {
    match json {
        Json::Number(_) | Json::Bool(_) => Ok(json.to_string()),
        other => text(other),
    }
}

/// The elements of a list read with `read`; `null` is a list without any.
pub(super) fn list<'a, T>(
    json: Json<'a>,
    read: impl Fn(Json<'a>) -> Result<T, Error>,
) -> Result<Vec<T>, Error> {
    match json {
        Json::Array(elements) => elements
            .into_iter()
            .enumerate()
            .map(|(index, element)| read(element).within_element(index))
            .collect(),
        Json::Null => Ok(Vec::new()),
        other => Err(Error::shape("a list", &other)),
    }
}

/// Members that we do not know, to keep.
#[derive(Default)]
pub(super) struct Extra(Vec<(Cow<'static, str>, OwnedJson)>);

impl Extra {
    pub(super) fn keep(&mut self, key: Cow<'_, str>, value: Json<'_>) {
        self.0
            .push((Cow::Owned(key.into_owned()), value.into_owned()));
    }

    /// Keeps what is left of a member that we know, if anything is.
    pub(super) fn keep_rest(&mut self, key: &'static str, rest: OwnedObject) {
        if !rest.is_empty() {
            self.0.push((Cow::Borrowed(key), Json::Object(rest)));
        }
    }

    pub(super) fn into_object(self) -> OwnedObject {
        OwnedObject::from_members(self.0)
    }
}
