//! No text makes a parser panic, recurse without bound or allocate without limit.

use pact_runtime::{
    codec,
    datetime::{CivilDate, CivilTime, DateFormat, Moment},
    json::{Json, OwnedJson, OwnedObject},
    model::{Query, SpecVersion},
    path::PathExpr,
};

use crate::mutate::{Random, seeds, survives};

#[test]
fn date_formats_survive_anything() {
    let date = CivilDate::new(-44, 3, 15).unwrap();
    let moment = Moment::new(date, CivilTime::new(23, 59, 59, 999_999_999).unwrap());
    let texts = [
        "",
        "2026-11-20T09:00:00+01:00",
        "99999999999999999999999",
        "é",
        "Friday PM GMT+99",
    ];
    survives("date_format", 300, |pattern| {
        let Ok(format) = DateFormat::parse(pattern) else {
            return;
        };
        let _ = format.format(&moment);
        for text in texts {
            let _ = format.matches(text);
        }
    });
}

#[test]
fn date_texts_survive_anything() {
    let patterns = [
        "yyyy-MM-dd'T'HH:mm:ss[.SSS]XXX['['VV']']",
        "EEEE, d MMMM u G h:mm a zzzz",
        "dMyDHmsSAnN",
        "[Q][w][W][F][e][c]O",
        "QQQQ x Z ZZZZ z V MMMMM",
    ];
    let formats = patterns.map(|pattern| DateFormat::parse(pattern).unwrap());
    survives("date_text", 300, |text| {
        for format in &formats {
            let _ = format.matches(text);
        }
    });
}

#[cfg(feature = "generators")]
#[test]
fn moment_expressions_survive_anything() {
    use pact_runtime::datetime::DateKind;
    use pact_runtime::generator::MomentExpression;

    let now = Moment::new(CivilDate::new(9999, 12, 31).unwrap(), CivilTime::default());
    survives("moment_expression", 500, |text| {
        for kind in [DateKind::Date, DateKind::Time, DateKind::DateTime] {
            if let Ok(expression) = MomentExpression::parse(kind, text) {
                let _ = expression.apply(&now);
            }
        }
    });
}

#[cfg(feature = "generators")]
#[test]
fn generators_survive_anything() {
    use pact_runtime::generator::{Generator, GeneratorContext};
    use pact_runtime::json::Json;

    let mut context = GeneratorContext::provider().with_seed(1);
    survives("generator", 60, |text| {
        let Ok(json) = Json::parse(text.as_bytes()) else {
            return;
        };
        if let Ok(generator) = Generator::from_json(&json) {
            let possible = generator.check().is_ok();
            let value = generator.generate(&Json::Null, &mut context);
            assert!(possible || value.is_err(), "{text}");
        }
    });
}

#[cfg(feature = "definition")]
#[test]
fn definitions_survive_anything() {
    use pact_runtime::definition::DefinitionExpression;

    survives("definition", 400, |text| {
        let _ = DefinitionExpression::is_one(text);
        match DefinitionExpression::parse(text) {
            Ok(definition) => drop((definition.rules(), definition.references().len())),
            Err(error) => assert!(!error.render().is_empty()),
        }
    });
}

#[cfg(feature = "definition")]
#[test]
fn integration_json_survives_anything() {
    use pact_runtime::integration::{Pattern, TextPattern};
    use pact_runtime::json::Json;

    survives("integration", 400, |text| {
        let _ = TextPattern::parse(text);
        if let Ok(json) = Json::parse(text.as_bytes()) {
            let _ = Pattern::from_body(&json);
        }
    });
}

/// Whatever can be read can be written in every version, and is the same text when that is done again.
fn write_every_version(text: &str) {
    const VERSIONS: [SpecVersion; 5] = [
        SpecVersion::V1,
        SpecVersion::V1_1,
        SpecVersion::V2,
        SpecVersion::V3,
        SpecVersion::V4,
    ];
    let Ok(pact) = codec::read(text.as_bytes()) else {
        return;
    };
    for version in VERSIONS {
        let written = codec::write(&pact, version);
        let read = codec::read(written.text.as_bytes())
            .unwrap_or_else(|error| panic!("{error}: {version}: {text}\n{}", written.text));
        let again = codec::write(&read, version);
        assert_eq!(again.text, written.text, "{version}: {text}");
    }
}

#[test]
fn pacts_survive_anything() {
    survives("pact", 100, write_every_version);
}

/// Puts something else in the place of a part of a document.
fn change(json: OwnedJson, random: &mut Random) -> OwnedJson {
    const VALUES: [&str; 14] = [
        "null",
        "true",
        "0",
        "-1",
        "1e999",
        "\"\"",
        "\"x\"",
        "\"$.a\"",
        "[]",
        "{}",
        "[[]]",
        "[null]",
        "{\"a\":1}",
        "{\"matchers\":[]}",
    ];
    const KEYS: [&str; 16] = [
        "",
        "$",
        "$.body",
        "body",
        "content",
        "encoded",
        "match",
        "matchers",
        "type",
        "name",
        "metadata",
        "query",
        "headers",
        "providerState",
        "pactSpecification",
        "contents",
    ];
    let size = match &json {
        Json::Array(elements) => elements.len(),
        Json::Object(object) => object.len(),
        _ => 0,
    };
    let at = random.below(size);
    match json {
        Json::Array(mut elements) if size > 0 && random.below(5) > 0 => {
            let inner = elements.remove(at);
            elements.insert(at, change(inner, random));
            Json::Array(elements)
        }
        Json::Object(object) if size > 0 && random.below(5) > 0 => {
            let members = object
                .into_iter()
                .enumerate()
                .map(|(number, (key, value))| {
                    if number != at {
                        return (key, value);
                    }
                    match random.below(8) {
                        0 => (KEYS[random.below(KEYS.len())].into(), value),
                        _ => (key, change(value, random)),
                    }
                });
            Json::Object(OwnedObject::from_members(members.collect()))
        }
        _ => Json::parse(VALUES[random.below(VALUES.len())].as_bytes()).unwrap(),
    }
}

#[test]
fn pacts_with_other_parts_survive() {
    let mut random = Random::new(7);
    for seed in seeds("pact") {
        let seed = Json::parse(seed.as_bytes()).unwrap().into_owned();
        for _ in 0..500 {
            let mut changed = seed.clone();
            for _ in 0..=random.below(3) {
                changed = change(changed, &mut random);
            }
            write_every_version(&changed.to_string());
        }
    }
}

#[test]
fn path_expressions_survive_anything() {
    survives("path", 500, |text| {
        if let Ok(path) = text.parse::<PathExpr>() {
            assert_eq!(
                path.to_string().parse::<PathExpr>().unwrap(),
                path,
                "{text}"
            );
        }
    });
}

#[test]
fn query_strings_survive_anything() {
    survives("query", 1_000, |text| {
        let query = Query::parse(text);
        assert_eq!(Query::parse(&query.to_query_string()), query, "{text}");
    });
}
