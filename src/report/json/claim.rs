//! A claim on a line of JSON: what serde would write, byte for byte, without going from member to member. Streams are
//! made of millions of these lines.

use std::io;

use rust_decimal::Decimal;

use super::writer::JsonWriter;
use crate::claim::{Bound, Claim, Modality, Trend, Unit, number};
use crate::span::Span;

/// What a line says of a claim, wherever that is kept.
pub(crate) struct Line<'a, P> {
    pub(crate) id: Id<'a>,
    pub(crate) article: &'a str,
    pub(crate) span: Span,
    pub(crate) number_span: Span,
    pub(crate) sentence: Span,
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) page: Option<usize>,
    pub(crate) text: &'a str,
    pub(crate) context: &'a str,
    pub(crate) dimension: &'a str,
    pub(crate) bound: Bound,
    pub(crate) approximate: bool,
    pub(crate) low: Option<Decimal>,
    pub(crate) high: Option<Decimal>,
    pub(crate) unit: UnitOf<'a>,
    /// The denominators, one after the other.
    pub(crate) per: P,
    pub(crate) base_low: Option<Decimal>,
    pub(crate) base_high: Option<Decimal>,
    pub(crate) base_unit: &'a str,
    pub(crate) trend: Option<Trend>,
    pub(crate) subject: &'a str,
    pub(crate) aspect: Option<&'a str>,
    pub(crate) place: Option<&'a str>,
    pub(crate) time: Option<&'a str>,
    pub(crate) group: Option<&'a str>,
    /// Speaker, via, cue.
    pub(crate) attribution: Option<(&'a str, Option<&'a str>, &'a str)>,
    pub(crate) modality: Modality,
    /// Whether nothing is to be escaped in these texts but for those of the article and its id.
    pub(crate) is_plain: bool,
}

/// The id of a claim.
#[derive(Clone, Copy)]
pub(crate) enum Id<'a> {
    /// As it stands.
    Whole(&'a str),
    /// That of its article, `#` and the byte where the figure starts.
    At(usize),
}

/// A unit of a claim.
#[derive(Clone, Copy)]
pub(crate) struct UnitOf<'a> {
    pub(crate) code: &'a str,
    pub(crate) name: &'a str,
    pub(crate) phrase: Option<&'a str>,
}

impl<'a> From<&'a Unit> for UnitOf<'a> {
    fn from(unit: &'a Unit) -> UnitOf<'a> {
        UnitOf { code: &unit.code, name: &unit.name, phrase: unit.phrase.as_deref() }
    }
}

/// Writes `claim` as an object.
pub(super) fn write(claim: &Claim, json: &mut JsonWriter) -> io::Result<()> {
    line(claim).write(json)
}

/// What a line says of `claim`.
pub(crate) fn line(claim: &Claim) -> Line<'_, impl ExactSizeIterator<Item = UnitOf<'_>>> {
    let (quantity, scope) = (&claim.quantity, &claim.scope);
    Line {
        id: Id::Whole(&claim.id),
        article: &claim.article,
        span: claim.span,
        number_span: claim.number_span,
        sentence: claim.sentence,
        line: claim.line,
        column: claim.column,
        page: claim.page,
        text: &claim.text,
        context: &claim.context,
        dimension: &quantity.dimension,
        bound: quantity.bound,
        approximate: quantity.approximate,
        low: quantity.low,
        high: quantity.high,
        unit: (&quantity.unit).into(),
        per: quantity.per.iter().map(UnitOf::from),
        base_low: quantity.base.low,
        base_high: quantity.base.high,
        base_unit: &quantity.base.unit,
        trend: quantity.trend,
        subject: &claim.subject,
        aspect: claim.aspect.as_deref(),
        place: scope.place.as_deref(),
        time: scope.time.as_deref(),
        group: scope.group.as_deref(),
        attribution: claim.attribution.as_ref().map(|a| (&*a.speaker, a.via.as_deref(), &*a.cue)),
        modality: claim.modality,
        is_plain: false,
    }
}

impl<'a, P: Iterator<Item = UnitOf<'a>>> Line<'a, P> {
    /// Writes it as an object, once: the denominators are used up.
    pub(super) fn write(&mut self, json: &mut JsonWriter) -> io::Result<()> {
        self.place(json);
        self.quantity(json)?;
        self.statement(json);
        Ok(())
    }

    /// The id, and where the claim stands: the first members.
    fn place(&self, json: &mut JsonWriter) {
        json.put("{\"id\":");
        match self.id {
            Id::Whole(id) => json.text(id),
            Id::At(byte) => {
                json.text(self.article);
                // Behind the article's id, before the quotation mark that closes it.
                json.bytes.pop();
                json.put("#");
                count(byte, json);
                json.put("\"");
            }
        }
        json.put(",\"article\":");
        json.text(self.article);
        json.put(",\"span\":");
        span(self.span, json);
        json.put(",\"number_span\":");
        span(self.number_span, json);
        json.put(",\"sentence\":");
        span(self.sentence, json);
        json.put(",\"line\":");
        count(self.line, json);
        json.put(",\"column\":");
        count(self.column, json);
        if let Some(page) = self.page {
            json.put(",\"page\":");
            count(page, json);
        }
        json.put(",\"text\":");
        json.text(self.text);
        json.put(",\"context\":");
        json.text(self.context);
    }

    /// The figure and what it is of: the member behind those of the place.
    fn quantity(&mut self, json: &mut JsonWriter) -> io::Result<()> {
        json.put(",\"quantity\":{\"dimension\":");
        self.text(self.dimension, json);
        json.put(match self.bound {
            Bound::Exact => ",\"bound\":\"exact\"",
            Bound::AtLeast => ",\"bound\":\"at_least\"",
            Bound::MoreThan => ",\"bound\":\"more_than\"",
            Bound::AtMost => ",\"bound\":\"at_most\"",
            Bound::LessThan => ",\"bound\":\"less_than\"",
            Bound::Between => ",\"bound\":\"between\"",
        });
        json.put(if self.approximate {
            ",\"approximate\":true,\"low\":"
        } else {
            ",\"approximate\":false,\"low\":"
        });
        figure(self.low, json)?;
        json.put(",\"high\":");
        figure(self.high, json)?;
        json.put(",\"unit\":");
        self.unit(self.unit, json);
        json.put(",\"per\":[");
        let mut separator = "";
        while let Some(per) = self.per.next() {
            json.put(std::mem::replace(&mut separator, ","));
            self.unit(per, json);
        }
        json.put("],\"base\":{\"low\":");
        figure(self.base_low, json)?;
        json.put(",\"high\":");
        figure(self.base_high, json)?;
        json.put(",\"unit\":");
        self.text(self.base_unit, json);
        json.put(match self.trend {
            None => "},\"trend\":null}",
            Some(Trend::Up) => "},\"trend\":\"up\"}",
            Some(Trend::Down) => "},\"trend\":\"down\"}",
        });
        Ok(())
    }

    /// What the words around the figure say: the last members.
    fn statement(&self, json: &mut JsonWriter) {
        json.put(",\"subject\":");
        self.text(self.subject, json);
        json.put(",\"aspect\":");
        self.optional(self.aspect, json);
        if (self.place, self.time, self.group) == (None, None, None) {
            json.put(",\"scope\":{\"place\":null,\"time\":null,\"group\":null},\"attribution\":");
        } else {
            json.put(",\"scope\":{\"place\":");
            self.optional(self.place, json);
            json.put(",\"time\":");
            self.optional(self.time, json);
            json.put(",\"group\":");
            self.optional(self.group, json);
            json.put("},\"attribution\":");
        }
        match self.attribution {
            None => json.put("null"),
            Some((speaker, via, cue)) => {
                json.put("{\"speaker\":");
                self.text(speaker, json);
                json.put(",\"via\":");
                self.optional(via, json);
                json.put(",\"cue\":");
                self.text(cue, json);
                json.put("}");
            }
        }
        json.put(match self.modality {
            Modality::Asserted => ",\"modality\":\"asserted\"}",
            Modality::Hedged => ",\"modality\":\"hedged\"}",
            Modality::Planned => ",\"modality\":\"planned\"}",
            Modality::Conditional => ",\"modality\":\"conditional\"}",
            Modality::Denied => ",\"modality\":\"denied\"}",
        });
    }

    fn unit(&self, unit: UnitOf, json: &mut JsonWriter) {
        json.put("{\"code\":");
        self.text(unit.code, json);
        json.put(",\"name\":");
        self.text(unit.name, json);
        if let Some(phrase) = unit.phrase {
            json.put(",\"phrase\":");
            self.text(phrase, json);
        }
        json.put("}");
    }

    #[inline]
    fn optional(&self, text: Option<&str>, json: &mut JsonWriter) {
        match text {
            Some(text) => self.text(text, json),
            None => json.put("null"),
        }
    }

    /// A text that is not the article's.
    #[inline]
    fn text(&self, text: &str, json: &mut JsonWriter) {
        if !self.is_plain {
            return json.text(text);
        }
        json.put("\"");
        json.put(text);
        json.put("\"");
    }
}

fn span(span: Span, json: &mut JsonWriter) {
    json.put("{\"start\":");
    count(span.start, json);
    json.put(",\"end\":");
    count(span.end, json);
    json.put("}");
}

/// A number of bytes, lines or pages, most of which have up to four digits: these are made and written in one step.
#[inline]
fn count(number: usize, json: &mut JsonWriter) {
    if number >= 10_000 {
        return json.put(itoa::Buffer::new().format(number));
    }
    let (hundreds, rest) = (number / 100, number % 100);
    let digits = [hundreds / 10, hundreds % 10, rest / 10, rest % 10].map(|digit| b'0' + digit as u8);
    let zeros = usize::from(number < 1000) + usize::from(number < 100) + usize::from(number < 10);
    let end = json.bytes.len() + digits.len() - zeros;
    // what stands behind the zeros, and something that is cut off
    json.bytes.extend_from_slice(&(u32::from_le_bytes(digits) >> (8 * zeros)).to_le_bytes());
    json.bytes.truncate(end);
}

/// A figure as [`number`] writes it, of which most are whole.
fn figure(figure: Option<Decimal>, json: &mut JsonWriter) -> io::Result<()> {
    let whole = |figure: &Decimal| (figure.scale() == 0).then(|| usize::try_from(figure.mantissa()).ok());
    match figure.as_ref().and_then(whole).flatten().filter(|whole| *whole <= i64::MAX as usize) {
        Some(whole) => count(whole, json),
        None => json.plain(&number(figure))?,
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::normalizer::extract;

    /// Every bound, modality and trend, rates, pages, open sides, quotes, names, places, fractions, other scripts.
    const TEXT: &str = "\"At least 40 miners\" were killed in Sarvik on Friday, more than 12 of them seriously hurt, \
        Jelka Tamm, of the Dorenna Gazette, said, citing police.\n\nUp to 300 more will follow, fewer than 20 may stay, \
        and about 7.5 million crowns ($1.1 million) a year would be paid if 3 to 5 agree. The price rose by 2.25% to \
        €14.99 and fell 3 percent. Officials denied that 60 others had died. They sold 6½ km² of land near \
        Saint-Ébriel for $0.1 each. Some 90 \\ 91 tonnes were lost.\t";

    #[test]
    fn numbers_are_written_as_serde_does() {
        for count in [
            0,
            7,
            10,
            99,
            100,
            907,
            1000,
            4096,
            9999,
            10_000,
            1_000_000,
            i64::MAX as u64,
            i64::MAX as u64 + 1,
            u64::MAX,
        ] {
            let mut json = JsonWriter::compact(Vec::new());
            super::count(count as usize, &mut json);
            assert_eq!(String::from_utf8(json.bytes).expect("digits"), (count as usize).to_string());
            for value in [Decimal::from(count), -Decimal::from(count), Decimal::new(count as i64, 1)] {
                let mut json = JsonWriter::compact(Vec::new());
                figure(Some(value), &mut json).expect("JSON");
                assert_eq!(json.bytes, serde_json::to_vec(&number(Some(value))).expect("JSON"), "{value}");
            }
        }
    }

    #[test]
    fn a_claim_is_written_as_serde_does() {
        let claims = extract(&Article::new("a\"\\é\u{1}", TEXT));
        let mut all = claims.clone();
        all.extend(claims.into_iter().enumerate().map(|(page, claim)| Claim { page: Some(page), ..claim }));
        assert!(all.len() > 20, "{}", all.len());
        for claim in &all {
            let mut json = JsonWriter::compact(Vec::new());
            write(claim, &mut json).expect("JSON");
            assert_eq!(
                String::from_utf8(json.bytes).expect("UTF-8"),
                serde_json::to_string(claim).expect("JSON")
            );
        }
        for has in [
            |c: &Claim| c.modality == Modality::Denied,
            |c: &Claim| c.modality == Modality::Planned,
            |c: &Claim| c.modality == Modality::Conditional,
            |c: &Claim| !c.quantity.per.is_empty(),
            |c: &Claim| c.quantity.trend.is_some(),
            |c: &Claim| c.quantity.bound == Bound::Between,
            |c: &Claim| c.attribution.as_ref().is_some_and(|a| a.via.is_some()),
            |c: &Claim| c.scope.place.is_some() && c.scope.time.is_some(),
            |c: &Claim| c.quantity.low.is_some_and(|low| !low.is_integer()),
        ] {
            assert!(all.iter().any(has), "the text has lost a kind of claim: {all:#?}");
        }
    }
}
