//! The messages of a test: what was delivered to its consumer, and what its consumer sent.

use std::{
    panic::resume_unwind,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use super::{
    Candidate, DefinitionProblem, Delivery, Exchange, FailedRequest, InteractionDraft, Part,
    RequestFailure, Unexercised, Verdict, books::Exercised, definition::problems_of,
    exchange::ExchangeJournal, play::declared, session::Refused,
};
use crate::{
    matching::{CompileError, MatchOptions, MessageMatcher},
    model::{Interaction, MessageContents, SpecVersion},
};

/// The messages of one run, apart from what the mock server plays.
#[derive(Debug, Default)]
pub(crate) struct Messages {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    used: Vec<Used>,
    problems: Vec<DefinitionProblem>,
}

/// A message and what became of it.
#[derive(Debug)]
struct Used {
    draft: InteractionDraft,
    trace: Trace,
}

#[derive(Debug)]
enum Trace {
    /// It was delivered; the flag says whether it was read.
    Delivered(Arc<AtomicBool>),
    /// It was played.
    Played(Arc<ExchangeJournal>),
}

impl Messages {
    /// Delivers a message without an answer.
    ///
    /// # Panics
    /// If something is wrong with its definition.
    pub(crate) fn deliver(
        &self,
        draft: InteractionDraft,
        version: SpecVersion,
        server_url: Option<&str>,
    ) -> Delivery {
        self.refuse_problems(&draft, version);
        let contents = match &draft.interaction {
            Interaction::Asynchronous(message) => generated(&message.contents, server_url),
            Interaction::Http(_) | Interaction::Synchronous(_) | Interaction::Unknown(_) => {
                Ok(MessageContents::default())
            }
        };
        let contents = contents.unwrap_or_else(|messages| self.refuse_generators(&draft, messages));
        let (delivery, is_read) = Delivery::new(contents);
        self.lock().used.push(Used {
            draft,
            trace: Trace::Delivered(is_read),
        });
        delivery
    }

    /// Plays the provider's side of a message with answers.
    ///
    /// # Panics
    /// If something is wrong with its definition.
    pub(crate) fn play(
        &self,
        draft: InteractionDraft,
        version: SpecVersion,
        server_url: Option<&str>,
    ) -> Exchange {
        self.refuse_problems(&draft, version);
        let nothing = MessageContents::default();
        let (request, responses) = match &draft.interaction {
            Interaction::Synchronous(message) => (&message.request, message.responses.as_slice()),
            Interaction::Http(_) | Interaction::Asynchronous(_) | Interaction::Unknown(_) => {
                (&nothing, [].as_slice())
            }
        };
        let responses: Result<_, _> = responses
            .iter()
            .map(|one| generated(one, server_url))
            .collect();
        let responses =
            responses.unwrap_or_else(|messages| self.refuse_generators(&draft, messages));
        let matcher = match MessageMatcher::compile(request, &MatchOptions::new(version)) {
            Ok(matcher) => matcher,
            Err(error) => self.refuse_rule(&draft, &error),
        };
        let content_type = request.body.content_type().cloned();
        let (exchange, journal) = Exchange::new(matcher, content_type, responses);
        self.lock().used.push(Used {
            draft,
            trace: Trace::Played(journal),
        });
        exchange
    }

    /// Takes messages that the test declared and never used: their problems count.
    pub(crate) fn leave(&self, drafts: impl IntoIterator<Item = InteractionDraft>) {
        let problems = drafts.into_iter().flat_map(|draft| draft.problems);
        self.lock().problems.extend(problems);
    }

    /// Whether the test has used no message and declared none.
    pub(crate) fn are_none(&self) -> bool {
        let state = self.lock();
        state.used.is_empty() && state.problems.is_empty()
    }

    /// Looks at each message that was used.
    pub(crate) fn each<T>(&self, look: fn(&Interaction) -> T) -> Vec<T> {
        let state = self.lock();
        let used = state.used.iter();
        used.map(|used| look(&used.draft.interaction)).collect()
    }

    /// Adds to the verdict what became of the messages. Those that were used are to be recorded if all went well.
    pub(crate) fn end(&self, verdict: &mut Verdict) -> Vec<Exercised> {
        let State { used, problems } = std::mem::take(&mut *self.lock());
        verdict.definition_problems.extend(problems);
        let mut exercised = Vec::with_capacity(used.len());
        for Used { draft, trace } in used {
            judge(&draft, &trace, verdict);
            exercised.push(Exercised {
                location: draft.location,
                interaction: draft.interaction,
            });
        }
        exercised
    }

    /// Ends the test's body with problems of its definition.
    pub(crate) fn refuse(&self, problems: impl IntoIterator<Item = DefinitionProblem>) -> ! {
        self.lock().problems.extend(problems);
        resume_unwind(Box::new(Refused))
    }

    fn refuse_problems(&self, draft: &InteractionDraft, version: SpecVersion) {
        let problems = problems_of(draft, version);
        if !problems.is_empty() {
            self.refuse(problems);
        }
    }

    fn refuse_rule(&self, draft: &InteractionDraft, error: &CompileError) -> ! {
        let (category, path) = (error.category(), error.path());
        let location = draft.sources.find(Part::Request, category, path);
        let cause = std::error::Error::source(error).map_or_else(String::new, ToString::to_string);
        self.refuse([DefinitionProblem {
            location: location.unwrap_or(draft.location),
            message: cause,
        }])
    }

    fn refuse_generators<T>(&self, draft: &InteractionDraft, messages: Vec<String>) -> T {
        let location = draft.location;
        let messages = messages.into_iter();
        self.refuse(messages.map(|message| DefinitionProblem { location, message }))
    }

    /// The state, also after a panic in the test: nothing is left half done in it.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Adds to the verdict whether the message was handled, and which requests did not match.
fn judge(draft: &InteractionDraft, trace: &Trace, verdict: &mut Verdict) {
    let calls = match trace {
        Trace::Delivered(is_read) => usize::from(is_read.load(Ordering::Relaxed)),
        Trace::Played(journal) => {
            let mut state = journal.lock();
            verdict.failed_request_count += state.count - state.matched;
            let failed = std::mem::take(&mut state.failed).into_iter();
            verdict
                .failed_requests
                .extend(failed.map(|mismatches| FailedRequest {
                    request: Some("a message".to_owned()),
                    failure: RequestFailure::Unmatched(vec![Candidate {
                        interaction: declared(draft),
                        sources: draft.sources.clone(),
                        mismatches,
                    }]),
                }));
            state.matched
        }
    };
    if calls == 0 {
        verdict.unexercised.push(Unexercised {
            interaction: declared(draft),
            kind: draft.interaction.kind(),
            calls,
            times: 1,
        });
    }
}

/// The message with fresh values, or what its generators say against it.
#[cfg(feature = "generators")]
fn generated(
    contents: &MessageContents,
    server_url: Option<&str>,
) -> Result<MessageContents, Vec<String>> {
    let mut context = crate::generator::GeneratorContext::consumer();
    if let Some(url) = server_url {
        context = context.with_mock_server_url(url);
    }
    let (fresh, failures) = context.message(contents);
    if failures.is_empty() {
        return Ok(fresh);
    }
    Err(failures.iter().map(ToString::to_string).collect())
}

/// The message as it is; without the feature `generators` examples stand for themselves.
#[cfg(not(feature = "generators"))]
#[expect(clippy::unnecessary_wraps, reason = "generators can fail")]
fn generated(contents: &MessageContents, _: Option<&str>) -> Result<MessageContents, Vec<String>> {
    Ok(contents.clone())
}
