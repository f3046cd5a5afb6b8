//! The few colours that reports use.

use crate::comparison::is_resolved;
use crate::fact::{Fact, Verdict};

/// What a piece of text is, for the eye.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// A conflict that nothing explains.
    Conflict,
    /// A conflict that a hypothesis resolves.
    Explained,
    /// Figures that can both be right.
    Compatible,
    /// Figures that are the same.
    Agree,
    /// What a block is about.
    Heading,
    /// What is needed now and then only.
    Quiet,
}

impl Style {
    /// That of a fact's verdict.
    pub fn of(fact: &Fact) -> Self {
        if fact.is_decided() {
            return Style::Quiet;
        }
        Style::of_verdict(fact.verdict, is_resolved(fact))
    }

    /// That of a verdict, which in a conflict may be explained.
    pub fn of_verdict(verdict: Verdict, explained: bool) -> Self {
        match verdict {
            Verdict::Conflict if explained => Style::Explained,
            Verdict::Conflict => Style::Conflict,
            Verdict::Compatible => Style::Compatible,
            Verdict::Agree => Style::Agree,
        }
    }
}

/// `text` in its style when `color` is set, else as it is.
pub(super) fn paint(text: &str, style: Style, color: bool) -> String {
    if !color || text.is_empty() {
        return text.to_owned();
    }
    let code = match style {
        Style::Conflict => "1;31",
        Style::Explained => "33",
        Style::Compatible => "36",
        Style::Agree => "32",
        Style::Heading => "1",
        Style::Quiet => "2",
    };
    format!("\u{1b}[{code}m{text}\u{1b}[0m")
}
