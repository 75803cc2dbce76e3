//! Rules made ready to be checked often: expressions and formats compiled once.

use super::{
    Rule, StatusClass, boolean, content_type, date_time, decimal, equality, include, integer,
    not_empty, null, number, regex, same_type, semver, status_code,
    value::{Value, Verdict},
};
use crate::{
    datetime::{DateFormat, DateFormatError, DateKind},
    text_regex::{RegexError, TextRegex},
};

/// A rule that looks at one value, compiled.
#[derive(Debug)]
pub(crate) enum Check {
    Equality,
    Regex(TextRegex),
    /// `type`, with the least and the greatest length.
    Type(Option<usize>, Option<usize>),
    Include(Box<str>),
    Number,
    Integer,
    Decimal,
    Boolean,
    Null,
    DateTime(DateFormat),
    ContentType(Box<str>),
    StatusCode(StatusClass),
    NotEmpty,
    Semver,
    /// `values`: below it, values without a rule of their own are equal to the example.
    Values,
    /// A rule that nobody knows.
    Unknown,
}

/// Why a rule cannot be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CheckError {
    Regex(RegexError),
    DateFormat(DateFormatError),
}

impl Check {
    /// Compiles a rule; `None` for rules that look at the structure of a document.
    pub(crate) fn of(rule: &Rule) -> Result<Option<Self>, CheckError> {
        let date_time = |kind: DateKind, format: &Option<String>| {
            kind.format(format.as_deref())
                .map(Self::DateTime)
                .map_err(CheckError::DateFormat)
        };
        Ok(Some(match rule {
            Rule::Equality => Self::Equality,
            Rule::Regex(pattern) => {
                Self::Regex(TextRegex::new(pattern).map_err(CheckError::Regex)?)
            }
            Rule::Type => Self::Type(None, None),
            Rule::MinType(min) => Self::Type(Some(*min), None),
            Rule::MaxType(max) => Self::Type(None, Some(*max)),
            Rule::MinMaxType(min, max) => Self::Type(Some(*min), Some(*max)),
            Rule::Include(part) => Self::Include(part.as_str().into()),
            Rule::Number => Self::Number,
            Rule::Integer => Self::Integer,
            Rule::Decimal => Self::Decimal,
            Rule::Boolean => Self::Boolean,
            Rule::Null => Self::Null,
            Rule::Date(format) => date_time(DateKind::Date, format)?,
            Rule::Time(format) => date_time(DateKind::Time, format)?,
            Rule::DateTime(format) => date_time(DateKind::DateTime, format)?,
            Rule::ContentType(content_type) => Self::ContentType(content_type.as_str().into()),
            Rule::StatusCode(class) => Self::StatusCode(class.clone()),
            Rule::NotEmpty => Self::NotEmpty,
            Rule::Semver => Self::Semver,
            Rule::Plugin(..) => Self::Unknown,
            Rule::Values => Self::Values,
            Rule::EachKey(_) | Rule::EachValue(_) | Rule::ArrayContains(_) => return Ok(None),
        }))
    }

    /// Whether the rule holds for a value; the example is missing where a document has more than the
    /// example. Lengths are not looked at here: they count only where they are declared.
    pub(crate) fn holds(&self, expected: Option<Value<'_>>, actual: Value<'_>) -> Verdict {
        match self {
            Self::Equality | Self::Values => equality::check(expected, actual),
            Self::Regex(expression) => regex::check(expression, actual),
            Self::Type(..) => same_type::check(expected, actual),
            Self::Include(part) => include::check(part, actual),
            Self::Number => number::check(actual),
            Self::Integer => integer::check(actual),
            Self::Decimal => decimal::check(actual),
            Self::Boolean => boolean::check(actual),
            Self::Null => null::check(actual),
            Self::DateTime(format) => date_time::check(format, actual),
            Self::ContentType(content_type) => content_type::check(content_type, actual),
            Self::StatusCode(class) => status_code::check(class, actual),
            Self::NotEmpty => not_empty::check(actual),
            Self::Semver => semver::check(actual),
            Self::Unknown => Verdict::Fails,
        }
    }

    /// Whether a list or object of this length is as long as the rule demands.
    pub(crate) fn length_fits(&self, length: usize) -> bool {
        match self {
            Self::Type(min, max) => same_type::length_fits(*min, *max, length),
            _ => true,
        }
    }
}

impl std::fmt::Display for CheckError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Regex(error) => error.fmt(f),
            Self::DateFormat(error) => error.fmt(f),
        }
    }
}
