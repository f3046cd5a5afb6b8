//! Claims as bytes: what their article says is not written twice, and figures keep every digit.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::claim::{Attribution, BaseRange, Bound, Claim, Modality, Quantity, Scope, Trend, Unit};
use crate::report::json::{self, ClaimLine, Id, UnitOf};
use crate::span::Span;

#[derive(Serialize, Deserialize)]
struct Stored<'a> {
    span: Span,
    number_span: Span,
    sentence: Span,
    line: usize,
    column: usize,
    page: Option<usize>,
    /// `None` when it is the sentence.
    #[serde(borrow)]
    context: Option<&'a str>,
    dimension: &'a str,
    bound: Bound,
    approximate: bool,
    low: Option<Figure>,
    high: Option<Figure>,
    unit: StoredUnit<'a>,
    per: Vec<StoredUnit<'a>>,
    base_low: Option<Figure>,
    base_high: Option<Figure>,
    base_unit: &'a str,
    trend: Option<Trend>,
    subject: &'a str,
    aspect: Option<&'a str>,
    place: Option<&'a str>,
    time: Option<&'a str>,
    group: Option<&'a str>,
    /// Speaker, via, cue.
    attribution: Option<(&'a str, Option<&'a str>, &'a str)>,
    modality: Modality,
}

/// A figure: its flags and the digits of 96 bits, the lowest first. Most have few, which take a byte each.
type Figure = [u32; 4];

fn stored(value: Decimal) -> Figure {
    let bytes = value.serialize();
    std::array::from_fn(|part| u32::from_le_bytes(std::array::from_fn(|byte| bytes[4 * part + byte])))
}

fn figure(stored: Figure) -> Decimal {
    Decimal::deserialize(std::array::from_fn(|byte| stored[byte / 4].to_le_bytes()[byte % 4]))
}

#[derive(Serialize, Deserialize)]
struct StoredUnit<'a> {
    code: &'a str,
    name: &'a str,
    phrase: Option<&'a str>,
}

/// The claims of an article as bytes; `None` for what cannot be written so.
pub(super) fn record(claims: &[Claim], article: &Article) -> Option<Vec<u8>> {
    if claims.iter().any(|claim| claim.text != claim.span.of(&article.text)) {
        return None;
    }
    let stored: Vec<Stored> = claims.iter().map(|claim| Stored::of(claim, article)).collect();
    postcard::to_allocvec(&stored).ok()
}

/// The claims of `article` that [`record`] has written; `None` when the bytes are none of its.
pub(super) fn claims(record: &[u8], article: &Article) -> Option<Vec<Claim>> {
    let stored: Vec<Stored> = postcard::from_bytes(record).ok()?;
    Some(stored.iter().map(|stored| stored.claim(article)).collect())
}

/// Appends the claims of `article` that [`record`] has written, one a line as [`json::write_claim`] does: not all that
/// reads them wants them in memory. Whether it could; if not, `lines` is as it was.
pub(super) fn write_lines(record: &[u8], article: &Article, lines: &mut Vec<u8>) -> bool {
    let start = lines.len();
    let written = append_lines(record, article, lines).is_some();
    if !written {
        lines.truncate(start);
    }
    written
}

fn append_lines(record: &[u8], article: &Article, lines: &mut Vec<u8>) -> Option<()> {
    // A list is written as its length and its items.
    let (count, mut rest): (usize, &[u8]) = postcard::take_from_bytes(record).ok()?;
    for _ in 0..count {
        let (stored, behind): (Stored, &[u8]) = postcard::take_from_bytes(rest).ok()?;
        json::write_line_of(stored.line(article), lines).ok()?;
        rest = behind;
    }
    Some(())
}

impl<'a> Stored<'a> {
    fn of(claim: &'a Claim, article: &Article) -> Stored<'a> {
        let quantity = &claim.quantity;
        let whole = claim.context == claim.sentence.of(&article.text);
        Stored {
            span: claim.span,
            number_span: claim.number_span,
            sentence: claim.sentence,
            line: claim.line,
            column: claim.column,
            page: claim.page,
            context: (!whole).then_some(&claim.context),
            dimension: &quantity.dimension,
            bound: quantity.bound,
            approximate: quantity.approximate,
            low: quantity.low.map(stored),
            high: quantity.high.map(stored),
            unit: StoredUnit::of(&quantity.unit),
            per: quantity.per.iter().map(StoredUnit::of).collect(),
            base_low: quantity.base.low.map(stored),
            base_high: quantity.base.high.map(stored),
            base_unit: &quantity.base.unit,
            trend: quantity.trend,
            subject: &claim.subject,
            aspect: claim.aspect.as_deref(),
            place: claim.scope.place.as_deref(),
            time: claim.scope.time.as_deref(),
            group: claim.scope.group.as_deref(),
            attribution: claim
                .attribution
                .as_ref()
                .map(|a| (a.speaker.as_str(), a.via.as_deref(), a.cue.as_str())),
            modality: claim.modality,
        }
    }

    fn line<'b>(&'b self, article: &'b Article) -> ClaimLine<'b, impl Iterator<Item = UnitOf<'b>>> {
        ClaimLine {
            id: Id::At(self.number_span.start),
            article: &article.id,
            span: self.span,
            number_span: self.number_span,
            sentence: self.sentence,
            line: self.line,
            column: self.column,
            page: self.page,
            text: self.span.of(&article.text),
            context: self.context.unwrap_or_else(|| self.sentence.of(&article.text)),
            dimension: self.dimension,
            bound: self.bound,
            approximate: self.approximate,
            low: self.low.map(figure),
            high: self.high.map(figure),
            unit: self.unit.line(),
            per: self.per.iter().map(StoredUnit::line),
            base_low: self.base_low.map(figure),
            base_high: self.base_high.map(figure),
            base_unit: self.base_unit,
            trend: self.trend,
            subject: self.subject,
            aspect: self.aspect,
            place: self.place,
            time: self.time,
            group: self.group,
            attribution: self.attribution,
            modality: self.modality,
        }
    }

    fn claim(&self, article: &Article) -> Claim {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Claim {
            id: format!("{}#{}", article.id, self.number_span.start),
            article: article.id.clone(),
            span: self.span,
            number_span: self.number_span,
            sentence: self.sentence,
            line: self.line,
            column: self.column,
            page: self.page,
            text: self.span.of(&article.text).to_owned(),
            context: self.context.unwrap_or_else(|| self.sentence.of(&article.text)).to_owned(),
            quantity: Quantity {
                dimension: self.dimension.to_owned(),
                bound: self.bound,
                approximate: self.approximate,
                low: self.low.map(figure),
                high: self.high.map(figure),
                unit: self.unit.unit(),
                per: self.per.iter().map(StoredUnit::unit).collect(),
                base: BaseRange {
                    low: self.base_low.map(figure),
                    high: self.base_high.map(figure),
                    unit: self.base_unit.to_owned(),
                },
                trend: self.trend,
            },
            subject: self.subject.to_owned(),
            aspect: owned(self.aspect),
            scope: Scope { place: owned(self.place), time: owned(self.time), group: owned(self.group) },
            attribution: self.attribution.map(|(speaker, via, cue)| Attribution {
                speaker: speaker.to_owned(),
                via: owned(via),
                cue: cue.to_owned(),
            }),
            modality: self.modality,
        }
    }
}

impl<'a> StoredUnit<'a> {
    fn of(unit: &'a Unit) -> StoredUnit<'a> {
        StoredUnit { code: &unit.code, name: &unit.name, phrase: unit.phrase.as_deref() }
    }

    fn line(&self) -> UnitOf<'_> {
        UnitOf { code: self.code, name: self.name, phrase: self.phrase }
    }

    fn unit(&self) -> Unit {
        Unit {
            code: self.code.to_owned(),
            name: self.name.to_owned(),
            phrase: self.phrase.map(str::to_owned),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_keep_every_digit() {
        let signed = |value: Decimal| [value, -value];
        let values = [Decimal::ZERO, Decimal::new(250, 2), Decimal::MAX, Decimal::new(1, 28)];
        for value in values.into_iter().flat_map(signed) {
            assert_eq!(figure(stored(value)).serialize(), value.serialize(), "{value}");
        }
    }
}
