//! Bodies and contents: inline up to V3, an object with attributes in V4.

use super::emit::ObjectEmitter;
use crate::{
    codec::{
        base64,
        loss::{LossKind, Losses},
        read::nested_document,
    },
    json::{Json, OwnedJson, OwnedObject},
    model::{Body, BodyContent, Content, ContentType, ContentTypeHint},
};

/// Writes a body as V4 has it, with the attributes of `rest`. `around` is the content type that a
/// header or metadata tells.
pub(super) fn attributes(
    key: &str,
    body: &Body,
    around: Option<&ContentType>,
    rest: Option<&OwnedObject>,
    object: &mut ObjectEmitter<'_>,
) {
    if *body == Body::Missing && rest.is_none() {
        return;
    }
    object.object(key, |object| {
        let written: &[&str] = match body {
            Body::Missing => &[],
            Body::Empty => {
                object.string("content", "");
                &["content"]
            }
            Body::Null => {
                object.json("content", &Json::Null);
                &["content"]
            }
            Body::Present(content) => {
                present(content, around, object);
                // A `contentType` that is no media type does not stand in the model.
                let all = &["content", "encoded", "contentTypeHint", "contentType"];
                &all[..all.len() - usize::from(content.content_type.is_none())]
            }
        };
        if let Some(rest) = rest {
            object.members_but(rest, written);
        }
    });
}

fn present(body: &BodyContent, around: Option<&ContentType>, object: &mut ObjectEmitter<'_>) {
    let is_json = body
        .content_type
        .as_ref()
        .or(around)
        .is_some_and(ContentType::is_json);
    if let Some(content_type) = &body.content_type {
        object.string("contentType", &content_type.to_string());
    }
    if let Some(hint) = body.hint {
        object.string("contentTypeHint", hint_name(hint));
    }
    match &body.content {
        Content::Binary(bytes) => {
            object.string("encoded", "base64");
            object.string("content", &base64::encode(bytes));
        }
        Content::Text(text) if is_json && !text.is_empty() => {
            object.string("encoded", "json");
            object.string("content", text);
        }
        Content::Json(json @ Json::String(text)) if text.is_empty() || !is_json => {
            object.json("encoded", &encoding_of_text(is_json));
            object.string("content", &json.to_string());
        }
        Content::Text(text) => {
            object.json("encoded", &Json::Bool(false));
            object.string("content", text);
        }
        Content::Json(json) => {
            object.json("encoded", &Json::Bool(false));
            object.json("content", json);
        }
    }
}

/// JSON text in a string says so where a string would be taken for a JSON string.
fn encoding_of_text(is_json: bool) -> OwnedJson {
    if is_json {
        Json::from("json")
    } else {
        Json::Bool(false)
    }
}

fn hint_name(hint: ContentTypeHint) -> &'static str {
    match hint {
        ContentTypeHint::Binary => "BINARY",
        ContentTypeHint::Text => "TEXT",
        ContentTypeHint::Default => "DEFAULT",
    }
}

/// Writes a body as V1 to V3 have it. `around` is the content type that a header or metadata of the
/// file will tell.
pub(super) fn inline(
    key: &'static str,
    body: &Body,
    around: Option<&ContentType>,
    object: &mut ObjectEmitter<'_>,
    losses: &mut Losses,
) {
    match body {
        Body::Missing => {}
        Body::Empty => object.string(key, ""),
        Body::Null => object.json(key, &Json::Null),
        Body::Present(body) => losses.at(key, |losses| {
            if let Some(content_type) = &body.content_type
                && Some(content_type) != around
            {
                losses.add(LossKind::ContentType(content_type.to_string()));
            }
            if body.hint.is_some() {
                losses.add(LossKind::Field("contentTypeHint", "V4"));
            }
            inline_content(key, &body.content, around, object, losses);
        }),
    }
}

fn inline_content(
    key: &str,
    content: &Content,
    around: Option<&ContentType>,
    object: &mut ObjectEmitter<'_>,
    losses: &mut Losses,
) {
    let kind = InlineKind::of(around);
    match content {
        Content::Json(Json::String(text)) => object.string(key, &inline_string(text, kind)),
        Content::Json(json) => object.json(key, json),
        Content::Text(text) => object.string(key, &inline_text(text, kind, losses)),
        Content::Binary(bytes) => match (kind, std::str::from_utf8(bytes)) {
            (InlineKind::Binary, _) => object.string(key, &base64::encode(bytes)),
            (_, Ok(text)) => object.string(key, &inline_text(text, kind, losses)),
            (_, Err(_)) => {
                losses.add(LossKind::Content(
                    "bytes of a text type that are no text read back as base64; before V4 only a \
                     binary content type tells bytes from text",
                ));
                object.string(key, &base64::encode(bytes));
            }
        },
    }
}

/// How a string body is read in V1 to V3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum InlineKind {
    Json,
    Text,
    Binary,
}

impl InlineKind {
    fn of(around: Option<&ContentType>) -> Self {
        match around {
            Some(content_type) if content_type.is_json() => Self::Json,
            Some(content_type) if !content_type.is_text() => Self::Binary,
            _ => Self::Text,
        }
    }
}

/// A JSON string as a string body.
fn inline_string(text: &str, kind: InlineKind) -> String {
    let reads_back =
        kind == InlineKind::Json && !text.is_empty() && nested_document(text).is_none();
    if reads_back {
        text.to_owned()
    } else {
        Json::from(text).to_string()
    }
}

/// Text as a string body.
fn inline_text(text: &str, kind: InlineKind, losses: &mut Losses) -> String {
    match kind {
        InlineKind::Json if nested_document(text).is_none() => {
            losses.add(LossKind::Content(
                "text of a JSON type that is no JSON object reads back as a JSON string",
            ));
        }
        InlineKind::Binary if base64::decode(text).is_some() => {
            return base64::encode(text.as_bytes());
        }
        InlineKind::Json | InlineKind::Text | InlineKind::Binary => {}
    }
    text.to_owned()
}
