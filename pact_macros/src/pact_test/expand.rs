//! The test that takes the place of the user's function: data plus one call.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ReturnType;

use super::args::{Args, Spec};
use super::signature::Function;

/// # Why
/// All that is generated lives inside the test function, so `#[cfg]` on it and a build without tests drop it whole.
pub(crate) fn tokens(args: &Args, function: &Function) -> TokenStream {
    let Function {
        attributes,
        visibility,
        name,
        written,
        ..
    } = function;
    // A test owns its pact whether or not it needs to; the compiler's own lints stay.
    let lint = (!function.is_async).then(|| quote!(#[allow(clippy::needless_pass_by_value)]));
    let registration = registration(args, function);
    let run = run(args, function);
    quote! {
        #[::core::prelude::v1::test]
        #(#attributes)*
        #visibility fn #name() {
            #lint
            #written
            #registration
            #run
        }
    }
}

/// What the binary knows about the test before it runs, laid where `pact_runtime::registry` reads it.
///
/// # Why
/// The spans are the macro's own: so `#![forbid(unsafe_code)]` in the user's crate lets the attributes pass.
fn registration(args: &Args, function: &Function) -> TokenStream {
    let private = args.paths.private(Span::call_site());
    let data = data(args, function);
    quote! {
        #[used]
        #[cfg_attr(
            any(
                target_os = "linux",
                target_os = "android",
                target_os = "freebsd",
                target_os = "netbsd",
                target_os = "openbsd",
                target_os = "dragonfly",
                target_os = "illumos"
            ),
            unsafe(link_section = "pact_tests_1")
        )]
        #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__pact_tests_1,regular,no_dead_strip"))]
        #[cfg_attr(windows, unsafe(link_section = ".pact1$b"))]
        static __PACT_TEST: #private::PactTest = #data;
    }
}

fn data(args: &Args, function: &Function) -> TokenStream {
    let private = args.paths.private(Span::call_site());
    let provider = &args.provider;
    let consumer = args.consumer.as_ref().map_or_else(
        || quote!(::core::env!("CARGO_PKG_NAME")),
        ToTokens::to_token_stream,
    );
    let dir = args.dir.as_ref().map_or_else(
        || quote!(::core::option::Option::None),
        |dir| quote!(::core::option::Option::Some(#dir)),
    );
    let spec = spec(args.spec);
    let name = function.name.to_string();
    let name = name.strip_prefix("r#").unwrap_or(&name);
    let at_name = function.name.span();
    let line = quote_spanned!(at_name=> ::core::line!());
    let column = quote_spanned!(at_name=> ::core::column!());
    let ignored = function.is_ignored;
    quote! {
        #private::PactTest {
            name: ::core::concat!(::core::module_path!(), "::", #name),
            file: ::core::file!(),
            line: #line,
            column: #column,
            package: ::core::env!("CARGO_PKG_NAME"),
            manifest_dir: ::core::env!("CARGO_MANIFEST_DIR"),
            consumer: #consumer,
            provider: #provider,
            spec: #private::SpecVersion::#spec,
            dir: #dir,
            ignored: #ignored,
        }
    }
}

fn spec(spec: Spec) -> TokenStream {
    match spec {
        Spec::V1 => quote!(V1),
        Spec::V1_1 => quote!(V1_1),
        Spec::V2 => quote!(V2),
        Spec::V3 => quote!(V3),
        Spec::V4 => quote!(V4),
    }
}

/// The user's own return type stands in the call, and the argument carries the span of the parameter's type: there the
/// compiler reports a type that the harness cannot deal with.
fn run(args: &Args, function: &Function) -> TokenStream {
    let private = args.paths.private(Span::call_site());
    let output = match &function.output {
        ReturnType::Default => quote!(()),
        ReturnType::Type(_, output) => quote!(#output),
    };
    let mut name = function.name.clone();
    name.set_span(function.parameter);
    if function.is_async {
        quote!(#private::run_async::<#output, _>(&__PACT_TEST, #name))
    } else {
        quote!(#private::run_blocking::<#output>(&__PACT_TEST, #name))
    }
}
