//! Whether a figure is stated as true, as likely, as planned, under a condition, or denied.
//!
//! The words in front of the figure are read backwards to the start of its clause; the nearest cue decides, but a
//! denial or a condition anywhere in reach outweighs it. Where the figure is the subject, its verb follows.

use std::sync::LazyLock;

use crate::claim::Modality;
use crate::lexicon::{IdSet, PhraseIndex, group, id_sets, is_auxiliary, words_of};
use crate::normalizer::Mention;
use crate::text::{Document, Kind, Tag};

/// The cues by their first word.
static CUES: LazyLock<PhraseIndex<Modality>> = LazyLock::new(|| {
    let groups = [
        ("hedged", Modality::Hedged),
        ("planned", Modality::Planned),
        ("conditional", Modality::Conditional),
        ("denied", Modality::Denied),
    ];
    let phrases = |(name, modality)| {
        group(include_str!("../lexicon/en/cues.tsv"), name).map(move |phrase| (phrase, modality))
    };
    PhraseIndex::by_first(groups.into_iter().flat_map(phrases))
});

/// The words that say something of how a figure behind them is put: all others are passed over.
static TELLING: LazyLock<IdSet> = LazyLock::new(|| {
    let file = include_str!("../lexicon/en/cues.tsv");
    let groups = ["hedged", "planned", "conditional", "denied", "turn", "break"];
    let cues = groups.into_iter().flat_map(|name| group(file, name));
    let verbs = group(include_str!("../lexicon/en/grammar.tsv"), "finite_be");
    IdSet::of_words(cues.chain(verbs).filter_map(|phrase| words_of(phrase).next()).chain(["that"]))
});

id_sets! { "grammar.tsv":
    /// Finite forms of "be".
    FINITE_BE = "finite_be";
}
id_sets! { "cues.tsv":
    /// Words behind which "if" asks whether.
    WHETHER = "whether";
    /// What somebody does not do with a figure without denying it.
    WISH = "wish";
    /// Words that turn away from what was denied.
    TURN = "turn";
    /// Words that open the clause of a figure.
    BREAKS = "break";
}

/// How many tokens around the figure are looked at.
const REACH: usize = 40;

/// How the figure of a mention is put.
pub(crate) fn modality(doc: &Document, mention: &Mention) -> Modality {
    let Some(sentence) = doc.sentences.get(mention.sentence) else { return Modality::Asserted };
    let tokens = sentence.tokens.clone();
    let negated = is_negated(doc, mention, tokens.start);
    let left = look_left(doc, tokens.start, mention);
    if negated && left.found != Some(Modality::Conditional) {
        return Modality::Denied;
    }
    if let Some(found @ (Modality::Denied | Modality::Conditional)) = left.found {
        return found;
    }
    let found = left
        .found
        .or_else(|| if left.governed { None } else { look_right(doc, mention, tokens.start, tokens.end) });
    if found == Some(Modality::Planned) && condition_follows(doc, mention.tokens.end, tokens.end) {
        return Modality::Conditional;
    }
    found.unwrap_or(Modality::Asserted)
}

/// What stands before a figure in its clause.
struct Left {
    /// The cue that decides.
    found: Option<Modality>,
    /// Whether a finite verb governs the figure, so that the verb after it is another's.
    governed: bool,
}

/// The cue that begins at token `i`, if any.
fn cue_at(doc: &Document, i: usize) -> Option<Modality> {
    let cue = CUES.under(doc.id(i)).iter().find(|cue| doc.goes_on(i + 1, cue.rest).is_some())?;
    let modality = cue.value;
    if doc.is(i, "if") && i > 0 && WHETHER.has(doc.id(i - 1)) {
        return None;
    }
    if doc.is(i, "to") && !is_plan(doc, i) {
        return None;
    }
    // "would have 40" says what will be, "would have killed 40" what was not
    if doc.is(i + 1, "have")
        && modality == Modality::Conditional
        && !matches!(doc.tag(i + 2), Tag::Participle | Tag::Past)
    {
        return Some(if doc.is(i, "would") { Modality::Planned } else { Modality::Hedged });
    }
    // "May 4", "Will Smith"
    let name = doc.tag(i) == Tag::Proper
        || doc.is_capitalised(i)
            && (doc.tag(i + 1) == Tag::Number || doc.tag(i.wrapping_sub(1)) == Tag::Preposition);
    (!name).then_some(modality)
}

/// Whether "to be" at `i` speaks of what is still to happen ("members to be transported"), not of what is thought to be
/// so ("reported to be", "required to be there").
fn is_plan(doc: &Document, i: usize) -> bool {
    let done = matches!(doc.tag(i + 2), Tag::Participle | Tag::Past);
    done && i > 0 && !doc.tag(i - 1).is_verb()
}

/// Whether a cue that began before ends with token `i` ("provided that").
fn ends_cue(doc: &Document, i: usize) -> bool {
    let ends_at =
        |k: usize| CUES.under(doc.id(k)).iter().any(|cue| doc.goes_on(k + 1, cue.rest) == Some(i + 1));
    (i.saturating_sub(2)..i).any(ends_at)
}

fn look_left(doc: &Document, start: usize, mention: &Mention) -> Left {
    let mut left = Left { found: None, governed: false };
    let mut turned = false;
    let mut closed = false; // behind a finite verb or a break only denials and conditions count
    let telling = &*TELLING;
    let tells = |i: usize| {
        telling.has(doc.id(i))
            || matches!(doc.tag(i), Tag::Past | Tag::VerbS)
            || matches!(doc.sign(i), b',' | b';' | b':')
    };
    let reached = start.max(mention.figure.start.saturating_sub(REACH))..mention.figure.start;
    for i in reached.rev().filter(|&i| tells(i)) {
        if let Some(cue) = cue_at(doc, i) {
            match cue {
                Modality::Denied if !turned => left.found = Some(Modality::Denied),
                Modality::Conditional if !turned || i == start => left.found = Some(Modality::Conditional),
                Modality::Hedged | Modality::Planned if !closed => {
                    left.found = left.found.or(Some(cue));
                    left.governed |= doc.tag(i).is_verb();
                }
                _ => {}
            }
            if matches!(left.found, Some(Modality::Denied)) {
                break;
            }
        }
        turned |= TURN.has(doc.id(i));
        let finite = matches!(doc.tag(i), Tag::Past | Tag::VerbS) || FINITE_BE.has(doc.id(i));
        if finite && !closed && cue_at(doc, i).is_none() {
            left.governed = true;
            // "were reportedly", "is likely": a cue between verb and figure was met before
            closed = true;
        }
        let that = doc.is(i, "that") && doc.tag(i) != Tag::Determiner && !ends_cue(doc, i);
        closed |= is_break(doc, i, mention.figure.start);
        closed |= that || matches!(doc.sign(i), b';' | b':');
    }
    left
}

/// Whether the clause of a figure at `figure` begins at token `i`: "it will give 7 percent, compared with 10 percent".
fn is_break(doc: &Document, i: usize, figure: usize) -> bool {
    let next = i + 1;
    let comma = doc.is(i, ",")
        && next < figure
        && matches!(doc.tag(next), Tag::Preposition | Tag::Wh | Tag::Participle | Tag::Past);
    comma || BREAKS.has(doc.id(i))
}

/// The cue at the verb that has the figure for its subject: "500 more will follow", "four were reportedly dropped".
fn look_right(doc: &Document, mention: &Mention, start: usize, end: usize) -> Option<Modality> {
    if !opens_clause(doc, mention, start) || doc.tag(mention.tokens.end).is_noun() {
        return None;
    }
    for i in mention.tokens.end..end.min(mention.tokens.end + REACH / 2) {
        if doc.kind(i) == Kind::Punct || matches!(doc.tag(i), Tag::Wh | Tag::Conjunction) {
            return None;
        }
        if let Some(cue) = cue_at(doc, i).filter(|c| matches!(c, Modality::Hedged | Modality::Planned)) {
            return Some(cue);
        }
        let auxiliary = is_auxiliary(doc.id(i));
        if auxiliary {
            let behind = (i + 1..end.min(i + 4)).find_map(|k| cue_at(doc, k));
            return behind.filter(|c| matches!(c, Modality::Hedged | Modality::Planned)).or_else(|| {
                // "500 are to follow"
                (doc.tag(i + 1) == Tag::To).then_some(Modality::Planned)
            });
        }
        if matches!(doc.tag(i), Tag::Past | Tag::VerbS | Tag::Verb) && doc.kind(i - 1) != Kind::Dash {
            return None;
        }
    }
    None
}

/// Whether the figure stands where the subject of a clause does, not inside another noun phrase ("the $13 billion deal
/// will", "the arm of 40 will").
fn opens_clause(doc: &Document, mention: &Mention, start: usize) -> bool {
    let mut i = mention.tokens.start.min(mention.figure.start);
    while i > start && matches!(doc.tag(i - 1), Tag::Determiner | Tag::Adverb | Tag::Adjective) {
        i -= 1;
    }
    i == start
        || matches!(doc.kind(i - 1), Kind::Punct | Kind::Quote | Kind::Dash)
        || doc.tag(i - 1) == Tag::Conjunction
        || doc.is(i - 1, "that")
        || doc.tag(i - 1).is_verb()
}

/// "would receive $5,000 if injured"
fn condition_follows(doc: &Document, from: usize, end: usize) -> bool {
    (from..end.min(from + REACH / 2))
        .take_while(|&i| !matches!(doc.sign(i), b';' | b':'))
        .any(|i| doc.tag(i) != Tag::Punct && cue_at(doc, i) == Some(Modality::Conditional))
}

/// "not 40 but 14", "did not kill 40"; not "not more than 40", "not only 40", and not "no one", which is a zero.
fn is_negated(doc: &Document, mention: &Mention, start: usize) -> bool {
    let at = mention.tokens.start.min(mention.figure.start);
    let Some(before) = at.checked_sub(1).filter(|&b| b >= start) else { return false };
    let is_not =
        |i: usize| doc.is(i, "not") || doc.lower(i).ends_with("n't") || doc.lower(i).ends_with("n’t");
    if is_not(before) {
        return mention.tokens.start == mention.figure.start;
    }
    // "did not kill 40"
    let verb =
        matches!(doc.tag(before), Tag::Verb | Tag::Noun | Tag::Participle) && doc.kind(before) == Kind::Word;
    verb && !WISH.has(doc.id(before))
        && before > start
        && is_not(before - 1)
        && before >= 2
        && !doc.is(before - 2, "or")
}
