//! "Was hit twice", "has scored once": how many times something happened.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::claim::Bound;
use crate::lexicon::id_sets;
use crate::normalizer::bound;
use crate::normalizer::mention::{Mention, MentionUnit};
use crate::normalizer::unit::rate;
use crate::text::{Document, Kind, Tag};

id_sets! { "figures.tsv":
    /// Verbs of what happens once or twice.
    EVENTS = "event";
}

/// The words that it starts with.
pub(crate) const STARTERS: [&str; 3] = ["once", "twice", "thrice"];

/// The number of occasions that the word at token `i` gives, behind a verb of what happens so often; its modifiers are
/// read back to token `from`. Elsewhere "once" says when, and "twice" compares amounts.
pub(crate) fn at(
    doc: &Document,
    sentence: usize,
    s: &Range<usize>,
    from: usize,
    i: usize,
) -> Option<Mention> {
    let value = match doc.lower(i) {
        "once" => Decimal::ONE,
        "twice" => Decimal::TWO,
        "thrice" => Decimal::from(3),
        _ => return None,
    };
    let before = bound::before(doc, from, i);
    let verb = before.tokens.start.checked_sub(1).filter(|&k| k >= s.start)?;
    let end = i + 1;
    let (per, after) = rate::after(doc, end, s.end);
    let ends = end >= s.end
        || matches!(doc.kind(end), Kind::Punct | Kind::Quote)
        || matches!(doc.tag(end), Tag::Preposition | Tag::Conjunction)
            && !doc.is_any(end, ["as", "than", "that"])
        || !per.is_empty();
    if !EVENTS.has(doc.id(verb)) || !ends {
        return None;
    }
    Some(Mention {
        sentence,
        figure: i..end,
        tokens: before.tokens.start..after.max(end),
        bound: before.bound,
        approximate: before.approximate,
        low: (!matches!(before.bound, Bound::AtMost | Bound::LessThan)).then_some(value),
        high: (!matches!(before.bound, Bound::AtLeast | Bound::MoreThan)).then_some(value),
        step: (Decimal::ONE, Decimal::ONE),
        rounded: false,
        unit: MentionUnit::count("time", "time"),
        per,
        trend: None,
        noun: None,
        group: None,
    })
}
