//! Pact files: their names, and merging into them what tests recorded.
//!
//! A pact file is shared: by the tests of a binary, by several binaries and packages, by processes that
//! run at once, by other tools, and by people who commit it. [`merge`] takes the results of one process,
//! an [`Update`], and leaves a file that says what the tests of the latest builds say:
//!
//! - What a test recorded stands under its owner (the comment `testname` in V4, a map in the metadata
//!   before). A test that passed replaces all that it had recorded; a test that failed or did not run
//!   keeps what it had; what tests recorded that are gone leaves the file.
//! - Interactions are one and the same if kind, description and provider states with their parameters
//!   are ([`Identity`](crate::codec::Identity)). Tests that record the same one with the same contents
//!   share it. Tests that contradict each other are a [`Conflict`]; the file keeps what it had. A test
//!   that contradicts what another recorded in an earlier build replaces it ([`Replaced`]).
//! - What other tools wrote stays as it is.
//! - The bytes of the file do not depend on the order of tests, threads or processes.
//!
//! [`check`] tells what [`merge`] would change.
//!
//! ```
//! # let dir = std::env::temp_dir().join(format!("pact-doc-{}", std::process::id()));
//! use pact_runtime::{
//!     model::{HttpInteraction, Interaction, SpecVersion},
//!     pact_file::{Binary, Cache, Recording, Target, Update, merge},
//! };
//!
//! let mut http = HttpInteraction::default();
//! http.meta.description = "a request for an open order".to_owned();
//! let interaction = Interaction::Http(Box::new(http));
//!
//! let owner = "order-web::it orders::shows_an_open_order";
//! let recording = Recording::new(
//!     owner.to_owned(),
//!     SpecVersion::V4,
//!     [(interaction, "tests/it/orders.rs:12".to_owned())],
//! );
//! let outcome = merge(
//!     &Update {
//!         target: &Target {
//!             consumer: "order-web".to_owned(),
//!             provider: "order-api".to_owned(),
//!             dir: dir.join("pacts"),
//!         },
//!         binary: &Binary {
//!             prefix: "order-web::it ",
//!             build: 1,
//!             owners: &|| vec![owner.to_owned()],
//!             is_outdated: &|_, _| false,
//!         },
//!         passed: &[recording],
//!     },
//!     Cache { dir: &dir.join("cache") },
//! )?;
//! assert!(outcome.is_changed);
//! assert!(outcome.path.ends_with("order-web-order-api.json"));
//! # std::fs::remove_dir_all(&dir).ok();
//! # Ok::<(), pact_runtime::pact_file::Error>(())
//! ```

mod assemble;
mod baseline;
mod changes;
mod context;
mod diff;
mod error;
mod group;
mod index;
mod kept;
mod load;
mod lock;
mod merge;
mod name;
mod old_file;
mod opinions;
mod outcome;
mod owners;
mod recording;
mod state;
mod store;
#[cfg(test)]
mod tests;
mod update;

pub use diff::{Demand, Difference, differences};
pub use error::Error;
pub use name::file_name;
pub use outcome::{Change, Check, Conflict, ConflictKind, Outcome, Replaced, Side};
pub use recording::{Recorded, Recording};
pub use store::{check, merge};
pub use update::{Binary, Cache, Target, Update};
