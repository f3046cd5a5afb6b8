//! What stems are cues of, a bit for each kind: looked up once a stem, and asked of each word of each sentence.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::cues::of_kind;
use super::words::stem;

/// The kinds of cues that a stem is one of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Marks(u16);

macro_rules! kinds {
    ($($name:ident = $kind:literal at $bit:literal;)*) => {
        impl Marks {
            $(pub(crate) const $name: Marks = Marks(1 << $bit);)*
        }

        /// The kinds whose words are known by their stems.
        const KINDS: &[(Marks, &str)] = &[$((Marks::$name, $kind)),*];
    };
}

// Names of kinds as in the table of cues.
kinds! {
    OTHER = "other" at 0;
    SUBSET = "subset" at 1;
    EARLIER = "earlier" at 2;
    ASKED = "asked" at 3;
    GENERIC = "generic" at 4;
    LATER = "later" at 5;
    WIDE = "wide" at 6;
    OVERNIGHT = "overnight" at 7;
    LOCATIVE = "locative" at 8;
    PRONOUN = "pronoun" at 9;
    MONTH = "month" at 10;
    DAY = "day" at 11;
}

impl Marks {
    /// Cues as they stand, which no ending changes.
    pub(crate) const SPAN: Marks = Marks(1 << 12);
    pub(crate) const PART: Marks = Marks(1 << 13);
    pub(crate) const AGO: Marks = Marks(1 << 14);

    /// What a stem is a cue of.
    pub(crate) fn of(stem: &str) -> Marks {
        MARKS.get(stem).copied().unwrap_or_default()
    }

    /// Whether it is a cue of this kind, or of one of these.
    #[inline]
    pub(crate) fn are(self, kind: Marks) -> bool {
        self.0 & kind.0 != 0
    }

    /// Whether it is the name of a month or a day.
    #[inline]
    pub(crate) fn are_date(self) -> bool {
        self.are(Marks(Marks::MONTH.0 | Marks::DAY.0))
    }
}

static MARKS: LazyLock<FxHashMap<String, Marks>> = LazyLock::new(|| {
    let stems = KINDS.iter().flat_map(|(mark, kind)| of_kind(kind).map(move |word| (stem(word), *mark)));
    let plain = [(Marks::SPAN, "span"), (Marks::PART, "part")];
    let words = plain.into_iter().flat_map(|(mark, kind)| of_kind(kind).map(move |word| (word.into(), mark)));
    let mut marks: FxHashMap<String, Marks> = FxHashMap::default();
    for (stem, mark) in stems.chain(words).chain([("ago".into(), Marks::AGO)]) {
        marks.entry(stem).or_default().0 |= mark.0;
    }
    marks
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_are_marked_by_their_kinds() {
        let is = |word: &str, kind: Marks| Marks::of(&stem(word)).are(kind);
        assert!(is("Monday", Marks::DAY) && is("January", Marks::MONTH) && is("ago", Marks::AGO));
        assert!(is("demanded", Marks::ASKED) && is("demands", Marks::ASKED) && is("in", Marks::LOCATIVE));
        assert!(!is("bridge", Marks::DAY) && Marks::of("bridge") == Marks::default());
        assert!(KINDS.iter().all(|(_, kind)| of_kind(kind).next().is_some()));
    }
}
