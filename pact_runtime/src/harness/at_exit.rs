//! A last chance when the process ends.
#![expect(
    unsafe_code,
    reason = "std has no safe way to be called when a process ends"
)]

use std::ffi::c_int;

#[cfg(any(unix, windows))]
unsafe extern "C" {
    /// C11 §7.22.4.2; libc of every Unix, C runtime of Windows.
    safe fn atexit(function: extern "C" fn()) -> c_int;
}

/// Has a function called when the process ends in good order: `main` returns, or something calls
/// [`std::process::exit`]. The function must not unwind.
#[cfg(any(unix, windows))]
pub(crate) fn call(function: extern "C" fn()) {
    // Where the system has no room for one more function, there is nobody to tell; it is a last resort anyway.
    let _ = atexit(function);
}

/// No such chance on this target.
#[cfg(not(any(unix, windows)))]
pub(crate) fn call(_: extern "C" fn()) {}
