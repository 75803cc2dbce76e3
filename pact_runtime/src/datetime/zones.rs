//! Names of time zones: identifiers of the tz database, abbreviations, English long names.

use super::names::starts_with_any_case;

/// Identifiers of the tz database, a line for each area; the line `-` holds those without an area.
const IDS: &str = include_str!("zone_ids.txt");
/// No identifier is longer than this.
const MAX_ID_BYTES: usize = 40;

/// Abbreviations with the offset in minutes and the long name, where one is in use.
const LONG_NAMES: [(&str, i32, &str); 62] = [
    ("ACDT", 630, "Australian Central Daylight Time"),
    ("ACST", 570, "Australian Central Standard Time"),
    ("ADT", -180, "Atlantic Daylight Time"),
    ("AEDT", 660, "Australian Eastern Daylight Time"),
    ("AEST", 600, "Australian Eastern Standard Time"),
    ("AKDT", -480, "Alaska Daylight Time"),
    ("AKST", -540, "Alaska Standard Time"),
    ("AMT", -240, "Amazon Time"),
    ("ART", -180, "Argentina Time"),
    ("AST", -240, "Atlantic Standard Time"),
    ("AWST", 480, "Australian Western Standard Time"),
    ("BRT", -180, "Brasilia Time"),
    ("BST", 60, "British Summer Time"),
    ("CAT", 120, "Central Africa Time"),
    ("CDT", -300, "Central Daylight Time"),
    ("CEST", 120, "Central European Summer Time"),
    ("CET", 60, "Central European Time"),
    ("CLT", -240, "Chile Time"),
    ("COT", -300, "Colombia Time"),
    ("CST", -360, "Central Standard Time"),
    ("CST", 480, "China Standard Time"),
    ("ChST", 600, "Chamorro Standard Time"),
    ("EAT", 180, "East Africa Time"),
    ("ECT", -300, "Ecuador Time"),
    ("EDT", -240, "Eastern Daylight Time"),
    ("EEST", 180, "Eastern European Summer Time"),
    ("EET", 120, "Eastern European Time"),
    ("EST", -300, "Eastern Standard Time"),
    ("GMT", 0, "Greenwich Mean Time"),
    ("GST", 240, "Gulf Standard Time"),
    ("HDT", -540, "Hawaii-Aleutian Daylight Time"),
    ("HKT", 480, "Hong Kong Time"),
    ("HST", -600, "Hawaii-Aleutian Standard Time"),
    ("ICT", 420, "Indochina Time"),
    ("IDT", 180, "Israel Daylight Time"),
    ("IST", 60, "Irish Standard Time"),
    ("IST", 120, "Israel Standard Time"),
    ("IST", 330, "India Standard Time"),
    ("JST", 540, "Japan Standard Time"),
    ("KST", 540, "Korean Standard Time"),
    ("MDT", -360, "Mountain Daylight Time"),
    ("MSK", 180, "Moscow Standard Time"),
    ("MST", -420, "Mountain Standard Time"),
    ("MYT", 480, "Malaysia Time"),
    ("NDT", -150, "Newfoundland Daylight Time"),
    ("NPT", 345, "Nepal Time"),
    ("NST", -210, "Newfoundland Standard Time"),
    ("NZDT", 780, "New Zealand Daylight Time"),
    ("NZST", 720, "New Zealand Standard Time"),
    ("PDT", -420, "Pacific Daylight Time"),
    ("PHT", 480, "Philippine Time"),
    ("PKT", 300, "Pakistan Standard Time"),
    ("PST", -480, "Pacific Standard Time"),
    ("SAST", 120, "South Africa Standard Time"),
    ("SGT", 480, "Singapore Standard Time"),
    ("SST", -660, "Samoa Standard Time"),
    ("UTC", 0, "Coordinated Universal Time"),
    ("WAT", 60, "West Africa Standard Time"),
    ("WEST", 60, "Western European Summer Time"),
    ("WET", 0, "Western European Time"),
    ("WIB", 420, "Western Indonesia Time"),
    ("WITA", 480, "Central Indonesia Time"),
];

/// Further abbreviations of the tz database, also those of the past.
const ABBREVIATIONS: &str = "ADDT ADMT AHDT AHST APT AWDT AWT BDST BDT BMT CAST CEMT CMT CPT CWT \
    DMT EAST EMT EPT EWT FFMT FMT GDT HKST HKWT HMT HPT HWT IDDT IMT IRST IRDT JDT JMT KDT KMT LMT \
    MDST MEST MET MMT MPT MSD MWT NDDT NPT NWT NZMT PKST PLMT PMMT PMT PPMT PPT PWT QMT RMT SDMT SET \
    SJMT SMT TBMT TMT UT WAST WEMT WIT WMT YDDT YDT YPT YST YWT ZMT";

/// Whether the tz database knows this identifier, for example `America/New_York`.
pub(super) fn is_known_id(id: &str) -> bool {
    let (area, place) = id.split_once('/').unwrap_or(("-", id));
    let line = IDS.lines().find_map(|line| {
        let (name, places) = line.split_once(' ')?;
        (name == area).then_some(places)
    });
    line.is_some_and(|places| places.split(' ').any(|known| known == place))
}

/// Whether this is an abbreviation in use, for example `CEST`; case matters.
pub(super) fn is_known_abbreviation(name: &str) -> bool {
    LONG_NAMES.iter().any(|(known, ..)| *known == name)
        || ABBREVIATIONS
            .split_ascii_whitespace()
            .any(|known| known == name)
}

/// The long name that an abbreviation has at this offset.
pub(super) fn long_name(abbreviation: &str, offset_seconds: i32) -> Option<&'static str> {
    LONG_NAMES
        .iter()
        .find(|(known, minutes, _)| *known == abbreviation && minutes * 60 == offset_seconds)
        .map(|(.., long)| *long)
}

/// The length of the longest identifier at the start of `text`.
pub(super) fn read_id(text: &str) -> Option<usize> {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"/_+-".contains(&byte);
    longest_prefix(text, is_part, is_known_id)
}

/// The length of the longest abbreviation at the start of `text`.
pub(super) fn read_abbreviation(text: &str) -> Option<usize> {
    longest_prefix(
        text,
        |byte| byte.is_ascii_alphabetic(),
        is_known_abbreviation,
    )
}

/// The length of the longest long name at the start of `text`, whatever its case.
pub(super) fn read_long_name(text: &str) -> Option<usize> {
    LONG_NAMES
        .iter()
        .filter(|(.., long)| starts_with_any_case(text, long))
        .map(|(.., long)| long.len())
        .max()
}

fn longest_prefix(
    text: &str,
    is_part: impl Fn(u8) -> bool,
    is_known: impl Fn(&str) -> bool,
) -> Option<usize> {
    let end = text
        .bytes()
        .take(MAX_ID_BYTES)
        .take_while(|byte| is_part(*byte))
        .count();
    (1..=end).rev().find(|length| is_known(&text[..*length]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_identifiers_with_one_and_more_parts() {
        for id in [
            "Europe/Warsaw",
            "America/New_York",
            "America/Argentina/Buenos_Aires",
            "UTC",
            "Etc/GMT+8",
        ] {
            assert!(is_known_id(id), "{id}");
        }
        for id in [
            "",
            "-",
            "Europe",
            "Europe/",
            "Europe/Atlantis",
            "/Warsaw",
            "America/Argentina",
            "a b",
        ] {
            assert!(!is_known_id(id), "{id}");
        }
    }

    #[test]
    fn reads_the_longest_name() {
        assert_eq!(read_id("Europe/Warsaw]"), Some(13));
        assert_eq!(read_id("Europe/Warsaw-x"), Some(13));
        assert_eq!(read_abbreviation("CESTx"), Some(4));
        assert_eq!(read_abbreviation("cest"), None);
        assert_eq!(read_abbreviation("XXX"), None);
        assert_eq!(read_long_name("pacific daylight time."), Some(21));
    }

    #[test]
    fn tells_abbreviations_apart_by_offset() {
        assert_eq!(long_name("CST", 8 * 3600), Some("China Standard Time"));
        assert_eq!(long_name("CST", -6 * 3600), Some("Central Standard Time"));
        assert_eq!(long_name("CST", 0), None);
    }
}
