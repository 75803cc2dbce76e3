//! The attributes of a rule in a pact file, and what can be wrong with them.

use crate::{
    generator::GeneratorError,
    json::{Json, Object},
    path::PathError,
};

/// Why a JSON value is not a matching rule.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleError(Box<Kind>);

#[derive(Debug, Clone, PartialEq)]
enum Kind {
    Shape {
        expected: &'static str,
        found: String,
    },
    Attribute {
        rule: String,
        attribute: &'static str,
        expected: &'static str,
        found: String,
    },
    Path(PathError),
    Generator(GeneratorError),
}

impl RuleError {
    pub(super) fn shape(expected: &'static str, found: &Json<'_>) -> Self {
        Self(Box::new(Kind::Shape {
            expected,
            found: found.to_string(),
        }))
    }
}

impl From<PathError> for RuleError {
    fn from(error: PathError) -> Self {
        Self(Box::new(Kind::Path(error)))
    }
}

impl From<GeneratorError> for RuleError {
    fn from(error: GeneratorError) -> Self {
        Self(Box::new(Kind::Generator(error)))
    }
}

impl std::fmt::Display for RuleError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &*self.0 {
            Kind::Shape { expected, found } => {
                write!(f, "a matching rule needs {expected}, but this is `{found}`")
            }
            Kind::Attribute {
                rule,
                attribute,
                expected,
                found,
            } => write!(
                f,
                "matching rule `{rule}` needs {expected} as `{attribute}`, but found {found}"
            ),
            Kind::Path(_) => f.write_str("a path of a variant cannot be read"),
            Kind::Generator(_) => f.write_str("a generator inside a matching rule cannot be read"),
        }
    }
}

impl std::error::Error for RuleError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            Kind::Path(error) => Some(error),
            Kind::Generator(error) => Some(error),
            Kind::Shape { .. } | Kind::Attribute { .. } => None,
        }
    }
}

/// The attributes of one rule, with the rule's name for errors.
pub(super) struct Attributes<'a> {
    pub(super) rule: &'a str,
    pub(super) object: &'a Object<'a>,
}

impl<'a> Attributes<'a> {
    pub(super) fn get(&self, attribute: &str) -> Option<&'a Json<'a>> {
        self.object.get(attribute)
    }

    pub(super) fn contains(&self, attribute: &str) -> bool {
        self.object.contains_key(attribute)
    }

    pub(super) fn error(&self, attribute: &'static str, expected: &'static str) -> RuleError {
        let found = self
            .object
            .get(attribute)
            .map_or("nothing".to_owned(), |json| format!("`{json}`"));
        RuleError(Box::new(Kind::Attribute {
            rule: self.rule.to_owned(),
            attribute,
            expected,
            found,
        }))
    }

    /// A text; numbers and booleans are taken as they are written.
    pub(super) fn text(&self, attribute: &'static str) -> Result<String, RuleError> {
        match self.object.get(attribute) {
            Some(Json::String(text)) => Ok(text.clone().into_owned()),
            Some(scalar @ (Json::Number(_) | Json::Bool(_))) => Ok(scalar.to_string()),
            _ => Err(self.error(attribute, "a string")),
        }
    }

    /// A length; tools write it as a number, as a decimal without fraction, or as a string.
    pub(super) fn length(&self, attribute: &'static str) -> Result<Option<usize>, RuleError> {
        let text = match self.object.get(attribute) {
            None | Some(Json::Null) => return Ok(None),
            Some(Json::Number(number)) => number.as_str(),
            Some(Json::String(text)) => text,
            Some(_) => return Err(self.error(attribute, "a length")),
        };
        let whole = match text.split_once('.') {
            Some((whole, fraction)) if fraction.bytes().all(|digit| digit == b'0') => whole,
            _ => text,
        };
        whole
            .parse()
            .map(Some)
            .map_err(|_| self.error(attribute, "a length"))
    }
}
