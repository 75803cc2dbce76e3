//! Expansions as people read them: pretty-printed, one file each under `tests/expand`.

use proc_macro2::TokenStream;
use quote::quote;

/// Prints an expansion that stands for items.
pub(crate) fn items(expansion: TokenStream) -> String {
    let file = syn::parse2(expansion).expect("the expansion is made of items");
    prettyplease::unparse(&file)
}

/// Prints an expansion that stands for an expression.
pub(crate) fn expression(expansion: &TokenStream) -> String {
    items(quote!(const PATTERN: Pattern = #expansion;))
}

/// Compares with the stored file.
pub(crate) fn check(name: &str, expansion: &str) {
    insta::with_settings!({
        snapshot_path => "../tests/expand",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(name, expansion);
    });
}
