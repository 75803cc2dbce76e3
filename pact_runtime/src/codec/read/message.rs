//! Contents of messages.

use super::{
    body, rules,
    value::{self, Extra},
};
use crate::{
    codec::{Error, error::Within},
    json::{Json, Object, OwnedObject},
    model::{Body, ContentType, MessageContents, SpecVersion},
};

/// A message whose contents wait for the metadata, which may tell their type.
#[derive(Default)]
pub(super) struct Part<'a> {
    contents: Option<Json<'a>>,
    message: MessageContents,
}

/// Reads a message that stands alone: contents, metadata, rules and generators.
pub(super) fn contents(object: Object<'_>, version: SpecVersion) -> Result<MessageContents, Error> {
    let mut part = Part::default();
    let mut extra = Extra::default();
    for (key, value) in object {
        if let Some((key, value)) = part.member(key, value)? {
            extra.keep(key, value);
        }
    }
    let mut message = part.finish(version, &mut extra)?;
    message.extra = extra.into_object();
    Ok(message)
}

/// A member of an object.
type Member<'a> = (std::borrow::Cow<'a, str>, Json<'a>);

impl<'a> Part<'a> {
    /// Takes a member that belongs to a message; gives any other back.
    pub(super) fn member(
        &mut self,
        key: std::borrow::Cow<'a, str>,
        value: Json<'a>,
    ) -> Result<Option<Member<'a>>, Error> {
        let owner = rules::Owner::Message;
        match &*key {
            "contents" => self.contents = Some(value),
            "metadata" | "metaData" => {
                self.message.metadata = value::owned_object(value).within(&key)?;
            }
            "matchingRules" => {
                self.message.rules = rules::read(value, owner).within("matchingRules")?;
            }
            "generators" => {
                self.message.generators =
                    rules::read_generators(value, owner).within("generators")?;
            }
            _ => return Ok(Some((key, value))),
        }
        Ok(None)
    }

    /// The message; unknown attributes of its contents go to `extra`.
    pub(super) fn finish(
        mut self,
        version: SpecVersion,
        extra: &mut Extra,
    ) -> Result<MessageContents, Error> {
        let around = content_type(&self.message.metadata);
        self.message.body = match self.contents {
            None => Body::Missing,
            Some(json) if version >= SpecVersion::V4 => {
                let (body, rest) = body::attributes(json, around.as_ref()).within("contents")?;
                extra.keep_rest("contents", rest);
                body
            }
            Some(json) => body::inline(json, around.as_ref()),
        };
        Ok(self.message)
    }
}

/// The content type that the metadata tells, in any of its spellings.
pub(in crate::codec) fn content_type(metadata: &OwnedObject) -> Option<ContentType> {
    let is_content_type =
        |key: &str| key == "contentType" || key.eq_ignore_ascii_case("content-type");
    metadata
        .iter()
        .filter(|(key, _)| is_content_type(key))
        .find_map(|(_, value)| value.as_str().and_then(ContentType::parse))
}
