//! Changing a pattern: another example, more rules, a generator.

use pact_runtime::rule::Combine;

use super::{IntoPattern, Pattern, Shape};

impl Pattern {
    /// The same pattern with another example.
    ///
    /// ```
    /// use pact_dsl::prelude::*;
    ///
    /// let state = include("open").example("the order is open");
    /// # let _ = state;
    /// ```
    #[track_caller]
    pub fn example(mut self, example: impl IntoPattern) -> Self {
        let example = example.into_pattern().into_node();
        let node = self.node_mut();
        node.problems.extend(example.problems);
        if example.rules.rules.is_empty() && matches!(node.shape, Shape::Plain(_)) {
            node.shape = example.shape;
        } else {
            node.problems
                .push("`example` replaces one plain value by another".to_owned());
        }
        self
    }

    /// The same pattern with the rules of another one beside its own: both must hold.
    ///
    /// The example stays; the other pattern's example is not used.
    #[track_caller]
    pub fn and(self, other: impl IntoPattern) -> Self {
        self.combined(other.into_pattern(), Combine::And)
    }

    /// The same pattern with the rules of another one beside its own: one of them must hold.
    ///
    /// The example stays; the other pattern's example is not used.
    ///
    /// ```
    /// use pact_dsl::prelude::*;
    ///
    /// let shipped_at = iso_date("2026-11-20").or(null());
    /// # let _ = shipped_at;
    /// ```
    #[track_caller]
    pub fn or(self, other: impl IntoPattern) -> Self {
        self.combined(other.into_pattern(), Combine::Or)
    }

    pub(crate) fn combined(mut self, other: Pattern, combine: Combine) -> Self {
        let other = other.into_node();
        let node = self.node_mut();
        node.problems.extend(other.problems);
        let (word, opposite) = match combine {
            Combine::And => ("and", Combine::Or),
            Combine::Or => ("or", Combine::And),
        };
        let mixes = |rules: &pact_runtime::rule::RuleList| {
            rules.rules.len() > 1 && rules.combine == opposite
        };
        if node.rules.rules.is_empty() || other.rules.rules.is_empty() {
            node.problems.push(format!(
                "`{word}` joins two matchers; write `equal(value)` for a plain value"
            ));
        } else if mixes(&node.rules) || mixes(&other.rules) {
            node.problems.push(
                "`and` and `or` cannot be mixed at one place; the pact file joins all rules of a \
                 place in one way"
                    .to_owned(),
            );
        } else if !matches!(other.shape, Shape::Plain(_)) {
            node.problems.push(format!(
                "a pattern with others inside cannot stand behind `{word}`; put it first"
            ));
        }
        node.rules.combine = combine;
        node.rules.rules.extend(other.rules.rules);
        self
    }
}
