//! The grammar of `json_pattern!` as types.

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use syn::LitStr;

use crate::paths::Paths;

/// The whole invocation: `crate = path;`, which is rare, and one value.
pub(crate) struct Input {
    pub(crate) paths: Paths,
    pub(crate) value: Value,
}

/// Whatever stands where JSON has a value.
pub(crate) enum Value {
    /// `{ "key": value, … }`
    Object { braces: Span, entries: Vec<Entry> },
    /// `[value, …]`
    Array { brackets: Span, items: Vec<Value> },
    /// `null`
    Null(Span),
    /// Calls, whose arguments may be JSON.
    Call(Call),
    /// Any other Rust expression, token by token.
    Rust(TokenStream),
    /// What could not be read as a value; the reason is reported.
    Unreadable(Span),
}

/// `key: value`
pub(crate) struct Entry {
    pub(crate) key: Key,
    pub(crate) value: Value,
}

/// The name of an object's member.
pub(crate) enum Key {
    /// `"id"`
    Literal(LitStr),
    /// `(expression)`, without the parentheses.
    Computed(TokenStream),
}

impl ToTokens for Key {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Literal(key) => key.to_tokens(tokens),
            Self::Computed(key) => key.to_tokens(tokens),
        }
    }
}

/// A function called by its path, or methods of a named value, in any chain: `path(arguments).method(arguments)`.
pub(crate) struct Call {
    pub(crate) path: TokenStream,
    pub(crate) steps: Vec<Step>,
}

/// One link in a chain of calls.
pub(crate) enum Step {
    /// `.method`, `.field`, `.await` or `?`, token by token.
    Plain(TokenStream),
    /// `(arguments)`
    Arguments(Arguments),
}

/// What stands between a call's parentheses.
pub(crate) struct Arguments {
    pub(crate) parens: Span,
    pub(crate) positional: Vec<Value>,
    pub(crate) named: Vec<Named>,
}

/// `name = value`
pub(crate) struct Named {
    pub(crate) name: Ident,
    pub(crate) value: Value,
}
