//! Bodies of XML: elements with matchers on their attributes and texts.

use std::panic::Location;

use pact_runtime::{
    model::{Body, BodyContent, Content, ContentType},
    path::{PathExpr, Token},
    rule::{Category, Rule},
    xml,
};

use crate::pattern::{IntoText, Pattern, compile::Sink};

/// How many times an element may be shown in an example.
const MAX_EXAMPLES: usize = 1_000;

/// An element of an XML body: made by [`element`]. A plain value: a function can make one for many tests.
#[derive(Debug, Clone)]
#[must_use = "an element says something only as part of a body; hand it to `.xml(..)` or `.child(..)`"]
pub struct Element {
    location: &'static Location<'static>,
    name: String,
    /// Prefixes with what they stand for; the empty one is that of names without a prefix.
    namespaces: Vec<(String, String)>,
    attributes: Vec<(String, Pattern)>,
    content: Vec<Inside>,
    repeats: Option<Repeats>,
}

#[derive(Debug, Clone)]
enum Inside {
    Element(Element),
    Text(Pattern),
}

/// How often an element may stand.
#[derive(Debug, Clone, Copy, Default)]
struct Repeats {
    min: Option<usize>,
    max: Option<usize>,
    examples: Option<usize>,
}

/// An element without attributes and content. A prefix is part of the name.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let response = ok().xml(
///     element("order")
///         .namespace("", "urn:orders")
///         .attribute("id", integer(42))
///         .child(element("status").text(regex("(open|closed)", "open")))
///         .child(
///             element("lines").child(
///                 element("line").attribute("sku", string("A1")).text(integer(2)).at_least(1),
///             ),
///         ),
/// );
/// # let _ = response;
/// ```
///
/// In the pact file the rule of an attribute stands at `$['urn:orders:order']['@id']`, that of a text at
/// `['#text']` of its element.
#[track_caller]
pub fn element(name: &str) -> Element {
    Element {
        location: Location::caller(),
        name: name.to_owned(),
        namespaces: Vec::new(),
        attributes: Vec::new(),
        content: Vec::new(),
        repeats: None,
    }
}

impl Element {
    /// Declares a namespace for a prefix, here and inside; the empty prefix is for names without one.
    pub fn namespace(mut self, prefix: &str, uri: &str) -> Self {
        self.namespaces.push((prefix.to_owned(), uri.to_owned()));
        self
    }

    /// Sets an attribute: text, or a matcher of text.
    #[track_caller]
    pub fn attribute(mut self, name: &str, value: impl IntoText) -> Self {
        self.attributes
            .push((name.to_owned(), value.into_pattern()));
        self
    }

    /// Appends an element.
    pub fn child(mut self, child: Element) -> Self {
        self.content.push(Inside::Element(child));
        self
    }

    /// Appends text, or a matcher of text.
    #[track_caller]
    pub fn text(mut self, text: impl IntoText) -> Self {
        self.content.push(Inside::Text(text.into_pattern()));
        self
    }

    /// Lets the element stand any number of times, but at least so often; the example shows it so often
    /// too, and at least once.
    pub fn at_least(mut self, min: usize) -> Self {
        self.repeats.get_or_insert_default().min = Some(min);
        self
    }

    /// Lets the element stand any number of times, but at most so often.
    pub fn at_most(mut self, max: usize) -> Self {
        self.repeats.get_or_insert_default().max = Some(max);
        self
    }

    /// Lets the element stand any number of times; the example shows it so often.
    pub fn examples(mut self, count: usize) -> Self {
        self.repeats.get_or_insert_default().examples = Some(count);
        self
    }

    /// Compiles the document with this element as its root.
    pub(crate) fn compile(
        self,
        location: &'static Location<'static>,
        content_type: Option<ContentType>,
        sink: &mut Sink,
    ) -> Body {
        sink.sources
            .add(sink.part, Category::Body, PathExpr::root(), location);
        if self.repeats.is_some() {
            sink.refuse(
                location,
                "the root element stands once; move `at_least` to one inside",
            );
        }
        let mut scope = Vec::new();
        let root = self.element(&PathExpr::root(), &mut scope, sink);
        let text = match root.to_document() {
            Ok(text) => text,
            Err(error) => {
                sink.refuse(
                    location,
                    format!("the body cannot be written as XML; {error}"),
                );
                String::new()
            }
        };
        let usual = || ContentType::parse("application/xml").unwrap_or_else(ContentType::text);
        Body::Present(BodyContent {
            content: Content::Text(text),
            content_type: Some(content_type.unwrap_or_else(usual)),
            hint: None,
        })
    }

    /// Compiles the element, which is inside the one at `around`.
    fn element(
        self,
        around: &PathExpr,
        scope: &mut Vec<(String, String)>,
        sink: &mut Sink,
    ) -> xml::Element {
        let outer = scope.len();
        let mut written = xml::Element::new(self.name.as_str());
        for (prefix, uri) in self.namespaces {
            let name = match prefix.as_str() {
                "" => "xmlns".to_owned(),
                prefix => format!("xmlns:{prefix}"),
            };
            written = written.attribute(name, uri.as_str());
            scope.push((prefix, uri));
        }
        let at = around.join(Token::field(expanded(&self.name, true, scope)));
        sink.sources
            .add(sink.part, Category::Body, at.clone(), self.location);
        if let Some(repeats) = self.repeats {
            repeats.compile(self.location, &at, sink);
        }
        for (name, pattern) in self.attributes {
            let key = format!("@{}", expanded(&name, false, scope));
            let value = sink.text(Category::Body, at.join(Token::field(key)), pattern);
            written = written.attribute(name, value);
        }
        for inside in self.content {
            written = match inside {
                Inside::Text(pattern) => {
                    written.text(sink.text(Category::Body, at.join(Token::field("#text")), pattern))
                }
                Inside::Element(child) => {
                    let count = child.repeats.map_or(1, Repeats::count);
                    let child = child.element(&at, scope, sink);
                    std::iter::repeat_n(child, count).fold(written, xml::Element::child)
                }
            };
        }
        scope.truncate(outer);
        written
    }
}

impl Repeats {
    fn count(self) -> usize {
        let least = self.min.unwrap_or(0).max(1);
        self.examples.unwrap_or(least).min(MAX_EXAMPLES)
    }

    fn compile(self, location: &'static Location<'static>, at: &PathExpr, sink: &mut Sink) {
        let min = self.min.unwrap_or(0);
        let count = self.examples.unwrap_or(min.max(1));
        match self.max {
            Some(max) if min > max => {
                sink.refuse(
                    location,
                    format!("at_least ({min}) must not exceed at_most ({max})"),
                );
            }
            Some(max) if count > max => {
                sink.refuse(
                    location,
                    format!("examples ({count}) must not exceed at_most ({max})"),
                );
            }
            _ if count < min.max(1) => {
                let least = min.max(1);
                sink.refuse(
                    location,
                    format!("examples ({count}) must not be below {least}"),
                );
            }
            _ if count > MAX_EXAMPLES => {
                let message = format!("an element is shown at most {MAX_EXAMPLES} times");
                sink.refuse(location, message);
            }
            _ => {}
        }
        let rule = match (self.min, self.max) {
            (None, None) => Rule::Type,
            (Some(min), None) => Rule::MinType(min),
            (None, Some(max)) => Rule::MaxType(max),
            (Some(min), Some(max)) => Rule::MinMaxType(min, max),
        };
        sink.rules.add(Category::Body, at.clone(), rule);
    }
}

/// The name as paths have it: with the namespace in place of the prefix. One without a prefix is in the
/// default namespace if it is that of an element.
fn expanded(name: &str, is_element: bool, scope: &[(String, String)]) -> String {
    let (prefix, local) = name.split_once(':').unwrap_or(("", name));
    if prefix.is_empty() && !is_element {
        return name.to_owned();
    }
    let declared = scope.iter().rev().find(|(its, _)| its == prefix);
    match declared {
        Some((_, uri)) if !uri.is_empty() => format!("{uri}:{local}"),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use pact_runtime::{harness::Part, json::Json};

    use super::*;
    use crate::prelude::{integer, regex, string};

    #[test]
    fn writes_elements_with_rules_at_their_paths() {
        let order = element("o:order")
            .namespace("o", "urn:orders")
            .attribute("id", integer(42))
            .attribute("o:kind", "web")
            .child(element("status").text(regex("(open|closed)", "open")))
            .child(element("line").text(string("A1")).at_least(2).at_most(5));
        let mut sink = Sink::new(Part::Request, Vec::new());
        let body = order.compile(Location::caller(), None, &mut sink);
        assert_eq!(sink.problems, []);
        assert_eq!(
            String::from_utf8(body.to_bytes()).unwrap(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><o:order xmlns:o=\"urn:orders\" id=\"42\" \
             o:kind=\"web\"><status>open</status><line>A1</line><line>A1</line></o:order>"
        );
        let rules = sink.rules.of(Category::Body).iter();
        let rules: Vec<_> = rules
            .map(|(path, list)| format!("{path} {}", Json::Object(list.rules[0].to_json())))
            .collect();
        assert_eq!(
            rules,
            [
                r#"$['urn:orders:order']['@id'] {"match":"integer"}"#,
                r#"$['urn:orders:order'].status['#text'] {"match":"regex","regex":"(open|closed)"}"#,
                r#"$['urn:orders:order'].line {"match":"type","min":2,"max":5}"#,
                r#"$['urn:orders:order'].line['#text'] {"match":"type"}"#,
            ]
        );
    }

    fn refuse(element: Element, problem: &str) {
        let mut sink = Sink::new(Part::Request, Vec::new());
        element.compile(Location::caller(), None, &mut sink);
        let messages: Vec<_> = sink
            .problems
            .iter()
            .map(|problem| &problem.message)
            .collect();
        assert_eq!(messages, [problem]);
    }

    #[test]
    fn refuses_what_is_no_document() {
        let root = || element("a");
        refuse(
            root().at_least(1),
            "the root element stands once; move `at_least` to one inside",
        );
        refuse(
            root().child(element("b").at_least(3).at_most(2)),
            "at_least (3) must not exceed at_most (2)",
        );
        refuse(
            root().child(element("b").examples(0)),
            "examples (0) must not be below 1",
        );
        refuse(
            root().child(element("x:b")),
            "the body cannot be written as XML; expected a declaration of the namespace prefix `x` at line 1 column 43",
        );
    }
}
