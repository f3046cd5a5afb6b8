//! The unit of the figures of a mention: a currency, a measure, a share, or the noun that they count.

use std::ops::Range;

use rust_decimal::Decimal;

use super::{Figures, Scanner};
use crate::lexicon::Currency;
use crate::normalizer::bound;
use crate::normalizer::mention::MentionUnit;
use crate::normalizer::number::{Figure, Form, GRAND, and_a_half, is_times};
use crate::normalizer::special;
use crate::normalizer::unit::{counted, money};
use crate::text::{Document, Kind, Tag};

/// The unit of a mention and where it ends.
pub(crate) struct Unit {
    pub unit: MentionUnit,
    pub end: usize,
    pub noun: Option<Range<usize>>,
    pub group: Option<Range<usize>>,
}

impl Unit {
    /// A unit without a noun.
    pub(crate) fn measured(unit: MentionUnit, end: usize) -> Unit {
        Unit { unit, end, noun: None, group: None }
    }
}

impl Scanner<'_, '_> {
    /// The unit of the figures, and the end of it.
    pub(super) fn unit(&self, figures: &Figures<'_>) -> Option<Unit> {
        self.unit_behind_modifier(figures).or_else(|| self.unit_at(figures, figures.tokens().end))
    }

    /// The unit behind a modifier that stands between it and the figure: "14 or more people", "200+ employees".
    fn unit_behind_modifier(&self, figures: &Figures<'_>) -> Option<Unit> {
        let modifier = bound::after(self.doc, figures.tokens().end, self.tokens.end)?;
        self.unit_at(figures, modifier.tokens.end).filter(|unit| unit.end > modifier.tokens.end)
    }

    /// The unit that starts behind `figure_end`, the end of the figures or of their modifier.
    fn unit_at(&self, figures: &Figures<'_>, figure_end: usize) -> Option<Unit> {
        let doc = self.doc;
        let (first, second) = (&figures.first, figures.second.as_ref());
        if let Some(currency) = figures.currency.or(second.and_then(|s| s.currency)) {
            return Some(self.money(currency, figure_end));
        }
        if doc.is(figure_end - 1, GRAND)
            && let Some(currency) = money::nearest(doc, figure_end)
        {
            return Some(Unit::measured(MentionUnit::money(currency), figure_end));
        }
        if let Some(ratio) = self.ratio(first, figure_end) {
            return Some(ratio);
        }
        let at = of_skipped(doc, first, figure_end);
        if let Some(unit) = special::unit(doc, &self.tokens, first, figures.start, figure_end) {
            return Some(unit);
        }
        if let Some((unit, unit_end)) = special::measured(doc, &self.tokens, first, at) {
            if unit.dimension == "duration" && is_few(doc, first) {
                return None; // "a few minutes", "several years": an idiom, no figure
            }
            return Some(Unit::measured(unit, unit_end));
        }
        if let Some(unit) = second.and_then(|s| s.unit_between) {
            return Some(Unit::measured(unit.unit(), figure_end));
        }
        if first.form == Form::Fraction {
            return Some(self.fraction(first, figure_end));
        }
        let one = first.value == Decimal::ONE && second.is_none();
        if let Some(noun) = self.noun(at, one, first.form) {
            let partitive = noun.tokens.start > figure_end && at == figure_end;
            let unit = MentionUnit::count(&noun.head, &noun.phrase);
            let unit_end = if partitive { figure_end } else { noun.tokens.end };
            return Some(Unit { unit, end: unit_end, noun: Some(noun.tokens), group: noun.group });
        }
        if doc.is_hyphen(figure_end) && doc.kind(figure_end + 1) == Kind::Word {
            return self.hyphenated(first, figure_end);
        }
        self.without_noun(first, figure_end)
    }

    /// "An hour and a half": the part behind a unit of measure belongs to the figure.
    pub(super) fn add_half(&self, first: &mut Figure, unit: &mut Unit) {
        let measures = !matches!(unit.unit.dimension, "count" | "money") && unit.end > first.tokens.end;
        if let Some((part, after)) = and_a_half(self.doc, unit.end, self.tokens.end).filter(|_| measures)
            && let Some(value) = first.value.checked_add(part)
        {
            (first.value, first.step, first.rounded) = (value, Decimal::new(1, 1), true);
            unit.end = after;
        }
    }

    fn money(&self, currency: Currency, figure_end: usize) -> Unit {
        let (currency, end) = match money::after(self.doc, figure_end, self.tokens.end) {
            Some((named, end)) if named.factor == Decimal::ONE => (named, end),
            _ if currency.code == "USD" && matches!(self.doc.word(figure_end), "U.S." | "US") => {
                (currency, figure_end + 1)
            }
            _ => (currency, figure_end),
        };
        Unit::measured(MentionUnit::money(currency), end)
    }

    /// "Twice as many men", "three times the rate": how many times an amount; a noun behind "many" is its subject.
    fn ratio(&self, first: &Figure, figure_end: usize) -> Option<Unit> {
        let (doc, end) = (self.doc, self.tokens.end);
        // "6.5 times earnings": nobody does a thing six and a half times
        let parts =
            doc.is(figure_end, "times") && first.step < Decimal::ONE && doc.tag(figure_end + 1).is_noun();
        let times = usize::from(parts || is_times(doc, figure_end, end));
        if first.form != Form::Multiple && times == 0 {
            return None;
        }
        let at = figure_end + times;
        let counted = doc.is(at, "as") && doc.is_any(at + 1, ["many", "much"]);
        let noun = if counted { counted::after(doc, at + 2, end, false).map(|n| n.tokens) } else { None };
        Some(Unit { unit: MentionUnit::ratio(), end: at, noun, group: None })
    }

    /// "half a mile"; else "half of the passengers", "two-thirds of voters": the noun belongs to the subject, the unit
    /// is a share.
    fn fraction(&self, first: &Figure, figure_end: usize) -> Unit {
        if let Some((unit, end)) = special::fraction_of_one(self.doc, &self.tokens, figure_end) {
            return Unit::measured(unit, end);
        }
        let at = of_skipped(self.doc, first, figure_end);
        let noun = counted::after(self.doc, at, self.tokens.end, false).map(|n| n.tokens);
        Unit { unit: MentionUnit::fraction(), end: figure_end, noun, group: None }
    }

    /// The noun behind the figure, or behind "of the" ("12 of the 23 pirates", "seven of them").
    fn noun(&self, at: usize, one: bool, form: Form) -> Option<counted::Counted> {
        let (doc, end) = (self.doc, self.tokens.end);
        if doc.kind(at) == Kind::Dash {
            return None;
        }
        if doc.is(at, "of") && form != Form::Fraction {
            let mut k = at + 1;
            while k < end && (is_before_whole(doc, k) || doc.kind(k + 1) == Kind::Possessive) {
                k += 1;
            }
            // "the 247 of the champion" belong to him; several are of a plural or of those that make up one
            let single = doc.is(at + 1, "the") && doc.tag(k) == Tag::Noun && doc.tag(k + 1) == Tag::Punct;
            let the = at >= 2 && doc.kind(at - 1) == Kind::Number && doc.is(at - 2, "the");
            if single && the {
                return None;
            }
            return counted::after(doc, k, end, false)
                .map(|n| counted::Counted { group: Some(at..n.tokens.end), ..n });
        }
        counted::after(doc, at, end, one)
    }

    /// "three-story", "30-man", "five-time": the noun behind the hyphen.
    fn hyphenated(&self, first: &Figure, figure_end: usize) -> Option<Unit> {
        let doc = self.doc;
        let word = figure_end + 1;
        if word >= self.tokens.end || first.form == Form::Vague {
            return None;
        }
        if doc.is(word, "strong") && doc.tag(word + 1).is_noun() {
            // "an 11-strong team": the people in it
            return Some(Unit::measured(MentionUnit::count("person", "person"), word + 1));
        }
        let tag = doc.tag(word);
        let chained = doc.is_dash_on(word + 1);
        if !tag.is_noun() && tag != Tag::Verb || chained && doc.is(word, "and") {
            return None;
        }
        let head = doc.lexicon.singular(doc.lower(word));
        let unit = MentionUnit::count(&head, &head);
        Some(Unit { unit, end: word + 1, noun: Some(word..word + 1), group: None })
    }

    /// A figure without unit or noun; `share` may give it those of its neighbours.
    fn without_noun(&self, first: &Figure, figure_end: usize) -> Option<Unit> {
        if first.form == Form::Vague && self.doc.is(first.tokens.start, "several") {
            return None;
        }
        let group = (self.doc.is(figure_end, "of")
            && matches!(self.doc.lower(figure_end + 1), "them" | "whom" | "which" | "those"))
        .then_some(figure_end..figure_end + 2);
        // "500 more will follow"
        let more = self.doc.is(figure_end, "more") && !self.doc.is(figure_end + 1, "than");
        if more && figure_end < self.tokens.end {
            let group = Some(figure_end..figure_end + 1);
            return Some(Unit { unit: MentionUnit::none(), end: figure_end + 1, noun: None, group });
        }
        Some(Unit { unit: MentionUnit::none(), end: figure_end, noun: None, group })
    }
}

/// Whether token `k` stands between "of" and the noun of a whole: "of the 27 plants", and the possessor of "the group's".
fn is_before_whole(doc: &Document, k: usize) -> bool {
    matches!(doc.tag(k), Tag::Determiner | Tag::PossessivePronoun | Tag::Number)
        || doc.kind(k) == Kind::Number
}

/// The token behind "of" for figures that take it ("dozens of buses", "a couple of boats"), else `at`.
fn of_skipped(doc: &Document, first: &Figure, at: usize) -> usize {
    let takes_of = matches!(first.form, Form::Vague | Form::Group | Form::Fraction) || first.rounded;
    if !(takes_of && doc.is(at, "of")) {
        return at;
    }
    let mut k = at + 1;
    while matches!(doc.tag(k), Tag::Determiner | Tag::PossessivePronoun) && doc.kind(k) != Kind::Possessive {
        k += 1;
    }
    k
}

/// "a few", "several" without a magnitude.
fn is_few(doc: &Document, figure: &Figure) -> bool {
    figure.form == Form::Vague && doc.is_any(figure.tokens.end - 1, ["few", "several", "handful"])
}
