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
