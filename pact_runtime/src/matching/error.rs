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
    error: CheckError,
}

impl CompileError {
    pub(crate) fn new(category: Category, path: &PathExpr, rule: &str, error: CheckError) -> Self {
        Self(Box::new(Inner {
            category,
            path: path.clone(),
            rule: rule.to_owned(),
            error,
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
            ..
        } = &*self.0;
        write!(
            f,
            "rule `{rule}` at `{path}` of `{}` cannot be compiled",
            category.name()
        )
    }
}

impl std::error::Error for CompileError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.error {
            CheckError::Regex(error) => Some(error),
            CheckError::DateFormat(error) => Some(error),
        }
    }
}
