//! Messages: contents and metadata that come over a queue instead of HTTP.

mod contents;

use std::{marker::PhantomData, panic::Location};

use pact_runtime::{
    harness::{InteractionDraft, Part},
    model::{AsynchronousMessage, Interaction, SynchronousMessage as SynchronousModel},
};

pub use contents::{Contents, contents};

use crate::{
    declaration::{Declaration, declaration_methods},
    interaction::{NeedsRequest, NeedsResponse},
    pattern::compile::Sink,
};
