//! Units and nouns that figures share: "7.6 and 7.4 magnitude", "350 men were bused, 500 more will follow".

use rust_decimal::Decimal;

use crate::claim::Bound;
use crate::exclusion::Reason;
use crate::lexicon::{id_sets, is_plural, word_sets};
use crate::normalizer::ellipsis;
use crate::normalizer::mention::{Mention, MentionUnit};
use crate::normalizer::number::magnitude_at;
use crate::normalizer::setaside::Aside;
use crate::normalizer::unit::counted;
use crate::text::{Document, Kind, Tag};

id_sets! { "figures.tsv":
    /// Words between a verb done to people and their number.
    ASIDE_PEOPLE = "aside_people";
    /// Prepositions between a figure and the place where those are that it counts.
    PLACED = "placed";
}
word_sets! { "figures.tsv":
    /// Prepositions of amount.
    AMOUNT = "amount";
}

/// How far before a bare figure, in tokens, a number of people may be named ("the toll of the quake ... rose to 10").
const TOLL_REACH: usize = 10;

/// Gives figures without unit that of the list they stand in, else the noun of the count before them.
pub(crate) fn share_units(
    doc: &Document,
    found: &mut Vec<Mention>,
    before: &[(usize, Vec<Mention>)],
    aside: &mut Aside,
) {
    if found.is_empty() {
        return;
    }
    let last_before = before.last().map_or(&[][..], |(_, mentions)| mentions);
    for k in (0..found.len().saturating_sub(1)).rev() {
        if found[k].unit.is_none() && in_list(doc, &found[k], &found[k + 1]) && shareable(&found[k + 1]) {
            found[k].unit = found[k + 1].unit.clone();
            found[k].per = found[k + 1].per.clone();
            found[k].noun = found[k + 1].noun.clone();
            found[k].trend = found[k].trend.or(found[k + 1].trend);
        }
    }
    for k in (1..found.len()).rev() {
        let (left, right) = found.split_at_mut(k);
        share_head(doc, &mut left[k - 1], &right[0]);
    }
    for k in 1..found.len() {
        let joint = doc.lower(found[k].tokens.start.wrapping_sub(1));
        // "In five days, 170 have been recruited": a verb behind it shows that it counts something else
        let to = joint == "to" || joint == "," && doc.tag(found[k].tokens.end).is_verb();
        if found[k].unit.is_none()
            && found[k - 1].unit.dimension != "count"
            && !to
            && in_list(doc, &found[k - 1], &found[k])
        {
            found[k].unit = found[k - 1].unit.clone();
        }
    }
    for k in 0..found.len() {
        if found[k].unit.is_none() {
            let (left, right) = found.split_at_mut(k);
            if ellipsis::fill(doc, &mut right[0], left, before) {
                continue;
            }
            // "displaced 1.3 million"; but 2.5 of something are no people
            let whole = right[0].low.or(right[0].high).is_some_and(|v| v.is_integer());
            right[0].unit = if whole && counts_people(doc, &right[0]) {
                MentionUnit::count("person", "person")
            } else if right[0].rounded {
                MentionUnit::none()
            } else {
                taken_over(doc, &right[0], left, last_before).unwrap_or_else(MentionUnit::none)
            };
        }
    }
    for k in 1..found.len() {
        let (left, right) = found.split_at_mut(k);
        convert_bound(doc, &left[k - 1], &mut right[0]);
    }
    percent_of_change(doc, found);
    set_against(doc, found);
    gapped(doc, found);
    index_levels(doc, found);
    found.retain(|m| {
        let kept = !m.unit.is_none() || stands_alone(doc, m);
        if !kept {
            aside.add(m.figure.clone(), Reason::NoUnit);
        }
        kept
    });
}

/// "12 Somali and 11 Yemeni pirates": a nationality counts what the next one in the list does.
fn share_head(doc: &Document, a: &mut Mention, b: &Mention) {
    let nationality = |m: &Mention| m.noun.clone().filter(|n| counted::is_nationality(doc.id(n.start)));
    let (Some(first), Some(second)) = (nationality(a), nationality(b)) else { return };
    let headless = first.len() == 1 && a.unit.unit.name == "person" && !is_plural(doc.lower(first.start));
    if headless && second.len() > 1 && in_list(doc, a, b) {
        let phrase = format!("{} {}", doc.lower(first.start), b.unit.unit.name);
        a.unit = MentionUnit::count(&b.unit.unit.name, &phrase);
    }
}

/// A conversion in brackets ("more than 7.5 million crowns ($1.1 million)") has the bound of what it converts.
fn convert_bound(doc: &Document, a: &Mention, b: &mut Mention) {
    let opens =
        b.tokens.start.checked_sub(1).is_some_and(|k| doc.is(k, "(") || doc.is(k, "/") && doc.spaced(k));
    let adjacent = b.tokens.start.saturating_sub(a.tokens.end) <= 2;
    let converts = a.unit.dimension == b.unit.dimension && a.unit.unit.code != b.unit.unit.code
        || a.unit.dimension == "power" && b.unit.dimension == "power";
    if !(opens && adjacent && converts) || a.unit.dimension == "count" {
        return;
    }
    b.trend = b.trend.or(a.trend);
    if b.bound != Bound::Exact {
        return;
    }
    b.approximate |= a.approximate;
    match a.bound {
        Bound::AtLeast | Bound::MoreThan => b.high = None,
        Bound::AtMost | Bound::LessThan => b.low = None,
        Bound::Exact | Bound::Between => return,
    }
    b.bound = a.bound;
}

/// "Rose 2 percent but the other fell by 1": a bare change takes the percent of the change before it.
fn percent_of_change(doc: &Document, found: &mut [Mention]) {
    for k in 1..found.len() {
        let (left, right) = found.split_at_mut(k);
        let (a, b) = (&left[k - 1], &mut right[0]);
        let by = b.tokens.start.checked_sub(1).is_some_and(|t| doc.is(t, "by"));
        // "fell $1.12, or 1.4 percent": the same change in percent
        let again =
            b.tokens.start == a.tokens.end + 2 && doc.is(a.tokens.end, ",") && doc.is(a.tokens.end + 1, "or");
        if again && b.unit.dimension == "percent" {
            b.trend = b.trend.or(a.trend);
        }
        if by && b.trend.is_none() && a.unit.unit.code == "%" && b.unit.unit.code == "%" {
            b.trend = a.trend; // "shares were down 2.3%, others by 2.6%"
        }
        if b.unit.is_none() && b.trend.is_some() && a.trend.is_some() && a.unit.unit.code == "%" {
            b.unit = a.unit.clone();
        }
    }
}

/// "From 21 mpg to 23", "to 193 from 208 pounds", "20 million of the 90 million euros": a bare figure that is set
/// against another takes its unit.
fn set_against(doc: &Document, found: &mut [Mention]) {
    for k in 1..found.len() {
        let (left, right) = found.split_at_mut(k);
        let (a, b) = (&mut left[k - 1], &mut right[0]);
        let word_before = |m: &Mention| m.tokens.start.checked_sub(1).map_or("", |t| doc.lower(t));
        let near = b.tokens.start.saturating_sub(a.tokens.end) <= 6;
        let change = matches!((word_before(a), word_before(b)), ("from", "to") | ("to", "from"));
        if near && change && b.unit.is_none() && !a.unit.is_none() {
            b.unit = a.unit.clone();
        } else if near && change && a.unit.is_none() && !b.unit.is_none() {
            a.unit = b.unit.clone();
        }
        if near && change && a.tokens.end == a.figure.end {
            share_magnitude(doc, a, b);
        }
        if near && change && b.per.is_empty() && a.unit.unit == b.unit.unit {
            b.per = a.per.clone();
        }
        let part = doc.is(a.tokens.end, "of") && b.tokens.start <= a.tokens.end + 2;
        if part && a.unit.is_none() && b.unit.dimension == "money" {
            a.unit = b.unit.clone();
        }
    }
}

/// "From 5 to 7 million": the first figure takes the magnitude of the second.
fn share_magnitude(doc: &Document, a: &mut Mention, b: &Mention) {
    let magnitude = magnitude_at(doc, b.figure.end - 1, b.figure.end, b.unit.dimension == "money");
    let Some((scale, _)) = magnitude.filter(|(scale, _)| *scale >= Decimal::ONE_THOUSAND) else { return };
    let magnitudes = |v: Decimal| v.checked_div(scale).unwrap_or_default() * Decimal::TEN;
    let most = b.low.or(b.high).map(magnitudes);
    // "from $200 to $4 million" are two hundred
    if a.low.or(a.high).zip(most).is_some_and(|(v, most)| v <= most) {
        let times = |v: Decimal| v.checked_mul(scale).unwrap_or(v);
        (a.low, a.high) = (a.low.map(times), a.high.map(times));
        a.step = (times(a.step.0), times(a.step.1));
        a.rounded = true;
    }
}

/// "Rose 3 percent in May and 5 in June": a bare figure behind "and" takes the measure of the figure before it.
fn gapped(doc: &Document, found: &mut [Mention]) {
    for k in 1..found.len() {
        let (left, right) = found.split_at_mut(k);
        let (a, b) = (&left[k - 1], &mut right[0]);
        let and = b.tokens.start.checked_sub(1).is_some_and(|t| doc.is(t, "and"));
        let near = b.tokens.start.saturating_sub(a.tokens.end) <= 8;
        let punctuated =
            (a.tokens.end..b.tokens.start).any(|t| matches!(doc.sign(t), b',' | b';' | b':' | b'('));
        let measured = !matches!(a.unit.dimension, "count" | "age") && !doc.is(b.tokens.end, "others");
        if and && near && !punctuated && measured && b.unit.is_none() && b.noun.is_none() {
            b.unit = a.unit.clone();
        }
    }
}

/// "Closed at 1,463.78 points, the other at 1,334.20", "rose 31 points to 6,390.99": a bare level takes the points of
/// the level or the change before it.
fn index_levels(doc: &Document, found: &mut [Mention]) {
    let is_level =
        |m: &Mention| m.rounded && m.tokens.start.checked_sub(1).is_some_and(|t| doc.is_any(t, ["at", "to"]));
    for k in 1..found.len() {
        let (left, right) = found.split_at_mut(k);
        let b = &mut right[0];
        if b.unit.is_none() && is_level(b) {
            let moves = |a: &Mention| is_level(a) || a.trend.is_some();
            let points = left.iter().rev().find(|a| moves(a) && a.unit.unit.name == "point");
            b.unit = points.map_or_else(|| b.unit.clone(), |a| a.unit.clone());
        }
    }
}

fn shareable(m: &Mention) -> bool {
    !m.unit.is_none()
}

/// Whether only "and", "or", commas, dashes stand between two figures.
fn in_list(doc: &Document, a: &Mention, b: &Mention) -> bool {
    let between = a.tokens.end..b.tokens.start;
    between.len() <= 3
        && between.clone().all(|k| {
            matches!(doc.sign(k), b',' | b'/')
                || doc.is_any(k, ["and", "or", "to", "then"])
                || doc.kind(k) == Kind::Dash
        })
        && !between.is_empty()
}

/// People are counted behind a verb that is done to people ("injuring 80", "took 23 into custody") and before a state
/// ("600 were killed", "12 are reported missing").
fn counts_people(doc: &Document, m: &Mention) -> bool {
    let mut k = m.tokens.start;
    while k > 0 && ASIDE_PEOPLE.has(doc.id(k - 1)) {
        k -= 1;
    }
    if k > 0 && counted::is_done_to_people(doc.id(k - 1)) {
        return true;
    }
    let tolls = m.tokens.start.saturating_sub(TOLL_REACH)..m.tokens.start;
    if tolls
        .rev()
        .take_while(|&t| !matches!(doc.sign(t), b'.' | b';' | b':' | b','))
        .any(|t| counted::is_head_count(doc.id(t)))
    {
        return true; // "the death toll rose to 10", "a population of 120,000"
    }
    for next in m.tokens.end..m.tokens.end + 4 {
        if counted::is_state(doc.id(next)) {
            return true;
        }
        if !matches!(
            doc.tag(next),
            Tag::Verb | Tag::VerbS | Tag::Past | Tag::Participle | Tag::Adverb | Tag::Modal | Tag::To
        ) {
            return false;
        }
    }
    false
}

/// The noun of the last count before a figure that has none, where a verb or "of them" shows that one is left out.
fn taken_over(doc: &Document, m: &Mention, left: &[Mention], before: &[Mention]) -> Option<MentionUnit> {
    if doc.is_any(m.figure.end - 1, ["few", "several", "handful"]) {
        return None; // "in arguments, a few of them loud": no noun was counted before
    }
    let next = m.tokens.end;
    let from_place = doc.is(next, "from") && matches!(doc.tag(next + 1), Tag::Proper | Tag::Determiner);
    let left_out = m.group.is_some()
        || from_place
        || doc.tag(next).is_verb()
        || doc.is_any(next, ["others", "more"])
        || doc.tag(next) == Tag::Adverb && doc.tag(next + 1).is_verb();
    if from_place && !left.iter().chain(before).any(|p| p.unit.dimension == "count" && !p.unit.is_none()) {
        return Some(MentionUnit::count("person", "person"));
    }
    let previous = left
        .iter()
        .rev()
        .chain(before.iter().rev())
        .find(|p| p.unit.dimension == "count" && !p.unit.is_none());
    if left_out {
        return previous.map(|p| p.unit.clone());
    }
    let same_sentence = left.iter().rev().find(|p| !p.unit.is_none());
    let goes_on = elsewhere(doc, m) || same_object(doc, m);
    same_sentence.filter(|p| p.unit.dimension == "count" && goes_on).map(|p| p.unit.clone())
}

/// "Attacked 100 vessels and boarded nearly 40": behind "and" and a verb, a bare figure that ends its phrase.
fn same_object(doc: &Document, m: &Mention) -> bool {
    let before = |n: usize| m.tokens.start.checked_sub(n);
    let verb = before(1).is_some_and(|k| matches!(doc.tag(k), Tag::Past | Tag::Participle | Tag::Gerund));
    let ends = matches!(doc.kind(m.tokens.end), Kind::Punct) || doc.tag(m.tokens.end) == Tag::Preposition;
    verb && ends && before(2).is_some_and(|k| doc.is(k, "and"))
}

/// "1,000 residents slept in tents and 500 in a school": behind "and", a bare figure that a place follows.
fn elsewhere(doc: &Document, m: &Mention) -> bool {
    let and = m.tokens.start.checked_sub(1).is_some_and(|k| doc.is(k, "and"));
    let place = PLACED.has(doc.id(m.tokens.end));
    let noun = matches!(doc.tag(m.tokens.end + 1), Tag::Determiner | Tag::Proper | Tag::PossessivePronoun);
    and && place && noun && m.figure.len() == 1
}

/// A bare figure worth keeping: with a decimal point or a magnitude it measures something, and so it does behind a
/// modifier or a preposition of amount.
fn stands_alone(doc: &Document, m: &Mention) -> bool {
    let first = m.figure.start;
    let before = first.checked_sub(1).map_or("", |k| doc.lower(k));
    let named =
        doc.word(first).contains(',') && first.checked_sub(1).is_some_and(|k| doc.tag(k) == Tag::Noun);
    named
        || m.rounded
        || m.tokens.start < m.figure.start
        || m.trend.is_some()
        || m.bound == Bound::Between
        || doc.kind(first) == Kind::Number && AMOUNT.contains(before)
}
