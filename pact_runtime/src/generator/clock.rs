//! The system's clock and time zones.

use jiff::ZonedDateTime;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::datetime::{CivilDate, CivilTime, Moment};

/// Now, in the time zone of the system.
pub(super) fn now() -> Moment {
    let now = ZonedDateTime::now();
    // Beyond the range of our calendar there is no clock to trust.
    moment(&now).unwrap_or_else(|| Moment::new(epoch(), CivilTime::default()))
}

fn epoch() -> CivilDate {
    CivilDate::new(1970, 1, 1).expect("1970-01-01 exists")
}

/// The same wall clock with the offset that its zone has then: an expression may have moved a moment
/// over the begin of summer time.
pub(super) fn settle(moved: Moment) -> Moment {
    let Some(zone) = moved.zone_id().and_then(|id| TimeZone::get(id).ok()) else {
        return moved;
    };
    let zoned = civil(&moved).and_then(|civil| zone.to_zoned_datetime(civil).ok());
    zoned.and_then(|zoned| moment(&zoned)).unwrap_or(moved)
}

fn civil(moment: &Moment) -> Option<DateTime> {
    let (date, time) = (moment.date(), moment.time());
    let small = |value: u8| i8::try_from(value).ok();
    DateTime::new(
        date.year(),
        small(date.month())?,
        small(date.day())?,
        small(time.hour())?,
        small(time.minute())?,
        small(time.second())?,
        i32::try_from(time.nanosecond()).ok()?,
    )
    .ok()
}

fn moment(zoned: &ZonedDateTime) -> Option<Moment> {
    let small = |value: i8| u8::try_from(value).ok();
    let date = CivilDate::new(zoned.year(), small(zoned.month())?, small(zoned.day())?)?;
    let nanosecond = u32::try_from(zoned.subsec_nanosecond()).ok()?;
    let (hour, minute) = (small(zoned.hour())?, small(zoned.minute())?);
    let time = CivilTime::new(hour, minute, small(zoned.second())?, nanosecond)?;
    let moment = Moment::new(date, time).at_offset(zoned.offset().seconds())?;
    let zone = zoned.time_zone();
    let info = zone.to_offset_info(zoned.timestamp());
    Some(match zone.iana_name() {
        Some(id) => moment.in_zone(id, info.abbreviation()),
        None => moment,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_the_offset_with_summer_time() {
        let noon = CivilTime::new(12, 0, 0, 0).unwrap();
        let winter = Moment::new(CivilDate::new(2026, 1, 1).unwrap(), noon)
            .at_offset(3600)
            .unwrap()
            .in_zone("Europe/Paris", "CET");
        let summer = settle(winter.clone().on(CivilDate::new(2026, 7, 1).unwrap()));
        // Where the system has no time zones, nothing moves.
        if TimeZone::get("Europe/Paris").is_ok() {
            assert_eq!(summer.offset_seconds(), 7200);
            assert_eq!(summer.time(), noon);
        }
        assert_eq!(
            settle(winter.clone().in_zone("No/Where", "X")).offset_seconds(),
            3600
        );
    }

    #[test]
    fn reads_the_clock() {
        assert!(now().date().year() >= 2026);
    }
}
