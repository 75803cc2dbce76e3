//! What is wrong with integration JSON.

use std::error::Error;
use std::fmt;

use super::build::MAX_MATCHER_DEPTH;
use crate::definition::DefinitionError;
use crate::generator::GeneratorError;
use crate::path::PathExpr;
use crate::rule::RuleError;

/// Why integration JSON cannot be read, and at which matcher.
#[derive(Debug, Clone, PartialEq)]
pub struct IntegrationError {
    inner: Box<Fault>,
}

#[derive(Debug, Clone, PartialEq)]
struct Fault {
    path: PathExpr,
    kind: FaultKind,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum FaultKind {
    Rule(RuleError),
    Generator(GeneratorError),
    Definition(DefinitionError),
    MatcherType,
    GeneratorType,
    MissingBound {
        rule: String,
        attribute: &'static str,
    },
    Variants,
    Rules,
    UnknownReference {
        name: String,
    },
    InnerReference {
        name: String,
    },
    NoExample,
    TooDeep,
    Conflict,
    TooLarge {
        limit: usize,
    },
}

impl IntegrationError {
    pub(super) fn new(path: &PathExpr, kind: FaultKind) -> Self {
        Self {
            inner: Box::new(Fault {
                path: path.clone(),
                kind,
            }),
        }
    }

    /// The path of the matcher at fault, as its rules would have it.
    #[must_use]
    pub fn path(&self) -> &PathExpr {
        &self.inner.path
    }
}

impl fmt::Display for IntegrationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fault { path, kind } = self.inner.as_ref();
        write!(f, "matcher at {path}: ")?;
        match kind {
            FaultKind::Rule(error) => error.fmt(f),
            FaultKind::Generator(error) => error.fmt(f),
            FaultKind::Definition(error) => error.fmt(f),
            FaultKind::MatcherType => f.write_str(
                "`pact:matcher:type` must be a name, an expression, or a list of objects with `pact:matcher:type`",
            ),
            FaultKind::GeneratorType => f.write_str("`pact:generator:type` must be a name"),
            FaultKind::MissingBound { rule, attribute } => {
                write!(f, "matching rule `{rule}` needs a length as `{attribute}`, but found nothing")
            }
            FaultKind::Variants => f.write_str("`arrayContains` needs a list of patterns as `variants`"),
            FaultKind::Rules => f.write_str("`rules` must be a list of objects with `pact:matcher:type`"),
            FaultKind::UnknownReference { name } => {
                write!(f, "`$'{name}'` refers to nothing; add a member `{name}` beside the expression")
            }
            FaultKind::InnerReference { name } => write!(
                f,
                "`$'{name}'` must not stand in a list of rules; put the expression in `pact:matcher:type` itself"
            ),
            FaultKind::NoExample => f.write_str("no example can be made of the expression; add `value`"),
            FaultKind::TooDeep => write!(
                f,
                "matchers must not stand deeper than {MAX_MATCHER_DEPTH} in one another; use fewer"
            ),
            FaultKind::Conflict => f.write_str(
                "several examples must not have different lists of rules at one path; use `arrayContains`",
            ),
            FaultKind::TooLarge { limit } => {
                write!(f, "references must not repeat more than {limit} nodes; use fewer")
            }
        }
    }
}

impl Error for IntegrationError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.inner.kind {
            FaultKind::Rule(error) => error.source(),
            _ => None,
        }
    }
}
