use super::*;
use crate::datetime::{CivilDate, CivilTime};

fn context() -> GeneratorContext {
    let date = CivilDate::new(2000, 1, 1).unwrap();
    let now = Moment::new(date, CivilTime::new(10, 0, 0, 0).unwrap());
    GeneratorContext::consumer()
        .with_seed(1)
        .with_now(now)
        .with_mock_server_url("http://127.0.0.1:9/")
}

fn read(json: &str) -> Generator {
    Generator::from_json(&Json::parse(json.as_bytes()).unwrap()).unwrap()
}

/// A hundred values of one generator in place of an example.
fn values(generator: &str, example: &str) -> Vec<OwnedJson> {
    let generator = read(generator);
    let example = Json::parse(example.as_bytes()).unwrap();
    let mut context = context();
    (0..100)
        .map(|_| generator.generate(&example, &mut context).unwrap())
        .collect()
}

fn texts(generator: &str) -> Vec<String> {
    values(generator, "\"x\"")
        .iter()
        .map(|value| value.as_str().unwrap().to_owned())
        .collect()
}

fn check(generator: &str, expect: &str) {
    for value in values(generator, "\"x\"") {
        assert_eq!(value.to_string(), expect, "{generator}");
    }
}

#[test]
fn gives_whole_numbers_of_the_whole_range() {
    // The reference implementation cuts bounds to 32 bits.
    for value in values(
        r#"{"type":"RandomInt","min":5000000000,"max":5000000003}"#,
        "1",
    ) {
        assert!((5_000_000_000..=5_000_000_003).contains(&value.as_u64().unwrap()));
    }
    assert!(texts(r#"{"type":"RandomInt","min":-2,"max":-1}"#).contains(&"-1".to_owned()));
}

#[test]
fn gives_decimals_that_are_decimals() {
    for digits in 2..20 {
        let generator = format!(r#"{{"type":"RandomDecimal","digits":{digits}}}"#);
        for value in values(&generator, "1.5") {
            let number = value.as_number().expect("a number");
            assert!(!number.is_integer());
            assert_eq!(
                number.as_str().bytes().filter(u8::is_ascii_digit).count(),
                digits
            );
        }
        assert!(
            texts(&generator)
                .iter()
                .all(|text| Number::parse(text).is_some())
        );
    }
}

#[test]
fn repeats_hexadecimal_digits() {
    // The reference implementation never repeats one, and gives a constant from 16 digits on.
    let all = texts(r#"{"type":"RandomHexadecimal","digits":32}"#);
    assert!(
        all.iter()
            .all(|text| text.len() == 32 && text.bytes().all(|byte| HEXADECIMAL.contains(&byte)))
    );
    assert_ne!(all[0], all[1]);
}

#[test]
fn gives_texts_and_booleans() {
    let all = texts(r#"{"type":"RandomString","size":7}"#);
    assert!(
        all.iter()
            .all(|text| text.len() == 7 && text.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    );
    assert!(texts(r#"{"type":"RandomBoolean"}"#).contains(&"false".to_owned()));
    assert!(values(r#"{"type":"RandomBoolean"}"#, "true").contains(&Json::Bool(true)));
    assert!(texts(r#"{"type":"Regex","regex":"^(open|closed)$"}"#).contains(&"open".to_owned()));
}

#[test]
fn gives_uuids_of_version_4() {
    let check = |format: &str, shape: &str| {
        let generator = format!(r#"{{"type":"Uuid","format":"{format}"}}"#);
        let shape = Regex::new(shape).unwrap();
        for text in texts(&generator) {
            assert!(shape.is_match(&text), "{text}");
        }
    };
    check("simple", "^[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}$");
    check(
        "lower-case-hyphenated",
        "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
    );
    check(
        "upper-case-hyphenated",
        "^[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$",
    );
    check(
        "URN",
        "^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
    );
}

#[test]
fn gives_dates_and_times() {
    check(r#"{"type":"Date"}"#, r#""2000-01-01""#);
    check(r#"{"type":"Time"}"#, r#""10:00:00""#);
    check(r#"{"type":"DateTime"}"#, r#""2000-01-01T10:00:00Z""#);
    check(
        r#"{"type":"Date","format":"dd.MM.yy","expression":"+ 1 week"}"#,
        r#""08.01.00""#,
    );
    check(
        r#"{"type":"Time","expression":"noon - 1 minute"}"#,
        r#""11:59:00""#,
    );
    check(
        r#"{"type":"DateTime","format":"yyyy-MM-dd HH:mm:ss.SSSSSSS","expression":"tomorrow @ + 40 milliseconds"}"#,
        r#""2000-01-02 10:00:00.0400000""#,
    );
}

#[test]
fn gives_urls_of_the_mock_server() {
    check(
        r#"{"type":"MockServerURL","example":"http://localhost:8080/orders/1","regex":".*(\\/orders\\/\\d+)$"}"#,
        r#""http://127.0.0.1:9/orders/1""#,
    );
}

#[test]
fn knows_its_side_of_the_contract() {
    let state = read(r#"{"type":"ProviderState","expression":"id"}"#);
    assert!(state.applies_in(Mode::Provider) && !state.applies_in(Mode::Consumer));
    let url = read(r#"{"type":"MockServerURL","example":"a","regex":"(a)"}"#);
    assert!(url.applies_in(Mode::Consumer) && !url.applies_in(Mode::Provider));
}

fn refuse(generator: &str, message: &str) {
    assert_eq!(read(generator).check().unwrap_err().to_string(), message);
    assert!(
        read(generator)
            .generate(&Json::Null, &mut context())
            .is_err()
    );
}

#[test]
fn refuses_what_can_never_give_a_value() {
    refuse(
        r#"{"type":"RandomInt","min":5,"max":3}"#,
        "min (5) must not exceed max (3)",
    );
    refuse(
        r#"{"type":"RandomString","size":9999999999}"#,
        "`RandomString` must have a size of 1 to 65535, not 9999999999",
    );
    refuse(
        r#"{"type":"Date","format":"yyyy-MM-ddTHH"}"#,
        "`T` in date format `yyyy-MM-ddTHH` is no letter of a date; put text in quotes, as in `'T'`",
    );
    refuse(
        r#"{"type":"Time","expression":"tomorow"}"#,
        "expected `now`, `midnight`, `noon`, 1 to 12 `o'clock`, `+`, `-`, `next` or `last` at offset 0 of \
         `tomorow`, found `tomorow`",
    );
    refuse(
        r#"{"type":"Date","expression":"+ 99999 years"}"#,
        "`+ 99999 years` must stay between the years -9999 and 9999; use smaller steps",
    );
    refuse(
        r#"{"type":"MockServerURL","example":"http://a/b","regex":"/b$"}"#,
        "the first group of `/b$` must match the path of `http://a/b`; write for example `.*(/path)$`",
    );
}

#[test]
fn refuses_what_the_run_does_not_hold() {
    let error = read(r#"{"type":"Iban"}"#)
        .generate(&Json::Null, &mut context())
        .unwrap_err();
    assert!(error.is_plugin());
    let url = read(r#"{"type":"MockServerURL","example":"a","regex":"(a)"}"#);
    let error = url
        .generate(&Json::Null, &mut GeneratorContext::consumer())
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "`MockServerURL` needs a mock server; none is running"
    );
}
