//! Later update: the later report has the newer figure.

use jiff::civil::Date;

use super::{Context, NAMED, Sides, figure};
use crate::claim::{Claim, Modality};
use crate::comparator::cues;
use crate::fact::{Hypothesis, HypothesisKind};
use crate::span::Span;

/// By the dates of publication, by what was planned, or by words of the sentences ("rose to", "initially").
pub(super) fn later_update(context: &Context, sides: &Sides) -> Option<Hypothesis> {
    by_dates(context, sides).or_else(|| by_plan(context, sides)).or_else(|| by_words(context, sides))
}

fn by_dates(context: &Context, sides: &Sides) -> Option<Hypothesis> {
    sides.each().into_iter().find_map(|(early, late)| {
        let last_early = dates(context, early)?.into_iter().max()?;
        let first_late = dates(context, late)?.into_iter().min()?;
        if last_early >= first_late {
            return None;
        }
        let (before, after) = (*early.first()?, *late.first()?);
        let grew = figure(context.quantity(after))? > figure(context.quantity(before))?;
        let resolves = grew && only_grows(&context.claims[after]);
        let why = if resolves { "; such a figure only grows" } else { "" };
        let explanation = format!(
            "{} was published on {last_early}, {} on {first_late}{why}",
            context.claims[before].text, context.claims[after].text
        );
        Some(hypothesis(context, early, late, explanation, resolves))
    })
}

/// The dates of all claims of a side; `None` when one is not known.
fn dates(context: &Context, side: &[usize]) -> Option<Vec<Date>> {
    side.iter().map(|claim| context.days[context.docs[*claim]]).collect()
}

/// Tolls and sums of events that add up over time.
pub(crate) fn only_grows(claim: &Claim) -> bool {
    let aspect = claim.aspect.as_deref().unwrap_or("");
    claim.quantity.dimension == "count" && cues::is("grows", aspect)
}

fn by_plan(context: &Context, sides: &Sides) -> Option<Hypothesis> {
    sides.each().into_iter().find_map(|(plan, outcome)| {
        let all = |side: &[usize], planned: bool| {
            side.iter().all(|c| (context.claims[*c].modality == Modality::Planned) == planned)
        };
        if !all(plan, true) || !all(outcome, false) {
            return None;
        }
        let (before, after) = (*plan.first()?, *outcome.first()?);
        let explanation = format!(
            "{} was planned, {} is what came of it",
            context.claims[before].text, context.claims[after].text
        );
        Some(hypothesis(context, plan, outcome, explanation, false))
    })
}

fn by_words(context: &Context, sides: &Sides) -> Option<Hypothesis> {
    sides.each().into_iter().find_map(|(side, other)| {
        let (claim, word) = side.iter().find_map(|c| Some((*c, cue(context, *c)?)))?;
        let explanation = format!(
            "{} is given as \"{word}\": the figures may be of different times",
            context.claims[claim].text
        );
        Some(hypothesis(context, side, other, explanation, false))
    })
}

fn cue<'a>(context: &Context<'a>, claim: usize) -> Option<&'a str> {
    let sentence = context.sentence(claim);
    let read = || {
        let mut at = 0;
        for word in sentence.split_inclusive(|c: char| !c.is_alphanumeric()) {
            let end = at + word.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
            if cues::is_in_any_case("update", &sentence[at..end]) {
                return Some(Span::new(at, end));
            }
            at += word.len();
        }
        None
    };
    context.known[claim].update.get_or_init(read).map(|word| word.of(sentence))
}

fn hypothesis(
    context: &Context,
    a: &[usize],
    b: &[usize],
    explanation: String,
    resolves: bool,
) -> Hypothesis {
    let claims: Vec<usize> = a.iter().take(NAMED).chain(b.iter().take(NAMED)).copied().collect();
    Hypothesis { kind: HypothesisKind::LaterUpdate, explanation, claims: context.ids(&claims), resolves }
}
