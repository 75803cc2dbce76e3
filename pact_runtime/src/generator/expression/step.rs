//! What one step of an expression does to a moment.

use crate::datetime::{CivilDate, CivilTime, Moment};

const NANOSECONDS_A_DAY: i128 = 86_400_000_000_000;

/// Which way a step goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Forward,
    Back,
}

/// A step of the date part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateStep {
    /// So many days, backwards if negative.
    Days(i64),
    /// So many months; the day stays, or becomes the last of its month.
    Months(i64),
    /// To the nearest such weekday (1 is Monday) that is not today.
    Weekday(Direction, u8),
    /// To the first day of the nearest such month that is not the current one.
    Month(Direction, u8),
}

/// A step of the time part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TimeStep {
    /// The full hour of the same day.
    Hour(u8),
    /// `N o'clock` without half of the day (1 to 12): after noon if it is before noon, and the other
    /// way round.
    NextHour(u8),
    /// So many milliseconds, backwards if negative.
    Milliseconds(i64),
}

impl Direction {
    pub(super) fn times(self, number: i64) -> i64 {
        match self {
            Self::Forward => number,
            Self::Back => -number,
        }
    }
}

impl DateStep {
    pub(super) fn apply(self, moment: Moment) -> Option<Moment> {
        let date = moment.date();
        let date = match self {
            Self::Days(days) => date.add_days(days)?,
            Self::Months(months) => date.add_months(months)?,
            Self::Weekday(direction, weekday) => {
                let ahead = (i64::from(weekday) - i64::from(date.weekday())).rem_euclid(7);
                date.add_days(distance(direction, ahead, 7))?
            }
            Self::Month(direction, month) => {
                let ahead = (i64::from(month) - i64::from(date.month())).rem_euclid(12);
                let first = CivilDate::new(date.year(), date.month(), 1)?;
                first.add_months(distance(direction, ahead, 12))?
            }
        };
        Some(moment.on(date))
    }
}

/// The distance to something that comes every `cycle` and is next `ahead` of now.
fn distance(direction: Direction, ahead: i64, cycle: i64) -> i64 {
    match direction {
        Direction::Forward if ahead == 0 => cycle,
        Direction::Forward => ahead,
        Direction::Back => ahead - cycle,
    }
}

impl TimeStep {
    pub(super) fn apply(self, moment: Moment) -> Option<Moment> {
        match self {
            Self::Hour(hour) => Some(moment.at(CivilTime::new(hour, 0, 0, 0)?)),
            Self::NextHour(hour) => {
                let half = if moment.time().hour() < 12 { 12 } else { 0 };
                Some(moment.at(CivilTime::new(hour % 12 + half, 0, 0, 0)?))
            }
            Self::Milliseconds(milliseconds) => {
                let before = i128::from(moment.time().nanosecond_of_day());
                let total = before + i128::from(milliseconds) * 1_000_000;
                let days = i64::try_from(total.div_euclid(NANOSECONDS_A_DAY)).ok()?;
                let date = moment.date().add_days(days)?;
                Some(
                    moment
                        .on(date)
                        .at(time_of(total.rem_euclid(NANOSECONDS_A_DAY))?),
                )
            }
        }
    }
}

fn time_of(nanoseconds: i128) -> Option<CivilTime> {
    let seconds = nanoseconds / 1_000_000_000;
    let part = |value: i128| u8::try_from(value).ok();
    let nanosecond = u32::try_from(nanoseconds % 1_000_000_000).ok()?;
    CivilTime::new(
        part(seconds / 3600)?,
        part(seconds / 60 % 60)?,
        part(seconds % 60)?,
        nanosecond,
    )
}
