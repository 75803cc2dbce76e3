//! The function under the attribute: what a pact test may look like.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::token::Brace;
use syn::{Attribute, FnArg, Generics, ReturnType, Safety, Signature, Type, Visibility};

use crate::diagnostics::Diagnostics;
use crate::tokens;

/// The user's function, read as far as the expansion needs it.
pub(crate) struct Function {
    /// Without those that would make a second test of it.
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) name: Ident,
    pub(crate) is_async: bool,
    /// Where to blame a parameter that is no pact.
    pub(crate) parameter: Span,
    pub(crate) output: ReturnType,
    /// Signature and body, token by token.
    pub(crate) written: TokenStream,
    /// Whether it can be a pact test.
    pub(crate) is_sound: bool,
}

/// Reads and checks the item; nothing if it is no function. The body stays unparsed: that is the compiler's work.
pub(crate) fn parse(item: TokenStream, diagnostics: &mut Diagnostics) -> Option<Function> {
    let parser = |input: ParseStream| function(input, diagnostics);
    let parsed = parser.parse2(item);
    diagnostics.keep(parsed)
}

impl Function {
    /// Whether it carries the built-in attribute of this name.
    ///
    /// # Why
    /// Nothing here looks into `#[cfg_attr]`: the compiler resolves it before it calls the macro.
    pub(crate) fn has(&self, attribute: &str) -> bool {
        let mut attributes = self.attributes.iter();
        attributes.any(|each| each.path().is_ident(attribute))
    }
}

/// As it was, except for the attributes taken off.
impl ToTokens for Function {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self {
            attributes,
            visibility,
            written,
            ..
        } = self;
        tokens.extend(quote!(#(#attributes)* #visibility #written));
    }
}

/// Attributes that make a test by themselves, by the last segment of their path: `#[tokio::test]` is `test`.
const TEST_ATTRIBUTES: [&str; 8] = [
    "bench",
    "case",
    "pact_test",
    "rstest",
    "test",
    "test_case",
    "test_matrix",
    "wasm_bindgen_test",
];

fn function(input: ParseStream, diagnostics: &mut Diagnostics) -> syn::Result<Function> {
    let mut attributes = input.call(Attribute::parse_outer)?;
    let visibility = input.parse()?;
    if !begins_function(input) {
        return Err(
            input.error("expected a function, as in `async fn name(mut pact: Pact) { .. }`")
        );
    }
    let begin = input.fork();
    let signature: Signature = input.parse()?;
    if !input.peek(Brace) {
        return Err(input.error("expected a body in braces"));
    }
    input.parse::<TokenTree>()?;
    let written = tokens::between(&begin, input);

    let errors_before = diagnostics.len();
    refuse_test_attributes(&mut attributes, diagnostics);
    refuse_qualifiers(&signature, diagnostics);
    check_parameters(&signature, diagnostics);
    Ok(Function {
        attributes,
        visibility,
        is_async: signature.asyncness.is_some(),
        parameter: match signature.inputs.first() {
            Some(FnArg::Typed(parameter)) => parameter.ty.span(),
            _ => Span::call_site(),
        },
        output: signature.output,
        name: signature.ident,
        written,
        is_sound: diagnostics.len() == errors_before,
    })
}

/// Whether words such as `async unsafe extern "C"` lead to `fn`.
fn begins_function(input: ParseStream) -> bool {
    let mut cursor = input.cursor();
    while let Some((token, next)) = cursor.token_tree() {
        match token {
            TokenTree::Ident(word) if word == "fn" => return true,
            TokenTree::Ident(_) | TokenTree::Literal(_) => cursor = next,
            TokenTree::Group(_) | TokenTree::Punct(_) => return false,
        }
    }
    false
}

fn refuse_test_attributes(attributes: &mut Vec<Attribute>, diagnostics: &mut Diagnostics) {
    attributes.retain(|attribute| {
        let path = attribute.path();
        let last = path.segments.last();
        let makes_test =
            last.is_some_and(|last| TEST_ATTRIBUTES.iter().any(|name| last.ident == name));
        if makes_test {
            let written = path.to_token_stream().to_string().replace(' ', "");
            let message = format!("a pact test has one test attribute; remove `#[{written}]`");
            diagnostics.error(attribute, message);
        }
        !makes_test
    });
}

fn refuse_qualifiers(signature: &Signature, diagnostics: &mut Diagnostics) {
    let Signature {
        constness,
        safety,
        abi,
        generics,
        ..
    } = signature;
    if let Some(constness) = constness {
        diagnostics.error(
            constness,
            "a pact test runs, so it cannot be `const`; remove it",
        );
    }
    if !matches!(safety, Safety::Default) {
        diagnostics.error(
            safety,
            "the harness calls a pact test, so it cannot be `unsafe`; remove it",
        );
    }
    if let Some(abi) = abi {
        diagnostics.error(abi, "a pact test is called from Rust; remove `extern`");
    }
    let Generics {
        params,
        where_clause,
        ..
    } = generics;
    if !params.is_empty() {
        diagnostics.error(generics, "a pact test cannot be generic; name the types");
    } else if let Some(clause) = where_clause {
        diagnostics.error(
            clause,
            "a pact test cannot be generic; remove the `where` clause",
        );
    }
}

fn check_parameters(signature: &Signature, diagnostics: &mut Diagnostics) {
    let mut parameters = signature.inputs.iter();
    match parameters.next() {
        Some(FnArg::Receiver(receiver)) => {
            let message =
                "a pact test is a free function; take `mut pact: Pact` in place of `self`";
            diagnostics.error(receiver, message);
        }
        Some(FnArg::Typed(parameter)) => {
            if let Type::Reference(reference) = &*parameter.ty {
                diagnostics.error(
                    reference,
                    "a pact test owns its pact; write `mut pact: Pact`",
                );
            }
        }
        None => {
            let message = "a pact test takes its pact as a parameter; write `(mut pact: Pact)`";
            let parens = signature.paren_token.span.join();
            diagnostics.push(syn::Error::new(parens, message));
        }
    }
    for parameter in parameters {
        diagnostics.error(
            parameter,
            "a pact test takes its pact and nothing else; remove this parameter",
        );
    }
    if let Some(variadic) = &signature.variadic {
        diagnostics.error(
            variadic,
            "a pact test takes its pact and nothing else; remove `...`",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(item: &str) -> (Option<Function>, Vec<String>) {
        let mut diagnostics = Diagnostics::default();
        let item = item.parse().expect("the case is made of tokens");
        let function = parse(item, &mut diagnostics);
        (function, diagnostics.messages())
    }

    #[test]
    fn accepts_what_a_test_needs() {
        let check = |item: &str| {
            let (function, messages) = parsed(item);
            assert!(messages.is_empty(), "{item}: {messages:?}");
            assert!(function.is_some_and(|function| function.is_sound), "{item}");
        };
        check("async fn a(mut pact: Pact) {}");
        check("fn a(pact: pact_dsl::Pact) -> Result<(), Box<dyn Error>> { Ok(()) }");
        check("pub(crate) fn a(_: Pact) {}");
        check(
            "#[ignore] #[should_panic] #[allow(unused)] fn a(Pact { .. }: Pact) { not even (Rust) }",
        );
    }

    #[test]
    fn refuses_what_the_harness_cannot_call() {
        let check = |item: &str, expect: &[&str]| {
            let (function, messages) = parsed(item);
            assert_eq!(messages, expect, "{item}");
            assert!(
                !function.is_some_and(|function| function.is_sound),
                "{item}"
            );
        };
        check(
            "fn a() {}",
            &["a pact test takes its pact as a parameter; write `(mut pact: Pact)`"],
        );
        check(
            "fn a(pact: Pact, b: u8, c: u8) {}",
            &["a pact test takes its pact and nothing else; remove this parameter"; 2],
        );
        check(
            "fn a(&self, pact: Pact) {}",
            &[
                "a pact test is a free function; take `mut pact: Pact` in place of `self`",
                "a pact test takes its pact and nothing else; remove this parameter",
            ],
        );
        check(
            "fn a(pact: &mut Pact) {}",
            &["a pact test owns its pact; write `mut pact: Pact`"],
        );
        check(
            "fn a<T>(pact: Pact) where T: Copy {}",
            &["a pact test cannot be generic; name the types"],
        );
        check(
            "fn a(pact: Pact) where u8: Copy {}",
            &["a pact test cannot be generic; remove the `where` clause"],
        );
        check(
            "const unsafe extern \"C\" fn a(pact: Pact, ...) {}",
            &[
                "a pact test runs, so it cannot be `const`; remove it",
                "the harness calls a pact test, so it cannot be `unsafe`; remove it",
                "a pact test is called from Rust; remove `extern`",
                "a pact test takes its pact and nothing else; remove `...`",
            ],
        );
        check("fn a(pact: Pact);", &["expected a body in braces"]);
    }

    #[test]
    fn refuses_a_second_test_attribute_and_takes_it_off() {
        let check = |attribute: &str| {
            let (function, messages) =
                parsed(&format!("#[{attribute}] #[ignore] fn a(pact: Pact) {{}}"));
            let path = attribute.split('(').next().unwrap_or_default();
            assert_eq!(
                messages,
                [format!(
                    "a pact test has one test attribute; remove `#[{path}]`"
                )]
            );
            let kept = function.map(|function| function.to_token_stream().to_string());
            assert_eq!(kept.as_deref(), Some("# [ignore] fn a (pact : Pact) { }"));
        };
        check("test");
        check("tokio::test");
        check("tokio::test(flavor = \"multi_thread\")");
        check("::core::prelude::v1::test");
        check("rstest");
        check("test_case(1, 2)");
        check("pact_test(provider = \"b\")");
    }

    #[test]
    fn refuses_what_is_no_function() {
        let check = |item: &str| {
            let (function, messages) = parsed(item);
            assert!(function.is_none(), "{item}");
            let expect = ["expected a function, as in `async fn name(mut pact: Pact) { .. }`"];
            assert_eq!(messages, expect, "{item}");
        };
        check("struct A;");
        check("pub mod a { fn b(pact: Pact) {} }");
        check("static A: fn() = b;");
        check("macro_rules! a { () => {} }");
    }

    #[test]
    fn knows_its_built_in_attributes() {
        let check = |attributes: &str, expect: [bool; 2]| {
            let (function, _) = parsed(&format!("{attributes} fn a(pact: Pact) {{}}"));
            let function = function.expect("it is a function");
            let has = ["ignore", "should_panic"].map(|name| function.has(name));
            assert_eq!(has, expect, "{attributes}");
        };
        check("", [false, false]);
        check("#[ignore]", [true, false]);
        check("#[ignore = \"slow\"]", [true, false]);
        check("#[should_panic] #[allow(unused)]", [false, true]);
        check("#[ignore] #[should_panic(expected = \"a\")]", [true, true]);
    }
}
