//! Generators that can give no value, or none that their own rules accept: found before a test starts.

use super::{DefinitionProblem, InteractionDraft, Part};
use crate::{
    generator::{self, GenerateFailure},
    matching::MatchOptions,
    model::Interaction,
};

pub(super) fn problems_of(
    draft: &InteractionDraft,
    options: MatchOptions,
) -> Vec<DefinitionProblem> {
    let options = &options;
    let found: Vec<(Part, Vec<GenerateFailure>)> = match &draft.interaction {
        Interaction::Http(http) => vec![
            (
                Part::Request,
                generator::check_request(&http.request, options),
            ),
            (
                Part::Response(0),
                generator::check_response(&http.response, options),
            ),
        ],
        Interaction::Asynchronous(message) => {
            vec![(
                Part::Contents,
                generator::check_message(&message.contents, options),
            )]
        }
        Interaction::Synchronous(message) => {
            let request = (
                Part::Request,
                generator::check_message(&message.request, options),
            );
            let responses = message
                .responses
                .iter()
                .enumerate()
                .map(|(index, response)| {
                    (
                        Part::Response(index),
                        generator::check_message(response, options),
                    )
                });
            std::iter::once(request).chain(responses).collect()
        }
        Interaction::Unknown(_) => Vec::new(),
    };
    let problem = |part, failure: &GenerateFailure| DefinitionProblem {
        location: draft
            .sources
            .find(part, failure.category, &failure.path)
            .unwrap_or(draft.location),
        message: failure.error.to_string(),
    };
    found
        .iter()
        .flat_map(|(part, failures)| failures.iter().map(move |failure| problem(*part, failure)))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::panic::Location;

    use super::*;
    use crate::{
        generator::Generator,
        harness::Sources,
        json::Json,
        model::{Body, HttpInteraction},
        path::PathExpr,
        rule::{Category, Rule},
    };

    #[test]
    fn points_at_the_pattern_at_fault() {
        let here = Location::caller();
        let there = Location::caller();
        let mut interaction = HttpInteraction::default();
        let response = &mut interaction.response;
        response.body = Body::json(Json::from(1));
        response
            .rules
            .add(Category::Body, PathExpr::root(), Rule::Boolean);
        let generator = Generator::RandomInt { min: 0, max: 9 };
        response
            .generators
            .add(Category::Body, PathExpr::root(), generator);
        let mut sources = Sources::default();
        sources.add(Part::Response(0), Category::Body, PathExpr::root(), there);
        let draft = InteractionDraft {
            interaction: Interaction::Http(Box::new(interaction)),
            sources,
            problems: Vec::new(),
            location: here,
            times: None,
        };
        let problems = problems_of(&draft, MatchOptions::default());
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].location, there);
        assert!(
            problems[0]
                .message
                .starts_with("a generated value must satisfy its own rule")
        );
    }
}
