//! Bodies of requests and responses, contents of messages.

use super::ContentType;
use crate::json::OwnedJson;

/// A body in one of the four states that the specification tells apart.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Body {
    /// Nothing is said about the body: any body will do.
    #[default]
    Missing,
    /// There must be no content.
    Empty,
    /// The JSON value `null`.
    Null,
    /// Content.
    Present(BodyContent),
}

/// The content of a body.
#[derive(Debug, Clone, PartialEq)]
pub struct BodyContent {
    /// The content itself.
    pub content: Content,
    /// The content type that stands with the body, if any; a `Content-Type` header comes second.
    pub content_type: Option<ContentType>,
    /// Overrides whether content of this type is text or binary.
    pub hint: Option<ContentTypeHint>,
}

/// What a body holds, in the form in which the pact file stores it.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// A JSON document, kept as such in the file.
    Json(OwnedJson),
    /// Text, kept as a string in the file. It may be JSON text in a type that we do not know.
    Text(String),
    /// Bytes, kept as base64 in the file.
    Binary(Vec<u8>),
}

/// `contentTypeHint` of specification V4.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContentTypeHint {
    /// `BINARY`
    Binary,
    /// `TEXT`
    Text,
    /// `DEFAULT`
    Default,
}

impl Body {
    /// A JSON document of type `application/json`.
    pub fn json(json: impl Into<OwnedJson>) -> Self {
        Self::Present(BodyContent {
            content: Content::Json(json.into()),
            content_type: Some(ContentType::json()),
            hint: None,
        })
    }

    /// Text of the given type.
    pub fn text(text: impl Into<String>, content_type: Option<ContentType>) -> Self {
        Self::Present(BodyContent {
            content: Content::Text(text.into()),
            content_type,
            hint: None,
        })
    }

    /// Bytes of the given type.
    pub fn binary(bytes: impl Into<Vec<u8>>, content_type: Option<ContentType>) -> Self {
        Self::Present(BodyContent {
            content: Content::Binary(bytes.into()),
            content_type,
            hint: None,
        })
    }

    /// The content, if there is any.
    pub fn content(&self) -> Option<&BodyContent> {
        match self {
            Self::Present(content) => Some(content),
            Self::Missing | Self::Empty | Self::Null => None,
        }
    }

    /// The content type that stands with the body, if any.
    pub fn content_type(&self) -> Option<&ContentType> {
        self.content()
            .and_then(|content| content.content_type.as_ref())
    }

    /// The bytes that go over the wire: JSON without white space, text in UTF-8.
    pub fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Missing | Self::Empty => Vec::new(),
            Self::Null => b"null".to_vec(),
            Self::Present(body) => match &body.content {
                Content::Json(json) => json.to_string().into_bytes(),
                Content::Text(text) => text.clone().into_bytes(),
                Content::Binary(bytes) => bytes.clone(),
            },
        }
    }
}
