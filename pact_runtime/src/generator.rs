//! Generators: how an example is replaced by a fresh value when it is used.
//!
//! Specification V3 and V4, "Generators".

#[cfg(feature = "generators")]
mod apply;
#[cfg(feature = "generators")]
mod clock;
#[cfg(feature = "generators")]
mod context;
#[cfg(feature = "generators")]
mod contradiction;
#[cfg(feature = "generators")]
mod error;
#[cfg(feature = "generators")]
mod expression;
#[cfg(feature = "generators")]
mod generate;
mod json;
#[cfg(feature = "generators")]
mod random;
#[cfg(feature = "generators")]
mod regex_text;
#[cfg(feature = "generators")]
mod state_value;

#[cfg(feature = "generators")]
pub use apply::GenerateFailure;
#[cfg(feature = "generators")]
pub use context::{GeneratorContext, Mode};
#[cfg(feature = "generators")]
pub use contradiction::{check_message, check_request, check_response};
#[cfg(feature = "generators")]
pub use error::GenerateError;
#[cfg(feature = "generators")]
pub use expression::{ExpressionError, MomentExpression};
pub use json::GeneratorError;

use crate::{json::OwnedObject, path::PathExpr, rule::Category};

/// One generator.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Generator {
    /// `RandomInt`: a whole number between the two, both included.
    RandomInt {
        /// The smallest number.
        min: i64,
        /// The largest number.
        max: i64,
    },
    /// `RandomDecimal`: a decimal of this many digits.
    RandomDecimal {
        /// How many digits.
        digits: usize,
    },
    /// `RandomHexadecimal`: this many hexadecimal digits.
    RandomHexadecimal {
        /// How many digits.
        digits: usize,
    },
    /// `RandomString`: this many letters and digits.
    RandomString {
        /// How many characters.
        size: usize,
    },
    /// `Regex`: a text that matches the expression.
    Regex {
        /// The expression.
        regex: String,
    },
    /// `Uuid`.
    Uuid {
        /// How it is written; `None` is lower case with hyphens.
        format: Option<UuidFormat>,
    },
    /// `Date`.
    Date(Moment),
    /// `Time`.
    Time(Moment),
    /// `DateTime`.
    DateTime(Moment),
    /// `RandomBoolean`.
    RandomBoolean,
    /// `ProviderState`: a value of the provider state, in provider mode.
    ProviderState {
        /// A key, or a template with `${key}`.
        expression: String,
        /// What the value becomes.
        data_type: Option<DataType>,
    },
    /// `MockServerURL`: a URL with its front part replaced by the mock server's, in consumer mode.
    MockServerUrl {
        /// The example.
        example: String,
        /// The expression whose first group is the path of the URL.
        regex: String,
    },
    /// A generator that a plugin supplies, or one that we do not know: its type and attributes.
    Plugin(String, OwnedObject),
}

/// Format and expression of `Date`, `Time` and `DateTime`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Moment {
    /// Format of Java's DateTimeFormatter; `None` is the ISO format.
    pub format: Option<String>,
    /// Expression relative to now, such as `+1 day`.
    pub expression: Option<String>,
}

/// How a UUID is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UuidFormat {
    /// `simple`: 32 digits.
    Simple,
    /// `lower-case-hyphenated`.
    LowerCaseHyphenated,
    /// `upper-case-hyphenated`.
    UpperCaseHyphenated,
    /// `URN`: `urn:uuid:` in front.
    Urn,
}

/// What a value of the provider state becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataType {
    /// `STRING`
    String,
    /// `INTEGER`
    Integer,
    /// `DECIMAL`
    Decimal,
    /// `FLOAT`
    Float,
    /// `RAW`: as it is.
    Raw,
    /// `BOOLEAN`
    Boolean,
}

/// All generators of a request, response or message: category, path and generator, in file order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Generators {
    entries: Vec<(Category, PathExpr, Generator)>,
}

impl Generators {
    /// Adds the generator at one path of one category.
    pub fn add(&mut self, category: Category, path: PathExpr, generator: Generator) {
        self.entries.push((category, path, generator));
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// All of them in file order.
    pub fn iter(&self) -> impl Iterator<Item = (Category, &PathExpr, &Generator)> {
        self.entries
            .iter()
            .map(|(category, path, generator)| (*category, path, generator))
    }

    /// The generators of one category in file order.
    pub fn of(&self, category: Category) -> impl Iterator<Item = (&PathExpr, &Generator)> {
        self.iter()
            .filter(move |(its, ..)| *its == category)
            .map(|(_, path, generator)| (path, generator))
    }
}
