//! Message interactions.

use super::{Body, Meta};
use crate::{generator::Generators, json::OwnedObject, rule::MatchingRules};

/// A message without an answer: `Asynchronous/Messages` of specification V4, `messages` of V3.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AsynchronousMessage {
    /// Description, states and the rest that every kind of interaction has.
    pub meta: Meta,
    /// The message.
    pub contents: MessageContents,
}

/// A message and the answers to it: `Synchronous/Messages` of specification V4.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SynchronousMessage {
    /// Description, states and the rest that every kind of interaction has.
    pub meta: Meta,
    /// What the consumer sends.
    pub request: MessageContents,
    /// What may come back, in order.
    pub responses: Vec<MessageContents>,
}

/// Contents and metadata of one message.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MessageContents {
    /// The contents.
    pub body: Body,
    /// The metadata.
    pub metadata: OwnedObject,
    /// Rules of the message.
    pub rules: MatchingRules,
    /// Generators of the message.
    pub generators: Generators,
    /// Keys that we do not know.
    pub extra: OwnedObject,
}
