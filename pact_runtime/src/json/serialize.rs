//! Any serialisable value as a document, without a detour over text.
//!
//! # Why
//! `serde_json` writes a float that is not finite as `null`, so a mistake in an example would become part of
//! a contract.

mod compound;

use serde::{Serialize, Serializer, ser::Error as _};
use serde_json::Error;

use super::{Json, Number, OwnedJson};
use compound::{Elements, Members, OfVariant};

/// The document of a value.
pub(super) fn document(value: &(impl Serialize + ?Sized)) -> Result<OwnedJson, Error> {
    value.serialize(ToJson)
}

/// Makes a document of whatever it is given.
#[derive(Clone, Copy)]
struct ToJson;

macro_rules! numbers {
    ($($method:ident $kind:ty)*) => {$(
        fn $method(self, value: $kind) -> Result<OwnedJson, Error> {
            Ok(Json::from(value))
        }
    )*};
}

impl Serializer for ToJson {
    type Ok = OwnedJson;
    type Error = Error;
    type SerializeSeq = Elements;
    type SerializeTuple = Elements;
    type SerializeTupleStruct = Elements;
    type SerializeTupleVariant = OfVariant<Elements>;
    type SerializeMap = Members;
    type SerializeStruct = Members;
    type SerializeStructVariant = OfVariant<Members>;

    numbers! {
        serialize_bool bool
        serialize_i8 i8
        serialize_i16 i16
        serialize_i32 i32
        serialize_i64 i64
        serialize_i128 i128
        serialize_u8 u8
        serialize_u16 u16
        serialize_u32 u32
        serialize_u64 u64
        serialize_u128 u128
    }

    fn serialize_f32(self, value: f32) -> Result<OwnedJson, Error> {
        // The shortest decimal that reads back as this `f32`, not as its `f64`.
        self.serialize_f64(value.to_string().parse().unwrap_or(f64::from(value)))
    }

    fn serialize_f64(self, value: f64) -> Result<OwnedJson, Error> {
        Number::try_from(value)
            .map(Json::Number)
            .map_err(Error::custom)
    }

    fn serialize_char(self, value: char) -> Result<OwnedJson, Error> {
        Ok(Json::from(value.to_string()))
    }

    fn serialize_str(self, value: &str) -> Result<OwnedJson, Error> {
        Ok(Json::from(value.to_owned()))
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<OwnedJson, Error> {
        Ok(Json::Array(
            value.iter().map(|byte| Json::from(*byte)).collect(),
        ))
    }

    fn serialize_none(self) -> Result<OwnedJson, Error> {
        Ok(Json::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<OwnedJson, Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<OwnedJson, Error> {
        Ok(Json::Null)
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<OwnedJson, Error> {
        Ok(Json::Null)
    }

    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
    ) -> Result<OwnedJson, Error> {
        Ok(Json::from(variant))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        value: &T,
    ) -> Result<OwnedJson, Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<OwnedJson, Error> {
        Ok(compound::of_variant(variant, value.serialize(self)?))
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Elements, Error> {
        Ok(Elements::new(length))
    }

    fn serialize_tuple(self, length: usize) -> Result<Elements, Error> {
        Ok(Elements::new(Some(length)))
    }

    fn serialize_tuple_struct(self, _name: &'static str, length: usize) -> Result<Elements, Error> {
        Ok(Elements::new(Some(length)))
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<OfVariant<Elements>, Error> {
        Ok(OfVariant::new(variant, Elements::new(Some(length))))
    }

    fn serialize_map(self, _length: Option<usize>) -> Result<Members, Error> {
        Ok(Members::new(""))
    }

    fn serialize_struct(self, name: &'static str, _length: usize) -> Result<Members, Error> {
        Ok(Members::new(name))
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Result<OfVariant<Members>, Error> {
        Ok(OfVariant::new(variant, Members::new("")))
    }
}

/// A key of a map: text, or what has one text, as in `serde_json`.
fn key(key: &(impl Serialize + ?Sized)) -> Result<String, Error> {
    match key.serialize(ToJson)? {
        Json::String(text) => Ok(text.into_owned()),
        scalar @ (Json::Number(_) | Json::Bool(_)) => Ok(scalar.to_string()),
        Json::Null | Json::Array(_) | Json::Object(_) => Err(Error::custom("key must be a string")),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[derive(serde::Serialize)]
    #[serde(rename_all = "camelCase")]
    enum Kind {
        Unit,
        Newtype(u8),
        Tuple(u8, bool),
        Struct { a: f32 },
    }

    fn check(value: impl Serialize) {
        let expected = serde_json::to_string(&value).unwrap();
        assert_eq!(document(&value).unwrap().to_string(), expected);
    }

    #[test]
    fn makes_the_document_that_serde_json_writes() {
        check(vec![
            Kind::Unit,
            Kind::Newtype(1),
            Kind::Tuple(2, true),
            Kind::Struct { a: 1.1 },
        ]);
        check((1_i8, -2_i64, u64::MAX, 'x', "y", (), Some(1.0), None::<u8>));
        check(BTreeMap::from([(1, "one"), (2, "two")]));
        check(BTreeMap::from([(true, [1_u128; 2])]));
        check(serde_json::json!({ "b": 1.5, "a": [null, { "c": "é\n" }] }));
        check([b"bytes".as_slice()]);
    }

    #[test]
    fn refuses_what_json_cannot_say() {
        let refuse = |result: Result<OwnedJson, Error>, message| {
            assert_eq!(result.unwrap_err().to_string(), message);
        };
        let not_finite = "JSON has no infinite numbers and no NaN";
        refuse(document(&[f64::NAN]), not_finite);
        refuse(document(&f32::INFINITY), not_finite);
        refuse(
            document(&BTreeMap::from([((1, 2), 3)])),
            "key must be a string",
        );
    }
}
