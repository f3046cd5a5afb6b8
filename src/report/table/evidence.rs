//! Why a fact is one and what its verdict is made of, for an editor who wants to disagree with reasons.

use rustc_hash::FxHashMap;

use super::lookup::{self, Lookup, Placed};
use super::{fact as block, paint_lines};
use crate::comparator::{Link, Reason, Standing};
use crate::comparison::Comparison;
use crate::fact::Fact;
use crate::report::layout::hanging;
use crate::report::style::{Style, paint};
use crate::report::{Filter, TableOptions, visible};

/// Pieces of evidence that add less than this, either way, are summed up without `--full`.
const LESSER: f64 = 0.25;
/// Pairs of figures that are shown without `--full`: the strongest, and of the others the weakest.
const PAIRS: usize = 4;
/// Prose is not set wider than this, however wide the terminal.
const MEASURE: usize = 110;

/// The block of `fact`, complete, and under it the evidence that its claims give a figure for the same thing: the
/// strongest links and the weakest, one for a pair of figures, and all links with `options.full`.
pub fn explanation(comparison: &Comparison, fact: &Fact, links: &[Link], options: &TableOptions) -> String {
    let lookup = Lookup::new(&comparison.articles, &comparison.claims);
    let complete = TableOptions { full: true, filter: Filter::default(), ..options.clone() };
    let mut out = block::block(fact, &lookup, &complete);
    out.push('\n');
    let placed: FxHashMap<&str, Placed<'_>> =
        lookup.of_fact(fact).into_iter().map(|placed| (placed.0.id.as_str(), placed)).collect();
    let shown = if options.full { links.iter().collect() } else { telling(fact, links) };
    let title = "Evidence that these claims give a figure for the same thing";
    out.push_str(&paint(title, Style::Heading, options.color));
    out.push('\n');
    out.push_str(&paint_lines(&hanging("  ", 2, LEGEND, options.width.min(MEASURE)), options.color));
    for link in &shown {
        out.push_str(&evidence(link, &placed, options));
    }
    let rest = links.len() - shown.len();
    if rest > 0 {
        let note =
            format!("Not shown: {rest} other pair{} of claims (--full).", if rest == 1 { "" } else { "s" });
        out.push('\n');
        out.push_str(&paint_lines(&hanging("", 0, &note, options.width), options.color));
    }
    out
}

/// How to read the numbers.
const LEGEND: &str = "Each piece adds to the log-odds (0: even odds, +2.2: nine in ten, −2.2: one in ten); groups of \
                      claims that reach the threshold together are one fact.";

/// For each pair of figures, or within a figure that stands alone, the link with the highest score; of these the
/// strongest and the weakest.
fn telling<'a>(fact: &Fact, links: &'a [Link]) -> Vec<&'a Link> {
    let figure_of: FxHashMap<&str, usize> = fact
        .figures
        .iter()
        .enumerate()
        .flat_map(|(i, figure)| figure.claims.iter().map(move |claim| (claim.as_str(), i)))
        .collect();
    let key = |link: &Link| {
        let [a, b] = [&link.a, &link.b].map(|id| figure_of.get(id.as_str()).copied().unwrap_or_default());
        (a.min(b), a.max(b))
    };
    let mut ordered: Vec<&Link> = links.iter().collect();
    ordered.sort_by(|x, y| key(x).cmp(&key(y)).then_with(|| y.score.total_cmp(&x.score)));
    ordered.dedup_by_key(|link| key(link));
    if fact.figures.len() > 1 {
        ordered.retain(|link| key(link).0 != key(link).1);
    }
    ordered.sort_by(|x, y| y.score.total_cmp(&x.score));
    if ordered.len() > PAIRS {
        ordered.drain(PAIRS - 1..ordered.len() - 1);
    }
    ordered
}

/// One pair of claims: what they are, the sum, the pieces for and against.
fn evidence(link: &Link, placed: &FxHashMap<&str, Placed<'_>>, options: &TableOptions) -> String {
    let width = options.width.min(MEASURE);
    let name = |id: &String| match placed.get(id.as_str()) {
        Some(claim) => format!("{} ({})", visible::line(&claim.0.text), lookup::place(claim)),
        None => visible::line(id).into_owned(),
    };
    let mut out = String::from("\n");
    out.push_str(&hanging("  ", 4, &format!("{} ~ {}", name(&link.a), name(&link.b)), width));
    let verdict = match link.standing {
        Standing::Converted => "the text converts the one into the other".to_owned(),
        Standing::Apart => {
            "by themselves two things (two figures of one list): others hold them together".to_owned()
        }
        Standing::Joined => "joined by a decision, whatever speaks for or against it".to_owned(),
        Standing::Weighed => format!("{} in all, {:.0}%", signed(link.score), odds(link.score) * 100.0),
    };
    out.push_str(&paint(&hanging("    ", 4, &verdict, width), Style::Heading, options.color));
    if link.standing == Standing::Weighed {
        out.push_str(&pieces("of the two by themselves", &link.pair, options));
        out.push_str(&pieces("among all claims of the event", &link.event, options));
    }
    out
}

fn pieces(title: &str, reasons: &[Reason], options: &TableOptions) -> String {
    if reasons.is_empty() {
        return String::new();
    }
    let width = options.width.min(MEASURE);
    let total: f64 = reasons.iter().map(|reason| reason.adds).sum();
    let title = format!("{title}: {}", signed(total));
    let mut out = paint_lines(&hanging("    ", 4, &title, width), options.color);
    let shown = match options.full {
        true => reasons.len(),
        false => reasons.partition_point(|reason| reason.adds.abs() >= LESSER),
    };
    for reason in &reasons[..shown] {
        let strength = match (reason.strength - 1.0).abs() < 1e-6 {
            true => String::new(),
            false => format!(" ({:.2})", reason.strength).replace('-', "−"),
        };
        let lead = format!("      {:>6}  ", signed(reason.adds));
        out.push_str(&hanging(&lead, 14, &format!("{}{strength}", reason.meaning), width));
    }
    if let Some(rest) = reasons.get(shown..).filter(|rest| !rest.is_empty()) {
        let sum: f64 = rest.iter().map(|reason| reason.adds).sum();
        let lead = format!("      {:>6}  ", signed(sum));
        let note = format!("{} lesser piece{} (--full)", rest.len(), if rest.len() == 1 { "" } else { "s" });
        out.push_str(&paint_lines(&hanging(&lead, 14, &note, width), options.color));
    }
    out
}

/// "+1.20", "−0.35".
fn signed(value: f64) -> String {
    let digits = format!("{:.2}", value.abs());
    match value < 0.0 && digits != "0.00" {
        true => format!("−{digits}"),
        false => format!("+{digits}"),
    }
}

/// The probability that log-odds stand for, never quite certain.
fn odds(score: f64) -> f64 {
    (1.0 / (1.0 + (-score).exp())).clamp(0.01, 0.99)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_carry_their_sign() {
        assert_eq!([1.2, -0.35, -0.001, 0.0].map(signed), ["+1.20", "−0.35", "+0.00", "+0.00"]);
    }

    #[test]
    fn even_odds_are_a_half_and_nothing_is_certain() {
        assert_eq!(format!("{:.2} {:.2} {:.2}", odds(0.0), odds(20.0), odds(-20.0)), "0.50 0.99 0.01");
    }
}
