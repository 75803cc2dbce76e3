//! Reading raw tokens where a syntax tree would cost more or keep less.

use proc_macro2::{TokenStream, TokenTree};
use syn::Token;
use syn::parse::ParseStream;

/// Takes the tokens up to the next comma, which stays.
pub(crate) fn until_comma(input: ParseStream) -> TokenStream {
    let mut taken = TokenStream::new();
    while !input.is_empty() && !input.peek(Token![,]) {
        taken.extend(input.parse::<TokenTree>());
    }
    taken
}

/// The tokens between two places of one stream, exactly as written.
pub(crate) fn between(begin: ParseStream, end: ParseStream) -> TokenStream {
    let mut cursor = begin.cursor();
    let mut written = TokenStream::new();
    while cursor != end.cursor() {
        let Some((token, next)) = cursor.token_tree() else {
            break;
        };
        written.extend([token]);
        cursor = next;
    }
    written
}

/// Takes the tokens up to the next semicolon, and that too.
pub(crate) fn past_semicolon(input: ParseStream) {
    while !input.is_empty() && input.parse::<Token![;]>().is_err() {
        input.parse::<TokenTree>().ok();
    }
}

/// Takes all tokens that are left.
pub(crate) fn until_end(input: ParseStream) {
    // A stream of raw tokens can be read from anything.
    input.parse::<TokenStream>().ok();
}

/// Takes the punctuation that comes next.
pub(crate) fn puncts(input: ParseStream) {
    while input.cursor().punct().is_some() {
        input.parse::<TokenTree>().ok();
    }
}
