//! The compiled form of a pattern.

use super::names::{Name, Width};
use super::offset::OffsetStyle;

/// The longest fraction of a second.
pub(super) const MAX_FRACTION_DIGITS: u8 = 9;
/// The longest year that can be written without a fixed width.
const MAX_OPEN_YEAR_DIGITS: u8 = 10;

/// One part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Text that stands as it is.
    Literal(Box<str>),
    Number(Number),
    /// The first digits of the second's fraction, at most so many.
    Fraction(u8),
    Name {
        name: Name,
        width: Width,
    },
    /// A month in its stand-alone form (`LLL`); other tools also write a number for it.
    NameOrNumber {
        name: Name,
        width: Width,
        number: Number,
    },
    Offset(OffsetStyle),
    ZoneId,
    ZoneAbbreviation,
    ZoneLongName,
    /// A section that may be missing, up to the part with this index.
    Optional {
        end: usize,
    },
}

/// A number of one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) field: Field,
    /// How often the letter stands in the pattern: the width it is padded to.
    pub(super) letters: u8,
}

/// What a number stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    YearOfEra,
    Year,
    WeekBasedYear,
    Quarter,
    Month,
    WeekOfYear,
    WeekOfMonth,
    AlignedWeekOfMonth,
    DayOfYear,
    DayOfMonth,
    DayOfWeek,
    HourOfDay,
    ClockHourOfDay,
    HourOfHalf,
    ClockHourOfHalf,
    Minute,
    Second,
    MillisecondOfDay,
    NanosecondOfSecond,
    NanosecondOfDay,
}

impl Field {
    /// The noun for messages with its article, and the least and the greatest value.
    ///
    /// Weeks have the ranges of every locale, so that `54` and `0`, which some calendars count,
    /// are read.
    pub(super) fn facts(self) -> (&'static str, u64, u64) {
        match self {
            Self::YearOfEra | Self::Year => ("a year", 0, u64::MAX),
            Self::WeekBasedYear => ("a week-based year", 0, u64::MAX),
            Self::Quarter => ("a quarter", 1, 4),
            Self::Month => ("a month", 1, 12),
            Self::WeekOfYear => ("a week of the year", 1, 54),
            Self::WeekOfMonth => ("a week of the month", 0, 6),
            Self::AlignedWeekOfMonth => ("a week of the month", 0, 5),
            Self::DayOfYear => ("a day of the year", 1, 366),
            Self::DayOfMonth => ("a day of the month", 1, 31),
            Self::DayOfWeek => ("a day of the week", 1, 7),
            Self::HourOfDay => ("an hour", 0, 23),
            Self::ClockHourOfDay => ("an hour", 1, 24),
            Self::HourOfHalf => ("an hour", 0, 11),
            Self::ClockHourOfHalf => ("an hour", 1, 12),
            Self::Minute => ("a minute", 0, 59),
            // 60 is a leap second.
            Self::Second => ("a second", 0, 60),
            Self::MillisecondOfDay => ("a millisecond of the day", 0, 86_399_999),
            Self::NanosecondOfSecond => ("a nanosecond", 0, 999_999_999),
            Self::NanosecondOfDay => ("a nanosecond of the day", 0, 86_399_999_999_999),
        }
    }

    pub(super) fn is_year(self) -> bool {
        matches!(self, Self::YearOfEra | Self::Year | Self::WeekBasedYear)
    }
}

impl Number {
    /// The most digits of a year behind a sign.
    pub(super) const SIGNED_DIGITS: u8 = 10;

    /// The most digits the field takes.
    pub(super) fn max_digits(self) -> u8 {
        let digits = match self.field {
            Field::YearOfEra | Field::Year | Field::WeekBasedYear => match self.letters {
                1 | 3 => MAX_OPEN_YEAR_DIGITS,
                letters => letters,
            },
            Field::DayOfYear => 3,
            Field::MillisecondOfDay => 8,
            Field::NanosecondOfSecond => 9,
            Field::NanosecondOfDay => 14,
            Field::Quarter
            | Field::Month
            | Field::WeekOfYear
            | Field::WeekOfMonth
            | Field::AlignedWeekOfMonth
            | Field::DayOfMonth
            | Field::DayOfWeek
            | Field::HourOfDay
            | Field::ClockHourOfDay
            | Field::HourOfHalf
            | Field::ClockHourOfHalf
            | Field::Minute
            | Field::Second => 2,
        };
        digits.max(self.letters)
    }

    /// Whether the number is always written with the same count of digits.
    pub(super) fn is_fixed(self) -> bool {
        self.letters >= self.max_digits()
    }
}

impl Part {
    /// Whether a digit can stand at its start.
    pub(super) fn may_start_with_digit(&self) -> bool {
        match self {
            Self::Literal(text) => text.starts_with(|first: char| first.is_ascii_digit()),
            Self::Number(_)
            | Self::Fraction(_)
            | Self::NameOrNumber { .. }
            | Self::Optional { .. } => true,
            // `1st quarter`, or the narrow `1`.
            Self::Name { name, .. } => *name == Name::Quarter,
            Self::Offset(_) | Self::ZoneId | Self::ZoneAbbreviation | Self::ZoneLongName => false,
        }
    }

    /// What is expected here, for messages.
    pub(super) fn expectation(&self) -> String {
        match self {
            Self::Literal(text) => format!("the text `{text}`"),
            Self::Number(number) => number.expectation(),
            Self::Fraction(1) => "a digit of the second's fraction".to_owned(),
            Self::Fraction(digits) => format!("1 to {digits} digits of the second's fraction"),
            Self::Name { name, width } | Self::NameOrNumber { name, width, .. } => {
                format!("{} such as `{}`", name.noun(), name.example(*width))
            }
            Self::Offset(style) => format!("an offset such as {}", style.examples()),
            Self::ZoneId => "a time zone such as `Europe/Paris` or `+01:00`".to_owned(),
            Self::ZoneAbbreviation => "a time zone such as `CET` or `GMT+1`".to_owned(),
            Self::ZoneLongName => {
                "a time zone such as `Central European Time` or `GMT+01:00`".to_owned()
            }
            Self::Optional { .. } => "an optional section".to_owned(),
        }
    }
}

impl Number {
    fn expectation(self) -> String {
        let (noun, low, high) = self.field.facts();
        if !self.field.is_year() {
            return format!("{noun} ({low} to {high})");
        }
        match self.letters {
            1 | 3 => noun.to_owned(),
            letters => format!("{noun} of {letters} digits"),
        }
    }
}
