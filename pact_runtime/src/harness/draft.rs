//! What a test defines, as the builders hand it to the harness.

use std::{num::NonZeroUsize, panic::Location};

use crate::{
    model::Interaction,
    path::{PathExpr, Token},
    rule::Category,
};

/// One interaction as a test defined it, with everything that a report needs to point at the test's source.
#[derive(Debug, Clone)]
pub struct InteractionDraft {
    /// The interaction.
    pub interaction: Interaction,
    /// Where in the source the patterns of its parts stand.
    pub sources: Sources,
    /// What is wrong with the definition; an interaction with problems is neither served nor written.
    pub problems: Vec<DefinitionProblem>,
    /// Where in the source the interaction is declared.
    pub location: &'static Location<'static>,
    /// How often the consumer is to ask for it, where the test says so; otherwise once or more.
    pub times: Option<NonZeroUsize>,
}

/// Something in a definition that cannot be right, such as `min` above `max`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinitionProblem {
    /// Where in the source the matcher or builder call at fault stands.
    pub location: &'static Location<'static>,
    /// What is required and how to repair it.
    pub message: String,
}

/// A part of an interaction that has rules of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// The request over HTTP, or the request of a synchronous message.
    Request,
    /// The response over HTTP (position 0), or the response of a synchronous message at this position.
    Response(usize),
    /// The contents of an asynchronous message.
    Contents,
}

/// Where in the source the patterns of an interaction stand.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    entries: Vec<Source>,
}

#[derive(Debug, Clone)]
struct Source {
    part: Part,
    category: Category,
    path: PathExpr,
    location: &'static Location<'static>,
}

impl Sources {
    /// Notes that the pattern at this path expression stands at this place of the source.
    pub fn add(
        &mut self,
        part: Part,
        category: Category,
        path: PathExpr,
        location: &'static Location<'static>,
    ) {
        self.entries.push(Source {
            part,
            category,
            path,
            location,
        });
    }

    /// The place of the innermost pattern that covers a path: of a concrete one such as `$.lines[2].sku`, or
    /// of a path expression that stands in the rules. Names of headers are compared without regard to case.
    ///
    /// ```
    /// use pact_runtime::harness::{Part, Sources};
    /// use pact_runtime::rule::Category;
    ///
    /// let mut sources = Sources::default();
    /// let here = std::panic::Location::caller();
    /// sources.add(Part::Response(0), Category::Body, "$.lines[*]".parse()?, here);
    ///
    /// let find = |path: &str| Ok::<_, pact_runtime::path::PathError>(
    ///     sources.find(Part::Response(0), Category::Body, &path.parse()?)
    /// );
    /// assert_eq!(find("$.lines[2].sku")?, Some(here));
    /// assert_eq!(find("$.total")?, None);
    /// # Ok::<(), pact_runtime::path::PathError>(())
    /// ```
    pub fn find(
        &self,
        part: Part,
        category: Category,
        path: &PathExpr,
    ) -> Option<&'static Location<'static>> {
        self.entries
            .iter()
            .filter(|source| source.part == part && source.category == category)
            .filter_map(|source| Some((closeness(category, &source.path, path)?, source.location)))
            .max_by_key(|(closeness, _)| *closeness)
            .map(|(_, location)| location)
    }

    /// Whether no pattern has been noted.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// How closely an expression covers a path: its length, then how many of its steps are exact; `None` if it
/// does not cover it.
fn closeness(category: Category, expression: &PathExpr, path: &PathExpr) -> Option<(usize, usize)> {
    let (expected, actual) = (expression.tokens(), path.tokens());
    if expected.len() > actual.len() {
        return None;
    }
    let mut exact = 0;
    for (expected, actual) in expected.iter().zip(actual) {
        match (expected, actual) {
            _ if expected == actual => exact += 1,
            (Token::Field(name), Token::Field(other))
                if category == Category::Header && name.eq_ignore_ascii_case(other) =>
            {
                exact += 1;
            }
            (Token::AnyField, _) | (Token::AnyIndex, Token::Index(_)) => {}
            _ => return None,
        }
    }
    Some((expected.len(), exact))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, found: Option<u32>) {
        let mut sources = Sources::default();
        let places = [
            ("$", Location::caller()),
            ("$.lines[*].sku", Location::caller()),
            ("$.lines[0].sku", Location::caller()),
            ("$.*.qty", Location::caller()),
        ];
        for (path, location) in places {
            sources.add(
                Part::Request,
                Category::Body,
                path.parse().unwrap(),
                location,
            );
        }
        let first = places[0].1.line();
        let place = sources.find(Part::Request, Category::Body, &path.parse().unwrap());
        assert_eq!(place.map(|place| place.line() - first), found, "{path}");
    }

    #[test]
    fn finds_the_innermost_pattern() {
        check("$.lines[3].sku", Some(1));
        check("$.lines[3].sku.deeper", Some(1));
        check("$.lines[0].sku", Some(2));
        check("$.lines[*].sku", Some(1));
        check("$.any.qty", Some(3));
        check("$.lines", Some(0));
    }

    #[test]
    fn finds_headers_whatever_their_case() {
        let mut sources = Sources::default();
        let path = PathExpr::from_tokens(vec![Token::field("Accept")]);
        sources.add(Part::Request, Category::Header, path, Location::caller());
        let other = PathExpr::from_tokens(vec![Token::field("accept")]);
        assert!(
            sources
                .find(Part::Request, Category::Header, &other)
                .is_some()
        );
        assert!(
            sources
                .find(Part::Response(0), Category::Header, &other)
                .is_none()
        );
    }
}
