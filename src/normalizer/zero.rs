//! Explicit zeros: "no one", "nobody", "none", "no casualties".

use std::ops::Range;

use rust_decimal::Decimal;

use crate::claim::Bound;
use crate::lexicon::{id_sets, is_auxiliary};
use crate::normalizer::ellipsis::is_label_of;
use crate::normalizer::mention::{Mention, MentionUnit};
use crate::normalizer::unit::counted;
use crate::text::{Document, Kind, Tag};

id_sets! { "zero.tsv":
    /// What "no" counts.
    COUNTED = "noun";
    /// Verbs of harm.
    VERBS = "verb";
}

/// The words that an explicit zero starts with.
pub(crate) const STARTERS: [&str; 3] = ["no", "nobody", "none"];

/// The zero that starts at token `i`.
pub(crate) fn at(doc: &Document, sentence: usize, s: &Range<usize>, i: usize) -> Option<Mention> {
    match doc.lower(i) {
        "no" => {
            let one = if doc.kind(i + 1) == Kind::Dash { i + 2 } else { i + 1 };
            if doc.is(one, "one") && !doc.is(one + 1, "of") {
                return person(doc, sentence, s, i..one + 1);
            }
            let mut k = i + 1;
            while k < s.end
                && k < i + 4
                && (doc.tag(k) == Tag::Adjective
                    || doc.is_any(k, ["immediate", "confirmed", "further", "serious"]))
                && !COUNTED.has(doc.id(k))
            {
                k += 1;
            }
            // "no reports of casualties" says nothing of how many there were
            let named = k < s.end && COUNTED.has(doc.id(k));
            if !named {
                return harmed(doc, sentence, s, i);
            }
            named.then(|| {
                let head = doc.lexicon.singular(doc.lower(k));
                zero(sentence, i..i + 1, i..k + 1, Some(i + 1..k + 1), &head)
            })
        }
        "none" if i >= s.start + 2 && is_label_of(doc, s, i - 1, |head| COUNTED.contains(head)) => {
            let head = doc.lexicon.singular(doc.lower(i - 2));
            Some(zero(sentence, i..i + 1, i..i + 1, Some(i - 2..i - 1), &head))
        }
        "nobody" | "none" => person(doc, sentence, s, i..i + 1),
        _ => None,
    }
}

/// "No children were injured", "no homes were destroyed": a count of a noun where a verb of harm follows in the passive.
fn harmed(doc: &Document, sentence: usize, s: &Range<usize>, i: usize) -> Option<Mention> {
    let noun = counted::after(doc, i + 1, s.end, false)?;
    let at = noun.tokens.end;
    let passive = is_auxiliary(doc.id(at)) || doc.is(at, "died");
    let harmed = (at..s.end.min(at + 4)).any(|k| VERBS.has(doc.id(k)));
    (passive && harmed).then(|| zero(sentence, i..i + 1, i..at, Some(noun.tokens.clone()), &noun.head))
}

/// Most tokens between "none of" and the verb: "none of the crew and none of the soldiers was hurt".
const NONE_OF: usize = 12;

/// "No one was injured", "none of the crew was hurt": a count of people where a verb of harm follows.
fn person(doc: &Document, sentence: usize, s: &Range<usize>, figure: Range<usize>) -> Option<Mention> {
    let near = (figure.end..s.end.min(figure.end + 5)).any(|k| VERBS.has(doc.id(k)));
    // "none of them said that others were hurt": what another verb says is not of them
    let stops = |k: usize| {
        let word = doc.id(k);
        matches!(doc.sign(k), b',' | b';' | b':')
            || doc.tag(k).is_verb() && !is_auxiliary(word) && !VERBS.has(word)
    };
    let of = doc.is(figure.end, "of");
    let far = || {
        (figure.end + 1..s.end.min(figure.end + NONE_OF))
            .take_while(|&k| !stops(k))
            .any(|k| VERBS.has(doc.id(k)))
    };
    let follows = near || of && far();
    follows.then(|| zero(sentence, figure.clone(), figure, None, "person"))
}

fn zero(
    sentence: usize,
    figure: Range<usize>,
    tokens: Range<usize>,
    noun: Option<Range<usize>>,
    head: &str,
) -> Mention {
    Mention {
        sentence,
        figure,
        tokens,
        bound: Bound::Exact,
        approximate: false,
        low: Some(Decimal::ZERO),
        high: Some(Decimal::ZERO),
        step: (Decimal::ONE, Decimal::ONE),
        rounded: false,
        unit: MentionUnit::count(head, head),
        per: Vec::new(),
        trend: None,
        noun,
        group: None,
    }
}
