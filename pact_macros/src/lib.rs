//! The procedural macros of `pact_dsl`: [`macro@pact_test`] and [`json_pattern!`].
//!
//! Tests do not depend on this crate: `pact_dsl` re-exports both macros, and their expansions name `::pact_dsl`.
//! Each macro is a pipeline of pure functions over `proc_macro2` tokens: parse, validate, expand. The examples of their
//! pages run among the tests of `pact_dsl`.

mod diagnostics;
mod json_pattern;
mod pact_test;
mod paths;
#[cfg(test)]
mod snapshot;
mod suggest;
mod tokens;

use proc_macro::TokenStream;

#[doc = include_str!("../docs/pact_test.md")]
#[proc_macro_attribute]
pub fn pact_test(attr: TokenStream, item: TokenStream) -> TokenStream {
    pact_test::expand(attr.into(), item.into()).into()
}

#[doc = include_str!("../docs/json_pattern.md")]
#[proc_macro]
pub fn json_pattern(input: TokenStream) -> TokenStream {
    json_pattern::expand(input.into()).into()
}
