//! From the text of a pattern to its parts.

use super::error::{DateFormatError, FormatFaultKind};
use super::names::{Name, Width};
use super::offset::OffsetStyle;
use super::part::{Field, MAX_FRACTION_DIGITS, Number, Part};

/// The longest pattern that is read; it bounds everything that is made from one.
const MAX_PATTERN_BYTES: usize = 512;
const MAX_SECTION_DEPTH: usize = 16;
/// Java's own limit for years, and ours for all numbers that have none there.
const MAX_LETTERS: u8 = 19;

pub(super) fn parse(pattern: &str) -> Result<Vec<Part>, DateFormatError> {
    if pattern.is_empty() {
        return Err(DateFormatError::new(pattern, 0..0, FormatFaultKind::Empty));
    }
    if pattern.len() > MAX_PATTERN_BYTES {
        let kind = FormatFaultKind::TooLong {
            limit: MAX_PATTERN_BYTES,
        };
        return Err(DateFormatError::new(
            pattern,
            MAX_PATTERN_BYTES..pattern.len(),
            kind,
        ));
    }
    let mut parser = Parser {
        pattern,
        at: 0,
        parts: Vec::new(),
        open: Vec::new(),
        closed: 0,
    };
    while let Some(next) = parser.rest().chars().next() {
        parser.part(next)?;
    }
    match parser.open.pop() {
        None => Ok(parser.parts),
        Some((_, start)) => Err(parser.fault(start, start + 1, FormatFaultKind::OpenSection)),
    }
}

struct Parser<'a> {
    pattern: &'a str,
    at: usize,
    parts: Vec<Part>,
    /// Open optional sections: index of their part, and offset of their bracket.
    open: Vec<(usize, usize)>,
    /// The count of parts when a section was closed last.
    closed: usize,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        &self.pattern[self.at..]
    }

    fn fault(&self, start: usize, end: usize, kind: FormatFaultKind) -> DateFormatError {
        DateFormatError::new(self.pattern, start..end, kind)
    }

    fn part(&mut self, next: char) -> Result<(), DateFormatError> {
        let start = self.at;
        match next {
            '\'' => self.quoted(),
            '[' => self.open_section(),
            ']' => self.close_section(),
            '{' | '}' => Err(self.fault(start, start + 1, FormatFaultKind::Reserved)),
            letter if letter.is_ascii_alphabetic() => self.letters(letter),
            other => {
                self.at += other.len_utf8();
                self.literal(other.encode_utf8(&mut [0; 4]));
                Ok(())
            }
        }
    }

    /// Text in quotes, in which two quotes stand for one; two quotes alone are one as well.
    fn quoted(&mut self) -> Result<(), DateFormatError> {
        let start = self.at;
        if self.rest().starts_with("''") {
            self.at += 2;
            self.literal("'");
            return Ok(());
        }
        self.at += 1;
        let mut text = String::new();
        loop {
            let Some(length) = self.rest().find('\'') else {
                let end = self.pattern.len();
                return Err(self.fault(start, end, FormatFaultKind::OpenQuote));
            };
            text.push_str(&self.rest()[..length]);
            self.at += length + 1;
            if !self.rest().starts_with('\'') {
                self.literal(&text);
                return Ok(());
            }
            text.push('\'');
            self.at += 1;
        }
    }

    fn literal(&mut self, text: &str) {
        // What follows a section must stay apart from it.
        let joins = self.parts.len() > self.closed;
        match self.parts.last_mut() {
            Some(Part::Literal(before)) if joins => *before = format!("{before}{text}").into(),
            _ => self.parts.push(Part::Literal(text.into())),
        }
    }

    fn open_section(&mut self) -> Result<(), DateFormatError> {
        if self.open.len() == MAX_SECTION_DEPTH {
            let kind = FormatFaultKind::TooDeep {
                limit: MAX_SECTION_DEPTH,
            };
            return Err(self.fault(self.at, self.at + 1, kind));
        }
        self.open.push((self.parts.len(), self.at));
        self.parts.push(Part::Optional { end: 0 });
        self.at += 1;
        Ok(())
    }

    fn close_section(&mut self) -> Result<(), DateFormatError> {
        let Some((section, _)) = self.open.pop() else {
            return Err(self.fault(self.at, self.at + 1, FormatFaultKind::UnopenedSection));
        };
        self.closed = self.parts.len();
        self.parts[section] = Part::Optional { end: self.closed };
        self.at += 1;
        Ok(())
    }

    fn letters(&mut self, letter: char) -> Result<(), DateFormatError> {
        let start = self.at;
        let count = self
            .rest()
            .chars()
            .take_while(|next| *next == letter)
            .count();
        self.at += count;
        // Longer runs than a byte can count are too long for every letter.
        let count = u8::try_from(count).unwrap_or(u8::MAX);
        match part_of(letter, count) {
            Ok(part) => {
                self.parts.push(part);
                Ok(())
            }
            Err(kind) => Err(self.fault(start, self.at, kind)),
        }
    }
}

const UP_TO_5: &str = "1 to 5 times";
const UP_TO_4: &str = "1 to 4 times";
const UP_TO_3: &str = "1 to 3 times";
const UP_TO_2: &str = "once or twice";

/// The part that a run of one letter stands for.
fn part_of(letter: char, count: u8) -> Result<Part, FormatFaultKind> {
    let number =
        |field, limit, allowed| within(count, limit, allowed).map(|()| number(field, count));
    match letter {
        'G' => within(count, 5, UP_TO_5).map(|()| name(Name::Era, count.max(3))),
        'y' => number(Field::YearOfEra, MAX_LETTERS, "1 to 19 times"),
        'u' => number(Field::Year, MAX_LETTERS, "1 to 19 times"),
        'Y' => number(Field::WeekBasedYear, MAX_LETTERS, "1 to 19 times"),
        'Q' | 'q' => name_or_number(Name::Quarter, Field::Quarter, count),
        'M' => name_or_number(Name::Month, Field::Month, count),
        'L' => name_or_number(Name::Month, Field::Month, count).map(also_a_number),
        'w' => number(Field::WeekOfYear, 2, UP_TO_2),
        'W' => number(Field::WeekOfMonth, 2, UP_TO_2),
        'F' => number(Field::AlignedWeekOfMonth, 2, UP_TO_2),
        'D' => number(Field::DayOfYear, 3, UP_TO_3),
        'd' => number(Field::DayOfMonth, 2, UP_TO_2),
        'E' => within(count, 5, UP_TO_5).map(|()| name(Name::Weekday, count.max(3))),
        'c' if count == 2 => Err(FormatFaultKind::Count {
            allowed: "once, or 3 to 5 times",
        }),
        'e' | 'c' => name_or_number(Name::Weekday, Field::DayOfWeek, count),
        'a' => within(count, 1, "once").map(|()| name(Name::HalfOfDay, 3)),
        'H' => number(Field::HourOfDay, 2, UP_TO_2),
        'k' => number(Field::ClockHourOfDay, 2, UP_TO_2),
        'K' => number(Field::HourOfHalf, 2, UP_TO_2),
        'h' => number(Field::ClockHourOfHalf, 2, UP_TO_2),
        'm' => number(Field::Minute, 2, UP_TO_2),
        's' => number(Field::Second, 2, UP_TO_2),
        'S' => within(count, MAX_FRACTION_DIGITS, "1 to 9 times").map(|()| Part::Fraction(count)),
        'A' => number(Field::MillisecondOfDay, MAX_LETTERS, "1 to 19 times"),
        'n' => number(Field::NanosecondOfSecond, MAX_LETTERS, "1 to 19 times"),
        'N' => number(Field::NanosecondOfDay, MAX_LETTERS, "1 to 19 times"),
        'V' => within(count, 2, UP_TO_2).map(|()| Part::ZoneId),
        'z' => within(count, 4, UP_TO_4).map(|()| zone_name(count)),
        'X' => within(count, 5, UP_TO_5).map(|()| Part::Offset(offset(count, true))),
        'x' => within(count, 5, UP_TO_5).map(|()| Part::Offset(offset(count, false))),
        'Z' => within(count, 5, UP_TO_5).map(|()| Part::Offset(rfc_offset(count))),
        'O' if matches!(count, 2 | 3) => Ok(Part::Offset(OffsetStyle::ShortLocalized)),
        'O' => within(count, 4, UP_TO_4).map(|()| Part::Offset(localized(count))),
        _ => Err(FormatFaultKind::UnknownLetter),
    }
}

fn within(count: u8, limit: u8, allowed: &'static str) -> Result<(), FormatFaultKind> {
    if count <= limit {
        Ok(())
    } else {
        Err(FormatFaultKind::Count { allowed })
    }
}

fn number(field: Field, letters: u8) -> Part {
    Part::Number(Number { field, letters })
}

fn name(name: Name, count: u8) -> Part {
    let width = match count {
        4 => Width::Full,
        5 => Width::Narrow,
        _ => Width::Short,
    };
    Part::Name { name, width }
}

fn name_or_number(of: Name, field: Field, count: u8) -> Result<Part, FormatFaultKind> {
    within(count, 5, UP_TO_5)?;
    Ok(if count <= 2 {
        number(field, count)
    } else {
        name(of, count)
    })
}

fn also_a_number(part: Part) -> Part {
    match part {
        Part::Name { name, width } => Part::NameOrNumber {
            name,
            width,
            number: Number {
                field: Field::Month,
                letters: 2,
            },
        },
        other => other,
    }
}

fn zone_name(count: u8) -> Part {
    if count == 4 {
        Part::ZoneLongName
    } else {
        Part::ZoneAbbreviation
    }
}

fn offset(count: u8, z: bool) -> OffsetStyle {
    match count {
        1 => OffsetStyle::Hours { z },
        2 => OffsetStyle::Basic { z },
        3 => OffsetStyle::Extended { z },
        4 => OffsetStyle::BasicSeconds { z },
        _ => OffsetStyle::ExtendedSeconds { z },
    }
}

fn rfc_offset(count: u8) -> OffsetStyle {
    match count {
        1..=3 => OffsetStyle::Basic { z: false },
        4 => OffsetStyle::FullLocalized,
        _ => OffsetStyle::ExtendedSeconds { z: true },
    }
}

fn localized(count: u8) -> OffsetStyle {
    if count == 4 {
        OffsetStyle::FullLocalized
    } else {
        OffsetStyle::ShortLocalized
    }
}
