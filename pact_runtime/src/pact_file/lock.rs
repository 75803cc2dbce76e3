//! The lock beside a pact file.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use super::error::Error;

/// How long another process may hold the lock. A merge takes milliseconds.
const MAX_WAIT: Duration = Duration::from_mins(1);

/// The pause between two attempts, which doubles up to the second value.
const PAUSES: (Duration, Duration) = (Duration::from_micros(100), Duration::from_millis(10));

/// An exclusive lock on a file beside the pact file: a lock on the pact file itself would guard nothing,
/// since that file is replaced. Where the system allows it, the lock file is deleted with the lock, so
/// that no directory of contracts fills with lock files.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    /// Keeps the lock; closed after the file is gone.
    _file: File,
}

impl Lock {
    /// Waits for the lock of a pact file.
    pub(super) fn acquire(pact: &Path) -> Result<Self, Error> {
        let path = beside(pact, "lock");
        let start = Instant::now();
        let mut pause = PAUSES.0;
        loop {
            match attempt(&path).map_err(Error::io("lock", &path))? {
                Some(file) => return Ok(Self { path, _file: file }),
                None if start.elapsed() > MAX_WAIT => {
                    return Err(Error::lock(&path, MAX_WAIT.as_secs()));
                }
                None => {
                    thread::sleep(pause);
                    pause = (pause * 2).min(PAUSES.1);
                }
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if cfg!(unix) {
            // The lock is still held, so nobody else has this file; who waits for it looks again.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// The name of a hidden file beside a pact file.
pub(super) fn beside(pact: &Path, suffix: &str) -> PathBuf {
    let name = pact.file_name().unwrap_or_default().to_string_lossy();
    pact.with_file_name(format!(".{name}.{suffix}"))
}

/// The lock file if its lock was free.
fn attempt(path: &Path) -> io::Result<Option<File>> {
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)?;
    match file.try_lock() {
        Ok(()) if is_still_there(&file, path)? => Ok(Some(file)),
        Ok(()) | Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Whether the path still leads to the file that is open: whoever had the lock before may have deleted
/// it in between.
#[cfg(unix)]
fn is_still_there(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let open = file.metadata()?;
    match fs::metadata(path) {
        Ok(found) => Ok((found.dev(), found.ino()) == (open.dev(), open.ino())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "one signature for all systems")]
fn is_still_there(_: &File, _: &Path) -> io::Result<bool> {
    Ok(true)
}
