//! What the environment says, read once.

use std::{
    ffi::{OsStr, OsString},
    io::IsTerminal,
    path::PathBuf,
};

use super::selection::Selection;
use crate::report::Palette;

/// How wide reports are, where nothing says how wide the terminal is.
const DEFAULT_WIDTH: usize = 100;

/// The widths that reports are made for, in columns.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=160;

/// What the environment says about a process of tests.
///
/// | variable | meaning |
/// |---|---|
/// | `PACT_OUTPUT_DIR` | directory of all pact files, before any other setting |
/// | `PACT_CHECK` | unless empty or `0`: write nothing, fail where a pact file would change |
/// | `PACT_REPORT` | `json`: reports as JSON |
/// | `NO_COLOR` | unless empty: no colour |
/// | `CARGO_TERM_COLOR` | `always` or `never`: colour, whatever the terminal |
/// | `COLUMNS` | width of reports |
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Options {
    /// The directory that goes before every other setting.
    pub(crate) output_dir: Option<PathBuf>,
    /// Whether pact files are written or only compared.
    pub(crate) mode: Mode,
    /// What reports look like.
    pub(crate) report: ReportStyle,
    /// Where the manifest of a package is now, if cargo or nextest says so: name and directory.
    pub(crate) package: Option<(String, PathBuf)>,
    /// Which tests the command line asks for.
    pub(crate) selection: Selection,
}

/// Whether pact files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Written.
    Write,
    /// Compared: a difference is a failure.
    Check,
}

/// What reports look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReportStyle {
    /// Text of at most this many columns where it can be broken.
    Text {
        /// With or without colour.
        colour: Colour,
        /// Columns.
        width: usize,
    },
    /// One JSON object on one line.
    Json,
}

/// Whether text has colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Colour {
    /// With escape sequences.
    On,
    /// Without.
    Off,
}

impl Colour {
    /// The colours of a report.
    pub(crate) fn palette(self) -> Palette {
        match self {
            Self::On => Palette::COLOURED,
            Self::Off => Palette::PLAIN,
        }
    }
}

impl Options {
    /// Reads the process's environment, arguments and standard output.
    pub(crate) fn of_process() -> Self {
        Self::read(
            |name| std::env::var_os(name),
            std::env::args_os().skip(1),
            std::io::stdout().is_terminal(),
        )
    }

    /// Reads variables and arguments; empty variables count as unset.
    fn read(
        variable: impl Fn(&str) -> Option<OsString>,
        arguments: impl IntoIterator<Item = OsString>,
        is_terminal: bool,
    ) -> Self {
        let variable = |name| variable(name).filter(|value| !value.is_empty());
        let is = |name, expected: &str| variable(name).is_some_and(|value| value == expected);
        let colour = match variable("CARGO_TERM_COLOR")
            .as_deref()
            .and_then(OsStr::to_str)
        {
            _ if variable("NO_COLOR").is_some() => Colour::Off,
            Some("always") => Colour::On,
            Some("never") => Colour::Off,
            _ if is_terminal && !is("TERM", "dumb") => Colour::On,
            _ => Colour::Off,
        };
        let width = variable("COLUMNS")
            .and_then(|columns| columns.to_str()?.parse::<usize>().ok())
            .map_or(DEFAULT_WIDTH, |columns| {
                columns.clamp(*WIDTHS.start(), *WIDTHS.end())
            });
        let package = variable("CARGO_PKG_NAME")
            .and_then(|name| name.into_string().ok())
            .zip(variable("CARGO_MANIFEST_DIR").map(PathBuf::from));
        let start = variable("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let absolute = |dir: OsString| {
            // Where cargo starts tests; one of them may have changed the current directory before this.
            let dir = start.unwrap_or_default().join(dir);
            std::path::absolute(&dir).unwrap_or(dir)
        };
        Self {
            output_dir: variable("PACT_OUTPUT_DIR").map(absolute),
            mode: match variable("PACT_CHECK") {
                Some(value) if value != "0" => Mode::Check,
                _ => Mode::Write,
            },
            report: if is("PACT_REPORT", "json") {
                ReportStyle::Json
            } else {
                ReportStyle::Text { colour, width }
            },
            package,
            selection: Selection::parse(arguments),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)], is_terminal: bool) -> Options {
        let variable = |name: &str| {
            let found = variables.iter().find(|(its, _)| *its == name)?;
            Some(found.1.into())
        };
        Options::read(variable, [], is_terminal)
    }

    fn check_colour(variables: &[(&str, &str)], is_terminal: bool, expected: Colour) {
        let ReportStyle::Text { colour, .. } = read(variables, is_terminal).report else {
            panic!("{variables:?} asks for no text");
        };
        assert_eq!(colour, expected, "{variables:?} {is_terminal}");
    }

    #[test]
    fn colours_a_terminal_unless_told_otherwise() {
        check_colour(&[], true, Colour::On);
        check_colour(&[], false, Colour::Off);
        check_colour(&[("NO_COLOR", "1")], true, Colour::Off);
        check_colour(&[("NO_COLOR", "")], true, Colour::On);
        check_colour(&[("TERM", "dumb")], true, Colour::Off);
        check_colour(&[("CARGO_TERM_COLOR", "always")], false, Colour::On);
        check_colour(&[("CARGO_TERM_COLOR", "never")], true, Colour::Off);
        check_colour(
            &[("CARGO_TERM_COLOR", "always"), ("NO_COLOR", "1")],
            true,
            Colour::Off,
        );
    }

    #[test]
    fn keeps_reports_between_two_widths() {
        let width = |columns| match read(&[("COLUMNS", columns)], false).report {
            ReportStyle::Text { width, .. } => width,
            ReportStyle::Json => 0,
        };
        assert_eq!(width("72"), 72);
        assert_eq!(width("7"), 40);
        assert_eq!(width("many"), DEFAULT_WIDTH);
    }

    #[test]
    fn checks_when_asked_to() {
        assert_eq!(read(&[], false).mode, Mode::Write);
        assert_eq!(read(&[("PACT_CHECK", "0")], false).mode, Mode::Write);
        assert_eq!(read(&[("PACT_CHECK", "")], false).mode, Mode::Write);
        assert_eq!(read(&[("PACT_CHECK", "1")], false).mode, Mode::Check);
    }

    #[test]
    fn knows_directories_and_the_form_of_reports() {
        let options = read(
            &[
                ("PACT_OUTPUT_DIR", "out"),
                ("PACT_REPORT", "json"),
                ("CARGO_PKG_NAME", "web"),
                ("CARGO_MANIFEST_DIR", "/src/web"),
            ],
            true,
        );
        let out = std::path::absolute("/src/web/out").unwrap();
        assert_eq!(options.output_dir, Some(out));
        assert_eq!(options.report, ReportStyle::Json);
        assert_eq!(options.package, Some(("web".into(), "/src/web".into())));
    }
}
