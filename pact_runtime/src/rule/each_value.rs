//! `eachValue`: every value of an object or a list satisfies rules of its own.
//!
//! The walk over the document follows this rule (`matching::walk`); here is how it speaks.

use super::Definition;

/// The names of the rule in pact files.
pub(super) const NAMES: &[&str] = &["eachValue", "each-value"];

/// What the rule demands.
pub(super) fn describe(definition: &Definition) -> String {
    format!("has only values of which each {}", definition.describe())
}

#[cfg(test)]
mod tests {
    use crate::rule::{Definition, Rule};

    #[test]
    fn speaks_of_its_rules() {
        let definition = Definition {
            rules: vec![Rule::Integer],
            ..Definition::default()
        };
        assert_eq!(
            Rule::EachValue(Box::new(definition)).describe(None),
            "has only values of which each is an integer"
        );
    }
}
