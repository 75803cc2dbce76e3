//! Interactions: their common part, and which kind they are of.

use super::{
    http, message,
    value::{self, Extra},
};
use crate::{
    codec::{Error, error::Within},
    json::{Json, Object},
    model::{
        AsynchronousMessage, HttpInteraction, Interaction, InteractionKind, Meta, ProviderState,
        SpecVersion, SynchronousMessage,
    },
};

/// Members whose meaning depends on the kind of interaction.
#[derive(Default)]
struct Parts<'a> {
    request: Option<Json<'a>>,
    response: Option<Json<'a>>,
    request_rules: Option<Json<'a>>,
    response_rules: Option<Json<'a>>,
    message: message::Part<'a>,
    extra: Extra,
}

/// Reads an interaction of `interactions`.
pub(super) fn read(json: Json<'_>, version: SpecVersion) -> Result<Interaction, Error> {
    let object = value::required_object(json)?;
    if version < SpecVersion::V4 {
        return of_kind(object, InteractionKind::Http, version);
    }
    let kind = match object.get("type").and_then(Json::as_str) {
        Some("Synchronous/HTTP") => InteractionKind::Http,
        Some("Asynchronous/Messages") => InteractionKind::Asynchronous,
        Some("Synchronous/Messages") => InteractionKind::Synchronous,
        _ => return Ok(Interaction::Unknown(object.into_owned())),
    };
    of_kind(object, kind, version)
}

/// Reads a message of `messages`.
pub(super) fn read_message(json: Json<'_>, version: SpecVersion) -> Result<Interaction, Error> {
    of_kind(
        value::required_object(json)?,
        InteractionKind::Asynchronous,
        version,
    )
}

fn of_kind(
    object: Object<'_>,
    kind: InteractionKind,
    version: SpecVersion,
) -> Result<Interaction, Error> {
    let mut meta = Meta::default();
    let mut parts = Parts::default();
    for (key, value) in object {
        match &*key {
            "type" if version >= SpecVersion::V4 => {}
            "key" => meta.key = value::optional_text(value).within("key")?,
            "pending" => meta.pending = pending(&value).within("pending")?,
            "comments" => meta.comments = value::owned_object(value).within("comments")?,
            "transport" => meta.transport = value::optional_text(value).within("transport")?,
            "interactionMarkup" => meta.markup = Some(value.into_owned()),
            "pluginConfiguration" => {
                meta.plugin_configuration = value::owned_object(value).within(&key)?;
            }
            "description" => meta.description = value::scalar_text(value).within("description")?,
            "providerStates" | "providerState" | "provider_state" => {
                let states = states(value).within(&key)?;
                if !states.is_empty() {
                    meta.provider_states = states;
                }
            }
            _ => parts.member(key, value, kind)?,
        }
    }
    parts.finish(meta, kind, version)
}

fn pending(json: &Json<'_>) -> Result<Option<bool>, Error> {
    match json {
        Json::Null => Ok(None),
        Json::Bool(pending) => Ok(Some(*pending)),
        other => Err(Error::shape("`true` or `false`", other)),
    }
}

/// Provider states as a list since V3, as one text before; any other JSON names a state as well.
fn states(json: Json<'_>) -> Result<Vec<ProviderState>, Error> {
    let named = |name: String| ProviderState {
        name,
        ..ProviderState::default()
    };
    Ok(match json {
        Json::Array(_) => value::list(json, state)?,
        Json::Null => Vec::new(),
        Json::String(name) if name.is_empty() => Vec::new(),
        Json::String(name) => vec![named(name.into_owned())],
        object @ Json::Object(_) if object.get("name").is_some() => vec![state(object)?],
        other => vec![named(other.to_string())],
    })
}

fn state(json: Json<'_>) -> Result<ProviderState, Error> {
    let mut state = ProviderState::default();
    if !matches!(json, Json::Object(_)) {
        state.name = value::scalar_text(json)?;
        return Ok(state);
    }
    let mut extra = Extra::default();
    for (key, value) in value::object(json)? {
        match &*key {
            "name" => state.name = value::scalar_text(value).within("name")?,
            "params" => state.params = value::owned_object(value).within("params")?,
            _ => extra.keep(key, value),
        }
    }
    state.extra = extra.into_object();
    Ok(state)
}

impl<'a> Parts<'a> {
    fn member(
        &mut self,
        key: std::borrow::Cow<'a, str>,
        value: Json<'a>,
        kind: InteractionKind,
    ) -> Result<(), Error> {
        let is_http = kind == InteractionKind::Http;
        match &*key {
            "request" if kind != InteractionKind::Asynchronous => self.request = Some(value),
            "response" if kind != InteractionKind::Asynchronous => self.response = Some(value),
            "requestMatchingRules" if is_http => self.request_rules = Some(value),
            "responseMatchingRules" if is_http => self.response_rules = Some(value),
            _ if kind == InteractionKind::Asynchronous => {
                if let Some((key, value)) = self.message.member(key, value)? {
                    self.extra.keep(key, value);
                }
            }
            _ => self.extra.keep(key, value),
        }
        Ok(())
    }

    fn finish(
        mut self,
        mut meta: Meta,
        kind: InteractionKind,
        version: SpecVersion,
    ) -> Result<Interaction, Error> {
        let object = |json: Option<Json<'a>>| value::object(json.unwrap_or(Json::Null));
        if kind == InteractionKind::Asynchronous {
            let contents = self.message.finish(version, &mut self.extra)?;
            meta.extra = self.extra.into_object();
            return Ok(Interaction::Asynchronous(Box::new(AsynchronousMessage {
                meta,
                contents,
            })));
        }
        meta.extra = self.extra.into_object();
        if kind == InteractionKind::Synchronous {
            let contents = |json| message::contents(value::object(json)?, version);
            let responses = match self.response {
                Some(Json::Object(one)) => {
                    vec![message::contents(one, version).within("response")?]
                }
                other => value::list(other.unwrap_or(Json::Null), contents).within("response")?,
            };
            return Ok(Interaction::Synchronous(Box::new(SynchronousMessage {
                meta,
                request: contents(self.request.unwrap_or(Json::Null)).within("request")?,
                responses,
            })));
        }
        let request = object(self.request)
            .and_then(|request| http::request(request, version, self.request_rules));
        let response = object(self.response)
            .and_then(|response| http::response(response, version, self.response_rules));
        Ok(Interaction::Http(Box::new(HttpInteraction {
            meta,
            request: request.within("request")?,
            response: response.within("response")?,
        })))
    }
}
