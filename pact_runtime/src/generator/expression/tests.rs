use super::*;
use crate::datetime::{CivilDate, CivilTime, DateFormat};

fn base() -> Moment {
    let date = CivilDate::new(2000, 1, 1).unwrap();
    Moment::new(date, CivilTime::new(10, 0, 0, 0).unwrap())
}

/// Applies an expression to 2000-01-01T10:00:00.
fn check(kind: DateKind, expression: &str, expect: &str) {
    check_from(&base(), kind, expression, expect);
}

fn check_from(now: &Moment, kind: DateKind, expression: &str, expect: &str) {
    let parsed =
        MomentExpression::parse(kind, expression).unwrap_or_else(|error| panic!("{error}"));
    let moved = parsed.apply(now).expect(expression);
    let text = DateFormat::parse("yyyy-MM-dd HH:mm:ss.SSS")
        .unwrap()
        .format(&moved);
    assert_eq!(text.trim_end_matches(".000"), expect, "{expression}");
}

fn refuse(kind: DateKind, expression: &str, message: &str) {
    let error = MomentExpression::parse(kind, expression).unwrap_err();
    assert_eq!(error.to_string(), message);
}

#[test]
fn moves_dates() {
    let cases = [
        ("", "2000-01-01 10:00:00"),
        ("now", "2000-01-01 10:00:00"),
        ("  today ", "2000-01-01 10:00:00"),
        ("yesterday", "1999-12-31 10:00:00"),
        ("tomorrow", "2000-01-02 10:00:00"),
        ("+ 1 day", "2000-01-02 10:00:00"),
        ("+1week", "2000-01-08 10:00:00"),
        ("- 2 weeks", "1999-12-18 10:00:00"),
        ("tomorrow+ 4 years", "2004-01-02 10:00:00"),
        ("next week", "2000-01-08 10:00:00"),
        ("last month", "1999-12-01 10:00:00"),
        ("next fortnight", "2000-01-15 10:00:00"),
        ("next monday", "2000-01-03 10:00:00"),
        ("next sat", "2000-01-08 10:00:00"),
        ("last saturday", "1999-12-25 10:00:00"),
        ("last wednesday", "1999-12-29 10:00:00"),
        ("last december", "1999-12-01 10:00:00"),
        ("last jan", "1999-01-01 10:00:00"),
        ("next jan", "2001-01-01 10:00:00"),
        ("next june + 2 weeks", "2000-06-15 10:00:00"),
        ("last mon + 2 weeks", "2000-01-10 10:00:00"),
        ("last december + 2 weeks + 4 days", "1999-12-19 10:00:00"),
        ("tomorrow next month last tues", "2000-02-01 10:00:00"),
        ("Next Friday", "2000-01-07 10:00:00"),
    ];
    for (expression, expect) in cases {
        check(DateKind::Date, expression, expect);
        check(DateKind::DateTime, expression, expect);
    }
}

#[test]
fn moves_times() {
    let cases = [
        ("", "2000-01-01 10:00:00"),
        ("midnight", "2000-01-01 00:00:00"),
        ("noon", "2000-01-01 12:00:00"),
        ("1 o'clock", "2000-01-01 13:00:00"),
        ("1 o'clock am", "2000-01-01 01:00:00"),
        ("1 o'clock pm", "2000-01-01 13:00:00"),
        ("- 2 minutes", "2000-01-01 09:58:00"),
        ("+ 4 milliseconds", "2000-01-01 10:00:00.004"),
        ("midnight+ 4 minutes", "2000-01-01 00:04:00"),
        ("next hour", "2000-01-01 11:00:00"),
        ("last minute", "2000-01-01 09:59:00"),
        ("now + 2 hours - 4 minutes", "2000-01-01 11:56:00"),
        ("3 o'clock next second", "2000-01-01 15:00:01"),
    ];
    for (expression, expect) in cases {
        check(DateKind::Time, expression, expect);
        check(DateKind::DateTime, &format!("@{expression}"), expect);
    }
}

#[test]
fn moves_both() {
    let check = |expression, expect| check(DateKind::DateTime, expression, expect);
    check("yesterday @ midnight - 1 hour", "1999-12-30 23:00:00");
    check(
        "tomorrow+ 4 years @ 3 o'clock + 40 milliseconds",
        "2004-01-02 15:00:00.040",
    );
    check("last month @ last hour", "1999-12-01 09:00:00");
    check("now + 1 day @ noon - 2 hours", "2000-01-02 10:00:00");
    check("@", "2000-01-01 10:00:00");
}

#[test]
fn twelve_o_clock_is_noon_and_midnight() {
    // In the reference implementation `pm` is the current time and `am` is noon.
    check(DateKind::Time, "12 o'clock pm", "2000-01-01 12:00:00");
    check(DateKind::Time, "12 o'clock am", "2000-01-01 00:00:00");
    check(DateKind::Time, "12 o'clock", "2000-01-01 12:00:00");
    let evening = base().at(CivilTime::new(20, 0, 0, 0).unwrap());
    check_from(
        &evening,
        DateKind::Time,
        "12 o'clock",
        "2000-01-01 00:00:00",
    );
    check_from(&evening, DateKind::Time, "9 o'clock", "2000-01-01 09:00:00");
}

#[test]
fn stays_inside_short_months() {
    // The reference implementation rolls to 1 February, and ignores a year that has no such day.
    let end = base().on(CivilDate::new(2024, 1, 31).unwrap());
    check_from(&end, DateKind::Date, "+ 1 month", "2024-02-29 10:00:00");
    let leap = base().on(CivilDate::new(2024, 2, 29).unwrap());
    check_from(&leap, DateKind::Date, "+ 1 year", "2025-02-28 10:00:00");
    check_from(&leap, DateKind::Date, "last jan", "2024-01-01 10:00:00");
}

#[test]
fn names_the_word_at_fault() {
    refuse(
        DateKind::Date,
        "not valid",
        "expected `now`, `today`, `yesterday`, `tomorrow`, `+`, `-`, `next` or `last` at offset 0 of \
         `not valid`, found `not`",
    );
    refuse(
        DateKind::Date,
        "now today",
        "expected `+`, `-`, `next` or `last` at offset 4 of `now today`, found `today`",
    );
    refuse(
        DateKind::Date,
        "+ day",
        "expected a whole number of at most 9 digits at offset 2 of `+ day`, found `day`",
    );
    refuse(
        DateKind::Date,
        "+ 1",
        "expected `day`, `week`, `month` or `year` at offset 3 of `+ 1`, found its end",
    );
    refuse(
        DateKind::Date,
        "now @ noon",
        "expected `+`, `-`, `next` or `last` at offset 4 of `now @ noon`, found `@`",
    );
    refuse(
        DateKind::Time,
        "13 o'clock",
        "expected an hour of 1 to 12 at offset 0 of `13 o'clock`, found `13`",
    );
    refuse(
        DateKind::Time,
        "3 oclock",
        "expected `o'clock` at offset 2 of `3 oclock`, found `oclock`",
    );
    refuse(
        DateKind::DateTime,
        "today @ + 1 dag",
        "expected `hour`, `minute`, `second` or `millisecond` at offset 12 of `today @ + 1 dag`, found `dag`",
    );
}

#[test]
fn survives_numbers_without_end() {
    assert!(MomentExpression::parse(DateKind::Date, "+ 99999999999999999999 days").is_err());
    assert!(MomentExpression::parse(DateKind::Date, &"é".repeat(5000)).is_err());
    for unit in ["days", "weeks", "months", "years"] {
        for sign in ["+", "-"] {
            let expression = format!("{sign} 999999999 {unit}");
            let parsed = MomentExpression::parse(DateKind::Date, &expression).unwrap();
            assert_eq!(parsed.apply(&base()), None, "{expression}");
        }
    }
    let far = MomentExpression::parse(DateKind::Time, "+ 999999999 hours").unwrap();
    assert_eq!(far.apply(&base()), None);
}
