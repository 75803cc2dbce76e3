//! From tokens to the model. What cannot be read is reported, counts as one value, and the reading goes on behind it.

mod expression;

use std::fmt::Display;

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::discouraged::Speculative;
use syn::parse::{ParseStream, Parser};
use syn::token::{Brace, Bracket, Paren};
use syn::{Lit, LitStr, Path, Token, braced, bracketed};

use super::ast::{Entry, Input, Key, Value};
use crate::diagnostics::Diagnostics;
use crate::paths::Paths;
use crate::tokens;

/// How deep values nest at most; JSON readers stop there too.
const MAX_DEPTH: usize = 128;

/// Reads the whole invocation.
pub(crate) fn parse(input: TokenStream, diagnostics: &mut Diagnostics) -> Input {
    let mut reader = Reader {
        diagnostics,
        depth: 0,
    };
    let read = (|input: ParseStream| Ok(reader.input(input))).parse2(input);
    diagnostics.keep(read).unwrap_or_else(|| Input {
        paths: Paths::default(),
        value: Value::Unreadable(Span::call_site()),
    })
}

struct Reader<'a> {
    diagnostics: &'a mut Diagnostics,
    depth: usize,
}

impl Reader<'_> {
    fn input(&mut self, input: ParseStream) -> Input {
        let paths = self.paths(input);
        if input.is_empty() {
            let message = "expected a value, as in `json_pattern!({ \"id\": 42 })`";
            let here = Span::call_site();
            self.diagnostics.push(syn::Error::new(here, message));
            let value = Value::Unreadable(here);
            return Input { paths, value };
        }
        let value = self.value(input);
        if !input.is_empty() {
            self.report(input, "expected the end; `json_pattern!` holds one value");
            tokens::until_end(input);
        }
        Input { paths, value }
    }

    /// `crate = path;`
    fn paths(&mut self, input: ParseStream) -> Paths {
        if !input.peek(Token![crate]) || !input.peek2(Token![=]) {
            return Paths::default();
        }
        let renamed = input.parse::<Token![crate]>().and_then(|_| {
            input.parse::<Token![=]>()?;
            let path = input.call(Path::parse_mod_style)?;
            input.parse::<Token![;]>()?;
            Ok(Paths::renamed(&path))
        });
        if renamed.is_err() {
            tokens::past_semicolon(input);
        }
        self.diagnostics.keep(renamed).unwrap_or_default()
    }

    fn value(&mut self, input: ParseStream) -> Value {
        let begin = input.span();
        if self.depth == MAX_DEPTH {
            self.report(input, format_args!("nested deeper than {MAX_DEPTH} levels"));
            tokens::until_comma(input);
            return Value::Unreadable(begin);
        }
        self.depth += 1;
        let ahead = input.fork();
        let read = self.any_value(&ahead);
        self.depth -= 1;
        match read {
            Ok(value) => {
                input.advance_to(&ahead);
                value
            }
            Err(error) => {
                self.diagnostics.push(error);
                tokens::until_comma(input);
                Value::Unreadable(begin)
            }
        }
    }

    fn any_value(&mut self, input: ParseStream) -> syn::Result<Value> {
        if input.peek(Brace) {
            self.object(input)
        } else if input.peek(Bracket) {
            self.array(input)
        } else if is_null(input) {
            input
                .call(Ident::parse_any)
                .map(|null| Value::Null(null.span()))
        } else {
            self.expression(input)
        }
    }

    fn object(&mut self, input: ParseStream) -> syn::Result<Value> {
        let content;
        let braces = braced!(content in input).span.join();
        let mut entries = Vec::new();
        while !content.is_empty() {
            entries.extend(self.entry(&content));
            self.separator(&content);
        }
        Ok(Value::Object { braces, entries })
    }

    fn array(&mut self, input: ParseStream) -> syn::Result<Value> {
        let content;
        let brackets = bracketed!(content in input).span.join();
        let mut items = Vec::new();
        while !content.is_empty() {
            if content.peek(Token![,]) {
                self.report(&content, "expected a value before `,`");
            } else {
                items.push(self.value(&content));
            }
            self.separator(&content);
        }
        Ok(Value::Array { brackets, items })
    }

    fn entry(&mut self, input: ParseStream) -> Option<Entry> {
        let at_key = input.fork();
        let Some(key) = self.key(input) else {
            tokens::until_comma(input);
            return None;
        };
        let at_key = tokens::between(&at_key, input);
        if input.peek(Token![:]) && !input.peek(Token![::]) {
            input.parse::<Token![:]>().ok();
        } else if !at_separator(input) {
            self.report(input, format_args!("expected `:` after the key `{at_key}`"));
            tokens::puncts(input);
        }
        let value = if at_separator(input) {
            let message = format!("missing value for the key `{at_key}`");
            self.diagnostics.error(&at_key, message);
            Value::Unreadable(Span::call_site())
        } else {
            self.value(input)
        };
        Some(Entry { key, value })
    }

    /// A key, if need be one that is reported but tells what was meant.
    fn key(&mut self, input: ParseStream) -> Option<Key> {
        if let Ok(literal) = input.parse::<Lit>() {
            return Some(Key::Literal(self.text(&literal)));
        }
        if input.peek(Paren) {
            let group = input.parse::<Group>().ok()?;
            if group.stream().is_empty() {
                let message = "expected an expression in the parentheses";
                self.diagnostics.error(&group, message);
                return Some(Key::Computed(quote!("")));
            }
            return Some(Key::Computed(group.stream()));
        }
        if input.peek(Ident::peek_any) && input.peek2(Token![:]) && !input.peek2(Token![::]) {
            let word = input.call(Ident::parse_any).ok()?;
            let message = format!("a key is a string literal; write `\"{word}\"`");
            self.diagnostics.error(&word, message);
            return Some(Key::Literal(LitStr::new(&word.to_string(), word.span())));
        }
        if input.peek(Token![,]) {
            self.report(input, "expected a key before `,`");
            return None;
        }
        self.report(
            input,
            "expected a key, as in `\"id\": 42`; a Rust block goes in parentheses, as in `({ .. })`",
        );
        None
    }

    /// A literal as a key: JSON knows only strings.
    fn text(&mut self, literal: &Lit) -> LitStr {
        if let Lit::Str(text) = literal {
            return text.clone();
        }
        let text = literal.to_token_stream().to_string();
        let message = format!("a key is a string literal; write `{text:?}`");
        self.diagnostics.error(literal, message);
        LitStr::new(&text, literal.span())
    }

    /// Takes the comma behind a value. Where it is missing the next value is read all the same.
    fn separator(&mut self, input: ParseStream) {
        if at_separator(input) {
            input.parse::<Token![,]>().ok();
            return;
        }
        self.report(input, "expected `,`");
        if input.parse::<Token![;]>().is_ok() {
            return;
        }
        if input.cursor().punct().is_some() {
            tokens::until_comma(input);
            input.parse::<Token![,]>().ok();
        }
    }

    /// Reports `message` on the next token.
    fn report(&mut self, input: ParseStream, message: impl Display) {
        self.diagnostics.push(input.error(message));
    }
}

/// `null` by itself; `null()` is a call.
fn is_null(input: ParseStream) -> bool {
    let Some((word, next)) = input.cursor().ident() else {
        return false;
    };
    let alone = match next.token_tree() {
        None | Some((TokenTree::Ident(_) | TokenTree::Literal(_), _)) => true,
        Some((TokenTree::Punct(punct), _)) => matches!(punct.as_char(), ',' | ';'),
        Some((TokenTree::Group(_), _)) => false,
    };
    word == "null" && alone
}

/// Whether a value has ended: at a comma, or where the surrounding brackets close.
fn at_separator(input: ParseStream) -> bool {
    input.is_empty() || input.peek(Token![,])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is reported about `input`.
    fn check(input: &str, expect: &[&str]) {
        let mut diagnostics = Diagnostics::default();
        let tokens = input.parse().expect("the case is made of tokens");
        parse(tokens, &mut diagnostics);
        assert_eq!(diagnostics.messages(), expect, "{input}");
    }

    #[test]
    fn reads_json_with_rust_for_values() {
        check("null", &[]);
        check("-1.5", &[]);
        check("{}", &[]);
        check(r#"{ "a": [1, "b", null, [], {},], (key): a + b, }"#, &[]);
        check(
            r#"{ "a": each_like({ "b": null }, min = 1, max = n).max(2)?.await.0 }"#,
            &[],
        );
        check("pact_dsl::each_like::<u8>([1], min = 1)", &[]);
        check(
            "{ \"a\": len(&[1, 2]) + 1, \"b\": |a, b| a, \"c\": S { a: 1 }, \"d\": f::<A, B>() as u8 }",
            &[],
        );
        check(
            "{ \"a\": if x { 1 } else { 2 }, \"b\": ({ let x = 1; x }), \"c\": (1, 2), \"d\": m![1] }",
            &[],
        );
        check("crate = a::b; [1]", &[]);
    }

    #[test]
    fn tells_what_a_key_is() {
        let key = "expected a key, as in `\"id\": 42`; a Rust block goes in parentheses, as in `({ .. })`";
        check("{ id: 1 }", &["a key is a string literal; write `\"id\"`"]);
        check(
            "{ type: 1 }",
            &["a key is a string literal; write `\"type\"`"],
        );
        check("{ 7: 1 }", &["a key is a string literal; write `\"7\"`"]);
        check(
            "{ true: 1 }",
            &["a key is a string literal; write `\"true\"`"],
        );
        check("{ (): 1 }", &["expected an expression in the parentheses"]);
        check("{ let x = 1; x }", &[key]);
        check(
            "{ {}, \"a\": }",
            &[key, "missing value for the key `\"a\"`"],
        );
        check(
            "{ , \"a\": 1,, \"b\": 2 }",
            &["expected a key before `,`"; 2],
        );
    }

    #[test]
    fn tells_what_is_missing() {
        check(
            "",
            &["expected a value, as in `json_pattern!({ \"id\": 42 })`"],
        );
        check(r#"{ "a": }"#, &["missing value for the key `\"a\"`"]);
        check(
            r#"{ "a", "b" }"#,
            &[
                "missing value for the key `\"a\"`",
                "missing value for the key `\"b\"`",
            ],
        );
        check(
            r#"{ "a" 1, "b" = 2, "c" => 3 }"#,
            &[
                "expected `:` after the key `\"a\"`",
                "expected `:` after the key `\"b\"`",
                "expected `:` after the key `\"c\"`",
            ],
        );
        check(
            r#"{ "a": 1 "b": f(2) "c": null "d": [3] }"#,
            &["expected `,`"; 3],
        );
        check(
            "[1 2, , 3]",
            &["expected `,`", "expected a value before `,`"],
        );
        check(
            "f(min = , , 1)",
            &[
                "missing value for the argument `min`",
                "expected an argument before `,`",
            ],
        );
    }

    #[test]
    fn goes_on_behind_what_it_cannot_read() {
        check(
            r#"{ "a": b., "c": }"#,
            &[
                "expected identifier or integer",
                "missing value for the key `\"c\"`",
            ],
        );
        check(
            r#"{ "a": f(1)., "c": }"#,
            &[
                "expected the name of a method",
                "missing value for the key `\"c\"`",
            ],
        );
        check(
            r#"{ "a": 1; "b": 2 => 3, "c": }"#,
            &[
                "expected `,`",
                "expected `,`",
                "missing value for the key `\"c\"`",
            ],
        );
        check(
            r#"f({ "a" 1 }, [2 3], g({ 4: 5 }))"#,
            &[
                "expected `:` after the key `\"a\"`",
                "expected `,`",
                "a key is a string literal; write `\"4\"`",
            ],
        );
        check(
            "[1] 2 3",
            &["expected the end; `json_pattern!` holds one value"],
        );
        check("crate = 1; [1]", &["expected identifier"]);
    }

    #[test]
    fn refuses_what_has_no_value() {
        let statement = "expected a value, found a statement";
        check(
            r#"{ "a": let x = 1, "b": x = 1, "c": return, "d": while x {} }"#,
            &[statement; 4],
        );
        check(
            r#"{ "a": f({ "b": 1 }) + 1, "c": g([1])[0] }"#,
            &["expected `,`"],
        );
    }

    #[test]
    fn stops_at_a_depth_that_no_reader_follows() {
        let nested = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
        check(&nested(127), &[]);
        check(&nested(128), &["nested deeper than 128 levels"]);
        check(&nested(1_000), &["nested deeper than 128 levels"]);
    }
}
