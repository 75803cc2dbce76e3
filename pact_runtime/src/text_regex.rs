//! Regular expressions of matching rules, on three engines behind one face.
//!
//! # Why three
//! A contract test compiles each of its expressions once and matches a handful of texts with it, in
//! an unoptimised build. There the Unicode-aware engine takes a thousand times longer to compile an
//! expression than to match it, and [`regex_lite`] is fifty times faster at that. So texts in ASCII
//! go to the small engine, which agrees with the large one on them, until an expression has been
//! used often enough for the large one to pay. What neither can do, look-around and back-references,
//! goes to a backtracking engine with a step limit, behind the feature `lookaround`.

use std::{
    collections::HashMap,
    sync::{
        Arc, LazyLock, Mutex, MutexGuard, OnceLock, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
};

/// After this many texts the engine that is slow to compile and fast to match takes over.
const SMALL_ENGINE_USES: u32 = 64;

/// Steps after which the backtracking engine gives up.
#[cfg(feature = "lookaround")]
const STEP_LIMIT: usize = 1_000_000;

/// A compiled regular expression that must match the whole of a text.
///
/// ```
/// use pact_runtime::text_regex::TextRegex;
///
/// let status = TextRegex::new("open|closed")?;
/// assert_eq!(status.matches("open"), Ok(true));
/// assert_eq!(status.matches("reopened"), Ok(false));
/// # Ok::<(), pact_runtime::text_regex::RegexError>(())
/// ```
#[derive(Debug)]
pub struct TextRegex(Arc<Compiled>);

#[derive(Debug)]
struct Compiled {
    pattern: Box<str>,
    engine: Engine,
    /// The first text that matched: mostly the example, which is checked when it is declared and comes again with the
    /// request.
    example: OnceLock<Box<str>>,
}

/// Expressions that have been compiled, by pattern.
///
/// # Why
/// The tests of a process say the same few expressions over and over, and in an unoptimised build compiling one takes a
/// tenth of a test. What is kept depends on the pattern alone.
static COMPILED: LazyLock<Mutex<HashMap<Box<str>, Arc<Compiled>>>> = LazyLock::new(Mutex::default);

/// How many expressions are kept, and how long they and the texts beside them may be in bytes.
const KEPT_EXPRESSIONS: usize = 256;
const KEPT_LENGTH: usize = 256;

#[derive(Debug)]
enum Engine {
    /// Both engines understand the expression alike; the large one is compiled when it is needed.
    Either {
        small: regex_lite::Regex,
        large: OnceLock<Option<regex::Regex>>,
        uses: AtomicU32,
    },
    /// Only the large engine understands the expression, or understands it as it is meant.
    Large(regex::Regex),
    /// Look-around or back-references.
    #[cfg(feature = "lookaround")]
    Backtracking(Box<fancy_regex::Regex>),
}

/// The backtracking engine took more steps than it may on this text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepLimitReached;

/// Why a text is not a regular expression that we can match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegexError {
    pattern: Box<str>,
    reason: Box<str>,
}

impl std::fmt::Display for RegexError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "`{}` is not a regular expression: {}",
            self.pattern, self.reason
        )
    }
}

impl std::error::Error for RegexError {}

impl TextRegex {
    /// Compiles an expression in the syntax of the `regex` crate, with look-around and
    /// back-references if the feature `lookaround` is on.
    ///
    /// # Errors
    /// If the expression cannot be parsed or would take too much memory.
    pub fn new(pattern: &str) -> Result<Self, RegexError> {
        if let Some(known) = compiled().get(pattern) {
            return Ok(Self(Arc::clone(known)));
        }
        let new = Arc::new(Compiled::new(pattern)?);
        let mut compiled = compiled();
        if pattern.len() <= KEPT_LENGTH && compiled.len() < KEPT_EXPRESSIONS {
            compiled.insert(pattern.into(), Arc::clone(&new));
        }
        Ok(Self(new))
    }

    /// The expression as it was written.
    pub fn pattern(&self) -> &str {
        &self.0.pattern
    }

    /// Whether the expression matches the whole of `text`.
    ///
    /// # Errors
    /// [`StepLimitReached`] if the expression needs backtracking and takes too many steps.
    pub fn matches(&self, text: &str) -> Result<bool, StepLimitReached> {
        let example = &self.0.example;
        if example.get().is_some_and(|example| **example == *text) {
            return Ok(true);
        }
        let matches = self.search(text)?;
        if matches && text.len() <= KEPT_LENGTH {
            example.get_or_init(|| text.into());
        }
        Ok(matches)
    }

    #[cfg_attr(
        not(feature = "lookaround"),
        expect(
            clippy::unnecessary_wraps,
            reason = "only the backtracking engine gives up"
        )
    )]
    fn search(&self, text: &str) -> Result<bool, StepLimitReached> {
        let Compiled {
            pattern, engine, ..
        } = &*self.0;
        match engine {
            Engine::Either { small, large, uses } => {
                let used = uses.load(Ordering::Relaxed);
                if text.is_ascii() && used < SMALL_ENGINE_USES {
                    uses.store(used + 1, Ordering::Relaxed);
                    return Ok(small.is_match(text));
                }
                let large = large.get_or_init(|| regex::Regex::new(&whole(pattern)).ok());
                Ok(large
                    .as_ref()
                    .map_or_else(|| small.is_match(text), |large| large.is_match(text)))
            }
            Engine::Large(large) => Ok(large.is_match(text)),
            #[cfg(feature = "lookaround")]
            Engine::Backtracking(regex) => regex.is_match(text).map_err(|_| StepLimitReached),
        }
    }
}

fn compiled() -> MutexGuard<'static, HashMap<Box<str>, Arc<Compiled>>> {
    COMPILED.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Compiled {
    fn new(pattern: &str) -> Result<Self, RegexError> {
        let engine = match small(pattern) {
            Some(small) => Engine::Either {
                small,
                large: OnceLock::new(),
                uses: AtomicU32::new(0),
            },
            None => large_or_backtracking(pattern)?,
        };
        Ok(Self {
            pattern: pattern.into(),
            engine,
            example: OnceLock::new(),
        })
    }
}

/// The expression on the small engine, if that reads it as the large one does.
fn small(pattern: &str) -> Option<regex_lite::Regex> {
    // Operators inside classes mean something to the large engine only.
    let class_operators = ["&&", "--", "~~", "[["];
    if !pattern.is_ascii()
        || class_operators
            .iter()
            .any(|operator| pattern.contains(operator))
    {
        return None;
    }
    // Alone first: `a)(b` is an expression only between the brackets that `whole` adds.
    regex_lite::Regex::new(pattern).ok()?;
    regex_lite::Regex::new(&whole(pattern)).ok()
}

fn large_or_backtracking(pattern: &str) -> Result<Engine, RegexError> {
    let large = regex::Regex::new(pattern).and_then(|_| regex::Regex::new(&whole(pattern)));
    let error = match large {
        Ok(large) => return Ok(Engine::Large(large)),
        Err(error) => error,
    };
    let refuse = |reason: String| RegexError {
        pattern: pattern.into(),
        reason: reason.into(),
    };
    if !needs_backtracking(pattern) {
        return Err(refuse(last_line(&error.to_string())));
    }
    backtracking(pattern).map_err(refuse)
}

#[cfg(feature = "lookaround")]
fn backtracking(pattern: &str) -> Result<Engine, String> {
    let build = |pattern: &str| {
        fancy_regex::RegexBuilder::new(pattern)
            .backtrack_limit(STEP_LIMIT)
            .build()
    };
    let regex = build(pattern).and_then(|_| build(&whole(pattern)));
    regex
        .map(|regex| Engine::Backtracking(Box::new(regex)))
        .map_err(|error| error.to_string())
}

#[cfg(not(feature = "lookaround"))]
fn backtracking(_: &str) -> Result<Engine, String> {
    Err(
        "look-around and back-references need the feature `lookaround` of `pact_runtime`"
            .to_owned(),
    )
}

/// Whether an expression that the linear engines refuse may be one for the backtracking engine.
fn needs_backtracking(pattern: &str) -> bool {
    let groups = ["(?=", "(?!", "(?<=", "(?<!", "(?>", r"\k", r"\K", r"\G"];
    groups.iter().any(|group| pattern.contains(group))
        || pattern
            .as_bytes()
            .windows(2)
            .any(|pair| pair[0] == b'\\' && matches!(pair[1], b'1'..=b'9'))
        || ["++", "*+", "?+", "}+"]
            .iter()
            .any(|possessive| pattern.contains(possessive))
}

/// The expression, made to match whole texts. The line break ends a comment in verbose mode.
fn whole(pattern: &str) -> String {
    let end = if verbose(pattern) { "\n" } else { "" };
    format!(r"\A(?:{pattern}{end})\z")
}

/// Whether the expression turns the verbose mode on, in which line breaks mean nothing.
fn verbose(pattern: &str) -> bool {
    pattern.split("(?").skip(1).any(|flags| {
        let set = flags.split(['-', ')', ':']).next().unwrap_or_default();
        set.contains('x') && set.bytes().all(|flag| flag.is_ascii_alphabetic())
    })
}

/// The engine draws the expression with a marker below; the reason is the last line.
fn last_line(error: &str) -> String {
    let line = error
        .lines()
        .rev()
        .find(|line| !line.trim().is_empty())
        .unwrap_or(error);
    line.trim_start_matches("error: ").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, text: &str, matches: bool) {
        let regex = TextRegex::new(pattern).unwrap();
        // Past the small engine's uses, so that every engine that may answer has to agree.
        for _ in 0..2 * SMALL_ENGINE_USES {
            assert_eq!(regex.matches(text), Ok(matches), "{pattern} on {text:?}");
        }
    }

    #[test]
    fn remembers_a_text_that_matched_and_no_other() {
        let regex = TextRegex::new("open|closed|x{3}").unwrap();
        for (text, matches) in [
            ("shut", false),
            ("open", true),
            ("closed", true),
            ("ope", false),
        ] {
            assert_eq!(regex.matches(text), Ok(matches), "{text}");
            assert_eq!(regex.matches(text), Ok(matches), "{text} again");
        }
    }

    #[test]
    fn matches_whole_texts() {
        check("open|closed", "open", true);
        check("open|closed", "closed!", false);
        check("^(open|closed)$", "closed", true);
        check("a", "a\n", false);
        check("", "", true);
        check("(?x) a # the letter", "a", true);
        check("(?x) a # the letter", "b", false);
        check("(?i)abc", "ABC", true);
        check("(?:ex)", "ex", true);
    }

    #[test]
    fn treats_letters_beyond_ascii_as_letters() {
        check(r"\w+", "Zoë", true);
        check(r"\d", "٣", true);
        check(r"\p{Lu}", "Ä", true);
        check("é", "é", true);
        check("[a-z&&[^b]]", "b", false);
        check("[a-z&&[^b]]", "c", true);
    }

    fn refuse(pattern: &str, message: &str) {
        assert_eq!(TextRegex::new(pattern).unwrap_err().to_string(), message);
    }

    #[test]
    fn says_why_an_expression_is_none() {
        refuse("a(", "`a(` is not a regular expression: unclosed group");
        refuse("a)(b", "`a)(b` is not a regular expression: unopened group");
        refuse(
            "a{99999999}",
            "`a{99999999}` is not a regular expression: Compiled regex exceeds size limit of \
             10485760 bytes.",
        );
    }

    #[cfg(not(feature = "lookaround"))]
    #[test]
    fn names_the_feature_that_look_around_needs() {
        refuse(
            "(?!a)b",
            "`(?!a)b` is not a regular expression: look-around and back-references need the \
             feature `lookaround` of `pact_runtime`",
        );
    }

    #[cfg(feature = "lookaround")]
    #[test]
    fn looks_around_and_back_within_a_step_limit() {
        check("(?!a)[ab]", "b", true);
        check("(?!a)[ab]", "a", false);
        check(r"(a|b)\1", "bb", true);
        let hostile = TextRegex::new(r"(a|a)*(?=b)\1c").unwrap();
        assert_eq!(hostile.matches(&"a".repeat(64)), Err(StepLimitReached));
    }
}
