use super::*;

mod reference_defects;

/// Checks one text against one pattern.
fn check(text: &str, pattern: &str, expect: bool) {
    let format = DateFormat::parse(pattern).unwrap_or_else(|error| panic!("{error}"));
    let result = format.matches(text);
    assert_eq!(
        result.is_ok(),
        expect,
        "`{text}` against `{pattern}`: {result:?}"
    );
}

fn accepts(pattern: &str, texts: &[&str]) {
    for text in texts {
        check(text, pattern, true);
    }
}

fn rejects(pattern: &str, texts: &[&str]) {
    for text in texts {
        check(text, pattern, false);
    }
}

fn refuses(pattern: &str, message: &str) {
    let error = DateFormat::parse(pattern).unwrap_err();
    assert_eq!(error.to_string(), message);
    assert!(pattern.get(error.span()).is_some());
}

fn explains(text: &str, pattern: &str, message: &str) {
    let mismatch = DateFormat::parse(pattern)
        .unwrap()
        .matches(text)
        .unwrap_err();
    assert_eq!(mismatch.to_string(), message);
}

#[test]
fn reads_the_defaults() {
    let cases = [
        (DateKind::Date, "2026-11-20"),
        (DateKind::Time, "09:00:00"),
        (DateKind::DateTime, "2026-11-20T09:00:00+01:00"),
    ];
    for (kind, text) in cases {
        assert!(kind.format(None).unwrap().matches(text).is_ok());
        assert!(kind.format(Some("")).unwrap().matches(text).is_ok());
        assert!(kind.format(None).unwrap().matches("").is_err());
    }
}

#[test]
fn is_lenient_about_widths_and_strict_about_the_rest() {
    accepts(
        "yyyy-MM-dd",
        &["2020-1-1", "2020-01-01", "20-1-1", "0001-01-01"],
    );
    rejects(
        "yyyy-MM-dd",
        &[
            "2020-001-1",
            "2020-01-01 ",
            " 2020-01-01",
            "2020/01/01",
            "20201-01-01",
        ],
    );
    accepts("d.M.yyyy", &["01.02.2020", "1.2.2020"]);
    rejects("HH:mm:ss", &["100", "10a", "1000", "33:00:00", "٣٣:00:00"]);
    accepts("yyyy#MM#dd#HH#mm#ss", &["2013#12#01#14#00#00"]);
}

#[test]
fn checks_the_calendar() {
    accepts("yyyy-MM-dd", &["2000-02-29", "2024-02-29"]);
    rejects(
        "yyyy-MM-dd",
        &[
            "2000-02-30",
            "2000-06-31",
            "2001-02-29",
            "1900-02-29",
            "2020-00-01",
        ],
    );
    rejects("d MMM yyyy", &["31 Jun 2020", "29 feb 2021"]);
    rejects("dd.LL.yyyy", &["31.06.2020"]);
    accepts("MM-dd", &["02-29"]);
    rejects("MM-dd", &["02-30"]);
    accepts("yyyy-DDD", &["2020-366"]);
    rejects("yyyy-DDD", &["2021-366"]);
    accepts("G yyyy-MM-dd", &["BC 0005-02-29"]);
    rejects("G yyyy-MM-dd", &["AD 0005-02-29"]);
}

#[test]
fn reads_the_patterns_of_javas_documentation() {
    accepts(
        "yyyy.MM.dd G 'at' HH:mm:ss z",
        &["2001.07.04 AD at 12:08:56 PDT"],
    );
    accepts("EEE, MMM d, ''yy", &["Wed, Jul 4, '01"]);
    accepts("h:mm a", &["12:08 PM"]);
    accepts(
        "hh 'o''clock' a, zzzz",
        &["12 o'clock PM, Pacific Daylight Time"],
    );
    accepts("K:mm a, z", &["0:08 PM, AEST"]);
    accepts("yyyyy.MMMMM.dd G hh:mm a", &["02001.July.04 AD 12:08 PM"]);
    accepts(
        "EEE, d MMM yyyy HH:mm:ss Z",
        &["Wed, 4 Jul 2001 12:08:56 -0700"],
    );
    accepts("yyMMddHHmmssZ", &["010704120856-0700"]);
    accepts(
        "yyyy-MM-dd'T'HH:mm:ss.SSSZ",
        &["2001-07-04T12:08:56.235-0700"],
    );
    accepts(
        "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
        &["2001-07-04T12:08:56.235-07:00"],
    );
    accepts("YYYY-'W'ww-u", &["2001-W27-3"]);
}

#[test]
fn reads_every_numeric_letter() {
    accepts("D", &["1", "03", "356"]);
    rejects("D", &["0", "367"]);
    accepts("w", &["1", "53"]);
    rejects("ww", &["57", "0"]);
    accepts("W", &["0", "3"]);
    accepts("F", &["0", "5"]);
    accepts("c", &["7"]);
    accepts("ee", &["3", "03"]);
    rejects("ee", &["32", "0"]);
    accepts("k", &["24", "1"]);
    rejects("kk", &["25", "0"]);
    accepts("KK", &["0", "11"]);
    rejects("KK", &["12"]);
    rejects("hh", &["0", "13"]);
    rejects("HH", &["24"]);
    accepts("s", &["60"]);
    rejects("s", &["61"]);
    rejects("m", &["60"]);
    accepts("A", &["35392790", "0"]);
    rejects("A", &["86400000"]);
    accepts("n", &["35392790", "999999999"]);
    accepts("N", &["86399999999999"]);
    rejects("N", &["86400000000000"]);
    accepts("QQ", &["02", "2"]);
    rejects("QQ", &["Q2", "5"]);
    accepts("uuuu", &["-0044", "2020"]);
    rejects("yyyy", &["-0044", "+2020"]);
}

#[test]
fn reads_names_in_any_case() {
    accepts("MMM", &["jan", "DEC", "Sept"]);
    rejects("MMM", &["october", "1", ""]);
    accepts("MMMM", &["December", "may"]);
    accepts("MMMMM", &["D", "dec", "December"]);
    accepts("LLL", &["Jan", "01"]);
    accepts("EEEE", &["Tuesday"]);
    accepts("eeee", &["tuesday"]);
    accepts("ccc", &["Tue"]);
    rejects("E", &["3", "Tuesday"]);
    accepts("a", &["am", "PM"]);
    rejects("a", &["PX", "noon"]);
    accepts("G", &["ad", "BC"]);
    accepts("GGGG", &["Anno Domini", "BC"]);
    accepts("GGGGG", &["A"]);
    accepts("QQQ", &["Q2"]);
    accepts("QQQQ", &["2nd quarter"]);
    rejects("QQQQ", &["5th quarter"]);
    accepts("QQQQQ", &["3"]);
}

#[test]
fn reads_offsets() {
    accepts("X", &["Z", "+08", "-0730"]);
    rejects("X", &["+08:00", "z"]);
    accepts("XX", &["+0000", "Z"]);
    rejects("XX", &["+10", "1100"]);
    accepts("XXX", &["+05:30", "Z"]);
    rejects("XXX", &["-0730"]);
    accepts("XXXX", &["-0730", "-073015"]);
    accepts("XXXXX", &["-07:30", "-07:30:15"]);
    rejects("XXXXX", &["-073000"]);
    rejects("x", &["Z"]);
    accepts("ZZZ", &["+1000"]);
    rejects("ZZZ", &["+10:00"]);
    accepts("ZZZZ", &["GMT", "GMT+10:00", "UTC-08:00"]);
    accepts("ZZZZZ", &["+10:00", "Z"]);
    accepts("O", &["GMT-7", "UTC+10", "UTC+9:30"]);
    rejects("OOOO", &["GMT+08"]);
    rejects("Z", &["-2400", "2361", "+-0100"]);
}

#[test]
fn reads_zones() {
    accepts("z", &["AEST", "CET", "UTC", "GMT+1"]);
    rejects("z", &["aest", "XXX", "Europe/Paris"]);
    rejects("zzzz", &["AEST"]);
    accepts(
        "yyyy-MM-dd'T'HH:mmXXX'['VV']'",
        &["2020-01-01T10:00+01:00[Europe/Warsaw]"],
    );
    accepts("VV", &["UTC", "Z", "+01:00", "-08:30"]);
    rejects("VV", &["Europe/Atlantis", "Europe"]);
}

#[test]
fn reads_optional_sections() {
    let pattern = "yyyy-MM-dd['T'HH:mm[:ss[.SSS]]][XXX]";
    accepts(
        pattern,
        &[
            "2020-01-01",
            "2020-01-01T10:00",
            "2020-01-01T10:00:01",
            "2020-01-01T10:00:01.5Z",
        ],
    );
    rejects(
        pattern,
        &[
            "2020-01-01T",
            "2020-01-01T10",
            "2020-01-01T10:00:01.",
            "2020-01-01.500",
        ],
    );
    accepts("[yyyy][MM]dd", &["20200101", "01", "1231"]);
    accepts("'a'['b']'c'", &["abc", "ac"]);
    rejects("'a'['b']'c'", &["ab", "abbc"]);
}

#[test]
fn finds_the_borders_of_numbers_that_touch() {
    accepts("yMMdd", &["20200101", "120200101"]);
    accepts("yyyyMd", &["20201231", "202011", "2020130"]);
    rejects("yyyyMMdd", &["20210229", "202102291"]);
    rejects("yyyyMd", &["2021229"]);
    accepts("HHmmssSSS", &["123456789"]);
}

#[test]
fn accepts_what_it_writes() {
    let letters = "GyuYQqMLwWFDdEecaHkKhmsSAnNVzXxZO";
    let moments = sample_moments();
    for letter in letters.chars() {
        for count in 1..=9 {
            let run = letter.to_string().repeat(count);
            for pattern in [
                run.clone(),
                format!("G u {run}'x'{run}[ {run}]"),
                format!("'é'{run}'é'yyyyMMdd"),
            ] {
                let Ok(format) = DateFormat::parse(&pattern) else {
                    continue;
                };
                for moment in &moments {
                    let text = format.format(moment);
                    assert_eq!(format.matches(&text), Ok(()), "`{pattern}` wrote `{text}`");
                }
            }
        }
    }
}

#[test]
fn accepts_what_it_writes_with_numbers_that_touch() {
    let patterns = [
        "dM",
        "yMd",
        "Hms",
        "DH",
        "yyyyMMddHHmmssSSS",
        "Ms[S]n",
        "LLLd",
        "Qe",
        "kKh",
        "AnN",
    ];
    for pattern in patterns {
        let format = DateFormat::parse(pattern).unwrap();
        for moment in sample_moments() {
            let text = format.format(&moment);
            assert_eq!(format.matches(&text), Ok(()), "`{pattern}` wrote `{text}`");
        }
    }
}

fn sample_moments() -> Vec<Moment> {
    let mut moments = Vec::new();
    for days in (-700_000..2_900_000).step_by(43_211) {
        let date = CivilDate::from_days(days).unwrap();
        let hour = u8::try_from(days.rem_euclid(24)).unwrap();
        let minute = u8::try_from(days.rem_euclid(60)).unwrap();
        let nanosecond = u32::try_from(days.rem_euclid(997) * 1_003_009).unwrap();
        let time = CivilTime::new(hour, minute, 59 - minute, nanosecond).unwrap();
        let offset = i32::try_from(days.rem_euclid(129_601)).unwrap() - 64_800;
        moments.push(Moment::new(date, time).at_offset(offset).unwrap());
        moments.push(
            Moment::new(date, time)
                .at_offset(3600)
                .unwrap()
                .in_zone("Europe/Paris", "CET"),
        );
        moments.push(Moment::new(date, time).in_zone("Nowhere/Land", "QQQ"));
    }
    moments
}

#[test]
fn writes_as_java_does() {
    let date = CivilDate::new(2026, 7, 4).unwrap();
    let time = CivilTime::new(0, 5, 9, 7_000_000).unwrap();
    let moment = Moment::new(date, time)
        .at_offset(7200)
        .unwrap()
        .in_zone("Europe/Paris", "CEST");
    let write = |pattern, expect| {
        assert_eq!(DateFormat::parse(pattern).unwrap().format(&moment), expect);
    };
    write(
        "G GGGG GGGGG y yy yyyy yyyyy",
        "AD Anno Domini A 2026 26 2026 02026",
    );
    write(
        "M MM MMM MMMM MMMMM LLL Q QQQ QQQQ",
        "7 07 Jul July J Jul 3 Q3 3rd quarter",
    );
    write(
        "d dd D DDD w W F e E EEEE EEEEE",
        "4 04 185 185 27 1 1 6 Sat Saturday S",
    );
    write("H HH k K h a m s", "0 00 24 0 12 AM 5 9");
    write(
        "S SSS SSSSSSSSS A n N",
        "0 007 007000000 309007 7000000 309007000000",
    );
    write(
        "VV z zzzz O OOOO",
        "Europe/Paris CEST Central European Summer Time GMT+2 GMT+02:00",
    );
    write(
        "X XX XXX x Z ZZZZ ZZZZZ",
        "+02 +0200 +02:00 +02 +0200 GMT+02:00 +02:00",
    );
    write("'o''clock' '' [yyyy] #", "o'clock ' 2026 #");
}

#[test]
fn refuses_patterns_with_a_span_and_a_remedy() {
    refuses(
        "",
        "a date format must not be empty; write for example `yyyy-MM-dd`",
    );
    refuses(
        "yyyy-MM-ddTHH",
        "`T` in date format `yyyy-MM-ddTHH` is no letter of a date; put text in quotes, as in `'T'`",
    );
    refuses(
        "HHH",
        "`HHH` in date format `HHH` has too many letters; `H` stands once or twice",
    );
    refuses(
        "cc",
        "`cc` in date format `cc` has too many letters; `c` stands once, or 3 to 5 times",
    );
    refuses(
        "HH 'o",
        "the quote at offset 3 of date format `HH 'o` must be closed; write `''` for an apostrophe",
    );
    refuses(
        "{HH}",
        "`{` in date format `{HH}` is reserved; put it in quotes, as in `'{'`",
    );
    refuses(
        "HH[:mm",
        "the optional section at offset 2 of date format `HH[:mm` must be closed; add `]`",
    );
    refuses(
        "HH]",
        "the `]` at offset 2 of date format `HH]` closes nothing; add `[`, or put it in quotes",
    );
    for pattern in [
        "GGGGGG", "aa", "MMMMMM", "www", "DDDD", "ddd", "QQQQQQ", "OOOOO", "VVV", "zzzzz", "XXXXXX",
    ] {
        assert!(DateFormat::parse(pattern).is_err(), "{pattern}");
    }
    assert!(DateFormat::parse(&"'".repeat(100_000)).is_err());
    assert!(DateFormat::parse(&"[".repeat(500)).is_err());
}

#[test]
fn explains_the_first_part_that_fails() {
    explains(
        "2026-13-01",
        "yyyy-MM-dd",
        "expected a month (1 to 12) at offset 5, found `13`",
    );
    explains(
        "2026.11.20",
        "yyyy-MM-dd",
        "expected the text `-` at offset 4, found `.11.20`",
    );
    explains(
        "2026-11",
        "yyyy-MM-dd",
        "expected the text `-` at offset 7, found nothing more",
    );
    explains(
        "2026-11-20Z",
        "yyyy-MM-dd",
        "expected the end of the text at offset 10, found `Z`",
    );
    explains(
        "2021-02-29",
        "yyyy-MM-dd",
        "expected a day of the month (1 to 28 in month 2 of year 2021) at offset 8, found `29`",
    );
    explains(
        "10:30:61",
        "HH:mm[:ss]",
        "expected a second (0 to 60) at offset 6, found `61`",
    );
    explains(
        "noon",
        "h a",
        "expected an hour (1 to 12) at offset 0, found `noon`",
    );
    explains(
        "09:00+25:00",
        "HH:mmXXX",
        "expected an offset such as `+01:00` or `Z` at offset 5, found `+25:00`",
    );
}
