//! What the reference implementation gets wrong, each as a test that ours does not.
//! docs/reference-defects.md lists them.

use super::*;

/// Whether a JSON response matches.
fn matches(expected: &str, rules: &str, actual: &str) -> bool {
    response_mismatches(expected, rules, actual, None).is_empty()
}

/// Whether it matches where we do as the reference does.
fn matches_like_reference(
    difference: Difference,
    expected: &str,
    rules: &str,
    actual: &str,
) -> bool {
    response_mismatches(expected, rules, actual, Some(difference)).is_empty()
}

#[test]
fn or_counts_for_objects() {
    let rules =
        r#"{"$.a":{"combine":"OR","matchers":[{"match":"notEmpty"},{"match":"type","max":0}]}}"#;
    let (example, empty) = (r#"{"a":{"b":1}}"#, r#"{"a":{"b":2}}"#);
    assert!(matches(example, rules, empty));
    assert!(!matches_like_reference(
        Difference::OrOnObjects,
        example,
        rules,
        empty
    ));
}

#[test]
fn or_counts_for_lists() {
    let rules =
        r#"{"$":{"combine":"OR","matchers":[{"match":"type","min":3},{"match":"type","max":1}]}}"#;
    assert!(matches("[1]", rules, "[1]"));
    assert!(matches("[1]", rules, "[1,2,3]"));
    assert!(!matches("[1]", rules, "[1,2]"));
}

#[test]
fn or_allows_null_or_an_object() {
    let rules = r#"{"$.a":{"combine":"OR","matchers":[{"match":"null"},{"match":"type"}]}}"#;
    let example = r#"{"a":{"b":1}}"#;
    assert!(matches(example, rules, r#"{"a":null}"#));
    assert!(matches(example, rules, r#"{"a":{"b":2}}"#));
    assert!(!matches(example, rules, r#"{"a":"x"}"#));
    assert!(!matches(example, rules, r#"{"a":{}}"#));
}

#[test]
fn or_allows_an_object_or_a_text() {
    let rules = r#"{"$.a":{"combine":"OR","matchers":[{"match":"regex","regex":"none"},{"match":"type"}]}}"#;
    let example = r#"{"a":{"b":1}}"#;
    assert!(matches(example, rules, r#"{"a":"none"}"#));
    assert!(matches(example, rules, r#"{"a":{"b":7}}"#));
    assert!(!matches(example, rules, r#"{"a":"some"}"#));
}

#[test]
fn or_of_each_key_and_each_value_alone() {
    let rules = r#"{"$":{"combine":"OR","matchers":[
        {"match":"eachKey","rules":[{"match":"regex","regex":"[a-z]+"}]},
        {"match":"eachValue","rules":[{"match":"integer"}]}]}}"#;
    assert!(matches(r#"{"a":1}"#, rules, r#"{"a":1,"b":1}"#));
    assert!(matches(r#"{"a":1}"#, rules, r#"{"1":1,"2":7}"#));
    assert!(!matches(r#"{"a":1}"#, rules, r#"{"1":"x"}"#));
}

#[test]
fn rules_count_for_an_empty_example() {
    let rule = |rule: &str| format!(r#"{{"$":{{"matchers":[{rule}]}}}}"#);
    let min = rule(r#"{"match":"type","min":2}"#);
    let equality = rule(r#"{"match":"equality"}"#);
    let not_empty = rule(r#"{"match":"notEmpty"}"#);
    assert!(!matches("[]", &min, "[1]"));
    assert!(matches("[]", &min, "[1,2]"));
    assert!(!matches("[]", &equality, "[1,2]"));
    assert!(!matches("[]", &not_empty, "[]"));
    assert!(matches("[]", &not_empty, "[1]"));
    assert!(matches_like_reference(
        Difference::EmptyExample,
        "[]",
        &equality,
        "[1,2]"
    ));
}

#[test]
fn a_type_rule_takes_anything_for_an_empty_example() {
    let rules = r#"{"$":{"matchers":[{"match":"type"}]}}"#;
    assert!(matches("[]", rules, r#"[1,"a",{}]"#));
}

#[test]
fn rules_below_an_empty_example_count() {
    let rules = r#"{"$":{"matchers":[{"match":"type"}]},
                    "$[*].id":{"matchers":[{"match":"integer"}]}}"#;
    assert!(matches("[]", rules, r#"[{"id":1}]"#));
    assert!(!matches("[]", rules, r#"[{"id":"x"}]"#));
}

#[test]
fn each_key_leaves_the_checks_below() {
    let rules = r#"{"$.m":{"matchers":[{"match":"eachKey","rules":[{"match":"regex","regex":"[a-z]+"}]}]}}"#;
    let example = r#"{"m":{"a":1}}"#;
    assert!(matches(example, rules, r#"{"m":{"a":1}}"#));
    assert!(!matches(example, rules, r#"{"m":{"a":2}}"#));
    assert!(!matches(example, rules, r#"{"m":{"a":"x"}}"#));
    assert!(matches_like_reference(
        Difference::EachKeyValues,
        example,
        rules,
        r#"{"m":{"a":"x"}}"#
    ));
}

#[test]
fn each_key_leaves_a_type_rule_from_above() {
    let rules = r#"{"$":{"matchers":[{"match":"type"}]},
        "$.m":{"matchers":[{"match":"eachKey","rules":[{"match":"regex","regex":"[a-z]+"}]}]}}"#;
    let example = r#"{"m":{"a":1}}"#;
    assert!(matches(example, rules, r#"{"m":{"b":2,"c":3}}"#));
    assert!(!matches(example, rules, r#"{"m":{"b":"2"}}"#));
}

#[test]
fn each_value_leaves_the_rules_below() {
    let rules = r#"{"$.m":{"matchers":[{"match":"eachValue","rules":[{"match":"type"}]}]},
                    "$.m.*.x":{"matchers":[{"match":"regex","regex":"\\d+"}]}}"#;
    let example = r#"{"m":{"a":{"x":"1","y":"b"}}}"#;
    assert!(matches(example, rules, r#"{"m":{"k":{"x":"22","y":"c"}}}"#));
    assert!(!matches(
        example,
        rules,
        r#"{"m":{"k":{"x":"no","y":"c"}}}"#
    ));
    assert!(!matches(example, rules, r#"{"m":{"k":{"x":"22","y":1}}}"#));
    assert!(matches_like_reference(
        Difference::EachValueRules,
        example,
        rules,
        r#"{"m":{"k":{"x":"no","y":"c"}}}"#
    ));
}

#[test]
fn a_type_rule_takes_a_list_shorter_than_the_example() {
    // Intended by the specification's maintainers (pact-specification#112), so the same here.
    let rules = r#"{"$":{"matchers":[{"match":"type"}]}}"#;
    assert!(matches("[1,2]", rules, "[3]"));
    assert!(matches("[1,2]", rules, "[]"));
}

#[test]
fn ties_between_rules_are_decided_the_same_way_every_time() {
    let rules = |first: &str, second: &str| {
        format!(
            r#"{{"{first}":{{"matchers":[{{"match":"regex","regex":"a"}}]}},
                 "{second}":{{"matchers":[{{"match":"regex","regex":"b"}}]}}}}"#
        )
    };
    for _ in 0..50 {
        // The exact step that comes first decides, whatever the order in the file.
        assert!(matches(
            r#"{"a":{"b":"x"}}"#,
            &rules("$.a.*", "$.*.b"),
            r#"{"a":{"b":"a"}}"#
        ));
        assert!(!matches(
            r#"{"a":{"b":"x"}}"#,
            &rules("$.*.b", "$.a.*"),
            r#"{"a":{"b":"a"}}"#
        ));
    }
    // Then what stands first in the file.
    assert!(matches("[\"x\"]", &rules("$[*]", "$.*"), "[\"a\"]"));
    assert!(matches("[\"x\"]", &rules("$.*", "$[*]"), "[\"a\"]"));
}

#[test]
fn negative_integers_are_integers_in_texts() {
    let expected = Request {
        query: Some(crate::model::Query::parse("offset=1")),
        rules: rules(
            Category::Query,
            r#"{"offset":{"matchers":[{"match":"integer"}]}}"#,
        ),
        ..Request::default()
    };
    let actual = ActualRequest::new("GET", "/").with_query("offset=-5");
    let mismatches = |like| {
        let matcher = RequestMatcher::compile(&expected, &options(like)).unwrap();
        matcher.compare(&actual).len()
    };
    assert_eq!(mismatches(None), 0);
    assert_eq!(mismatches(Some(Difference::NegativeIntegerText)), 1);
}

#[test]
fn big_integers_keep_their_digits() {
    assert!(!matches(
        "12345678901234567890123",
        "{}",
        "12345678901234567890124"
    ));
    let decimal = r#"{"$":{"matchers":[{"match":"decimal"}]}}"#;
    assert!(!matches("1.5", decimal, "12345678901234567890123"));
    let integer = r#"{"$":{"matchers":[{"match":"integer"}]}}"#;
    assert!(matches("1", integer, "12345678901234567890123"));
}

#[test]
fn a_type_rule_takes_anything_for_an_example_of_null() {
    let rules = r#"{"$.a":{"matchers":[{"match":"type"}]}}"#;
    assert!(matches(r#"{"a":null}"#, rules, r#"{"a":"text"}"#));
    assert!(matches(r#"{"a":null}"#, rules, r#"{"a":null}"#));
    assert!(!matches_like_reference(
        Difference::NullExample,
        r#"{"a":null}"#,
        rules,
        r#"{"a":"text"}"#
    ));
}

#[test]
fn array_contains_on_an_object_holds_for_nothing() {
    let rules =
        r#"{"$":{"matchers":[{"match":"arrayContains","variants":[{"index":0,"rules":{}}]}]}}"#;
    assert!(!matches(r#"{"a":1}"#, rules, r#"{"a":1}"#));
}

#[test]
fn rules_for_the_method_count() {
    let expected = Request {
        rules: {
            let mut rules = MatchingRules::default();
            let regex = crate::rule::Rule::Regex("GET|HEAD".to_owned());
            rules.add(Category::Method, PathExpr::root(), regex);
            rules
        },
        ..Request::default()
    };
    let matcher = RequestMatcher::compile(&expected, &options(None)).unwrap();
    assert!(matcher.matches(&ActualRequest::new("HEAD", "/")));
    assert!(!matcher.matches(&ActualRequest::new("PUT", "/")));
    assert_eq!(matcher.only_method(), None);
    assert_eq!(matcher.only_path(), Some("/"));
}

#[test]
fn not_a_number_and_infinity_are_no_numbers() {
    let path = |rule: &str| Request {
        path: "1".to_owned(),
        rules: {
            let rule = format!(r#"{{"$":{{"matchers":[{rule}]}}}}"#);
            rules(Category::Path, &rule)
        },
        ..Request::default()
    };
    for rule in [r#"{"match":"number"}"#, r#"{"match":"decimal"}"#] {
        let matcher = RequestMatcher::compile(&path(rule), &options(None)).unwrap();
        for text in ["NaN", "inf", "-inf", "infinity"] {
            assert!(!matcher.matches(&ActualRequest::new("GET", text)), "{text}");
        }
    }
}

#[test]
fn a_regular_expression_that_explodes_is_no_crash() {
    let rules = r#"{"$":{"matchers":[{"match":"regex","regex":"(a+)+$"}]}}"#;
    let long = format!("\"{}!\"", "a".repeat(50_000));
    assert!(!matches(r#""aaa""#, rules, &long));
}

#[cfg(feature = "lookaround")]
#[test]
fn a_regular_expression_past_the_step_limit_is_a_mismatch_that_says_so() {
    let rules = r#"{"$":{"matchers":[{"match":"regex","regex":"(a|a)*(?=b)\\\\1c"}]}}"#;
    let long = format!("\"{}\"", "a".repeat(64));
    let mismatches = response_mismatches(r#""ab""#, rules, &long, None);
    assert_eq!(mismatches[0].reason, crate::matching::Reason::StepLimit);
    assert!(mismatches[0].finding().contains("takes too many steps"));
}

#[test]
fn a_hundred_and_forty_query_parameters_are_no_overflow() {
    let query: Vec<_> = (0..140).map(|n| format!("p{n}={n}")).collect();
    let query = query.join("&");
    let expected = Request {
        query: Some(crate::model::Query::parse(&query)),
        ..Request::default()
    };
    let matcher = RequestMatcher::compile(&expected, &options(None)).unwrap();
    assert!(matcher.matches(&ActualRequest::new("GET", "/").with_query(&query)));
}

#[test]
fn documents_as_deep_as_we_read_are_compared() {
    let depth = crate::json::MAX_DEPTH;
    let nested = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let or = r#"{"$":{"combine":"OR","matchers":[{"match":"type"},{"match":"null"}]}}"#;
    for rules in ["{}", r#"{"$":{"matchers":[{"match":"type"}]}}"#, or] {
        assert!(matches(&nested, rules, &nested));
    }
    let deeper = format!("[{nested}]");
    let mismatches = response_mismatches(&nested, "{}", &deeper, None);
    assert!(
        mismatches[0]
            .description()
            .contains("at most 256 levels of nesting")
    );
}

#[test]
fn rules_that_multiply_are_given_up() {
    // Each of twelve levels tries two elements for two variants of the level above.
    let mut document = "1".to_owned();
    let mut variants = r#"{"index":0,"rules":{}}"#.to_owned();
    for _ in 0..12 {
        document = format!("[{document},{document}]");
        let rule = format!(r#"{{"match":"arrayContains","variants":[{variants},{variants}]}}"#);
        variants = format!(r#"{{"index":0,"rules":{{"$":{{"matchers":[{rule}]}}}}}}"#);
    }
    let rule = format!(r#"{{"match":"arrayContains","variants":[{variants}]}}"#);
    let response = Response {
        body: Body::json(Json::parse(document.as_bytes()).unwrap().into_owned()),
        rules: rules(
            Category::Body,
            &format!(r#"{{"$":{{"matchers":[{rule}]}}}}"#),
        ),
        ..Response::default()
    };
    let options = options(None).with_probe_limit(1_000);
    let matcher = ResponseMatcher::compile(&response, &options).unwrap();
    let other = document.replace('1', "2");
    let mismatches = matcher.compare(&ActualResponse::new(200).with_body(other.as_bytes()));
    assert!(
        mismatches[0]
            .finding()
            .contains("can be compared in reasonable time")
    );
}
