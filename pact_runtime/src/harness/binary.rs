//! What is known of this test binary as a file.

use std::{
    env, fs,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use crate::pact_file::Cache;

/// This test binary.
#[derive(Debug)]
pub(crate) struct ThisBinary {
    prefix: String,
    build: u64,
    cache_dir: PathBuf,
}

impl ThisBinary {
    /// The running executable, which is the binary of this name.
    pub(crate) fn running(name: &str) -> Self {
        let path = env::current_exe().ok();
        Self {
            prefix: format!("{name} "),
            build: path.as_deref().and_then(build_of).unwrap_or(0),
            cache_dir: path
                .as_deref()
                .and_then(cache_beside)
                .unwrap_or_else(|| env::temp_dir().join("pact")),
        }
    }

    /// What all owners of this binary begin with.
    pub(crate) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Another number whenever the binary was built anew; 0 if that is not known.
    pub(crate) fn build(&self) -> u64 {
        self.build
    }

    /// Where results may be kept as long as the build lives.
    pub(crate) fn cache(&self) -> Cache<'_> {
        Cache {
            dir: &self.cache_dir,
        }
    }
}

/// Cargo links a binary anew only if something has changed, and then the time of the file is another one.
fn build_of(path: &Path) -> Option<u64> {
    let metadata = fs::metadata(path).ok()?;
    let age = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let nanoseconds = age.as_secs().wrapping_mul(1_000_000_000) + u64::from(age.subsec_nanos());
    Some(nanoseconds.wrapping_add(metadata.len()).max(1))
}

/// `target/debug/pact` for `target/debug/deps/it-1234`; nothing for a binary that lies elsewhere than cargo puts it.
fn cache_beside(path: &Path) -> Option<PathBuf> {
    let deps = path.parent().filter(|dir| dir.ends_with("deps"))?;
    Some(deps.parent()?.join("pact"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_its_cache_in_the_target_directory() {
        let cache = |path: &str| cache_beside(Path::new(path));
        assert_eq!(
            cache("/web/target/debug/deps/it-1234"),
            Some("/web/target/debug/pact".into())
        );
        assert_eq!(cache("/usr/bin/it"), None);
    }

    #[test]
    fn knows_the_build_of_a_file_that_is_there() {
        let this = ThisBinary::running("web::it");
        assert_eq!(this.prefix(), "web::it ");
        assert_ne!(this.build(), 0);
        assert_eq!(build_of(Path::new("/no/such/file")), None);
    }
}
