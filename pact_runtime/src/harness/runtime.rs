//! The runtime that the body of an async test runs on.

use std::pin::Pin;

/// Runs a test's body on a fresh runtime of the calling thread, with all drivers that the build has, as
/// `#[tokio::test]` does. Tasks that the body left behind are dropped when it has ended.
///
/// # Errors
/// If the system has no descriptor left for the runtime.
pub(crate) fn block_on<T>(body: Pin<&mut dyn Future<Output = T>>) -> std::io::Result<T> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    Ok(runtime.block_on(body))
}
