//! Requests and responses.

use super::{
    body, headers, query, rules,
    value::{self, Extra},
};
use crate::{
    codec::{Error, error::Within},
    generator::Generators,
    json::{Json, Object, OwnedObject},
    model::{Body, ContentType, Headers, Request, Response, SpecVersion},
    rule::MatchingRules,
};

/// What requests and responses have in common.
#[derive(Default)]
struct Part<'a> {
    headers: Option<Headers>,
    body: Option<Json<'a>>,
    rules: Option<Json<'a>>,
    generators: Generators,
    extra: Extra,
}

/// [`Part`] with its body and rules read, which need the rest.
struct Finished {
    headers: Option<Headers>,
    body: Body,
    rules: MatchingRules,
    generators: Generators,
    extra: OwnedObject,
}

/// Reads a request. `legacy_rules` stood beside it, under `requestMatchingRules`.
pub(super) fn request(
    object: Object<'_>,
    version: SpecVersion,
    legacy_rules: Option<Json<'_>>,
) -> Result<Request, Error> {
    let mut request = Request::default();
    let mut part = Part::default();
    for (key, value) in object {
        match &*key {
            "method" => {
                if let Some(method) = value::optional_text(value).within("method")? {
                    request.method = method.to_uppercase();
                }
            }
            "path" => {
                if let Some(path) = value::optional_text(value).within("path")? {
                    request.path = path;
                }
            }
            "query" => request.query = query::read(value, version).within("query")?,
            _ => part.member(key, value)?,
        }
    }
    let part = part.finish(version, legacy_rules)?;
    Ok(Request {
        headers: part.headers,
        body: part.body,
        rules: part.rules,
        generators: part.generators,
        extra: part.extra,
        ..request
    })
}

/// Reads a response. `legacy_rules` stood beside it, under `responseMatchingRules`.
pub(super) fn response(
    object: Object<'_>,
    version: SpecVersion,
    legacy_rules: Option<Json<'_>>,
) -> Result<Response, Error> {
    let mut status = Response::default().status;
    let mut part = Part::default();
    for (key, value) in object {
        match &*key {
            "status" if value == Json::Null => {}
            "status" => status = self::status(&value).within("status")?,
            _ => part.member(key, value)?,
        }
    }
    let part = part.finish(version, legacy_rules)?;
    Ok(Response {
        status,
        headers: part.headers,
        body: part.body,
        rules: part.rules,
        generators: part.generators,
        extra: part.extra,
    })
}

fn status(json: &Json<'_>) -> Result<u16, Error> {
    let status = match json {
        Json::String(text) => text.parse().ok(),
        other => other.as_u64().and_then(|status| status.try_into().ok()),
    };
    status.ok_or_else(|| Error::shape("a status code", json))
}

impl<'a> Part<'a> {
    fn member(&mut self, key: std::borrow::Cow<'a, str>, value: Json<'a>) -> Result<(), Error> {
        match &*key {
            "headers" => self.headers = headers::read(value).within("headers")?,
            "body" => self.body = Some(value),
            "matchingRules" => self.rules = Some(value),
            "generators" => {
                self.generators =
                    rules::read_generators(value, rules::Owner::Http).within("generators")?;
            }
            _ => self.extra.keep(key, value),
        }
        Ok(())
    }

    fn finish(
        mut self,
        version: SpecVersion,
        legacy_rules: Option<Json<'a>>,
    ) -> Result<Finished, Error> {
        let around = self.headers.as_ref().and_then(content_type);
        let body = match self.body {
            None => Body::Missing,
            Some(json) if version >= SpecVersion::V4 => {
                let (body, rest) = body::attributes(json, around.as_ref()).within("body")?;
                self.extra.keep_rest("body", rest);
                body
            }
            Some(json) => body::inline(json, around.as_ref()),
        };
        let rules = self.rules.or(legacy_rules).unwrap_or(Json::Null);
        Ok(Finished {
            headers: self.headers,
            body,
            rules: rules::read(rules, rules::Owner::Http).within("matchingRules")?,
            generators: self.generators,
            extra: self.extra.into_object(),
        })
    }
}

/// The content type that the headers tell.
pub(in crate::codec) fn content_type(headers: &Headers) -> Option<ContentType> {
    let value = headers.get("content-type")?.first()?;
    ContentType::parse(value)
}
