//! Rules that cannot be compiled.

use crate::{
    path::PathExpr,
    rule::{Category, check::CheckError},
};

/// Why the rules of an interaction cannot be compiled, and which one it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompileError(Box<Inner>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    category: Category,
    path: PathExpr,
    rule: String,
    problem: Problem,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Problem {
    Check(CheckError),
    /// Bodies of this kind can be read only with this feature of the crate.
    Feature(&'static str),
}

impl CompileError {
    pub(crate) fn new(category: Category, path: &PathExpr, rule: &str, error: CheckError) -> Self {
        Self(Box::new(Inner {
            category,
            path: path.clone(),
            rule: rule.to_owned(),
            problem: Problem::Check(error),
        }))
    }

    /// A rule inside a body that cannot be read without a feature of the crate.
    pub(crate) fn feature(path: &PathExpr, rule: &str, feature: &'static str) -> Self {
        Self(Box::new(Inner {
            category: Category::Body,
            path: path.clone(),
            rule: rule.to_owned(),
            problem: Problem::Feature(feature),
        }))
    }

    /// The category under which the rule stands.
    pub fn category(&self) -> Category {
        self.0.category
    }

    /// The path expression under which the rule stands.
    pub fn path(&self) -> &PathExpr {
        &self.0.path
    }
}

impl std::fmt::Display for CompileError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Inner {
            category,
            path,
            rule,
            problem,
        } = &*self.0;
        let category = category.name();
        match problem {
            Problem::Check(_) => {
                write!(
                    f,
                    "rule `{rule}` at `{path}` of `{category}` cannot be compiled"
                )
            }
            Problem::Feature(feature) => write!(
                f,
                "rule `{rule}` at `{path}` of `{category}` needs the feature `{feature}`; turn it on"
            ),
        }
    }
}

impl std::error::Error for CompileError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.problem {
            Problem::Check(CheckError::Regex(error)) => Some(error),
            Problem::Check(CheckError::DateFormat(error)) => Some(error),
            Problem::Feature(_) => None,
        }
    }
}
