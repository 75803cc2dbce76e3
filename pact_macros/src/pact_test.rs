//! `#[pact_test]`: from an annotated function to a test that the harness runs.

mod args;
mod expand;
mod signature;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::diagnostics::Diagnostics;

/// Attribute and function are checked independently, and all of it is told in one compile.
pub(crate) fn expand(attr: TokenStream, item: TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::default();
    let args = args::parse(attr, &mut diagnostics);
    let function = signature::parse(item.clone(), &mut diagnostics);
    let body = match (args, function) {
        (Some(args), Some(function)) if function.is_sound => expand::tokens(&args, &function),
        // The user's own code always survives, so that the editor stays alive.
        (_, Some(function)) => function.into_token_stream(),
        (_, None) => item,
    };
    quote!(#body #diagnostics)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot;

    fn expanded(attr: &str, item: &str) -> String {
        let attr = attr.parse().expect("the attribute is made of tokens");
        let item = item.parse().expect("the item is made of tokens");
        snapshot::items(expand(attr, item))
    }

    #[test]
    fn turns_an_async_function_into_a_test() {
        snapshot::check(
            "async_function",
            &expanded(
                r#"provider = "order-api", consumer = "order-web""#,
                "async fn shows_an_open_order(mut pact: Pact) { let server = pact.start(); }",
            ),
        );
    }

    #[test]
    fn passes_attributes_through_and_names_every_setting() {
        snapshot::check(
            "every_key",
            &expanded(
                r#"provider = "order-api", spec = "v1.1", dir = "pacts", crate = contracts::dsl"#,
                r#"/// Orders.
                #[ignore = "slow"]
                #[should_panic(expected = "no order")]
                pub(crate) fn r#loop(pact: Pact) -> Result<(), Box<dyn Error>> { Ok(()) }"#,
            ),
        );
    }

    #[test]
    fn keeps_the_function_beside_the_errors() {
        snapshot::check(
            "errors_on_both_sides",
            &expanded(
                r#"consumr = "order-web""#,
                "#[tokio::test] #[allow(dead_code)] pub async fn shows(pact: Pact, more: u8) { body }",
            ),
        );
    }

    #[test]
    fn keeps_what_is_no_function() {
        snapshot::check(
            "no_function",
            &expanded(r#"provider = "p""#, "pub struct Order;"),
        );
    }
}
