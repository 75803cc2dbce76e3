//! Writing a moment with the parts of a pattern.

use std::fmt::Write as _;

use super::moment::Moment;
use super::names::Name;
use super::offset::OffsetStyle;
use super::part::{Field, Number, Part};
use super::zones;

pub(super) fn write(parts: &[Part], moment: &Moment) -> String {
    let mut out = String::new();
    for part in parts {
        match part {
            Part::Literal(text) => out.push_str(text),
            Part::Number(number) => number.write(moment, &mut out),
            Part::Fraction(digits) => {
                let nanoseconds = format!("{:09}", moment.time().nanosecond());
                out.push_str(&nanoseconds[..usize::from(*digits).min(nanoseconds.len())]);
            }
            Part::Name { name, width } | Part::NameOrNumber { name, width, .. } => {
                out.push_str(name.text(*width, name.number(moment)));
            }
            Part::Offset(style) => style.write(moment.offset_seconds(), &mut out),
            Part::ZoneId => write_id(moment, &mut out),
            Part::ZoneAbbreviation => write_abbreviation(moment, &mut out),
            Part::ZoneLongName => write_long_name(moment, &mut out),
            // A moment has every field, so the section is written.
            Part::Optional { .. } => {}
        }
    }
    out
}

impl Name {
    fn number(self, moment: &Moment) -> u8 {
        match self {
            Self::Era => u8::from(moment.date().year() > 0),
            Self::Quarter => quarter(moment),
            Self::Month => moment.date().month(),
            Self::Weekday => moment.date().weekday(),
            Self::HalfOfDay => u8::from(moment.time().hour() >= 12),
        }
    }
}

fn quarter(moment: &Moment) -> u8 {
    moment.date().month().div_ceil(3)
}

impl Number {
    fn write(self, moment: &Moment, out: &mut String) {
        let width = usize::from(self.letters);
        if self.field.is_year() {
            let year = self.year(moment);
            let digits = year.unsigned_abs();
            let sign = match year {
                ..0 => "-",
                // Java marks a year that is longer than its pattern.
                10_000.. if width == 4 => "+",
                _ => "",
            };
            // Writing to a string cannot fail.
            let _ = match width {
                2 => write!(out, "{:02}", digits % 100),
                _ => write!(out, "{sign}{digits:0width$}"),
            };
            return;
        }
        let _ = write!(out, "{:0width$}", self.value(moment));
    }

    fn year(self, moment: &Moment) -> i16 {
        let year = moment.date().year();
        match self.field {
            Field::WeekBasedYear => moment.date().iso_week().0,
            Field::YearOfEra if year < 1 => 1 - year,
            _ => year,
        }
    }

    fn value(self, moment: &Moment) -> u64 {
        let (date, time) = (moment.date(), moment.time());
        let hour = time.hour();
        match self.field {
            Field::YearOfEra | Field::Year | Field::WeekBasedYear => {
                u64::from(self.year(moment).unsigned_abs())
            }
            Field::Quarter => quarter(moment).into(),
            Field::Month => date.month().into(),
            Field::WeekOfYear => date.iso_week().1.into(),
            Field::WeekOfMonth => date.week_of_month().into(),
            Field::AlignedWeekOfMonth => ((date.day() - 1) / 7 + 1).into(),
            Field::DayOfYear => date.day_of_year().into(),
            Field::DayOfMonth => date.day().into(),
            Field::DayOfWeek => date.weekday().into(),
            Field::HourOfDay => hour.into(),
            Field::ClockHourOfDay => (if hour == 0 { 24 } else { hour }).into(),
            Field::HourOfHalf => (hour % 12).into(),
            Field::ClockHourOfHalf => (if hour % 12 == 0 { 12 } else { hour % 12 }).into(),
            Field::Minute => time.minute().into(),
            Field::Second => time.second().into(),
            Field::MillisecondOfDay => time.nanosecond_of_day() / 1_000_000,
            Field::NanosecondOfSecond => time.nanosecond().into(),
            Field::NanosecondOfDay => time.nanosecond_of_day(),
        }
    }
}

fn write_id(moment: &Moment, out: &mut String) {
    match moment.zone() {
        Some(zone) if zones::is_known_id(&zone.id) => out.push_str(&zone.id),
        _ => OffsetStyle::ExtendedSeconds { z: true }.write(moment.offset_seconds(), out),
    }
}

fn write_abbreviation(moment: &Moment, out: &mut String) {
    match moment.zone() {
        Some(zone) if zones::is_known_abbreviation(&zone.abbreviation) => {
            out.push_str(&zone.abbreviation);
        }
        _ => OffsetStyle::ShortLocalized.write(moment.offset_seconds(), out),
    }
}

fn write_long_name(moment: &Moment, out: &mut String) {
    let long = moment
        .zone()
        .and_then(|zone| zones::long_name(&zone.abbreviation, moment.offset_seconds()));
    match long {
        Some(long) => out.push_str(long),
        None => OffsetStyle::FullLocalized.write(moment.offset_seconds(), out),
    }
}
