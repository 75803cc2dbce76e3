//! What the tests of one process have to say about one pact file.

use std::path::{Path, PathBuf};

use super::{name::file_name, state::Format};
use crate::{
    codec::Loss,
    model::{Interaction, SpecVersion},
};

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
    pub passed: &'a [Recording<'a>],
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

/// What one test recorded that passed.
#[derive(Debug, Clone)]
pub struct Recording<'a> {
    /// The test.
    pub owner: &'a str,
    /// The version of the specification that the test asks for. The file is written in the latest that
    /// any of its tests asks for.
    pub version: SpecVersion,
    /// The interactions; none, if the test records none any more.
    pub interactions: Vec<Recorded<'a>>,
}

/// One interaction that a test recorded.
#[derive(Debug, Clone)]
pub struct Recorded<'a> {
    /// The interaction. Its comment `testname` is set to the owner.
    pub interaction: &'a Interaction,
    /// Where it is declared, for messages: `tests/it/orders.rs:12`.
    pub place: String,
    /// Its text, if it was made ahead.
    pub prepared: Option<&'a Prepared>,
}

/// The text of an interaction in the file, made ahead of the merge.
///
/// # Why
/// A merge holds up the other tests of the process, and other processes. So tests make their texts
/// before it, each on its own thread.
#[derive(Debug)]
pub struct Prepared {
    owner: String,
    format: Format,
    text: Option<String>,
    losses: Vec<Loss>,
}

impl Prepared {
    /// Makes the text that a file of this version has for the interaction if this owner alone records it.
    pub fn new(interaction: &Interaction, owner: String, version: SpecVersion) -> Self {
        let format = Format::asked(interaction, version);
        let (text, losses) = format.write(interaction, &[&owner]);
        Self {
            owner,
            format,
            text,
            losses,
        }
    }

    /// The text for an owner in a file of this format, if it is the one that was made.
    pub(super) fn text(&self, owner: &str, format: Format) -> Option<(Option<String>, Vec<Loss>)> {
        (self.owner == owner && self.format == format)
            .then(|| (self.text.clone(), self.losses.clone()))
    }
}

/// Where results of this build may be kept that are no part of the pact.
#[derive(Debug, Clone, Copy)]
pub struct Cache<'a> {
    /// A directory that lives as long as the build, such as one in `target/`. It is made if it is not
    /// there, and may be deleted at any time.
    pub dir: &'a Path,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::HttpInteraction;

    #[test]
    fn a_text_made_ahead_serves_its_own_owner_and_format_alone() {
        let interaction = Interaction::Http(Box::<HttpInteraction>::default());
        let prepared = Prepared::new(&interaction, "web a".to_owned(), SpecVersion::V4);
        let format = |version| Format::asked(&interaction, version);
        let v4 = format(SpecVersion::V4);
        let (text, losses) = prepared.text("web a", v4).unwrap();
        assert_eq!((text, losses), v4.write(&interaction, &["web a"]));
        assert!(prepared.text("web b", v4).is_none());
        assert!(prepared.text("web a", format(SpecVersion::V3)).is_none());
    }
}
