//! `docs/matchers.md` is made from this table, so it cannot say anything but what the code does:
//! `UPDATE_DOCS=1 cargo test -p pact_dsl catalogue` writes it anew.

use std::fmt::Write;

use pact_runtime::{
    harness::Part,
    json::{Json, OwnedJson},
    path::PathExpr,
    rule::Category,
};

use crate::{
    pattern::{Pattern, compile::Sink},
    prelude::*,
};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/matchers.md");

const INTRODUCTION: &str = "\
# Matchers and generators

Every matcher and generator of `pact_dsl`: how a test writes it, what it becomes in the pact file, and
examples of what it accepts and refuses. Plain values match just themselves. The page is made from code;
tests check every row against the engine.

";

/// One matcher: its source, what it makes, JSON that it accepts and JSON that it refuses.
struct Row {
    source: &'static str,
    pattern: Pattern,
    accepts: &'static [&'static str],
    refuses: &'static [&'static str],
}

macro_rules! rows {
    ($({ $($pattern:tt)* } => [$($accepts:literal),*], [$($refuses:literal),*];)*) => {
        vec![$(Row {
            source: stringify!($($pattern)*),
            pattern: json_pattern!($($pattern)*),
            accepts: &[$($accepts),*],
            refuses: &[$($refuses),*],
        }),*]
    };
}

fn values() -> Vec<Row> {
    rows! {
        { like("open") } => [r#""shut""#, r#""""#], ["1", "null"];
        { string("open") } => [r#""shut""#, r#""""#], ["1", "null"];
        { integer(42) } => ["-7", "12345678901234567890123"], ["1.0", "1e3", r#""42""#];
        { decimal(10.5) } => ["-0.25", "1e-3"], ["10", r#""10.5""#];
        { number(42) } => ["10", "10.5"], [r#""42""#];
        { boolean(true) } => ["false"], ["1", "null"];
        { null() } => ["null"], ["0", r#""""#];
        { equal("open") } => [r#""open""#], [r#""shut""#];
        { not_empty("open") } => [r#""shut""#], [r#""""#];
    }
}

fn texts() -> Vec<Row> {
    rows! {
        { regex("^(open|closed)$", "open") } => [r#""closed""#], [r#""reopened""#, "1"];
        { include("open") } => [r#""the order is open""#], [r#""shut""#];
        { one_of(["open", "closed"]) } => [r#""closed""#], [r#""shut""#];
        { date("dd.MM.yyyy", "20.11.2026") } => [r#""29.02.2028""#], [r#""29.02.2027""#, r#""2026-11-20""#];
        { time("HH:mm", "09:00") } => [r#""23:59""#], [r#""24:30""#];
        { datetime("yyyy-MM-dd HH:mm", "2026-11-20 09:00") } => [r#""2027-01-01 00:00""#], [r#""2026-11-20""#];
        { iso_date("2026-11-20") } => [r#""2028-02-29""#], [r#""20.11.2026""#];
        { iso_time("09:00:00") } => [r#""23:59:59""#], [r#""09:00""#];
        { iso_datetime("2026-11-20T09:00:00+01:00") } => [r#""2026-11-20T08:00:00Z""#], [r#""2026-11-20T08:00:00.5Z""#];
        { iso_datetime("2026-11-20T08:00:00.123Z") } => [r#""2026-11-20T08:00:00.456+01:00""#], [r#""2026-11-20T08:00:00Z""#];
        { uuid("936da01f-9abd-4d9d-80c7-02af85c822a8") } => [r#""936DA01F-9ABD-4D9D-80C7-02AF85C822A8""#], [r#""936da01f""#];
        { email("ada@example.com") } => [r#""a.b+c@mail.example.org""#], [r#""ada@localhost""#, r#""@example.com""#];
        { ipv4("192.0.2.1") } => [r#""255.255.255.255""#], [r#""256.0.0.1""#, r#""1.2.3""#, r#""1.2.3.4.""#];
        { ipv6("2001:db8::1") } => [r#""::1""#, r#""fe80::1:2""#], [r#""1::2::3""#, r#""192.0.2.1""#];
        { hex("c0ffee") } => [r#""0BAD""#], [r#""0x1""#, r#""""#];
        { semver("1.4.0") } => [r#""2.0.0-rc.1+build.5""#], [r#""1.4""#, r#""v1.4.0""#];
        { mock_server_url("/orders/42") } => [r#""https://shop.example.com/orders/42""#], [r#""/orders/43""#];
    }
}

fn lists_and_objects() -> Vec<Row> {
    rows! {
        { like({ "id": 42, "tags": ["new"] }) } => [r#"{"id":7,"tags":[]}"#], [r#"{"id":"7","tags":[]}"#, r#"{"id":7}"#];
        { each_like(integer(1)) } => ["[1,2,3]"], ["[]", r#"["a"]"#];
        { each_like(integer(1), min = 2, max = 3) } => ["[1,2]", "[1,2,3]"], ["[1]", "[1,2,3,4]"];
        { at_least(2, integer(1)) } => ["[1,2,3]"], ["[1]"];
        { at_most(2, integer(1)) } => ["[]", "[1,2]"], ["[1,2,3]"];
        { array_contains([integer(1), string("a")]) } => [r#"[null,"b",2]"#], ["[1,2]"];
        { each_entry("EUR", decimal(10.5)) } => [r#"{"USD":1.5,"GBP":2.5}"#], [r#"{"USD":"1.5"}"#];
        { each_entry(regex("[A-Z]{3}", "EUR"), decimal(10.5)) } => [r#"{"USD":1.5}"#], [r#"{"usd":1.5}"#, r#"{"USD":1}"#];
        { each_key(regex("[A-Z]{3}", "EUR"), { "EUR": decimal(10.5) }) } => [r#"{"EUR":1.5}"#], [r#"{"eur":1.5}"#];
        { each_value(integer(1), { "A1": 3 }) } => [r#"{"B2":7}"#, r"{}"], [r#"{"B2":"7"}"#];
    }
}

fn joined() -> Vec<Row> {
    rows! {
        { iso_date("2026-11-20").or(null()) } => ["null", r#""2027-01-01""#], [r#""soon""#];
        { any_of([integer(1), boolean(true)]) } => ["7", "false"], [r#""7""#];
        { string("ada").and(not_empty("ada")) } => [r#""grace""#], [r#""""#, "1"];
        { all_of([regex("[a-z]+", "ada"), include("a")]) } => [r#""anna""#], [r#""grace1""#, r#""tom""#];
        { from_state("${id}", 42) } => ["97"], [r#""97""#];
        { from_state("id", integer(42)) } => ["97"], ["9.5"];
        { rule(json!({ "match": "type" }), "raw") } => [r#""other""#], ["1"];
    }
}

/// One generator: its source and what it makes.
fn generators() -> Vec<(&'static str, Pattern)> {
    macro_rules! list {
        ($($pattern:expr;)*) => { vec![$((stringify!($pattern), $pattern)),*] };
    }
    list! {
        integer(42).generate(random_int(1, 99));
        decimal(1.5).generate(random_decimal(6));
        boolean(true).generate(random_boolean());
        string("a").generate(random_string(12));
        hex("c0ffee").generate(random_hex(8));
        regex("[A-Z]{3}", "EUR").generate(random_match("[A-Z]{3}"));
        uuid("936da01f-9abd-4d9d-80c7-02af85c822a8").generate(random_uuid());
        iso_date("2026-11-20").generate(current_date("yyyy-MM-dd", "+ 3 days"));
        iso_time("09:00:00").generate(current_time("HH:mm:ss", ""));
        iso_datetime("2026-11-20T08:00:00Z").generate(current_datetime("yyyy-MM-dd'T'HH:mm:ssXXX", "+ 1 day"));
        regex("[A-Z]{3}", "EUR").generated();
        from_state("${id}", 42);
        mock_server_url("/orders/42");
        string("AT61").generate_raw(json!({ "type": "Iban", "country": "AT" }));
    }
}

fn compiled(pattern: Pattern) -> (OwnedJson, Sink) {
    let mut sink = Sink::new(Part::Response(0), Vec::new());
    let example = sink.json(Category::Body, PathExpr::root(), pattern);
    assert_eq!(sink.problems, []);
    (example, sink)
}

fn rules(sink: &Sink) -> String {
    let rules = sink.rules.of(Category::Body).iter();
    let cells = rules.map(|(path, list)| {
        let json = match list.rules.as_slice() {
            [rule] => rule.to_json(),
            _ => list.to_json(),
        };
        format!(
            "{}: {}",
            code(&path.to_string()),
            code(&spaced(&Json::Object(json)))
        )
    });
    cells.collect::<Vec<_>>().join("<br>")
}

/// JSON on one line with white space as people write it.
fn spaced(json: &OwnedJson) -> String {
    match json {
        Json::Array(elements) => {
            let elements: Vec<_> = elements.iter().map(spaced).collect();
            format!("[{}]", elements.join(", "))
        }
        Json::Object(members) if !members.is_empty() => {
            let members = members.iter();
            let members: Vec<_> = members
                .map(|(key, value)| format!("{}: {}", Json::from(key), spaced(value)))
                .collect();
            format!("{{ {} }}", members.join(", "))
        }
        scalar => scalar.to_string(),
    }
}

/// A code span in a cell of a table.
fn code(text: &str) -> String {
    let line: Vec<_> = text.split_whitespace().collect();
    format!("`{}`", line.join(" ").replace('|', r"\|"))
}

fn codes(texts: &[&str]) -> String {
    texts
        .iter()
        .map(|text| code(text))
        .collect::<Vec<_>>()
        .join(" ")
}

fn page() -> String {
    let mut page = String::from(INTRODUCTION);
    for (title, rows) in [
        ("Values", values()),
        ("Text", texts()),
        ("Lists and objects", lists_and_objects()),
        ("Joined, from the provider state, raw", joined()),
    ] {
        let head = "| matcher | in the pact file | accepts | refuses |\n|---|---|---|---|";
        writeln!(page, "## {title}\n\n{head}").expect("a string takes any text");
        for row in rows {
            let (_, sink) = compiled(row.pattern);
            let cells = [
                code(row.source),
                rules(&sink),
                codes(row.accepts),
                codes(row.refuses),
            ];
            writeln!(page, "| {} |", cells.join(" | ")).expect("a string takes any text");
        }
        page.push('\n');
    }
    page.push_str("## Generators\n\n| generator | in the pact file |\n|---|---|\n");
    for (source, pattern) in generators() {
        let (_, sink) = compiled(pattern);
        let generators = sink.generators.of(Category::Body);
        let written =
            generators.map(|(_, generator)| code(&spaced(&Json::Object(generator.to_json()))));
        let written = written.collect::<Vec<_>>().join("<br>");
        writeln!(page, "| {} | {written} |", code(source)).expect("a string takes any text");
    }
    page
}

#[test]
fn the_page_of_matchers_says_what_the_code_does() {
    let page = page();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(PAGE, &page).unwrap();
    }
    let written = std::fs::read_to_string(PAGE).unwrap_or_default();
    assert!(
        page == written,
        "docs/matchers.md is not what the code says; run `UPDATE_DOCS=1 cargo test -p pact_dsl catalogue`"
    );
}

#[test]
fn every_matcher_accepts_and_refuses_what_the_page_says() {
    let rows = [values(), texts(), lists_and_objects(), joined()];
    let mut wrong = Vec::new();
    for Row {
        source,
        pattern,
        accepts,
        refuses,
    } in rows.into_iter().flatten()
    {
        let matches = |text: &str| {
            let value = Json::parse(text.as_bytes()).unwrap();
            pattern.check(&value.into_owned()).is_empty()
        };
        let (example, _) = compiled(pattern.clone());
        for text in accepts
            .iter()
            .copied()
            .chain([example.to_string().as_str()])
        {
            if !matches(text) {
                wrong.push(format!("{source} refuses {text}"));
            }
        }
        for text in refuses {
            if matches(text) {
                wrong.push(format!("{source} accepts {text}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
