//! The moment that is written with a pattern.

use super::calendar::{CivilDate, CivilTime};

/// The largest distance from UTC, as in Java: 18 hours.
pub(super) const MAX_OFFSET_SECONDS: i32 = 18 * 3600;

/// A date and time at a distance from UTC: what [`DateFormat::format`](super::DateFormat::format)
/// writes.
///
/// ```
/// use pact_runtime::datetime::{CivilDate, CivilTime, Moment};
///
/// let date = CivilDate::new(2026, 11, 20).unwrap();
/// let time = CivilTime::new(9, 0, 0, 0).unwrap();
/// let moment = Moment::new(date, time).at_offset(3600).unwrap();
/// assert_eq!(moment.offset_seconds(), 3600);
/// assert!(Moment::new(date, time).at_offset(100_000).is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    date: CivilDate,
    time: CivilTime,
    offset_seconds: i32,
    zone: Option<Zone>,
}

/// A time zone's name, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Zone {
    pub(super) id: Box<str>,
    pub(super) abbreviation: Box<str>,
}

impl Moment {
    /// This date and time in UTC.
    #[must_use]
    pub fn new(date: CivilDate, time: CivilTime) -> Self {
        Self {
            date,
            time,
            offset_seconds: 0,
            zone: None,
        }
    }

    /// The same wall clock at another distance from UTC; `None` beyond 18 hours.
    #[must_use]
    pub fn at_offset(mut self, offset_seconds: i32) -> Option<Self> {
        self.offset_seconds = offset_seconds;
        (offset_seconds.abs() <= MAX_OFFSET_SECONDS).then_some(self)
    }

    /// Names the zone, for example `Europe/Paris` and `CET`. Unknown names are written as offsets.
    #[must_use]
    pub fn in_zone(mut self, id: &str, abbreviation: &str) -> Self {
        self.zone = Some(Zone {
            id: id.into(),
            abbreviation: abbreviation.into(),
        });
        self
    }

    /// The same offset and zone on another date.
    #[must_use]
    pub fn on(mut self, date: CivilDate) -> Self {
        self.date = date;
        self
    }

    /// The same offset and zone at another time of day.
    #[must_use]
    pub fn at(mut self, time: CivilTime) -> Self {
        self.time = time;
        self
    }

    /// The date.
    #[must_use]
    pub fn date(&self) -> CivilDate {
        self.date
    }

    /// The time of day.
    #[must_use]
    pub fn time(&self) -> CivilTime {
        self.time
    }

    /// Seconds east of UTC.
    #[must_use]
    pub fn offset_seconds(&self) -> i32 {
        self.offset_seconds
    }

    /// The identifier of the zone, if one was named.
    #[must_use]
    pub fn zone_id(&self) -> Option<&str> {
        self.zone.as_ref().map(|zone| &*zone.id)
    }

    pub(super) fn zone(&self) -> Option<&Zone> {
        self.zone.as_ref()
    }
}
