//! Which directory a test's pact file goes to.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use super::{manifest::metadata_dir, options::Options};
use crate::registry::PactTest;

/// The directory where nothing names another, beside the package's `Cargo.toml`.
const DEFAULT_DIR: &str = "pacts";

/// The directories of the tests of one binary, which is part of one package.
#[derive(Debug, Default)]
pub(crate) struct Directories {
    of_package: OnceLock<PathBuf>,
}

impl Directories {
    /// The directory of a test's pact file: `PACT_OUTPUT_DIR`, else the attribute's `dir`, else
    /// `[package.metadata.pact] dir`, else [`DEFAULT_DIR`]. Relative ones of the attribute and the manifest start at the
    /// package's directory.
    pub(crate) fn of(&self, test: &PactTest, options: &Options) -> PathBuf {
        if let Some(dir) = &options.output_dir {
            return dir.clone();
        }
        let package = package_dir(test, options);
        if let Some(dir) = test.dir {
            return package.join(dir);
        }
        let of_package = || {
            let manifest = fs::read_to_string(package.join("Cargo.toml"));
            let dir = manifest.ok().and_then(|manifest| metadata_dir(&manifest));
            package.join(dir.as_deref().unwrap_or(DEFAULT_DIR))
        };
        self.of_package.get_or_init(of_package).clone()
    }
}

/// Where the package is now: an archive of test binaries may run in another place than it was built in.
fn package_dir<'a>(test: &PactTest, options: &'a Options) -> &'a Path {
    match &options.package {
        Some((name, dir)) if name == test.package => dir,
        _ => Path::new(test.manifest_dir),
    }
}
