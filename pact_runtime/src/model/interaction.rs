//! What all kinds of interaction have in common.

use super::{AsynchronousMessage, HttpInteraction, SynchronousMessage};
use crate::json::{Json, OwnedJson, OwnedObject};

/// One interaction of a pact.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Interaction {
    /// A request and its response over HTTP.
    Http(Box<HttpInteraction>),
    /// A message without an answer.
    Asynchronous(Box<AsynchronousMessage>),
    /// A message and its answers.
    Synchronous(Box<SynchronousMessage>),
    /// An interaction of a type that we do not know, kept as it stands in the file.
    Unknown(OwnedObject),
}

/// The kinds of interaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum InteractionKind {
    /// `Synchronous/HTTP`
    Http,
    /// `Asynchronous/Messages`
    Asynchronous,
    /// `Synchronous/Messages`
    Synchronous,
    /// Another type.
    Unknown,
}

impl Interaction {
    /// Which kind it is.
    pub fn kind(&self) -> InteractionKind {
        match self {
            Self::Http(_) => InteractionKind::Http,
            Self::Asynchronous(_) => InteractionKind::Asynchronous,
            Self::Synchronous(_) => InteractionKind::Synchronous,
            Self::Unknown(_) => InteractionKind::Unknown,
        }
    }

    /// What is common to all kinds; `None` for an unknown type.
    pub fn meta(&self) -> Option<&Meta> {
        match self {
            Self::Http(http) => Some(&http.meta),
            Self::Asynchronous(message) => Some(&message.meta),
            Self::Synchronous(message) => Some(&message.meta),
            Self::Unknown(_) => None,
        }
    }

    /// What is common to all kinds, to change; `None` for an unknown type.
    pub fn meta_mut(&mut self) -> Option<&mut Meta> {
        match self {
            Self::Http(http) => Some(&mut http.meta),
            Self::Asynchronous(message) => Some(&mut message.meta),
            Self::Synchronous(message) => Some(&mut message.meta),
            Self::Unknown(_) => None,
        }
    }

    /// The description; empty if an unknown interaction has none.
    pub fn description(&self) -> &str {
        match self {
            Self::Unknown(object) => object
                .get("description")
                .and_then(Json::as_str)
                .unwrap_or_default(),
            known => known.meta().map_or("", |meta| &meta.description),
        }
    }
}

/// What every kind of interaction has.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Meta {
    /// What the consumer asks for, in words.
    pub description: String,
    /// The states that the provider must be in, in order.
    pub provider_states: Vec<ProviderState>,
    /// `key`: a stable id (V4).
    pub key: Option<String>,
    /// `pending`: failures of this interaction do not count yet (V4); `None` if the file says nothing.
    pub pending: Option<bool>,
    /// `comments` (V4): `text` is a list of strings, `testname` the test that recorded it.
    pub comments: OwnedObject,
    /// `transport` (V4), such as `http`.
    pub transport: Option<String>,
    /// `interactionMarkup` (V4), written by plugins.
    pub markup: Option<OwnedJson>,
    /// `pluginConfiguration` (V4).
    pub plugin_configuration: OwnedObject,
    /// Keys that we do not know.
    pub extra: OwnedObject,
}

/// A state that the provider must be in.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ProviderState {
    /// The name of the state.
    pub name: String,
    /// Its parameters.
    pub params: OwnedObject,
    /// Keys that we do not know.
    pub extra: OwnedObject,
}
