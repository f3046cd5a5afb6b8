//! A claim on a line of JSON: what serde would write, byte for byte, without going from member to member. Streams are
//! made of millions of these lines.

use std::io;

use super::writer::JsonWriter;
use crate::claim::{Attribution, BaseRange, Bound, Claim, Modality, Quantity, Scope, Trend, Unit, number};
use crate::span::Span;

/// Writes `claim` as an object.
pub(super) fn write(claim: &Claim, json: &mut JsonWriter) -> io::Result<()> {
    json.put("{\"id\":");
    json.text(&claim.id)?;
    json.put(",\"article\":");
    json.text(&claim.article)?;
    json.put(",\"span\":");
    span(claim.span, json)?;
    json.put(",\"number_span\":");
    span(claim.number_span, json)?;
    json.put(",\"sentence\":");
    span(claim.sentence, json)?;
    json.put(",\"line\":");
    json.plain(&claim.line)?;
    json.put(",\"column\":");
    json.plain(&claim.column)?;
    if let Some(page) = claim.page {
        json.put(",\"page\":");
        json.plain(&page)?;
    }
    json.put(",\"text\":");
    json.text(&claim.text)?;
    json.put(",\"context\":");
    json.text(&claim.context)?;
    json.put(",\"quantity\":");
    quantity(&claim.quantity, json)?;
    json.put(",\"subject\":");
    json.text(&claim.subject)?;
    json.put(",\"aspect\":");
    optional(claim.aspect.as_deref(), json)?;
    json.put(",\"scope\":");
    scope(&claim.scope, json)?;
    json.put(",\"attribution\":");
    attribution(claim.attribution.as_ref(), json)?;
    json.put(match claim.modality {
        Modality::Asserted => ",\"modality\":\"asserted\"}",
        Modality::Hedged => ",\"modality\":\"hedged\"}",
        Modality::Planned => ",\"modality\":\"planned\"}",
        Modality::Conditional => ",\"modality\":\"conditional\"}",
        Modality::Denied => ",\"modality\":\"denied\"}",
    });
    Ok(())
}

fn span(span: Span, json: &mut JsonWriter) -> io::Result<()> {
    json.put("{\"start\":");
    json.plain(&span.start)?;
    json.put(",\"end\":");
    json.plain(&span.end)?;
    json.put("}");
    Ok(())
}

fn quantity(quantity: &Quantity, json: &mut JsonWriter) -> io::Result<()> {
    json.put("{\"dimension\":");
    json.text(&quantity.dimension)?;
    json.put(match quantity.bound {
        Bound::Exact => ",\"bound\":\"exact\"",
        Bound::AtLeast => ",\"bound\":\"at_least\"",
        Bound::MoreThan => ",\"bound\":\"more_than\"",
        Bound::AtMost => ",\"bound\":\"at_most\"",
        Bound::LessThan => ",\"bound\":\"less_than\"",
        Bound::Between => ",\"bound\":\"between\"",
    });
    json.put(if quantity.approximate {
        ",\"approximate\":true,\"low\":"
    } else {
        ",\"approximate\":false,\"low\":"
    });
    json.plain(&number(quantity.low))?;
    json.put(",\"high\":");
    json.plain(&number(quantity.high))?;
    json.put(",\"unit\":");
    unit(&quantity.unit, json)?;
    json.put(",\"per\":[");
    for (index, per) in quantity.per.iter().enumerate() {
        if index > 0 {
            json.put(",");
        }
        unit(per, json)?;
    }
    json.put("],\"base\":");
    base(&quantity.base, json)?;
    json.put(match quantity.trend {
        None => ",\"trend\":null}",
        Some(Trend::Up) => ",\"trend\":\"up\"}",
        Some(Trend::Down) => ",\"trend\":\"down\"}",
    });
    Ok(())
}

fn unit(unit: &Unit, json: &mut JsonWriter) -> io::Result<()> {
    json.put("{\"code\":");
    json.text(&unit.code)?;
    json.put(",\"name\":");
    json.text(&unit.name)?;
    if let Some(phrase) = &unit.phrase {
        json.put(",\"phrase\":");
        json.text(phrase)?;
    }
    json.put("}");
    Ok(())
}

fn base(base: &BaseRange, json: &mut JsonWriter) -> io::Result<()> {
    json.put("{\"low\":");
    json.plain(&number(base.low))?;
    json.put(",\"high\":");
    json.plain(&number(base.high))?;
    json.put(",\"unit\":");
    json.text(&base.unit)?;
    json.put("}");
    Ok(())
}

fn scope(scope: &Scope, json: &mut JsonWriter) -> io::Result<()> {
    json.put("{\"place\":");
    optional(scope.place.as_deref(), json)?;
    json.put(",\"time\":");
    optional(scope.time.as_deref(), json)?;
    json.put(",\"group\":");
    optional(scope.group.as_deref(), json)?;
    json.put("}");
    Ok(())
}

fn attribution(attribution: Option<&Attribution>, json: &mut JsonWriter) -> io::Result<()> {
    let Some(Attribution { speaker, via, cue }) = attribution else {
        json.put("null");
        return Ok(());
    };
    json.put("{\"speaker\":");
    json.text(speaker)?;
    json.put(",\"via\":");
    optional(via.as_deref(), json)?;
    json.put(",\"cue\":");
    json.text(cue)?;
    json.put("}");
    Ok(())
}

fn optional(text: Option<&str>, json: &mut JsonWriter) -> io::Result<()> {
    match text {
        Some(text) => json.text(text)?,
        None => json.put("null"),
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
        Saint-Ébriel for $0.1 each. \u{202e}Some 90 \\ 91 tonnes were lost.\u{7f}";

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
