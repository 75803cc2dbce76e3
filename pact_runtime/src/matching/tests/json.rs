//! JSON bodies.

use super::*;

/// Checks the mismatches in a response.
fn check(expected: &str, rules: &str, actual: &str, found: &[&str]) {
    let mismatches = response_mismatches(expected, rules, actual, None);
    assert_eq!(
        descriptions(&mismatches),
        found,
        "{expected} {rules} {actual}"
    );
}

fn check_request(expected: &str, rules: &str, actual: &str, found: &[&str]) {
    let mismatches = request_mismatches(expected, rules, actual);
    assert_eq!(
        descriptions(&mismatches),
        found,
        "{expected} {rules} {actual}"
    );
}

#[test]
fn compares_without_rules() {
    check(r#"{"a":1}"#, "{}", r#"{"a":1,"b":2}"#, &[]);
    check(
        r#"{"a":1}"#,
        "{}",
        r#"{"a":2}"#,
        &["$.a -> Expected 2 (Integer) to be equal to 1 (Integer)"],
    );
    check(
        r#"{"a":1,"b":1}"#,
        "{}",
        r#"{"a":1}"#,
        &["$ -> Actual map is missing the following keys: b"],
    );
    check_request(
        r#"{"a":1,"b":1}"#,
        "{}",
        r#"{"a":1,"c":1}"#,
        &["$ -> Expected a Map with keys [a, b] but received one with keys [a, c]"],
    );
    check_request(
        "{}",
        "{}",
        r#"{"a":1}"#,
        &[r#"$ -> Expected an empty Map but received {"a":1}"#],
    );
    check(
        "[1,2]",
        "{}",
        "[1]",
        &[
            "$ -> Expected 2 but was missing",
            "$ -> Expected a List with 2 elements but received 1 elements",
        ],
    );
    check(
        "[]",
        "{}",
        "[1]",
        &["$ -> Expected an empty List but received [1]"],
    );
    check(
        r#"{"a":["b"]}"#,
        "{}",
        r#"{"a":"b"}"#,
        &[r#"$.a -> Type mismatch: Expected 'b' (String) to be the same type as ["b"] (Array)"#],
    );
    check(
        "{}",
        "{}",
        "{",
        &[
            "$ -> Failed to parse the actual body: 'expected a key in double quotes at line 1 column 2'",
        ],
    );
}

#[test]
fn applies_rules_at_their_path_and_below() {
    let type_rule = r#"{"$.a":{"matchers":[{"match":"type"}]}}"#;
    check(r#"{"a":{"b":1}}"#, type_rule, r#"{"a":{"b":2}}"#, &[]);
    check(
        r#"{"a":{"b":1}}"#,
        type_rule,
        r#"{"a":{"b":"2"}}"#,
        &["$.a.b -> Expected '2' (String) to be the same type as 1 (Integer)"],
    );
    check(
        r#"{"a":[1]}"#,
        type_rule,
        r#"{"a":[2,3,"4"]}"#,
        &["$.a[2] -> Expected '4' (String) to be the same type as 1 (Integer)"],
    );
    let min = r#"{"$.a":{"matchers":[{"match":"type","min":2}]}}"#;
    check(
        r#"{"a":[1]}"#,
        min,
        r#"{"a":[1]}"#,
        &["$.a -> Expected [1] (size 1) to have minimum size of 2"],
    );
}
