//! From the model to one expression: a pattern, as data.
//!
//! # Why
//! `Location::caller()` takes the place of a call from the span of its tokens. So the generated calls carry the spans of
//! the user's tokens, and a matcher reports the line it stands on, not the line where `json_pattern!` begins.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::LitInt;

use super::ast::{Arguments, Call, Entry, Input, Key, Named, Step, Value};
use crate::paths::Paths;

/// The expression that stands for the whole invocation.
pub(crate) fn tokens(input: &Input) -> TokenStream {
    pattern(&input.paths, &input.value)
}

/// A value as a pattern.
fn pattern(paths: &Paths, value: &Value) -> TokenStream {
    match value {
        Value::Object { braces, entries } => object(paths, *braces, entries),
        Value::Array { brackets, items } => {
            let private = paths.private(*brackets);
            let items = items.iter().map(|item| pattern(paths, item));
            quote_spanned!(*brackets=> #private::array([#(#items),*]))
        }
        Value::Null(span) | Value::Unreadable(span) => {
            let private = paths.private(*span);
            quote_spanned!(*span=> #private::null())
        }
        Value::Call(parts) => convert(paths, &call(paths, parts)),
        Value::Rust(tokens) => convert(paths, &wide_enough(tokens)),
    }
}

/// A value as an argument: what is Rust stays as it is.
fn argument(paths: &Paths, value: &Value) -> TokenStream {
    match value {
        Value::Call(parts) => call(paths, parts),
        Value::Rust(tokens) => tokens.clone(),
        Value::Object { .. } | Value::Array { .. } | Value::Null(_) | Value::Unreadable(_) => {
            pattern(paths, value)
        }
    }
}

fn object(paths: &Paths, braces: Span, entries: &[Entry]) -> TokenStream {
    let private = paths.private(braces);
    let computes = |entry: &Entry| matches!(entry.key, Key::Computed(_));
    if entries.iter().any(computes) {
        let entries = entries.iter().map(|Entry { key, value }| {
            let span = first_span(&key.to_token_stream());
            let private = paths.private(span);
            let value = pattern(paths, value);
            quote_spanned!(span=> (#private::key(#key), #value))
        });
        return quote_spanned!(braces=> #private::object_with_keys([#(#entries),*]));
    }
    let entries = entries.iter().map(|Entry { key, value }| {
        let value = pattern(paths, value);
        quote!((#key, #value))
    });
    quote_spanned!(braces=> #private::object([#(#entries),*]))
}

/// The user's tokens in the user's order; what is not Rust in the arguments becomes so.
fn call(paths: &Paths, call: &Call) -> TokenStream {
    let mut tokens = call.path.clone();
    for step in &call.steps {
        match step {
            Step::Plain(step) => tokens.extend(step.clone()),
            Step::Arguments(step) => tokens.extend(arguments(paths, step)),
        }
    }
    tokens
}

/// `(value, …).name(value)…`
fn arguments(paths: &Paths, arguments: &Arguments) -> TokenStream {
    let positional = arguments.positional.iter();
    let positional = positional.map(|value| argument(paths, value));
    let mut parens = Group::new(Delimiter::Parenthesis, quote!(#(#positional),*));
    parens.set_span(arguments.parens);
    let named = arguments.named.iter().map(|Named { name, value }| {
        let value = argument(paths, value);
        quote_spanned!(name.span()=> .#name(#value))
    });
    quote!(#parens #(#named)*)
}

/// Makes a pattern of whatever the expression is.
fn convert(paths: &Paths, expression: &TokenStream) -> TokenStream {
    let span = first_span(expression);
    let private = paths.private(span);
    quote_spanned!(span=> #private::value(#expression))
}

/// JSON has one kind of number, but Rust takes an integer literal for an `i32` where nothing else decides. A larger one
/// gets the type it needs.
fn wide_enough(expression: &TokenStream) -> TokenStream {
    let mut tokens: Vec<TokenTree> = expression.clone().into_iter().collect();
    let negative = matches!(tokens.first(), Some(TokenTree::Punct(sign)) if sign.as_char() == '-');
    if tokens.len() == 1 + usize::from(negative)
        && let Some(TokenTree::Literal(literal)) = tokens.last_mut()
        && let Ok(number) = syn::parse_str::<LitInt>(&literal.to_string())
        && number.suffix().is_empty()
        && let Ok(value) = number.base10_parse::<u64>()
        && value > i32::MAX.unsigned_abs().into()
    {
        let suffix = if value > i64::MAX.unsigned_abs() && !negative {
            "u64"
        } else {
            "i64"
        };
        let wide = LitInt::new(&format!("{literal}{suffix}"), literal.span());
        *literal = wide.token();
    }
    tokens.into_iter().collect()
}

fn first_span(tokens: &TokenStream) -> Span {
    let first = tokens.clone().into_iter().next();
    first.map_or_else(Span::call_site, |token| token.span())
}
