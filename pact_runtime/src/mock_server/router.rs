//! Which interaction answers a request.
//!
//! Candidates are looked up by method and path; only they are compared in query, headers and body, and the body is
//! parsed once for all of them. Of several that match, the one that expects most answers, a fixed path being more
//! than a rule; of those that expect equally much, in the order of their declaration, the first that has not been exercised, and when all have been, the last one.
//! So the answers to a repeated request can be declared in order.

mod answer;
mod cors;
mod failure;
mod index;
mod near;

use std::borrow::Cow;
use std::fmt;
use std::num::NonZeroUsize;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

pub use answer::Unsendable;

use super::journal::{Journal, Outcome};
use super::listener::{Answer, Handler, Refusal, Request};
use crate::matching::{ActualRequest, CompileError, MatchOptions, Probe, RequestMatcher, Stage};
use crate::model::HttpInteraction;
#[cfg(feature = "generators")]
use crate::model::Response;

/// An interaction to be played.
#[derive(Debug, Clone, Copy)]
pub struct Play<'a> {
    /// The interaction.
    pub interaction: &'a HttpInteraction,
    /// How often it is to be answered, where the test says so. Further requests then go to the next interaction that
    /// matches, or are a failure. Without it, once is enough and more do no harm.
    pub times: Option<NonZeroUsize>,
}

/// Why an interaction cannot be played, and which one it is.
#[derive(Debug)]
pub struct RouteError {
    interaction: usize,
    kind: Box<RouteErrorKind>,
}

#[derive(Debug)]
enum RouteErrorKind {
    Rules(CompileError),
    Response(Unsendable),
}

/// Answers requests with the responses of interactions and keeps the journal.
#[derive(Debug)]
pub struct Router {
    routes: Vec<Route>,
    index: index::Index,
    journal: Mutex<Journal>,
    url: OnceLock<String>,
}

/// An interaction, compiled.
#[derive(Debug)]
struct Route {
    description: String,
    path: String,
    matcher: RequestMatcher,
    times: Option<NonZeroUsize>,
    /// How much the request expects, as far as it is needed to choose between interactions.
    weight: usize,
    answer: Answer,
    /// The response, if it has generators.
    #[cfg(feature = "generators")]
    generated: Option<Box<Response>>,
}

impl Router {
    /// Compiles interactions, in the order of their declaration.
    ///
    /// # Errors
    /// A rule of a request cannot be compiled, or a response cannot be sent.
    pub fn compile<'a>(
        plays: impl IntoIterator<Item = Play<'a>>,
        options: MatchOptions,
    ) -> Result<Self, RouteError> {
        let plays: Vec<_> = plays.into_iter().collect();
        let has_choice = plays.len() > 1;
        let routes = plays
            .iter()
            .enumerate()
            .map(|(interaction, play)| {
                Route::compile(play, options, has_choice).map_err(|kind| RouteError {
                    interaction,
                    kind: Box::new(kind),
                })
            })
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            index: index::Index::new(&routes),
            journal: Mutex::new(Journal::new(routes.len())),
            routes,
            url: OnceLock::new(),
        })
    }

    /// Takes the journal; what arrives later goes to an empty one.
    pub fn take_journal(&self) -> Journal {
        let fresh = Journal::new(self.routes.len());
        std::mem::replace(&mut *self.journal(), fresh)
    }

    fn journal(&self) -> MutexGuard<'_, Journal> {
        self.journal.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The interactions that match, of which one is to answer: those that expect most.
    fn matching(&self, actual: &ActualRequest<'_>) -> Vec<usize> {
        let mut matching: Vec<usize> = Vec::new();
        for route in self.index.candidates(&self.routes, actual) {
            let its = &self.routes[route];
            let best = matching.first().map_or(0, |best| self.routes[*best].weight);
            if (matching.is_empty() || its.weight >= best) && its.has_the_rest(actual) {
                if its.weight > best {
                    matching.clear();
                }
                matching.push(route);
            }
        }
        matching
    }

    /// Which of the interactions that match answers now.
    fn choose(&self, matching: &[usize], calls: &[usize]) -> Option<usize> {
        let open = matching.iter().find(|route| {
            let times = self.routes[**route].times.map_or(1, NonZeroUsize::get);
            calls.get(**route).is_none_or(|calls| *calls < times)
        });
        let repeats = |route: &&usize| self.routes[**route].times.is_none();
        open.or_else(|| matching.iter().rev().find(repeats))
            .copied()
    }

    /// The answer, and what the journal says of it.
    fn play(&self, interaction: usize) -> (Answer, Outcome) {
        let route = &self.routes[interaction];
        match route.generate(self.url.get().map(String::as_str)) {
            Ok(answer) => (answer, Outcome::Matched { interaction }),
            Err(reasons) => {
                let answer = failure::not_generated(&route.description, &reasons);
                let outcome = Outcome::NotGenerated {
                    interaction,
                    reasons,
                };
                (answer, outcome)
            }
        }
    }

    fn used_up(&self, matching: &[usize], request: &Request) -> (Answer, Outcome) {
        let mut last = matching.iter().rev();
        let used_up = last.find_map(|route| Some((*route, self.routes[*route].times?)));
        let Some((interaction, times)) = used_up else {
            let nearest = Vec::new();
            let answer = failure::unexpected(&self.routes, request, &nearest);
            return (answer, Outcome::Unexpected { nearest });
        };
        let description = &self.routes[interaction].description;
        let answer = failure::used_up(description, request, times);
        (answer, Outcome::UsedUp { interaction, times })
    }

    fn refuse(&self, actual: &ActualRequest<'_>, request: &Request) -> (Answer, Outcome) {
        if cors::is_preflight(request) {
            return (cors::preflight_answer(&request.headers), Outcome::Preflight);
        }
        let candidates = self.index.candidates(&self.routes, actual);
        if candidates.is_empty() {
            let nearest = near::of_all(&self.routes, actual);
            let answer = failure::unexpected(&self.routes, request, &nearest);
            (answer, Outcome::Unexpected { nearest })
        } else {
            let nearest = near::of_candidates(&self.routes, &candidates, actual);
            let answer = failure::mismatched(&self.routes, request, &nearest);
            (answer, Outcome::Mismatched { nearest })
        }
    }
}

impl Route {
    fn compile(
        play: &Play<'_>,
        options: MatchOptions,
        has_choice: bool,
    ) -> Result<Self, RouteErrorKind> {
        let HttpInteraction {
            meta,
            request,
            response,
        } = play.interaction;
        let matcher = RequestMatcher::compile(request, &options).map_err(RouteErrorKind::Rules)?;
        let weight = match matcher.only_path() {
            _ if !has_choice => 0,
            Some(_) => near::weight(request) + 1,
            None => near::weight(request),
        };
        Ok(Self {
            description: meta.description.clone(),
            path: request.path.clone(),
            matcher,
            times: play.times,
            weight,
            answer: answer::of_response(response).map_err(RouteErrorKind::Response)?,
            #[cfg(feature = "generators")]
            generated: (!response.generators.is_empty()).then(|| Box::new(response.clone())),
        })
    }

    /// Whether query, headers and body of a candidate match.
    fn has_the_rest(&self, actual: &ActualRequest<'_>) -> bool {
        [Stage::QueryAndHeaders, Stage::Body]
            .into_iter()
            .all(|stage| {
                let mut probe = Probe::default();
                let _ = self.matcher.compare_stage(stage, actual, &mut probe);
                probe.matched()
            })
    }

    /// The answer, with fresh values where there are generators for them.
    #[cfg(feature = "generators")]
    fn generate(&self, url: Option<&str>) -> Result<Answer, Vec<String>> {
        use crate::generator::GeneratorContext;
        let Some(response) = &self.generated else {
            return Ok(self.answer.clone());
        };
        let mut context = GeneratorContext::consumer();
        if let Some(url) = url {
            context = context.with_mock_server_url(url);
        }
        let (fresh, failures) = context.response(response);
        if failures.is_empty() {
            answer::of_response(&fresh).map_err(|error| vec![error.to_string()])
        } else {
            Err(failures.iter().map(ToString::to_string).collect())
        }
    }

    /// The answer; without the feature `generators` examples are answered as they are.
    #[cfg(not(feature = "generators"))]
    #[expect(clippy::unnecessary_wraps, reason = "generators can fail")]
    fn generate(&self, _: Option<&str>) -> Result<Answer, Vec<String>> {
        Ok(self.answer.clone())
    }
}

impl Handler for Router {
    fn listening(&self, url: &str) {
        // A second listener would be a second server; the first one names the URL.
        let _ = self.url.set(url.to_owned());
    }

    fn answer(&self, request: Request) -> Answer {
        let actual = actual_of(&request);
        let matching = self.matching(&actual);
        let mut journal = None;
        let (mut answer, outcome) = if matching.is_empty() {
            self.refuse(&actual, &request)
        } else {
            // Held from the choice to the record of it: the next request must see this one.
            let journal = journal.insert(self.journal());
            match self.choose(&matching, journal.calls()) {
                Some(interaction) => {
                    journal.note_call(interaction);
                    self.play(interaction)
                }
                None => self.used_up(&matching, &request),
            }
        };
        drop(actual);
        cors::allow(&request.headers, &mut answer.headers);
        if outcome.is_failure() {
            cors::allow_any(&mut answer.headers);
        }
        let mut journal = journal.unwrap_or_else(|| self.journal());
        journal.note(Some(request), outcome);
        answer
    }

    fn refused(&self, refusal: Refusal) {
        self.journal().note(None, Outcome::Refused(refusal));
    }
}

fn actual_of(request: &Request) -> ActualRequest<'_> {
    let headers = request
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), String::from_utf8_lossy(value.as_bytes())));
    let actual = ActualRequest::new(request.method.as_str(), request.uri.path())
        .with_headers(headers.map(|(name, value)| (Cow::Borrowed(name), value)))
        .with_body(&request.body);
    match request.uri.query() {
        Some(query) => actual.with_query(query),
        None => actual,
    }
}

impl RouteError {
    /// The position of the interaction among those that were to be compiled.
    pub fn interaction(&self) -> usize {
        self.interaction
    }

    /// Whether a rule of the request cannot be compiled.
    pub fn rules(&self) -> Option<&CompileError> {
        match &*self.kind {
            RouteErrorKind::Rules(error) => Some(error),
            RouteErrorKind::Response(_) => None,
        }
    }
}

impl fmt::Display for RouteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.kind {
            RouteErrorKind::Rules(_) => write!(
                f,
                "interaction {}: the request cannot be matched",
                self.interaction
            ),
            RouteErrorKind::Response(_) => write!(
                f,
                "interaction {}: the response cannot be sent",
                self.interaction
            ),
        }
    }
}

impl std::error::Error for RouteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.kind {
            RouteErrorKind::Rules(error) => Some(error),
            RouteErrorKind::Response(error) => Some(error),
        }
    }
}

#[cfg(test)]
mod tests;
