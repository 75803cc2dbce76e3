//! Matchers: functions that make a pattern.
//!
//! They may stand anywhere in a [`json_pattern!`](crate::json_pattern), and those of text in paths,
//! queries and headers too. Each page shows what the matcher writes into the pact file, what it
//! accepts and what it refuses.

mod array_contains;
mod boolean;
mod date_time;
mod decimal;
mod each_entry;
mod each_like;
mod equal;
mod include;
mod integer;
mod like;
mod null;
mod number;
mod regex;
mod string;
mod uuid;

pub use {
    array_contains::array_contains,
    boolean::boolean,
    date_time::{date, datetime, time},
    decimal::decimal,
    each_entry::{each_entry, each_key, each_value},
    each_like::{EachLike, each_like},
    equal::equal,
    include::include,
    integer::integer,
    like::like,
    null::null,
    number::number,
    regex::regex,
    string::string,
    uuid::uuid,
};
