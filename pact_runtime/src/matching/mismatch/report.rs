//! Mismatches for people: what was expected as a verb phrase, what came with a relative clause.

use super::{Mismatch, MismatchKind, Reason, Shown, Side};
use crate::{
    path::{PathExpr, Token},
    rule::Rule,
};

impl Mismatch {
    /// Where the mismatch is, for people: `body $.tags`, `query page`, `header accept`, `status`.
    pub fn place(&self) -> String {
        place(self.kind, &self.path)
    }

    /// What was expected, as a verb phrase: `has at least 2 items`.
    pub fn expectation(&self) -> String {
        self.expectation_of(&self.reason)
    }

    fn expectation_of(&self, reason: &Reason) -> String {
        let (expected, _) = self.values();
        match reason {
            Reason::Field(reason) => self.expectation_of(reason),
            Reason::Rule | Reason::StepLimit => match &self.rule {
                Some(rule) => rule.rule().describe(expected),
                None => Rule::Equality.describe(expected),
            },
            Reason::KeyRule => match &self.rule {
                Some(rule) => format!("has a key that {}", rule.rule().describe(None)),
                None => "has another key".to_owned(),
            },
            Reason::NotEqual | Reason::Parameters => Rule::Equality.describe(expected),
            Reason::Kind => Rule::Type.describe(expected),
            Reason::MissingKeys(keys) => format!("has {}", keys_named(keys)),
            Reason::Keys {
                missing,
                unexpected,
            } => match (missing.as_slice(), unexpected.as_slice()) {
                ([], _) => "has no other keys than those of the example".to_owned(),
                (missing, []) => format!("has {}", keys_named(missing)),
                (missing, _) => format!(
                    "has {}, and no other keys than the example",
                    keys_named(missing)
                ),
            },
            Reason::NotEmpty => "is empty".to_owned(),
            Reason::Length { expected, .. } => format!("has {}", items(*expected)),
            Reason::MissingItem { index } => {
                format!(
                    "has item {index}, which is {}",
                    people(self.expected.as_ref())
                )
            }
            Reason::VariantNotFound { index, .. } => {
                format!("contains an element that matches variant {index}")
            }
            Reason::VariantWithoutExample { index, .. } => {
                format!("the example has an element for variant {index}")
            }
            Reason::Missing => match &self.expected {
                Some(expected) => format!("is present, such as {}", expected.for_people()),
                None => "is present".to_owned(),
            },
            Reason::MissingBody { length, .. } => format!("is present, with {length} bytes"),
            Reason::Unexpected | Reason::UnexpectedBody { .. } => "is absent".to_owned(),
            Reason::Order => format!("has the order {}", people(self.expected.as_ref())),
            Reason::Bytes {
                expected_length, ..
            } => format!("equals the {expected_length} bytes of the example"),
            Reason::ContentType => format!("is {}", text(self.expected.as_ref())),
            Reason::Unreadable { format, .. } => format!("is {format}"),
            Reason::Part(difference) => difference.expectation(),
            Reason::Element(difference) => difference.expectation(&text(self.expected.as_ref())),
            Reason::TooManySteps => "can be compared in reasonable time".to_owned(),
            Reason::More(_) => "has no more mismatches than a report can hold".to_owned(),
            Reason::Other(text) => text.clone(),
        }
    }

    /// What came, with a relative clause where the value does not speak for itself:
    /// `["a"], which has 1 item`.
    pub fn finding(&self) -> String {
        let clause = self.clause(&self.reason);
        match (&self.actual, clause) {
            (None, None) => "nothing".to_owned(),
            (None, Some(clause)) => clause,
            (Some(actual), None) => actual.for_people(),
            (Some(actual), Some(clause)) => format!("{}, {clause}", actual.for_people()),
        }
    }

    fn clause(&self, reason: &Reason) -> Option<String> {
        let (expected, actual) = self.values();
        let present = self.actual.is_some();
        match reason {
            Reason::Field(reason) => self.clause(reason),
            Reason::Rule if present => self.rule.as_ref()?.rule().explain(expected, actual),
            Reason::NotEqual if present => Rule::Equality.explain(expected, actual),
            Reason::Kind if present => Rule::Type.explain(expected, actual),
            Reason::StepLimit => {
                Some("on which the expression takes too many steps to tell".to_owned())
            }
            Reason::MissingKeys(keys) => Some(format!("which lacks {}", quoted(keys))),
            Reason::Keys {
                missing,
                unexpected,
            } => {
                let lacks = (!missing.is_empty()).then(|| format!("lacks {}", quoted(missing)));
                let has =
                    (!unexpected.is_empty()).then(|| format!("also has {}", quoted(unexpected)));
                let parts: Vec<_> = lacks.into_iter().chain(has).collect();
                Some(format!("which {}", parts.join(" and ")))
            }
            Reason::Length { actual, .. } => Some(format!("which has {}", items(*actual))),
            Reason::VariantNotFound { closest, .. } => closest.as_ref().map(|closest| {
                let problems: Vec<_> = closest.mismatches.iter().map(Mismatch::one_line).collect();
                format!(
                    "of which item {} comes closest: {}",
                    closest.index,
                    problems.join("; ")
                )
            }),
            Reason::VariantWithoutExample { items, .. } => {
                Some(format!("where the example has {}", self::items(*items)))
            }
            Reason::Unreadable { side, error, .. } => Some(match side {
                Side::Expected => format!("where the pact's own body is not: {error}"),
                Side::Actual => format!("which is not: {error}"),
            }),
            Reason::Part(difference) => Some(difference.clause()),
            Reason::Element(difference) => difference.clause(),
            Reason::More(count) => Some(format!("{count} more")),
            _ => None,
        }
    }

    /// Place, expectation and finding in one line.
    pub fn one_line(&self) -> String {
        format!(
            "{} {} but is {}",
            self.place(),
            self.expectation(),
            self.finding()
        )
    }
}

/// A path below its kind, for people.
pub(crate) fn place(kind: MismatchKind, path: &PathExpr) -> String {
    let named = || {
        let mut tokens = path.tokens().iter();
        let name = match tokens.next() {
            Some(Token::Field(name)) => name.to_string(),
            other => other.map(Token::to_string).unwrap_or_default(),
        };
        tokens.fold(name, |text, token| text + &token.to_string())
    };
    match kind {
        MismatchKind::Method => "method".to_owned(),
        MismatchKind::Path => "path".to_owned(),
        MismatchKind::Status => "status".to_owned(),
        MismatchKind::Query => format!("query {}", named()),
        MismatchKind::Header => format!("header {}", named()),
        MismatchKind::Metadata => format!("metadata {}", named()),
        MismatchKind::BodyType => "body".to_owned(),
        MismatchKind::Body => format!("body {path}"),
    }
}

fn people(shown: Option<&Shown>) -> String {
    shown.map_or_else(|| "nothing".to_owned(), Shown::for_people)
}

fn text(shown: Option<&Shown>) -> String {
    shown.map_or_else(|| "unknown".to_owned(), Shown::to_string)
}

fn items(count: usize) -> String {
    crate::rule::value::items(count)
}

fn quoted(keys: &[String]) -> String {
    let keys: Vec<_> = keys.iter().map(|key| format!("`{key}`")).collect();
    keys.join(", ")
}

fn keys_named(keys: &[String]) -> String {
    match keys {
        [key] => format!("the key `{key}`"),
        keys => format!("the keys {}", quoted(keys)),
    }
}
