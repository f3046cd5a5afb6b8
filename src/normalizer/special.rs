//! Units that the words around a figure give: ages, magnitudes of earthquakes, pounds of weight.

use std::ops::Range;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::lexicon::{PhraseIndex, WordSet, id_sets, word_sets};
use crate::normalizer::bound;
use crate::normalizer::mention::MentionUnit;
use crate::normalizer::number::{Figure, Form};
use crate::normalizer::scan::Unit;
use crate::normalizer::unit::{counted, measure, money};
use crate::text::{Document, Kind, Tag};

id_sets! { "special.tsv":
    /// Nouns of earthquakes.
    QUAKES = "quake";
    /// Words of weighing.
    WEIGHING = "weighing";
    /// Words of paying.
    PAYING = "paying";
    /// Persons with a form of "be" written on to them.
    CONTRACTED = "contracted";
    /// Words right before an age.
    AGED = "aged";
    /// Forms of "turn" before an age.
    TURNED = "turned";
    /// Words between the comma and the age of an apposition.
    BESIDE_AGE = "beside_age";
    /// Words that close an apposition.
    BEHIND_APPOSITION = "behind_apposition";
    /// Nouns for what is paid or given in money.
    PAID = "paid";
}
word_sets! { "special.tsv":
    /// Forms of "be" and "turn" before an age.
    BEING = "being";
    /// Pronouns of persons.
    PERSONS = "person";
    /// Words behind a figure that is no age.
    SCORED = "scored";
    /// Words behind which a clause starts with its subject.
    CLAUSE_LINKS = "clause_link";
    /// Words between "age" and an age.
    AGE_LINK = "age_link";
    /// Words between "magnitude" and its figure.
    MAGNITUDE_LINK = "magnitude_link";
    /// Words that make money of "pounds of" something.
    OTHER_MONEY = "other_money";
}

/// Phrases that name the Richter scale behind a figure.
static RICHTER: LazyLock<PhraseIndex<()>> =
    LazyLock::new(|| PhraseIndex::of_group(include_str!("../lexicon/en/special.tsv"), "richter"));

/// The age or the magnitude that a figure gives by what stands around it.
pub(crate) fn unit(
    doc: &Document,
    s: &Range<usize>,
    first: &Figure,
    start: usize,
    end: usize,
) -> Option<Unit> {
    if let Some(at) = magnitude(doc, s, first, start, end) {
        let unit = MentionUnit::plain("magnitude", "{magnitude}", "magnitude", "{magnitude}");
        return Some(Unit::measured(unit, at));
    }
    age(doc, s, first, start, end).map(|(unit, end)| Unit::measured(unit, end))
}

/// "10-year-old", "21 years old", "6 months old", "aged 21", "Smith, 24,", "(24)".
fn age(
    doc: &Document,
    s: &Range<usize>,
    first: &Figure,
    start: usize,
    end: usize,
) -> Option<(MentionUnit, usize)> {
    if let Some((m, after)) = measure::after(doc, end, s.end).filter(|(m, _)| m.dimension == "duration") {
        let old = doc.behind_dash(after);
        let within = |at: usize| at < s.end;
        let is_old = within(old) && doc.is_any(old, ["old", "olds"])
            || within(after + 1) && doc.phrase_at(after, "of age").is_some();
        if !is_old {
            let aged = start > s.start && AGED.has(doc.id(start - 1)) && m.code == "a";
            return aged.then(|| (years(), after));
        }
        let last = if doc.is(after, "of") { after + 2 } else { old + 1 };
        let in_years = m.factor.checked_div(Decimal::from(31_557_600))?.round_dp(6);
        let in_years = if m.code == "a" { Decimal::ONE } else { in_years };
        return Some((MentionUnit::age(m.code, m.name, in_years), last));
    }
    // "20-, 30- and 40-year-olds": the unit comes with the last of them and is shared later
    let possible =
        first.form != Form::Vague && first.value <= Decimal::from(120) && first.value > Decimal::ZERO;
    if !possible || counts_something(doc, end, s.end) {
        return None;
    }
    let before = |n: usize| start.checked_sub(n).filter(|&k| k >= s.start);
    if let Some(k) = before(1)
        && AGED.has(doc.id(k))
    {
        return Some((years(), end));
    }
    let modified = bound::before(doc, s.start, start).tokens.start;
    let before = |n: usize| modified.checked_sub(n).filter(|&k| k >= s.start); // "at the age of about 12"
    if let (Some(k), Some(j)) = (before(1), before(2))
        && AGE_LINK.contains(doc.lower(k))
        && doc.is_any(j, ["age", "ages", "aged"])
    {
        return Some((years(), end));
    }
    let expectancy =
        (s.start + 1..start).rev().take(10).any(|k| doc.is(k, "expectancy") && doc.is(k - 1, "life"));
    if expectancy {
        return Some((years(), end));
    }
    let person = first.value.is_integer() && (apposition(doc, s, start, end) || is_years(doc, s, start, end));
    person.then(|| (years(), end))
}

/// "He is 35", "I'm 62", "she will be 40 in May", "who was only 12": a bare figure that a person is.
fn is_years(doc: &Document, s: &Range<usize>, start: usize, end: usize) -> bool {
    let in_group = |k: usize, group: &WordSet| k >= s.start && group.contains(doc.lower(k));
    let mut start = start;
    while start > s.start && BESIDE_AGE.has(doc.id(start - 1)) {
        start -= 1;
    }
    let Some(before) = start.checked_sub(1).filter(|&k| k >= s.start) else { return false };
    let with_be = CONTRACTED.has(doc.id(before))
        || doc.kind(before) == Kind::Possessive && before > s.start && in_group(before - 1, &PERSONS);
    if !(with_be || in_group(before, &BEING)) {
        return false;
    }
    let mut k = before;
    while k > s.start && matches!(doc.tag(k - 1), Tag::Modal | Tag::Adverb) {
        k -= 1;
    }
    let turned = TURNED.has(doc.id(before));
    let pronoun = with_be
        || k > s.start
            && (in_group(k - 1, &PERSONS)
                || turned && matches!(doc.tag(k - 1), Tag::Proper | Tag::Preposition));
    let behind = doc.lower(end);
    // "he was 38 and had two sons", but "he was 5 and 0"
    let goes_on = end < s.end
        && (doc.kind(end) == Kind::Symbol
            || if turned {
                matches!(behind, "of" | "percent" | "to" | "degrees" | "back" | "away" | "over" | "down")
            } else {
                SCORED.contains(behind)
            });
    let clause = behind == "and" && (doc.tag(end + 1).is_verb() || doc.tag(end + 1) == Tag::Pronoun);
    if !pronoun && k == before {
        return named_subject(doc, s, k) && closes_clause(doc, s, end);
    }
    pronoun && (clause || !goes_on)
}

/// Whether the tokens before `verb` are a name that is the whole subject of its clause ("Redfearn is"), and no
/// abbreviation ("BP was").
fn named_subject(doc: &Document, s: &Range<usize>, verb: usize) -> bool {
    let first = (s.start..verb).rev().take_while(|&k| doc.tag(k) == Tag::Proper).last();
    let Some(first) = first.filter(|_| !doc.is(verb, "be")) else { return false };
    let letters = doc.word(verb - 1).chars().all(|c| !c.is_lowercase());
    let opens =
        first == s.start || doc.kind(first - 1) == Kind::Quote || CLAUSE_LINKS.contains(doc.lower(first - 1));
    opens && !letters && !is_month_or_number(doc, verb - 1)
}

/// Whether the clause ends behind a predicate that ends at token `end`, or another predicate goes on there ("was 24 and
/// out of work"); what goes on to figures or to a direction is a list or a level ("was 72, up from 70").
fn closes_clause(doc: &Document, s: &Range<usize>, end: usize) -> bool {
    if end >= s.end || matches!(doc.sign(end), b'.' | b';') || doc.kind(end) == Kind::Quote {
        return true;
    }
    let next = doc.lower(end + 1);
    match doc.lower(end) {
        "when" => true,
        "," => {
            !(SCORED.contains(next) && next != "and")
                && (end + 1..s.end.min(end + 5)).all(|k| doc.tag(k) != Tag::Number)
        }
        "and" => {
            !doc.tag(end + 1).is_noun() && doc.tag(end + 1) != Tag::Number && !doc.is_capitalised(end + 1)
        }
        _ => false,
    }
}

fn years() -> MentionUnit {
    MentionUnit::age("a", "year", Decimal::ONE)
}

/// "Smith, 24, ...", "the driver, 35, ...", "Smith (24)": a number between commas or in brackets behind a person.
fn apposition(doc: &Document, s: &Range<usize>, start: usize, end: usize) -> bool {
    let of_several = ["of them", "of whom", "of which", "of those", "of these", "of us"];
    if of_several.iter().any(|phrase| doc.phrase_at(end, phrase).is_some()) {
        return false; // "by mortar fire, two of them children"
    }
    if doc.kind(start) == Kind::Word && doc.is(end, "from") {
        return false; // "17 from the Philippines, five from Ukraine": ages before "from" are in digits
    }
    let beside = start > s.start && BESIDE_AGE.has(doc.id(start - 1));
    if beside && doc.is(end, "of") {
        return false; // "the team, now 5 of 8"
    }
    let start = start - usize::from(beside);
    if start < s.start + 2 {
        return false;
    }
    let person = |k: usize| {
        doc.tag(k) == Tag::Proper
            || matches!(doc.tag(k), Tag::Noun) && doc.kind(k) == Kind::Word
            || is_surname(doc, k)
    };
    let name = if doc.is(start - 2, ".") && start >= s.start + 3 { start - 3 } else { start - 2 };
    let closes = end >= s.end
        || matches!(doc.word(end), "," | "." | ";" | "and")
        || doc.kind(end) == Kind::Quote
        || BEHIND_APPOSITION.has(doc.id(end));
    match doc.word(start - 1) {
        "," => person(name) && closes && !is_month_or_number(doc, name),
        "(" => doc.is(end, ")") && doc.tag(start - 2) == Tag::Proper,
        _ => false,
    }
}

/// "Janet Brown": a capitalised word behind a name is one too, whatever else it means.
fn is_surname(doc: &Document, k: usize) -> bool {
    doc.kind(k) == Kind::Word && doc.is_capitalised(k) && doc.tag(k.wrapping_sub(1)) == Tag::Proper
}

fn is_month_or_number(doc: &Document, k: usize) -> bool {
    counted::is_calendar(doc.id(k)) || doc.tag(k) == Tag::Number
}

fn counts_something(doc: &Document, at: usize, end: usize) -> bool {
    measure::after(doc, at, end).is_some()
        || money::after(doc, at, end).is_some()
        || counted::follows(doc, at, end, false) && !matches!(doc.tag(at), Tag::Proper)
        || doc.is_dash_on(at)
}

/// "magnitude 7.6", "a 7.6-magnitude quake", "measuring 7.6", "7.6 on the Richter scale", "a 9.1 temblor".
fn magnitude(doc: &Document, s: &Range<usize>, first: &Figure, start: usize, end: usize) -> Option<usize> {
    if first.form == Form::Vague || first.form == Form::Fraction || first.value > Decimal::TEN {
        return None;
    }
    let after = doc.behind_dash(end);
    if (doc.is_any(after, ["magnitude", "richter"]) || doc.is(after, "strength") && quake_in(doc, s))
        && after < s.end
    {
        return Some(after + 1);
    }
    if let Some(e) = RICHTER.under(doc.id(end)).iter().find_map(|scale| doc.goes_on(end + 1, scale.rest)) {
        return Some(if doc.is(e, "scale") { e + 1 } else { e });
    }
    let fractional = first.rounded && first.value == first.mantissa;
    if fractional && QUAKES.has(doc.id(after)) {
        return Some(end);
    }
    // "the survey said it was 6.1": a bare decimal in a sentence about a quake's size
    let bare = fractional && first.step == Decimal::new(1, 1) && first.value >= Decimal::TWO;
    if bare && quake_in(doc, s) && !counts_something(doc, end, s.end) && !doc.is_capitalised(end) {
        return Some(end);
    }
    behind_magnitude(doc, s, fractional, start, end).then_some(end)
}

/// "magnitude of 7.6", "measured 7.6", "magnitude was put at 7.6"
fn behind_magnitude(doc: &Document, s: &Range<usize>, fractional: bool, start: usize, end: usize) -> bool {
    let first = bound::before(doc, s.start, start).tokens.start;
    for k in (s.start..first).rev().take(4) {
        match doc.lower(k) {
            "magnitude" | "magnitudes" => {
                let quake = QUAKES.has(doc.id(end)); // "a magnitude 6 quake"
                // "a quake of magnitude 5.8 killed nine": nobody counts people in tenths
                let state = fractional && counted::is_state(doc.id(end));
                return quake || state || !counts_something(doc, end, s.end);
            }
            "measuring" | "measured" | "registering" | "registered" if fractional && quake_in(doc, s) => {
                return measure::after(doc, end, s.end).is_none();
            }
            word if MAGNITUDE_LINK.contains(word) || doc.is_hyphen(k) => {}
            _ => return false,
        }
    }
    false
}

fn quake_in(doc: &Document, s: &Range<usize>) -> bool {
    s.clone().any(|k| QUAKES.has(doc.id(k)) || doc.is_any(k, ["richter", "magnitude"]))
}

/// "Half a mile", "a quarter of an hour", "1/16 of a US pint": a fraction of one unit; gives its end.
pub(crate) fn fraction_of_one(doc: &Document, s: &Range<usize>, end: usize) -> Option<(MentionUnit, usize)> {
    let at = if doc.is(end, "of") { end + 1 } else { end };
    if !doc.is_any(at, ["a", "an"]) {
        return None;
    }
    let skip = usize::from(doc.tag(at + 1) == Tag::Proper);
    let (measure, after) = measure::after(doc, at + 1 + skip, s.end)?;
    Some((MentionUnit::measure(measure), after))
}

/// A measure or a currency named behind the figure. "Pounds" are money unless something weighs.
pub(crate) fn measured(
    doc: &Document,
    s: &Range<usize>,
    first: &Figure,
    at: usize,
) -> Option<(MentionUnit, usize)> {
    let measure = measure::after(doc, at, s.end);
    let money = money::after(doc, at, s.end);
    match (measure, money) {
        (Some((m, end)), Some((c, money_end))) => {
            if end > money_end {
                Some((MentionUnit::measure(m), end)) // "pound-feet"
            } else if c.code == "GBP" && !is_weight(doc, s, first, at, money_end) {
                Some((MentionUnit::money(c), money_end))
            } else {
                Some((MentionUnit::measure(m), end))
            }
        }
        (Some((m, end)), None) => {
            // "12 months" measures time; "two day trips", "30 minute men" are rare and lost
            Some((MentionUnit::measure(m), end))
        }
        (None, Some((c, end))) => Some((MentionUnit::money(c), end)),
        (None, None) => None,
    }
}

/// Whether pounds weigh here: written "lb" or with a hyphen, "of" a substance, beside a word of weighing or kilograms.
fn is_weight(doc: &Document, s: &Range<usize>, first: &Figure, at: usize, end: usize) -> bool {
    if first.rounded && first.mantissa != first.value {
        return false; // "74 million pounds"
    }
    if doc.kind(at) == Kind::Dash && PAID.has(doc.id(end)) {
        return false; // "a 1,000-pound fine"
    }
    if doc.lower(at).starts_with("lb") || doc.kind(at) == Kind::Dash && doc.tag(end) != Tag::Noun {
        return true;
    }
    if first.value < Decimal::from(1000) && !s.clone().any(|k| PAYING.has(doc.id(k)) || doc.is(k, "£")) {
        return true; // "208 pounds" in a sentence without a word of money
    }
    let weighing = s.clone().any(|k| WEIGHING.has(doc.id(k)));
    let money = s.clone().any(|k| OTHER_MONEY.contains(doc.lower(k)));
    weighing || doc.is(end, "of") && doc.tag(end + 1) == Tag::Noun && !money
}
