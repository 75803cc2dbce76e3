//! The contract: one model for all versions of the specification.
//!
//! The model is a superset of specification V4. What a version of the file format cannot hold is the
//! business of the codecs; in here nothing is lost: unknown keys are kept in `extra`, the four states
//! of a [`Body`] are apart, a query parameter may lack a value, and headers have lists of values.

mod body;
mod content_type;
mod http;
mod interaction;
mod message;
mod pact;
mod spec_version;

pub use body::{Body, BodyContent, Content, ContentTypeHint};
pub use content_type::ContentType;
pub use http::{Headers, HttpInteraction, Query, Request, Response};
pub use interaction::{Interaction, InteractionKind, Meta, ProviderState};
pub use message::{AsynchronousMessage, MessageContents, SynchronousMessage};
pub use pact::{Pact, Pacticipant};
pub use spec_version::SpecVersion;
