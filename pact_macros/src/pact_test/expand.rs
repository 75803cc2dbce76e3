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
    let binary = binary(|name| std::env::var(name).ok());
    let at_name = function.name.span();
    let line = quote_spanned!(at_name=> ::core::line!());
    let column = quote_spanned!(at_name=> ::core::column!());
    let ignored = function.has("ignore");
    let should_panic = function.has("should_panic");
    quote! {
        #private::PactTest {
            name: ::core::concat!(::core::module_path!(), "::", #name),
            file: ::core::file!(),
            line: #line,
            column: #column,
            package: ::core::env!("CARGO_PKG_NAME"),
            binary: #binary,
            manifest_dir: ::core::env!("CARGO_MANIFEST_DIR"),
            consumer: #consumer,
            provider: #provider,
            spec: #private::SpecVersion::#spec,
            dir: #dir,
            ignored: #ignored,
            should_panic: #should_panic,
        }
    }
}

/// The binary that the test becomes part of, named as nextest names it: `order-web` for the tests of a library,
/// `order-web::it` for those of `tests/it.rs`, `order-web::bin/order-web` for those of a program.
///
/// # Why
/// Crate names do not tell binaries apart: those of a library and of its program are often the same, and so are those
/// of `tests/it.rs` in two packages.
fn binary(variable: impl Fn(&str) -> Option<String>) -> String {
    let mut binary = variable("CARGO_PKG_NAME").unwrap_or_default();
    if let Some(program) = variable("CARGO_BIN_NAME") {
        binary.push_str("::bin/");
        binary.push_str(&program);
    } else if variable("CARGO_TARGET_TMPDIR").is_some() {
        // Cargo sets it for integration tests and benchmarks alone.
        binary.push_str("::");
        binary.push_str(&variable("CARGO_CRATE_NAME").unwrap_or_default());
    }
    binary
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(variables: &[(&str, &str)], expected: &str) {
        let variable = |name: &str| {
            let found = variables.iter().find(|(its, _)| *its == name)?;
            Some(found.1.to_owned())
        };
        assert_eq!(binary(variable), expected);
    }

    #[test]
    fn tells_the_binaries_of_a_package_apart() {
        let package = ("CARGO_PKG_NAME", "order-web");
        let its_crate = ("CARGO_CRATE_NAME", "order_web");
        let temporary = ("CARGO_TARGET_TMPDIR", "/target/tmp");
        check(&[package, its_crate], "order-web");
        check(
            &[package, its_crate, ("CARGO_BIN_NAME", "order-web")],
            "order-web::bin/order-web",
        );
        check(
            &[package, ("CARGO_CRATE_NAME", "it"), temporary],
            "order-web::it",
        );
        check(&[package, its_crate, temporary], "order-web::order_web");
    }
}
