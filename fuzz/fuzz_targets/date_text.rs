//! Texts read by formats with every letter.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pact_runtime::datetime::DateFormat;

fuzz_target!(|text: &str| {
    for pattern in [
        "yyyy-MM-dd'T'HH:mm:ss[.SSS]XXX['['VV']']",
        "EEEE, d MMMM u G h:mm a zzzz",
        "dMyDHmsSAnN",
        "[Q][w][W][F][e][c]O",
        "QQQQ x Z ZZZZ z V MMMMM",
    ] {
        let _ = DateFormat::parse(pattern).unwrap().matches(text);
    }
});
