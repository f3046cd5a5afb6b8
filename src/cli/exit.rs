//! Exit codes, those of diff(1).

use std::process::ExitCode;

/// How a run ended; the worse of two is the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Nothing in conflict.
    Quiet,
    /// Conflicts found.
    Conflicts,
    /// An input that could not be read, output that could not be written, wrong usage.
    Trouble,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        ExitCode::from(match outcome {
            Outcome::Quiet => 0,
            Outcome::Conflicts => 1,
            Outcome::Trouble => 2,
        })
    }
}
