//! Mismatches in the wording of the reference implementation.
//!
//! Clients in other languages and the official compatibility suite compare these texts literally, so
//! they are a contract: nothing here may be improved.

use super::{AppliedRule, Mismatch, MismatchKind, Reason, Shown, Side, shown::hexadecimal};
use crate::{
    json::Json,
    model::ContentType,
    path::Token,
    rule::{Rule, Value},
};

impl Mismatch {
    /// The description that the reference implementation gives. Of a mismatch in a body the path stands
    /// in front; [`message`](Self::message) is without it.
    pub fn description(&self) -> String {
        match self.kind {
            MismatchKind::Body => format!("{} -> {}", self.reference_path(), self.message()),
            _ => self.message(),
        }
    }

    /// The description that the reference implementation gives, without the path.
    pub fn message(&self) -> String {
        match self.kind {
            MismatchKind::Method | MismatchKind::Status if self.rule.is_none() => {
                format!(
                    "expected {} but was {}",
                    text(self.expected.as_ref()),
                    text(self.actual.as_ref())
                )
            }
            MismatchKind::Header => self.header_message(),
            MismatchKind::Query => self.parameter_message(&self.reason, "query parameter"),
            MismatchKind::Metadata => self.metadata_message(),
            MismatchKind::Method
            | MismatchKind::Path
            | MismatchKind::Status
            | MismatchKind::BodyType
            | MismatchKind::Body => self.value_message(),
        }
    }

    /// What is wrong with the value, without saying where.
    fn value_message(&self) -> String {
        let (expected, actual) = self.values();
        match &self.reason {
            Reason::Rule => self.rule_message(expected, actual),
            Reason::KeyRule => match &self.rule {
                Some(rule) => rule
                    .rule()
                    .message(None, Value::Text(&actual.text().unwrap_or_default())),
                None => Rule::Equality.message(expected, actual),
            },
            Reason::StepLimit => format!(
                "Gave up matching {}: the expression takes too many steps",
                self.rule
                    .as_ref()
                    .map_or_else(String::new, |rule| rule.rule().message(expected, actual))
            ),
            Reason::NotEqual => self.not_equal(expected, actual),
            Reason::Kind => format!("Type mismatch: {}", Rule::Type.message(expected, actual)),
            Reason::Missing => format!("Expected {} but was missing", text(self.expected.as_ref())),
            Reason::Unexpected => format!("Unexpected {} received", text(self.actual.as_ref())),
            Reason::Order => format!(
                "Expected the parameters in the order [{}] but received [{}]",
                unsorted_keys(self.expected.as_ref()),
                unsorted_keys(self.actual.as_ref())
            ),
            Reason::ContentType => format!(
                "Expected a body of '{}' but the actual content type was '{}'",
                text(self.expected.as_ref()),
                text(self.actual.as_ref())
            ),
            Reason::Unreadable {
                side,
                format,
                error,
            } => unreadable(*side, format, error),
            Reason::Parameters => self.parameters_message("body"),
            Reason::Field(reason) => self.parameter_message(reason, "form post parameter"),
            Reason::Part(difference) => difference.message(),
            Reason::Element(difference) => {
                difference.message(&text(self.expected.as_ref()), &text(self.actual.as_ref()))
            }
            Reason::TooManySteps => "Gave up comparing: it takes too many steps".to_owned(),
            Reason::More(1) => "There is one more mismatch".to_owned(),
            Reason::More(count) => format!("There are {count} more mismatches"),
            Reason::Other(text) => text.clone(),
            Reason::MissingKeys(_)
            | Reason::Keys { .. }
            | Reason::NotEmpty
            | Reason::Length { .. }
            | Reason::MissingItem { .. }
            | Reason::VariantNotFound { .. }
            | Reason::VariantWithoutExample { .. }
            | Reason::MissingBody { .. }
            | Reason::UnexpectedBody { .. }
            | Reason::Bytes { .. } => self.structure_message(),
        }
    }

    /// What is wrong with a list, an object, or a body as a whole.
    fn structure_message(&self) -> String {
        match &self.reason {
            Reason::MissingKeys(keys) => {
                let mut keys = keys.clone();
                keys.sort_unstable();
                format!(
                    "Actual map is missing the following keys: {}",
                    keys.join(", ")
                )
            }
            Reason::Keys { .. } => format!(
                "Expected a Map with keys [{}] but received one with keys [{}]",
                sorted_keys(self.expected.as_ref()),
                sorted_keys(self.actual.as_ref())
            ),
            Reason::NotEmpty => self.should_be_empty(),
            Reason::Length { expected, actual } => {
                format!("Expected a List with {expected} elements but received {actual} elements")
            }
            Reason::MissingItem { .. } => {
                let shown = match &self.expected {
                    Some(Shown::Json(Json::Null)) => String::new(),
                    other => text(other.as_ref()),
                };
                format!("Expected {shown} but was missing")
            }
            Reason::VariantNotFound { index, .. } => format!(
                "Variant at index {index} ({}) was not found in the actual list",
                variant(self.expected.as_ref())
            ),
            Reason::VariantWithoutExample { index, items } => format!(
                "ArrayContains: variant {index} is missing from the expected list, which has \
                 {items} items"
            ),
            Reason::MissingBody {
                length,
                content_type,
                empty,
            } => format!(
                "Expected body {} but was {}",
                present(*length, content_type.as_ref()),
                if *empty { "empty" } else { "missing" }
            ),
            Reason::UnexpectedBody {
                length,
                content_type,
            } => format!(
                "Expected empty body but received {}",
                present(*length, content_type.as_ref())
            ),
            Reason::Bytes {
                expected_type,
                actual_type,
                expected_length,
                actual_length,
            } => format!(
                "Actual body [{}, {actual_length} bytes, starting with {}] is not equal to the \
                 expected body [{}, {expected_length} bytes, starting with {}]",
                type_or_any(actual_type.as_ref()),
                start(self.actual.as_ref()),
                type_or_any(expected_type.as_ref()),
                start(self.expected.as_ref())
            ),
            _ => String::new(),
        }
    }

    fn rule_message(&self, expected: Option<Value<'_>>, actual: Value<'_>) -> String {
        let rule = self
            .rule
            .as_ref()
            .map_or(&Rule::Equality, AppliedRule::rule);
        let message = rule.message(expected, actual);
        match (self.kind, &self.actual) {
            (MismatchKind::Query | MismatchKind::Header, Some(Shown::Json(list))) => {
                // A list of texts has no quotes.
                message.replacen(&sorted_items(list), &unquoted(list), 1)
            }
            _ => message,
        }
    }

    fn not_equal(&self, expected: Option<Value<'_>>, actual: Value<'_>) -> String {
        match (self.kind, &self.expected, &self.actual) {
            (MismatchKind::Body, Some(Shown::Text(expected)), Some(Shown::Text(actual)))
                if self.path.is_root() =>
            {
                format!(
                    "Expected body '{expected}' to match '{actual}' using equality but did not match"
                )
            }
            _ => Rule::Equality.message(expected, actual),
        }
    }

    fn should_be_empty(&self) -> String {
        let kind = match self.actual.as_ref().map(Shown::value) {
            Some(Value::Json(Json::Object(_))) => "Map",
            _ => "List",
        };
        format!(
            "Expected an empty {kind} but received {}",
            text(self.actual.as_ref())
        )
    }

    fn header_message(&self) -> String {
        let name = self.name().unwrap_or_default();
        match &self.reason {
            Reason::Missing => format!("Expected a header '{name}' but was missing"),
            Reason::NotEmpty => format!(
                "Expected an empty header '{name}' but actual value was '{}'",
                text(self.actual.as_ref())
            ),
            Reason::MissingItem { index } => format!(
                "Mismatch with header '{name}': Expected value '{}' at index {index} but was missing",
                text(self.expected.as_ref())
            ),
            Reason::Parameters => {
                format!(
                    "Mismatch with header '{name}': {}",
                    self.parameters_message("header")
                )
            }
            _ => {
                let message = self.value_message();
                let index = self
                    .index()
                    .map(|index| format!(" for value at index {index}"));
                format!(
                    "Mismatch with header '{name}': {message}{}",
                    index.unwrap_or_default()
                )
            }
        }
    }

    fn parameters_message(&self, noun: &str) -> String {
        let name = self.name().unwrap_or_default();
        let index = self.index().map(|index| format!(" at index {index}"));
        format!(
            "Expected {noun} '{name}'{} to have value '{}' but was '{}'",
            index.unwrap_or_default(),
            text(self.expected.as_ref()),
            text(self.actual.as_ref())
        )
    }

    /// What is wrong with a query parameter or a field of a form.
    fn parameter_message(&self, reason: &Reason, noun: &str) -> String {
        let name = match self.path.tokens().first() {
            Some(Token::Field(name)) => name,
            _ => "",
        };
        match reason {
            Reason::Missing => format!("Expected {noun} '{name}' but was missing"),
            Reason::Unexpected => format!("Unexpected {noun} '{name}' received"),
            Reason::NotEmpty => format!(
                "Expected an empty parameter list for '{name}' but received {}",
                text(self.actual.as_ref())
            ),
            Reason::Length { expected, actual } => format!(
                "Expected {noun} '{name}' with {expected} value(s) but received {actual} value(s)"
            ),
            Reason::MissingItem { .. } => format!(
                "Expected {noun} '{name}' value '{}' but was missing",
                text(self.expected.as_ref())
            ),
            Reason::NotEqual => format!(
                "Expected {noun} '{name}' with value '{}' but was '{}'",
                text(self.expected.as_ref()),
                text(self.actual.as_ref())
            ),
            _ => self.value_message(),
        }
    }

    fn metadata_message(&self) -> String {
        let name = self.name().unwrap_or_default();
        let message = match &self.reason {
            Reason::Missing => {
                return format!("Expected message metadata '{name}' but was missing");
            }
            Reason::Parameters => self.parameters_message("metadata"),
            _ => self.value_message(),
        };
        let json = |shown: &Option<Shown>| match shown {
            Some(Shown::Json(json)) => json.to_string(),
            other => text(other.as_ref()),
        };
        format!(
            "Expected metadata key '{name}' to have value '{}' but was '{}' - {message}",
            json(&self.expected),
            json(&self.actual)
        )
    }
}

fn unreadable(side: Side, format: &str, error: &str) -> String {
    let side = match side {
        Side::Expected => "expected",
        Side::Actual => "actual",
    };
    let format = match format {
        "multipart" => " as a MIME multipart body",
        _ => "",
    };
    format!("Failed to parse the {side} body{format}: '{error}'")
}

/// A list as it is shown in a body: `["a", "b"]`.
fn sorted_items(list: &Json<'_>) -> String {
    let items = list.as_array().unwrap_or_default();
    let items: Vec<_> = items.iter().map(Json::to_string).collect();
    format!("[{}]", items.join(", "))
}

/// A list as it is shown elsewhere: `[a, b]`.
fn unquoted(list: &Json<'_>) -> String {
    let items = list.as_array().unwrap_or_default();
    let items: Vec<_> = items.iter().filter_map(Json::as_str).collect();
    format!("[{}]", items.join(", "))
}

fn text(shown: Option<&Shown>) -> String {
    shown.map(Shown::to_string).unwrap_or_default()
}

/// A body as the reference implementation shows it.
fn present(length: usize, content_type: Option<&ContentType>) -> String {
    match content_type {
        Some(content_type) => format!("Present({length} bytes, {content_type})"),
        None => format!("Present({length} bytes)"),
    }
}

fn type_or_any(content_type: Option<&ContentType>) -> String {
    content_type.map_or_else(|| "*/*".to_owned(), ContentType::to_string)
}

fn start(shown: Option<&Shown>) -> String {
    match shown {
        Some(Shown::Bytes { start, .. }) => hexadecimal(start),
        Some(Shown::Text(text)) => hexadecimal(text.as_bytes()),
        Some(Shown::Json(_)) | None => String::new(),
    }
}

fn keys(shown: Option<&Shown>) -> Vec<&str> {
    match shown.map(Shown::value) {
        Some(Value::Json(Json::Array(keys))) => keys.iter().filter_map(Json::as_str).collect(),
        _ => Vec::new(),
    }
}

fn unsorted_keys(shown: Option<&Shown>) -> String {
    keys(shown).join(", ")
}

fn sorted_keys(shown: Option<&Shown>) -> String {
    let mut keys = keys(shown);
    keys.sort_unstable();
    keys.join(", ")
}

fn variant(shown: Option<&Shown>) -> String {
    match shown {
        Some(Shown::Json(json)) => crate::rule::value::sorted(json),
        other => other.map(Shown::to_string).unwrap_or_default(),
    }
}
