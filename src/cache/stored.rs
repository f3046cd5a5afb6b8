//! Claims as bytes: what their article says is not written twice, and figures keep every digit.

use rust_decimal::Decimal;

use super::record::{RecordReader, RecordWriter};
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
    let mut writer = RecordWriter::default();
    writer.number(claims.len() as u64);
    claims.iter().for_each(|claim| write(json::line_of(claim), article, &mut writer));
    Some(writer.finish())
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
    let mut reader = RecordReader::new(record)?;
    let is_plain = json::is_plain(reader.texts());
    for _ in 0..reader.count()? {
        let mut line = read(&mut reader, article)?;
        line.is_plain = is_plain;
        take(&mut line);
    }
    reader.is_at_end().then_some(())
}

/// Adds what `line` says of a claim to a record.
fn write<'a>(
    line: ClaimLine<'a, impl ExactSizeIterator<Item = UnitOf<'a>>>,
    article: &Article,
    writer: &mut RecordWriter,
) {
    let start = line.sentence.start;
    writer.number(start as u64);
    // From there on they are small numbers.
    for at in
        [line.sentence.end, line.number_span.start, line.number_span.end, line.span.start, line.span.end]
    {
        writer.signed(at as i64 - start as i64);
    }
    writer.number(line.line as u64);
    writer.number(line.column as u64);
    // Mostly it is the sentence.
    let context = Some(line.context).filter(|context| *context != line.sentence.of(&article.text));
    let speaker = line.attribution.map(|(speaker, _, _)| speaker);
    let texts = [context, line.aspect, line.place, line.time, line.group, speaker];
    let one_figure = is_same(line.low, line.high);
    let is_base = is_same(line.low, line.base_low) && is_same(line.high, line.base_high);
    let mut flags = Flags::default();
    flags.add(place_in(&BOUNDS, line.bound), BOUND);
    flags.add(place_in(&TRENDS, line.trend), TREND);
    flags.add(place_in(&MODALITIES, line.modality), MODALITY);
    for is in [line.approximate, line.page.is_some(), line.per.len() > 0, one_figure, is_base] {
        flags.add(is.into(), 1);
    }
    texts.iter().for_each(|text| flags.add(text.is_some().into(), 1));
    writer.number(flags.bits);
    texts.into_iter().flatten().for_each(|text| writer.text(text));
    if let Some((_, via, cue)) = line.attribution {
        writer.optional(via);
        writer.text(cue);
    }
    if let Some(page) = line.page {
        writer.number(page as u64);
    }
    writer.text(line.dimension);
    writer.text(line.subject);
    writer.text(line.base_unit);
    write_unit(line.unit, writer);
    if line.per.len() > 0 {
        writer.number(line.per.len() as u64);
        line.per.for_each(|unit| write_unit(unit, writer));
    }
    writer.figure(line.low);
    if !one_figure {
        writer.figure(line.high);
    }
    if !is_base {
        writer.figure(line.base_low);
        writer.figure(line.base_high);
    }
}

/// What [`write`] wrote.
#[inline]
fn read<'a>(reader: &mut RecordReader<'a>, article: &'a Article) -> Option<Line<'a>> {
    let start = reader.count()?;
    let mut place = || start.checked_add_signed(isize::try_from(reader.signed()?).ok()?);
    let sentence = Span { start, end: place()? };
    let number_span = Span { start: place()?, end: place()? };
    let span = Span { start: place()?, end: place()? };
    let (line, column) = (reader.count()?, reader.count()?);
    let mut flags = Flags { bits: reader.number()?, count: 0 };
    let bound = *BOUNDS.get(flags.take(BOUND))?;
    let trend = *TRENDS.get(flags.take(TREND))?;
    let modality = *MODALITIES.get(flags.take(MODALITY))?;
    let [approximate, has_page, has_per, one_figure, is_base] = std::array::from_fn(|_| flags.take(1) == 1);
    let mut text = |reader: &mut RecordReader<'a>| match flags.take(1) {
        1 => reader.text().map(Some),
        _ => Some(None),
    };
    let context = text(reader)?.unwrap_or_else(|| sentence.of(&article.text));
    let (aspect, place, time, group) = (text(reader)?, text(reader)?, text(reader)?, text(reader)?);
    let attribution = match text(reader)? {
        Some(speaker) => Some((speaker, reader.optional()?, reader.text()?)),
        None => None,
    };
    let page = if has_page { Some(reader.count()?) } else { None };
    let (dimension, subject, base_unit) = (reader.text()?, reader.text()?, reader.text()?);
    let unit = read_unit(reader)?;
    let per = if has_per { read_units(reader)? } else { Vec::new() }.into_iter();
    let low = reader.figure()?;
    let high = if one_figure { low } else { reader.figure()? };
    let (base_low, base_high) = if is_base { (low, high) } else { (reader.figure()?, reader.figure()?) };
    let (id, text, article) = (Id::At(number_span.start), span.of(&article.text), &*article.id);
    Some(ClaimLine {
        id,
        article,
        span,
        number_span,
        sentence,
        line,
        column,
        page,
        text,
        context,
        dimension,
        bound,
        approximate,
        low,
        high,
        unit,
        per,
        base_low,
        base_high,
        base_unit,
        trend,
        subject,
        aspect,
        place,
        time,
        group,
        attribution,
        modality,
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

/// Bits of what is one of a few.
const BOUND: u32 = 3;
const TREND: u32 = 2;
const MODALITY: u32 = 3;

/// Small numbers and answers side by side in one number, the first lowest.
#[derive(Default)]
struct Flags {
    bits: u64,
    /// How many bits are in use.
    count: u32,
}

impl Flags {
    /// Puts `value` into the next `bits`.
    fn add(&mut self, value: u64, bits: u32) {
        self.bits |= value << self.count;
        self.count += bits;
    }

    /// Takes the lowest `bits` out.
    #[inline]
    fn take(&mut self, bits: u32) -> usize {
        let value = self.bits & ((1 << bits) - 1);
        self.bits >>= bits;
        value as usize
    }
}

/// Whether two figures are written alike.
fn is_same(one: Option<Decimal>, other: Option<Decimal>) -> bool {
    one.map(|value| value.serialize()) == other.map(|value| value.serialize())
}

/// Where `value` stands among `values`, which have all there are.
fn place_in<T: PartialEq>(values: &[T], value: T) -> u64 {
    let place = values.iter().position(|one| *one == value);
    debug_assert!(place.is_some(), "a value that is not listed");
    place.unwrap_or(values.len()) as u64
}

fn write_unit(unit: UnitOf, writer: &mut RecordWriter) {
    writer.text(unit.code);
    writer.text(unit.name);
    writer.optional(unit.phrase);
}

fn read_units<'a>(reader: &mut RecordReader<'a>) -> Option<Vec<UnitOf<'a>>> {
    (0..reader.count()?).map(|_| read_unit(reader)).collect()
}

fn read_unit<'a>(reader: &mut RecordReader<'a>) -> Option<UnitOf<'a>> {
    Some(UnitOf { code: reader.text()?, name: reader.text()?, phrase: reader.optional()? })
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
        for (at, flip) in (0..record.len()).flat_map(|at| [1, 0x55, 0x80, 0xff].map(|flip| (at, flip))) {
            let mut bytes = record.clone();
            bytes[at] ^= flip;
            let read = super::claims(&bytes, &article);
            let mut lines = b"before\n".to_vec();
            assert_eq!(write_lines(&bytes, &article, &mut lines), read.is_some(), "byte {at}");
            assert_eq!(lines == b"before\n", read.is_none(), "byte {at}");
        }
    }
}
