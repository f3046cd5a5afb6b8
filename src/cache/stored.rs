//! Claims as bytes: what their article says is not written twice, and figures keep every digit.

use super::fields::{FieldReader, FieldWriter};
use crate::article::Article;
use crate::claim::{Attribution, BaseRange, Bound, Claim, Modality, Quantity, Scope, Trend, Unit};
use crate::report::json::{self, ClaimLine, Id, UnitOf};
use crate::span::Span;

/// A claim as it is read.
type Line<'a> = ClaimLine<'a, std::vec::IntoIter<UnitOf<'a>>>;

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
    claims.iter().for_each(|claim| write(json::line_of(claim), article, &mut fields));
    Some(fields.finish())
}

/// The claims of `article` that [`record`] has written; `None` when the bytes are none of its.
pub(super) fn claims(record: &[u8], article: &Article) -> Option<Vec<Claim>> {
    let mut claims = Vec::new();
    read_all(record, article, |line| claims.push(claim(line)))?;
    Some(claims)
}

/// Appends the claims of `article` that [`record`] has written, one a line as [`json::write_claim`] does: not all that
/// reads them wants them in memory. Whether it could; if not, `lines` is as it was.
pub(super) fn write_lines(record: &[u8], article: &Article, lines: &mut Vec<u8>) -> bool {
    let start = lines.len();
    let mut written = Ok(());
    let read = read_all(record, article, |line| {
        if written.is_ok() {
            written = json::write_line_of(line, lines);
        }
    });
    let whole = read.is_some() && written.is_ok();
    if !whole {
        lines.truncate(start);
    }
    whole
}

/// Passes the claims of `record` on, one after the other.
fn read_all<'a>(record: &'a [u8], article: &'a Article, mut take: impl FnMut(&mut Line<'a>)) -> Option<()> {
    let mut fields = FieldReader::new(record)?;
    let is_plain = json::is_plain(fields.texts());
    for _ in 0..fields.count()? {
        let mut line = read(&mut fields, article)?;
        line.is_plain = is_plain;
        take(&mut line);
    }
    fields.is_at_end().then_some(())
}

fn write<'a>(
    line: ClaimLine<'a, impl ExactSizeIterator<Item = UnitOf<'a>>>,
    article: &Article,
    fields: &mut FieldWriter,
) {
    let start = line.sentence.start;
    fields.number(start as u64);
    // Mostly small numbers; a byte before the sentence comes back, too.
    for at in
        [line.sentence.end, line.number_span.start, line.number_span.end, line.span.start, line.span.end]
    {
        fields.number(at.wrapping_sub(start) as u64);
    }
    fields.number(line.line as u64);
    fields.number(line.column as u64);
    fields.number(line.page.map_or(0, |page| page as u64 + 1));
    // Mostly it is the sentence.
    fields.optional(Some(line.context).filter(|context| *context != line.sentence.of(&article.text)));
    fields.text(line.dimension);
    fields.number(place_in(&BOUNDS, line.bound));
    fields.number(line.approximate.into());
    fields.figure(line.low);
    fields.figure(line.high);
    write_unit(line.unit, fields);
    fields.number(line.per.len() as u64);
    line.per.for_each(|unit| write_unit(unit, fields));
    fields.figure(line.base_low);
    fields.figure(line.base_high);
    fields.text(line.base_unit);
    fields.number(place_in(&TRENDS, line.trend));
    fields.text(line.subject);
    for text in [line.aspect, line.place, line.time, line.group] {
        fields.optional(text);
    }
    fields.optional(line.attribution.map(|(speaker, _, _)| speaker));
    if let Some((_, via, cue)) = line.attribution {
        fields.optional(via);
        fields.text(cue);
    }
    fields.number(place_in(&MODALITIES, line.modality));
}

/// What [`write`] wrote.
#[inline]
fn read<'a>(fields: &mut FieldReader<'a>, article: &'a Article) -> Option<Line<'a>> {
    let start = fields.count()?;
    let mut place = || Some(start.wrapping_add(fields.count()?));
    let sentence = Span { start, end: place()? };
    let number_span = Span { start: place()?, end: place()? };
    let span = Span { start: place()?, end: place()? };
    Some(ClaimLine {
        id: Id::At(number_span.start),
        article: &article.id,
        span,
        number_span,
        sentence,
        line: fields.count()?,
        column: fields.count()?,
        page: fields.count()?.checked_sub(1),
        text: span.of(&article.text),
        context: fields.optional()?.unwrap_or_else(|| sentence.of(&article.text)),
        dimension: fields.text()?,
        bound: *BOUNDS.get(fields.count()?)?,
        approximate: fields.count()? == 1,
        low: fields.figure()?,
        high: fields.figure()?,
        unit: read_unit(fields)?,
        per: read_units(fields)?.into_iter(),
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
        is_plain: false,
    })
}

/// The claim that a line tells of.
fn claim(line: &mut Line) -> Claim {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    Claim {
        id: format!("{}#{}", line.article, line.number_span.start),
        article: line.article.to_owned(),
        span: line.span,
        number_span: line.number_span,
        sentence: line.sentence,
        line: line.line,
        column: line.column,
        page: line.page,
        text: line.text.to_owned(),
        context: line.context.to_owned(),
        quantity: Quantity {
            dimension: line.dimension.to_owned(),
            bound: line.bound,
            approximate: line.approximate,
            low: line.low,
            high: line.high,
            unit: owned_unit(line.unit),
            per: line.per.by_ref().map(owned_unit).collect(),
            base: BaseRange { low: line.base_low, high: line.base_high, unit: line.base_unit.to_owned() },
            trend: line.trend,
        },
        subject: line.subject.to_owned(),
        aspect: owned(line.aspect),
        scope: Scope { place: owned(line.place), time: owned(line.time), group: owned(line.group) },
        attribution: line.attribution.map(|(speaker, via, cue)| Attribution {
            speaker: speaker.to_owned(),
            via: owned(via),
            cue: cue.to_owned(),
        }),
        modality: line.modality,
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

/// As many units as the number before them says, mostly none.
fn read_units<'a>(fields: &mut FieldReader<'a>) -> Option<Vec<UnitOf<'a>>> {
    match fields.count()? {
        0 => Some(Vec::new()),
        count => (0..count).map(|_| read_unit(fields)).collect(),
    }
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
