//! What stems are cues of, a bit for each kind: looked up once a stem, and asked of each word of each sentence.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::cues::of_kind;
use super::words::stem;

/// The kinds of cues that a stem is one of, a bit for each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Marks(u16);

/// A kind of cue.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Mark {
    Other,
    Subset,
    Earlier,
    Asked,
    Generic,
    Later,
    Wide,
    Overnight,
    Locative,
    Pronoun,
    Month,
    Day,
    Span,
    Part,
    Ago,
}

/// Kinds of the table of cues whose words are known by their stems.
const BY_STEM: [(Mark, &str); 12] = [
    (Mark::Other, "other"),
    (Mark::Subset, "subset"),
    (Mark::Earlier, "earlier"),
    (Mark::Asked, "asked"),
    (Mark::Generic, "generic"),
    (Mark::Later, "later"),
    (Mark::Wide, "wide"),
    (Mark::Overnight, "overnight"),
    (Mark::Locative, "locative"),
    (Mark::Pronoun, "pronoun"),
    (Mark::Month, "month"),
    (Mark::Day, "day"),
];

/// Kinds whose words are cues as they stand.
const AS_WRITTEN: [(Mark, &str); 2] = [(Mark::Span, "span"), (Mark::Part, "part")];

impl Marks {
    /// What a stem is a cue of.
    pub(crate) fn of(stem: &str) -> Marks {
        MARKS.get(stem).copied().unwrap_or_default()
    }

    fn add(&mut self, mark: Mark) {
        self.0 |= 1 << mark as u16;
    }

    /// Whether the stem is a cue of this kind.
    #[inline]
    pub(crate) fn has(self, mark: Mark) -> bool {
        self.0 >> mark as u16 & 1 == 1
    }

    /// Whether it is the name of a month or a day.
    #[inline]
    pub(crate) fn has_date(self) -> bool {
        self.has(Mark::Month) || self.has(Mark::Day)
    }
}

static MARKS: LazyLock<FxHashMap<String, Marks>> = LazyLock::new(|| {
    let mut marks: FxHashMap<String, Marks> = FxHashMap::default();
    let mut add = |word: String, mark: Mark| marks.entry(word).or_default().add(mark);
    for (mark, kind) in BY_STEM {
        of_kind(kind).for_each(|word| add(stem(word), mark));
    }
    for (mark, kind) in AS_WRITTEN {
        of_kind(kind).for_each(|word| add(word.into(), mark));
    }
    add("ago".into(), Mark::Ago);
    marks
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_are_marked_by_their_kinds() {
        let is = |word: &str, mark: Mark| Marks::of(&stem(word)).has(mark);
        assert!(is("Monday", Mark::Day) && is("January", Mark::Month) && is("ago", Mark::Ago));
        assert!(is("demanded", Mark::Asked) && is("demands", Mark::Asked) && is("in", Mark::Locative));
        assert!(!is("bridge", Mark::Day) && Marks::of("bridge") == Marks::default());
        assert!(BY_STEM.iter().chain(&AS_WRITTEN).all(|(_, kind)| of_kind(kind).next().is_some()));
    }
}
