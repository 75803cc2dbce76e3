//! `eachKey`: every key of an object satisfies rules of its own; which keys there are does not matter.
//!
//! The walk over the document follows this rule (`matching::walk`); here is how it speaks.

use super::Definition;

/// The names of the rule in pact files.
pub(super) const NAMES: &[&str] = &["eachKey", "each-key"];

/// What the rule demands.
pub(super) fn describe(definition: &Definition) -> String {
    format!("has only keys of which each {}", definition.describe())
}

#[cfg(test)]
mod tests {
    use crate::rule::{Definition, Rule};

    #[test]
    fn speaks_of_its_rules() {
        let definition = Definition {
            rules: vec![Rule::Regex("[a-z]+".to_owned()), Rule::NotEmpty],
            ..Definition::default()
        };
        assert_eq!(
            Rule::EachKey(Box::new(definition)).describe(None),
            "has only keys of which each matches the expression `[a-z]+` and is not empty"
        );
    }
}
