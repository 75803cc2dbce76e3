//! The attribute's arguments: `key = value`, separated by commas.

use proc_macro2::{Ident, Span, TokenStream};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{LitStr, Token};

use crate::diagnostics::Diagnostics;
use crate::paths::Paths;
use crate::{suggest, tokens};

/// What the attribute says, checked.
pub(crate) struct Args {
    pub(crate) consumer: Option<LitStr>,
    pub(crate) provider: LitStr,
    pub(crate) spec: Spec,
    pub(crate) dir: Option<LitStr>,
    pub(crate) paths: Paths,
}

/// A version of the Pact specification.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Spec {
    V1,
    V1_1,
    V2,
    V3,
    #[default]
    V4,
}

/// Reads and checks the attribute's arguments; nothing if something is wrong with them.
pub(crate) fn parse(attr: TokenStream, diagnostics: &mut Diagnostics) -> Option<Args> {
    let errors_before = diagnostics.len();
    let parser = |input: ParseStream| Ok(entries(input, diagnostics));
    let entries = parser.parse2(attr).unwrap_or_default();
    let names_provider = entries.iter().any(Entry::means_provider);
    let mut draft = Draft::default();
    for entry in entries {
        let accepted = draft.accept(&entry);
        diagnostics.keep(accepted);
    }
    if !names_provider {
        let message = "missing key `provider`; name the service the test talks to, as in `provider = \"users\"`";
        diagnostics.push(syn::Error::new(Span::call_site(), message));
    }
    let args = draft.finish()?;
    (diagnostics.len() == errors_before).then_some(args)
}

/// The accepted keys, each with a sample of its value.
const KEYS: [(&str, &str); 5] = [
    ("provider", "\"users\""),
    ("consumer", "\"web\""),
    ("spec", "\"v4\""),
    ("dir", "\"pacts\""),
    ("crate", "pact_dsl"),
];

const SPECS: [(&str, Spec); 5] = [
    ("v1", Spec::V1),
    ("v1.1", Spec::V1_1),
    ("v2", Spec::V2),
    ("v3", Spec::V3),
    ("v4", Spec::V4),
];

/// One `key = value`; the key stays beside its value so that an error can underline either. A value that is not there
/// is empty.
struct Entry {
    key: Ident,
    value: TokenStream,
}

impl Entry {
    /// Whether it is, or was meant to be, the one key that must be there.
    fn means_provider(&self) -> bool {
        let key = self.key.to_string();
        key == "provider" || nearest_key(&key) == Some("provider")
    }

    /// The error for a value of another kind, or none at all.
    fn expected(&self, what: &str) -> syn::Error {
        let sample = sample(&self.key);
        if self.value.is_empty() {
            let message = format!("expected a value, as in `{sample}`");
            return syn::Error::new(self.key.span(), message);
        }
        let message = format!("expected {what}, as in `{sample}`");
        syn::Error::new_spanned(&self.value, message)
    }
}

/// The keys seen so far.
#[derive(Default)]
struct Draft {
    provider: Option<LitStr>,
    consumer: Option<LitStr>,
    spec: Option<Spec>,
    dir: Option<LitStr>,
    paths: Option<Paths>,
}

impl Draft {
    fn accept(&mut self, entry: &Entry) -> syn::Result<()> {
        match entry.key.to_string().as_str() {
            "provider" => set(&mut self.provider, entry, text),
            "consumer" => set(&mut self.consumer, entry, text),
            "spec" => set(&mut self.spec, entry, spec),
            "dir" => set(&mut self.dir, entry, text),
            "crate" => set(&mut self.paths, entry, paths),
            unknown => {
                let remedy = match nearest_key(unknown) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("one of {}", suggest::list(&KEYS.map(|(name, _)| name))),
                };
                let message = format!("unknown key `{unknown}`; {remedy}");
                Err(syn::Error::new(entry.key.span(), message))
            }
        }
    }

    fn finish(self) -> Option<Args> {
        Some(Args {
            provider: self.provider?,
            consumer: self.consumer,
            spec: self.spec.unwrap_or_default(),
            dir: self.dir,
            paths: self.paths.unwrap_or_default(),
        })
    }
}

/// Fills a slot once.
fn set<T>(
    slot: &mut Option<T>,
    entry: &Entry,
    read: fn(&Entry) -> syn::Result<T>,
) -> syn::Result<()> {
    if slot.is_some() {
        let message = format!("duplicate key `{}`; keep one of them", entry.key);
        return Err(syn::Error::new(entry.key.span(), message));
    }
    *slot = Some(read(entry)?);
    Ok(())
}

fn text(entry: &Entry) -> syn::Result<LitStr> {
    let text: LitStr =
        syn::parse2(entry.value.clone()).map_err(|_| entry.expected("a string literal"))?;
    if text.value().trim().is_empty() {
        let Entry { key, .. } = entry;
        let message = format!("`{key}` must not be empty; write `{}`", sample(key));
        return Err(syn::Error::new(text.span(), message));
    }
    Ok(text)
}

fn spec(entry: &Entry) -> syn::Result<Spec> {
    let written = text(entry)?;
    let wanted = written.value();
    let found = SPECS.iter().find(|(name, _)| *name == wanted);
    found.map(|(_, spec)| *spec).ok_or_else(|| {
        let names = suggest::list(&SPECS.map(|(name, _)| name));
        let message = format!("unknown specification version `{wanted}`; one of {names}");
        syn::Error::new(written.span(), message)
    })
}

fn paths(entry: &Entry) -> syn::Result<Paths> {
    let path = syn::Path::parse_mod_style.parse2(entry.value.clone());
    let path = path.map_err(|_| entry.expected("a path"))?;
    Ok(Paths::renamed(&path))
}

fn nearest_key(word: &str) -> Option<&'static str> {
    suggest::nearest(word, &KEYS.map(|(name, _)| name))
}

/// A correct `key = value` for a key; for an unknown one its value is a string.
fn sample(key: &Ident) -> String {
    let known = KEYS.iter().find(|(name, _)| key == name);
    let value = known.map_or("\"…\"", |(_, value)| *value);
    format!("{key} = {value}")
}

/// The well-formed entries; the others are reported.
fn entries(input: ParseStream, diagnostics: &mut Diagnostics) -> Vec<Entry> {
    let mut entries = Vec::new();
    while !input.is_empty() {
        let tokens = tokens::until_comma(input);
        let comma = input.parse::<Token![,]>().ok();
        if tokens.is_empty() {
            diagnostics.error(comma, "expected a key before `,`");
        } else {
            entries.extend(diagnostics.keep(entry.parse2(tokens)));
        }
    }
    entries
}

fn entry(input: ParseStream) -> syn::Result<Entry> {
    let Ok(key) = input.call(Ident::parse_any) else {
        return Err(input.error("expected a key, as in `provider = \"users\"`"));
    };
    let equals = input.parse::<Token![=]>();
    let rest = input.parse()?;
    Ok(Entry {
        key,
        value: if equals.is_ok() {
            rest
        } else {
            TokenStream::new()
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(attr: &str) -> Result<Args, Vec<String>> {
        let mut diagnostics = Diagnostics::default();
        let attr = attr.parse().expect("the case is made of tokens");
        parse(attr, &mut diagnostics).ok_or_else(|| diagnostics.messages())
    }

    #[test]
    fn reads_every_key() {
        let args = parsed(
            r#"consumer = "web", provider = "api", spec = "v1.1", dir = "a/b", crate = contracts::dsl,"#,
        )
        .expect("the arguments are sound");
        assert_eq!(args.consumer.expect("it is given").value(), "web");
        assert_eq!(args.provider.value(), "api");
        assert_eq!(args.spec, Spec::V1_1);
        assert_eq!(args.dir.expect("it is given").value(), "a/b");
        assert_eq!(
            args.paths.private(Span::call_site()).to_string(),
            "contracts :: dsl :: __private"
        );
    }

    #[test]
    fn needs_nothing_but_the_provider() {
        let args = parsed(r#"provider = "api""#).expect("the arguments are sound");
        assert!(args.consumer.is_none());
        assert!(args.dir.is_none());
        assert_eq!(args.spec, Spec::V4);
        assert_eq!(
            args.paths.private(Span::call_site()).to_string(),
            ":: pact_dsl :: __private"
        );
    }

    #[test]
    fn reports_every_mistake_at_once() {
        let check = |attr: &str, expect: &[&str]| {
            let messages = parsed(attr).err().unwrap_or_default();
            assert_eq!(messages, expect, "{attr}");
        };
        let missing = "missing key `provider`; name the service the test talks to, as in `provider = \"users\"`";
        check("", &[missing]);
        check(r#"consumer = "web""#, &[missing]);
        check(
            r#"provider = "a", consumr = "web""#,
            &["unknown key `consumr`; did you mean `consumer`?"],
        );
        check(
            r#"provder = "a""#,
            &["unknown key `provder`; did you mean `provider`?"],
        );
        check(
            r#"provider = "a", timeout_ms = 5"#,
            &["unknown key `timeout_ms`; one of `provider`, `consumer`, `spec`, `dir`, `crate`"],
        );
        check(
            r#"provider = "a", provider = "b""#,
            &["duplicate key `provider`; keep one of them"],
        );
        check(
            r#"provider = "", consumer = " ", dir = """#,
            &[
                "`provider` must not be empty; write `provider = \"users\"`",
                "`consumer` must not be empty; write `consumer = \"web\"`",
                "`dir` must not be empty; write `dir = \"pacts\"`",
            ],
        );
        check(
            "provider = api, consumer = 1",
            &[
                "expected a string literal, as in `provider = \"users\"`",
                "expected a string literal, as in `consumer = \"web\"`",
            ],
        );
        check(
            r#"provider = "a", spec = "v5""#,
            &["unknown specification version `v5`; one of `v1`, `v1.1`, `v2`, `v3`, `v4`"],
        );
        check(
            r#"provider = "a", spec = 4"#,
            &["expected a string literal, as in `spec = \"v4\"`"],
        );
        check(
            r#"provider = "a", crate = "dsl""#,
            &["expected a path, as in `crate = pact_dsl`"],
        );
        check(
            "provider, spec =",
            &[
                "expected a value, as in `provider = \"users\"`",
                "expected a value, as in `spec = \"v4\"`",
            ],
        );
        check(
            r#""order-web", provider("a"),, provider = "b""#,
            &[
                "expected a key, as in `provider = \"users\"`",
                "expected a key before `,`",
                "expected a value, as in `provider = \"users\"`",
            ],
        );
    }
}
