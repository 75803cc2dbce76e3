//! What the literals alone tell to be wrong.

use std::collections::HashSet;

use syn::LitInt;

use super::ast::{Arguments, Entry, Key, Named, Step, Value};
use crate::diagnostics::Diagnostics;

/// Reports repeated keys and arguments, and bounds that exclude each other.
pub(crate) fn check(value: &Value, diagnostics: &mut Diagnostics) {
    match value {
        Value::Object { entries, .. } => {
            check_keys(entries, diagnostics);
            for entry in entries {
                check(&entry.value, diagnostics);
            }
        }
        Value::Array { items, .. } => {
            for item in items {
                check(item, diagnostics);
            }
        }
        Value::Call(call) => {
            for step in &call.steps {
                if let Step::Arguments(arguments) = step {
                    check_arguments(arguments, diagnostics);
                }
            }
        }
        Value::Null(_) | Value::Rust(_) | Value::Unreadable(_) => {}
    }
}

fn check_keys(entries: &[Entry], diagnostics: &mut Diagnostics) {
    let mut seen = HashSet::new();
    for entry in entries {
        if let Key::Literal(key) = &entry.key
            && !seen.insert(key.value())
        {
            let message = format!("duplicate key `{}`; it is first written above", key.value());
            diagnostics.error(key, message);
        }
    }
}

fn check_arguments(arguments: &Arguments, diagnostics: &mut Diagnostics) {
    check_names(&arguments.named, diagnostics);
    check_bounds(&arguments.named, diagnostics);
    let named = arguments.named.iter().map(|argument| &argument.value);
    for value in arguments.positional.iter().chain(named) {
        check(value, diagnostics);
    }
}

fn check_names(arguments: &[Named], diagnostics: &mut Diagnostics) {
    let mut seen = HashSet::new();
    for Named { name, .. } in arguments {
        if !seen.insert(name) {
            diagnostics.error(
                name,
                format!("duplicate argument `{name}`; keep one of them"),
            );
        }
    }
}

fn check_bounds(arguments: &[Named], diagnostics: &mut Diagnostics) {
    if let (Some(min), Some(max)) = (literal(arguments, "min"), literal(arguments, "max"))
        && let (Ok(low), Ok(high)) = (min.base10_parse::<u64>(), max.base10_parse::<u64>())
        && low > high
    {
        diagnostics.error(min, format!("min ({low}) must not exceed max ({high})"));
    }
}

/// The integer literal given for a named argument.
fn literal(arguments: &[Named], name: &str) -> Option<LitInt> {
    let argument = arguments.iter().find(|argument| argument.name == name)?;
    match &argument.value {
        Value::Rust(tokens) => syn::parse2(tokens.clone()).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json_pattern::parse;

    #[test]
    fn reports_what_literals_tell() {
        let check = |input: &str, expect: &[&str]| {
            let mut diagnostics = Diagnostics::default();
            let tokens = input.parse().expect("the case is made of tokens");
            let input_read = parse::parse(tokens, &mut diagnostics);
            super::check(&input_read.value, &mut diagnostics);
            assert_eq!(diagnostics.messages(), expect, "{input}");
        };
        check(r#"{ "a": 1, "b": { "a": 2 }, (a): 3, (a): 4 }"#, &[]);
        check(
            r#"{ "a": 1, "\x61": 2 }"#,
            &["duplicate key `a`; it is first written above"],
        );
        check(
            r#"[f(g({ "": 1, "": 2 }, x = { "b": 1, "b": 1 }))]"#,
            &[
                "duplicate key ``; it is first written above",
                "duplicate key `b`; it is first written above",
            ],
        );
        check(
            "f(a = 1, a = 2)",
            &["duplicate argument `a`; keep one of them"],
        );
        check(
            "f(1, min = 3, max = 1)",
            &["min (3) must not exceed max (1)"],
        );
        check(
            "f(1, max = 0x1, min = 3_usize)",
            &["min (3) must not exceed max (1)"],
        );
        check("f(1, min = 1, max = 1)", &[]);
        check("f(1, min = n, max = 1)", &[]);
        check("f(1, min = -1, max = 1)", &[]);
    }
}
