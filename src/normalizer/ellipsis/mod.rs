//! What a bare figure counts where its noun is left out: a word beside it says so ("a mother of two", "Deaths: 133"),
//! or an earlier figure does ("2,500 people; police said 1,200").

mod carried;
mod gapped;
mod label;
mod named;
mod votes;

use std::ops::Range;

pub(crate) use label::is_label_of;
pub(crate) use named::{is_of_parent, is_parent_compound};
pub(crate) use votes::pair;

use crate::claim::Unit;
use crate::normalizer::mention::{Mention, MentionUnit};
use crate::text::{Document, Kind, Tag};

/// What a bare figure counts.
struct Found {
    unit: MentionUnit,
    /// Denominators that come with the unit.
    per: Vec<Unit>,
    /// The words that name it, where they stand in the sentence of the figure.
    noun: Option<Range<usize>>,
}

impl Found {
    fn of(unit: MentionUnit) -> Found {
        Found { unit, per: Vec::new(), noun: None }
    }

    fn people() -> Found {
        Found::of(MentionUnit::count("person", "person"))
    }
}

/// A figure without unit and noun, in its place.
struct Bare<'d, 'a> {
    doc: &'d Document<'a>,
    /// The tokens of its sentence.
    s: Range<usize>,
    m: &'d Mention,
    /// Where it starts, modifiers and determiners included.
    lead: usize,
    /// The mentions before it in its sentence.
    left: &'d [Mention],
    /// The mentions of earlier sentences.
    before: &'d [(usize, Vec<Mention>)],
}

/// Gives the figure `m` what it counts, if the words beside it or the figures before it say so; whether they do.
/// `left` are the mentions before it in its sentence, `before` those of earlier sentences, each with its index.
pub(crate) fn fill(
    doc: &Document,
    m: &mut Mention,
    left: &[Mention],
    before: &[(usize, Vec<Mention>)],
) -> bool {
    let s = doc.sentences[m.sentence].tokens.clone();
    let mut lead = m.tokens.start;
    while lead > s.start && doc.tag(lead - 1) == Tag::Determiner {
        lead -= 1;
    }
    let bare = Bare { doc, s, m, lead, left, before };
    let found = label::of(&bare)
        .or_else(|| named::of(&bare))
        .or_else(|| votes::of(&bare))
        .or_else(|| gapped::of(&bare))
        .or_else(|| carried::of(&bare));
    let Some(found) = found else { return false };
    m.unit = found.unit;
    m.noun = found.noun;
    if m.per.is_empty() {
        m.per = found.per;
    }
    true
}

impl<'a> Bare<'_, 'a> {
    /// The lower-case word `n` tokens before the figure with its modifiers; empty outside of the sentence.
    fn back(&self, n: usize) -> &'a str {
        self.lead.checked_sub(n).filter(|&k| k >= self.s.start).map_or("", |k| self.doc.lower(k))
    }

    /// The token behind the figure with its modifiers.
    fn end(&self) -> usize {
        self.m.tokens.end
    }

    /// Whether nothing of the phrase can follow: the sentence ends, or a mark stands behind the figure.
    fn closes(&self) -> bool {
        let end = self.end();
        end >= self.s.end
            || matches!(self.doc.sign(end), b',' | b'.' | b';' | b':' | b')' | b'?' | b'!')
            || self.doc.kind(end) == Kind::Quote
            || self.doc.kind(end) == Kind::Dash && self.doc.spaced(end)
    }

    /// Whether the figure ends its phrase: as [`Bare::closes`], or what follows says where, when, or who.
    fn ends_phrase(&self) -> bool {
        let end = self.end();
        self.closes()
            || matches!(
                self.doc.tag(end),
                Tag::Preposition | Tag::Conjunction | Tag::Adverb | Tag::Wh | Tag::To
            ) && !matches!(self.doc.lower(end), "of" | "to" | "per" | "than")
    }
}
