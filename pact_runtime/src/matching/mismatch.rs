//! Mismatches: differences between what is expected and what came, as data.

mod element;
mod message;
mod part;
mod report;
mod shown;

pub use element::ElementDifference;
pub use part::PartDifference;
pub(crate) use report::place;
pub use shown::Shown;

use std::sync::Arc;

use crate::{
    json::{Json, OwnedObject},
    model::ContentType,
    path::{PathExpr, Token},
    rule::{Category, Rule, Value},
};

/// One difference between what is expected and what came.
///
/// Two texts can be made of it: [`description`](Self::description) in the wording of the reference
/// implementation, which other clients compare literally, and the pair of
/// [`expectation`](Self::expectation) and [`finding`](Self::finding) for people.
#[derive(Debug, Clone, PartialEq)]
pub struct Mismatch {
    /// What differs.
    pub kind: MismatchKind,
    /// Where below its kind: `$.lines[0].sku` in a body; for query parameters, headers and metadata
    /// the name and, of several values, the position; else `$`.
    pub path: PathExpr,
    /// What was expected there; `None` if nothing was.
    pub expected: Option<Shown>,
    /// What stood there; `None` if nothing did.
    pub actual: Option<Shown>,
    /// The rule that does not hold, and where it came from; `None` where no rule applies.
    pub rule: Option<AppliedRule>,
    /// Why it is a mismatch.
    pub reason: Reason,
}

/// The kinds of mismatch, as the specification's tests name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MismatchKind {
    /// The method of a request.
    Method,
    /// The path of a request.
    Path,
    /// The status of a response.
    Status,
    /// A query parameter.
    Query,
    /// A header.
    Header,
    /// The content type of a body.
    BodyType,
    /// Something in a body.
    Body,
    /// Metadata of a message.
    Metadata,
}

/// A rule with the place in the rules of the interaction that it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct AppliedRule(Arc<Origin>);

#[derive(Debug, PartialEq)]
struct Origin {
    category: Category,
    path: PathExpr,
    rule: Rule,
}

/// Why something is a mismatch.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Reason {
    /// The rule does not hold for the value.
    Rule,
    /// The rule does not hold for the key of a member; the key is the actual value.
    KeyRule,
    /// The regular expression of the rule took too many steps on this value, so nobody knows.
    StepLimit,
    /// Without a rule, the value has to be equal to the example.
    NotEqual,
    /// The value is of another kind than the example.
    Kind,
    /// Expected keys are missing; other keys are allowed.
    MissingKeys(Vec<String>),
    /// The keys are not the expected ones. Expected and actual are the lists of keys.
    Keys {
        /// Expected keys that are missing.
        missing: Vec<String>,
        /// Keys that are not expected.
        unexpected: Vec<String>,
    },
    /// A list or an object should have been empty.
    NotEmpty,
    /// The list has another length than expected.
    Length {
        /// How many elements are expected.
        expected: usize,
        /// How many there are.
        actual: usize,
    },
    /// An element of a list, or one of several values, is missing.
    MissingItem {
        /// Its position.
        index: usize,
    },
    /// No element of the list matches a variant of `arrayContains`.
    VariantNotFound {
        /// Position of the variant's example in the expected list.
        index: usize,
        /// The element that came closest, and what is wrong with it.
        closest: Option<Box<Closest>>,
    },
    /// A variant of `arrayContains` names an element that the example does not have.
    VariantWithoutExample {
        /// The position that it names.
        index: usize,
        /// How many elements the example has.
        items: usize,
    },
    /// A header, query parameter or metadata value is missing.
    Missing,
    /// A query parameter is not expected.
    Unexpected,
    /// The query parameters stand in another order, where that counts (specification V1).
    Order,
    /// A body is expected and missing, or empty.
    MissingBody {
        /// How many bytes are expected.
        length: usize,
        /// Of which type.
        content_type: Option<ContentType>,
        /// Whether there was a body, an empty one.
        empty: bool,
    },
    /// No body is expected, but there was one.
    UnexpectedBody {
        /// How many bytes there were.
        length: usize,
        /// Of which type.
        content_type: Option<ContentType>,
    },
    /// Content without a structure that we know differs.
    Bytes {
        /// The expected type.
        expected_type: Option<ContentType>,
        /// The type that came.
        actual_type: Option<ContentType>,
        /// How many bytes are expected.
        expected_length: usize,
        /// How many there were.
        actual_length: usize,
    },
    /// A field of a form differs, like a query parameter.
    Field(Box<Reason>),
    /// A header or metadata value with parameters has another main value or lacks a parameter.
    Parameters,
    /// The content type of the body is another one.
    ContentType,
    /// The body, or the expected body, cannot be read in its content type.
    Unreadable {
        /// Whose body it is.
        side: Side,
        /// The content type as a word: `JSON`, `XML`, `form`, `multipart`.
        format: &'static str,
        /// What is wrong with it.
        error: String,
    },
    /// An element of an XML document differs as such.
    Element(ElementDifference),
    /// A part of a multipart body differs as such.
    Part(PartDifference),
    /// The comparison took too many steps and was given up.
    TooManySteps,
    /// So many more mismatches were found and not kept.
    More(usize),
    /// What the reader of a format says itself, in the wording of the reference implementation.
    Other(String),
}

/// Whose content cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The pact's.
    Expected,
    /// What came.
    Actual,
}

/// The element that came closest to a variant of `arrayContains`.
#[derive(Debug, Clone, PartialEq)]
pub struct Closest {
    /// Its position in the actual list.
    pub index: usize,
    /// What keeps it from matching.
    pub mismatches: Vec<Mismatch>,
}

impl AppliedRule {
    pub(crate) fn new(category: Category, path: PathExpr, rule: Rule) -> Self {
        Self(Arc::new(Origin {
            category,
            path,
            rule,
        }))
    }

    /// The rule.
    pub fn rule(&self) -> &Rule {
        &self.0.rule
    }

    /// The path expression under which the rule stands.
    pub fn path(&self) -> &PathExpr {
        &self.0.path
    }

    /// The category under which the rule stands.
    pub fn category(&self) -> Category {
        self.0.category
    }
}

impl MismatchKind {
    /// The name in the results of the reference implementation: `BodyMismatch`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Method => "MethodMismatch",
            Self::Path => "PathMismatch",
            Self::Status => "StatusMismatch",
            Self::Query => "QueryMismatch",
            Self::Header => "HeaderMismatch",
            Self::BodyType => "BodyTypeMismatch",
            Self::Body => "BodyMismatch",
            Self::Metadata => "MetadataMismatch",
        }
    }

    /// The category of the rules that apply there.
    pub fn category(self) -> Category {
        match self {
            Self::Method => Category::Method,
            Self::Path => Category::Path,
            Self::Status => Category::Status,
            Self::Query => Category::Query,
            Self::Header => Category::Header,
            Self::BodyType | Self::Body => Category::Body,
            Self::Metadata => Category::Metadata,
        }
    }
}

impl Mismatch {
    /// The kind of the mismatch.
    pub fn kind(&self) -> MismatchKind {
        self.kind
    }

    /// The name of the query parameter, header or metadata value; `None` for other kinds.
    pub fn name(&self) -> Option<&str> {
        match (self.kind, self.path.tokens().first()) {
            (
                MismatchKind::Query | MismatchKind::Header | MismatchKind::Metadata,
                Some(Token::Field(name)),
            ) => Some(name),
            _ => None,
        }
    }

    /// Of several values of a query parameter or a header, the position of the one that differs.
    pub fn index(&self) -> Option<usize> {
        match (self.kind, self.path.tokens()) {
            (MismatchKind::Query | MismatchKind::Header, [_, Token::Index(index)]) => Some(*index),
            _ => None,
        }
    }

    /// The path in a body as the reference implementation writes it: keys that are numbers look like
    /// positions.
    pub fn reference_path(&self) -> String {
        if matches!(
            self.reason,
            Reason::MissingBody { .. } | Reason::UnexpectedBody { .. }
        ) {
            return "/".to_owned();
        }
        let mut text = "$".to_owned();
        for token in self.path.tokens() {
            match token {
                Token::Field(name) if name.parse::<usize>().is_ok() => {
                    text.push('[');
                    text.push_str(name);
                    text.push(']');
                }
                other => text.push_str(&other.to_string()),
            }
        }
        text
    }

    /// The mismatch as the mock servers and verifiers of the reference implementation report it.
    pub fn to_json(&self) -> OwnedObject {
        let text = |shown: &Option<Shown>| match shown {
            Some(shown) => Json::from(shown.to_string()),
            None => Json::Null,
        };
        let mut json = OwnedObject::new();
        json.insert("type", self.kind.name());
        match self.kind {
            MismatchKind::Query => json.insert("parameter", self.name().unwrap_or("").to_owned()),
            MismatchKind::Header | MismatchKind::Metadata => {
                json.insert("key", self.name().unwrap_or("").to_owned())
            }
            MismatchKind::Body => json.insert("path", self.reference_path()),
            MismatchKind::Method
            | MismatchKind::Path
            | MismatchKind::Status
            | MismatchKind::BodyType => None,
        };
        json.insert("expected", text(&self.expected));
        json.insert("actual", text(&self.actual));
        json.insert("mismatch", self.message());
        json
    }

    fn values(&self) -> (Option<Value<'_>>, Value<'_>) {
        let actual = self
            .actual
            .as_ref()
            .map_or(Value::Json(&Json::Null), Shown::value);
        (self.expected.as_ref().map(Shown::value), actual)
    }
}

impl std::fmt::Display for Mismatch {
    /// The [`description`](Mismatch::description).
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.description())
    }
}
