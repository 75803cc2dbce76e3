//! Checking a text against the parts of a pattern.

use super::calendar::{days_in_month, is_leap};
use super::error::DateMismatch;
use super::names::Name;
use super::offset;
use super::part::{Field, Number, Part};
use super::zones;

/// How often an attempt may be taken back before the text counts as no match. Only patterns with
/// numbers that touch (`dMyyyy`) or optional sections take anything back at all.
const MAX_RETRIES: usize = 2_000;

pub(super) fn check(parts: &[Part], text: &str) -> Result<(), DateMismatch> {
    let mut scan = Scan {
        parts,
        text,
        choices: Vec::new(),
        furthest: None,
    };
    scan.run()
        .map_err(|failure| failure.into_mismatch(parts, text))
}

struct Scan<'a> {
    parts: &'a [Part],
    text: &'a str,
    choices: Vec<Choice>,
    furthest: Option<Failure>,
}

/// Where the scan stands.
#[derive(Clone, Copy)]
struct State {
    part: usize,
    at: usize,
    seen: Seen,
}

/// Another way to go on from a state.
#[derive(Clone, Copy)]
struct Choice {
    state: State,
    next: Retry,
}

#[derive(Clone, Copy)]
enum Retry {
    /// The number with so many digits.
    Digits(usize),
    /// Without the optional section.
    Skip { end: usize },
}

/// What was read of the date, as far as the calendar has something to say about it.
#[derive(Clone, Copy, Default)]
struct Seen {
    year: Option<i64>,
    is_before_christ: bool,
    month: Option<u8>,
    day: Option<(u8, usize)>,
    day_of_year: Option<(u16, usize)>,
}

#[derive(Clone, Copy)]
struct Failure {
    at: usize,
    length: usize,
    reason: Reason,
}

#[derive(Clone, Copy)]
enum Reason {
    Part(usize),
    TooLong,
    Calendar {
        month: Option<u8>,
        year: Option<i64>,
        last: u16,
    },
}

impl Scan<'_> {
    fn run(&mut self) -> Result<(), Failure> {
        let mut state = State {
            part: 0,
            at: 0,
            seen: Seen::default(),
        };
        let mut digits = usize::MAX;
        for _ in 0..=MAX_RETRIES {
            let failure = match self.forward(state, digits) {
                Ok(()) => return Ok(()),
                Err(failure) => failure,
            };
            let furthest = *self.furthest.get_or_insert(failure);
            if failure.at + failure.length > furthest.at + furthest.length {
                self.furthest = Some(failure);
            }
            let Some(choice) = self.choices.pop() else {
                break;
            };
            state = choice.state;
            digits = usize::MAX;
            match choice.next {
                Retry::Digits(width) => digits = width,
                Retry::Skip { end } => state.part = end,
            }
        }
        Err(self
            .furthest
            .expect("the loop is left only behind a failure"))
    }

    /// Reads part after part; the first number takes at most `digits`.
    fn forward(&mut self, mut state: State, mut digits: usize) -> Result<(), Failure> {
        let parts = self.parts;
        while let Some(part) = parts.get(state.part) {
            if let Part::Optional { end } = part {
                self.choices.push(Choice {
                    state,
                    next: Retry::Skip { end: *end },
                });
            } else {
                self.read(part, &mut state, digits)?;
            }
            digits = usize::MAX;
            state.part += 1;
        }
        if state.at < self.text.len() {
            let length = self.text.len() - state.at;
            return Err(Failure {
                at: state.at,
                length: length.min(1),
                reason: Reason::TooLong,
            });
        }
        state.seen.check()
    }

    fn read(&mut self, part: &Part, state: &mut State, digits: usize) -> Result<(), Failure> {
        let rest = &self.text[state.at..];
        let length = match part {
            Part::Literal(text) => rest.starts_with(&**text).then_some(text.len()),
            Part::Number(number) => return self.number(*number, state, digits),
            Part::Fraction(most) => Some(leading_digits(rest, usize::from(*most))),
            Part::NameOrNumber { number, .. } if leading_digits(rest, 1) == 1 => {
                return self.number(*number, state, digits);
            }
            Part::Name { name, width } | Part::NameOrNumber { name, width, .. } => {
                name.read(*width, rest).map(|(length, number)| {
                    state.seen.name(*name, number);
                    length
                })
            }
            Part::Offset(style) => style.read(rest),
            Part::ZoneId => zones::read_id(rest).max(offset::read_any(rest)),
            Part::ZoneAbbreviation => {
                zones::read_abbreviation(rest).max(offset::read_any_localized(rest))
            }
            Part::ZoneLongName => zones::read_long_name(rest)
                .max(zones::read_id(rest))
                .max(offset::read_any_localized(rest)),
            Part::Optional { .. } => Some(0),
        };
        match length {
            Some(length) if length > 0 || matches!(part, Part::Optional { .. }) => {
                state.at += length;
                Ok(())
            }
            _ => Err(Failure {
                at: state.at,
                length: 0,
                reason: Reason::Part(state.part),
            }),
        }
    }

    fn number(&mut self, number: Number, state: &mut State, digits: usize) -> Result<(), Failure> {
        let start = *state;
        let rest = &self.text[start.at..];
        let sign = usize::from(number.field.is_year() && rest.starts_with(['+', '-']));
        let most = if sign == 1 {
            usize::from(Number::SIGNED_DIGITS)
        } else {
            usize::from(number.max_digits())
        };
        let width = leading_digits(&rest[sign..], most.min(digits));
        if width > 1 && !number.is_fixed() && self.touches_next(start.part) {
            self.choices.push(Choice {
                state: start,
                next: Retry::Digits(width - 1),
            });
        }
        let failure = Failure {
            at: start.at,
            length: sign + width,
            reason: Reason::Part(start.part),
        };
        // A plus stands only before more digits than the pattern asks for, as Java writes it.
        let needless_plus = rest.starts_with('+') && width <= usize::from(number.letters);
        let forbidden_minus = rest.starts_with('-') && number.field == Field::YearOfEra;
        if width == 0 || (sign == 1 && (needless_plus || forbidden_minus)) {
            return Err(failure);
        }
        let value = value_of(&rest[sign..sign + width]);
        let (_, low, high) = number.field.facts();
        if !(low..=high).contains(&value) {
            return Err(failure);
        }
        state
            .seen
            .number(number, value, rest.starts_with('-'), start.at);
        state.at += sign + width;
        Ok(())
    }

    fn touches_next(&self, part: usize) -> bool {
        self.parts
            .get(part + 1)
            .is_some_and(Part::may_start_with_digit)
    }
}

impl Seen {
    fn name(&mut self, name: Name, number: Option<u8>) {
        match name {
            Name::Month => self.month = self.month.or(number),
            Name::Era => self.is_before_christ |= number == Some(0),
            Name::Quarter | Name::Weekday | Name::HalfOfDay => {}
        }
    }

    /// Keeps the first value of each field.
    fn number(&mut self, number: Number, value: u64, negative: bool, at: usize) {
        match number.field {
            Field::YearOfEra | Field::Year | Field::WeekBasedYear => {
                let year = i64::try_from(value).unwrap_or(i64::MAX);
                self.year = self.year.or(Some(if negative { -year } else { year }));
            }
            Field::Month => self.month = self.month.or(u8::try_from(value).ok()),
            Field::DayOfMonth => {
                self.day = self.day.or(u8::try_from(value).ok().map(|day| (day, at)));
            }
            Field::DayOfYear => {
                self.day_of_year = self
                    .day_of_year
                    .or(u16::try_from(value).ok().map(|day| (day, at)));
            }
            Field::Quarter
            | Field::WeekOfYear
            | Field::WeekOfMonth
            | Field::AlignedWeekOfMonth
            | Field::DayOfWeek
            | Field::HourOfDay
            | Field::ClockHourOfDay
            | Field::HourOfHalf
            | Field::ClockHourOfHalf
            | Field::Minute
            | Field::Second
            | Field::MillisecondOfDay
            | Field::NanosecondOfSecond
            | Field::NanosecondOfDay => {}
        }
    }

    /// Whether such a day exists; what is not known is taken in the day's favour.
    fn check(self) -> Result<(), Failure> {
        let month = self.month;
        let year = self.year.map(|year| {
            if self.is_before_christ {
                1 - year
            } else {
                year
            }
        });
        if let (Some((day, at)), Some(month)) = (self.day, month) {
            let last = days_in_month(year, month);
            if day > last {
                let reason = Reason::Calendar {
                    month: Some(month),
                    year,
                    last: last.into(),
                };
                return Err(Failure {
                    at,
                    length: 2,
                    reason,
                });
            }
        }
        if let (Some((366, at)), Some(false)) = (self.day_of_year, year.map(is_leap)) {
            let reason = Reason::Calendar {
                month: None,
                year,
                last: 365,
            };
            return Err(Failure {
                at,
                length: 3,
                reason,
            });
        }
        Ok(())
    }
}

impl Failure {
    fn into_mismatch(self, parts: &[Part], text: &str) -> DateMismatch {
        let rest = &text[self.at..];
        let found = match self.reason {
            // The digits that were read, or all that is left.
            Reason::Part(_) if self.length > 0 => &rest[..self.length],
            Reason::Calendar { .. } => &rest[..leading_digits(rest, self.length)],
            Reason::Part(_) | Reason::TooLong => rest,
        };
        let expected = match self.reason {
            Reason::Part(part) => parts[part].expectation(),
            Reason::TooLong => "the end of the text".to_owned(),
            Reason::Calendar { month, year, last } => calendar_expectation(month, year, last),
        };
        DateMismatch::new(self.at, expected, found)
    }
}

fn calendar_expectation(month: Option<u8>, year: Option<i64>, last: u16) -> String {
    match (month, year) {
        (Some(month), Some(year)) => {
            format!("a day of the month (1 to {last} in month {month} of year {year})")
        }
        (Some(month), None) => format!("a day of the month (1 to {last} in month {month})"),
        (None, Some(year)) => format!("a day of the year (1 to {last} in year {year})"),
        (None, None) => format!("a day of the year (1 to {last})"),
    }
}

fn leading_digits(text: &str, most: usize) -> usize {
    text.bytes()
        .take(most)
        .take_while(u8::is_ascii_digit)
        .count()
}

fn value_of(digits: &str) -> u64 {
    digits.bytes().fold(0, |value: u64, digit| {
        value
            .saturating_mul(10)
            .saturating_add(u64::from(digit - b'0'))
    })
}
