//! Values that come piece by piece.

use serde::{
    Serialize,
    ser::{
        Error as _, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
        SerializeTuple, SerializeTupleStruct, SerializeTupleVariant,
    },
};
use serde_json::Error;

use super::{ToJson, key};
use crate::json::{Json, Number, Object, OwnedJson, OwnedObject};

/// The name under which `serde_json` hands over numbers as they are written, if a crate of the build turned
/// on its feature `arbitrary_precision`.
const NUMBER: &str = "$serde_json::private::Number";

/// The name under which `serde_json` hands over JSON text as it is.
const RAW: &str = "$serde_json::private::RawValue";

/// The elements of an array.
pub(super) struct Elements(Vec<OwnedJson>);

impl Elements {
    pub(super) fn new(length: Option<usize>) -> Self {
        // A length that is told but not kept must not reserve memory for itself.
        Self(Vec::with_capacity(length.unwrap_or(0).min(1_024)))
    }

    fn push(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), Error> {
        self.0.push(value.serialize(ToJson)?);
        Ok(())
    }

    fn into_json(self) -> OwnedJson {
        Json::Array(self.0)
    }
}

/// The members of an object.
pub(super) struct Members {
    name: &'static str,
    key: Option<String>,
    entries: OwnedObject,
}

impl Members {
    pub(super) fn new(name: &'static str) -> Self {
        Self {
            name,
            key: None,
            entries: Object::new(),
        }
    }

    fn insert(
        &mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
    ) -> Result<(), Error> {
        self.entries.insert(name, value.serialize(ToJson)?);
        Ok(())
    }

    fn into_json(self) -> Result<OwnedJson, Error> {
        match self.name {
            NUMBER | RAW => as_written(self.name, &self.entries),
            _ => Ok(Json::Object(self.entries)),
        }
    }
}

/// The value that `serde_json` hands over as a text under its own name.
fn as_written(name: &str, members: &OwnedObject) -> Result<OwnedJson, Error> {
    let text = members.get(name).and_then(Json::as_str).unwrap_or_default();
    let value = if name == NUMBER {
        Number::parse(text).map(|number| Json::Number(number.into_owned()))
    } else {
        Json::parse(text.as_bytes()).ok().map(Json::into_owned)
    };
    value.ok_or_else(|| Error::custom(format_args!("`{text}` is no JSON")))
}

/// What a variant of an enum holds, under the name of the variant.
pub(super) struct OfVariant<T> {
    variant: &'static str,
    inner: T,
}

impl<T> OfVariant<T> {
    pub(super) fn new(variant: &'static str, inner: T) -> Self {
        Self { variant, inner }
    }
}

pub(super) fn of_variant(variant: &'static str, value: OwnedJson) -> OwnedJson {
    Json::Object(Object::from_members(vec![(variant.into(), value)]))
}

macro_rules! elements {
    ($($trait:ident $method:ident)*) => {$(
        impl $trait for Elements {
            type Ok = OwnedJson;
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                self.push(value)
            }

            fn end(self) -> Result<OwnedJson, Error> {
                Ok(self.into_json())
            }
        }
    )*};
}

elements! {
    SerializeSeq serialize_element
    SerializeTuple serialize_element
    SerializeTupleStruct serialize_field
}

impl SerializeTupleVariant for OfVariant<Elements> {
    type Ok = OwnedJson;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.inner.push(value)
    }

    fn end(self) -> Result<OwnedJson, Error> {
        Ok(of_variant(self.variant, self.inner.into_json()))
    }
}

impl SerializeMap for Members {
    type Ok = OwnedJson;
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Result<(), Error> {
        self.key = Some(key(name)?);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let key = self.key.take().unwrap_or_default();
        self.entries.insert(key, value.serialize(ToJson)?);
        Ok(())
    }

    fn end(self) -> Result<OwnedJson, Error> {
        self.into_json()
    }
}

impl SerializeStruct for Members {
    type Ok = OwnedJson;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.insert(name, value)
    }

    fn end(self) -> Result<OwnedJson, Error> {
        self.into_json()
    }
}

impl SerializeStructVariant for OfVariant<Members> {
    type Ok = OwnedJson;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.inner.insert(name, value)
    }

    fn end(self) -> Result<OwnedJson, Error> {
        Ok(of_variant(self.variant, self.inner.into_json()?))
    }
}
