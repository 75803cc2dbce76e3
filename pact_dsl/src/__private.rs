//! For generated code only: what the expansions of the macros name. Nothing here is part of the API.

use std::{borrow::Cow, panic::Location, pin::pin};

use pact_runtime::{
    harness::{Run, TestOutput},
    json::Json,
};

use crate::{
    pact::Pact,
    pattern::{IntoPattern, Pattern, Shape},
};

pub use pact_runtime::{model::SpecVersion, registry::PactTest};

/// For generated code: runs an async test.
#[track_caller]
pub fn run_async<T: TestOutput, F: Future<Output = T>>(
    test: &'static PactTest,
    body: fn(Pact) -> F,
) {
    let run = Run::begin(test);
    let body = pin!(body(Pact::from(run.session())));
    run.drive(body);
}

/// For generated code: runs a test that is not async.
#[track_caller]
pub fn run_blocking<T: TestOutput>(test: &'static PactTest, body: fn(Pact) -> T) {
    let run = Run::begin(test);
    let pact = Pact::from(run.session());
    run.call(|| body(pact));
}

/// For generated code: a value of a literal.
#[track_caller]
pub fn value(value: impl IntoPattern) -> Pattern {
    value.into_pattern()
}

/// For generated code: the word `null` in a literal.
#[track_caller]
pub fn null() -> Pattern {
    Pattern::plain(Location::caller(), Json::Null)
}

/// For generated code: the array of a literal.
#[track_caller]
pub fn array<const N: usize>(elements: [Pattern; N]) -> Pattern {
    Pattern::of_shape(Location::caller(), Shape::Array(Vec::from(elements)))
}

/// For generated code: the object of a literal, all of whose keys are string literals.
#[track_caller]
pub fn object<const N: usize>(members: [(&'static str, Pattern); N]) -> Pattern {
    object_of(Location::caller(), Vec::from(members))
}

/// For generated code: the object of a literal with computed keys.
#[track_caller]
pub fn object_with_keys<const N: usize>(members: [(Cow<'static, str>, Pattern); N]) -> Pattern {
    members_of(Location::caller(), Vec::from(members))
}

/// For generated code: a computed key.
pub fn key(key: impl Into<Cow<'static, str>>) -> Cow<'static, str> {
    key.into()
}

fn object_of(
    location: &'static Location<'static>,
    members: Vec<(&'static str, Pattern)>,
) -> Pattern {
    let members = members.into_iter();
    let members = members.map(|(name, pattern)| (Cow::Borrowed(name), pattern));
    members_of(location, members.collect())
}

fn members_of(
    location: &'static Location<'static>,
    members: Vec<(Cow<'static, str>, Pattern)>,
) -> Pattern {
    Pattern::of_shape(location, Shape::Object(members))
}
