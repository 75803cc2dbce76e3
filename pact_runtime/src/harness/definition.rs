//! What is wrong with the definition of an interaction, found before anything is served.

use std::panic::Location;

use super::{DefinitionProblem, InteractionDraft, Part};
use crate::{
    codec,
    matching::{
        CompileError, MatchOptions,
        self_check::{self, Problem, ProblemKind},
    },
    model::{Interaction, Pact, SpecVersion},
    path::PathExpr,
    rule::Category,
};

/// All that is wrong with a definition for a test that writes this version: what the builders found, what the version
/// cannot hold, examples that their own rules refuse, rules that can never apply, generators that contradict rules.
pub(super) fn problems_of(
    draft: &InteractionDraft,
    version: SpecVersion,
) -> Vec<DefinitionProblem> {
    let mut problems = draft.problems.clone();
    let options = MatchOptions::new(version);
    lost(draft, version, &mut problems);
    contradictions(draft, &options, &mut problems);
    #[cfg(feature = "generators")]
    problems.extend(super::generators::problems_of(draft, options));
    problems
}

fn lost(draft: &InteractionDraft, version: SpecVersion, problems: &mut Vec<DefinitionProblem>) {
    if version >= SpecVersion::V4 {
        return;
    }
    let pact = Pact {
        interactions: vec![draft.interaction.clone()],
        ..Pact::default()
    };
    let losses = codec::write(&pact, version).losses;
    problems.extend(losses.iter().map(|loss| DefinitionProblem {
        location: draft.location,
        message: format!(
            "{version} of the specification cannot hold `{}`: {}; ask for a later `spec`, or leave it out",
            loss.place, loss.kind
        ),
    }));
}

fn contradictions(
    draft: &InteractionDraft,
    options: &MatchOptions,
    problems: &mut Vec<DefinitionProblem>,
) {
    let mut add = |part, checked| add(draft, part, checked, problems);
    match &draft.interaction {
        Interaction::Http(http) => {
            add(Part::Request, self_check::request(&http.request, options));
            let response = self_check::response(&http.response, options);
            add(Part::Response(0), response);
        }
        Interaction::Asynchronous(message) => {
            add(
                Part::Contents,
                self_check::message(&message.contents, options),
            );
        }
        Interaction::Synchronous(message) => {
            add(
                Part::Request,
                self_check::message(&message.request, options),
            );
            for (at, response) in message.responses.iter().enumerate() {
                add(Part::Response(at), self_check::message(response, options));
            }
        }
        Interaction::Unknown(_) => {}
    }
}

fn add(
    draft: &InteractionDraft,
    part: Part,
    checked: Result<Vec<Problem>, CompileError>,
    problems: &mut Vec<DefinitionProblem>,
) {
    let at = |category: Category, path: &PathExpr| -> &'static Location<'static> {
        let found = draft.sources.find(part, category, path);
        found.unwrap_or(draft.location)
    };
    match checked {
        Ok(found) => {
            for problem in found.iter().filter(|problem| !is_generator(problem)) {
                let location = at(problem.category, &problem.path);
                // What follows from a problem that the builders found is not another one.
                if !draft
                    .problems
                    .iter()
                    .any(|known| known.location == location)
                {
                    problems.push(DefinitionProblem {
                        location,
                        message: problem.to_string(),
                    });
                }
            }
        }
        Err(error) => {
            let cause = std::error::Error::source(&error);
            problems.push(DefinitionProblem {
                location: at(error.category(), error.path()),
                message: cause
                    .map_or_else(|| error.to_string(), |cause| format!("{error}; {cause}")),
            });
        }
    }
}

/// Generators have a check of their own.
fn is_generator(problem: &Problem) -> bool {
    cfg!(feature = "generators") && matches!(problem.kind, ProblemKind::Generator { .. })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        harness::Sources,
        json::Json,
        model::{Body, HttpInteraction},
        rule::Rule,
    };

    fn draft(rule: Rule, version: SpecVersion) -> Vec<String> {
        let mut http = HttpInteraction::default();
        http.meta.description = "a request".to_owned();
        http.response.body = Body::json(Json::from("abc"));
        http.response
            .rules
            .add(Category::Body, PathExpr::root(), rule);
        let draft = InteractionDraft {
            interaction: Interaction::Http(Box::new(http)),
            sources: Sources::default(),
            problems: Vec::new(),
            location: Location::caller(),
            times: None,
        };
        let problems = problems_of(&draft, version);
        problems
            .into_iter()
            .map(|problem| problem.message)
            .collect()
    }

    #[test]
    fn finds_examples_that_their_own_rules_refuse() {
        let problems = draft(Rule::Regex("[0-9]+".to_owned()), SpecVersion::V4);
        assert_eq!(problems.len(), 1);
        assert!(
            problems[0].contains("does not satisfy its own rules"),
            "{problems:?}"
        );
        assert_eq!(draft(Rule::Type, SpecVersion::V4), [""; 0]);
    }

    #[test]
    fn finds_rules_that_cannot_be_compiled() {
        let problems = draft(Rule::Regex("(".to_owned()), SpecVersion::V4);
        assert!(problems[0].contains("cannot be compiled"), "{problems:?}");
    }

    #[test]
    fn finds_what_an_older_version_cannot_hold() {
        let problems = draft(Rule::Type, SpecVersion::V1);
        let rules =
            "V1 of the specification cannot hold `$.response.matchingRules`: matching rules";
        assert!(problems[1].starts_with(rules), "{problems:?}");
    }
}
