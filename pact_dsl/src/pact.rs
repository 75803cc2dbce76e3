//! The pact of one test.

use std::panic::Location;

use pact_runtime::harness::{InteractionDraft, Server, Session};

use crate::{
    declaration::Declaration,
    interaction::{DeclaredHttp, Interaction},
};

/// The pact of one test: declares interactions, then starts the mock server that plays them.
///
/// [`#[pact_test]`](crate::pact_test) hands it to the test. When the test has ended, the harness checks that
/// every request matched and every interaction was used, and only then writes the interactions into the
/// pact file.
#[derive(Debug)]
pub struct Pact {
    session: Session,
    declared: Declarations,
}

impl Pact {
    /// Declares an interaction. The description says what the consumer asks for: "a request for an
    /// open order".
    #[track_caller]
    pub fn interaction(&mut self, description: impl Into<String>) -> Interaction<'_> {
        self.declared
            .interaction(Location::caller(), description.into())
    }

    /// Starts the mock server that plays what has been declared. It listens when this returns, so there is
    /// nothing to wait for, in a test that is async and in one that is not; it stops when the test ends.
    ///
    /// # Panics
    /// If something is wrong with a definition, or the server cannot be started. The test ends here, and
    /// its report says what is wrong and where.
    #[track_caller]
    pub fn start(&mut self) -> Server {
        self.session.declare(self.declared.take_drafts());
        self.session.start()
    }
}

impl From<Session> for Pact {
    fn from(session: Session) -> Self {
        Self {
            session,
            declared: Declarations::default(),
        }
    }
}

/// What is declared and never played is part of the report too.
impl Drop for Pact {
    fn drop(&mut self) {
        self.session.declare(self.declared.take_drafts());
    }
}

/// The interactions of a test as far as they are declared.
#[derive(Debug, Default)]
struct Declarations {
    http: Vec<DeclaredHttp>,
}

impl Declarations {
    fn interaction(
        &mut self,
        location: &'static Location<'static>,
        description: String,
    ) -> Interaction<'_> {
        let declaration = Declaration::new(location, description);
        Interaction::new(self.http.push_mut(DeclaredHttp::new(declaration)))
    }

    /// Takes out what has been declared so far.
    fn take_drafts(&mut self) -> Vec<InteractionDraft> {
        let http = std::mem::take(&mut self.http).into_iter();
        http.map(DeclaredHttp::compile).collect()
    }
}

#[cfg(test)]
mod tests;
