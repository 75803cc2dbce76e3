//! What may stand in a pattern as it is.

use std::{borrow::Cow, collections::BTreeMap, panic::Location};

use pact_runtime::json::{Json, Number};

use super::{Pattern, Shape, foreign};

/// A value that can stand in a pattern: a matcher, or a plain value that matches just itself.
///
/// Strings, numbers, booleans, `Option` (`None` is `null`), `Vec`, arrays, slices, maps with string
/// keys and `serde_json::Value` are plain values. Any other `Serialize` value goes through
/// [`json`](super::json). Implement the trait for a type of yours to use it inside patterns:
///
/// ```
/// use pact_dsl::prelude::*;
///
/// struct Money {
///     cents: i64,
/// }
///
/// impl IntoPattern for Money {
///     fn into_pattern(self) -> Pattern {
///         json_pattern!({ "cents": integer(self.cents), "currency": "EUR" })
///     }
/// }
///
/// let order = json_pattern!({ "total": Money { cents: 1050 } });
/// # let _ = order;
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand in a pattern",
    label = "neither a matcher nor a plain JSON value",
    note = "a value that implements `serde::Serialize` goes in as `json(value)`"
)]
pub trait IntoPattern {
    /// The pattern of this value.
    #[track_caller]
    fn into_pattern(self) -> Pattern;
}

impl IntoPattern for Pattern {
    fn into_pattern(self) -> Pattern {
        self
    }
}

macro_rules! plain {
    ($($kind:ty => |$value:ident| $json:expr;)*) => {$(
        impl IntoPattern for $kind {
            #[track_caller]
            fn into_pattern(self) -> Pattern {
                let $value = self;
                Pattern::plain(Location::caller(), $json)
            }
        }
    )*};
}

plain! {
    &str => |text| Json::from(text.to_owned());
    &String => |text| Json::from(text.clone());
    String => |text| Json::from(text);
    Cow<'_, str> => |text| Json::from(text.into_owned());
    char => |character| Json::from(character.to_string());
    bool => |value| Json::from(value);
    () => |_unit| Json::Null;
}

macro_rules! integers {
    ($($integer:ty)*) => {
        plain! { $($integer => |number| Json::from(number);)* }
    };
}

integers!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);

impl IntoPattern for f64 {
    #[track_caller]
    fn into_pattern(self) -> Pattern {
        float(Location::caller(), self)
    }
}

impl IntoPattern for f32 {
    #[track_caller]
    fn into_pattern(self) -> Pattern {
        float(Location::caller(), super::number::widen(self))
    }
}

fn float(location: &'static Location<'static>, value: f64) -> Pattern {
    match Number::try_from(value) {
        Ok(number) => Pattern::plain(location, Json::Number(number)),
        Err(error) => {
            let problem = format!("`{value}` cannot stand in a pattern; {error}");
            Pattern::plain(location, Json::Null).with_problem(problem)
        }
    }
}

impl IntoPattern for serde_json::Value {
    #[track_caller]
    fn into_pattern(self) -> Pattern {
        foreign::of_result(Location::caller(), foreign::from_serialize(&self))
    }
}

impl IntoPattern for &serde_json::Value {
    #[track_caller]
    fn into_pattern(self) -> Pattern {
        foreign::of_result(Location::caller(), foreign::from_serialize(self))
    }
}

impl<T: IntoPattern> IntoPattern for Option<T> {
    #[track_caller]
    fn into_pattern(self) -> Pattern {
        match self {
            Some(value) => value.into_pattern(),
            None => Pattern::plain(Location::caller(), Json::Null),
        }
    }
}

impl<T: IntoPattern> IntoPattern for Vec<T> {
    #[track_caller]
    fn into_pattern(self) -> Pattern {
        array(self)
    }
}

impl<T: IntoPattern, const N: usize> IntoPattern for [T; N] {
    #[track_caller]
    fn into_pattern(self) -> Pattern {
        array(self)
    }
}

impl<T: IntoPattern + Clone> IntoPattern for &[T] {
    #[track_caller]
    fn into_pattern(self) -> Pattern {
        array(self.iter().cloned())
    }
}

impl<T: IntoPattern> IntoPattern for BTreeMap<String, T> {
    #[track_caller]
    fn into_pattern(self) -> Pattern {
        let location = Location::caller();
        let mut members = Vec::with_capacity(self.len());
        for (name, value) in self {
            members.push((Cow::Owned(name), value.into_pattern()));
        }
        Pattern::of_shape(location, Shape::Object(members))
    }
}

#[track_caller]
fn array<T: IntoPattern>(elements: impl IntoIterator<Item = T>) -> Pattern {
    let location = Location::caller();
    let mut patterns = Vec::new();
    for element in elements {
        patterns.push(element.into_pattern());
    }
    Pattern::of_shape(location, Shape::Array(patterns))
}
