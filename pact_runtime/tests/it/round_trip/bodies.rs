//! Random bodies.

use pact_runtime::{
    json::{Json, OwnedObject},
    model::{Body, BodyContent, Content, ContentType, ContentTypeHint, Headers, SpecVersion},
};

use super::models::{json, some, text};
use crate::mutate::Random;

pub(super) fn around_of_headers(headers: Option<&Headers>) -> Option<ContentType> {
    ContentType::parse(headers?.get("content-type")?.first()?)
}

pub(super) fn around_of_metadata(metadata: &OwnedObject) -> Option<ContentType> {
    let mut members = metadata.iter();
    members.find_map(|(key, value)| {
        let is_type = key == "contentType" || key.eq_ignore_ascii_case("content-type");
        is_type.then(|| ContentType::parse(value.as_str()?))?
    })
}

/// A body in any state, with content in the one form that its version and type have for it.
pub(super) fn body(
    random: &mut Random,
    version: SpecVersion,
    around: Option<&ContentType>,
) -> Body {
    const TYPES: [&str; 5] = [
        "application/json",
        "text/plain",
        "image/png",
        "application/vnd.a+json;v=1",
        "x/y;a=\"b c\"",
    ];
    let own = some(random, |random| {
        ContentType::parse(TYPES[random.below(TYPES.len())]).unwrap()
    });
    let own = own.filter(|_| version == SpecVersion::V4);
    let hint = some(random, |random| {
        [
            ContentTypeHint::Binary,
            ContentTypeHint::Text,
            ContentTypeHint::Default,
        ][random.below(3)]
    });
    let hint = hint.filter(|_| version == SpecVersion::V4);
    let content_type = own.as_ref().or(around);
    let content = match random.below(6) {
        0 => return Body::Missing,
        1 => return Body::Empty,
        2 => return Body::Null,
        3 => binary(random, version, content_type),
        4 => words(random, version, content_type),
        _ => document(random, content_type),
    };
    Body::Present(BodyContent {
        content,
        content_type: own,
        hint,
    })
}

fn document(random: &mut Random, content_type: Option<&ContentType>) -> Content {
    let is_json = content_type.is_some_and(ContentType::is_json);
    match json(random, 3) {
        // It is a body state of its own.
        Json::Null => Content::Json(Json::Bool(true)),
        // A string is JSON only where the type says so.
        Json::String(text) if !is_json => Content::Json(Json::Array(vec![Json::String(text)])),
        other => Content::Json(other),
    }
}

fn words(random: &mut Random, version: SpecVersion, content_type: Option<&ContentType>) -> Content {
    let words = format!("words {}", text(random));
    let is_json = content_type.is_some_and(ContentType::is_json);
    if is_json && version < SpecVersion::V4 {
        return Content::Json(Json::from(words));
    }
    Content::Text(words)
}

fn binary(
    random: &mut Random,
    version: SpecVersion,
    content_type: Option<&ContentType>,
) -> Content {
    let is_binary = content_type.is_some_and(|its| !its.is_text());
    if version < SpecVersion::V4 && !is_binary {
        return words(random, version, content_type);
    }
    let mut bytes = vec![0xff, 0x00];
    bytes.extend(text(random).bytes());
    Content::Binary(bytes)
}
