//! What the tests of one process have to say about one pact file.

use std::path::{Path, PathBuf};

use super::{Recording, name::file_name};

/// Which pact file is meant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Target {
    /// Who asks.
    pub consumer: String,
    /// Who answers.
    pub provider: String,
    /// The directory of the file. It is made if it is not there.
    pub dir: PathBuf,
}

impl Target {
    /// The path of the file: `<consumer>-<provider>.json` in the directory.
    pub fn path(&self) -> PathBuf {
        self.dir.join(file_name(&self.consumer, &self.provider))
    }
}

/// The results of one process of tests for one pact file.
///
/// What a test recorded stands in the file under its *owner*, a text that names the test for good:
/// `order-web::it orders::shows_an_open_order`. An owner that passed replaces all that it had recorded
/// before; one that failed or did not run is left out here and keeps what it had.
#[derive(Debug, Clone, Copy)]
pub struct Update<'a> {
    /// The pact file.
    pub target: &'a Target,
    /// The test binary that this is.
    pub binary: &'a Binary<'a>,
    /// The tests that ran and passed, in any order.
    pub passed: &'a [Recording],
}

/// One binary of tests, which knows all its tests.
#[derive(Clone, Copy)]
pub struct Binary<'a> {
    /// What all owners of this binary begin with, and those of no other binary: `"order-web::it "`.
    pub prefix: &'a str,
    /// A number that is another one whenever the binary was built from other code: two results of one
    /// build contradict each other, a result of an earlier build is merely old. 0 means unknown.
    pub build: u64,
    /// All owners of this binary that may record into this file, whether they ran or not. What others
    /// recorded under its prefix leaves the file. Asked for once a build and pact file.
    pub owners: &'a dyn Fn() -> Vec<String>,
    /// Whether what a test of another binary recorded, in the build of this number, is old: that binary
    /// has been built anew since. Asked for where tests contradict each other.
    pub is_outdated: &'a dyn Fn(&str, u64) -> bool,
}

impl std::fmt::Debug for Binary<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Binary")
            .field("prefix", &self.prefix)
            .field("build", &self.build)
            .finish_non_exhaustive()
    }
}

/// Where results of this build may be kept that are no part of the pact.
#[derive(Debug, Clone, Copy)]
pub struct Cache<'a> {
    /// A directory that lives as long as the build, such as one in `target/`. It is made if it is not
    /// there, and may be deleted at any time.
    pub dir: &'a Path,
}
