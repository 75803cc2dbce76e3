use std::panic::Location;

use pact_runtime::{json::Json, rule::Rule};

use crate::pattern::Pattern;

/// A UUID with hyphens.
pub(crate) const UUID: &str =
    "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$";

/// Accepts text of the form of an e-mail address: a name, an at sign, a domain with a dot in it.
///
/// In the pact file: a `regex` rule.
#[track_caller]
pub fn email(example: impl Into<String>) -> Pattern {
    form(
        Location::caller(),
        r"^[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$",
        example.into(),
    )
}

/// Accepts text of the form of an IPv4 address: four numbers up to 255 with dots between.
///
/// In the pact file: a `regex` rule.
#[track_caller]
pub fn ipv4(example: impl Into<String>) -> Pattern {
    const IPV4: &str = concat!(
        r"^((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])\.){3}",
        "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])$"
    );
    form(Location::caller(), IPV4, example.into())
}

/// Accepts text of the form of an IPv6 address, whole or with `::` for zeros.
///
/// In the pact file: a `regex` rule.
#[track_caller]
pub fn ipv6(example: impl Into<String>) -> Pattern {
    const IPV6: &str = "^(([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}\
        |([0-9A-Fa-f]{1,4}:){1,7}:\
        |([0-9A-Fa-f]{1,4}:){1,6}(:[0-9A-Fa-f]{1,4}){1}\
        |([0-9A-Fa-f]{1,4}:){1,5}(:[0-9A-Fa-f]{1,4}){1,2}\
        |([0-9A-Fa-f]{1,4}:){1,4}(:[0-9A-Fa-f]{1,4}){1,3}\
        |([0-9A-Fa-f]{1,4}:){1,3}(:[0-9A-Fa-f]{1,4}){1,4}\
        |([0-9A-Fa-f]{1,4}:){1,2}(:[0-9A-Fa-f]{1,4}){1,5}\
        |[0-9A-Fa-f]{1,4}:(:[0-9A-Fa-f]{1,4}){1,6}\
        |:((:[0-9A-Fa-f]{1,4}){1,7}|:))$";
    form(Location::caller(), IPV6, example.into())
}

/// Accepts text of hexadecimal digits, at least one, in upper or lower case.
///
/// In the pact file: a `regex` rule.
#[track_caller]
pub fn hex(example: impl Into<String>) -> Pattern {
    form(Location::caller(), "^[0-9A-Fa-f]+$", example.into())
}

/// Accepts text that is a UUID with hyphens (RFC 9562 §4), in upper or lower case.
///
/// In the pact file: a `regex` rule, as the specification has no rule for UUIDs.
#[track_caller]
pub fn uuid(example: impl Into<String>) -> Pattern {
    form(Location::caller(), UUID, example.into())
}

fn form(location: &'static Location<'static>, regex: &str, example: String) -> Pattern {
    Pattern::of_rule(location, Json::from(example), Rule::Regex(regex.to_owned()))
}
