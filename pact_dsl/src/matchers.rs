//! Matchers: functions that make a pattern.
//!
//! They may stand anywhere in a [`json_pattern!`](crate::json_pattern), and those of text in paths,
//! queries and headers too. Each page shows what the matcher writes into the pact file, what it
//! accepts and what it refuses.

mod array_contains;
mod boolean;
#[cfg(test)]
mod catalogue;
mod choice;
mod date_time;
mod decimal;
mod each_entry;
mod each_like;
mod equal;
mod from_state;
mod include;
mod integer;
mod iso;
mod like;
mod lists;
mod not_empty;
mod null;
mod number;
mod raw;
mod regex;
mod semver;
mod string;
mod text_forms;

pub use {
    array_contains::array_contains,
    boolean::boolean,
    choice::{all_of, any_of, one_of},
    date_time::{date, datetime, time},
    decimal::decimal,
    each_entry::{each_entry, each_key, each_value},
    each_like::{EachLike, each_like},
    equal::equal,
    from_state::{from_state, mock_server_url},
    include::include,
    integer::integer,
    iso::{iso_date, iso_datetime, iso_time},
    like::like,
    lists::{at_least, at_most},
    not_empty::not_empty,
    null::null,
    number::number,
    raw::rule,
    regex::regex,
    semver::semver,
    string::string,
    text_forms::{email, hex, ipv4, ipv6, uuid},
};
pub(crate) use {choice::escape, text_forms::UUID};
