//! Bodies of `multipart/form-data`: fields and files.

use std::panic::Location;

use pact_runtime::{
    model::{Body, BodyContent, Content, ContentType},
    multipart::{NewPart, write},
    path::{PathExpr, Token},
    rule::{Category, Rule},
};

use crate::pattern::{IntoPattern, IntoText, Pattern, compile::Sink};

/// The parts of a body of `multipart/form-data`: made by [`multipart`].
#[derive(Debug, Clone)]
#[must_use = "parts say something only as part of a body; hand them to `.multipart(..)`"]
pub struct Multipart {
    parts: Vec<Part>,
}

#[derive(Debug, Clone)]
struct Part {
    name: String,
    kind: Kind,
}

#[derive(Debug, Clone)]
enum Kind {
    Field(Pattern),
    Json(Pattern),
    File(Attachment),
    /// A file of which the type alone counts.
    FileOfType(Attachment),
}

#[derive(Debug, Clone)]
struct Attachment {
    location: &'static Location<'static>,
    file_name: String,
    content_type: String,
    bytes: Vec<u8>,
}

/// A body of `multipart/form-data` without parts yet.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let request = post("/customers/7/photo").multipart(
///     multipart()
///         .field("title", string("Me"))
///         .json("tags", json_pattern!(each_like("holiday")))
///         .file_of_type("photo", "me.jpg", "image/jpeg", [0xff, 0xd8, 0xff]),
/// );
/// # let _ = request;
/// ```
pub fn multipart() -> Multipart {
    Multipart { parts: Vec::new() }
}

impl Multipart {
    /// Adds a field: text, or a matcher of text.
    #[track_caller]
    pub fn field(self, name: &str, value: impl IntoText) -> Self {
        let value = value.into_pattern();
        self.part(name, Kind::Field(value))
    }

    /// Adds a part of type `application/json`.
    #[track_caller]
    pub fn json(self, name: &str, value: impl IntoPattern) -> Self {
        let value = value.into_pattern();
        self.part(name, Kind::Json(value))
    }

    /// Adds a file of just these bytes.
    #[track_caller]
    pub fn file(
        self,
        name: &str,
        file_name: &str,
        content_type: &str,
        bytes: impl Into<Vec<u8>>,
    ) -> Self {
        let file = Attachment::new(Location::caller(), file_name, content_type, bytes.into());
        self.part(name, Kind::File(file))
    }

    /// Adds a file of this content type, whatever its bytes are otherwise; these are the example.
    ///
    /// Needs specification V4.
    #[track_caller]
    pub fn file_of_type(
        self,
        name: &str,
        file_name: &str,
        content_type: &str,
        example: impl Into<Vec<u8>>,
    ) -> Self {
        let file = Attachment::new(Location::caller(), file_name, content_type, example.into());
        self.part(name, Kind::FileOfType(file))
    }

    fn part(mut self, name: &str, kind: Kind) -> Self {
        self.parts.push(Part {
            name: name.to_owned(),
            kind,
        });
        self
    }

    /// Compiles the parts. The boundary is the client's to choose, so the header gets a rule for it.
    pub(crate) fn compile(self, location: &'static Location<'static>, sink: &mut Sink) -> Body {
        sink.sources
            .add(sink.part, Category::Body, PathExpr::root(), location);
        if self.parts.is_empty() {
            sink.refuse(
                location,
                "a multipart body needs a part; add `.field(name, value)`",
            );
        }
        let parts = self.parts.into_iter();
        let parts: Vec<_> = parts.map(|part| part.compile(sink)).collect();
        let (content_type, bytes) = write(&parts);
        let content = match String::from_utf8(bytes) {
            Ok(text) => Content::Text(text),
            Err(error) => Content::Binary(error.into_bytes()),
        };
        Body::Present(BodyContent {
            content,
            content_type: Some(content_type),
            hint: None,
        })
    }
}

impl Part {
    fn compile(self, sink: &mut Sink) -> NewPart {
        let at = PathExpr::from_tokens(vec![Token::field(self.name.as_str())]);
        match self.kind {
            Kind::Field(pattern) => {
                let text = sink.text(Category::Body, at, pattern);
                NewPart::new(self.name, text)
            }
            Kind::Json(pattern) => {
                let json = sink.json(Category::Body, at, pattern);
                NewPart::new(self.name, json.to_string()).content_type("application/json")
            }
            Kind::File(file) => file.compile(self.name, at, sink),
            Kind::FileOfType(file) => {
                let rule = Rule::ContentType(file.content_type.clone());
                sink.rules.add(Category::Body, at.clone(), rule);
                file.compile(self.name, at, sink)
            }
        }
    }
}

impl Attachment {
    fn new(
        location: &'static Location<'static>,
        file_name: &str,
        content_type: &str,
        bytes: Vec<u8>,
    ) -> Self {
        Self {
            location,
            file_name: file_name.to_owned(),
            content_type: content_type.to_owned(),
            bytes,
        }
    }

    fn compile(self, name: String, at: PathExpr, sink: &mut Sink) -> NewPart {
        sink.sources
            .add(sink.part, Category::Body, at, self.location);
        if ContentType::parse(&self.content_type).is_none() {
            let written = &self.content_type;
            let message = format!("`{written}` is no content type; write one such as `image/png`");
            sink.refuse(self.location, message);
        }
        NewPart::new(name, self.bytes)
            .file_name(self.file_name)
            .content_type(self.content_type)
    }
}

#[cfg(test)]
mod tests {
    use pact_runtime::{harness::Part as Whole, json::Json};

    use super::*;
    use crate::{
        __private::{object, value},
        matchers::{integer, regex},
    };

    #[test]
    fn writes_parts_with_their_rules() {
        let parts = multipart()
            .field("title", regex("[A-Z].*", "Me"))
            .json("tags", object([("count", value(integer(1)))]))
            .file("plain", "a.txt", "text/plain", "hello")
            .file_of_type("photo", "me.jpg", "image/jpeg", "example");
        let mut sink = Sink::new(Whole::Request, Vec::new());
        let body = parts.compile(Location::caller(), &mut sink);
        assert_eq!(sink.problems, []);
        assert!(body.content_type().unwrap().parameter("boundary").is_some());
        let text = String::from_utf8(body.to_bytes()).unwrap();
        assert!(text.contains(
            "name=\"photo\"; filename=\"me.jpg\"\r\nContent-Type: image/jpeg\r\n\r\nexample\r\n"
        ));
        let rules = sink.rules.of(Category::Body).iter();
        let rules: Vec<_> = rules
            .map(|(path, list)| format!("{path} {}", Json::Object(list.rules[0].to_json())))
            .collect();
        assert_eq!(
            rules,
            [
                r#"$.title {"match":"regex","regex":"[A-Z].*"}"#,
                r#"$.tags.count {"match":"integer"}"#,
                r#"$.photo {"match":"contentType","value":"image/jpeg"}"#,
            ]
        );
    }

    #[test]
    fn refuses_no_parts_and_no_type() {
        let mut sink = Sink::new(Whole::Request, Vec::new());
        multipart().compile(Location::caller(), &mut sink);
        multipart()
            .file("a", "a", "jpeg", "x")
            .compile(Location::caller(), &mut sink);
        let messages: Vec<_> = sink
            .problems
            .iter()
            .map(|problem| &problem.message)
            .collect();
        assert_eq!(
            messages,
            [
                "a multipart body needs a part; add `.field(name, value)`",
                "`jpeg` is no content type; write one such as `image/png`",
            ]
        );
    }
}
