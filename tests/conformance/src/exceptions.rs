//! Cases that contradict each other.

use std::path::Path;

/// Files, below the folder of all versions, that cannot pass because another case demands the
/// opposite, each with the reason.
const EXCEPTIONS: [(&str, &str); 0] = [];

/// Why a case need not pass; `None` for nearly all.
pub(crate) fn reason(folder: &Path, file: &Path) -> Option<&'static str> {
    let name = file.strip_prefix(folder).ok()?;
    EXCEPTIONS
        .iter()
        .find(|(exception, _)| Path::new(exception) == name)
        .map(|(_, reason)| *reason)
}
