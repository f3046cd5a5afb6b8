//! Claims as bytes: what their article says is not written twice, and figures keep every digit.

use rust_decimal::Decimal;

use super::fields::{FieldReader, FieldWriter};
use crate::article::Article;
use crate::claim::{Attribution, BaseRange, Bound, Claim, Modality, Quantity, Scope, Trend, Unit};
use crate::report::json::{self, ClaimLine, Id, UnitOf};
use crate::span::Span;

struct Stored<'a> {
    span: Span,
    number_span: Span,
    sentence: Span,
    line: usize,
    column: usize,
    page: Option<usize>,
    /// `None` when it is the sentence.
    context: Option<&'a str>,
    dimension: &'a str,
    bound: Bound,
    approximate: bool,
    low: Option<Decimal>,
    high: Option<Decimal>,
    unit: UnitOf<'a>,
    per: Vec<UnitOf<'a>>,
    base_low: Option<Decimal>,
    base_high: Option<Decimal>,
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

/// What a claim says by one of a few words, each by its place here.
const BOUNDS: [Bound; 6] =
    [Bound::Exact, Bound::AtLeast, Bound::MoreThan, Bound::AtMost, Bound::LessThan, Bound::Between];
const TRENDS: [Option<Trend>; 3] = [None, Some(Trend::Up), Some(Trend::Down)];
const MODALITIES: [Modality; 5] =
    [Modality::Asserted, Modality::Hedged, Modality::Planned, Modality::Conditional, Modality::Denied];

/// The claims of an article as bytes; `None` for what cannot be written so.
pub(super) fn record(claims: &[Claim], article: &Article) -> Option<Vec<u8>> {
    if claims.iter().any(|claim| claim.text != claim.span.of(&article.text)) {
        return None;
    }
    let mut fields = FieldWriter::default();
    fields.number(claims.len() as u64);
    for claim in claims {
        Stored::of(claim, article).write(&mut fields);
    }
    Some(fields.finish())
}

/// The claims of `article` that [`record`] has written; `None` when the bytes are none of its.
pub(super) fn claims(record: &[u8], article: &Article) -> Option<Vec<Claim>> {
    let mut claims = Vec::new();
    read(record, |stored| claims.push(stored.claim(article)))?;
    Some(claims)
}

/// Appends the claims of `article` that [`record`] has written, one a line as [`json::write_claim`] does: not all that
/// reads them wants them in memory. Whether it could; if not, `lines` is as it was.
pub(super) fn write_lines(record: &[u8], article: &Article, lines: &mut Vec<u8>) -> bool {
    let start = lines.len();
    let mut written = Ok(());
    let read = read(record, |stored| {
        if written.is_ok() {
            written = json::write_line_of(stored.line(article), lines);
        }
    });
    let whole = read.is_some() && written.is_ok();
    if !whole {
        lines.truncate(start);
    }
    whole
}

/// Passes what `record` holds on, a claim at a time.
fn read<'a>(record: &'a [u8], mut take: impl FnMut(Stored<'a>)) -> Option<()> {
    let mut fields = FieldReader::new(record)?;
    for _ in 0..fields.count()? {
        take(Stored::read(&mut fields)?);
    }
    fields.is_at_end().then_some(())
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
            low: quantity.low,
            high: quantity.high,
            unit: (&quantity.unit).into(),
            per: quantity.per.iter().map(UnitOf::from).collect(),
            base_low: quantity.base.low,
            base_high: quantity.base.high,
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

    fn write(&self, fields: &mut FieldWriter) {
        let start = self.sentence.start;
        fields.number(start as u64);
        // Mostly small numbers; a byte before the sentence comes back, too.
        for at in
            [self.sentence.end, self.number_span.start, self.number_span.end, self.span.start, self.span.end]
        {
            fields.number(at.wrapping_sub(start) as u64);
        }
        fields.number(self.line as u64);
        fields.number(self.column as u64);
        fields.number(self.page.map_or(0, |page| page as u64 + 1));
        fields.optional(self.context);
        fields.text(self.dimension);
        fields.number(place_in(&BOUNDS, self.bound));
        fields.number(self.approximate.into());
        fields.figure(self.low);
        fields.figure(self.high);
        write_unit(self.unit, fields);
        fields.number(self.per.len() as u64);
        self.per.iter().for_each(|unit| write_unit(*unit, fields));
        fields.figure(self.base_low);
        fields.figure(self.base_high);
        fields.text(self.base_unit);
        fields.number(place_in(&TRENDS, self.trend));
        fields.text(self.subject);
        for text in [self.aspect, self.place, self.time, self.group] {
            fields.optional(text);
        }
        let (speaker, via, cue) =
            self.attribution.map_or((None, None, ""), |(speaker, via, cue)| (Some(speaker), via, cue));
        fields.optional(speaker);
        if speaker.is_some() {
            fields.optional(via);
            fields.text(cue);
        }
        fields.number(place_in(&MODALITIES, self.modality));
    }

    /// What [`Stored::write`] wrote.
    fn read(fields: &mut FieldReader<'a>) -> Option<Stored<'a>> {
        let start = fields.count()?;
        let mut place = || Some(start.wrapping_add(fields.count()?));
        let sentence = Span { start, end: place()? };
        let number_span = Span { start: place()?, end: place()? };
        let span = Span { start: place()?, end: place()? };
        Some(Stored {
            span,
            number_span,
            sentence,
            line: fields.count()?,
            column: fields.count()?,
            page: fields.count()?.checked_sub(1),
            context: fields.optional()?,
            dimension: fields.text()?,
            bound: *BOUNDS.get(fields.count()?)?,
            approximate: fields.count()? == 1,
            low: fields.figure()?,
            high: fields.figure()?,
            unit: read_unit(fields)?,
            per: (0..fields.count()?).map(|_| read_unit(fields)).collect::<Option<_>>()?,
            base_low: fields.figure()?,
            base_high: fields.figure()?,
            base_unit: fields.text()?,
            trend: *TRENDS.get(fields.count()?)?,
            subject: fields.text()?,
            aspect: fields.optional()?,
            place: fields.optional()?,
            time: fields.optional()?,
            group: fields.optional()?,
            attribution: match fields.optional()? {
                Some(speaker) => Some((speaker, fields.optional()?, fields.text()?)),
                None => None,
            },
            modality: *MODALITIES.get(fields.count()?)?,
        })
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
            low: self.low,
            high: self.high,
            unit: self.unit,
            per: self.per.iter().copied(),
            base_low: self.base_low,
            base_high: self.base_high,
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
                low: self.low,
                high: self.high,
                unit: owned_unit(self.unit),
                per: self.per.iter().copied().map(owned_unit).collect(),
                base: BaseRange { low: self.base_low, high: self.base_high, unit: self.base_unit.to_owned() },
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

/// Where `value` stands among `values`, which have all there are.
fn place_in<T: PartialEq>(values: &[T], value: T) -> u64 {
    values.iter().position(|one| *one == value).unwrap_or(values.len()) as u64
}

fn write_unit(unit: UnitOf, fields: &mut FieldWriter) {
    fields.text(unit.code);
    fields.text(unit.name);
    fields.optional(unit.phrase);
}

fn read_unit<'a>(fields: &mut FieldReader<'a>) -> Option<UnitOf<'a>> {
    Some(UnitOf { code: fields.text()?, name: fields.text()?, phrase: fields.optional()? })
}

fn owned_unit(unit: UnitOf) -> Unit {
    Unit { code: unit.code.to_owned(), name: unit.name.to_owned(), phrase: unit.phrase.map(str::to_owned) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalizer::extract;

    /// Claims with each bound, trend and modality come back, and none from less than their bytes.
    #[test]
    fn every_kind_of_claim_comes_back() {
        let article = Article::new(
            "a",
            "Jelka Tamm told police that at least 40 of 300 wells in Sarvik cost $2.50 a day.",
        );
        let claim = &extract(&article)[0];
        let mut claims = Vec::new();
        for (index, modality) in MODALITIES.into_iter().enumerate() {
            let quantity =
                Quantity { bound: BOUNDS[index], trend: TRENDS[index % 3], ..claim.quantity.clone() };
            claims.push(Claim { modality, quantity, page: index.checked_sub(1), ..claim.clone() });
        }
        claims.extend(extract(&article));
        claims[0].quantity.bound = BOUNDS[5];
        let record = record(&claims, &article).expect("a record");
        assert_eq!(super::claims(&record, &article).as_deref(), Some(&*claims));
        for end in 0..record.len() {
            assert_eq!(super::claims(&record[..end], &article), None, "cut at {end}");
        }
    }
}
