//! Reading XML documents, checked against another reader.

use pact_runtime::{
    matching::{ActualResponse, MatchOptions, ResponseMatcher},
    model::{Body, ContentType, Response},
    rule::{Category, Rule},
    xml::{Document, ElementRef, MAX_ATTRIBUTES, MAX_DEPTH, MAX_NAMESPACES},
};

use crate::mutate::survives;

/// A document as nested text: `{uri}name[@name=value](text children)`.
fn outline(element: ElementRef<'_>) -> String {
    let attributes = joined(
        element
            .attributes()
            .map(|its| format!("[@{}={}]", its.name(), its.value())),
    );
    let children: String = element.children().map(outline).collect();
    format!(
        "{}{attributes}({}{children})",
        element.name(),
        element.text()
    )
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().concat()
}

fn check(text: &str, expected: &str) {
    let document = Document::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(outline(document.root()), expected, "{text}");
}

#[test]
fn reads_elements_attributes_and_text() {
    check("<a/>", "a()");
    check("\u{feff}<?xml version='1.0'?>\n<a> <b/>\n</a>\n", "a(b())");
    check("<a b='1' B='2' a=''/>", "a[@B=2][@a=][@b=1]()");
    check("<a>\n  x <!-- no --> y\n</a>", "a(x  y)");
    check("<a>x<b>1</b> y <b>2</b></a >", "a(xyb(1)b(2))");
    check("<a> &lt;<![CDATA[ <b>&amp; ]]>c </a>", "a(< <b>&amp; c)");
    check("<a b=' x\n\ty&#10;'/>", "a[@b= x  y\n]()");
    check(
        "<!DOCTYPE html><html><p>hi</p></html><!-- bye -->",
        "html(p(hi))",
    );
    check(
        "<!DOCTYPE a SYSTEM 'x>' [<!ENTITY b '<c>'>\n<!ATTLIST a d CDATA #IMPLIED>] ><a/>",
        "a()",
    );
    check(
        "<?xml-stylesheet href='x'?><größe.1 _-='é'/>",
        "größe.1[@_-=é]()",
    );
}

#[test]
fn resolves_namespaces_to_their_uris() {
    check(
        "<p:a xmlns:p='urn:x'><p:b/><b/></p:a>",
        "urn:x:a(urn:x:b()b())",
    );
    check(
        "<a xmlns='urn:x' b='1'><c xmlns=''/><d/></a>",
        "urn:x:a[@b=1](c()urn:x:d())",
    );
    check(
        "<a xmlns:p='urn:x' xmlns:q='urn:y' q:b='2' p:b='1' b='0'/>",
        "a[@b=0][@urn:x:b=1][@urn:y:b=2]()",
    );
    check(
        "<a xmlns:p='urn:x'><b xmlns:p='urn:y'><p:c/></b><p:c/></a>",
        "a(b(urn:y:c())urn:x:c())",
    );
    check(
        "<a xml:lang='de'/>",
        "a[@http://www.w3.org/XML/1998/namespace:lang=de]()",
    );
    let written = Document::parse("<p:a xmlns:p='urn:x'/>").unwrap();
    assert_eq!(written.root().name().written(), "p:a");
    let other = Document::parse("<q:a xmlns:q='urn:x'/>").unwrap();
    assert!(written.root().name() == other.root().name());
}

#[test]
fn knows_where_everything_stands() {
    let source = "<a>\n  <b c=\"1&amp;2\">x<d/> <![CDATA[y]]> </b>\n</a>";
    let document = Document::parse(source).unwrap();
    let b = document.root().children().next().unwrap();
    assert_eq!(b.position(), (2, 3));
    assert_eq!(&source[b.tag()], "<b c=\"1&amp;2\">");
    assert_eq!(&source[b.attributes().next().unwrap().place()], "1&amp;2");
    let places: Vec<_> = b.text_places().map(|place| &source[place]).collect();
    assert_eq!(places, ["x", "<![CDATA[y]]>"]);
    assert_eq!(b.text(), "xy");
    assert_eq!(b.attribute("c"), Some("1&2"));
}

fn refuse(text: &str, message: &str) {
    let error = Document::parse(text).expect_err(text);
    assert_eq!(error.to_string(), message, "{text}");
}

#[test]
fn names_what_it_expected_and_where() {
    refuse("", "expected an element at line 1 column 1");
    refuse("hello", "expected an element at line 1 column 1");
    refuse(
        "<a>\n é<b",
        "expected a blank, `>` or `/>` at line 2 column 5",
    );
    refuse("<a>", "expected the end tag `</a>` at line 1 column 4");
    refuse(
        "<a><b></a>",
        "expected the end tag `</b>` at line 1 column 7",
    );
    refuse(
        "<a/><b/>",
        "expected the end of the document at line 1 column 5",
    );
    refuse(
        "<a/>x",
        "expected the end of the document at line 1 column 5",
    );
    refuse("</a>", "expected the name of an element at line 1 column 2");
    refuse(
        "<1a/>",
        "expected the name of an element at line 1 column 2",
    );
    refuse("<a b/>", "expected `=` at line 1 column 5");
    refuse("<a b=1/>", "expected a value in quotes at line 1 column 6");
    refuse("<a b='1/>", "expected a closing quote at line 1 column 10");
    refuse(
        "<a b='1'c='2'/>",
        "expected a blank, `>` or `/>` at line 1 column 9",
    );
    refuse(
        "<a b='1' b='2'/>",
        "expected one attribute `b` only at line 1 column 10",
    );
    refuse(
        "<a b='<'/>",
        "expected `&lt;` for `<` in the value of an attribute at line 1 column 7",
    );
    refuse(
        "<a>]]></a>",
        "expected `]]&gt;` for `]]>` at line 1 column 4",
    );
    refuse(
        "<a><!-- -- --></a>",
        "expected `-->`, as a comment holds no `--` at line 1 column 11",
    );
    refuse("<a><![CDATA[</a>", "expected `]]>` at line 1 column 17");
    refuse(
        "<a>\u{0}</a>",
        "expected a character that XML allows at line 1 column 4",
    );
    refuse(
        "<a>ab&nbsp;</a>",
        "expected one of `&amp;`, `&lt;`, `&gt;`, `&apos;`, `&quot;` or a character reference; entities \
         of a document type are not expanded at line 1 column 6",
    );
    refuse(
        "<a><?xml version='1.0'?></a>",
        "expected the XML declaration at the start of the document only at line 1 column 6",
    );
    refuse(
        "<?xml encoding='UTF-8'?><a/>",
        "expected a declaration such as `<?xml version=\"1.0\" encoding=\"UTF-8\"?>` at line 1 column 1",
    );
}

#[test]
fn refuses_names_outside_the_rules_of_namespaces() {
    refuse(
        "<p:a/>",
        "expected a declaration of the namespace prefix `p` at line 1 column 2",
    );
    refuse(
        "<a p:b=''/>",
        "expected a declaration of the namespace prefix `p` at line 1 column 4",
    );
    refuse(
        "<a:b:c xmlns:a='x'/>",
        "expected a name such as `prefix:name`, not `a:b:c`, at line 1 column 2",
    );
    refuse(
        "<a xmlns:p:q='x'/>",
        "expected a name such as `prefix:name`, not `xmlns:p:q`, at line 1 column 4",
    );
    refuse(
        "<a xmlns:p=''/>",
        "expected a URI for the namespace prefix `p` at line 1 column 4",
    );
    refuse(
        "<a xmlns:xml='x'/>",
        "expected a namespace declaration other than of `xml` and `xmlns` at line 1 column 4",
    );
    refuse(
        "<a xmlns='x' xmlns='x'/>",
        "expected one `xmlns` only at line 1 column 14",
    );
    refuse(
        "<a xmlns:p='x' xmlns:q='x' p:b='' q:b=''/>",
        "expected one attribute `b` only at line 1 column 35",
    );
}

#[test]
fn keeps_to_its_limits() {
    let nested = |depth: usize| "<a>".repeat(depth) + &"</a>".repeat(depth);
    assert!(Document::parse(nested(MAX_DEPTH)).is_ok());
    refuse(
        &nested(MAX_DEPTH + 1),
        "expected at most 256 levels of nesting at line 1 column 769",
    );
    assert!(Document::parse("<a>".repeat(1_000_000)).is_err());
    let many = |count: usize, prefix: &str| {
        let attributes = joined((0..count).map(|at| format!(" {prefix}{at}='u'")));
        format!("<a{attributes}/>")
    };
    assert!(Document::parse(many(MAX_ATTRIBUTES, "b")).is_ok());
    assert!(Document::parse(many(MAX_ATTRIBUTES + 1, "b")).is_err());
    assert!(Document::parse(many(MAX_NAMESPACES - 1, "xmlns:b")).is_ok());
    assert!(Document::parse(many(MAX_NAMESPACES, "xmlns:b")).is_err());
}

/// No expansion, so no "billion laughs": what an entity would stand for is never looked at.
#[test]
fn never_expands_entities_of_a_document_type() {
    let bomb = "<!DOCTYPE a [<!ENTITY b 'xxxxxxxxxx'><!ENTITY c '&b;&b;&b;&b;'>]><a>&c;</a>";
    assert!(Document::parse(bomb).is_err());
}

/// Another reader accepts the same documents, and reads the same out of them; it is laxer about colons in
/// names, impossible character references and namespaces declared twice.
#[test]
fn agrees_with_another_reader_on_any_text() {
    survives("xml", 400, |text| {
        let ours = Document::parse(text);
        if text.contains("<!DOCTYPE") || text.contains("<?") {
            return; // We are laxer about what we skip, and stricter about entities.
        }
        match (ours, roxmltree::Document::parse(text)) {
            (Ok(ours), Ok(theirs)) => {
                assert_eq!(
                    outline(ours.root()),
                    their_outline(theirs.root_element()),
                    "{text}"
                );
            }
            (Ok(_), Err(error)) => panic!("they refuse {text:?}: {error}"),
            (Err(error), Ok(_)) => {
                let lax = [
                    "a name such as",
                    "one of `&amp;`",
                    "one `xmlns",
                    "the end tag",
                ];
                let error = error.to_string();
                let is_lax = lax
                    .iter()
                    .any(|its| error["expected ".len()..].starts_with(its));
                assert!(is_lax, "we refuse {text:?}: {error}");
            }
            (Err(_), Err(_)) => {}
        }
    });
}

/// Whatever the example and whatever comes, a comparison ends, and a document matches itself.
#[test]
fn compares_any_two_documents() {
    let plain = |text: &str| Response {
        body: Body::text(text, ContentType::parse("application/xml")),
        ..Response::default()
    };
    let compile =
        |response: &Response| ResponseMatcher::compile(response, &MatchOptions::default());
    let matcher = |text: &str| {
        let mut response = plain(text);
        for path in [
            "$.a",
            "$.*[*].*",
            "$.alligator['@name']",
            "$.*.*[1]['#text']",
        ] {
            let path = path.parse().unwrap();
            response.rules.add(Category::Body, path, Rule::MinType(1));
        }
        compile(&response).unwrap()
    };
    let compare = |matcher: &ResponseMatcher, text: &str| {
        let actual = ActualResponse::new(200)
            .with_headers([("Content-Type", "application/xml")])
            .with_body(text.as_bytes());
        let mismatches = matcher.compare(&actual);
        let texts: Vec<_> = mismatches.iter().map(ToString::to_string).collect();
        texts.len()
    };
    let fixed = matcher("<a><b/><b/><c>1</c><d><e/></d></a>");
    survives("xml", 40, |text| {
        compare(&fixed, text);
        let own = matcher(text);
        compare(&own, "<a><b/><c>1</c></a>");
        let differs = compare(&compile(&plain(text)).unwrap(), text) > 0;
        assert_eq!(differs, Document::parse(text).is_err(), "{text:?}");
    });
}

fn their_outline(element: roxmltree::Node<'_, '_>) -> String {
    let full = |namespace: Option<&str>, name: &str| match namespace {
        Some(uri) if !uri.is_empty() => format!("{uri}:{name}"),
        _ => name.to_owned(),
    };
    let mut attributes: Vec<_> = element.attributes().collect();
    attributes.sort_by_key(|its| (its.namespace(), its.name()));
    let attributes = joined(
        attributes
            .iter()
            .map(|its| format!("[@{}={}]", full(its.namespace(), its.name()), its.value())),
    );
    let mut text = String::new();
    let mut run = String::new();
    let mut children = String::new();
    let space = [' ', '\t', '\r', '\n'];
    for child in element.children() {
        if child.is_text() {
            run.push_str(child.text().unwrap_or_default());
        } else if child.is_element() {
            text.push_str(std::mem::take(&mut run).trim_matches(space));
            children.push_str(&their_outline(child));
        }
    }
    text.push_str(run.trim_matches(space));
    let name = element.tag_name();
    format!(
        "{}{attributes}({text}{children})",
        full(name.namespace(), name.name())
    )
}
