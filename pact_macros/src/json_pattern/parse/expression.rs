//! Rust expressions, and calls whose arguments may be JSON.

use proc_macro2::{Group, Ident};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::parse::discouraged::Speculative;
use syn::token::{Bracket, Paren};
use syn::{AngleBracketedGenericArguments, Expr, ExprPath, LitInt, Token, parenthesized};

use super::{Reader, at_separator};
use crate::json_pattern::ast::{Arguments, Call, Named, Step, Value};
use crate::tokens;

impl Reader<'_> {
    /// Calls whose arguments may be JSON, or any other Rust expression.
    pub(super) fn expression(&mut self, input: ParseStream) -> syn::Result<Value> {
        let errors_before = self.diagnostics.len();
        let ahead = input.fork();
        let Some(call) = self.call(&ahead) else {
            self.diagnostics.truncate(errors_before);
            return rust(input);
        };
        if !continues(&ahead) {
            input.advance_to(&ahead);
            return Ok(Value::Call(call));
        }
        // An operand, as in `len(&orders) + 1`: Rust through and through.
        self.diagnostics.truncate(errors_before);
        rust(input).map_err(|_| ahead.error("expected `,`"))
    }

    /// A path and the calls that follow, as far as they are whole; nothing if none is.
    fn call(&mut self, input: ParseStream) -> Option<Call> {
        let begin = input.fork();
        input.parse::<ExprPath>().ok()?;
        let path = tokens::between(&begin, input);
        let mut steps = Vec::new();
        loop {
            if input.peek(Paren) {
                steps.push(Step::Arguments(self.arguments(input).ok()?));
            } else if input.peek(Token![.]) && !input.peek(Token![..]) || input.peek(Token![?]) {
                let begin = input.fork();
                if let Err(error) = plain_step(input) {
                    self.diagnostics.push(error);
                    tokens::until_comma(input);
                    break;
                }
                steps.push(Step::Plain(tokens::between(&begin, input)));
            } else {
                break;
            }
        }
        let calls = steps.iter().any(|step| matches!(step, Step::Arguments(_)));
        calls.then_some(Call { path, steps })
    }

    fn arguments(&mut self, input: ParseStream) -> syn::Result<Arguments> {
        let content;
        let parens = parenthesized!(content in input).span.join();
        let mut positional = Vec::new();
        let mut named = Vec::new();
        while !content.is_empty() {
            match (argument_name(&content), at_separator(&content)) {
                (Some(name), false) => {
                    let value = self.value(&content);
                    named.push(Named { name, value });
                }
                (None, false) => positional.push(self.value(&content)),
                (Some(name), true) => {
                    let message = format!("missing value for the argument `{name}`");
                    self.diagnostics.error(name, message);
                }
                (None, true) => self.report(&content, "expected an argument before `,`"),
            }
            self.separator(&content);
        }
        Ok(Arguments {
            parens,
            positional,
            named,
        })
    }
}

/// `name =` in front of an argument.
fn argument_name(input: ParseStream) -> Option<Ident> {
    let named = input.peek(Ident::peek_any)
        && input.peek2(Token![=])
        && !input.peek2(Token![==])
        && !input.peek2(Token![=>]);
    if !named {
        return None;
    }
    let name = input.call(Ident::parse_any).ok();
    input.parse::<Token![=]>().ok();
    name
}

/// One `?`, `.method`, `.field` or `.await`.
fn plain_step(input: ParseStream) -> syn::Result<()> {
    if input.parse::<Token![?]>().is_ok() {
        return Ok(());
    }
    input.parse::<Token![.]>()?;
    if input.parse::<LitInt>().is_err() {
        let name = input.call(Ident::parse_any);
        name.map_err(|_| input.error("expected the name of a method"))?;
    }
    if input.peek(Token![::]) {
        input.parse::<AngleBracketedGenericArguments>()?;
    }
    Ok(())
}

/// Whether the expression goes on behind a call: an operator, `as`, an index.
fn continues(input: ParseStream) -> bool {
    let ends = at_separator(input) || input.peek(Token![;]) || input.peek(Token![:]);
    let goes_on = input.cursor().punct().is_some() || input.peek(Token![as]) || input.peek(Bracket);
    !ends && goes_on
}

/// Any Rust expression, token by token. Parentheses around it have done their work.
fn rust(input: ParseStream) -> syn::Result<Value> {
    let begin = input.fork();
    let expression: Expr = input.parse()?;
    match expression {
        Expr::Paren(_) => {
            let group = begin.parse::<Group>()?;
            Ok(Value::Rust(group.stream()))
        }
        Expr::Assign(_)
        | Expr::Break(_)
        | Expr::Continue(_)
        | Expr::ForLoop(_)
        | Expr::Let(_)
        | Expr::Return(_)
        | Expr::While(_) => {
            let message = "expected a value, found a statement";
            Err(syn::Error::new_spanned(expression, message))
        }
        _ => Ok(Value::Rust(tokens::between(&begin, input))),
    }
}
