//! Contents and metadata of one message.

use std::panic::Location;

use pact_runtime::{
    harness::Part,
    json::OwnedObject,
    model::{ContentType, MessageContents},
    path::{PathExpr, Token},
    rule::Category,
};

use crate::{
    content::{BodySlot, DeclaredBody, NamedPatterns, body_methods},
    pattern::{IntoPattern, IntoText, compile::Sink},
};

/// Contents and metadata of one message: made by [`contents`]. A plain value: a function can make one for
/// many tests.
#[derive(Debug, Clone)]
#[must_use = "contents say something only as part of a message; hand them to `.request(..)` or `.response(..)`"]
pub struct Contents {
    pub(super) content: MessageContent,
}

/// Contents and metadata to be declared: `contents().json(..).metadata("topic", "orders")`.
pub fn contents() -> Contents {
    Contents {
        content: MessageContent::default(),
    }
}

impl Contents {
    body_methods!();

    /// Sets an entry of the metadata: a value, or a matcher.
    #[track_caller]
    pub fn metadata(mut self, key: &str, value: impl IntoPattern) -> Self {
        self.content.metadata.add(key, value.into_pattern());
        self
    }

    fn body_slot(&mut self) -> &mut BodySlot {
        &mut self.content.body
    }
}

/// Contents and metadata as they are declared.
#[derive(Debug, Clone, Default)]
pub(super) struct MessageContent {
    pub(super) body: BodySlot,
    pub(super) metadata: NamedPatterns,
}

impl MessageContent {
    /// Compiles contents and metadata. The kind of the contents sets `contentType` unless the metadata does;
    /// not in what the consumer sends, where nothing but the contents may be known.
    pub(super) fn compile(self, sink: &mut Sink) -> MessageContents {
        let mut metadata = OwnedObject::new();
        for (key, pattern) in self.metadata.into_entries() {
            let at = PathExpr::from_tokens(vec![Token::field(key.as_str())]);
            let location = pattern.node().location;
            let value = sink.json(Category::Metadata, at, pattern);
            if metadata.contains_key(&key) {
                let message =
                    format!("the metadata `{key}` is declared twice; keep one of the calls");
                sink.refuse(location, message);
            }
            metadata.insert(key, value);
        }
        let declared = metadata.iter().find(|(key, _)| is_content_type(key));
        let declared = declared.map(|(_, value)| value.as_str().and_then(ContentType::parse));
        let is_declared = declared.is_some() || sink.part == Part::Request;
        let location = self.body.location();
        let body = self.body.compile(declared.flatten(), sink);
        if let (false, Some(content_type), Some(location)) =
            (is_declared, body.content_type(), location)
        {
            metadata.insert("contentType", content_type.to_string());
            let at = PathExpr::from_tokens(vec![Token::field("contentType")]);
            sink.sources
                .add(sink.part, Category::Metadata, at, location);
        }
        let (rules, generators) = sink.take_rules();
        MessageContents {
            body,
            metadata,
            rules,
            generators,
            extra: OwnedObject::new(),
        }
    }
}

fn is_content_type(key: &str) -> bool {
    key == "contentType" || key.eq_ignore_ascii_case("content-type")
}
