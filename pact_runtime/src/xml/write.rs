//! Writing documents.

use std::{borrow::Cow, fmt::Write};

use super::{document::Document, error::XmlError};

/// An element to be written, with its attributes, elements and texts.
///
/// ```
/// use pact_runtime::xml::Element;
///
/// let order = Element::new("order")
///     .attribute("id", "7")
///     .child(Element::new("note").text("a < b"))
///     .child(Element::new("paid"));
/// assert_eq!(order.to_string(), r#"<order id="7"><note>a &lt; b</note><paid/></order>"#);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    content: Vec<Content>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Content {
    Element(Element),
    Text(String),
}

impl Element {
    /// An element without attributes and content. A prefix is part of the name, and its declaration
    /// is an attribute.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            attributes: Vec::new(),
            content: Vec::new(),
        }
    }

    /// Appends an attribute; `xmlns` and `xmlns:prefix` declare namespaces.
    #[must_use]
    pub fn attribute(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.attributes.push((name.into(), value.into()));
        self
    }

    /// Appends an element.
    #[must_use]
    pub fn child(mut self, child: Element) -> Self {
        self.content.push(Content::Element(child));
        self
    }

    /// Appends text.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.content.push(Content::Text(text.into()));
        self
    }

    /// The document with this element as its root, with an XML declaration.
    ///
    /// # Errors
    /// The element cannot be written so that it reads back: a name that is none, an attribute given
    /// twice, a prefix without declaration, a control character.
    pub fn to_document(&self) -> Result<String, XmlError> {
        let text = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{self}");
        Document::parse(text.as_str())?;
        Ok(text)
    }

    fn write(&self, text: &mut String) {
        text.push('<');
        text.push_str(&self.name);
        for (name, value) in &self.attributes {
            let _ = write!(text, " {name}=\"{}\"", escape(value));
        }
        if self.content.is_empty() {
            text.push_str("/>");
            return;
        }
        text.push('>');
        for content in &self.content {
            match content {
                Content::Element(element) => element.write(text),
                Content::Text(content) => text.push_str(&escape(content)),
            }
        }
        let _ = write!(text, "</{}>", self.name);
    }
}

impl std::fmt::Display for Element {
    /// The element without any white space of its own.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut text = String::new();
        self.write(&mut text);
        f.write_str(&text)
    }
}

/// The text as character data or as the value of an attribute, with references for what would not
/// read back: marks, quotes, tabs and line ends.
pub fn escape(text: &str) -> Cow<'_, str> {
    let reference = |character| match character {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&apos;"),
        '\t' => Some("&#9;"),
        '\n' => Some("&#10;"),
        '\r' => Some("&#13;"),
        _ => None,
    };
    if text.chars().all(|character| reference(character).is_none()) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match reference(character) {
            Some(reference) => escaped.push_str(reference),
            None => escaped.push(character),
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_survives_writing_and_reading() {
        for text in ["", "plain", "a<b>&c]]>", "\"'", "line\nend\r\n\ttab", "é😀"] {
            let written = Element::new("p:a")
                .attribute("xmlns:p", "urn:p")
                .attribute("p:b", text)
                .text(text)
                .child(Element::new("c"))
                .to_document()
                .unwrap();
            let document = Document::parse(written.as_str()).unwrap();
            let root = document.root();
            assert_eq!(root.name().to_string(), "urn:p:a");
            assert_eq!(root.attributes().next().unwrap().value(), text);
            assert_eq!(root.text(), text);
            assert_eq!(root.children().count(), 1);
        }
    }

    #[test]
    fn refuses_what_would_not_read_back() {
        let check = |element: Element, message: &str| {
            assert_eq!(element.to_document().unwrap_err().to_string(), message);
        };
        check(Element::new("a b"), "expected `=` at line 1 column 43");
        check(
            Element::new("a").text("\u{1}"),
            "expected a character that XML allows at line 1 column 42",
        );
        check(
            Element::new("a").attribute("b", "").attribute("b", ""),
            "expected one attribute `b` only at line 1 column 47",
        );
    }
}
