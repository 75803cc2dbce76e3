//! Explanations as text.

use std::fmt::{Display, Formatter, Result};

use super::{AppliedList, ExplainedNode, Explanation, WhyBeaten};
use crate::{matching::mismatch::place, rule::Combine};

impl Display for Explanation {
    /// Each node with its verdict in one line, and below it one line for each list of rules.
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        self.nodes.iter().try_for_each(|node| node.fmt(f))?;
        if self.more > 0 {
            writeln!(f, "and {} more", self.more)?;
        }
        Ok(())
    }
}

impl Display for ExplainedNode {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let verdict = if self.matched {
            "matches"
        } else {
            "does not match"
        };
        let by_example = if self.applied.is_empty() {
            ", by the example"
        } else {
            ""
        };
        writeln!(f, "{}: {verdict}{by_example}", place(self.kind, &self.path))?;
        for list in &self.applied {
            writeln!(f, "  by {list}")?;
        }
        for beaten in &self.beaten {
            writeln!(f, "  not by the rules at `{}`: {}", beaten.path, beaten.why)?;
        }
        Ok(())
    }
}

impl Display for AppliedList {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let from_above = if self.direct { "" } else { " above it" };
        let rules: Vec<_> = self
            .rules
            .iter()
            .map(|rule| rule.rule().describe(None))
            .collect();
        let rules = rules.join(match self.combine {
            Combine::And => " and ",
            Combine::Or => " or ",
        });
        write!(f, "the rules at `{}`{from_above}: {rules}", self.path)
    }
}

impl Display for WhyBeaten {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self {
            Self::FewerExactSteps => "the path has fewer exact steps",
            Self::Shorter => "the path is shorter",
            Self::LaterExactSteps => "the exact steps of the path come later",
            Self::LaterInFile => "they stand later in the file",
            Self::NotBelow => "they do not apply below their path",
        })
    }
}
