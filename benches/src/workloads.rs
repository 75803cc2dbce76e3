//! What the engine is measured with: documents, contracts, and what matches them.

use std::fmt::Write as _;

use pact_runtime::{
    codec,
    json::{Json, OwnedJson},
    matching::{ActualResponse, MatchOptions, Mismatch, ResponseMatcher},
    model::{Body, BodyContent, Content, ContentType, HttpInteraction, Request, Response},
    rule::{Category, Rule},
};

/// A compiled response and the body of one that came.
#[derive(Debug)]
pub struct Workload {
    matcher: ResponseMatcher,
    content_type: String,
    body: Vec<u8>,
}

impl Workload {
    /// Bytes in, verdict out.
    pub fn compare(&self) -> Vec<Mismatch> {
        let actual = ActualResponse::new(200)
            .with_headers([("content-type", self.content_type.as_str())])
            .with_body(&self.body);
        self.matcher.compare(&actual)
    }

    /// The body that came.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    fn json(example: OwnedJson, rules: &[(&str, Rule)], body: String) -> Self {
        Self::new(
            Body::json(example),
            rules,
            "application/json",
            body.into_bytes(),
        )
    }

    fn new(expected: Body, rules: &[(&str, Rule)], content_type: &str, body: Vec<u8>) -> Self {
        let mut response = Response {
            body: expected,
            ..Response::default()
        };
        for (path, rule) in rules {
            let path = path
                .parse()
                .expect("the paths of the workloads are well-formed");
            response.rules.add(Category::Body, path, rule.clone());
        }
        let matcher = ResponseMatcher::compile(&response, &MatchOptions::default())
            .expect("the rules of the workloads are well-formed");
        Self {
            matcher,
            content_type: content_type.to_owned(),
            body,
        }
    }
}

fn parsed(text: &str) -> OwnedJson {
    Json::parse(text.as_bytes())
        .expect("the workloads are JSON")
        .into_owned()
}

fn item(id: usize) -> String {
    format!(
        r#"{{"id":{id},"sku":"A{id}","name":"item {id}","price":{id}.5,"placed":"2026-11-20","tags":["x"]}}"#
    )
}

fn list(count: usize, item: impl Fn(usize) -> String) -> String {
    let mut text = String::from("[");
    for id in 1..=count {
        if id > 1 {
            text.push(',');
        }
        text.push_str(&item(id));
    }
    text.push(']');
    text
}

fn item_rules() -> Vec<(&'static str, Rule)> {
    vec![
        ("$", Rule::MinType(1)),
        ("$[*].id", Rule::Integer),
        ("$[*].sku", Rule::Regex(r"[A-Z]\d+".to_owned())),
        ("$[*].price", Rule::Decimal),
        ("$[*].placed", Rule::Date(None)),
        ("$[*].tags", Rule::MinType(1)),
    ]
}

/// A list of `count` items under six rules; 4,000 items are 370 KB.
pub fn items(count: usize) -> Workload {
    Workload::json(parsed(&list(1, item)), &item_rules(), list(count, item))
}

/// An interaction whose request is a list of items under six rules.
///
/// # Panics
/// If the rules of the workload are not well-formed.
pub fn posted_items() -> HttpInteraction {
    let mut interaction = HttpInteraction {
        request: Request {
            method: "POST".to_owned(),
            path: "/items".to_owned(),
            body: Body::json(parsed(&list(1, item))),
            ..Request::default()
        },
        ..HttpInteraction::default()
    };
    for (path, rule) in item_rules() {
        let path = path
            .parse()
            .expect("the paths of the workloads are well-formed");
        interaction.request.rules.add(Category::Body, path, rule);
    }
    interaction
}

/// The same with `unrelated` more rules at paths that are not in the body.
pub fn items_among_rules(count: usize, unrelated: usize) -> Workload {
    let paths: Vec<String> = (0..unrelated)
        .map(|n| format!("$.other.part{n}[*].field{n}"))
        .collect();
    let mut rules = item_rules();
    rules.extend(paths.iter().map(|path| (path.as_str(), Rule::Type)));
    Workload::json(parsed(&list(1, item)), &rules, list(count, item))
}

/// A list of `count` items each of which is another than expected, and of another kind.
pub fn all_mismatch(count: usize) -> Workload {
    let expected = list(count, |id| format!(r#"{{"id":{id}}}"#));
    Workload::json(
        parsed(&expected),
        &[],
        list(count, |id| format!(r#"{{"id":"{id}"}}"#)),
    )
}

/// A list of `count` numbers, compared by equality; 100,000 are 10 MB with their names.
pub fn equal_list(count: usize) -> Workload {
    let text = list(count, |id| {
        format!(r#"{{"id":{id},"name":"{:-<80}"}}"#, format!("element {id}"))
    });
    Workload::json(parsed(&text), &[], text)
}

/// An XML document of `count` elements under three rules; 10,000 are 1 MB.
pub fn xml(count: usize) -> Workload {
    let document = |count: usize| {
        let mut text = String::from("<orders xmlns=\"urn:orders\">");
        for id in 1..=count {
            write!(text, "<order id=\"{id}\"><status>open</status><total>{id}.50</total><note>one of many orders</note></order>")
                .expect("writing to a string cannot fail");
        }
        text.push_str("</orders>");
        text
    };
    let rules = [
        ("$['urn:orders:orders']", Rule::MinType(1)),
        (
            "$['urn:orders:orders']['urn:orders:order']",
            Rule::MinType(1),
        ),
        (
            "$['urn:orders:orders']['urn:orders:order']['@id']",
            Rule::Integer,
        ),
    ];
    let content_type = ContentType::parse("application/xml");
    let expected = Body::text(document(1), content_type);
    Workload::new(
        expected,
        &rules,
        "application/xml",
        document(count).into_bytes(),
    )
}

/// The boundary of [`multipart`].
pub const BOUNDARY: &str = "a-boundary-between-parts";

/// A form of two parts, one of them a file of `bytes` bytes.
pub fn multipart(bytes: usize) -> Workload {
    let head = format!(
        "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"id\"\r\n\r\n7\r\n--{BOUNDARY}\r\n\
         content-disposition: form-data; name=\"file\"; filename=\"a.bin\"\r\n\
         content-type: application/octet-stream\r\n\r\n"
    );
    let mut body = head.into_bytes();
    body.extend((0..bytes).map(|at| u8::try_from(at % 251).unwrap_or_default()));
    body.extend(format!("\r\n--{BOUNDARY}--\r\n").bytes());
    let content_type = format!("multipart/form-data; boundary={BOUNDARY}");
    let expected = Body::Present(BodyContent {
        content: Content::Binary(body.clone()),
        content_type: ContentType::parse(&content_type),
        hint: None,
    });
    Workload::new(expected, &[], &content_type, body)
}

/// A pact file of V4 of about `bytes` bytes.
pub fn pact_file(bytes: usize) -> String {
    let mut text = String::from(
        r#"{"consumer":{"name":"order-web"},"provider":{"name":"order-api"},"interactions":["#,
    );
    let mut id = 0;
    while text.len() < bytes {
        if id > 0 {
            text.push(',');
        }
        id += 1;
        let body = list(20, item);
        write!(
            text,
            r#"{{"type":"Synchronous/HTTP","description":"a request for page {id}","providerStates":[{{"name":"orders exist","params":{{"count":{id}}}}}],"request":{{"method":"GET","path":"/orders","query":{{"page":["{id}"]}},"headers":{{"accept":["application/json"]}}}},"response":{{"status":200,"headers":{{"content-type":["application/json"]}},"body":{{"content":{body},"contentType":"application/json","encoded":false}},"matchingRules":{{"body":{{"$":{{"combine":"AND","matchers":[{{"match":"type","min":1}}]}},"$[*].id":{{"combine":"AND","matchers":[{{"match":"integer"}}]}}}}}}}}}}"#
        )
        .expect("writing to a string cannot fail");
    }
    text.push_str(r#"],"metadata":{"pactSpecification":{"version":"4.0"}}}"#);
    text
}

/// Reads a pact file and tells how many interactions it has.
///
/// # Panics
/// If the file cannot be read.
pub fn read_pact(text: &str) -> usize {
    codec::read(text.as_bytes())
        .expect("the workload is a pact file")
        .interactions
        .len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_workload_says_what_it_is_meant_to_say() {
        assert_eq!(items(50).compare(), []);
        assert_eq!(items_among_rules(50, 10).compare(), []);
        assert_eq!(all_mismatch(50).compare().len(), 50);
        assert_eq!(equal_list(50).compare(), []);
        assert_eq!(multipart(1_000).compare(), []);
        assert_eq!(read_pact(&pact_file(10_000)), 5);
        let size = items(4_000).body().len();
        assert!((300_000..450_000).contains(&size), "{size} bytes");
    }
}
