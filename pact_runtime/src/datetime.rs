//! Date and time patterns as Java's `DateTimeFormatter` knows them: the language in which the rules
//! and generators `date`, `time` and `datetime` describe text.
//!
//! A pattern is parsed once into a [`DateFormat`], which then [checks](DateFormat::matches) texts and
//! [writes](DateFormat::format) moments. What it writes, it also accepts.
//!
//! | letters | field | written | also accepted |
//! |---|---|---|---|
//! | `G`, `GGGG`, `GGGGG` | era | `AD`, `Anno Domini`, `A` | every other width |
//! | `yyyy`, `uuuu`, `YYYY` | year of era, year, week-based year | `2004` | fewer digits; `-` for `u` and `Y` |
//! | `yy` | last two digits | `04` | `4` |
//! | `y`, `yyy` | year without a fixed width | `2004` | 1 to 10 digits |
//! | `D`, `d` | day of the year, of the month | `7`, `07` for `dd` | `7` for `dd`, `07` for `d` |
//! | `M`, `L`, `Q`, `q`, `e`, `c` | month, quarter, weekday (Monday is 1) | `7`, `07` | as above |
//! | `MMM`, `MMMM`, `MMMMM` | the same as a name | `Jul`, `July`, `J` | any case; `Sept`; numbers for `LLL` |
//! | `E`, `EEEE`, `EEEEE` | weekday | `Tue`, `Tuesday`, `T` | any case |
//! | `w`, `W`, `F` | week of the year, of the month | ISO weeks | the weeks of other calendars |
//! | `a` | half of the day | `PM` | any case |
//! | `H`, `k`, `K`, `h` | hour 0–23, 1–24, 0–11, 1–12 | `7`, `07` | as for `d` |
//! | `m`, `s` | minute, second | `7`, `07` | as for `d`; second 60 |
//! | `S` … `SSSSSSSSS` | fraction of the second | that many digits | fewer digits |
//! | `A`, `n`, `N` | millisecond of the day, nanosecond, nanosecond of the day | digits | |
//! | `VV` | time zone | `Europe/Paris`, `+01:00` | also `GMT+1` |
//! | `z`, `zzzz` | name of the zone | `CET`, `Central European Time` | `GMT+1`, `GMT+01:00` |
//! | `X` … `XXXXX` | offset, `Z` for zero | `+01`, `+0100`, `+01:00`, … | |
//! | `x` … `xxxxx`, `Z` | offset | `+0000` | |
//! | `O`, `OOOO`, `ZZZZ` | offset | `GMT+1`, `GMT+01:00` | `UTC+1` |
//! | `'text'`, `''` | text, apostrophe | | |
//! | `[…]` | optional section | always | may be missing |
//!
//! Widths are lenient (`2020-1-1` matches `yyyy-MM-dd`), the calendar is not: `2021-02-29` matches
//! nothing. Names are English. Text outside of the letters and of `'[]{}` stands for itself.

mod calendar;
mod error;
mod moment;
mod names;
mod offset;
mod part;
mod pattern;
mod scan;
mod write;
mod zones;

use std::fmt;
use std::str::FromStr;

pub use calendar::{CivilDate, CivilTime};
pub use error::{DateFormatError, DateMismatch};
pub use moment::Moment;

use part::Part;

/// A compiled pattern.
///
/// ```
/// use pact_runtime::datetime::DateFormat;
///
/// let format = DateFormat::parse("yyyy-MM-dd'T'HH:mm:ssXXX")?;
/// assert!(format.matches("2026-11-20T09:00:00+01:00").is_ok());
/// assert!(format.matches("2026-11-31T09:00:00Z").is_err());
/// # Ok::<(), pact_runtime::datetime::DateFormatError>(())
/// ```
///
/// # Limits
/// Patterns longer than 512 bytes and sections nested deeper than 16 are refused.
#[derive(Clone, Debug)]
pub struct DateFormat {
    pattern: Box<str>,
    parts: Box<[Part]>,
}

impl DateFormat {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// If it is empty or too long, has an unknown letter or too many of one, or an open quote or
    /// section. The error names the bytes at fault and the remedy.
    pub fn parse(pattern: &str) -> Result<Self, DateFormatError> {
        let parts = pattern::parse(pattern)?;
        Ok(Self {
            pattern: pattern.into(),
            parts: parts.into(),
        })
    }

    /// The pattern's text.
    #[must_use]
    pub fn pattern(&self) -> &str {
        &self.pattern
    }

    /// Checks a text: the whole of it must follow the pattern, and such a day must exist.
    ///
    /// # Errors
    /// The first part that fails, with what was expected and where.
    pub fn matches(&self, text: &str) -> Result<(), DateMismatch> {
        scan::check(&self.parts, text)
    }

    /// Writes a moment. The text matches the pattern.
    ///
    /// ```
    /// use pact_runtime::datetime::{CivilDate, CivilTime, DateFormat, Moment};
    ///
    /// let date = CivilDate::new(2026, 11, 20).unwrap();
    /// let time = CivilTime::new(9, 5, 0, 120_000_000).unwrap();
    /// let moment = Moment::new(date, time).at_offset(3600).unwrap();
    /// let format = DateFormat::parse("EEE, d MMM uuuu HH:mm:ss.SSS O")?;
    /// assert_eq!(format.format(&moment), "Fri, 20 Nov 2026 09:05:00.120 GMT+1");
    /// # Ok::<(), pact_runtime::datetime::DateFormatError>(())
    /// ```
    #[must_use]
    pub fn format(&self, moment: &Moment) -> String {
        write::write(&self.parts, moment)
    }
}

/// Formats are equal if their patterns are.
impl PartialEq for DateFormat {
    fn eq(&self, other: &Self) -> bool {
        self.pattern == other.pattern
    }
}

impl Eq for DateFormat {}

impl FromStr for DateFormat {
    type Err = DateFormatError;

    fn from_str(pattern: &str) -> Result<Self, Self::Err> {
        Self::parse(pattern)
    }
}

impl fmt::Display for DateFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.pattern)
    }
}

/// The three rules and generators that have a date format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateKind {
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// Both, also called timestamp.
    DateTime,
}

impl DateKind {
    /// The pattern where none is given.
    #[must_use]
    pub fn default_pattern(self) -> &'static str {
        match self {
            Self::Date => "yyyy-MM-dd",
            Self::Time => "HH:mm:ss",
            Self::DateTime => "yyyy-MM-dd'T'HH:mm:ssXXX",
        }
    }

    /// Compiles the pattern, or the default where there is none; an empty one counts as none, as
    /// pact files of other tools hold it.
    ///
    /// # Errors
    /// As [`DateFormat::parse`].
    ///
    /// ```
    /// use pact_runtime::datetime::DateKind;
    ///
    /// assert_eq!(DateKind::Time.format(None)?.pattern(), "HH:mm:ss");
    /// assert_eq!(DateKind::Time.format(Some("HH:mm"))?.pattern(), "HH:mm");
    /// # Ok::<(), pact_runtime::datetime::DateFormatError>(())
    /// ```
    pub fn format(self, pattern: Option<&str>) -> Result<DateFormat, DateFormatError> {
        match pattern {
            None | Some("") => DateFormat::parse(self.default_pattern()),
            Some(pattern) => DateFormat::parse(pattern),
        }
    }
}

#[cfg(test)]
mod tests;
