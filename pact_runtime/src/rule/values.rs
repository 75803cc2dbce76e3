//! `values`: only the values of an object count, not its keys; the first member is the example of the
//! members that the example does not have.
//!
//! The walk over the document follows this rule (`matching::walk`); here is how it speaks.

/// The names of the rule in pact files.
pub(super) const NAMES: &[&str] = &["values"];

/// What the rule demands.
pub(super) fn describe() -> String {
    "has values like those of the example, under any keys".to_owned()
}
