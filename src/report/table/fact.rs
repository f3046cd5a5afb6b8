//! One block of the discrepancy table: heading, one row a figure, the verdicts with their reasons, the quotes.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::lookup::{self, Lookup, Placed};
use super::{decision, paint_lines};
use crate::comparison::is_resolved;
use crate::fact::{Discrepancy, Fact, Figure, Hypothesis, HypothesisKind, Verdict};
use crate::report::layout::{TIE, hanging, table};
use crate::report::range::{Display, allowed};
use crate::report::style::{Style, paint};
use crate::report::{TableOptions, visible};

/// Pairs that are explained without `--full`.
const PAIRS: usize = 3;
/// Prose is not set wider than this, however wide the terminal.
const MEASURE: usize = 110;

/// A figure with what the table says of it.
pub(in crate::report) struct Row<'a> {
    pub figure: &'a Figure,
    pub claims: Vec<Placed<'a>>,
    pub outlets: Vec<String>,
}

/// The block of one fact.
pub(super) fn block(fact: &Fact, lookup: &Lookup<'_>, options: &TableOptions) -> String {
    let rows = rows(fact, lookup);
    let mut out = heading(fact, options);
    out.push_str(&decision::line(fact, options));
    out.push_str(&figures(&rows, options));
    out.push_str(&verdicts(fact, options));
    if options.full {
        out.push_str(&quotes(&rows, options));
    }
    out
}

fn heading(fact: &Fact, options: &TableOptions) -> String {
    let style = Style::of(fact);
    let badge = match style {
        Style::Conflict => "CONFLICT",
        _ => standing(fact),
    };
    let label = hanging(
        &format!("{badge}  "),
        badge.len() + 2,
        &visible::line(&fact.label),
        options.width.min(MEASURE),
    );
    let mut out = String::new();
    for (index, line) in label.lines().enumerate() {
        match line.strip_prefix(badge) {
            Some(rest) if index == 0 => {
                out.push_str(&paint(badge, style, options.color));
                out.push_str(&paint(rest, Style::Heading, options.color));
            }
            _ => out.push_str(&paint(line, Style::Heading, options.color)),
        }
        out.push('\n');
    }
    let mut about: Vec<String> =
        fact.aspect.iter().map(|aspect| visible::line(aspect).into_owned()).collect();
    let dimension = visible::line(&fact.dimension).into_owned();
    if !about.contains(&dimension) {
        about.push(dimension);
    }
    about.push(format!("{:.0}% sure that the figures belong together", certainty(fact) * 100.0));
    about.push(fact.id.clone());
    out.push_str(&paint_lines(&hanging("  ", 2, &about.join(" · "), options.width), options.color));
    out
}

/// The verdict in a word, which for a conflict may be that it is explained; or that the fact was decided.
pub(in crate::report) fn standing(fact: &Fact) -> &'static str {
    match fact.verdict {
        _ if fact.is_decided() => "decided",
        Verdict::Conflict if is_resolved(fact) => "explained",
        Verdict::Conflict => "conflict",
        Verdict::Compatible => "compatible",
        Verdict::Agree => "agree",
    }
}

/// The confidence as it is shown: nothing is ever quite certain.
pub(in crate::report) fn certainty(fact: &Fact) -> f64 {
    fact.confidence.min(0.99)
}

/// The figures, lone dissenters before the crowd, then by value.
pub(in crate::report) fn rows<'a>(fact: &'a Fact, lookup: &Lookup<'a>) -> Vec<Row<'a>> {
    let mut rows: Vec<Row<'a>> = fact
        .figures
        .iter()
        .map(|figure| {
            let claims = lookup.of_figure(figure);
            let outlets = lookup::distinct(claims.iter().map(lookup::outlet));
            Row { figure, claims, outlets }
        })
        .collect();
    rows.sort_by(|a, b| {
        a.outlets
            .len()
            .cmp(&b.outlets.len())
            .then_with(|| by_value(a, b))
            .then_with(|| a.figure.id.cmp(&b.figure.id))
    });
    rows
}

fn by_value(a: &Row<'_>, b: &Row<'_>) -> Ordering {
    let value = |row: &Row<'_>| -> (Decimal, Decimal) {
        let base = row.claims.first().map(|(claim, _)| &claim.quantity.base);
        let low = base.and_then(|base| base.low).or(row.figure.low).unwrap_or(Decimal::MIN);
        let high = base.and_then(|base| base.high).or(row.figure.high).unwrap_or(Decimal::MAX);
        (low, high)
    };
    value(a).cmp(&value(b))
}

fn figures(rows: &[Row<'_>], options: &TableOptions) -> String {
    let quantities: Vec<_> =
        rows.iter().filter_map(|row| row.claims.first()).map(|(claim, _)| &claim.quantity).collect();
    let display = Display::common(&quantities);
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let speakers = lookup::distinct(row.claims.iter().map(|(claim, _)| says(claim)));
            let range = row.claims.first().map(|(claim, _)| allowed(&claim.quantity, display.as_ref()));
            vec![
                visible::line(&row.figure.text).into_owned(),
                stated_by(row, options.full),
                lookup::listed(&speakers, "; ", options.full),
                range.unwrap_or_default(),
            ]
        })
        .collect();
    let named = |(_, article): &Placed<'_>| article.is_some_and(|article| article.outlet.is_some());
    let outlets = rows.iter().flat_map(|row| &row.claims).any(named);
    let stated_by = if outlets { "Outlets" } else { "Articles" };
    table(&["Figure", stated_by, "Who says so", "Allows"], &cells, options.width, options.color)
}

/// "3: Arraed, Reuters, SyriacPress (1 source)".
fn stated_by(row: &Row<'_>, full: bool) -> String {
    let names = lookup::listed(&row.outlets, ", ", full);
    let sources = match row.figure.origins {
        origins if origins > 0 && origins < row.outlets.len() => {
            format!(" ({origins}{TIE}source{})", if origins == 1 { "" } else { "s" })
        }
        _ => String::new(),
    };
    format!("{}:{TIE}{names}{sources}", row.outlets.len())
}

pub(in crate::report) fn says(claim: &crate::claim::Claim) -> String {
    let speaker = lookup::speaker(claim.attribution.as_ref());
    match lookup::modality(claim.modality) {
        Some(modality) => format!("{speaker} ({modality})"),
        None => speaker,
    }
}

/// The pairs of figures that do not agree: conflicts first, those that nothing explains before the others, of these
/// the widest apart first.
pub(in crate::report) fn ordered(fact: &Fact) -> Vec<&Discrepancy> {
    let mut pairs: Vec<&Discrepancy> = fact.discrepancies.iter().collect();
    let ratio = |pair: &Discrepancy| pair.ratio.unwrap_or(f64::INFINITY);
    pairs.sort_by(|a, b| {
        let class = |pair: &Discrepancy| (pair.verdict != Verdict::Conflict, is_explained(pair));
        class(a).cmp(&class(b)).then_with(|| ratio(b).total_cmp(&ratio(a)))
    });
    pairs
}

/// The pairs with their reasons and hypotheses; those beyond [`PAIRS`] are counted, unless all are asked for.
fn verdicts(fact: &Fact, options: &TableOptions) -> String {
    let pairs = ordered(fact);
    let conflicts = pairs.iter().filter(|pair| pair.verdict == Verdict::Conflict).count();
    let worth = if conflicts > 0 { conflicts } else { pairs.len() };
    let shown = if options.full { pairs.len() } else { worth.min(PAIRS) };
    let width = options.width.min(MEASURE);
    let mut out = String::new();
    for pair in &pairs[..shown] {
        let (mark, style) = match pair.verdict {
            Verdict::Conflict => ("≠", Style::Conflict),
            _ => ("≈", Style::Compatible),
        };
        let reason = format!("{}{}", visible::line(&pair.explanation), factor(pair));
        let lines = hanging(&format!("  {mark} "), 4, &reason, width);
        out.push_str(&lines.replacen(mark, &paint(mark, style, options.color), 1));
        for hypothesis in &pair.hypotheses {
            out.push_str(&explanation(hypothesis, width, options.color));
        }
    }
    let rest = pairs.get(shown..worth).unwrap_or_default();
    if !rest.is_empty() {
        out.push_str(&paint_lines(&hanging("    ", 6, &more(rest), width), options.color));
    }
    out
}

/// "… and 8 more pairs, 2 of them explained (--full)".
fn more(pairs: &[&Discrepancy]) -> String {
    let explained = match pairs.iter().filter(|pair| is_explained(pair)).count() {
        0 => String::new(),
        _ if pairs.len() == 1 => ", explained".into(),
        count => format!(", {count} of them explained"),
    };
    format!("… and {} more pair{}{explained} (--full)", pairs.len(), if pairs.len() == 1 { "" } else { "s" })
}

pub(in crate::report) fn is_explained(pair: &Discrepancy) -> bool {
    pair.hypotheses.iter().any(|hypothesis| hypothesis.resolves)
}

/// ", a factor of 1.8" behind a conflict.
pub(in crate::report) fn factor(pair: &Discrepancy) -> String {
    match pair.ratio {
        Some(ratio) if pair.verdict == Verdict::Conflict && ratio >= 1.05 && ratio.is_finite() => {
            let digits = if ratio >= 10.0 { 0 } else { 1 };
            let number = format!("{ratio:.digits$}");
            format!(", a{TIE}factor of{TIE}{}", number.trim_end_matches(".0"))
        }
        _ => String::new(),
    }
}

fn explanation(hypothesis: &Hypothesis, width: usize, color: bool) -> String {
    let (word, style) =
        if hypothesis.resolves { ("explained by", Style::Explained) } else { ("perhaps", Style::Quiet) };
    let lead = format!("    {word} ");
    let text = format!("{}: {}", kind(hypothesis.kind), visible::line(&hypothesis.explanation));
    let lines = hanging(&lead, 6, &text, width);
    lines.lines().map(|line| paint(line, style, color) + "\n").collect()
}

/// The kind of hypothesis in an editor's words.
pub(in crate::report) fn kind(kind: HypothesisKind) -> &'static str {
    match kind {
        HypothesisKind::RateTimesDuration => "rate × time",
        HypothesisKind::LaterUpdate => "a later update",
        HypothesisKind::PartOfTotal => "parts of a total",
        HypothesisKind::UnitConfusion => "mixed-up units",
        HypothesisKind::ScaleSlip => "a slip of scale",
        HypothesisKind::TransposedDigits => "transposed digits",
        HypothesisKind::Rounding => "rounding",
        HypothesisKind::CurrencyConversion => "conversion of currency",
        HypothesisKind::DifferentScope => "different scope",
    }
}

/// Every claim with its place and the words around it.
fn quotes(rows: &[Row<'_>], options: &TableOptions) -> String {
    let width = options.width.min(MEASURE);
    let mut out = String::new();
    for placed in rows.iter().flat_map(|row| &row.claims) {
        let (claim, _) = placed;
        let place = format!("    {} ", lookup::place(placed));
        let source = format!("{}: {}", lookup::outlet(placed), visible::line(&claim.text));
        out.push_str(&paint_lines(&hanging(&place, 6, &source, width), options.color));
        let quote = format!("“{}”", visible::line(&claim.context));
        out.push_str(&hanging("      ", 6, &quote, width));
    }
    out
}
