//! Tests of what builders make.

use pact_runtime::{
    codec,
    json::{Json, OwnedObject},
    matching::{MatchOptions, match_request, match_response},
    model::{Body, HttpInteraction, Interaction as Model, Pact as Whole, SpecVersion},
    rule::MatchingRules,
};

use super::{Declarations as Pact, *};
use crate::prelude::{
    any_of, array_contains, each_entry, from_state, iso_date, json, json_pattern, like, method,
    mock_server_url, null, random_int, status_one_of,
};
use crate::{
    __private::{object, value},
    matchers::{each_like, integer, regex},
    request::{get, post},
    response::{Response, no_content, ok, status},
};

impl Pact {
    #[track_caller]
    fn declare(&mut self, description: &str) -> Interaction<'_> {
        self.interaction(Location::caller(), description.to_owned())
    }
}

fn only(pact: &mut Pact) -> (HttpInteraction, InteractionDraft) {
    let mut drafts = pact.take_drafts();
    assert_eq!(drafts.len(), 1);
    let draft = drafts.remove(0);
    match &draft.interaction {
        Model::Http(http) => ((**http).clone(), draft),
        other => panic!("{other:?}"),
    }
}

fn written(rules: &MatchingRules) -> Vec<String> {
    let of = |(category, rules): (pact_runtime::rule::Category, &Vec<_>)| {
        let texts = rules.iter().map(
            move |(path, list): &(pact_runtime::path::PathExpr, pact_runtime::rule::RuleList)| {
                format!(
                    "{} {path} {}",
                    category.name(),
                    Json::Object(list.to_json())
                )
            },
        );
        texts.collect::<Vec<_>>()
    };
    rules.iter().flat_map(of).collect()
}

#[test]
fn collects_request_and_response_with_rules_and_places() {
    let mut pact = Pact::default();
    pact.declare("a request for orders")
        .given("orders exist")
        .given_with("a user", serde_json::json!({ "id": 7, "a": null }))
        .request(
            get(regex(r"^/users/\d+/orders$", "/users/7/orders"))
                .query("page", 2)
                .query("tag", "a b")
                .query("tag", regex("[a-z]", "c"))
                .query_flag("verbose")
                .header("Accept", "application/json"),
        )
        .response(ok().json(object([("total", value(integer(3)))])));
    let (http, draft) = only(&mut pact);
    assert_eq!(draft.problems, []);
    assert_eq!(http.meta.provider_states.len(), 2);
    let params: OwnedObject = http.meta.provider_states[1].params.clone();
    assert_eq!(Json::Object(params).to_string(), r#"{"a":null,"id":7}"#);
    assert_eq!(http.request.path, "/users/7/orders");
    let query = http.request.query.unwrap();
    assert_eq!(query.get("page"), Some([Some("2".to_owned())].as_slice()));
    assert_eq!(query.get("verbose"), Some([None].as_slice()));
    assert_eq!(query.get("tag").map(<[_]>::len), Some(2));
    assert_eq!(
        written(&http.request.rules),
        [
            r#"path $ {"combine":"AND","matchers":[{"match":"regex","regex":"^/users/\\d+/orders$"}]}"#,
            r#"query $.tag[1] {"combine":"AND","matchers":[{"match":"regex","regex":"[a-z]"}]}"#,
        ]
    );
    assert_eq!(
        written(&http.response.rules),
        [r#"body $.total {"combine":"AND","matchers":[{"match":"integer"}]}"#]
    );
    let headers = http.response.headers.unwrap();
    assert_eq!(
        headers.get("content-type"),
        Some(["application/json".to_owned()].as_slice())
    );
    let total = "$.total".parse().unwrap();
    let category = pact_runtime::rule::Category::Body;
    let place = draft
        .sources
        .find(pact_runtime::harness::Part::Response(0), category, &total);
    assert_eq!(place.map(Location::file), Some(file!()));
}

#[test]
fn lets_a_header_set_the_content_type() {
    let mut pact = Pact::default();
    pact.declare("a vendor type")
        .request(
            post("/orders")
                .json(1)
                .header("content-type", "application/vnd.order+json"),
        )
        .response(no_content().empty_body());
    let (http, draft) = only(&mut pact);
    assert_eq!(draft.problems, []);
    let headers = http.request.headers.unwrap();
    assert_eq!(headers.len(), 1);
    let content_type = http.request.body.content_type().unwrap();
    assert_eq!(content_type.to_string(), "application/vnd.order+json");
    assert_eq!(http.response.body, Body::Empty);
    assert_eq!(http.response.headers, None);
}

#[test]
fn writes_the_fields_of_a_form() {
    let mut pact = Pact::default();
    let fields = object([
        ("user name", value("ada & co")),
        ("scope", value(each_like("read").min(2))),
        ("age", value(integer(36))),
    ]);
    pact.declare("a form")
        .request(post("/login").form(fields))
        .response(ok());
    let (http, draft) = only(&mut pact);
    assert_eq!(draft.problems, []);
    assert_eq!(
        http.request.body.to_bytes(),
        b"user+name=ada+%26+co&scope=read&scope=read&age=36"
    );
    assert_eq!(written(&http.request.rules).len(), 2);
}

fn refuse(declare: impl FnOnce(&mut Pact), problems: &[&str]) {
    let mut pact = Pact::default();
    declare(&mut pact);
    let (_, draft) = only(&mut pact);
    let messages: Vec<_> = draft
        .problems
        .iter()
        .map(|problem| problem.message.as_str())
        .collect();
    assert_eq!(messages, problems);
    assert!(
        draft
            .problems
            .iter()
            .all(|problem| problem.location.file() == file!())
    );
}

#[test]
fn refuses_what_is_not_whole() {
    refuse(
        |pact| drop(pact.declare("half").request(get("/"))),
        &["the interaction has no response; add `.response(..)`"],
    );
    refuse(
        |pact| drop(pact.declare(" ")),
        &[
            "the description must not be empty; say what is asked for, as in `a request for an order`",
            "the interaction has no request; add `.request(..)`",
            "the interaction has no response; add `.response(..)`",
        ],
    );
}

#[test]
fn refuses_what_cannot_be_sent() {
    refuse(
        |pact| {
            pact.declare("a")
                .request(get("orders?page=1"))
                .response(status(42));
        },
        &[
            "the path `orders?page=1` must begin with `/`",
            "`42` is no status; one from 100 to 999",
        ],
    );
    refuse(
        |pact| {
            pact.declare("a")
                .request(get("/orders?page=1"))
                .response(ok());
        },
        &["the path `/orders?page=1` must not contain `?`; use `.query(name, value)`"],
    );
    refuse(
        |pact| pact.declare("a").request(get("/a b")).response(ok()),
        &["the path `/a b` goes over the wire as it stands; write ' ' percent-encoded"],
    );
    refuse(
        |pact| {
            let request = get("/").header("x y", "1").json(1).text("2");
            pact.declare("a")
                .given_with("s", 1)
                .request(request)
                .response(ok());
        },
        &[
            "parameters of a provider state must be an object, but this is of kind integer; write `json!({ \"name\": value })`",
            "`x y` cannot be the name of a header; use letters, digits and `-`",
            "the body is declared twice; keep one of the calls",
        ],
    );
}

/// What is declared reads back from the file as it was, and its own example matches it.
fn check(declare: impl FnOnce(&mut Pact)) {
    let mut pact = Pact::default();
    declare(&mut pact);
    let (http, draft) = only(&mut pact);
    assert_eq!(draft.problems, []);
    let options = MatchOptions::default();
    let mismatches = match_request(&http.request, &http.request, &options).unwrap();
    assert!(mismatches.is_empty(), "{mismatches:?}");
    let mismatches = match_response(&http.response, &http.response, &options).unwrap();
    assert!(mismatches.is_empty(), "{mismatches:?}");
    let whole = Whole {
        interactions: vec![draft.interaction],
        spec_version: SpecVersion::V4,
        ..Whole::default()
    };
    let written = codec::write(&whole, SpecVersion::V4);
    assert_eq!(written.losses, []);
    let read = codec::read(written.text.as_bytes()).unwrap();
    assert_eq!(read.interactions, whole.interactions);
}

#[test]
fn every_kind_of_body_reads_back_and_matches_itself() {
    let bodies: [fn(Response) -> Response; 9] = [
        |response| response,
        Response::empty_body,
        |response| response.json(()),
        |response| response.json("text"),
        |response| response.json(json_pattern!({ "a": [1, each_like(integer(1))], "b": null })),
        |response| response.text(regex("(up|down)", "up")),
        |response| {
            response.form(json_pattern!({ "a b": "c&d", "list": ["1", regex("[a-z]", "x")] }))
        },
        |response| response.body("<a/>", "application/xhtml"),
        |response| response.body([0xff, 0x00], "image/png"),
    ];
    for body in bodies {
        check(|pact| {
            pact.declare("a body")
                .request(get("/"))
                .response(body(ok()));
        });
    }
}

#[test]
fn everything_around_a_body_reads_back_and_matches_itself() {
    check(|pact| {
        let request = method("report", from_state("/a/${id}", "/a/7"))
            .query("one", regex("[a-z]", "x"))
            .query("two", each_like(integer(1)).min(2))
            .query("three", ["a", "b"])
            .query_flag("four")
            .header("Accept", "text/html, text/plain;q=0.5")
            .header("X-One", iso_date("2026-11-20"))
            .header("x-two", "a, b")
            .header("X-Two", 2);
        pact.declare("all of it")
            .given("state")
            .given_with("state", json!({ "with": ["params"] }))
            .pending()
            .key("key")
            .comment("one")
            .comment("two")
            .comment_entry("owner", json!({ "team": "shop" }))
            .reference("jira", "ticket", "SHOP-17")
            .reference("jira", "epic", "SHOP-1")
            .request(request)
            .response(
                status_one_of([200, 203])
                    .header("location", mock_server_url("/a/7"))
                    .json(json_pattern!({
                        "entries": each_entry(regex("[a-z]+", "a"), { "n": integer(1).generate(random_int(1, 9)) }),
                        "some": array_contains([{ "n": integer(1) }, "x"]),
                        "id": from_state("id", 7),
                        "maybe": any_of([like({ "a": 1 }), null()]),
                    })),
            );
    });
}

#[cfg(feature = "xml")]
#[test]
fn a_body_of_xml_reads_back_and_matches_itself() {
    use crate::prelude::element;
    check(|pact| {
        let root = element("o:order")
            .namespace("o", "urn:orders")
            .attribute("id", integer(42))
            .attribute("o:kind", "web")
            .child(element("status").text(regex("(open|closed)", "open")))
            .child(element("line").text(integer(1)).at_least(2).at_most(5));
        pact.declare("xml")
            .request(get("/"))
            .response(ok().xml(root));
    });
}

#[cfg(feature = "multipart")]
#[test]
fn a_body_of_parts_reads_back_and_matches_itself() {
    use crate::prelude::{multipart, string};
    check(|pact| {
        let parts = multipart()
            .field("title", string("Me"))
            .json("tags", json_pattern!(each_like("holiday")))
            .file("plain", "a.txt", "text/plain", "hello")
            .file_of_type("photo", "me.jpg", "image/jpeg", [0xff, 0xd8, 0xff]);
        pact.declare("parts")
            .request(post("/").multipart(parts))
            .response(ok());
    });
}
