//! Reading a pact of any version.

mod body;
mod headers;
mod http;
mod interaction;
mod message;
mod query;
mod rules;
mod value;

pub(super) use body::nested_document;
pub(super) use headers::split as split_header;
pub(super) use http::content_type as header_content_type;
pub(super) use message::content_type as metadata_content_type;
pub(super) use rules::named_path;

use self::value::Extra;
use super::{Error, error::Within, write::List};
use crate::{
    json::{Json, OwnedObject},
    model::{Interaction, MessageContents, Pact, Pacticipant, Request, Response, SpecVersion},
    path::Token,
};

/// Keys under which the metadata tells the version, the second as it was spelt long ago.
const VERSION_KEYS: [&str; 2] = ["pactSpecification", "pact-specification"];

/// Reads a pact from its document.
pub(super) fn pact(document: Json<'_>) -> Result<Pact, Error> {
    let Json::Object(object) = document else {
        return Err(Error::shape("a pact, which is an object", &document));
    };
    let spec_version = object.get("metadata").map_or(Ok(None), version);
    let spec_version = spec_version.within("metadata")?.unwrap_or(SpecVersion::V3);
    let mut pact = Pact {
        consumer: Pacticipant::named("consumer"),
        provider: Pacticipant::named("provider"),
        spec_version,
        ..Pact::default()
    };
    let mut extra = Extra::default();
    for (key, value) in object {
        match &*key {
            "consumer" => pact.consumer = pacticipant(value, "consumer").within("consumer")?,
            "provider" => pact.provider = pacticipant(value, "provider").within("provider")?,
            "interactions" => add(&mut pact, value, interaction::read).within("interactions")?,
            "messages" => add(&mut pact, value, interaction::read_message).within("messages")?,
            "metadata" => pact.metadata = metadata(value).within("metadata")?,
            _ => extra.keep(key, value),
        }
    }
    pact.extra = extra.into_object();
    Ok(pact)
}

/// Reads a request that stands alone.
pub(super) fn request(json: Json<'_>, version: SpecVersion) -> Result<Request, Error> {
    http::request(value::object(json)?, version, None)
}

/// Reads a response that stands alone.
pub(super) fn response(json: Json<'_>, version: SpecVersion) -> Result<Response, Error> {
    http::response(value::object(json)?, version, None)
}

/// Reads contents and metadata of a message that stand alone.
pub(super) fn message(json: Json<'_>, version: SpecVersion) -> Result<MessageContents, Error> {
    message::contents(value::object(json)?, version)
}

/// Reads one interaction of `interactions`.
pub(super) fn interaction(json: Json<'_>, version: SpecVersion) -> Result<Interaction, Error> {
    interaction::read(json, version)
}

/// Reads one interaction of the list in which it stands in the file.
pub(crate) fn item(json: Json<'_>, version: SpecVersion, list: List) -> Result<Interaction, Error> {
    match list {
        List::Interactions => interaction::read(json, version),
        List::Messages => interaction::read_message(json, version),
    }
}

fn add<'a>(
    pact: &mut Pact,
    json: Json<'a>,
    read: fn(Json<'a>, SpecVersion) -> Result<Interaction, Error>,
) -> Result<(), Error> {
    let version = pact.spec_version;
    let interactions = value::list(json, |one| read(one, version))?;
    if pact.interactions.is_empty() {
        pact.interactions = interactions;
    } else {
        pact.interactions.extend(interactions);
    }
    Ok(())
}

/// The version that the metadata tells, if it tells one.
fn version(metadata: &Json<'_>) -> Result<Option<SpecVersion>, Error> {
    for key in VERSION_KEYS {
        let Some(json) = metadata.get(key).and_then(|entry| entry.get("version")) else {
            continue;
        };
        let text = match json {
            Json::Null => continue,
            Json::String(text) if text.trim().is_empty() => continue,
            Json::String(text) => text.as_ref(),
            Json::Number(number) => number.as_str(),
            other => {
                return Err(Error::shape("a version", other))
                    .within("version")
                    .within(key);
            }
        };
        return match SpecVersion::parse(text) {
            Some(version) => Ok(Some(version)),
            None if is_newer(text) => Err(Error::newer_version(text)),
            None => Err(Error::unknown_version(text)),
        }
        .within("version")
        .within(key);
    }
    Ok(None)
}

fn is_newer(version: &str) -> bool {
    let version = version.trim().trim_start_matches(['v', 'V']);
    let major = version.split(['.', '-', '+']).next().unwrap_or_default();
    let major = major.trim_start_matches('0');
    let is_number = !major.is_empty() && major.bytes().all(|byte| byte.is_ascii_digit());
    is_number && (major.len() > 1 || major > "4")
}

/// The metadata without the version of the specification.
fn metadata(json: Json<'_>) -> Result<OwnedObject, Error> {
    let mut metadata = value::owned_object(json)?;
    for key in VERSION_KEYS {
        let Some(Json::Object(entry)) = metadata.get_mut(key) else {
            continue;
        };
        entry.remove("version");
        if entry.is_empty() {
            metadata.remove(key);
        }
    }
    Ok(metadata)
}

fn pacticipant(json: Json<'_>, default_name: &str) -> Result<Pacticipant, Error> {
    let mut side = Pacticipant::named(default_name);
    let mut extra = Extra::default();
    for (key, value) in value::object(json)? {
        match &*key {
            "name" => side.name = value::text(value).map_err(|e| e.within(Token::field("name")))?,
            _ => extra.keep(key, value),
        }
    }
    side.extra = extra.into_object();
    Ok(side)
}
