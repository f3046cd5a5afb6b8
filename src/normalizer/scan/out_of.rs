//! Shares of a whole: "one in five", "three out of ten", "9 of every 10".

use rust_decimal::Decimal;

use super::Scanner;
use crate::normalizer::bound::Modifiers;
use crate::normalizer::exclude::exclude;
use crate::normalizer::mention::{Mention, MentionUnit};
use crate::normalizer::number::{Figure, Form, figure_at};
use crate::normalizer::unit::{counted, measure};

/// The wholes of which people give shares in this way; "two in 2004", "one of 37" are none.
const WHOLES: [u32; 19] = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 200, 500, 1000, 10_000, 100_000];

impl Scanner<'_, '_> {
    /// "one in five", "three out of ten", "9 of every 10": a share.
    pub(super) fn out_of(&self, first: &Figure, before: &Modifiers) -> Option<Mention> {
        let doc = self.doc;
        let mut at = first.tokens.end;
        let long = doc
            .phrase_at(at, "out of")
            .or_else(|| doc.phrase_at(at, "of every"))
            .or_else(|| doc.phrase_at(at, "in every"));
        at = match long {
            Some(after) => after,
            None if doc.is(at, "in") => at + 1,
            None => return None,
        };
        if at >= self.tokens.end || exclude(doc, &self.tokens, at).is_some() {
            return None;
        }
        let whole = figure_at(doc, at, self.tokens.end, false)?;
        let usual = WHOLES.iter().any(|&u| whole.value == Decimal::from(u)) && whole.form != Form::Vague;
        let measured = measure::after(doc, whole.tokens.end, self.tokens.end).is_some();
        if !usual || measured || first.value >= whole.value {
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
}
