//! Defects of the reference implementation (`pact_models` 1.3), each with the text or the pattern that
//! shows it.

use super::{accepts, rejects};
use crate::datetime::{CivilDate, CivilTime, DateFormat, DateKind, Moment};

#[test]
fn the_default_datetime_accepts_the_datetime_that_is_generated_for_it() {
    let format = DateKind::DateTime.format(None).unwrap();
    let moment = Moment::new(CivilDate::new(2026, 1, 2).unwrap(), CivilTime::default());
    assert_eq!(format.format(&moment), "2026-01-02T00:00:00Z");
    assert!(format.matches(&format.format(&moment)).is_ok());
}

#[test]
fn fractions_of_one_to_nine_digits_are_written_and_read() {
    let time = CivilTime::new(1, 2, 3, 123_456_789).unwrap();
    let moment = Moment::new(CivilDate::new(2026, 1, 2).unwrap(), time);
    for digits in 1..=9 {
        let format = DateFormat::parse(&"S".repeat(digits)).unwrap();
        assert_eq!(format.format(&moment), "123456789"[..digits]);
        assert!(format.matches(&"123456789"[..digits]).is_ok());
    }
}

#[test]
fn too_many_fraction_letters_are_refused_when_the_pattern_is_parsed() {
    let pattern = "S".repeat(40);
    assert!(
        DateFormat::parse(&pattern)
            .unwrap_err()
            .to_string()
            .ends_with("`S` stands 1 to 9 times")
    );
}

#[test]
fn years_beyond_32767_do_not_panic() {
    accepts("yyyyyy-MM-dd", &["999999-12-31"]);
    accepts("yyyyyyyyyyyyyyyyyyy-MM-dd", &["9999999999999999999-12-31"]);
}

#[test]
fn offsets_of_twelve_hours_and_more_are_accepted() {
    accepts("XXX", &["+12:00", "+13:00", "+14:00", "-12:00"]);
    accepts("Z", &["+1200"]);
}

#[test]
fn the_last_days_of_a_year_are_accepted() {
    accepts("D", &["357", "365", "366"]);
}

#[test]
fn a_day_of_the_week_of_two_digits_is_accepted() {
    accepts("ee", &["07"]);
}

#[test]
fn zones_with_underscores_and_more_than_two_parts_are_accepted() {
    accepts(
        "VV",
        &[
            "America/New_York",
            "America/Argentina/Buenos_Aires",
            "America/Port-au-Prince",
        ],
    );
}

#[test]
fn the_calendar_is_also_checked_for_stand_alone_months() {
    rejects("yyyy-LL-dd", &["2020-02-30"]);
}

#[test]
fn digits_may_stand_in_a_pattern() {
    accepts("yyyy0MM", &["2020012"]);
}
