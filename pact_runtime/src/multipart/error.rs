//! Why bytes are not a multipart body.

use std::borrow::Cow;

use crate::model::ContentType;

/// Why bytes are not a multipart body, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MultipartError {
    kind: Box<Kind>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    NoBoundary {
        content_type: String,
    },
    Body {
        expected: Cow<'static, str>,
        offset: usize,
    },
}

impl MultipartError {
    pub(super) fn no_boundary(content_type: &ContentType) -> Self {
        let content_type = content_type.to_string();
        Self {
            kind: Box::new(Kind::NoBoundary { content_type }),
        }
    }

    pub(super) fn at(offset: usize, expected: impl Into<Cow<'static, str>>) -> Self {
        let expected = expected.into();
        Self {
            kind: Box::new(Kind::Body { expected, offset }),
        }
    }

    /// Byte offset in the body, if the body is at fault.
    pub fn offset(&self) -> Option<usize> {
        match *self.kind {
            Kind::NoBoundary { .. } => None,
            Kind::Body { offset, .. } => Some(offset),
        }
    }
}

impl std::fmt::Display for MultipartError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &*self.kind {
            Kind::NoBoundary { content_type } => {
                write!(
                    f,
                    "expected a boundary in the content type `{content_type}`"
                )
            }
            Kind::Body { expected, offset } => write!(f, "expected {expected} at byte {offset}"),
        }
    }
}

impl std::error::Error for MultipartError {}
