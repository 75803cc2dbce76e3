//! Path expressions: where in a body, or under which name, a rule or generator applies.
//!
//! The grammar is the part of JSONPath that Pact uses (specification V2, "Matchers"): `$`, `.name`,
//! `['any name']`, `[0]`, `.*` and `[*]`.

mod parse;

pub use parse::PathError;

/// One step of a path expression.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Token {
    /// `.name` or `['name']`: the member of an object with this name.
    Field(Box<str>),
    /// `[3]`: the element of an array at this position.
    Index(usize),
    /// `.*`: every member of an object, and every element of an array.
    AnyField,
    /// `[*]`: every element of an array.
    AnyIndex,
}

/// A path expression below the root `$`.
///
/// Two spellings of one path are equal: `$.a` and `$['a']` parse to the same value. Any name
/// survives being written and parsed again.
///
/// ```
/// use pact_runtime::path::{PathExpr, Token};
///
/// let path: PathExpr = "$.lines[*]['unit price']".parse()?;
/// assert_eq!(path.tokens()[1], Token::AnyIndex);
/// assert_eq!(path.to_string(), "$.lines[*]['unit price']");
/// # Ok::<(), pact_runtime::path::PathError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PathExpr {
    tokens: Vec<Token>,
}

impl PathExpr {
    /// The path of the whole document, `$`.
    pub fn root() -> Self {
        Self::default()
    }

    /// The path of these steps below the root.
    pub fn from_tokens(tokens: Vec<Token>) -> Self {
        Self { tokens }
    }

    /// The steps below the root.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Whether this is `$`.
    pub fn is_root(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Appends one step.
    pub fn push(&mut self, token: Token) {
        self.tokens.push(token);
    }

    /// Takes the last step off.
    pub fn pop(&mut self) -> Option<Token> {
        self.tokens.pop()
    }

    /// This path and one step more.
    #[must_use]
    pub fn join(&self, token: Token) -> Self {
        let mut tokens = Vec::with_capacity(self.tokens.len() + 1);
        tokens.extend_from_slice(&self.tokens);
        tokens.push(token);
        Self { tokens }
    }
}

impl Token {
    /// The step to the member called `name`.
    pub fn field(name: impl Into<Box<str>>) -> Self {
        Self::Field(name.into())
    }
}

/// Appends the step to the member called `name` as path expressions write it: `.name` if the name is
/// plain, else `['name']` with `'` and `\` escaped.
fn write_field(name: &str, out: &mut dyn std::fmt::Write) -> std::fmt::Result {
    if is_plain(name.as_bytes()) {
        out.write_str(".")?;
        return out.write_str(name);
    }
    out.write_str("['")?;
    for character in name.chars() {
        if matches!(character, '\'' | '\\') {
            out.write_str("\\")?;
        }
        out.write_char(character)?;
    }
    out.write_str("']")
}

/// Whether a name can stand behind a dot.
///
/// # Why
/// A plain loop, since in the unoptimised builds of tests an iterator takes five times as long.
fn is_plain(name: &[u8]) -> bool {
    let mut at = 0;
    while at < name.len() {
        let byte = name[at];
        if !byte.is_ascii_alphabetic() && byte != b'_' && (at == 0 || !byte.is_ascii_digit()) {
            return false;
        }
        at += 1;
    }
    at > 0
}

impl std::fmt::Display for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Field(name) => write_field(name, f),
            Self::Index(index) => write!(f, "[{index}]"),
            Self::AnyField => f.write_str(".*"),
            Self::AnyIndex => f.write_str("[*]"),
        }
    }
}

impl std::fmt::Display for PathExpr {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("$")?;
        self.tokens.iter().try_for_each(|token| token.fmt(f))
    }
}

impl std::str::FromStr for PathExpr {
    type Err = PathError;

    fn from_str(text: &str) -> Result<Self, PathError> {
        parse::path(text).map(Self::from_tokens)
    }
}
