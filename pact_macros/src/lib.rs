//! The procedural macros of `pact_dsl`: [`macro@pact_test`] and [`json_pattern!`].
//!
//! Tests do not depend on this crate: `pact_dsl` re-exports both macros, and their expansions name `::pact_dsl`.
//! Each macro is a pipeline of pure functions over `proc_macro2` tokens: parse, validate, expand.

mod diagnostics;
mod json_pattern;
mod pact_test;
mod paths;
#[cfg(test)]
mod snapshot;
mod suggest;
mod tokens;

use proc_macro::TokenStream;

/// Makes a function a pact test: an ordinary `#[test]` that receives a `Pact` and whose interactions reach the pact
/// file when it passes.
///
/// It takes an `async fn` or a plain `fn` with one parameter, the `Pact`, that returns `()` or any `Result`. Other
/// attributes (`#[ignore]`, `#[should_panic]`, `#[cfg]`, …) keep their meaning; a second test attribute is refused.
///
/// | key | value | without it |
/// |---|---|---|
/// | `provider` | name of the service the test talks to | required |
/// | `consumer` | name of the service under test | the package's name |
/// | `spec` | `"v1"`, `"v1.1"`, `"v2"`, `"v3"` or `"v4"`: the specification version of the pact file | `"v4"` |
/// | `dir` | directory of the pact file | the package's setting |
/// | `crate` | path of `pact_dsl`, where it goes by another name | `::pact_dsl` |
#[proc_macro_attribute]
pub fn pact_test(attr: TokenStream, item: TokenStream) -> TokenStream {
    pact_test::expand(attr.into(), item.into()).into()
}

/// A pattern written as JSON with Rust expressions for values: the example and its matching rules in one.
///
/// - `{ "key": value }`, `[value, …]`, `null`, literals and any Rust expression; a trailing comma is fine.
/// - A key is a string literal, or a Rust expression in parentheses: `(format!("line-{n}")): 1`.
/// - In the arguments of functions and methods JSON may stand wherever an argument is expected:
///   `each_like({ "sku": "A1" }).or(null)`.
/// - A named argument is a method call on the result: `each_like(1, min = 2)` is `each_like(1).min(2)`.
/// - `{` and `[` always begin JSON here. A Rust block or array goes in parentheses: `({ let n = 1; n })`.
/// - Nesting ends at 128 levels.
/// - `crate = path;` in front names `pact_dsl` where it goes by another name.
///
/// Every call and literal keeps its place in the source, so a failure names the line of the matcher it is about.
#[proc_macro]
pub fn json_pattern(input: TokenStream) -> TokenStream {
    json_pattern::expand(input.into()).into()
}
