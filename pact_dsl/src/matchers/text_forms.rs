use std::panic::Location;

use pact_runtime::{json::Json, rule::Rule};

use crate::pattern::Pattern;

/// A UUID with hyphens.
pub(crate) const UUID: &str =
    "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$";

/// Accepts text of the form of an e-mail address: a name, an at sign, a domain with a dot in it.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = email("ada@example.com");
/// assert!(pattern.matches("grace@mail.example.org"));
/// assert!(!pattern.matches("grace@localhost"));
/// ```
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
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = ipv4("192.0.2.1");
/// assert!(pattern.matches("10.0.0.255"));
/// assert!(!pattern.matches("10.0.0.256"));
/// ```
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
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = ipv6("2001:db8::1");
/// assert!(pattern.matches("::1"));
/// assert!(!pattern.matches("1::2::3"));
/// ```
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
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = hex("c0ffee");
/// assert!(pattern.matches("0BAD"));
/// assert!(!pattern.matches("0x1"));
/// ```
///
/// In the pact file: a `regex` rule.
#[track_caller]
pub fn hex(example: impl Into<String>) -> Pattern {
    form(Location::caller(), "^[0-9A-Fa-f]+$", example.into())
}

/// Accepts text that is a UUID with hyphens (RFC 9562 §4), in upper or lower case.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = uuid("936da01f-9abd-4d9d-80c7-02af85c822a8");
/// assert!(pattern.matches("936DA01F-9ABD-4D9D-80C7-02AF85C822A8"));
/// assert!(!pattern.matches("936da01f"));
/// ```
///
/// In the pact file: a `regex` rule, as the specification has no rule for UUIDs.
#[track_caller]
pub fn uuid(example: impl Into<String>) -> Pattern {
    form(Location::caller(), UUID, example.into())
}

fn form(location: &'static Location<'static>, regex: &str, example: String) -> Pattern {
    Pattern::of_rule(location, Json::from(example), Rule::Regex(regex.to_owned()))
}
