//! No text makes a parser panic, recurse without bound or allocate without limit.

use pact_runtime::datetime::{CivilDate, CivilTime, DateFormat, Moment};

use crate::mutate::survives;

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
