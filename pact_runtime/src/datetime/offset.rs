//! Distances from UTC in text: the letters `X`, `x`, `Z` and `O`.

use std::fmt::Write as _;

use super::moment::MAX_OFFSET_SECONDS;

/// How an offset is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OffsetStyle {
    /// `+HH`, with minutes where they are not zero: `X`, `x`.
    Hours { z: bool },
    /// `+HHmm`: `XX`, `xx`, `Z` to `ZZZ`.
    Basic { z: bool },
    /// `+HH:mm`: `XXX`, `xxx`.
    Extended { z: bool },
    /// `+HHmm`, with seconds where they are not zero: `XXXX`, `xxxx`.
    BasicSeconds { z: bool },
    /// `+HH:mm`, with seconds where they are not zero: `XXXXX`, `xxxxx`, `ZZZZZ`.
    ExtendedSeconds { z: bool },
    /// `GMT+8`: `O`.
    ShortLocalized,
    /// `GMT+08:00`: `OOOO`, `ZZZZ`.
    FullLocalized,
}

impl OffsetStyle {
    /// Examples for messages.
    pub(super) fn examples(self) -> &'static str {
        match self {
            Self::Hours { z: true } => "`+01` or `Z`",
            Self::Hours { z: false } => "`+01`",
            Self::Basic { z: true } | Self::BasicSeconds { z: true } => "`+0100` or `Z`",
            Self::Basic { z: false } | Self::BasicSeconds { z: false } => "`+0100`",
            Self::Extended { z: true } | Self::ExtendedSeconds { z: true } => "`+01:00` or `Z`",
            Self::Extended { z: false } | Self::ExtendedSeconds { z: false } => "`+01:00`",
            Self::ShortLocalized => "`GMT+1`",
            Self::FullLocalized => "`GMT+01:00`",
        }
    }

    fn takes_z(self) -> bool {
        match self {
            Self::Hours { z }
            | Self::Basic { z }
            | Self::Extended { z }
            | Self::BasicSeconds { z }
            | Self::ExtendedSeconds { z } => z,
            Self::ShortLocalized | Self::FullLocalized => false,
        }
    }

    /// The length of the offset at the start of `text`.
    pub(super) fn read(self, text: &str) -> Option<usize> {
        if self.takes_z() && text.starts_with('Z') {
            return Some(1);
        }
        match self {
            Self::Hours { .. } => read_signed(text, Minutes::Optional, Seconds::None),
            Self::Basic { .. } => read_signed(text, Minutes::Basic, Seconds::None),
            Self::BasicSeconds { .. } => read_signed(text, Minutes::Basic, Seconds::Optional),
            Self::Extended { .. } => read_signed(text, Minutes::Extended, Seconds::None),
            Self::ExtendedSeconds { .. } => read_signed(text, Minutes::Extended, Seconds::Optional),
            Self::ShortLocalized => read_localized(text, Minutes::OptionalExtended),
            Self::FullLocalized => read_localized(text, Minutes::Extended),
        }
    }

    /// Appends an offset in this style; what the style has no place for is left out.
    pub(super) fn write(self, offset_seconds: i32, out: &mut String) {
        if self.takes_z() && offset_seconds == 0 {
            return out.push('Z');
        }
        let sign = if offset_seconds < 0 { '-' } else { '+' };
        let total = offset_seconds.abs();
        let (hours, minutes, seconds) = (total / 3600, total / 60 % 60, total % 60);
        // Writing to a string cannot fail.
        let _ = match self {
            Self::Hours { .. } if minutes == 0 => write!(out, "{sign}{hours:02}"),
            Self::BasicSeconds { .. } if seconds != 0 => {
                write!(out, "{sign}{hours:02}{minutes:02}{seconds:02}")
            }
            Self::Hours { .. } | Self::Basic { .. } | Self::BasicSeconds { .. } => {
                write!(out, "{sign}{hours:02}{minutes:02}")
            }
            Self::ExtendedSeconds { .. } if seconds != 0 => {
                write!(out, "{sign}{hours:02}:{minutes:02}:{seconds:02}")
            }
            Self::Extended { .. } | Self::ExtendedSeconds { .. } => {
                write!(out, "{sign}{hours:02}:{minutes:02}")
            }
            Self::ShortLocalized | Self::FullLocalized if total / 60 == 0 => write!(out, "GMT"),
            Self::ShortLocalized if minutes == 0 => write!(out, "GMT{sign}{hours}"),
            Self::ShortLocalized => write!(out, "GMT{sign}{hours}:{minutes:02}"),
            Self::FullLocalized => write!(out, "GMT{sign}{hours:02}:{minutes:02}"),
        };
    }
}

/// The length of any spelling of an offset: `Z`, `+1`, `+01:00`, `GMT+1`, `UTC`.
pub(super) fn read_any(text: &str) -> Option<usize> {
    if text.starts_with('Z') {
        return Some(1);
    }
    read_any_localized(text)
        .or_else(|| OffsetStyle::ExtendedSeconds { z: false }.read(text))
        .or_else(|| OffsetStyle::BasicSeconds { z: false }.read(text))
        .or_else(|| OffsetStyle::Hours { z: false }.read(text))
}

/// The length of `GMT`, `UTC` or either with an offset behind.
pub(super) fn read_any_localized(text: &str) -> Option<usize> {
    read_localized(text, Minutes::OptionalExtended)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Minutes {
    /// `+8`, `+08` or `+0830`.
    Optional,
    /// `+0830`.
    Basic,
    /// `+08:30`, also `+8:30`.
    Extended,
    /// `+8` or `+8:30`.
    OptionalExtended,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Seconds {
    None,
    Optional,
}

fn read_localized(text: &str, minutes: Minutes) -> Option<usize> {
    if !text.starts_with("GMT") && !text.starts_with("UTC") {
        return None;
    }
    let seconds = Seconds::Optional;
    Some(3 + read_signed(&text[3..], minutes, seconds).unwrap_or(0))
}

fn read_signed(text: &str, minutes: Minutes, seconds: Seconds) -> Option<usize> {
    let bytes = text.as_bytes();
    if !matches!(bytes.first(), Some(b'+' | b'-')) {
        return None;
    }
    let (hour, mut at) = read_two(bytes, 1, 1)?;
    let separator = usize::from(matches!(
        minutes,
        Minutes::Extended | Minutes::OptionalExtended
    ));
    let minute = read_separated(bytes, at, separator);
    let mut total = hour * 3600;
    match minute {
        // Without a separator, `+830` could be two things.
        Some((minute, end)) if separator == 1 || at == 3 => {
            (total, at) = (total + minute * 60, end);
        }
        _ if matches!(minutes, Minutes::Optional | Minutes::OptionalExtended) => {
            return (total <= MAX_OFFSET_SECONDS).then_some(at);
        }
        _ => return None,
    }
    if seconds == Seconds::Optional
        && let Some((second, end)) = read_separated(bytes, at, separator)
    {
        (total, at) = (total + second, end);
    }
    (total <= MAX_OFFSET_SECONDS).then_some(at)
}

/// Two digits below 60, behind a colon if there is a separator.
fn read_separated(bytes: &[u8], at: usize, separator: usize) -> Option<(i32, usize)> {
    if separator == 1 && bytes.get(at) != Some(&b':') {
        return None;
    }
    let (value, end) = read_two(bytes, at + separator, 2)?;
    (value < 60).then_some((value, end))
}

/// A number of two digits, or of one where that is enough.
fn read_two(bytes: &[u8], at: usize, least: usize) -> Option<(i32, usize)> {
    let digits = bytes
        .iter()
        .skip(at)
        .take(2)
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    if digits < least {
        return None;
    }
    let value = bytes[at..at + digits]
        .iter()
        .fold(0, |value, digit| value * 10 + i32::from(digit - b'0'));
    Some((value, at + digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        let styles = [
            OffsetStyle::Hours { z: true },
            OffsetStyle::Hours { z: false },
            OffsetStyle::Basic { z: true },
            OffsetStyle::Extended { z: true },
            OffsetStyle::BasicSeconds { z: false },
            OffsetStyle::ExtendedSeconds { z: true },
            OffsetStyle::ShortLocalized,
            OffsetStyle::FullLocalized,
        ];
        for style in styles {
            for offset in (-64_800..=64_800).step_by(61) {
                let mut text = String::new();
                style.write(offset, &mut text);
                assert_eq!(style.read(&text), Some(text.len()), "{style:?} {text}");
                assert_eq!(read_any(&text), Some(text.len()), "{text}");
            }
        }
    }

    #[test]
    fn refuses_offsets_beyond_eighteen_hours() {
        assert_eq!(OffsetStyle::Extended { z: true }.read("+18:00"), Some(6));
        assert_eq!(OffsetStyle::Extended { z: true }.read("+18:01"), None);
        assert_eq!(OffsetStyle::Basic { z: true }.read("-2400"), None);
    }
}
