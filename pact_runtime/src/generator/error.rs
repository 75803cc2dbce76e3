//! Why a generator gives no value.

use std::error::Error;
use std::fmt;

use super::ExpressionError;
use crate::datetime::DateFormatError;
use crate::text_regex::RegexError;

/// Why a generator gives no value: it contradicts itself, or the run does not hold what it needs.
///
/// [`Generator::check`](super::Generator::check) finds the first sort when an interaction is defined.
#[derive(Debug, Clone, PartialEq)]
pub struct GenerateError(Box<GenerateErrorKind>);

#[derive(Debug, Clone, PartialEq)]
pub(super) enum GenerateErrorKind {
    Range {
        min: i64,
        max: i64,
    },
    Size {
        generator: &'static str,
        size: usize,
        limit: usize,
    },
    RegexSyntax {
        regex: String,
        source: Box<regex_syntax::Error>,
    },
    Regex(RegexError),
    RegexUnreachable {
        regex: String,
    },
    RegexTooLong {
        regex: String,
        limit: usize,
    },
    Format(DateFormatError),
    Expression(ExpressionError),
    Calendar {
        expression: String,
    },
    OpenTemplate {
        expression: String,
    },
    MissingStateValue {
        key: String,
    },
    StateValueKind {
        expression: String,
        value: String,
        wanted: &'static str,
    },
    #[cfg(feature = "xml")]
    Xml(crate::xml::XmlError),
    NoMockServer,
    Contradiction {
        expectation: String,
        finding: String,
    },
    UrlWithoutPath {
        example: String,
        regex: String,
    },
    Plugin {
        name: String,
    },
    Status {
        value: String,
    },
    Body {
        content_type: String,
    },
    BodySyntax {
        content_type: String,
        source: crate::json::ParseError,
    },
}

impl GenerateError {
    pub(super) fn new(kind: GenerateErrorKind) -> Self {
        Self(Box::new(kind))
    }

    /// Whether the provider state has no value of this name; the example is used instead.
    #[must_use]
    pub fn is_missing_state_value(&self) -> bool {
        matches!(*self.0, GenerateErrorKind::MissingStateValue { .. })
    }

    /// Whether the generator belongs to a plugin.
    #[must_use]
    pub fn is_plugin(&self) -> bool {
        matches!(*self.0, GenerateErrorKind::Plugin { .. })
    }
}

impl fmt::Display for GenerateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            GenerateErrorKind::Format(error) => error.fmt(f),
            GenerateErrorKind::Expression(error) => error.fmt(f),
            GenerateErrorKind::Regex(error) => error.fmt(f),
            kind => f.write_str(&kind.message()),
        }
    }
}

impl GenerateErrorKind {
    fn message(&self) -> String {
        match self {
            Self::Range { min, max } => format!("min ({min}) must not exceed max ({max})"),
            Self::Size {
                generator,
                size,
                limit,
            } => {
                format!("`{generator}` must have a size of 1 to {limit}, not {size}")
            }
            Self::RegexSyntax { regex, .. } => format!(
                "no text can be generated from `{regex}`; use no look-around and no back-references"
            ),
            Self::RegexUnreachable { regex } => {
                format!("no text was found that matches `{regex}`; use a simpler expression")
            }
            Self::RegexTooLong { regex, limit } => format!(
                "texts that match `{regex}` must not be longer than {limit} characters; use smaller counts"
            ),
            Self::Format(_) | Self::Expression(_) | Self::Regex(_) => String::new(),
            Self::Calendar { expression } => {
                format!(
                    "`{expression}` must stay between the years -9999 and 9999; use smaller steps"
                )
            }
            other => other.message_of_run(),
        }
    }

    /// Messages about what the run or the interaction does not hold.
    fn message_of_run(&self) -> String {
        match self {
            Self::OpenTemplate { expression } => {
                format!("`${{` in `{expression}` must be closed; add `}}`")
            }
            Self::MissingStateValue { key } => {
                format!("the provider state has no value `{key}`; return it from the state handler")
            }
            Self::StateValueKind {
                expression,
                value,
                wanted,
            } => format!(
                "the provider state's value of `{expression}` must be {wanted}, but is `{value}`"
            ),
            Self::UrlWithoutPath { example, regex } => format!(
                "the first group of `{regex}` must match the path of `{example}`; write for example `.*(/path)$`"
            ),
            Self::Contradiction {
                expectation,
                finding,
            } => format!(
                "a generated value must satisfy its own rule, which {expectation}, but was {finding}; change one of them"
            ),
            #[cfg(feature = "xml")]
            Self::Xml(_) => "failed to read the body as XML".to_owned(),
            Self::Plugin { name } => {
                format!("generator `{name}` is not known; it needs the plugin that supplies it")
            }
            Self::Status { value } => {
                format!("a status must be a number of 100 to 599, but `{value}` was generated")
            }
            Self::Body { content_type } => format!(
                "generators must not stand in a body of type `{content_type}`; use JSON, a form, or text at `$`"
            ),
            Self::BodySyntax { content_type, .. } => {
                format!("failed to read the body as `{content_type}`")
            }
            _ => "`MockServerURL` needs a mock server; none is running".to_owned(),
        }
    }
}

impl Error for GenerateError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &*self.0 {
            GenerateErrorKind::RegexSyntax { source, .. } => Some(source),
            GenerateErrorKind::BodySyntax { source, .. } => Some(source),
            #[cfg(feature = "xml")]
            GenerateErrorKind::Xml(source) => Some(source),
            _ => None,
        }
    }
}

impl From<DateFormatError> for GenerateError {
    fn from(error: DateFormatError) -> Self {
        Self::new(GenerateErrorKind::Format(error))
    }
}

impl From<ExpressionError> for GenerateError {
    fn from(error: ExpressionError) -> Self {
        Self::new(GenerateErrorKind::Expression(error))
    }
}
