//! The contract: one model for all versions of the specification.
//!
//! The model is a superset of specification V4. What a version of the file format cannot hold is the
//! business of the codecs; in here nothing is lost: unknown keys are kept in `extra`, the four states
//! of a [`Body`] are apart, a query parameter may lack a value, and headers have lists of values.

mod body;
mod content_type;
pub(crate) mod header_text;
mod http;
mod interaction;
mod message;
mod pact;
mod query;
mod spec_version;

pub use body::{Body, BodyContent, Content, ContentTypeHint};
pub use content_type::ContentType;
pub use http::{Headers, HttpInteraction, Request, Response};
pub use interaction::{Interaction, InteractionKind, Meta, ProviderState};
pub use message::{AsynchronousMessage, MessageContents, SynchronousMessage};
pub use pact::{Pact, Pacticipant};
pub use query::Query;
pub use spec_version::SpecVersion;

/// Puts the values of entries together whose names have the same key, each where the first of them
/// stands.
fn merge_by<T>(
    entries: Vec<(String, Vec<T>)>,
    key: impl Fn(&str) -> String,
) -> Vec<(String, Vec<T>)> {
    if entries.len() < 2 {
        return entries;
    }
    let mut merged: Vec<(String, Vec<T>)> = Vec::with_capacity(entries.len());
    let mut places = std::collections::HashMap::with_capacity(entries.len());
    for (name, values) in entries {
        let place = *places.entry(key(&name)).or_insert(merged.len());
        match merged.get_mut(place) {
            Some((_, known)) => known.extend(values),
            None => merged.push((name, values)),
        }
    }
    merged
}
