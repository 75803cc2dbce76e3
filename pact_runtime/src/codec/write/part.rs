//! Requests, responses and contents of messages.

use super::{body, emit::ObjectEmitter, rules};
use crate::{
    codec::{
        loss::{LossKind, Losses},
        read::{header_content_type, metadata_content_type, split_header},
    },
    json::{Json, OwnedObject},
    model::{Body, Headers, MessageContents, Query, Request, Response, SpecVersion},
};

/// Writes the members of a request.
pub(super) fn request(
    request: &Request,
    version: SpecVersion,
    object: &mut ObjectEmitter<'_>,
    losses: &mut Losses,
) {
    object.string("method", &request.method);
    object.string("path", &request.path);
    if let Some(query) = &request.query {
        self::query(query, version, object, losses);
    }
    let part = (request.headers.as_ref(), &request.body, &request.extra);
    headers_and_body(part, version, object, losses);
    rules::rules(&request.rules, version, object, losses);
    rules::generators(&request.generators, version, object, losses);
    extra(&request.extra, "body", version, object, losses);
}

/// Writes the members of a response.
pub(super) fn response(
    response: &Response,
    version: SpecVersion,
    object: &mut ObjectEmitter<'_>,
    losses: &mut Losses,
) {
    object.json("status", &Json::from(response.status));
    let part = (response.headers.as_ref(), &response.body, &response.extra);
    headers_and_body(part, version, object, losses);
    rules::rules(&response.rules, version, object, losses);
    rules::generators(&response.generators, version, object, losses);
    extra(&response.extra, "body", version, object, losses);
}

/// Writes the members of a message. `outer_extra` is where unknown attributes of the contents stand.
pub(super) fn message(
    message: &MessageContents,
    outer_extra: &OwnedObject,
    version: SpecVersion,
    object: &mut ObjectEmitter<'_>,
    losses: &mut Losses,
) {
    let around = metadata_content_type(&message.metadata);
    if version >= SpecVersion::V4 {
        let rest = outer_extra.get("contents").and_then(Json::as_object);
        body::attributes("contents", &message.body, around.as_ref(), rest, object);
        if !message.metadata.is_empty() {
            object.object("metadata", |object| object.members(&message.metadata));
        }
    } else {
        let is_told = around.is_some() || message.metadata.contains_key("contentType");
        let own = message.body.content_type().filter(|_| !is_told);
        let around = around.as_ref().or(own);
        body::inline("contents", &message.body, around, object, losses);
        if !message.metadata.is_empty() || own.is_some() {
            object.object("metadata", |object| {
                object.members(&message.metadata);
                if let Some(content_type) = own {
                    object.string("contentType", &content_type.to_string());
                }
            });
        }
    }
    rules::rules(&message.rules, version, object, losses);
    rules::generators(&message.generators, version, object, losses);
    extra(&message.extra, "contents", version, object, losses);
}

fn headers_and_body(
    (headers, body, extra): (Option<&Headers>, &Body, &OwnedObject),
    version: SpecVersion,
    object: &mut ObjectEmitter<'_>,
    losses: &mut Losses,
) {
    if let Some(headers) = headers {
        self::headers(headers, version, object, losses);
    }
    let around = headers.and_then(header_content_type);
    if version >= SpecVersion::V4 {
        let rest = extra.get("body").and_then(Json::as_object);
        body::attributes("body", body, around.as_ref(), rest, object);
    } else {
        body::inline("body", body, around.as_ref(), object, losses);
    }
}

/// Writes unknown members. Under the key of a body stand attributes of that body that we do not know,
/// and only V4 has a place for them, in the body.
pub(super) fn extra(
    extra: &OwnedObject,
    body_key: &'static str,
    version: SpecVersion,
    object: &mut ObjectEmitter<'_>,
    losses: &mut Losses,
) {
    object.members_but(extra, &[body_key]);
    if version < SpecVersion::V4 && extra.contains_key(body_key) {
        losses.at(body_key, |losses| losses.add(LossKind::Attributes));
    }
}

fn query(query: &Query, version: SpecVersion, object: &mut ObjectEmitter<'_>, losses: &mut Losses) {
    if version < SpecVersion::V3 {
        let text = query_string(query, version);
        losses.at("query", |losses| {
            query_losses(query, &text, version, losses);
        });
        object.string("query", &text);
        return;
    }
    object.object("query", |object| {
        for (name, values) in query.iter() {
            let value = |value: &Option<String>| value.clone().map_or(Json::Null, Json::from);
            object.json(name, &Json::Array(values.iter().map(value).collect()));
        }
    });
}

/// The query string. Only V1, which compares it as text, keeps parameters without name and value in it.
fn query_string(query: &Query, version: SpecVersion) -> String {
    let text = query.to_query_string();
    if version == SpecVersion::V1 {
        text
    } else {
        Query::parse(&text).to_query_string()
    }
}

/// What a query string cannot express: parameters without name and value, and without any values.
fn query_losses(query: &Query, text: &str, version: SpecVersion, losses: &mut Losses) {
    let read_back = match version {
        SpecVersion::V1 => Query::parse_with_empty_parameters(text),
        _ => Query::parse(text),
    };
    if read_back == *query {
        return;
    }
    for (name, values) in query.iter() {
        if read_back.get(name) != Some(values) {
            losses.add(LossKind::QueryParameter(name.to_owned()));
        }
    }
}

fn headers(
    headers: &Headers,
    version: SpecVersion,
    object: &mut ObjectEmitter<'_>,
    losses: &mut Losses,
) {
    object.object("headers", |object| {
        for (name, values) in headers.iter() {
            if version >= SpecVersion::V4 {
                object.strings(name, values);
                continue;
            }
            let joined = values.join(", ");
            let reads_back = split_header(name, &joined) == values;
            if version == SpecVersion::V3 && (values.len() != 1 || !reads_back) {
                object.strings(name, values);
                continue;
            }
            if !reads_back {
                losses.at("headers", |losses| {
                    losses.add(LossKind::JoinedHeader(name.to_owned()));
                });
            }
            object.string(name, &joined);
        }
    });
}
