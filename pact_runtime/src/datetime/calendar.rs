//! The civil calendar (proleptic Gregorian) and the time of day.

/// The years a [`CivilDate`] can hold, on both sides of year 0.
const MAX_YEAR: i16 = 9999;

/// Whether a year of the proleptic Gregorian calendar has a 29 February.
pub(super) fn is_leap(year: i64) -> bool {
    year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0)
}

/// Days of a month (1 to 12); without a year, February has 29.
pub(super) fn days_in_month(year: Option<i64>, month: u8) -> u8 {
    match month {
        2 if year.is_none_or(is_leap) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A day of the proleptic Gregorian calendar, years −9999 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilDate {
    year: i16,
    month: u8,
    day: u8,
}

impl CivilDate {
    /// The day, or `None` if there is no such day.
    #[must_use]
    pub fn new(year: i16, month: u8, day: u8) -> Option<Self> {
        let exists = (-MAX_YEAR..=MAX_YEAR).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in_month(Some(i64::from(year)), month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// The year; 0 is 1 BC.
    #[must_use]
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u8 {
        self.day
    }

    /// The day of the week, 1 (Monday) to 7 (Sunday).
    #[must_use]
    pub fn weekday(self) -> u8 {
        // 1970-01-01 was a Thursday.
        u8::try_from((self.to_days() + 3).rem_euclid(7)).map_or(1, |from_monday| from_monday + 1)
    }

    /// The day of the year, 1 to 366.
    #[must_use]
    pub fn day_of_year(self) -> u16 {
        let year = Some(i64::from(self.year));
        (1..self.month)
            .map(|month| u16::from(days_in_month(year, month)))
            .sum::<u16>()
            + u16::from(self.day)
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub fn to_days(self) -> i64 {
        let before = i64::from(self.year) - 1;
        // Day 719,163 of the calendar, counted from 0001-01-01 as day 1, is 1970-01-01.
        before * 365 + before.div_euclid(4) - before.div_euclid(100)
            + before.div_euclid(400)
            + i64::from(self.day_of_year())
            - 719_163
    }

    /// The day so many days after 1970-01-01, or `None` outside the years −9999 to 9999.
    #[must_use]
    pub fn from_days(days: i64) -> Option<Self> {
        if !(-6_000_000..=6_000_000).contains(&days) {
            return None;
        }
        // The civil-from-days algorithm over eras of 400 years that begin in March.
        let from_march = days + 719_468;
        let era = from_march.div_euclid(146_097);
        let day_of_era = from_march.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 {
            month_from_march + 3
        } else {
            month_from_march - 9
        };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self::new(
            i16::try_from(year).ok()?,
            u8::try_from(month).ok()?,
            u8::try_from(day).ok()?,
        )
    }

    /// The day so many days later, or `None` outside the years −9999 to 9999.
    #[must_use]
    pub fn add_days(self, days: i64) -> Option<Self> {
        Self::from_days(self.to_days().checked_add(days)?)
    }

    /// The same day so many months later, or the last day of that month where it is shorter.
    #[must_use]
    pub fn add_months(self, months: i64) -> Option<Self> {
        let total = (i64::from(self.year) * 12 + i64::from(self.month) - 1).checked_add(months)?;
        let year = total.div_euclid(12);
        let month = u8::try_from(total.rem_euclid(12) + 1).ok()?;
        Self::new(
            i16::try_from(year).ok()?,
            month,
            self.day.min(days_in_month(Some(year), month)),
        )
    }

    /// The ISO 8601 week-based year and its week, 1 to 53.
    #[must_use]
    pub fn iso_week(self) -> (i16, u8) {
        let week = (i32::from(self.day_of_year()) - i32::from(self.weekday()) + 10) / 7;
        if week < 1 {
            (self.year - 1, weeks_in_year(self.year - 1))
        } else if week == 53 && weeks_in_year(self.year) < 53 {
            (self.year + 1, 1)
        } else {
            (self.year, u8::try_from(week).unwrap_or(1))
        }
    }

    /// The ISO week of the month, 0 to 5: week 1 is the first with at least four days.
    pub(super) fn week_of_month(self) -> u8 {
        (self.day + 10 - self.weekday()) / 7
    }
}

/// Weeks of an ISO week-based year: 53 if it begins on a Thursday, or on a Wednesday in a leap year.
fn weeks_in_year(year: i16) -> u8 {
    let first = CivilDate {
        year,
        month: 1,
        day: 1,
    }
    .weekday();
    if first == 4 || (first == 3 && is_leap(i64::from(year))) {
        53
    } else {
        52
    }
}

/// A time of day to the nanosecond, without leap seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilTime {
    hour: u8,
    minute: u8,
    second: u8,
    nanosecond: u32,
}

impl CivilTime {
    /// The time, or `None` if a part is out of range.
    #[must_use]
    pub fn new(hour: u8, minute: u8, second: u8, nanosecond: u32) -> Option<Self> {
        let exists = hour < 24 && minute < 60 && second < 60 && nanosecond < 1_000_000_000;
        exists.then_some(Self {
            hour,
            minute,
            second,
            nanosecond,
        })
    }

    /// The hour, 0 to 23.
    #[must_use]
    pub fn hour(self) -> u8 {
        self.hour
    }

    /// The minute, 0 to 59.
    #[must_use]
    pub fn minute(self) -> u8 {
        self.minute
    }

    /// The second, 0 to 59.
    #[must_use]
    pub fn second(self) -> u8 {
        self.second
    }

    /// The nanosecond of the second, 0 to 999,999,999.
    #[must_use]
    pub fn nanosecond(self) -> u32 {
        self.nanosecond
    }

    /// Nanoseconds since midnight.
    #[must_use]
    pub fn nanosecond_of_day(self) -> u64 {
        let seconds =
            (u64::from(self.hour) * 60 + u64::from(self.minute)) * 60 + u64::from(self.second);
        seconds * 1_000_000_000 + u64::from(self.nanosecond)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i16, month: u8, day: u8) -> CivilDate {
        CivilDate::new(year, month, day).unwrap()
    }

    #[test]
    fn knows_which_days_exist() {
        assert!(CivilDate::new(2024, 2, 29).is_some());
        assert!(CivilDate::new(1900, 2, 29).is_none());
        assert!(CivilDate::new(2000, 2, 29).is_some());
        assert!(CivilDate::new(2023, 4, 31).is_none());
        assert!(CivilDate::new(2023, 13, 1).is_none());
        assert!(CivilDate::new(2023, 1, 0).is_none());
    }

    #[test]
    fn counts_days_both_ways_over_the_whole_range() {
        assert_eq!(date(1970, 1, 1).to_days(), 0);
        assert_eq!(date(2000, 3, 1).to_days(), 11_017);
        let (first, last) = (date(-9999, 1, 1).to_days(), date(9999, 12, 31).to_days());
        for days in (first..=last).step_by(97) {
            assert_eq!(CivilDate::from_days(days).unwrap().to_days(), days);
        }
        assert_eq!(CivilDate::from_days(last + 1), None);
        assert_eq!(CivilDate::from_days(first - 1), None);
        assert_eq!(CivilDate::from_days(i64::MIN + 1), None);
    }

    #[test]
    fn knows_weekdays_and_iso_weeks() {
        assert_eq!(date(2026, 11, 20).weekday(), 5);
        assert_eq!(date(2021, 1, 1).iso_week(), (2020, 53));
        assert_eq!(date(2024, 12, 30).iso_week(), (2025, 1));
        assert_eq!(date(2026, 11, 20).iso_week(), (2026, 47));
        assert_eq!(date(2021, 1, 1).week_of_month(), 0);
        assert_eq!(date(2024, 12, 31).day_of_year(), 366);
    }

    #[test]
    fn adds_months_and_stays_inside_the_month() {
        assert_eq!(date(2024, 1, 31).add_months(1), Some(date(2024, 2, 29)));
        assert_eq!(date(2024, 1, 31).add_months(-2), Some(date(2023, 11, 30)));
        assert_eq!(date(9999, 12, 31).add_months(1), None);
        assert_eq!(date(2024, 1, 31).add_months(i64::MAX), None);
        assert_eq!(date(2024, 1, 31).add_days(i64::MAX), None);
    }
}
