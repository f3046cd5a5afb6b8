//! Finds the mentions of a sentence: figure, then unit or noun, then modifiers, then rate.

mod out_of;
mod unit;

use std::ops::Range;

pub(crate) use unit::Unit;

use crate::claim::Bound;
use crate::lexicon::Currency;
use crate::normalizer::bound::{self, Modifiers};
use crate::normalizer::exclude::exclude;
use crate::normalizer::mention::{Mention, MentionUnit};
use crate::normalizer::number::{Figure, Form, figure_at};
use crate::normalizer::range::{Second, second_figure};
use crate::normalizer::setaside::Aside;
use crate::normalizer::start::{could_start, next_starter};
use crate::normalizer::unit::{money, rate};
use crate::normalizer::{ellipsis, occasions, or_two, share, trend, zero};
use crate::text::{Document, Kind, Tag};

/// The mentions of sentence `sentence`, in order. `before` are those of the sentences before, whose noun a figure
/// without one may take over. Numbers that are no claims go to `aside`.
pub(crate) fn scan(
    doc: &Document,
    sentence: usize,
    before: &[(usize, Vec<Mention>)],
    aside: &mut Aside,
) -> Vec<Mention> {
    let tokens = doc.sentences[sentence].tokens.clone();
    let mut found: Vec<Mention> = Vec::new();
    let mut i = tokens.start;
    while let Some(start) = next_starter(doc, i..tokens.end) {
        i = start;
        if let Some(mention) = zero::at(doc, sentence, &tokens, i) {
            i = mention.tokens.end;
            found.push(mention);
            continue;
        }
        let from = found.last().map_or(tokens.start, |m| m.tokens.end);
        if let Some(mention) = or_two::at(doc, sentence, &tokens, from, i) {
            i = mention.tokens.end;
            found.push(mention);
            continue;
        }
        if let Some(mention) = occasions::at(doc, sentence, &tokens, from, i) {
            i = mention.tokens.end;
            found.push(mention);
            continue;
        }
        if !could_start(doc, i) {
            i += 1;
            continue;
        }
        if let Some(sides) = ellipsis::pair(doc, sentence, &tokens, i) {
            i = sides[1].tokens.end;
            found.extend(sides);
            continue;
        }
        if let Some((reason, next)) = exclude(doc, &tokens, i) {
            let next = next.max(i + 1);
            aside.add(i..next.min(tokens.end), reason);
            i = next;
            continue;
        }
        match (Scanner { doc, sentence, from, tokens: tokens.clone() }).mention_at(i) {
            Some(mention) => {
                // "two three-story hotels": the figure inside the noun phrase is one of its own
                let inner = (mention.figure.end..mention.tokens.end)
                    .find(|&k| doc.tag(k) == Tag::Number && doc.spaced(k) && doc.is_dash_on(k + 1));
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
    for mention in &mut found {
        // Words behind the end of the sentence are none of the claim, whatever looked there.
        mention.tokens.end = mention.tokens.end.min(tokens.end);
    }
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

impl<'a> Scanner<'_, 'a> {
    fn mention_at(&self, i: usize) -> Option<Mention> {
        let mut figures = self.figures_at(i)?;
        if let Some(share) = self.out_of(&figures.first, &figures.before) {
            return Some(share);
        }
        let mut unit = self.unit(&figures)?;
        if figures.second.is_none() {
            self.add_half(&mut figures.first, &mut unit);
        }
        Some(self.assemble(figures, unit))
    }

    /// The figure at token `i`, or the two of a range, with the currency, the sign and the modifiers before them.
    fn figures_at(&self, i: usize) -> Option<Figures<'a>> {
        let doc = self.doc;
        // "$-5", "EUR -64 million"
        let dashed = i > self.from + 1 && doc.kind(i - 1) == Kind::Dash && !doc.spaced(i);
        let currency = money::before(doc, self.from, i)
            .or_else(|| if dashed { money::before(doc, self.from, i - 1) } else { None });
        let first = figure_at(doc, i, self.tokens.end, currency.is_some())?;
        let start = currency.map_or(i, |(_, at)| at);
        let sign = if dashed && currency.is_some() { Some(start) } else { self.sign(i, start) };
        let start = start.min(sign.unwrap_or(i));
        let before = bound::before(doc, self.from, start);
        let currency = currency.map(|(c, _)| c);
        let second = second_figure(doc, &self.tokens, &first, currency, before.tokens.start.min(start));
        Some(Figures { first, second, currency, start, negative: sign.is_some(), before })
    }

    /// The minus of a negative figure: "minus 5", or a dash on to the figure with white space before it.
    fn sign(&self, i: usize, start: usize) -> Option<usize> {
        let k = start.checked_sub(1).filter(|&k| k >= self.tokens.start)?;
        let after_minus = k > self.tokens.start && self.doc.is(k - 1, "minus");
        let dash =
            self.doc.kind(k) == Kind::Dash && (self.doc.spaced(k) || after_minus) && !self.doc.spaced(start);
        if dash && after_minus {
            return Some(k - 1);
        }
        let minus = self.doc.is(k, "minus");
        (dash && (k == self.tokens.start || self.doc.kind(k - 1) != Kind::Number) && !self.doc.is(k, "—")
            || minus)
            .then_some(k)
            .filter(|_| self.doc.kind(i) == Kind::Number || minus)
    }

    fn assemble(&self, figures: Figures<'_>, unit: Unit) -> Mention {
        let doc = self.doc;
        let figure = figures.tokens();
        let Figures { first, second, start, negative, before, .. } = figures;
        let mut tokens = before.tokens.start.min(start)..unit.end.max(figure.end);
        let modifiers = self.with_modifiers_behind(before, figure.end, &mut tokens);
        let per = self.rate(&unit.unit, &mut tokens);
        let group = unit.group.or_else(|| another(doc, &tokens));
        let mut mention = Mention {
            sentence: self.sentence,
            figure,
            tokens,
            bound: modifiers.bound,
            approximate: modifiers.approximate,
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
        if negative {
            negate(doc, &mut mention, start);
        }
        mention.trend = trend::trend(doc, &self.tokens, &mention);
        mention
    }

    /// The modifiers before the figure with those right behind it or its unit, which `tokens` then takes in.
    fn with_modifiers_behind(
        &self,
        before: Modifiers,
        figure_end: usize,
        tokens: &mut Range<usize>,
    ) -> Modifiers {
        let behind = bound::after(self.doc, figure_end, self.tokens.end)
            .or_else(|| bound::after(self.doc, tokens.end, self.tokens.end));
        let Some(behind) = behind else { return before };
        tokens.end = tokens.end.max(behind.tokens.end);
        Modifiers {
            bound: if behind.bound == Bound::Exact { before.bound } else { behind.bound },
            approximate: before.approximate || behind.approximate,
            tokens: tokens.clone(),
        }
    }

    /// The denominators behind `tokens`, which then takes them in.
    fn rate(&self, unit: &MentionUnit, tokens: &mut Range<usize>) -> Vec<crate::claim::Unit> {
        let (mut per, mut end) = rate::after(self.doc, tokens.end, self.tokens.end);
        if per.is_empty() && matches!(self.doc.lower(tokens.end), "more" | "extra" | "less") {
            (per, end) = rate::after(self.doc, tokens.end + 1, self.tokens.end); // "$1,200 more per year"
        }
        if per.is_empty() && self.doc.is(tokens.end, "(") {
            // "9 billion shekels ($2.4 billion) a year": the rate stands behind the conversion
            per = self.rate_behind_bracket(tokens.end);
            end = tokens.end;
        }
        // people each have an age, or a count of things: only money is so much a person
        let each = unit.dimension != "money" && end > 0 && self.doc.is(end - 1, "each");
        per.retain(|p| unit.dimension != "age" && !(each && p.code == "{person}"));
        if !per.is_empty() {
            tokens.end = end;
        }
        per
    }

    /// The rate behind a bracket that opens at token `open`.
    fn rate_behind_bracket(&self, open: usize) -> Vec<crate::claim::Unit> {
        let close = (open..self.tokens.end.min(open + 8)).find(|&k| self.doc.is(k, ")"));
        close.map_or_else(Vec::new, |k| rate::after(self.doc, k + 1, self.tokens.end).0)
    }
}

/// The figures of a mention with what stands before them, while their unit is not known yet.
struct Figures<'d> {
    first: Figure,
    /// The upper end of a range.
    second: Option<Second<'d>>,
    /// The currency written before the first.
    currency: Option<Currency>,
    /// Where the first starts, its currency and its sign included.
    start: usize,
    /// Whether a minus stands before it.
    negative: bool,
    /// The modifiers that end at `start`.
    before: Modifiers,
}

impl Figures<'_> {
    /// From the first figure to the last one.
    fn tokens(&self) -> Range<usize> {
        let end = self.second.as_ref().map_or(self.first.tokens.end, |s| s.figure.tokens.end);
        self.first.tokens.start..end
    }
}

/// Makes the figure of `mention` negative, where its minus at `start` is a word or its unit goes below zero.
fn negate(doc: &Document, mention: &mut Mention, start: usize) {
    let below_zero = matches!(mention.unit.dimension, "temperature" | "percent" | "percent_point" | "money");
    if below_zero || doc.is(start, "minus") {
        mention.low = mention.low.map(|v| -v);
        mention.high = mention.high.map(|v| -v);
        if mention.low.zip(mention.high).is_some_and(|(low, high)| low > high) {
            // "minus 3 to 4 degrees" goes down to -4
            std::mem::swap(&mut mention.low, &mut mention.high);
            mention.step = (mention.step.1, mention.step.0);
        }
        mention.tokens.start = mention.tokens.start.min(start);
    }
}

/// Sets the ends of the figure from its bound, its form and its second figure.
fn close_sides(mention: &mut Mention, first: &Figure, second: Option<&Second<'_>>) {
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

/// "another 19", "a further 20", "the other 12": the modifier that limits the figure.
fn another(doc: &Document, tokens: &Range<usize>) -> Option<Range<usize>> {
    let at = tokens.start;
    match doc.lower(at) {
        "another" => Some(at..at + 1),
        "a" | "an" | "the" if doc.is_any(at + 1, ["further", "additional", "extra", "other"]) => {
            Some(at + 1..at + 2)
        }
        _ => None,
    }
}
