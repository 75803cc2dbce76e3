//! Integration JSON: examples with rules and generators inside, as tools of other languages hand them
//! over (`IntegrationJson.md` of pact-reference).
//!
//! An object with `pact:matcher:type` is a matcher: `value` is the example, and the attributes of the
//! rule stand beside it. The type is the name of a rule, a list of rule objects that must all hold, or
//! a [definition expression](crate::definition). `pact:generator:type` adds a generator, with or
//! without a matcher. Unknown names become rules and generators of plugins.
//!
//! ```
//! use pact_runtime::integration::Pattern;
//! use pact_runtime::json::Json;
//!
//! let body = br#"{"id": {"pact:matcher:type": "integer", "value": 42}, "name": "Bob"}"#;
//! let pattern = Pattern::from_body(&Json::parse(body)?)?;
//! assert_eq!(pattern.example.to_string(), r#"{"id":42,"name":"Bob"}"#);
//! assert_eq!(pattern.rules[0].0.to_string(), "$.id");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Where the format leaves a choice
//! - The elements of a matcher's list share one path, `[*]`. Where several examples have different
//!   rules there, one of them must hold (`OR`), so that every example matches its own pattern; the
//!   same holds for the members of `values`, `eachKey` and `eachValue`, whose path is `.*`.
//! - Where there is no `value`, the plain members beside a list of rules or an expression are the
//!   example; else an expression's own example is.
//! - `matching($'name')` takes example and rules from the member called so; it does not stay in the
//!   example.
//! - `min` and `max` beside a `RandomInt` belong to the generator unless the example is a list or
//!   object.

mod build;
mod error;
mod expression;
mod matcher;
mod text;

pub use error::IntegrationError;
pub use text::TextPattern;

use crate::generator::Generator;
use crate::json::{Json, OwnedJson};
use crate::path::PathExpr;
use crate::rule::CategoryRules;

/// An example with the rules and generators that were inside it, in the order of the document.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    /// The example.
    pub example: OwnedJson,
    /// The rules with their paths.
    pub rules: CategoryRules,
    /// The generators with their paths.
    pub generators: Vec<(PathExpr, Generator)>,
}

impl Pattern {
    /// Takes a body apart.
    ///
    /// # Errors
    /// With the path of the matcher at fault.
    ///
    /// # Limits
    /// What references repeat may have 100,000 nodes together. Matchers may stand 48 deep in one another.
    pub fn from_body(body: &Json<'_>) -> Result<Self, IntegrationError> {
        build::pattern(body)
    }
}

#[cfg(test)]
mod tests;
