//! Interactions over HTTP: description, provider states, request, response.

use std::{marker::PhantomData, num::NonZeroUsize, panic::Location};

use pact_runtime::{
    harness::{InteractionDraft, Part},
    model::{HttpInteraction, Interaction as Model},
};

use crate::{
    declaration::{Declaration, declaration_methods},
    pattern::compile::Sink,
    request::Request,
    response::Response,
};

/// The stage of an [`Interaction`] that still needs its request.
#[derive(Debug)]
pub struct NeedsRequest(());

/// The stage of an [`Interaction`] that still needs its response.
#[derive(Debug)]
pub struct NeedsResponse(());

/// An interaction under construction: made by [`Pact::interaction`](crate::Pact::interaction), whole
/// once it has a request and a response.
#[derive(Debug)]
#[must_use = "an interaction needs `.request(..)` and then `.response(..)`; without them the test fails"]
pub struct Interaction<'pact, Stage = NeedsRequest> {
    declared: &'pact mut DeclaredHttp,
    stage: PhantomData<Stage>,
}

impl<'pact> Interaction<'pact, NeedsRequest> {
    pub(crate) fn new(declared: &'pact mut DeclaredHttp) -> Self {
        Self {
            declared,
            stage: PhantomData,
        }
    }

    /// What the consumer sends.
    pub fn request(self, request: Request) -> Interaction<'pact, NeedsResponse> {
        self.declared.request = Some(request);
        Interaction {
            declared: self.declared,
            stage: PhantomData,
        }
    }
}

impl Interaction<'_, NeedsResponse> {
    /// Demands that the consumer sends the request just this often; without it, once or more.
    ///
    /// Of several interactions with one request the mock server plays each in the order of their
    /// declaration, and the last one from then on, so what changes from call to call can be declared:
    ///
    /// ```
    /// use pact_dsl::prelude::*;
    ///
    /// fn polls(pact: &mut Pact) {
    ///     pact.interaction("a request for an export that is not ready")
    ///         .given("an export is being made")
    ///         .request(get("/exports/7"))
    ///         .times(2)
    ///         .response(accepted());
    ///     pact.interaction("a request for an export that is ready")
    ///         .given("an export is ready")
    ///         .request(get("/exports/7"))
    ///         .response(ok().text("the export"));
    /// }
    /// # let _ = polls;
    /// ```
    #[track_caller]
    pub fn times(self, times: usize) -> Self {
        let times = NonZeroUsize::new(times);
        if times.is_none() {
            let message = "`times` must be at least 1; leave out an interaction that is not used";
            self.declared.common.refuse(Location::caller(), message);
        }
        self.declared.times = times;
        self
    }

    /// What the provider answers. The interaction is whole with it.
    pub fn response(self, response: Response) {
        self.declared.response = Some(response);
    }
}

impl<Stage> Interaction<'_, Stage> {
    declaration_methods!();

    fn declaration(&mut self) -> &mut Declaration {
        &mut self.declared.common
    }
}

/// An interaction over HTTP as far as it is declared.
#[derive(Debug)]
pub(crate) struct DeclaredHttp {
    common: Declaration,
    request: Option<Request>,
    response: Option<Response>,
    times: Option<NonZeroUsize>,
}

impl DeclaredHttp {
    pub(crate) fn new(common: Declaration) -> Self {
        Self {
            common,
            request: None,
            response: None,
            times: None,
        }
    }

    /// The interaction with its examples, rules, places and problems.
    pub(crate) fn compile(self) -> InteractionDraft {
        let Declaration {
            meta,
            location,
            problems,
        } = self.common;
        let mut sink = Sink::new(Part::Request, problems);
        let mut http = HttpInteraction {
            meta,
            ..HttpInteraction::default()
        };
        match self.request {
            Some(request) => http.request = request.compile(&mut sink),
            None => sink.refuse(
                location,
                "the interaction has no request; add `.request(..)`",
            ),
        }
        sink.part = Part::Response(0);
        match self.response {
            Some(response) => http.response = response.compile(&mut sink),
            None => sink.refuse(
                location,
                "the interaction has no response; add `.response(..)`",
            ),
        }
        InteractionDraft {
            interaction: Model::Http(Box::new(http)),
            sources: sink.sources,
            problems: sink.problems,
            location,
            times: self.times,
        }
    }
}
