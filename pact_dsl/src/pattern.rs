//! Patterns: an example together with the rules that say which other values are as good.

mod check;
mod combine;
pub(crate) mod compile;
mod foreign;
mod generate;
mod into;
mod number;
mod text;

use std::{borrow::Cow, panic::Location};

use pact_runtime::{
    generator::Generator,
    json::OwnedJson,
    rule::{Rule, RuleList},
};

pub(crate) use foreign::from_serialize;
pub use {
    foreign::json,
    into::IntoPattern,
    number::{AnyNumber, DecimalNumber, WholeNumber},
    text::IntoText,
};

/// An example value and the rules that say which other values are as good.
///
/// Every [matcher](crate::matchers) makes one, and every plain value is one: a plain value matches
/// nothing but itself. Patterns nest like JSON, and the same pattern may be used in any number of
/// tests, since making one is an ordinary function call:
///
/// ```
/// use pact_dsl::prelude::*;
///
/// fn money(amount: f64) -> Pattern {
///     json_pattern!({ "amount": decimal(amount), "currency": regex("^[A-Z]{3}$", "EUR") })
/// }
///
/// let order = json_pattern!({ "id": integer(42), "total": money(10.5) });
/// # let _ = order;
/// ```
///
/// A definition that cannot be right, such as `min` above `max`, does not panic here: the pattern
/// carries the problem along, and the test fails with the place of the matcher.
#[derive(Debug, Clone)]
#[must_use = "a pattern says something only as part of a request, a response or a message"]
pub struct Pattern(Box<Node>);

/// What a pattern is made of.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    /// Where in the source it was made.
    pub(crate) location: &'static Location<'static>,
    pub(crate) shape: Shape,
    pub(crate) rules: RuleList,
    pub(crate) generator: Option<Generator>,
    /// What is wrong with it.
    pub(crate) problems: Vec<String>,
}

/// The example of a pattern and the patterns inside it.
#[derive(Debug, Clone)]
pub(crate) enum Shape {
    /// An example without patterns inside.
    Plain(OwnedJson),
    /// An object; each member is a pattern of its own.
    Object(Vec<(Cow<'static, str>, Pattern)>),
    /// An array; each element is a pattern of its own.
    Array(Vec<Pattern>),
    /// An array of this many examples of one pattern.
    Repeated(Pattern, usize),
    /// An object whose one member stands for members of any name.
    AnyMember(Cow<'static, str>, Pattern),
    /// An array in which each of these patterns is found somewhere.
    Variants(Vec<Pattern>),
}

impl Pattern {
    /// A pattern that matches just this example.
    pub(crate) fn plain(location: &'static Location<'static>, example: OwnedJson) -> Self {
        Self::of_shape(location, Shape::Plain(example))
    }

    /// A pattern of this shape without rules of its own.
    pub(crate) fn of_shape(location: &'static Location<'static>, shape: Shape) -> Self {
        Self(Box::new(Node {
            location,
            shape,
            rules: RuleList::default(),
            generator: None,
            problems: Vec::new(),
        }))
    }

    /// A pattern of an example and one rule.
    pub(crate) fn of_rule(
        location: &'static Location<'static>,
        example: OwnedJson,
        rule: Rule,
    ) -> Self {
        Self::plain(location, example).with_rule(rule)
    }

    /// The same pattern with one rule more.
    pub(crate) fn with_rule(mut self, rule: Rule) -> Self {
        self.0.rules.rules.push(rule);
        self
    }

    /// The same pattern with something that is wrong with it.
    pub(crate) fn with_problem(mut self, problem: impl Into<String>) -> Self {
        self.0.problems.push(problem.into());
        self
    }

    pub(crate) fn node(&self) -> &Node {
        &self.0
    }

    pub(crate) fn node_mut(&mut self) -> &mut Node {
        &mut self.0
    }

    pub(crate) fn into_node(self) -> Node {
        *self.0
    }
}
