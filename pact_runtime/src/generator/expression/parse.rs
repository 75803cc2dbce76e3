//! Reading an expression.

use std::ops::Range;

use super::step::{DateStep, Direction, TimeStep};
use super::{ExpressionError, MomentExpression};
use crate::datetime::DateKind;

const MAX_BYTES: usize = 1024;
const MAX_DIGITS: usize = 9;

const DATE_START: &str = "`now`, `today`, `yesterday`, `tomorrow`, `+`, `-`, `next` or `last`";
const DATE_STEP: &str = "`+`, `-`, `next` or `last`";
const TIME_START: &str = "`now`, `midnight`, `noon`, 1 to 12 `o'clock`, `+`, `-`, `next` or `last`";
const TIME_STEP: &str = "`+`, `-`, `next` or `last`";

pub(super) fn expression(kind: DateKind, text: &str) -> Result<MomentExpression, ExpressionError> {
    if text.len() > MAX_BYTES {
        let start = text
            .char_indices()
            .map(|(at, _)| at)
            .rfind(|at| *at <= MAX_BYTES)
            .unwrap_or(0);
        return Err(ExpressionError::new(
            &text[..start],
            start..start,
            "at most 1024 bytes",
        ));
    }
    let mut parser = Parser { text, at: 0 };
    let (mut date, mut time) = (Vec::new(), Vec::new());
    if kind != DateKind::Time {
        date = parser.date(kind == DateKind::DateTime)?;
    }
    if kind == DateKind::Time || parser.takes("@") {
        time = parser.time()?;
    }
    Ok(MomentExpression { date, time })
}

/// A word, number or sign of the text, with its place.
struct Token<'a> {
    text: &'a str,
    span: Range<usize>,
}

impl Token<'_> {
    fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    fn is_unit(&self, singular: &str) -> bool {
        self.is(singular)
            || self
                .text
                .strip_suffix(['s', 'S'])
                .is_some_and(|one| one.eq_ignore_ascii_case(singular))
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Parser<'a> {
    /// The next token; empty at the end of the text.
    fn peek(&self) -> Token<'a> {
        let rest = &self.text[self.at..];
        let start = self.at + rest.len() - rest.trim_start().len();
        let rest = &self.text[start..];
        let run =
            |is_part: fn(char) -> bool| rest.find(|next| !is_part(next)).unwrap_or(rest.len());
        let length = match rest.chars().next() {
            Some(first) if first.is_ascii_digit() => run(|next| next.is_ascii_digit()),
            Some(first) if first.is_alphabetic() => {
                run(|next| next.is_alphabetic() || next == '\'')
            }
            Some(first) => first.len_utf8(),
            None => 0,
        };
        Token {
            text: &rest[..length],
            span: start..start + length,
        }
    }

    fn next(&mut self) -> Token<'a> {
        let token = self.peek();
        self.at = token.span.end;
        token
    }

    fn takes(&mut self, word: &str) -> bool {
        let token = self.peek();
        let found = token.is(word);
        if found {
            self.at = token.span.end;
        }
        found
    }

    fn fault(&self, token: &Token<'_>, expected: &'static str) -> ExpressionError {
        ExpressionError::new(self.text, token.span.clone(), expected)
    }

    fn date(&mut self, before_time: bool) -> Result<Vec<DateStep>, ExpressionError> {
        let mut steps = Vec::new();
        let mut expected = DATE_STEP;
        match self.peek().text.to_ascii_lowercase().as_str() {
            "now" | "today" => drop(self.next()),
            "yesterday" => {
                self.next();
                steps.push(DateStep::Days(-1));
            }
            "tomorrow" => {
                self.next();
                steps.push(DateStep::Days(1));
            }
            _ => expected = DATE_START,
        }
        loop {
            let token = self.peek();
            if token.text.is_empty() || (before_time && token.is("@")) {
                return Ok(steps);
            }
            self.at = token.span.end;
            steps.push(match token.text.to_ascii_lowercase().as_str() {
                "+" => self.date_duration(Direction::Forward)?,
                "-" => self.date_duration(Direction::Back)?,
                "next" => self.date_offset(Direction::Forward)?,
                "last" => self.date_offset(Direction::Back)?,
                _ => return Err(self.fault(&token, expected)),
            });
            expected = DATE_STEP;
        }
    }

    fn number(&mut self) -> Result<i64, ExpressionError> {
        let token = self.next();
        let is_short = token.text.len() <= MAX_DIGITS;
        token
            .text
            .parse()
            .ok()
            .filter(|_| is_short)
            .ok_or_else(|| self.fault(&token, "a whole number of at most 9 digits"))
    }

    fn date_duration(&mut self, direction: Direction) -> Result<DateStep, ExpressionError> {
        let number = direction.times(self.number()?);
        let unit = self.next();
        date_unit(&unit, number)
            .ok_or_else(|| self.fault(&unit, "`day`, `week`, `month` or `year`"))
    }

    fn date_offset(&mut self, direction: Direction) -> Result<DateStep, ExpressionError> {
        let token = self.next();
        if token.is("fortnight") {
            return Ok(DateStep::Days(direction.times(14)));
        }
        let word = token.text.to_ascii_lowercase();
        let step = weekday(&word)
            .map(|day| DateStep::Weekday(direction, day))
            .or_else(|| month(&word).map(|month| DateStep::Month(direction, month)))
            .or_else(|| date_unit(&token, direction.times(1)));
        step.ok_or_else(|| {
            self.fault(
                &token,
                "`day`, `week`, `fortnight`, `month`, `year`, a weekday or a month",
            )
        })
    }

    fn time(&mut self) -> Result<Vec<TimeStep>, ExpressionError> {
        let mut steps = Vec::new();
        let mut expected = TIME_STEP;
        match self.peek().text.to_ascii_lowercase().as_str() {
            "now" => drop(self.next()),
            "midnight" => {
                self.next();
                steps.push(TimeStep::Hour(0));
            }
            "noon" => {
                self.next();
                steps.push(TimeStep::Hour(12));
            }
            word if word.starts_with(|first: char| first.is_ascii_digit()) => {
                steps.push(self.clock()?);
            }
            _ => expected = TIME_START,
        }
        loop {
            let token = self.next();
            steps.push(match token.text.to_ascii_lowercase().as_str() {
                "" => return Ok(steps),
                "+" => self.time_duration(Direction::Forward)?,
                "-" => self.time_duration(Direction::Back)?,
                "next" => self.time_offset(Direction::Forward)?,
                "last" => self.time_offset(Direction::Back)?,
                _ => return Err(self.fault(&token, expected)),
            });
            expected = TIME_STEP;
        }
    }

    /// `N o'clock [am|pm]`. Twelve is midnight before and noon after noon.
    fn clock(&mut self) -> Result<TimeStep, ExpressionError> {
        let token = self.next();
        let hour = token
            .text
            .parse()
            .ok()
            .filter(|hour| (1..=12).contains(hour));
        let hour: u8 = hour.ok_or_else(|| self.fault(&token, "an hour of 1 to 12"))?;
        let clock = self.next();
        if !clock.is("o'clock") {
            return Err(self.fault(&clock, "`o'clock`"));
        }
        Ok(if self.takes("am") {
            TimeStep::Hour(hour % 12)
        } else if self.takes("pm") {
            TimeStep::Hour(hour % 12 + 12)
        } else {
            TimeStep::NextHour(hour)
        })
    }

    fn time_duration(&mut self, direction: Direction) -> Result<TimeStep, ExpressionError> {
        let number = direction.times(self.number()?);
        self.time_unit(number)
    }

    fn time_offset(&mut self, direction: Direction) -> Result<TimeStep, ExpressionError> {
        self.time_unit(direction.times(1))
    }

    fn time_unit(&mut self, number: i64) -> Result<TimeStep, ExpressionError> {
        const UNITS: [(&str, i64); 4] = [
            ("hour", 3_600_000),
            ("minute", 60_000),
            ("second", 1000),
            ("millisecond", 1),
        ];
        let unit = self.next();
        let length = UNITS.iter().find(|(name, _)| unit.is_unit(name));
        // Nine digits of hours are far below the limit of `i64`.
        length
            .map(|(_, length)| TimeStep::Milliseconds(number * length))
            .ok_or_else(|| self.fault(&unit, "`hour`, `minute`, `second` or `millisecond`"))
    }
}

fn date_unit(unit: &Token<'_>, number: i64) -> Option<DateStep> {
    if unit.is_unit("day") {
        Some(DateStep::Days(number))
    } else if unit.is_unit("week") {
        Some(DateStep::Days(number * 7))
    } else if unit.is_unit("month") {
        Some(DateStep::Months(number))
    } else if unit.is_unit("year") {
        Some(DateStep::Months(number * 12))
    } else {
        None
    }
}

fn weekday(word: &str) -> Option<u8> {
    Some(match word {
        "mon" | "monday" => 1,
        "tue" | "tues" | "tuesday" => 2,
        "wed" | "wednesday" => 3,
        "thu" | "thur" | "thurs" | "thursday" => 4,
        "fri" | "friday" => 5,
        "sat" | "saturday" => 6,
        "sun" | "sunday" => 7,
        _ => return None,
    })
}

fn month(word: &str) -> Option<u8> {
    Some(match word {
        "jan" | "january" => 1,
        "feb" | "february" => 2,
        "mar" | "march" => 3,
        "apr" | "april" => 4,
        "may" => 5,
        "jun" | "june" => 6,
        "jul" | "july" => 7,
        "aug" | "august" => 8,
        "sep" | "sept" | "september" => 9,
        "oct" | "october" => 10,
        "nov" | "november" => 11,
        "dec" | "december" => 12,
        _ => return None,
    })
}
