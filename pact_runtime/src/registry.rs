//! The pact tests compiled into this binary, known before the first of them runs.
//!
//! # Why
//! Only a binary that knows all its tests can tell an interaction whose test was deleted from one whose test did not
//! run this time. `#[pact_test]` puts one [`PactTest`] per test into a section of its own; the linker lays them out as
//! one array. For 1,600 tests that costs the compiler 0.1 s, where `linkme` and `inventory` cost 1.3 s each, and
//! nothing at start-up.
#![expect(
    unsafe_code,
    reason = "the ends of a linker section are reachable in no other way"
)]

use std::ops::Range;

use crate::model::SpecVersion;

/// What the code says about one pact test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PactTest {
    /// Path of the test function, crate first: `order_web::orders::shows_an_open_order`. Raw identifiers keep their
    /// `r#`, as in the names that libtest gives to tests.
    pub name: &'static str,
    /// Source file, as the compiler was given it.
    pub file: &'static str,
    /// Line of the function's name, from 1.
    pub line: u32,
    /// Column of the function's name, from 1.
    pub column: u32,
    /// Name of the package the test belongs to.
    pub package: &'static str,
    /// The binary the test is part of, named as nextest names it: `order-web`, `order-web::it`,
    /// `order-web::bin/order-web`.
    pub binary: &'static str,
    /// Directory of that package's manifest.
    pub manifest_dir: &'static str,
    /// Name of the service under test.
    pub consumer: &'static str,
    /// Name of the service the test talks to.
    pub provider: &'static str,
    /// Specification version of the pact file.
    pub spec: SpecVersion,
    /// Directory of the pact file, where the attribute names one.
    pub dir: Option<&'static str>,
    /// Whether the test is marked `#[ignore]`.
    pub ignored: bool,
    /// Whether the test is marked `#[should_panic]`.
    pub should_panic: bool,
}

impl PactTest {
    /// The name that libtest knows the test by: its path without the crate.
    pub fn path(&self) -> &'static str {
        let path = self.name.split_once(':').map(|(_, path)| path);
        path.and_then(|path| path.strip_prefix(':'))
            .unwrap_or(self.name)
    }

    /// Which test in which binary this is, whatever else writes to the pact file: binary, space, path, as in
    /// `order-web::it orders::shows_an_open_order`.
    pub fn owner(&self) -> String {
        format!("{} {}", self.binary, self.path())
    }
}

/// All pact tests of this binary, in no particular order; `None` on a target whose linker cannot collect them.
pub fn pact_tests() -> Option<&'static [PactTest]> {
    let Range { start, end } = section::bounds();
    (!start.is_null()).then(|| {
        let bytes = end.addr().saturating_sub(start.addr());
        // SAFETY: both pointers are ends of one section that holds nothing but `PactTest` values: `#[pact_test]` is
        // alone in writing to it, the type of what it writes is checked, and the section's name changes with that type.
        unsafe { std::slice::from_raw_parts(start, bytes / size_of::<PactTest>()) }
    })
}

/// ELF linkers define `__start_` and `__stop_` symbols for a section whose name is an identifier.
#[cfg(any(
    target_os = "linux",
    target_os = "android",
    target_os = "freebsd",
    target_os = "netbsd",
    target_os = "openbsd",
    target_os = "dragonfly",
    target_os = "illumos"
))]
mod section {
    use super::{PactTest, Range};

    unsafe extern "Rust" {
        #[link_name = "__start_pact_tests_1"]
        static START: [PactTest; 0];
        #[link_name = "__stop_pact_tests_1"]
        static STOP: [PactTest; 0];
    }

    /// The section exists even without a test.
    #[used]
    #[unsafe(link_section = "pact_tests_1")]
    static NONE: [PactTest; 0] = [];

    pub(super) fn bounds() -> Range<*const PactTest> {
        (&raw const START).cast()..(&raw const STOP).cast()
    }
}

/// Apple's linker defines `section$start$` and `section$end$` symbols.
#[cfg(target_vendor = "apple")]
mod section {
    use super::{PactTest, Range};

    unsafe extern "Rust" {
        #[link_name = "\x01section$start$__DATA$__pact_tests_1"]
        static START: [PactTest; 0];
        #[link_name = "\x01section$end$__DATA$__pact_tests_1"]
        static STOP: [PactTest; 0];
    }

    /// The section exists even without a test.
    #[used]
    #[unsafe(link_section = "__DATA,__pact_tests_1,regular,no_dead_strip")]
    static NONE: [PactTest; 0] = [];

    pub(super) fn bounds() -> Range<*const PactTest> {
        (&raw const START).cast()..(&raw const STOP).cast()
    }
}

/// Windows' linkers sort the parts of a section by what follows the `$`: the tests go to `$b`, between two guards.
#[cfg(windows)]
mod section {
    use std::mem::MaybeUninit;

    use super::{PactTest, Range};

    #[used]
    #[unsafe(link_section = ".pact1$a")]
    static START: MaybeUninit<PactTest> = MaybeUninit::uninit();

    #[used]
    #[unsafe(link_section = ".pact1$c")]
    static STOP: MaybeUninit<PactTest> = MaybeUninit::uninit();

    pub(super) fn bounds() -> Range<*const PactTest> {
        let start = (&raw const START).cast::<PactTest>();
        start.wrapping_add(1)..(&raw const STOP).cast()
    }
}

#[cfg(not(any(
    target_os = "linux",
    target_os = "android",
    target_os = "freebsd",
    target_os = "netbsd",
    target_os = "openbsd",
    target_os = "dragonfly",
    target_os = "illumos",
    target_vendor = "apple",
    windows
)))]
mod section {
    use super::{PactTest, Range};

    pub(super) fn bounds() -> Range<*const PactTest> {
        std::ptr::null()..std::ptr::null()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_binary_without_pact_tests_knows_of_none() {
        assert!(pact_tests().is_none_or(<[PactTest]>::is_empty));
    }
}
