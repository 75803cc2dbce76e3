//! The interactions of a pact, each compared with itself and with the next.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pact_runtime::{
    codec,
    matching::{MatchOptions, match_message, match_request, match_response, self_check},
    model::Interaction,
};

fuzz_target!(|text: &[u8]| {
    let Ok(pact) = codec::read(text) else {
        return;
    };
    let options = MatchOptions::default();
    let mut last = None;
    for interaction in pact.interactions.iter().take(8) {
        match interaction {
            Interaction::Http(http) => {
                let other = last.replace(http).unwrap_or(http);
                let _ = match_request(&http.request, &other.request, &options);
                let _ = match_response(&http.response, &other.response, &options);
                let _ = self_check::request(&http.request, &options);
                let _ = self_check::response(&http.response, &options);
            }
            Interaction::Asynchronous(message) => {
                let _ = match_message(&message.contents, &message.contents, &options);
                let _ = self_check::message(&message.contents, &options);
            }
            _ => {}
        }
    }
});
