//! Numbers that turned out to be no claims, kept only when somebody asks for them.

use std::ops::Range;

use crate::exclusion::{Exclusion, Reason};
use crate::normalizer::number::{Form, figure_at};
use crate::text::{Document, Kind};

/// Where numbers go that are no claims; costs nothing when they are not asked for.
pub(crate) struct Aside {
    kept: Option<Vec<(Range<usize>, Reason)>>,
}

impl Aside {
    /// Forgets what is put into it.
    pub(crate) fn ignored() -> Self {
        Aside { kept: None }
    }

    /// Keeps what is put into it.
    pub(crate) fn kept() -> Self {
        Aside { kept: Some(Vec::new()) }
    }

    /// Notes that `tokens` are no claim.
    pub(crate) fn add(&mut self, tokens: Range<usize>, reason: Reason) {
        if let Some(kept) = &mut self.kept {
            kept.push((tokens, reason));
        }
    }

    /// Notes the number at token `i` whose unit could not be read, if it is one at all.
    pub(crate) fn add_unread(&mut self, doc: &Document, i: usize, end: usize) {
        if self.kept.is_none() {
            return;
        }
        match figure_at(doc, i, end, false) {
            Some(figure) if figure.form == Form::Vague => self.add(figure.tokens, Reason::Vague),
            Some(figure) => self.add(figure.tokens, Reason::NoUnit),
            None if doc.kind(i) == Kind::Number => self.add(i..i + 1, Reason::Name),
            None => {}
        }
    }

    /// The exclusions of the article `id`, in the order of its text; numbers inside one that was noted before are
    /// part of it.
    pub(crate) fn into_exclusions(self, id: &str, doc: &Document) -> Vec<Exclusion> {
        let mut kept = self.kept.unwrap_or_default();
        kept.sort_by_key(|(tokens, _)| tokens.start);
        let mut end = 0;
        kept.retain(|(tokens, _)| {
            let apart = tokens.start >= end;
            end = end.max(tokens.end);
            apart
        });
        kept.into_iter().map(|(tokens, reason)| exclusion(id, doc, tokens, reason)).collect()
    }
}

fn exclusion(id: &str, doc: &Document, tokens: Range<usize>, reason: Reason) -> Exclusion {
    let span = doc.span(tokens);
    let (line, column) = doc.lines.position(doc.text, span.start);
    Exclusion { article: id.to_owned(), span, line, column, text: span.of(doc.text).to_owned(), reason }
}
