//! One test's run, from the definition of its interactions to the verdict.

mod draft;

pub use draft::{DefinitionProblem, InteractionDraft, Part, Sources};
