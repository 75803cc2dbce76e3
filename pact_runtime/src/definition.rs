//! Matching rule definition expressions: `atLeast(1), eachValue(matching(regex, '\d+', '17'))`.
//!
//! The small language in which plugins and the foreign function interface write rules
//! (`matching-rule-definition-expressions.md` of pact-plugins).
//!
//! ```text
//! definition := term (',' term)*
//! term   := matching '(' rule ')' | notEmpty '(' value ')' | atLeast '(' N ')' | atMost '(' N ')'
//!         | eachKey '(' definition ')' | eachValue '(' definition ')'
//!         | arrayContains '(' term (',' term)* ')'
//! rule   := (equalTo | type) ',' value
//!         | number ',' number | integer ',' integer | decimal ',' decimal | boolean ',' boolean
//!         | (datetime | date | time) ',' format ',' text | regex ',' regex ',' text
//!         | include ',' text | semver ',' text | contentType ',' type ',' text
//!         | NAME [',' configuration] ',' value            a plugin's rule
//!         | '$' text                                      a reference
//! value  := text | number | true | false | null
//! ```
//! Wherever a value, number, boolean or text is the example, `fromProviderState('expression', value)`
//! may stand. All terms hold together; the first example and the first generator count.
//!
//! # Where the grammar leaves a choice
//! - Escapes mean the same in every text: `\'`, `\\`, `\b`, `\f`, `\n`, `\r`, `\t`, `\uXXXX`,
//!   `\u{X…}`; a backslash before anything else stands for itself. In the expression of `regex` only
//!   `\'` and `\\` are escapes, the others are left to the regular expression: `\b` is a word
//!   boundary.
//! - `null` is the JSON null, not an empty text.
//! - `decimal` takes numbers with a fraction only, as its rule does, also from the provider state.
//! - `eachKey` and `eachValue` take several terms. All rules of an `arrayContains` term count.
//! - An example must satisfy its own regular expression or date format.

mod error;
mod parse;
mod token;

pub use error::DefinitionError;

use crate::generator::Generator;
use crate::json::{Json, OwnedJson};
use crate::path::PathExpr;
use crate::rule::{Combine, Definition, Rule, RuleList, Variant};

/// A parsed expression.
///
/// ```
/// use pact_runtime::definition::DefinitionExpression;
/// use pact_runtime::rule::Rule;
///
/// let definition = DefinitionExpression::parse(r"matching(regex, '\d+', '17')")?;
/// assert_eq!(definition.rules(), Some(vec![Rule::Regex(r"\d+".to_owned())]));
/// assert_eq!(definition.value.unwrap().to_string(), r#""17""#);
/// # Ok::<(), pact_runtime::definition::DefinitionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DefinitionExpression {
    /// The first example of its terms.
    pub value: Option<OwnedJson>,
    /// The terms, all of which must hold.
    pub terms: Vec<Term>,
    /// The first generator of its terms.
    pub generator: Option<Generator>,
}

/// One term of an expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Term {
    /// A rule.
    Rule(Rule),
    /// `matching($'name')`: the rules of the structure that is called so in the data around the
    /// expression.
    Reference(String),
    /// `eachKey(..)`
    EachKey(Box<DefinitionExpression>),
    /// `eachValue(..)`
    EachValue(Box<DefinitionExpression>),
    /// `arrayContains(..)`, a definition for each variant.
    ArrayContains(Vec<DefinitionExpression>),
}

impl DefinitionExpression {
    /// Parses an expression. The configuration of a plugin's rule is kept under `value`.
    ///
    /// # Errors
    /// With the bytes at fault and what should stand there.
    ///
    /// # Limits
    /// At most 64 KiB of text, and terms nested at most 32 deep.
    pub fn parse(text: &str) -> Result<Self, DefinitionError> {
        Self::parse_with(text, |_| None)
    }

    /// Parses an expression; `config_key` tells under which key the configuration of a plugin's rule
    /// is kept, `value` if it knows none.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    pub fn parse_with(
        text: &str,
        config_key: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, DefinitionError> {
        parse::definition(text, &config_key)
    }

    /// Whether a text is meant as an expression: it begins with one of the seven words and a bracket.
    ///
    /// ```
    /// use pact_runtime::definition::DefinitionExpression;
    ///
    /// assert!(DefinitionExpression::is_one(" notEmpty('a')"));
    /// assert!(!DefinitionExpression::is_one("matching socks"));
    /// ```
    #[must_use]
    pub fn is_one(text: &str) -> bool {
        parse::TERMS.iter().any(|word| {
            let rest = text.trim_start().strip_prefix(word);
            rest.is_some_and(|rest| rest.trim_start().starts_with('('))
        })
    }

    /// The rules, or `None` if there is a reference among or inside them.
    #[must_use]
    pub fn rules(&self) -> Option<Vec<Rule>> {
        self.terms.iter().map(Term::rule).collect()
    }

    /// The names of all references, outermost first.
    #[must_use]
    pub fn references(&self) -> Vec<&str> {
        self.terms.iter().flat_map(Term::references).collect()
    }

    /// The definition that `eachKey` and `eachValue` store.
    fn stored(&self) -> Option<Definition> {
        Some(Definition {
            value: self.value.as_ref().map(|value| match value {
                Json::String(text) => text.clone().into_owned(),
                other => other.to_string(),
            }),
            rules: self.rules()?,
            generator: self.generator.clone(),
        })
    }

    fn variant(&self, index: usize) -> Option<Variant> {
        let list = RuleList {
            combine: Combine::And,
            rules: self.rules()?,
        };
        let generator = self
            .generator
            .clone()
            .map(|generator| (PathExpr::root(), generator));
        Some(Variant {
            index,
            rules: vec![(PathExpr::root(), list)],
            generators: generator.into_iter().collect(),
        })
    }
}

impl Term {
    /// The rule, or `None` if it is or holds a reference.
    #[must_use]
    pub fn rule(&self) -> Option<Rule> {
        match self {
            Self::Rule(rule) => Some(rule.clone()),
            Self::Reference(_) => None,
            Self::EachKey(inner) => Some(Rule::EachKey(Box::new(inner.stored()?))),
            Self::EachValue(inner) => Some(Rule::EachValue(Box::new(inner.stored()?))),
            Self::ArrayContains(variants) => {
                let variants = variants.iter().enumerate();
                let variants = variants.map(|(index, variant)| variant.variant(index));
                Some(Rule::ArrayContains(variants.collect::<Option<_>>()?))
            }
        }
    }

    /// The names of all references in the term, outermost first.
    #[must_use]
    pub fn references(&self) -> Vec<&str> {
        match self {
            Self::Rule(_) => Vec::new(),
            Self::Reference(name) => vec![name],
            Self::EachKey(inner) | Self::EachValue(inner) => inner.references(),
            Self::ArrayContains(variants) => variants
                .iter()
                .flat_map(DefinitionExpression::references)
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests;
