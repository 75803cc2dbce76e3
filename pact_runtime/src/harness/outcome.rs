//! What a test's body came to.

use std::{any::Any, fmt::Debug};

/// What the body of a pact test may return: `()`, or any `Result` whose error can be shown.
#[diagnostic::on_unimplemented(
    message = "a pact test returns `()` or a `Result` whose error is `Debug`, not `{Self}`",
    label = "neither `()` nor such a `Result`"
)]
pub trait TestOutput: sealed::Sealed {
    /// What the test says of its own failure, if it failed.
    #[doc(hidden)]
    fn failure(self) -> Option<String>;
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for () {}
    impl<T, E: std::fmt::Debug> Sealed for Result<T, E> {}
}

impl TestOutput for () {
    fn failure(self) -> Option<String> {
        None
    }
}

impl<T, E: Debug> TestOutput for Result<T, E> {
    fn failure(self) -> Option<String> {
        self.err().map(|error| format!("{error:?}"))
    }
}

/// How a test failed by itself, whatever its requests.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum OwnFailure {
    /// It panicked, with this message if the payload was text.
    Panicked(Option<String>),
    /// It returned an error, shown with `Debug`.
    Returned(String),
}

impl OwnFailure {
    /// Reads the message of a panic.
    pub(crate) fn of_panic(payload: &(dyn Any + Send)) -> Self {
        let text = match payload.downcast_ref::<&'static str>() {
            Some(text) => Some((*text).to_owned()),
            None => payload.downcast_ref::<String>().cloned(),
        };
        Self::Panicked(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_a_failure_and_any_value_is_not() {
        assert_eq!(().failure(), None);
        assert_eq!(Ok::<_, std::fmt::Error>(7).failure(), None);
        assert_eq!(Err::<(), _>("no order").failure().unwrap(), "\"no order\"");
    }

    #[test]
    fn reads_the_text_of_a_panic() {
        let literal = OwnFailure::of_panic(&"boom");
        assert_eq!(literal, OwnFailure::Panicked(Some("boom".into())));
        let built = OwnFailure::of_panic(&String::from("boom"));
        assert_eq!(built, literal);
        assert_eq!(OwnFailure::of_panic(&7), OwnFailure::Panicked(None));
    }
}
