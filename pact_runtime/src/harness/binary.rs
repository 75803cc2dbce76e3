//! What is known of this test binary as a file.

use std::{
    env, fs,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use super::free::FREE;
use crate::pact_file::Cache;

/// This test binary.
#[derive(Debug)]
pub(crate) struct ThisBinary {
    prefix: String,
    build: u64,
    cache_dir: PathBuf,
    /// Where cargo puts test binaries, this one among them.
    deps: Option<PathBuf>,
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
                // Where the build is read-only, results of processes still have to come together.
                .filter(|dir| fs::create_dir_all(dir).is_ok())
                .unwrap_or_else(|| env::temp_dir().join("pact")),
            deps: path.as_deref().and_then(deps).map(Path::to_owned),
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

    /// Whether what a test of another binary recorded is of code that has been built anew since, as far as the binaries
    /// beside this one tell; `build` is 0 if it is not known. Cargo builds all of them before it runs the first. Runs
    /// without the attribute may be of any binary.
    pub(crate) fn is_outdated(&self, owner: &str, build: u64) -> bool {
        let binary = owner.split(' ').next().unwrap_or_default();
        let Some(deps) = &self.deps else {
            return false;
        };
        let stem = crate_name(binary);
        let files = fs::read_dir(deps).into_iter().flatten().flatten();
        let mut builds = files
            .filter(|file| {
                let name = file.file_name();
                name.to_str()
                    .and_then(executable_stem)
                    .is_some_and(|found| binary == FREE || found == stem)
            })
            .filter_map(|file| build_of(&file.path()))
            .peekable();
        builds.peek().is_some() && builds.all(|one| one != build)
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
    Some(deps(path)?.parent()?.join("pact"))
}

fn deps(path: &Path) -> Option<&Path> {
    path.parent().filter(|dir| dir.ends_with("deps"))
}

/// The crate that cargo makes a binary from: `it` for `order-web::it`, `order_web` for `order-web`.
fn crate_name(binary: &str) -> String {
    let target = binary.rsplit("::").next().unwrap_or_default();
    let target = target.strip_prefix("bin/").unwrap_or(target);
    target.replace('-', "_")
}

/// `it` for `it-0123456789abcdef`, an executable as cargo names it.
fn executable_stem(file: &str) -> Option<&str> {
    let (stem, hash) = file
        .strip_suffix(env::consts::EXE_SUFFIX)?
        .rsplit_once('-')?;
    let is_hash = hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hash.then_some(stem)
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
    fn knows_the_executables_of_other_binaries() {
        assert_eq!(crate_name("order-web::it"), "it");
        assert_eq!(crate_name("order-web::bin/order-tool"), "order_tool");
        assert_eq!(crate_name("order-web"), "order_web");
        let name = format!("it-0123456789abcdef{}", env::consts::EXE_SUFFIX);
        assert_eq!(executable_stem(&name), Some("it"));
        for other in ["it-0123456789abcdef.d", "libit-01.rlib", "it"] {
            assert_eq!(executable_stem(other), None, "{other}");
        }
    }

    #[test]
    fn a_record_is_outdated_if_its_binary_was_built_anew() {
        let dir = env::temp_dir().join(format!("pact-binaries-{}", std::process::id()));
        let deps = dir.join("deps");
        fs::create_dir_all(&deps).unwrap();
        let path = deps.join(format!("it-0123456789abcdef{}", env::consts::EXE_SUFFIX));
        fs::write(&path, "").unwrap();
        let build = build_of(&path).unwrap();
        let this = ThisBinary {
            deps: Some(deps),
            ..ThisBinary::running("web::other")
        };
        assert!(!this.is_outdated("web::it a", build));
        assert!(this.is_outdated("web::it a", build - 1));
        assert!(
            this.is_outdated("web::it a", 0),
            "some build before this one"
        );
        assert!(!this.is_outdated("web::elsewhere a", 0));
        assert!(!this.is_outdated("web::elsewhere a", build - 1));
        fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn knows_the_build_of_a_file_that_is_there() {
        let this = ThisBinary::running("web::it");
        assert_eq!(this.prefix(), "web::it ");
        assert_ne!(this.build(), 0);
        assert_eq!(build_of(Path::new("/no/such/file")), None);
    }
}
