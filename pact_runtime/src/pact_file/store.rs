//! Pact files on disk.

use std::{
    fs::{self, File, Metadata},
    io::{self, BufWriter, Read, Write},
    path::{Path, PathBuf},
};

use super::{
    Cache, Check, Outcome, Recording, Target, Update, assemble,
    context::Mode,
    error::Error,
    index::{self, Index, Reading},
    kept, load,
    lock::{Lock, beside},
    merge::{Merged, Report, Task, merge as merge_state},
    old_file::OldFile,
    state::{Format, Stale, State},
};
use crate::{codec::List, model::SpecVersion};

/// The end of the name of the sibling that a new text is written to.
const SIBLING: &str = "tmp";

/// How much is gathered before it is written.
const BUFFER: usize = 64 * 1024;

/// Merges what tests recorded into their pact file.
///
/// The file is replaced as a whole under a lock beside it, or not touched at all; a process that is
/// killed leaves the earlier or the later file. Its bytes depend on what the tests of the latest builds
/// recorded, not on the order or the number of the processes they ran in.
///
/// # Errors
/// If the file cannot be read as a pact, is of a later version of the specification or of another pair
/// of names, or cannot be written. It is left as it is then, and what the tests recorded is kept in
/// [`Error::kept`] until a merge into the file succeeds.
pub fn merge(update: &Update<'_>, cache: Cache<'_>) -> Result<Outcome, Error> {
    // Before its path is looked at. Whether that works is told when the file is written.
    let _ = fs::create_dir_all(&update.target.dir);
    let paths = Paths::of(update.target, cache);
    kept::take_in(update, &paths, cache);
    write(update, &paths, Reading::Needed).map_err(|error| {
        match kept::keep(update, &paths, cache) {
            Some(path) => error.kept_at(path),
            None => error,
        }
    })
}

/// Tells what [`merge`] would change. Writes nothing but the index in the cache.
///
/// # Errors
/// If the file cannot be read as a pact, is of a later version of the specification or of another pair
/// of names.
pub fn check(update: &Update<'_>, cache: Cache<'_>) -> Result<Check, Error> {
    let paths = Paths::of(update.target, cache);
    let index = Index::read(&paths.index);
    let confirms = |index: &Index| index.confirms(&paths.pact, update);
    if index.as_ref().is_some_and(confirms) {
        return Ok(compared(paths.pact, Report::default()));
    }
    let indexed = index.and_then(|index| {
        let (state, old) = index.state(&paths.pact, update, Reading::Needed)?;
        let task = Task {
            update,
            old: Some(&old),
            mode: Mode::Check,
        };
        merge_state(state, &task).ok().map(|merged| merged.report)
    });
    let report = match indexed {
        Some(report) => report,
        None => check_whole(update, &paths)?,
    };
    Ok(compared(paths.pact, report))
}

fn compared(path: PathBuf, report: Report) -> Check {
    Check {
        path,
        changes: report.changes,
        conflicts: report.conflicts,
        losses: report.losses,
    }
}

fn check_whole(update: &Update<'_>, paths: &Paths) -> Result<Report, Error> {
    let Whole {
        state,
        text,
        metadata,
    } = read_whole(update, &paths.pact)?;
    if assemble::text(&state).is_ok_and(|canonical| canonical == text) {
        remember(&state, update, paths, metadata.as_ref());
    }
    let task = Task {
        update,
        old: None,
        mode: Mode::Check,
    };
    let merged = merge_state(state, &task).map_err(|stale| stale.of_whole(&paths.pact))?;
    Ok(merged.report)
}

/// The files of one pact.
pub(super) struct Paths {
    pub(super) pact: PathBuf,
    pub(super) index: PathBuf,
    /// Stands for the file, however its directory is spelled: packages may name it as `../pacts`.
    pub(super) hash: u64,
}

impl Paths {
    pub(super) fn of(target: &Target, cache: Cache<'_>) -> Self {
        let pact = resolve(&target.path());
        let dir = fs::canonicalize(pact.parent().unwrap_or(Path::new("")));
        let hash = match (dir, pact.file_name()) {
            (Ok(dir), Some(name)) => index::hash(&dir.join(name)),
            _ => index::hash(&pact),
        };
        let index = index::path(cache.dir, &pact, hash);
        Self { pact, index, hash }
    }
}

/// Where a symbolic link leads: the file there is to be replaced, not the link.
fn resolve(path: &Path) -> PathBuf {
    let is_link = fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
    if is_link {
        fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
    } else {
        path.to_owned()
    }
}

fn make_parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

/// Merges an update into its file.
pub(super) fn write(
    update: &Update<'_>,
    paths: &Paths,
    reading: Reading,
) -> Result<Outcome, Error> {
    if reading == Reading::Needed
        && Index::read(&paths.index).is_some_and(|index| index.confirms(&paths.pact, update))
    {
        return Ok(outcome(&paths.pact, Report::default(), false));
    }
    let lock = make_parent(&paths.pact)
        .map_err(Error::io("make the directory of", &paths.pact))
        .and_then(|()| Lock::acquire(&paths.pact));
    match lock {
        Ok(_lock) => write_locked(update, paths, reading),
        // Nothing may have to be written at all.
        Err(error) => unchanged_whole(update, &paths.pact).ok_or(error),
    }
}

/// The outcome if the file as a whole says so.
fn unchanged_whole(update: &Update<'_>, pact: &Path) -> Option<Outcome> {
    let Whole { state, text, .. } = read_whole(update, pact).ok()?;
    let task = Task {
        update,
        old: None,
        mode: Mode::Write,
    };
    let Merged { state, report } = merge_state(state, &task).ok()?;
    let merged = assemble::text(&state).ok()?;
    (merged == text).then(|| outcome(pact, report, false))
}

fn outcome(pact: &Path, report: Report, is_changed: bool) -> Outcome {
    Outcome {
        path: pact.to_owned(),
        is_changed,
        conflicts: report.conflicts,
        replaced: report.replaced,
        losses: report.losses,
    }
}

/// Merges an update into its file, whose lock is held.
pub(super) fn write_locked(
    update: &Update<'_>,
    paths: &Paths,
    reading: Reading,
) -> Result<Outcome, Error> {
    // Left by a process that was killed: nobody else writes it now.
    let _ = fs::remove_file(beside(&paths.pact, SIBLING));
    let index = Index::read(&paths.index);
    let indexed = index
        .as_ref()
        .and_then(|index| index.state(&paths.pact, update, reading));
    if let Some((state, old)) = indexed
        && let Ok(outcome) = write_indexed(update, state, &old, paths)
    {
        return outcome;
    }
    let Whole {
        state,
        text,
        metadata,
    } = read_whole(update, &paths.pact)?;
    let task = Task {
        update,
        old: None,
        mode: Mode::Write,
    };
    let Merged { state, report } =
        merge_state(state, &task).map_err(|stale| stale.of_whole(&paths.pact))?;
    let merged =
        assemble::text(&state).map_err(Error::io("put together pact file", &paths.pact))?;
    let is_nothing = text.is_empty() && state.slots.is_empty() && state.waiting.is_empty();
    let is_changed = merged != text && !is_nothing;
    let metadata = if is_changed {
        Some(replace(&paths.pact, |file| file.write_all(&merged))?)
    } else {
        metadata
    };
    remember(&state, update, paths, metadata.as_ref());
    Ok(outcome(&paths.pact, report, is_changed))
}

/// Merges into the parts that the index names; fails if they are not there.
fn write_indexed(
    update: &Update<'_>,
    state: State<'_>,
    old: &OldFile,
    paths: &Paths,
) -> Result<Result<Outcome, Error>, Stale> {
    let task = Task {
        update,
        old: Some(old),
        mode: Mode::Write,
    };
    let Merged { state, report } = merge_state(state, &task)?;
    let is_changed = report.is_changed;
    let mut metadata = old.metadata();
    if is_changed {
        let replaced = replace(&paths.pact, |file| {
            let mut file = BufWriter::with_capacity(BUFFER, file);
            assemble::write(&state, Some(old), &mut file)?;
            file.flush()
        });
        match replaced {
            Ok(replaced) => metadata = Some(replaced),
            Err(error) => return Ok(Err(error)),
        }
    }
    if report.is_changed || report.is_noted {
        remember(&state, update, paths, metadata.as_ref());
    }
    Ok(Ok(outcome(&paths.pact, report, is_changed)))
}

/// A file that is read as a whole.
struct Whole {
    state: State<'static>,
    /// Empty if there is no file.
    text: Vec<u8>,
    metadata: Option<Metadata>,
}

fn read_whole(update: &Update<'_>, path: &Path) -> Result<Whole, Error> {
    let read = || -> io::Result<_> {
        let mut file = File::open(path)?;
        let metadata = file.metadata()?;
        let mut text = Vec::new();
        file.read_to_end(&mut text)?;
        Ok((text, metadata))
    };
    let (text, metadata) = match read() {
        Ok((text, metadata)) => (text, Some(metadata)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => (Vec::new(), None),
        Err(error) => return Err(Error::io("read pact file", path)(error)),
    };
    let state = if text.is_empty() {
        let asked = update.passed.iter().map(Recording::version);
        let format = Format {
            version: asked.max().unwrap_or(SpecVersion::V4),
            list: List::Interactions,
        };
        load::fresh(update.target, format)
    } else {
        load::read(&text, path, update.target)?
    };
    Ok(Whole {
        state,
        text,
        metadata,
    })
}

/// Writes the index of a file. Without it the next process is slower, which is no failure.
fn remember(state: &State<'_>, update: &Update<'_>, paths: &Paths, metadata: Option<&Metadata>) {
    let Some(metadata) = metadata else {
        return;
    };
    let written = make_parent(&paths.index)
        .and_then(|()| index::write(&paths.index, metadata, update.target, state));
    if written.is_err() {
        let _ = fs::remove_file(&paths.index);
    }
}

/// Replaces a pact file: writes a sibling and gives it the name of the file. Returns what the new file
/// says of itself.
fn replace(
    path: &Path,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<Metadata, Error> {
    let permissions = fs::metadata(path).ok().map(|found| found.permissions());
    if permissions.as_ref().is_some_and(fs::Permissions::readonly) {
        return Err(Error::read_only(path));
    }
    let sibling = beside(path, SIBLING);
    let write = || {
        let mut file = File::create(&sibling)?;
        write(&mut file)?;
        if let Some(permissions) = permissions {
            file.set_permissions(permissions)?;
        }
        let metadata = file.metadata()?;
        fs::rename(&sibling, path).map(|()| metadata)
    };
    write().map_err(|error| {
        let _ = fs::remove_file(&sibling);
        Error::io("write pact file", path)(error)
    })
}
