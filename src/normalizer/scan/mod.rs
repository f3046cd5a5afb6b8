//! Finds the mentions of a sentence: figure, then unit or noun, then modifiers, then rate.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::claim::Bound;
use crate::lexicon::Currency;
use crate::normalizer::bound::{self, Modifiers};
use crate::normalizer::exclude::exclude;
use crate::normalizer::mention::{Mention, MentionUnit};
use crate::normalizer::number::{Figure, Form, and_a_half, figure_at};
use crate::normalizer::range::{Second, second_figure};
use crate::normalizer::setaside::Aside;
use crate::normalizer::start::could_start;
use crate::normalizer::unit::{counted, money, rate};
use crate::normalizer::{share, special, trend, zero};
use crate::text::{Document, Kind, Tag};

/// The mentions of sentence `sentence`, in order. `before` are those of the sentence before, whose noun a figure
/// without one may take over. Numbers that are no claims go to `aside`.
pub(crate) fn scan(doc: &Document, sentence: usize, before: &[Mention], aside: &mut Aside) -> Vec<Mention> {
    let tokens = doc.sentences[sentence].tokens.clone();
    let mut found: Vec<Mention> = Vec::new();
    let mut i = tokens.start;
    while i < tokens.end {
        if let Some(mention) = zero::at(doc, sentence, &tokens, i) {
            i = mention.tokens.end;
            found.push(mention);
            continue;
        }
        if !could_start(doc, i) {
            i += 1;
            continue;
        }
        if let Some((reason, next)) = exclude(doc, &tokens, i) {
            let next = next.max(i + 1);
            aside.add(i..next.min(tokens.end), reason);
            i = next;
            continue;
        }
        let from = found.last().map_or(tokens.start, |m| m.tokens.end);
        match (Scanner { doc, sentence, from, tokens: tokens.clone() }).mention_at(i) {
            Some(mention) => {
                // "two three-story hotels": the figure inside the noun phrase is one of its own
                let inner = (mention.figure.end..mention.tokens.end).find(|&k| {
                    doc.tag(k) == Tag::Number
                        && doc.kind(k + 1) == Kind::Dash
                        && !doc.spaced(k + 1)
                        && doc.spaced(k)
                });
                i = inner.unwrap_or(mention.tokens.end.max(mention.figure.end));
                found.push(mention);
            }
            None => {
                aside.add_unread(doc, i, tokens.end);
                i += 1;
            }
        }
    }
    share::share_units(doc, &mut found, before, aside);
    found
}

/// What is needed to read one mention.
struct Scanner<'d, 'a> {
    doc: &'d Document<'a>,
    sentence: usize,
    /// Modifiers are read back to here.
    from: usize,
    tokens: Range<usize>,
}

impl Scanner<'_, '_> {
    fn mention_at(&self, i: usize) -> Option<Mention> {
        let doc = self.doc;
        let dashed =
            i > self.from + 1 && doc.kind(i - 1) == Kind::Dash && !doc.spaced(i - 1) && !doc.spaced(i);
        let currency = money::before(doc, self.from, i)
            .or_else(|| if dashed { money::before(doc, self.from, i - 1) } else { None });
        let mut first = figure_at(doc, i, self.tokens.end, currency.is_some())?;
        let sign = if dashed && currency.is_some() {
            currency.map(|(_, at)| at)
        } else {
            self.sign(i, currency.map_or(i, |(_, at)| at))
        };
        let start = currency.map_or(i, |(_, at)| at).min(sign.unwrap_or(i));
        let before = bound::before(doc, self.from, start);
        let second = second_figure(
            doc,
            &self.tokens,
            &first,
            currency.map(|(c, _)| c),
            before.tokens.start.min(start),
        );
        let figure_end = second.as_ref().map_or(first.tokens.end, |s| s.figure.tokens.end);
        if let Some(share) = self.out_of(&first, &before) {
            return Some(share);
        }
        let currency = currency.map(|(c, _)| c);
        let mut unit = self
            .unit_behind_modifier(&first, &second, currency, start, figure_end)
            .or_else(|| self.unit(&first, &second, currency, start, figure_end))?;
        if second.is_none() {
            self.add_half(&mut first, &mut unit);
        }
        self.assemble(first, second, before, unit, start, sign.is_some())
    }

    /// "An hour and a half": the part behind a unit of measure belongs to the figure.
    fn add_half(&self, first: &mut Figure, unit: &mut Unit) {
        let measures = !matches!(unit.unit.dimension, "count" | "money") && unit.end > first.tokens.end;
        if let Some((part, after)) = and_a_half(self.doc, unit.end, self.tokens.end).filter(|_| measures)
            && let Some(value) = first.value.checked_add(part)
        {
            (first.value, first.step, first.rounded) = (value, Decimal::new(1, 1), true);
            unit.end = after;
        }
    }

    /// The unit behind a modifier that stands between it and the figure: "14 or more people", "200+ employees".
    fn unit_behind_modifier(
        &self,
        first: &Figure,
        second: &Option<Second>,
        currency: Option<Currency>,
        start: usize,
        figure_end: usize,
    ) -> Option<Unit> {
        let modifier = bound::after(self.doc, figure_end, self.tokens.end)?;
        let unit = self.unit(first, second, currency, start, modifier.tokens.end)?;
        (unit.end > modifier.tokens.end).then_some(unit)
    }

    /// The minus of a negative figure: "minus 5", or a dash on to the figure with white space before it.
    fn sign(&self, i: usize, start: usize) -> Option<usize> {
        let k = start.checked_sub(1).filter(|&k| k >= self.tokens.start)?;
        let after_minus = k > self.tokens.start && self.doc.lower(k - 1) == "minus";
        let dash =
            self.doc.kind(k) == Kind::Dash && (self.doc.spaced(k) || after_minus) && !self.doc.spaced(start);
        if dash && after_minus {
            return Some(k - 1);
        }
        let minus = self.doc.lower(k) == "minus";
        (dash && (k == self.tokens.start || self.doc.kind(k - 1) != Kind::Number) && self.doc.word(k) != "—"
            || minus)
            .then_some(k)
            .filter(|_| self.doc.kind(i) == Kind::Number || minus)
    }

    /// "one in five", "three out of ten", "9 of every 10": a share.
    fn out_of(&self, first: &Figure, before: &Modifiers) -> Option<Mention> {
        let doc = self.doc;
        let mut at = first.tokens.end;
        let long = doc
            .phrase_at(at, "out of")
            .or_else(|| doc.phrase_at(at, "of every"))
            .or_else(|| doc.phrase_at(at, "in every"));
        at = match long {
            Some(after) => after,
            None if doc.lower(at) == "in" => at + 1,
            None => return None,
        };
        if at >= self.tokens.end || exclude(doc, &self.tokens, at).is_some() {
            return None;
        }
        let whole = figure_at(doc, at, self.tokens.end, false)?;
        let usual = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 200, 500, 1000, 10_000, 100_000];
        if first.value >= whole.value
            || !usual.iter().any(|&u| whole.value == Decimal::from(u))
            || whole.form == Form::Vague
        {
            return None;
        }
        if crate::normalizer::unit::measure::after(doc, whole.tokens.end, self.tokens.end).is_some() {
            return None;
        }
        let value = first.value.checked_div(whole.value)?.round_dp(6);
        let noun = counted::after(doc, whole.tokens.end, self.tokens.end, false);
        Some(Mention {
            sentence: self.sentence,
            figure: first.tokens.start..whole.tokens.end,
            tokens: before.tokens.start.min(first.tokens.start)..whole.tokens.end,
            bound: before.bound,
            approximate: before.approximate,
            low: Some(value),
            high: Some(value),
            step: (Decimal::new(1, 2), Decimal::new(1, 2)),
            rounded: true,
            unit: MentionUnit::fraction(),
            per: Vec::new(),
            trend: None,
            noun: noun.map(|n| n.tokens),
            group: None,
        })
    }

    /// The unit of the figures, and the end of it.
    fn unit(
        &self,
        first: &Figure,
        second: &Option<Second>,
        currency: Option<Currency>,
        start: usize,
        figure_end: usize,
    ) -> Option<Unit> {
        let (doc, end) = (self.doc, self.tokens.end);
        let after_first = second.as_ref().and_then(|s| s.unit_between.clone());
        if let Some(currency) = currency.or(second.as_ref().and_then(|s| s.currency)) {
            return Some(self.money(currency, figure_end));
        }
        let at = of_skipped(doc, first, figure_end);
        if let Some(unit) = special::unit(doc, &self.tokens, first, start, figure_end) {
            return Some(unit);
        }
        if let Some((unit, unit_end)) = special::measured(doc, &self.tokens, first, at) {
            if unit.dimension == "duration" && is_few(doc, first) {
                return None; // "a few minutes", "several years": an idiom, no figure
            }
            return Some(Unit { unit, end: unit_end, noun: None, group: None });
        }
        if let Some(unit) = after_first {
            return Some(Unit { unit, end: figure_end, noun: None, group: None });
        }
        if first.form == Form::Fraction
            && let Some((unit, unit_end)) = special::fraction_of_one(doc, &self.tokens, figure_end)
        {
            return Some(Unit { unit, end: unit_end, noun: None, group: None });
        }
        let one = first.value == Decimal::ONE && second.is_none();
        if first.form == Form::Fraction {
            return Some(self.fraction(first, figure_end));
        }
        let noun = self.noun(at, one, first.form);
        if let Some(noun) = noun {
            let partitive = noun.tokens.start > figure_end && at == figure_end;
            let unit = MentionUnit::count(&noun.head, &noun.phrase);
            let unit_end = if partitive { figure_end } else { noun.tokens.end };
            return Some(Unit { unit, end: unit_end, noun: Some(noun.tokens), group: noun.group });
        }
        let hyphen =
            doc.kind(figure_end) == Kind::Dash && !doc.spaced(figure_end) && !doc.spaced(figure_end + 1);
        if hyphen && doc.kind(figure_end + 1) == Kind::Word {
            return self.hyphenated(first, figure_end, end);
        }
        self.without_noun(first, figure_end)
    }

    fn money(&self, currency: Currency, figure_end: usize) -> Unit {
        let (currency, end) = match money::after(self.doc, figure_end, self.tokens.end) {
            Some((named, end)) if named.factor == Decimal::ONE => (named, end),
            _ if currency.code == "USD" && matches!(self.doc.word(figure_end), "U.S." | "US") => {
                (currency, figure_end + 1)
            }
            _ => (currency, figure_end),
        };
        Unit { unit: MentionUnit::money(currency), end, noun: None, group: None }
    }

    /// The rate behind a bracket that opens at token `open`.
    fn rate_behind_bracket(&self, open: usize) -> Vec<crate::claim::Unit> {
        let close = (open..self.tokens.end.min(open + 8)).find(|&k| self.doc.word(k) == ")");
        close.map_or_else(Vec::new, |k| rate::after(self.doc, k + 1, self.tokens.end).0)
    }

    /// "half of the passengers", "two-thirds of voters": the noun belongs to the subject, the unit is a share.
    fn fraction(&self, first: &Figure, figure_end: usize) -> Unit {
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
        if doc.lower(at) == "of" && form != Form::Fraction {
            let mut k = at + 1;
            while k < end
                && (matches!(doc.tag(k), Tag::Determiner | Tag::PossessivePronoun | Tag::Number)
                    || doc.kind(k) == Kind::Number)
            {
                k += 1;
            }
            return counted::after(doc, k, end, false)
                .map(|n| counted::Counted { group: Some(at..n.tokens.end), ..n });
        }
        counted::after(doc, at, end, one)
    }

    /// "three-story", "30-man", "five-time": the noun behind the hyphen.
    fn hyphenated(&self, first: &Figure, figure_end: usize, end: usize) -> Option<Unit> {
        let doc = self.doc;
        let word = figure_end + 1;
        if word >= end || first.form == Form::Vague {
            return None;
        }
        let tag = doc.tag(word);
        let chained = doc.kind(word + 1) == Kind::Dash && !doc.spaced(word + 1);
        if !tag.is_noun() && tag != Tag::Verb || chained && doc.lower(word) == "and" {
            return None;
        }
        let head = crate::lexicon::singular(doc.lower(word));
        let unit = MentionUnit::count(&head, &head);
        Some(Unit { unit, end: word + 1, noun: Some(word..word + 1), group: None })
    }

    /// A figure without unit or noun; `share` may give it those of its neighbours.
    fn without_noun(&self, first: &Figure, figure_end: usize) -> Option<Unit> {
        if first.form == Form::Vague && self.doc.lower(first.tokens.start) == "several" {
            return None;
        }
        let group = (self.doc.lower(figure_end) == "of"
            && matches!(self.doc.lower(figure_end + 1), "them" | "whom" | "which" | "those"))
        .then_some(figure_end..figure_end + 2);
        // "500 more will follow"
        let more = self.doc.lower(figure_end) == "more" && self.doc.lower(figure_end + 1) != "than";
        if more && figure_end < self.tokens.end {
            let group = Some(figure_end..figure_end + 1);
            return Some(Unit { unit: MentionUnit::none(), end: figure_end + 1, noun: None, group });
        }
        Some(Unit { unit: MentionUnit::none(), end: figure_end, noun: None, group })
    }

    fn assemble(
        &self,
        first: Figure,
        second: Option<Second>,
        before: Modifiers,
        unit: Unit,
        start: usize,
        negative: bool,
    ) -> Option<Mention> {
        let doc = self.doc;
        let mut tokens = before.tokens.start.min(start)..unit.end.max(first.tokens.end);
        let figure = first.tokens.start..second.as_ref().map_or(first.tokens.end, |s| s.figure.tokens.end);
        tokens.end = tokens.end.max(figure.end);
        let mut behind = bound::after(doc, figure.end, self.tokens.end);
        if behind.is_none() {
            behind = bound::after(doc, tokens.end, self.tokens.end);
        }
        let mut side = before.bound;
        let mut approximate = before.approximate;
        if let Some(m) = behind {
            side = if m.bound == Bound::Exact { side } else { m.bound };
            approximate |= m.approximate;
            tokens.end = tokens.end.max(m.tokens.end);
        }
        let (mut per, mut per_end) = rate::after(doc, tokens.end, self.tokens.end);
        if per.is_empty() && doc.word(tokens.end) == "(" {
            // "9 billion shekels ($2.4 billion) a year": the rate stands behind the conversion
            per = self.rate_behind_bracket(tokens.end);
            per_end = tokens.end;
        }
        let measurable =
            matches!(unit.unit.dimension, "money") || !per.is_empty() && unit.unit.dimension != "age";
        let money = unit.unit.dimension == "money";
        let each = per_end > 0 && doc.lower(per_end - 1) == "each";
        let per: Vec<_> =
            per.into_iter().filter(|p| measurable && (money || p.code != "{person}" || !each)).collect();
        if !per.is_empty() {
            tokens.end = per_end;
        }
        let group = unit.group.or_else(|| another(doc, &tokens));
        let mut mention = Mention {
            sentence: self.sentence,
            figure,
            tokens,
            bound: side,
            approximate,
            low: Some(first.value),
            high: Some(first.value),
            step: (first.step, first.step),
            rounded: first.rounded,
            unit: unit.unit,
            per,
            trend: None,
            noun: unit.noun,
            group,
        };
        close_sides(&mut mention, &first, second.as_ref());
        let worded = doc.lower(start) == "minus";
        if negative
            && (worded
                || matches!(mention.unit.dimension, "temperature" | "percent" | "percent_point" | "money"))
        {
            mention.low = mention.low.map(|v| -v);
            mention.high = mention.high.map(|v| -v);
            mention.tokens.start = mention.tokens.start.min(start);
        }
        mention.trend = trend::trend(doc, &self.tokens, &mention);
        Some(mention)
    }
}

/// The unit of a mention and where it ends.
pub(crate) struct Unit {
    pub unit: MentionUnit,
    pub end: usize,
    pub noun: Option<Range<usize>>,
    pub group: Option<Range<usize>>,
}

/// Sets the ends of the figure from its bound, its form and its second figure.
fn close_sides(mention: &mut Mention, first: &Figure, second: Option<&Second>) {
    if let Some(second) = second {
        mention.low = Some(second.low);
        mention.high = Some(second.figure.value);
        mention.step = (second.low_step, second.figure.step);
        mention.rounded |= second.figure.rounded;
        // "up to 14 or 18", "more than 10 to 12": the range says more than the bound
        mention.bound = Bound::Between;
        return;
    }
    if first.form == Form::Vague {
        mention.bound = Bound::AtLeast;
        mention.high = None;
        return;
    }
    match mention.bound {
        Bound::AtLeast | Bound::MoreThan => mention.high = None,
        Bound::AtMost | Bound::LessThan => mention.low = None,
        Bound::Exact | Bound::Between => {}
    }
}

/// The token behind "of" for figures that take it ("dozens of buses", "a couple of boats"), else `at`.
fn of_skipped(doc: &Document, first: &Figure, at: usize) -> usize {
    let takes_of = matches!(first.form, Form::Vague | Form::Group | Form::Fraction) || first.rounded;
    if !(takes_of && doc.lower(at) == "of") {
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
    figure.form == Form::Vague && matches!(doc.lower(figure.tokens.end - 1), "few" | "several" | "handful")
}

/// "another 19", "a further 20", "the other 12": the modifier that limits the figure.
fn another(doc: &Document, tokens: &Range<usize>) -> Option<Range<usize>> {
    let at = tokens.start;
    match doc.lower(at) {
        "another" => Some(at..at + 1),
        "a" | "an" | "the" if matches!(doc.lower(at + 1), "further" | "additional" | "extra" | "other") => {
            Some(at + 1..at + 2)
        }
        _ => None,
    }
}
