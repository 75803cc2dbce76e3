//! The formats in which content is compared.

use super::{Comparison, form::Form, json, raw::Raw};
use crate::{
    content_detection,
    json::{Json, OwnedJson},
    matching::{
        Mismatch, Reason, Shown, Side,
        actual::ActualBody,
        explain::Trace,
        trie::RuleTrie,
        walk::{At, Flow, Walk},
    },
    model::{Content, ContentType},
};

/// A whole body.
#[derive(Debug)]
pub(super) enum Whole {
    /// In one format.
    Single(Format),
    Form(Form),
    /// In parts, each in a format of its own.
    #[cfg(feature = "multipart")]
    Parts(super::multipart::Parts),
}

/// Content in the format in which it is compared.
#[derive(Debug)]
pub(super) enum Format {
    Json(OwnedJson),
    Raw(Raw),
    #[cfg(feature = "xml")]
    Xml(crate::xml::Document<'static>),
    /// The pact's own body is not of its type.
    Unreadable {
        format: &'static str,
        error: String,
        content: Vec<u8>,
    },
}

impl Whole {
    /// Reads a body of the pact.
    pub(super) fn read(content: &Content, declared: Option<&ContentType>) -> Self {
        #[cfg(feature = "multipart")]
        if let Some(declared) = declared.filter(|its| its.is_multipart()) {
            return super::multipart::read(text_or_bytes(content), declared);
        }
        let format = Format::read(content, declared);
        match declared {
            Some(declared) if declared.is_form() => Form::read(format.content()),
            _ => Self::Single(format),
        }
    }

    /// Compares a body that was received.
    pub(super) fn compare<'d, T: Trace>(
        &'d self,
        declared: Option<&'d ContentType>,
        actual: &'d ActualBody<'_>,
        comparison: Comparison<'_, T>,
    ) -> Flow {
        match self {
            Self::Single(format) => {
                let mut walk = comparison.walk();
                let at = walk.root();
                format.compare(declared, actual, &mut walk, &at)
            }
            Self::Form(form) => form.compare(actual, comparison),
            #[cfg(feature = "multipart")]
            Self::Parts(parts) => parts.compare(actual, comparison),
        }
    }

    /// The bytes of the body.
    pub(super) fn content(&self) -> Vec<u8> {
        match self {
            Self::Single(format) => format.content(),
            Self::Form(form) => form.content().to_vec(),
            #[cfg(feature = "multipart")]
            Self::Parts(parts) => parts.content().to_vec(),
        }
    }

    /// The type that the body itself tells.
    pub(super) fn sniffed(&self) -> Option<ContentType> {
        if let Self::Single(Format::Json(_)) = self {
            return Some(ContentType::json());
        }
        content_detection::content_type(&self.content())
    }

    /// Whether this is binary content with rules of its own, which have the word on an empty body too.
    pub(super) fn is_ruled_binary(&self, rules: &RuleTrie, actual: &ActualBody<'_>) -> bool {
        matches!(self, Self::Single(Format::Raw(raw)) if raw.is_binary())
            && !rules.is_empty()
            && !actual.is_missing()
    }
}

impl Format {
    /// Reads content of the pact.
    pub(super) fn read(content: &Content, declared: Option<&ContentType>) -> Self {
        let bytes = || match content {
            Content::Json(json) => json.to_string().into_bytes(),
            Content::Text(text) => text.clone().into_bytes(),
            Content::Binary(bytes) => bytes.clone(),
        };
        let sniffed;
        let content_type = match (declared, content) {
            (Some(declared), _) => Some(declared),
            (None, Content::Json(json)) => return Self::Json(json.clone()),
            (None, _) => {
                sniffed = content_detection::content_type(&bytes());
                sniffed.as_ref()
            }
        };
        match content_type {
            Some(json) if json.is_json() => match content {
                Content::Json(json) => Self::Json(json.clone()),
                // A GraphQL request is JSON in practice, and a query by its name.
                _ if json.sub_type() == "graphql" && Json::parse(&bytes()).is_err() => {
                    Self::Raw(Raw::new(bytes(), Some(json)))
                }
                _ => json::read(bytes()),
            },
            #[cfg(feature = "xml")]
            Some(xml) if xml.is_xml() => super::xml::read(text_or_bytes(content)),
            other => Self::Raw(Raw::new(text_or_bytes(content), other)),
        }
    }

    /// Compares content that was received; the walk stands where the content begins.
    pub(super) fn compare<'d, T: Trace>(
        &'d self,
        declared: Option<&'d ContentType>,
        actual: &'d ActualBody<'_>,
        walk: &mut Walk<'_, '_, 'd, T>,
        at: &At,
    ) -> Flow {
        match self {
            Self::Json(expected) => json::compare(expected, actual, walk, at),
            #[cfg(feature = "xml")]
            Self::Xml(expected) => super::xml::compare(expected, actual, walk, at),
            Self::Raw(expected) => expected.compare(declared, actual, walk, at),
            Self::Unreadable {
                format,
                error,
                content,
            } => walk.report_with(|kind, path| Mismatch {
                kind,
                path,
                expected: Some(Shown::content(content)),
                actual: None,
                rule: None,
                reason: Reason::Unreadable {
                    side: Side::Expected,
                    format,
                    error: error.clone(),
                },
            }),
        }
    }

    /// The bytes of the content.
    pub(super) fn content(&self) -> Vec<u8> {
        match self {
            Self::Json(json) => json.to_string().into_bytes(),
            Self::Raw(raw) => raw.content().to_vec(),
            #[cfg(feature = "xml")]
            Self::Xml(document) => document.source().as_bytes().to_vec(),
            Self::Unreadable { content, .. } => content.clone(),
        }
    }
}

/// A string in the place of a text is that text.
fn text_or_bytes(content: &Content) -> Vec<u8> {
    match content {
        Content::Json(Json::String(text)) => text.as_bytes().to_vec(),
        Content::Json(json) => json.to_string().into_bytes(),
        Content::Text(text) => text.clone().into_bytes(),
        Content::Binary(bytes) => bytes.clone(),
    }
}

/// Hands over that what was received cannot be read.
pub(super) fn report_unreadable<T: Trace>(
    walk: &mut Walk<'_, '_, '_, T>,
    expected: impl Fn() -> Shown,
    actual: &ActualBody<'_>,
    format: &'static str,
    error: impl Fn() -> String,
) -> Flow {
    walk.report_with(|kind, path| Mismatch {
        kind,
        path,
        expected: Some(expected()),
        actual: actual.content().map(Shown::content),
        rule: None,
        reason: Reason::Unreadable {
            side: Side::Actual,
            format,
            error: error(),
        },
    })
}
