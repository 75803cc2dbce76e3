//! The one place where the expansions say where `pact_dsl` is.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

/// Where the generated code finds `pact_dsl`.
#[derive(Debug, Default)]
pub(crate) struct Paths {
    renamed: Option<TokenStream>,
}

impl Paths {
    /// For a crate that depends on `pact_dsl` under another name.
    pub(crate) fn renamed(root: &syn::Path) -> Self {
        Self {
            renamed: Some(quote!(#root)),
        }
    }

    /// The path of the module for generated code. All of its tokens carry `span`: `Location::caller()` and the
    /// compiler's errors take a call's place from the first token of its path.
    pub(crate) fn private(&self, span: Span) -> TokenStream {
        match &self.renamed {
            None => quote_spanned!(span=> ::pact_dsl::__private),
            Some(root) => {
                let root = root.clone().into_iter().map(|mut token: TokenTree| {
                    token.set_span(span);
                    token
                });
                quote_spanned!(span=> #(#root)*::__private)
            }
        }
    }
}
