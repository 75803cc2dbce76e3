//! Texts that match a regular expression.

use regex_syntax::hir::{Class, Hir, HirKind, Repetition};

use super::error::{GenerateError, GenerateErrorKind};
use super::random::Random;
use crate::text_regex::TextRegex;

/// No text is longer than this.
const MAX_CHARS: usize = 65_536;
/// Nodes of the expression that one text may visit, so that `(){999999999}` ends.
const MAX_VISITS: usize = 1_000_000;
/// How many more than it must a repetition without upper limit repeats at most.
const MAX_EXTRA: u32 = 8;
/// Texts tried for an expression with anchors or word boundaries inside, which the random walk does
/// not see.
const MAX_TRIES: usize = 200;

/// A text that the whole of the expression matches.
pub(super) fn generate(regex: &str, random: &mut Random) -> Result<String, GenerateError> {
    let fault = |kind| Err(GenerateError::new(kind));
    let regex_owned = || regex.to_owned();
    let whole = match TextRegex::new(regex) {
        Ok(whole) => whole,
        Err(source) => return fault(GenerateErrorKind::Regex(source)),
    };
    let hir = match parse(regex) {
        Ok(hir) => hir,
        Err(source) => {
            return fault(GenerateErrorKind::RegexSyntax {
                regex: regex_owned(),
                source,
            });
        }
    };
    for _ in 0..MAX_TRIES {
        let mut walk = Walk {
            random,
            text: String::new(),
            chars: 0,
            visits: 0,
        };
        match walk.node(&hir) {
            Step::Done if whole.matches(&walk.text) == Ok(true) => return Ok(walk.text),
            Step::Done => {}
            Step::DeadEnd => break,
            Step::TooLong => {
                return fault(GenerateErrorKind::RegexTooLong {
                    regex: regex_owned(),
                    limit: MAX_CHARS,
                });
            }
        }
    }
    fault(GenerateErrorKind::RegexUnreachable {
        regex: regex_owned(),
    })
}

/// The syntax tree. Look-around is left out of it; what a walk finds without it is tried.
fn parse(regex: &str) -> Result<Hir, Box<regex_syntax::Error>> {
    let parsed = regex_syntax::parse(regex);
    if cfg!(feature = "lookaround") && parsed.is_err() {
        return regex_syntax::parse(&without_look_around(regex)).map_err(Box::new);
    }
    parsed.map_err(Box::new)
}

/// The expression without its groups `(?=`, `(?!`, `(?<=` and `(?<!`.
fn without_look_around(regex: &str) -> String {
    let mut kept = String::with_capacity(regex.len());
    let (mut escaped, mut in_class) = (false, false);
    // How deep in brackets we are inside a group that is left out.
    let mut depth = 0_usize;
    for (at, character) in regex.char_indices() {
        let plain = !escaped;
        escaped = plain && character == '\\';
        let skipped = depth > 0;
        match character {
            '[' if plain => in_class = true,
            ']' if plain => in_class = false,
            '(' if plain && !in_class && (skipped || starts_look_around(&regex[at..])) => {
                depth += 1;
            }
            ')' if plain && !in_class && skipped => depth -= 1,
            _ => {}
        }
        if !skipped && depth == 0 {
            kept.push(character);
        }
    }
    kept
}

fn starts_look_around(rest: &str) -> bool {
    ["(?=", "(?!", "(?<=", "(?<!"]
        .iter()
        .any(|start| rest.starts_with(start))
}

/// A random walk through an expression. Its nesting is bounded by the parser.
struct Walk<'a> {
    random: &'a mut Random,
    text: String,
    chars: usize,
    visits: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Done,
    /// The expression has a class without characters.
    DeadEnd,
    TooLong,
}

impl Walk<'_> {
    fn node(&mut self, hir: &Hir) -> Step {
        self.visits += 1;
        if self.visits > MAX_VISITS || self.chars > MAX_CHARS {
            return Step::TooLong;
        }
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => Step::Done,
            HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
                Ok(text) => {
                    self.text.push_str(text);
                    self.chars += text.chars().count();
                    Step::Done
                }
                Err(_) => Step::DeadEnd,
            },
            HirKind::Class(class) => self.class(class),
            HirKind::Repetition(repetition) => self.repetition(repetition),
            HirKind::Capture(capture) => self.node(&capture.sub),
            HirKind::Concat(parts) => self.all(parts.iter()),
            HirKind::Alternation(ways) => {
                let way = self.random.index(ways.len());
                self.node(&ways[way])
            }
        }
    }

    fn all<'h>(&mut self, mut parts: impl Iterator<Item = &'h Hir>) -> Step {
        parts
            .find_map(|part| Some(self.node(part)).filter(|step| *step != Step::Done))
            .unwrap_or(Step::Done)
    }

    fn repetition(&mut self, repetition: &Repetition) -> Step {
        let room = repetition
            .max
            .map_or(MAX_EXTRA, |max| (max - repetition.min).min(MAX_EXTRA));
        let extra = u32::try_from(self.random.below(u64::from(room) + 1)).unwrap_or(0);
        let mut count = u64::from(repetition.min) + u64::from(extra);
        if repetition.sub.properties().maximum_len() == Some(0) {
            count = count.min(1);
        }
        for _ in 0..count {
            let step = self.node(&repetition.sub);
            if step != Step::Done {
                return step;
            }
        }
        Step::Done
    }

    /// A character of the class, printable ASCII if it has any.
    fn class(&mut self, class: &Class) -> Step {
        let ranges: Vec<(u32, u32)> = match class {
            Class::Unicode(class) => class
                .iter()
                .map(|range| (u32::from(range.start()), u32::from(range.end())))
                .collect(),
            Class::Bytes(class) => class
                .iter()
                .map(|range| (range.start().into(), range.end().into()))
                .collect(),
        };
        let printable: Vec<_> = ranges
            .iter()
            .map(|(start, end)| ((*start).max(u32::from(' ')), (*end).min(u32::from('~'))))
            .filter(|(start, end)| start <= end)
            .collect();
        let chosen = self.pick(if printable.is_empty() {
            &ranges
        } else {
            &printable
        });
        match chosen {
            Some(character) => {
                self.text.push(character);
                self.chars += 1;
                Step::Done
            }
            None => Step::DeadEnd,
        }
    }

    fn pick(&mut self, ranges: &[(u32, u32)]) -> Option<char> {
        let total: u64 = ranges
            .iter()
            .map(|(start, end)| u64::from(end - start) + 1)
            .sum();
        let mut nth = self.random.below(total);
        for (start, end) in ranges {
            let size = u64::from(end - start) + 1;
            if nth < size {
                let code = start + u32::try_from(nth).ok()?;
                // A range over the surrogates has characters on both sides of them.
                return char::from_u32(code).or_else(|| char::from_u32(*start));
            }
            nth -= size;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(regex: &str) {
        let whole = TextRegex::new(regex).unwrap();
        let mut random = Random::new(7);
        for _ in 0..50 {
            let text = generate(regex, &mut random).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(whole.matches(&text), Ok(true), "`{text}` against `{regex}`");
        }
    }

    #[test]
    fn matches_its_own_expression() {
        for regex in [
            "",
            "abc",
            "^(open|closed)$",
            "^a$|^b$",
            r"[A-Z]\d+",
            r"\d{4}-\d{2}",
            ".",
            r"\p{Greek}{3}",
            r"[^a-zA-Z]{2,}",
            r"(?i)hello",
            r"\w+@\w+\.(com|org)",
            r"a*?b+?",
            r"\bfoo\b",
            r"(a?){20}",
            r"(){1000}",
            r"\/orders\/\d+",
            r"é{3}",
            r"[\u{D000}-\u{F000}]",
        ] {
            check(regex);
        }
    }

    fn refuse(regex: &str, message: &str) {
        let error = generate(regex, &mut Random::new(7)).unwrap_err();
        assert_eq!(error.to_string(), message);
    }

    #[test]
    fn says_what_it_cannot_do() {
        refuse(
            r"[^\s\S]",
            r"no text was found that matches `[^\s\S]`; use a simpler expression",
        );
        refuse(
            "a$b",
            "no text was found that matches `a$b`; use a simpler expression",
        );
    }

    #[test]
    #[cfg(not(feature = "lookaround"))]
    fn refuses_look_around_where_it_is_not_built_in() {
        assert!(generate("(?=a)b", &mut Random::new(7)).is_err());
    }

    #[test]
    #[cfg(feature = "lookaround")]
    fn tries_texts_for_look_around() {
        check("^(?!foo)[a-z]{3}$");
        check(r"(?=.*[0-9])(?![(\]])[a-z0-9]{8}");
        assert!(generate(r"(a)\1", &mut Random::new(7)).is_err());
    }

    #[test]
    fn does_not_grow_without_limit() {
        assert!(generate("(a{1000}){1000}", &mut Random::new(1)).is_err());
        let _ = generate("(){4000000000}", &mut Random::new(1));
        assert!(generate(&"(a?)".repeat(300), &mut Random::new(1)).is_ok());
    }
}
