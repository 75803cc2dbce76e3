//! Bodies and contents: inline up to V3, an object with attributes in V4.

use std::borrow::Cow;

use crate::{
    codec::{Error, base64, error::Within},
    json::{Json, Object, OwnedJson, OwnedObject},
    model::{Body, BodyContent, Content, ContentType, ContentTypeHint},
};

/// Reads a body of V1 to V3, whose type a header or metadata tells.
pub(super) fn inline(json: Json<'_>, content_type: Option<&ContentType>) -> Body {
    let content = match json {
        Json::Null => return Body::Null,
        Json::String(text) if text.is_empty() => return Body::Empty,
        Json::String(text) => inline_text(text, content_type),
        other => Content::Json(other.into_owned()),
    };
    Body::Present(BodyContent {
        content,
        content_type: None,
        hint: None,
    })
}

fn inline_text(text: Cow<'_, str>, content_type: Option<&ContentType>) -> Content {
    match content_type {
        Some(content_type) if content_type.is_json() => {
            let nested = nested_document(&text);
            Content::Json(nested.unwrap_or_else(|| Json::String(Cow::Owned(text.into_owned()))))
        }
        Some(content_type) if !content_type.is_text() => match base64::decode(&text) {
            Some(bytes) => Content::Binary(bytes),
            None => Content::Text(text.into_owned()),
        },
        _ => Content::Text(text.into_owned()),
    }
}

/// The document that a string body of a JSON type holds as text: an object or a string. Any other
/// text is a JSON string of its own, so `42` is no number.
pub(in crate::codec) fn nested_document(text: &str) -> Option<OwnedJson> {
    match Json::parse(text.as_bytes()) {
        Ok(json @ (Json::String(_) | Json::Object(_))) => Some(json.into_owned()),
        _ => None,
    }
}

/// Reads a body of V4. Returns it with the attributes that we do not know.
///
/// `around` is the content type that a header or metadata tells.
pub(super) fn attributes(
    json: Json<'_>,
    around: Option<&ContentType>,
) -> Result<(Body, OwnedObject), Error> {
    let mut object = match json {
        Json::Null => return Ok((Body::Null, OwnedObject::new())),
        Json::Object(object) => object,
        other => return Ok((inline(other, around), OwnedObject::new())),
    };
    let Some(content) = object.remove("content") else {
        return Ok(without_content(object));
    };
    let body = match content {
        Json::Null => Body::Null,
        Json::String(text) if text.is_empty() => Body::Empty,
        content => {
            let content_type = take_content_type(&mut object);
            let hint = take_hint(&mut object).within("contentTypeHint")?;
            let is_json = content_type
                .as_ref()
                .or(around)
                .is_some_and(ContentType::is_json);
            let content = decode(content, object.get("encoded"), is_json).within("content")?;
            object.remove("encoded");
            Body::Present(BodyContent {
                content,
                content_type,
                hint,
            })
        }
    };
    if object.get("encoded") == Some(&Json::Bool(false)) {
        object.remove("encoded");
    }
    Ok((body, object.into_owned()))
}

/// Attributes without content: the body is missing. Other keys: the object itself is the body, put
/// where its attributes belong.
fn without_content(object: Object<'_>) -> (Body, OwnedObject) {
    let known = |key: &str| matches!(key, "contentType" | "contentTypeHint" | "encoded");
    if object.keys().all(known) {
        return (Body::Missing, object.into_owned());
    }
    let body = BodyContent {
        content: Content::Json(Json::Object(object.into_owned())),
        content_type: None,
        hint: None,
    };
    (Body::Present(body), OwnedObject::new())
}

/// Takes `contentType` out if it is a media type; else it stays among the unknown attributes.
fn take_content_type(object: &mut Object<'_>) -> Option<ContentType> {
    let content_type = object
        .get("contentType")
        .and_then(Json::as_str)
        .and_then(ContentType::parse)?;
    object.remove("contentType");
    Some(content_type)
}

fn take_hint(object: &mut Object<'_>) -> Result<Option<ContentTypeHint>, Error> {
    let Some(json) = object.remove("contentTypeHint") else {
        return Ok(None);
    };
    let hint = match json.as_str().map(str::to_ascii_uppercase).as_deref() {
        Some("BINARY") => ContentTypeHint::Binary,
        Some("TEXT") => ContentTypeHint::Text,
        Some("DEFAULT") => ContentTypeHint::Default,
        _ if json == Json::Null => return Ok(None),
        _ => return Err(Error::shape("`BINARY`, `TEXT` or `DEFAULT`", &json)),
    };
    Ok(Some(hint))
}

fn decode(content: Json<'_>, encoded: Option<&Json<'_>>, is_json: bool) -> Result<Content, Error> {
    let Json::String(text) = content else {
        return Ok(Content::Json(content.into_owned()));
    };
    let encoding = encoded.and_then(Json::as_str).unwrap_or_default();
    if encoding.eq_ignore_ascii_case("base64") {
        return base64::decode_lenient(&text)
            .map(Content::Binary)
            .ok_or_else(|| Error::shape("base64, as `encoded` says", &Json::String(text)));
    }
    if encoding.eq_ignore_ascii_case("json") {
        // The only JSON that cannot stand inline: as content it would be an empty body.
        let is_empty_string = is_json && text.trim() == "\"\"";
        return Ok(if is_empty_string {
            Content::Json(Json::from(""))
        } else {
            Content::Text(text.into_owned())
        });
    }
    if !encoding.is_empty() {
        let found = Json::from(encoding);
        return Err(Error::shape(
            "content that is encoded as `base64` or `json`",
            &found,
        ));
    }
    Ok(if is_json {
        Content::Json(Json::String(Cow::Owned(text.into_owned())))
    } else {
        Content::Text(text.into_owned())
    })
}
