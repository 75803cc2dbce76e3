//! Bodies of every kind.

use std::panic::Location;

use pact_runtime::{
    harness::DefinitionProblem,
    json::Json,
    model::{Body, BodyContent, Content, ContentType},
    path::PathExpr,
    rule::{Category, Rule},
};

use super::form;
use crate::pattern::{Pattern, compile::Sink};

/// The place of the one body of a request, a response or a message.
#[derive(Debug, Clone, Default)]
pub(crate) struct BodySlot {
    body: DeclaredBody,
    problems: Vec<DefinitionProblem>,
}

impl BodySlot {
    /// Sets the body; a second one is a problem, since only one of them can be meant.
    pub(crate) fn set(&mut self, body: DeclaredBody) {
        if let (Some(_), Some(location)) = (self.location(), body.location()) {
            self.problems.push(DefinitionProblem {
                location,
                message: "the body is declared twice; keep one of the calls".to_owned(),
            });
        }
        self.body = body;
    }

    /// Where the body is declared.
    pub(crate) fn location(&self) -> Option<&'static Location<'static>> {
        self.body.location()
    }

    /// Compiles the body; `declared` is the content type that a header or metadata sets.
    pub(crate) fn compile(self, declared: Option<ContentType>, sink: &mut Sink) -> Body {
        sink.problems.extend(self.problems);
        self.body.compile(declared, sink)
    }
}

/// A body of one kind.
#[derive(Debug, Clone, Default)]
pub(crate) enum DeclaredBody {
    /// Nothing is said of the body.
    #[default]
    Missing,
    /// There must be none.
    Empty(&'static Location<'static>),
    /// JSON.
    Json(Pattern),
    /// Text, `text/plain` unless a header says otherwise.
    Text(Pattern),
    /// A form: an object of texts and lists of texts.
    Form(Pattern),
    /// Fields and files.
    #[cfg(feature = "multipart")]
    Multipart(crate::multipart::Multipart, &'static Location<'static>),
    /// XML with this root.
    #[cfg(feature = "xml")]
    Xml(Box<crate::xml::Element>, &'static Location<'static>),
    /// Bytes of a given type.
    Raw {
        bytes: Vec<u8>,
        content_type: String,
        /// Whether the type alone counts.
        only_type: bool,
        location: &'static Location<'static>,
    },
}

impl DeclaredBody {
    /// Where it is declared.
    fn location(&self) -> Option<&'static Location<'static>> {
        match self {
            Self::Missing => None,
            Self::Empty(location) | Self::Raw { location, .. } => Some(location),
            #[cfg(feature = "multipart")]
            Self::Multipart(_, location) => Some(location),
            #[cfg(feature = "xml")]
            Self::Xml(_, location) => Some(location),
            Self::Json(pattern) | Self::Text(pattern) | Self::Form(pattern) => {
                Some(pattern.node().location)
            }
        }
    }

    fn compile(self, declared: Option<ContentType>, sink: &mut Sink) -> Body {
        let (content, usual) = match self {
            Self::Missing => return Body::Missing,
            Self::Empty(location) => {
                let at = PathExpr::root();
                sink.sources.add(sink.part, Category::Body, at, location);
                return Body::Empty;
            }
            Self::Json(pattern) => match sink.json(Category::Body, PathExpr::root(), pattern) {
                Json::Null => return Body::Null,
                json => (Content::Json(json), ContentType::json()),
            },
            Self::Text(pattern) => {
                let text = sink.text(Category::Body, PathExpr::root(), pattern);
                (Content::Text(text), ContentType::text())
            }
            Self::Form(pattern) => (
                Content::Text(form::text(pattern, sink)),
                form::content_type(),
            ),
            #[cfg(feature = "multipart")]
            Self::Multipart(parts, location) => return parts.compile(location, sink),
            #[cfg(feature = "xml")]
            Self::Xml(root, location) => return root.compile(location, declared, sink),
            Self::Raw {
                bytes,
                content_type,
                only_type,
                location,
            } => {
                if only_type {
                    let rule = Rule::ContentType(content_type.clone());
                    sink.rules.add(Category::Body, PathExpr::root(), rule);
                }
                return raw(bytes, &content_type, declared, location, sink);
            }
        };
        Body::Present(BodyContent {
            content,
            content_type: Some(declared.unwrap_or(usual)),
            hint: None,
        })
    }
}

/// Content of a text type that is UTF-8 is kept as text, all else as bytes.
fn raw(
    bytes: Vec<u8>,
    content_type: &str,
    declared: Option<ContentType>,
    location: &'static Location<'static>,
    sink: &mut Sink,
) -> Body {
    let at = PathExpr::root();
    sink.sources.add(sink.part, Category::Body, at, location);
    let Some(parsed) = ContentType::parse(content_type) else {
        sink.refuse(
            location,
            format!("`{content_type}` is no content type; write one such as `image/png`"),
        );
        return Body::Missing;
    };
    let content_type = declared.unwrap_or(parsed);
    if content_type.is_json()
        && let Ok(json) = Json::parse(&bytes)
    {
        let content = Content::Json(json.into_owned());
        return present(content, content_type);
    }
    let content = if content_type.is_text() {
        match String::from_utf8(bytes) {
            Ok(text) => Content::Text(text),
            Err(error) => Content::Binary(error.into_bytes()),
        }
    } else {
        Content::Binary(bytes)
    };
    present(content, content_type)
}

fn present(content: Content, content_type: ContentType) -> Body {
    Body::Present(BodyContent {
        content,
        content_type: Some(content_type),
        hint: None,
    })
}
