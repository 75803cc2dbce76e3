//! Method, path, query and headers of requests.

use super::*;
use crate::model::{Headers, Query};

struct Expected<'a> {
    method: &'a str,
    path: &'a str,
    query: &'a str,
    headers: &'a [(&'a str, &'a str)],
    rules: MatchingRules,
}

impl Default for Expected<'_> {
    fn default() -> Self {
        Self {
            method: "GET",
            path: "/",
            query: "",
            headers: &[],
            rules: MatchingRules::default(),
        }
    }
}

fn mismatches(
    expected: &Expected<'_>,
    actual: &ActualRequest<'_>,
    version: SpecVersion,
) -> Vec<String> {
    let mut headers = Headers::default();
    for (name, value) in expected.headers {
        headers.add(name, *value);
    }
    let request = Request {
        method: expected.method.to_owned(),
        path: expected.path.to_owned(),
        query: Some(Query::parse(expected.query)),
        headers: Some(headers),
        rules: expected.rules.clone(),
        ..Request::default()
    };
    let matcher = RequestMatcher::compile(&request, &MatchOptions::new(version)).unwrap();
    let found = matcher.compare(actual);
    assert_eq!(matcher.matches(actual), found.is_empty());
    descriptions(&found)
}

fn check_query(expected: &str, rules_json: &str, actual: &str, found: &[&str]) {
    let expected = Expected {
        query: expected,
        rules: rules(Category::Query, rules_json),
        ..Expected::default()
    };
    let actual = ActualRequest::new("GET", "/").with_query(actual);
    assert_eq!(mismatches(&expected, &actual, SpecVersion::V4), found);
}

#[test]
fn compares_method_and_path() {
    let expected = Expected {
        path: "/a",
        ..Expected::default()
    };
    let actual = ActualRequest::new("get", "/a");
    assert!(mismatches(&expected, &actual, SpecVersion::V4).is_empty());
    let actual = ActualRequest::new("PUT", "/b");
    assert_eq!(
        mismatches(&expected, &actual, SpecVersion::V4),
        [
            "expected GET but was PUT",
            "Expected '/b' to be equal to '/a'",
        ]
    );
}

#[test]
fn compares_the_set_of_parameters_and_the_order_of_their_values() {
    check_query("a=1&b=2", "{}", "b=2&a=1", &[]);
    check_query(
        "a=1&b=2",
        "{}",
        "a=1",
        &["Expected query parameter 'b' but was missing"],
    );
    check_query(
        "a=1",
        "{}",
        "a=1&c=2",
        &["Unexpected query parameter 'c' received"],
    );
    check_query(
        "a=1",
        "{}",
        "a=2",
        &["Expected query parameter 'a' with value '1' but was '2'"],
    );
    check_query(
        "a=1&a=2",
        "{}",
        "a=2&a=1",
        &[
            "Expected query parameter 'a' with value '1' but was '2'",
            "Expected query parameter 'a' with value '2' but was '1'",
        ],
    );
    check_query(
        "a=1&a=2",
        "{}",
        "a=1",
        &[
            "Expected query parameter 'a' value '2' but was missing",
            "Expected query parameter 'a' with 2 value(s) but received 1 value(s)",
        ],
    );
    check_query("flag", "{}", "flag=", &[]);
    check_query("a=1", "{}", "a=1&", &[]);
}

#[test]
fn applies_rules_to_parameters() {
    let regex = r#"{"a":{"matchers":[{"match":"regex","regex":"\\d{1,4}"}]}}"#;
    check_query("a=1", regex, "a=22", &[]);
    check_query(
        "a=1",
        regex,
        "a=9999X",
        &[r"Expected '9999X' to match '\d{1,4}'"],
    );
    check_query("a=1", regex, "a=1&a=2&a=3", &[]);
    check_query(
        "a=1",
        regex,
        "a=1&a=x",
        &[r"Expected 'x' to match '\d{1,4}'"],
    );
    let second = r#"{"a[1]":{"matchers":[{"match":"regex","regex":"\\d"}]}}"#;
    check_query("a=x&a=1", second, "a=x&a=7", &[]);
    check_query(
        "a=x&a=1",
        second,
        "a=y&a=7",
        &["Expected query parameter 'a' with value 'x' but was 'y'"],
    );
}

#[test]
fn applies_rules_to_all_values_of_a_parameter() {
    let min = r#"{"a":{"matchers":[{"match":"type","min":2}]}}"#;
    check_query("a=x&a=y", min, "a=1&a=2&a=3", &[]);
    check_query(
        "a=x&a=y",
        min,
        "a=1",
        &["Expected [1] (size 1) to have minimum size of 2"],
    );
    let each = r#"{"a":{"matchers":[{"match":"eachValue","rules":[{"match":"integer"}]}]}}"#;
    check_query("a=1", each, "a=1&a=2", &[]);
    check_query(
        "a=1",
        each,
        "a=1&a=x",
        &["Expected 'x' to match an integer number"],
    );
    let contains = r#"{"a":{"matchers":[{"match":"arrayContains","variants":[
        {"index":0,"rules":{"$":{"matchers":[{"match":"integer"}]}}}]}]}}"#;
    check_query("a=1", contains, "a=x&a=5", &[]);
    check_query(
        "a=1",
        contains,
        "a=x&a=y",
        &["Variant at index 0 ([\"1\"]) was not found in the actual list"],
    );
    let either =
        r#"{"a":{"combine":"OR","matchers":[{"match":"integer"},{"match":"type","min":2}]}}"#;
    check_query("a=x", either, "a=x&a=y", &[]);
    check_query("a=1", either, "a=7", &[]);
    check_query(
        "a=1",
        either,
        "a=x",
        &[
            "Unable to match [x] using Integer",
            "Expected [x] (size 1) to have minimum size of 2",
        ],
    );
    let equality = r#"{"a":{"matchers":[{"match":"equality"}]}}"#;
    check_query(
        "a=1",
        equality,
        "a=1&a=1",
        &[r#"Expected ["1","1"] (Array) to be equal to ["1"] (Array)"#],
    );
    let or = r#"{"a":{"combine":"OR","matchers":[{"match":"integer"},{"match":"boolean"}]}}"#;
    check_query("a=1", or, "a=true", &[]);
    check_query(
        "a=1",
        or,
        "a=x",
        &[
            "Expected 'x' to match an integer number",
            "Expected x to match a boolean",
        ],
    );
}

#[test]
fn compares_query_strings_as_text_in_version_1() {
    let expected = Expected {
        query: "a=1&b=2=3",
        ..Expected::default()
    };
    let found = |query| {
        let actual = ActualRequest::new("GET", "/").with_query(query);
        mismatches(&expected, &actual, SpecVersion::V1)
    };
    assert!(found("a=1&b=2%3D3").is_empty());
    assert_eq!(
        found("b=2=3&a=1"),
        ["Expected the parameters in the order [a, b] but received [b, a]",]
    );
    assert_eq!(
        found("a=1&b=2=3&"),
        ["Unexpected query parameter '' received"]
    );
    let actual = ActualRequest::new("GET", "/").with_query("b=2=3&a=1&");
    assert!(mismatches(&expected, &actual, SpecVersion::V1_1).is_empty());
}

#[test]
fn knows_no_rules_in_version_1() {
    let expected = Expected {
        query: "a=1",
        rules: rules(Category::Query, r#"{"a":{"matchers":[{"match":"type"}]}}"#),
        ..Expected::default()
    };
    let actual = ActualRequest::new("GET", "/").with_query("a=2");
    for (version, count) in [
        (SpecVersion::V1, 1),
        (SpecVersion::V1_1, 1),
        (SpecVersion::V2, 0),
    ] {
        assert_eq!(
            mismatches(&expected, &actual, version).len(),
            count,
            "{version}"
        );
    }
}

fn check_header(
    expected: &[(&str, &str)],
    rules_json: &str,
    actual: &[(&str, &str)],
    found: &[&str],
) {
    let expected = Expected {
        headers: expected,
        rules: rules(Category::Header, rules_json),
        ..Expected::default()
    };
    let actual = ActualRequest::new("GET", "/").with_headers(actual.iter().copied());
    assert_eq!(mismatches(&expected, &actual, SpecVersion::V4), found);
}

#[test]
fn compares_headers() {
    check_header(&[("X-A", "b")], "{}", &[("x-a", "b"), ("other", "c")], &[]);
    check_header(
        &[("X-A", "b")],
        "{}",
        &[("x-a", "B")],
        &["Mismatch with header 'X-A': Expected 'B' to be equal to 'b'"],
    );
    check_header(
        &[("X-TEST", "b")],
        "{}",
        &[],
        &["Expected a header 'X-TEST' but was missing"],
    );
    check_header(&[("X-A", "b,c")], "{}", &[("X-A", "b, c")], &[]);
    check_header(
        &[("Vary", "a, b")],
        "{}",
        &[("Vary", "b"), ("Vary", "a")],
        &[
            "Mismatch with header 'Vary': Expected 'b' to be equal to 'a' for value at index 0",
            "Mismatch with header 'Vary': Expected 'a' to be equal to 'b' for value at index 1",
        ],
    );
    check_header(
        &[("Vary", "a, b")],
        "{}",
        &[("Vary", "a"), ("Vary", "b")],
        &[],
    );
    check_header(
        &[("Vary", "a, b")],
        "{}",
        &[("Vary", "a")],
        &[
            "Mismatch with header 'Vary': Expected value 'b' at index 1 but was missing",
            "Mismatch with header 'Vary': Expected a List with 2 elements but received 1 elements",
        ],
    );
}

#[test]
fn takes_lines_of_a_header_and_commas_for_the_same() {
    check_header(&[("X-A", "b, c")], "{}", &[("X-A", "b"), ("X-A", "c")], &[]);
    check_header(&[("X-A", "b"), ("X-A", "c")], "{}", &[("X-A", "b,c")], &[]);
    check_header(
        &[("Accept", "a/b")],
        "{}",
        &[("Accept", "a/b;q=1, c/d")],
        &["Mismatch with header 'Accept': Expected a List with 1 elements but received 2 elements"],
    );
    let cookies = [("Set-Cookie", "b"), ("Set-Cookie", "c")];
    check_header(
        &[("Set-Cookie", "b,c")],
        "{}",
        &cookies,
        &[
            "Mismatch with header 'Set-Cookie': Expected 'b' to be equal to 'b,c' for value at index 0",
            "Mismatch with header 'Set-Cookie': Expected a List with 1 elements but received 2 elements",
        ],
    );
}

#[test]
fn never_splits_a_header_that_is_no_list() {
    let date = "Fri, 20 Nov 2026 08:00:00 GMT";
    check_header(&[("Date", date)], "{}", &[("Date", date)], &[]);
    let cookie = r#"{"a":"b,c"}"#;
    check_header(&[("X-Json", cookie)], "{}", &[("X-Json", cookie)], &[]);
    let regex = r#"{"Date":{"matchers":[{"match":"regex","regex":"\\w{3}, .+ GMT"}]}}"#;
    check_header(
        &[("Date", date)],
        regex,
        &[("Date", "Sat, 21 Nov 2026 08:00:00 GMT")],
        &[],
    );
}

#[test]
fn compares_headers_with_parameters() {
    let json = [("content-type", "application/json")];
    check_header(
        &json,
        "{}",
        &[("content-type", "application/json;charset=UTF-8")],
        &[],
    );
    check_header(
        &[("content-type", "application/json;charset=UTF-8")],
        "{}",
        &json,
        &[
            "Mismatch with header 'content-type': Expected header 'content-type' to have value \
         'application/json;charset=UTF-8' but was 'application/json'",
        ],
    );
    check_header(
        &[("content-type", "a/b; charset=utf-8; x=\"1;2\"")],
        "{}",
        &[("content-type", "a/b;X=\"1;2\";charset=\"UTF-8\"")],
        &[],
    );
    check_header(
        &[("Accept", "text/html, */*")],
        "{}",
        &[("Accept", "text/html;q=0.9, */*;q=0.8")],
        &[],
    );
    check_header(
        &[("Accept", "text/html, */*")],
        "{}",
        &[("Accept", "text/html, a/b")],
        &[
            "Mismatch with header 'Accept': Expected header 'Accept' at index 1 to have value '*/*' \
         but was 'a/b'",
        ],
    );
}

#[test]
fn applies_rules_to_headers_whatever_the_case_of_their_names() {
    let regex = r#"{"x-test":{"matchers":[{"match":"regex","regex":"\\d{1,4}"}]}}"#;
    check_header(&[("X-TEST", "1")], regex, &[("X-Test", "999")], &[]);
    check_header(
        &[("X-TEST", "1")],
        regex,
        &[("X-Test", "9999ABC")],
        &[r"Mismatch with header 'X-TEST': Expected '9999ABC' to match '\d{1,4}'"],
    );
    let second = r#"{"Vary[1]":{"matchers":[{"match":"regex","regex":"\\d"}]}}"#;
    check_header(&[("Vary", "a, 1")], second, &[("Vary", "a, 7")], &[]);
    check_header(
        &[("Vary", "a, 1")],
        second,
        &[("Vary", "a, x")],
        &[r"Mismatch with header 'Vary': Expected 'x' to match '\d' for value at index 1"],
    );
}

#[test]
fn very_many_parameters_take_linear_time() {
    let query: Vec<_> = (0..20_000).map(|n| format!("p{n}={n}")).collect();
    let query = query.join("&");
    check_query(&query, "{}", &query, &[]);
}
