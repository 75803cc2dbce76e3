//! Bodies of every kind.

use std::panic::Location;

use pact_runtime::{
    json::Json,
    model::{Body, BodyContent, Content, ContentType},
    path::PathExpr,
    rule::Category,
};

use crate::pattern::{Pattern, compile::Sink};

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
    /// Bytes of a given type.
    Raw {
        bytes: Vec<u8>,
        content_type: String,
        location: &'static Location<'static>,
    },
}

impl DeclaredBody {
    pub(crate) fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }

    /// Where it is declared.
    pub(crate) fn location(&self) -> Option<&'static Location<'static>> {
        match self {
            Self::Missing => None,
            Self::Empty(location) | Self::Raw { location, .. } => Some(location),
            Self::Json(pattern) | Self::Text(pattern) | Self::Form(pattern) => {
                Some(pattern.node().location)
            }
        }
    }

    /// Compiles the body; `declared` is the content type that a header sets.
    pub(crate) fn compile(self, declared: Option<ContentType>, sink: &mut Sink) -> Body {
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
            Self::Form(pattern) => (Content::Text(form(pattern, sink)), form_type()),
            Self::Raw {
                bytes,
                content_type,
                location,
            } => return raw(bytes, &content_type, declared, location, sink),
        };
        Body::Present(BodyContent {
            content,
            content_type: Some(declared.unwrap_or(usual)),
            hint: None,
        })
    }
}

fn form_type() -> ContentType {
    ContentType::parse("application/x-www-form-urlencoded").unwrap_or_else(ContentType::text)
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

/// The fields of a form as `application/x-www-form-urlencoded` text. Rules stand at `$.field`, and at
/// `$.field[n]` where a field has several values.
fn form(pattern: Pattern, sink: &mut Sink) -> String {
    let location = pattern.node().location;
    let mut text = String::new();
    let example = sink.json(Category::Body, PathExpr::root(), pattern);
    let Json::Object(fields) = example else {
        sink.refuse(
            location,
            "a form needs an object with the fields as its members, as in \
                      `form(json_pattern!({ \"name\": string(\"Ada\") }))`"
                .to_owned(),
        );
        return text;
    };
    for (name, value) in fields {
        let values = match value {
            Json::Array(values) => values,
            value => vec![value],
        };
        for value in values {
            let value = sink.scalar(Category::Body, location, value);
            append_pair(&name, &value, &mut text);
        }
    }
    text
}

fn append_pair(name: &str, value: &str, text: &mut String) {
    if !text.is_empty() {
        text.push('&');
    }
    encode(name, text);
    text.push('=');
    encode(value, text);
}

/// Percent-encoding of forms (URL standard, `application/x-www-form-urlencoded` serialising).
fn encode(part: &str, text: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in part.bytes() {
        match byte {
            b' ' => text.push('+'),
            b'*' | b'-' | b'.' | b'_' => text.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => text.push(char::from(byte)),
            _ => {
                text.push('%');
                text.push(char::from(HEX[usize::from(byte >> 4)]));
                text.push(char::from(HEX[usize::from(byte & 0xf)]));
            }
        }
    }
}
