//! Why a pact cannot be read.

use crate::{
    generator::GeneratorError,
    json::{Json, ParseError},
    path::{PathError, PathExpr, Token},
    rule::RuleError,
};

/// Why a text is not a pact that we can read: what was expected, what was found, and where.
#[derive(Debug)]
pub struct Error(Box<Place>);

#[derive(Debug)]
struct Place {
    kind: Kind,
    /// The steps to the value at fault, innermost first.
    steps: Vec<Token>,
}

#[derive(Debug)]
enum Kind {
    Syntax(ParseError),
    Newer(String),
    Version(String),
    Shape {
        expected: &'static str,
        found: String,
    },
    Category(String),
    Path(PathError),
    Rule(RuleError),
    Generator(GeneratorError),
}

/// How much of a value at fault an error shows.
const SHOWN_CHARACTERS: usize = 60;

impl Error {
    fn new(kind: Kind) -> Self {
        let steps = Vec::new();
        Self(Box::new(Place { kind, steps }))
    }

    pub(super) fn shape(expected: &'static str, found: &Json<'_>) -> Self {
        let found = shorten(&found.to_string());
        Self::new(Kind::Shape { expected, found })
    }

    pub(super) fn newer_version(version: &str) -> Self {
        Self::new(Kind::Newer(shorten(version)))
    }

    pub(super) fn unknown_version(version: &str) -> Self {
        Self::new(Kind::Version(shorten(version)))
    }

    pub(super) fn unknown_category(name: &str) -> Self {
        Self::new(Kind::Category(shorten(name)))
    }

    /// Adds the step that leads from the enclosing value to the one at fault.
    pub(super) fn within(mut self, step: Token) -> Self {
        self.0.steps.push(step);
        self
    }

    /// Whether the file is written in a version of the specification later than V4.
    pub fn is_newer_version(&self) -> bool {
        matches!(self.0.kind, Kind::Newer(_))
    }

    /// Whether the text is not even JSON.
    pub fn is_syntax(&self) -> bool {
        matches!(self.0.kind, Kind::Syntax(_))
    }

    /// Where in the document the value at fault stands, as in `$.interactions[0].request`; `None` if
    /// the text is not JSON.
    pub fn json_path(&self) -> Option<String> {
        let path = PathExpr::from_tokens(self.0.steps.iter().rev().cloned().collect());
        (!self.is_syntax()).then(|| path.to_string())
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let path = self.json_path().unwrap_or_default();
        match &self.0.kind {
            Kind::Syntax(_) => f.write_str("the pact is not JSON; repair or delete the file"),
            Kind::Newer(version) => write!(
                f,
                "the pact is written in version `{version}` of the specification, but this release \
                 reads versions 1 to 4; use a later release, or write the pact in version 4"
            ),
            Kind::Version(version) => write!(
                f,
                "`{version}` at `{path}` is no version of the specification; state one of `1.0.0`, \
                 `1.1.0`, `2.0.0`, `3.0.0` and `4.0`"
            ),
            Kind::Shape { expected, found } => {
                write!(f, "expected {expected} at `{path}`, but found `{found}`")
            }
            Kind::Category(name) => write!(
                f,
                "unknown category `{name}` at `{path}`; use one of `method`, `path`, `query`, \
                 `header`, `status`, `body` and `metadata`"
            ),
            Kind::Path(_) => write!(f, "the key at `{path}` is no path expression"),
            Kind::Rule(_) => write!(f, "the matching rules at `{path}` cannot be read"),
            Kind::Generator(_) => write!(f, "the generator at `{path}` cannot be read"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.kind {
            Kind::Syntax(error) => Some(error),
            Kind::Path(error) => Some(error),
            Kind::Rule(error) => Some(error),
            Kind::Generator(error) => Some(error),
            Kind::Newer(_) | Kind::Version(_) | Kind::Shape { .. } | Kind::Category(_) => None,
        }
    }
}

macro_rules! from_sources {
    ($($source:ty => $kind:ident),*) => {$(
        impl From<$source> for Error {
            fn from(error: $source) -> Self {
                Self::new(Kind::$kind(error))
            }
        }
    )*};
}

from_sources!(ParseError => Syntax, PathError => Path, RuleError => Rule, GeneratorError => Generator);

/// Adds steps to the errors of a result.
pub(super) trait Within {
    /// Adds the step to the member called `key`.
    fn within(self, key: &str) -> Self;
    /// Adds the step to the element at `index`.
    fn within_element(self, index: usize) -> Self;
}

impl<T> Within for Result<T, Error> {
    fn within(self, key: &str) -> Self {
        self.map_err(|error| error.within(Token::field(key)))
    }

    fn within_element(self, index: usize) -> Self {
        self.map_err(|error| error.within(Token::Index(index)))
    }
}

fn shorten(text: &str) -> String {
    match text.char_indices().nth(SHOWN_CHARACTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
