//! Bodies: which format they are of, and comparing them in it.
//!
//! A format is a file below this module. It reads the expected body once, when the interaction is
//! compiled, and compares a received body by walking both with the trie of the body's rules; what it
//! reads of a received body it keeps in [`ActualBody`], for the next comparison.

mod form;
mod format;
mod json;
#[cfg(feature = "multipart")]
mod multipart;
mod raw;
#[cfg(feature = "xml")]
mod xml;

use std::ops::ControlFlow;

use format::{Format, Whole};

use super::{
    CompileError, MatchOptions, Mismatch, MismatchKind, Reason, Shown, Sink,
    actual::ActualBody,
    explain::Trace,
    trie::RuleTrie,
    walk::{ExtraKeys, Flow, Walk},
};
use crate::{
    json::Json,
    model::{Body, ContentType},
    path::PathExpr,
    rule::{Category, MatchingRules},
};

/// An expected body with its rules, compiled.
#[derive(Debug)]
pub(crate) struct ExpectedBody {
    state: State,
    /// The type that the pact gives.
    declared: Option<ContentType>,
    rules: RuleTrie,
    options: MatchOptions,
    extra_keys: ExtraKeys,
}

#[derive(Debug)]
enum State {
    /// Anything will do.
    Missing,
    Empty,
    Null,
    Present(Whole),
}

/// What the comparison of one body needs beside the body itself.
pub(crate) struct Comparison<'w, T> {
    pub(crate) rules: &'w RuleTrie,
    pub(crate) options: MatchOptions,
    pub(crate) extra_keys: ExtraKeys,
    pub(crate) sink: &'w mut dyn Sink,
    pub(crate) trace: &'w mut T,
}

impl<'w, T: Trace> Comparison<'w, T> {
    /// The walk through the body.
    fn walk<'d>(self) -> Walk<'w, 'w, 'd, T> {
        Walk::new(
            self.rules,
            MismatchKind::Body,
            self.extra_keys,
            self.options,
            self.sink,
            self.trace,
        )
    }
}

impl ExpectedBody {
    /// Compiles the body and its rules.
    pub(crate) fn compile(
        body: &Body,
        declared: Option<ContentType>,
        rules: &MatchingRules,
        extra_keys: ExtraKeys,
        options: MatchOptions,
    ) -> Result<Self, CompileError> {
        if let (Some(declared), Body::Present(_)) = (&declared, body) {
            check_features(declared, rules)?;
        }
        let rules = if options.has_rules() {
            RuleTrie::compile(Category::Body, rules.of(Category::Body))?
        } else {
            RuleTrie::NONE
        };
        let state = match body {
            Body::Missing => State::Missing,
            Body::Empty => State::Empty,
            Body::Null => State::Null,
            Body::Present(content) => {
                State::Present(Whole::read(&content.content, declared.as_ref()))
            }
        };
        Ok(Self {
            state,
            declared,
            rules,
            options,
            extra_keys,
        })
    }

    /// Compares a body. `type_is_ruled` tells if a rule for the header `Content-Type` accepts the type
    /// that was received.
    pub(crate) fn compare<'d, T: Trace>(
        &'d self,
        actual: &'d ActualBody<'_>,
        type_is_ruled: bool,
        sink: &mut dyn Sink,
        trace: &mut T,
    ) -> Flow {
        match (&self.state, actual.content()) {
            (State::Missing, _) | (State::Empty | State::Null, None) => ControlFlow::Continue(()),
            (State::Null, Some(_)) if actual.json().is_ok_and(is_null) => ControlFlow::Continue(()),
            (State::Empty | State::Null, Some(bytes)) => sink.mismatch(&|| {
                let content_type = actual.declared().cloned();
                let length = bytes.len();
                Mismatch {
                    actual: Some(Shown::content(bytes)),
                    ..mismatch(Reason::UnexpectedBody {
                        length,
                        content_type,
                    })
                }
            }),
            (State::Present(expected), bytes) => {
                if bytes.is_some() && !type_is_ruled {
                    self.compare_types(expected, actual, sink)?;
                }
                let comparison = Comparison {
                    rules: &self.rules,
                    options: self.options,
                    extra_keys: self.extra_keys,
                    sink,
                    trace,
                };
                self.compare_content(expected, actual, comparison)
            }
        }
    }

    fn compare_content<'d, T: Trace>(
        &'d self,
        expected: &'d Whole,
        actual: &'d ActualBody<'_>,
        comparison: Comparison<'_, T>,
    ) -> Flow {
        if actual.content().is_none() && !expected.is_ruled_binary(&self.rules, actual) {
            return comparison.sink.mismatch(&|| {
                let content = expected.content();
                let length = content.len();
                Mismatch {
                    expected: Some(Shown::content(&content)),
                    ..mismatch(Reason::MissingBody {
                        length,
                        content_type: self.declared.clone(),
                        empty: !actual.is_missing(),
                    })
                }
            });
        }
        expected.compare(self.declared.as_ref(), actual, comparison)
    }

    /// Reports another type and ends the comparison of this body.
    fn compare_types(&self, content: &Whole, actual: &ActualBody<'_>, sink: &mut dyn Sink) -> Flow {
        let sniffed;
        let expected = match &self.declared {
            Some(declared) => declared,
            None => match content.sniffed() {
                Some(found) => {
                    sniffed = found;
                    &sniffed
                }
                None => return ControlFlow::Continue(()),
            },
        };
        let Some(found) = actual.content_type() else {
            return ControlFlow::Continue(());
        };
        let plain =
            self.declared.is_none() && expected.essence() == "text/plain" && found.is_text();
        if plain || types_agree(expected, found) {
            return ControlFlow::Continue(());
        }
        let _ = sink.mismatch(&|| Mismatch {
            kind: MismatchKind::BodyType,
            expected: Some(Shown::text(expected.to_string())),
            actual: Some(Shown::text(found.to_string())),
            ..mismatch(Reason::ContentType)
        });
        ControlFlow::Break(())
    }
}

/// Refuses rules inside content that cannot be looked into.
fn check_features(declared: &ContentType, rules: &MatchingRules) -> Result<(), CompileError> {
    let feature = match declared {
        xml if !cfg!(feature = "xml") && xml.is_xml() => "xml",
        parts if !cfg!(feature = "multipart") && parts.is_multipart() => "multipart",
        _ => return Ok(()),
    };
    let inside = rules
        .of(Category::Body)
        .iter()
        .find(|(path, list)| !path.is_root() && !list.rules.is_empty());
    match inside {
        Some((path, list)) => {
            let rule = list.rules[0].name();
            Err(CompileError::feature(path, rule, feature))
        }
        None => Ok(()),
    }
}

/// Whether content of the one type can be compared with content of the other. Parameters count only if
/// the expected type has some; the boundary of a multipart body never does.
fn types_agree(expected: &ContentType, actual: &ContentType) -> bool {
    let essence = (expected.main_type(), expected.sub_type());
    let suffixed = actual.suffix().map(|suffix| (actual.main_type(), suffix));
    let same = essence == (actual.main_type(), actual.sub_type())
        || Some(essence) == suffixed
        || (is_plain_xml(expected) && is_plain_xml(actual))
        || expected.main_type() == "*"
        || actual.main_type() == "*";
    let parameters = |of: &ContentType| {
        let mut parameters: Vec<_> = of
            .parameters()
            .filter(|(name, _)| *name != "boundary")
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        parameters.sort_unstable();
        parameters
    };
    let expected = parameters(expected);
    same && (expected.is_empty() || expected == parameters(actual))
}

fn is_plain_xml(content_type: &ContentType) -> bool {
    content_type.sub_type() == "xml" && matches!(content_type.main_type(), "application" | "text")
}

fn is_null(json: &Json<'_>) -> bool {
    matches!(json, Json::Null)
}

/// A mismatch of the body as a whole.
fn mismatch(reason: Reason) -> Mismatch {
    Mismatch {
        kind: MismatchKind::Body,
        path: PathExpr::root(),
        expected: None,
        actual: None,
        rule: None,
        reason,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(expected: &str, actual: &str, agree: bool) {
        let (one, other) = (
            ContentType::parse(expected).unwrap(),
            ContentType::parse(actual).unwrap(),
        );
        assert_eq!(types_agree(&one, &other), agree, "{expected} {actual}");
    }

    #[test]
    fn compares_content_types() {
        check("application/json", "application/json", true);
        check("application/json", "application/json;charset=utf-8", true);
        check(
            "application/json;charset=utf-8",
            "application/json;charset=UTF-8",
            true,
        );
        check("application/json;charset=utf-8", "application/json", false);
        check("application/json", "application/vnd.order+json", true);
        check("application/vnd.order+json", "application/json", false);
        check("application/json", "text/plain", false);
        check("text/xml", "application/xml", true);
        check(
            "multipart/mixed;boundary=a",
            "multipart/mixed;boundary=b",
            true,
        );
        check("text/plain", "*/*", true);
    }
}
