//! Messages with answers.

use std::{marker::PhantomData, panic::Location};

use pact_runtime::{
    harness::{Exchange, InteractionDraft, Part, Session},
    model::{Interaction, SynchronousMessage as Model},
};

use super::contents::Contents;
use crate::{
    declaration::{Declaration, declaration_methods},
    interaction::{NeedsRequest, NeedsResponse},
    pattern::compile::Sink,
};

/// A message with answers under construction: made by
/// [`Pact::synchronous_message`](crate::Pact::synchronous_message), whole once it has a request and is
/// [played](Self::play).
#[derive(Debug)]
#[must_use = "a synchronous message needs `.request(..)`, `.response(..)` and `.play()`; without them the test fails"]
pub struct SynchronousMessage<'pact, Stage = NeedsRequest> {
    declared: &'pact mut DeclaredExchange,
    session: &'pact Session,
    stage: PhantomData<Stage>,
}

impl<'pact> SynchronousMessage<'pact, NeedsRequest> {
    pub(crate) fn new(declared: &'pact mut DeclaredExchange, session: &'pact Session) -> Self {
        Self {
            declared,
            session,
            stage: PhantomData,
        }
    }

    /// What the consumer sends.
    pub fn request(self, request: Contents) -> SynchronousMessage<'pact, NeedsResponse> {
        self.declared.request = Some(request);
        SynchronousMessage {
            declared: self.declared,
            session: self.session,
            stage: PhantomData,
        }
    }
}

impl SynchronousMessage<'_, NeedsResponse> {
    /// What the provider answers; repeatable for an answer of several messages.
    pub fn response(self, response: Contents) -> Self {
        self.declared.responses.push(response);
        self
    }

    /// The other side of the exchange, for the consumer under test to talk to.
    ///
    /// # Panics
    /// If something is wrong with the definition. The test ends here, and its report says what is wrong
    /// and where.
    #[track_caller]
    pub fn play(self) -> Exchange {
        self.session.play(self.declared.compile())
    }
}

impl<Stage> SynchronousMessage<'_, Stage> {
    declaration_methods!();

    fn declaration(&mut self) -> &mut Declaration {
        &mut self.declared.common
    }
}

/// A message with answers as far as it is declared.
#[derive(Debug)]
pub(crate) struct DeclaredExchange {
    common: Declaration,
    request: Option<Contents>,
    responses: Vec<Contents>,
    played: bool,
}

impl DeclaredExchange {
    pub(crate) fn new(common: Declaration) -> Self {
        Self {
            common,
            request: None,
            responses: Vec::new(),
            played: false,
        }
    }

    /// The message, if it has never been played.
    pub(crate) fn unplayed(mut self) -> Option<InteractionDraft> {
        if self.played {
            return None;
        }
        let location = self.common.location;
        let message =
            "the synchronous message is never played; add `.play()` and send the request to it";
        self.common.refuse(location, message);
        Some(self.compile())
    }

    /// The message with its examples, rules, places and problems.
    fn compile(&mut self) -> InteractionDraft {
        self.played = true;
        let location = self.common.location;
        let mut sink = Sink::new(Part::Request, std::mem::take(&mut self.common.problems));
        let mut message = Model {
            meta: std::mem::take(&mut self.common.meta),
            ..Model::default()
        };
        match self.request.take() {
            Some(request) => message.request = request.content.compile(&mut sink),
            None => sink.refuse(location, "the message has no request; add `.request(..)`"),
        }
        if self.responses.is_empty() {
            sink.refuse(location, "the message has no response; add `.response(..)`");
        }
        for (at, response) in std::mem::take(&mut self.responses).into_iter().enumerate() {
            sink.part = Part::Response(at);
            message.responses.push(response.content.compile(&mut sink));
        }
        InteractionDraft {
            interaction: Interaction::Synchronous(Box::new(message)),
            sources: sink.sources,
            problems: sink.problems,
            location,
            times: None,
        }
    }
}
