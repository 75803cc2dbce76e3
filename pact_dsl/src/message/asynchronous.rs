//! Messages without an answer.

use std::panic::Location;

use pact_runtime::{
    harness::{Delivery, InteractionDraft, Part, Session},
    model::{AsynchronousMessage, Interaction},
};

use super::contents::MessageContent;
use crate::{
    content::{BodySlot, DeclaredBody, body_methods},
    declaration::{Declaration, declaration_methods},
    pattern::{IntoPattern, IntoText, compile::Sink},
};

/// A message under construction: made by [`Pact::message`](crate::Pact::message), whole once it is
/// [received](Self::receive).
#[derive(Debug)]
#[must_use = "a message needs `.receive()`, and its contents a handler; without them the test fails"]
pub struct Message<'pact> {
    declared: &'pact mut DeclaredMessage,
    session: &'pact Session,
}

impl<'pact> Message<'pact> {
    pub(crate) fn new(declared: &'pact mut DeclaredMessage, session: &'pact Session) -> Self {
        Self { declared, session }
    }

    declaration_methods!();

    body_methods!();

    /// Sets an entry of the metadata: a value, or a matcher.
    #[track_caller]
    pub fn metadata(self, key: &str, value: impl IntoPattern) -> Self {
        self.declared
            .content
            .metadata
            .add(key, value.into_pattern());
        self
    }

    /// The message as the consumer gets it: for the handler under test, be it async or not. It counts as
    /// handled once its contents have been read and the test has passed.
    ///
    /// # Panics
    /// If something is wrong with the definition. The test ends here, and its report says what is wrong
    /// and where.
    #[track_caller]
    pub fn receive(self) -> Delivery {
        self.session.deliver(self.declared.compile())
    }

    fn body_slot(&mut self) -> &mut BodySlot {
        &mut self.declared.content.body
    }

    fn declaration(&mut self) -> &mut Declaration {
        &mut self.declared.common
    }
}

/// A message as far as it is declared.
#[derive(Debug)]
pub(crate) struct DeclaredMessage {
    common: Declaration,
    content: MessageContent,
    received: bool,
}

impl DeclaredMessage {
    pub(crate) fn new(common: Declaration) -> Self {
        Self {
            common,
            content: MessageContent::default(),
            received: false,
        }
    }

    /// The message, if nobody has received it.
    pub(crate) fn unreceived(mut self) -> Option<InteractionDraft> {
        if self.received {
            return None;
        }
        let location = self.common.location;
        let message = "the message is never received; add `.receive()` and hand it to its handler";
        self.common.refuse(location, message);
        Some(self.compile())
    }

    /// The message with its examples, rules, places and problems.
    fn compile(&mut self) -> InteractionDraft {
        self.received = true;
        let location = self.common.location;
        let mut sink = Sink::new(Part::Contents, std::mem::take(&mut self.common.problems));
        let contents = std::mem::take(&mut self.content).compile(&mut sink);
        let message = AsynchronousMessage {
            meta: std::mem::take(&mut self.common.meta),
            contents,
        };
        InteractionDraft {
            interaction: Interaction::Asynchronous(Box::new(message)),
            sources: sink.sources,
            problems: sink.problems,
            location,
            times: None,
        }
    }
}
