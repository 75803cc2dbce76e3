//! Generators whose values their own rules refuse.

use super::apply::{GenerateFailure, with_variants};
use super::context::{GeneratorContext, Mode};
use super::error::{GenerateError, GenerateErrorKind};
use super::{Generator, Generators};
use crate::matching::{
    ActualMessage, ActualRequest, ActualResponse, MatchOptions, MessageMatcher, Mismatch,
    RequestMatcher, ResponseMatcher,
};
use crate::model::{MessageContents, Request, Response};
use crate::path::PathExpr;
use crate::rule::{Category, MatchingRules};

/// How many values of a generator are tried.
const SAMPLES: u64 = 16;

/// Tries every generator of a request, and returns those that can give no value or give one that a
/// rule of the request refuses.
///
/// For the time an interaction is defined; a request whose rules cannot be compiled has no findings
/// here. `ProviderState` is only checked for its syntax, as its values are not known yet.
///
/// ```
/// use pact_runtime::generator::{Generator, check_response};
/// use pact_runtime::json::Json;
/// use pact_runtime::matching::MatchOptions;
/// use pact_runtime::model::{Body, Response};
/// use pact_runtime::rule::{Category, Rule};
///
/// let mut response = Response { body: Body::json(Json::from(1)), ..Response::default() };
/// response.rules.add(Category::Body, "$".parse()?, Rule::Boolean);
/// response.generators.add(Category::Body, "$".parse()?, Generator::RandomInt { min: 0, max: 9 });
/// let findings = check_response(&response, &MatchOptions::default());
/// assert!(findings[0].to_string().starts_with(
///     "generator at body $: a generated value must satisfy its own rule, which is a boolean",
/// ));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn check_request(request: &Request, options: &MatchOptions) -> Vec<GenerateFailure> {
    let all = with_variants(&request.generators, &request.rules);
    if all.is_empty() {
        return Vec::new();
    }
    let Ok(matcher) = RequestMatcher::compile(request, options) else {
        return Vec::new();
    };
    let compare =
        |request: &Request| matcher.compare(&ActualRequest::of(request, &request.body.to_bytes()));
    let known = compare(request);
    check_all(all, &known, |generators, context| {
        let single = Request {
            generators,
            rules: MatchingRules::default(),
            ..request.clone()
        };
        let (fresh, failures) = context.request(&single);
        (compare(&fresh), failures)
    })
}

/// Tries every generator of a response, as [`check_request`] does.
#[must_use]
pub fn check_response(response: &Response, options: &MatchOptions) -> Vec<GenerateFailure> {
    let all = with_variants(&response.generators, &response.rules);
    if all.is_empty() {
        return Vec::new();
    }
    let Ok(matcher) = ResponseMatcher::compile(response, options) else {
        return Vec::new();
    };
    let compare = |response: &Response| {
        matcher.compare(&ActualResponse::of(response, &response.body.to_bytes()))
    };
    let known = compare(response);
    check_all(all, &known, |generators, context| {
        let single = Response {
            generators,
            rules: MatchingRules::default(),
            ..response.clone()
        };
        let (fresh, failures) = context.response(&single);
        (compare(&fresh), failures)
    })
}

/// Tries every generator of a message, as [`check_request`] does.
#[must_use]
pub fn check_message(message: &MessageContents, options: &MatchOptions) -> Vec<GenerateFailure> {
    let all = with_variants(&message.generators, &message.rules);
    if all.is_empty() {
        return Vec::new();
    }
    let Ok(matcher) = MessageMatcher::compile(message, options) else {
        return Vec::new();
    };
    let compare = |message: &MessageContents| {
        matcher.compare(&ActualMessage::of(message, &message.body.to_bytes()))
    };
    let known = compare(message);
    check_all(all, &known, |generators, context| {
        let single = MessageContents {
            generators,
            rules: MatchingRules::default(),
            ..message.clone()
        };
        let (fresh, failures) = context.message(&single);
        (compare(&fresh), failures)
    })
}

/// Tries the generators one by one. What is wrong with the example itself is not their fault.
fn check_all(
    all: Vec<(Category, PathExpr, &Generator)>,
    known: &[Mismatch],
    run: impl Fn(Generators, &mut GeneratorContext) -> (Vec<Mismatch>, Vec<GenerateFailure>),
) -> Vec<GenerateFailure> {
    let checked = all.into_iter().filter_map(|(category, path, generator)| {
        let error = generator.check().err();
        let error = error.or_else(|| contradiction(category, &path, generator, known, &run));
        error.map(|error| GenerateFailure {
            category,
            path,
            error,
        })
    });
    checked.collect()
}

fn contradiction(
    category: Category,
    path: &PathExpr,
    generator: &Generator,
    known: &[Mismatch],
    run: &impl Fn(Generators, &mut GeneratorContext) -> (Vec<Mismatch>, Vec<GenerateFailure>),
) -> Option<GenerateError> {
    if matches!(
        generator,
        Generator::ProviderState { .. } | Generator::Plugin(..)
    ) {
        return None;
    }
    let context = if generator.applies_in(Mode::Consumer) {
        GeneratorContext::consumer().with_mock_server_url("http://127.0.0.1:1")
    } else {
        GeneratorContext::provider()
    };
    (0..SAMPLES).find_map(|seed| {
        let mut alone = Generators::default();
        alone.add(category, path.clone(), generator.clone());
        let (mismatches, failures) = run(alone, &mut context.clone().with_seed(seed));
        if let Some(failure) = failures.into_iter().next() {
            return Some(failure.error);
        }
        let refused = mismatches
            .iter()
            .find(|mismatch| mismatch.rule.is_some() && !known.contains(mismatch))?;
        Some(GenerateError::new(GenerateErrorKind::Contradiction {
            expectation: refused.expectation(),
            finding: refused.finding(),
        }))
    })
}

#[cfg(test)]
mod tests;
