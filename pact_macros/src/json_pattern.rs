//! `json_pattern!`: from JSON with Rust expressions to a pattern.

mod ast;
mod expand;
mod parse;
mod validate;

use proc_macro2::TokenStream;
use quote::quote;

use crate::diagnostics::Diagnostics;

/// What is wrong in a literal is told at once, and the rest of it still expands.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::default();
    let input = parse::parse(input, &mut diagnostics);
    validate::check(&input.value, &mut diagnostics);
    let pattern = expand::tokens(&input);
    if diagnostics.len() == 0 {
        return pattern;
    }
    quote!({ #diagnostics #pattern })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot;

    fn check(name: &str, input: &str) {
        let input = input.parse().expect("the case is made of tokens");
        snapshot::check(name, &snapshot::expression(&expand(input)));
    }

    #[test]
    fn expands_to_data() {
        check(
            "json_data",
            r#"{ "id": 42, "name": "A", "none": null, "list": [1.5, true, [], {}], "sum": a + b, "block": ({ a; b }) }"#,
        );
    }

    #[test]
    fn keeps_matchers_as_calls() {
        check(
            "json_matchers",
            r#"{
                "id": integer(42),
                "lines": each_like({ "sku": regex(r"^[A-Z]\d+$", "A1"), "qty": pact_dsl::like(2) }, min = 1).max(n),
                "nested": each_like(each_like([1, null]), min = 1, max = 2),
                "nothing": like(null),
                "either": order.pattern().or({ "id": 1 }).or(null, max = 2),
                "rust": sum(([1, 2])),
            }"#,
        );
    }

    #[test]
    fn computes_keys() {
        check(
            "json_computed_key",
            r#"{ (format!("line-{n}")): 1, "total": 2 }"#,
        );
    }

    #[test]
    fn finds_a_renamed_crate() {
        check("json_renamed_crate", "crate = contracts::dsl; [1, null]");
    }

    #[test]
    fn gives_integers_the_room_they_need() {
        check(
            "json_wide_integers",
            "[2147483647, 2147483648, -2147483649, 9223372036854775808, 0xFFFF_FFFF, 5000000000u64, like(5000000000)]",
        );
    }

    #[test]
    fn expands_the_rest_beside_the_errors() {
        check(
            "json_errors",
            r#"{ "a": 1, "a": b., "c": f({ "d" 1 }, min = 2, max = 1).e., g: }"#,
        );
    }
}
