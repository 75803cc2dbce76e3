use super::*;
use crate::generator::DataType;

fn parse(text: &str) -> DefinitionExpression {
    DefinitionExpression::parse(text).unwrap_or_else(|error| panic!("{}", error.render()))
}

/// The rules as a pact file has them, and the example.
fn check(text: &str, rules: &str, value: &str) {
    let definition = parse(text);
    let written: Vec<_> = definition
        .rules()
        .unwrap()
        .iter()
        .map(|rule| Json::Object(rule.to_json()).to_string())
        .collect();
    assert_eq!(written.join(" "), rules, "{text}");
    let example = definition
        .value
        .map_or_else(|| "none".to_owned(), |value| value.to_string());
    assert_eq!(example, value, "{text}");
}

fn check_generator(text: &str, expect: &str) {
    let generator = parse(text).generator.expect("a generator");
    assert_eq!(
        Json::Object(generator.to_json()).to_string(),
        expect,
        "{text}"
    );
}

fn refuse(text: &str, span: std::ops::Range<usize>, message: &str) {
    let error = DefinitionExpression::parse(text).unwrap_err();
    assert_eq!(error.to_string(), message);
    assert_eq!(error.span(), span);
}

#[test]
fn reads_every_rule() {
    check(
        "matching(equalTo, 'a')",
        r#"{"match":"equality"}"#,
        r#""a""#,
    );
    check("matching(type,'Name')", r#"{"match":"type"}"#, r#""Name""#);
    check(
        " matching ( type , -100.09 ) ",
        r#"{"match":"type"}"#,
        "-100.09",
    );
    check("matching(type, true)", r#"{"match":"type"}"#, "true");
    check("matching(number, 100)", r#"{"match":"number"}"#, "100");
    check(
        "matching(number, 100.10)",
        r#"{"match":"number"}"#,
        "100.10",
    );
    check("matching(integer, -5)", r#"{"match":"integer"}"#, "-5");
    check(
        "matching(integer, 99999999999999999999999)",
        r#"{"match":"integer"}"#,
        "99999999999999999999999",
    );
    check(
        "matching(decimal, 12.50)",
        r#"{"match":"decimal"}"#,
        "12.50",
    );
    check(
        "matching(boolean, false)",
        r#"{"match":"boolean"}"#,
        "false",
    );
}

#[test]
fn reads_rules_of_text() {
    check(
        "matching(include, 'in')",
        r#"{"match":"include","value":"in"}"#,
        r#""in""#,
    );
    check(
        "matching(semver, '1.0.0')",
        r#"{"match":"semver"}"#,
        r#""1.0.0""#,
    );
    check(
        "matching(contentType, 'application/xml', '<a/>')",
        r#"{"match":"contentType","value":"application/xml"}"#,
        r#""<a/>""#,
    );
    check(
        "matching(date, 'yyyy-MM-dd', '2020-05-21')",
        r#"{"match":"date","format":"yyyy-MM-dd"}"#,
        r#""2020-05-21""#,
    );
    check(
        "matching(time, 'HH:mm', '22:04')",
        r#"{"match":"time","format":"HH:mm"}"#,
        r#""22:04""#,
    );
    check(
        "matching(datetime, 'yyyy-MM-dd HH:mm:ssZZZZZ', '2020-05-21 16:44:32+10:00')",
        r#"{"match":"datetime","format":"yyyy-MM-dd HH:mm:ssZZZZZ"}"#,
        r#""2020-05-21 16:44:32+10:00""#,
    );
    check(
        r"matching(regex, '\\w{3}\d+', 'abc123')",
        r#"{"match":"regex","regex":"\\w{3}\\d+"}"#,
        r#""abc123""#,
    );
    check("notEmpty('test')", r#"{"match":"notEmpty"}"#, r#""test""#);
    check(
        "atLeast(2), atMost(10)",
        r#"{"match":"type","min":2} {"match":"type","max":10}"#,
        "none",
    );
}

#[test]
fn reads_collections() {
    check(
        r"eachKey(matching(regex, '\$(\.\w+)+', '$.test.one'))",
        r#"{"match":"eachKey","rules":[{"match":"regex","regex":"\\$(\\.\\w+)+"}],"value":"$.test.one"}"#,
        "none",
    );
    check(
        "atLeast(1), eachValue(matching(type, 100))",
        r#"{"match":"type","min":1} {"match":"eachValue","rules":[{"match":"type"}],"value":"100"}"#,
        "none",
    );
    check(
        "arrayContains(matching(equalTo, 'x'), matching(integer, 1))",
        r#"{"match":"arrayContains","variants":[{"index":0,"rules":{"$":{"combine":"AND","matchers":[{"match":"equality"}]}}},{"index":1,"rules":{"$":{"combine":"AND","matchers":[{"match":"integer"}]}}}]}"#,
        r#"["x",1]"#,
    );
}

#[test]
fn takes_the_first_example_and_the_first_generator() {
    check(
        "matching(type, 'a'), matching(include, 'b')",
        r#"{"match":"type"} {"match":"include","value":"b"}"#,
        r#""a""#,
    );
    check_generator(
        "matching(type, fromProviderState('a', 1)), matching(date, 'yyyy', '2020')",
        r#"{"type":"ProviderState","expression":"a","dataType":"INTEGER"}"#,
    );
}

#[test]
fn generates_dates_and_values_of_the_provider_state() {
    check_generator(
        "matching(date, 'yyyy', '2020')",
        r#"{"type":"Date","format":"yyyy"}"#,
    );
    check_generator(
        "matching(datetime, 'yyyy', '2020')",
        r#"{"type":"DateTime","format":"yyyy"}"#,
    );
    check_generator(
        "matching(time, 'HH', fromProviderState('${hour}', '20'))",
        r#"{"type":"ProviderState","expression":"${hour}","dataType":"STRING"}"#,
    );
    let data_type = |text: &str| match parse(text).generator {
        Some(Generator::ProviderState { data_type, .. }) => data_type,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        data_type("matching(number, fromProviderState('n', 1))"),
        Some(DataType::Decimal)
    );
    assert_eq!(
        data_type("matching(boolean, fromProviderState('n', true))"),
        Some(DataType::Boolean)
    );
    assert_eq!(
        data_type("notEmpty(fromProviderState('n', 1.5))"),
        Some(DataType::Decimal)
    );
    assert_eq!(
        data_type("matching(regex, 'a+', fromProviderState('n', 'aa'))"),
        Some(DataType::String)
    );
}

#[test]
fn keeps_the_rules_of_plugins() {
    check(
        "matching(creditcard, '4111')",
        r#"{"match":"creditcard"}"#,
        r#""4111""#,
    );
    check(
        "matching(credit_card-2, 'visa', '4111')",
        r#"{"match":"credit_card-2","value":"visa"}"#,
        r#""4111""#,
    );
    let definition = DefinitionExpression::parse_with("matching(creditcard, 2, '4111')", |_| {
        Some("brand".to_owned())
    });
    let rule = definition.unwrap().rules().unwrap().remove(0);
    assert_eq!(
        Json::Object(rule.to_json()).to_string(),
        r#"{"match":"creditcard","brand":2}"#
    );
}

#[test]
fn keeps_references() {
    let definition =
        parse("atLeast(1), eachValue(matching($'person')), arrayContains(matching($'a\\'b'))");
    assert_eq!(definition.references(), ["person", "a'b"]);
    assert_eq!(definition.rules(), None);
    assert_eq!(definition.terms[0].rule(), Some(Rule::MinType(1)));
}

#[test]
fn reads_escapes_alike_in_every_text() {
    // The reference implementation keeps them in `type`, `equalTo` and `notEmpty`.
    check(
        r"matching(type, 'it\'s')",
        r#"{"match":"type"}"#,
        r#""it's""#,
    );
    check(
        r"notEmpty('a\tb\\\u0041\u{1F600}\q')",
        r#"{"match":"notEmpty"}"#,
        "\"a\\tb\\\\A\u{1F600}\\\\q\"",
    );
    check(
        r"matching(include, '\n')",
        r#"{"match":"include","value":"\n"}"#,
        r#""\n""#,
    );
    check(r"matching(type, '\\')", r#"{"match":"type"}"#, r#""\\""#);
}

#[test]
fn leaves_the_escapes_of_a_regular_expression_to_it() {
    check(
        r"matching(regex, '\ba\tb\b', 'a\tb')",
        r#"{"match":"regex","regex":"\\ba\\tb\\b"}"#,
        r#""a\tb""#,
    );
    check(
        r"matching(regex, 'it\'s', 'it\'s')",
        r#"{"match":"regex","regex":"it's"}"#,
        r#""it's""#,
    );
}

#[test]
fn null_is_null() {
    // In the reference implementation it is an empty text.
    check("matching(type, null)", r#"{"match":"type"}"#, "null");
}

#[test]
fn decimals_are_decimals() {
    // The reference implementation takes integers, and makes a number rule of a provider state.
    refuse(
        "matching(decimal, 100)",
        18..21,
        "expected a number with a fraction, such as `1.0` at offset 18, found `100`",
    );
    check(
        "matching(decimal, fromProviderState('p', 1.5))",
        r#"{"match":"decimal"}"#,
        "1.5",
    );
}

#[test]
fn several_terms_may_stand_in_each_value() {
    check(
        "eachValue(matching(type, 'a'), matching(include, 'a'))",
        r#"{"match":"eachValue","rules":[{"match":"type"},{"match":"include","value":"a"}],"value":"a"}"#,
        "none",
    );
}

#[test]
fn names_the_place_at_fault() {
    refuse(
        "",
        0..0,
        "expected `matching`, `notEmpty`, `eachKey`, `eachValue`, `arrayContains`, `atLeast` or `atMost` at offset 0, found the end",
    );
    refuse(
        "matches('a')",
        0..7,
        "expected `matching`, `notEmpty`, `eachKey`, `eachValue`, `arrayContains`, `atLeast` or `atMost` at offset 0, found `matches`",
    );
    refuse(
        "matching(type 'a')",
        14..17,
        "expected `,` at offset 14, found `'a'`",
    );
    refuse(
        "matching(type, 'a'",
        18..18,
        "expected `)` at offset 18, found the end",
    );
    refuse(
        "matching(type, 'a)",
        15..18,
        "expected a value at offset 15, found `'a)`; close the quote",
    );
    refuse(
        "matching(type, 'a') x",
        20..21,
        "expected `,` or the end at offset 20, found `x`",
    );
    refuse(
        "matching(regex, a, 'b')",
        16..17,
        "expected a text in quotes at offset 16, found `a`; put text in quotes, as in `'a'`",
    );
    refuse(
        "matching(integer, 007)",
        18..21,
        "expected a number without zeros in front at offset 18, found `007`",
    );
    refuse(
        "matching(integer, 1.5)",
        18..21,
        "expected a whole number at offset 18, found `1.5`",
    );
    refuse(
        "atLeast(-1)",
        8..10,
        "expected a length at offset 8, found `-1`",
    );
}

#[test]
fn names_the_example_at_fault() {
    refuse(
        r"matching(type, 'a\u{110000}')",
        17..19,
        r"the escape at offset 17 must name a character; write `\uXXXX` or `\u{X}`",
    );
    refuse(
        "matching(regex, 'a+', 'b')",
        22..25,
        "the example `b` must match its regular expression `a+`",
    );
    refuse(
        "matching(date, 'yyyy-MM-dd', '2020-13-01')",
        29..41,
        "the example must follow its format `yyyy-MM-dd`: expected a month (1 to 12) at offset 5, found `13`",
    );
    refuse(
        "matching(date, 'bb', 'x')",
        15..19,
        "`bb` in date format `bb` is no letter of a date; put text in quotes, as in `'bb'`",
    );
    refuse(
        "matching(type, fromProviderState('a', fromProviderState('b', 1)))",
        38..55,
        "expected an example at offset 38, found `fromProviderState`",
    );
}

#[test]
fn does_not_nest_without_limit() {
    let deep = format!(
        "{}matching(type, 1){}",
        "eachKey(".repeat(1000),
        ")".repeat(1000)
    );
    assert_eq!(
        DefinitionExpression::parse(&deep).unwrap_err().to_string(),
        "terms must not be nested deeper than 32"
    );
    assert!(DefinitionExpression::parse(&" ".repeat(100_000)).is_err());
}

#[test]
fn marks_the_place_in_its_line() {
    let error = DefinitionExpression::parse("atLeast(1),\n  matching(typ").unwrap_err();
    assert_eq!(
        error.render(),
        "expected `,` at offset 26, found the end\n    matching(typ\n                ^"
    );
}
