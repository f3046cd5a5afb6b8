//! What holds for whatever is read, compared and written.

use std::collections::{HashMap, HashSet};

use claimdiff::article::Reading;
use claimdiff::claim::Quantity;
use claimdiff::fact::Verdict;
use claimdiff::report::{self, Format, ReportOptions, visible};
use claimdiff::{Article, Claim, Comparison, Report, extract, extract_all};
use rust_decimal::Decimal;

/// Longest context of a claim, in bytes.
const CONTEXT: usize = 400;

/// Claims and exclusions lie where they say, do not overlap, and give figures that the article has.
pub fn claims_are_in_the_article(article: &Article) {
    let (claims, exclusions) = extract_all(article);
    let text = article.text.as_str();
    assert_eq!(claims, extract(article), "what is left out changes no claim: {text:?}");
    for claim in &claims {
        let Claim { span, number_span, sentence, .. } = *claim;
        assert_eq!(text.get(span.start..span.end), Some(claim.text.as_str()), "{claim:?}");
        assert!(sentence.contains(span) && span.contains(number_span), "{claim:?}");
        assert!(text.get(sentence.start..sentence.end).is_some(), "{claim:?}");
        assert!(claim.context.len() <= CONTEXT, "{claim:?}");
        let number = text.get(number_span.start..number_span.end).expect("whole characters");
        assert!(!number.trim().is_empty(), "{claim:?}");
        figure_is_what_is_written(number, &claim.quantity);
    }
    assert!(claims.windows(2).all(|pair| pair[0].number_span.end <= pair[1].number_span.start), "{text:?}");
    for exclusion in &exclusions {
        assert_eq!(text.get(exclusion.span.start..exclusion.span.end), Some(exclusion.text.as_str()));
        assert!(!exclusion.text.is_empty(), "{exclusion:?}");
    }
    assert!(exclusions.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{text:?}");
}

/// A figure that is written with digits only is made of these digits, whatever magnitude and unit follow.
pub fn figure_is_what_is_written(number: &str, quantity: &Quantity) {
    let digits_only = number.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',');
    let Quantity { low, high, .. } = quantity;
    if let (Some(low), Some(high)) = (low, high) {
        assert!(low <= high, "{number:?}: {quantity:?}");
    }
    if digits_only {
        let written = significant(number);
        let given: Vec<String> =
            [low, high].into_iter().flatten().map(|d| significant(&d.to_string())).collect();
        assert!(given.contains(&written), "{number:?} is read as {given:?}");
    }
}

/// The digits of a number without the zeros before and behind them.
fn significant(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').trim_end_matches('0').to_owned()
}

/// Each article has its body in its text, pages that start at characters, and an id of its own.
pub fn reading_is_sound(reading: &Reading) {
    assert!(reading.articles.len() + reading.errors.len() + reading.notices.len() > 0, "dropped silently");
    let mut ids = HashSet::new();
    for article in &reading.articles {
        assert!(ids.insert(&article.id), "{} twice", article.id);
        assert!(article.text.get(article.body.start..article.body.end).is_some(), "{:?}", article.body);
        assert!(
            article.pages.is_sorted() && article.pages.iter().all(|at| article.text.is_char_boundary(*at))
        );
        claims_are_in_the_article(article);
    }
    for error in &reading.errors {
        assert!(error.to_string().starts_with("stdin"), "{error}");
    }
    for notice in &reading.notices {
        assert!(!notice.to_string().is_empty());
    }
}

/// A message of the form `FILE:LINE: ...` whose line exists.
pub fn message_has_its_line(message: &str, file: &str, text: &str) {
    let line = message.strip_prefix(file).and_then(|rest| rest.strip_prefix(':'));
    let line: usize = line
        .and_then(|rest| rest.split(':').next())
        .and_then(|line| line.parse().ok())
        .unwrap_or_else(|| panic!("no line in {message:?}"));
    let lines = 1 + text.bytes().filter(|byte| *byte == b'\n').count();
    assert!((1..=lines).contains(&line), "{message:?} of {lines} lines");
}

/// What a comparison says of itself is true, and every id in it leads somewhere.
pub fn comparison_is_sound(comparison: &Comparison) {
    let claims: HashMap<&str, &Claim> =
        comparison.claims.iter().map(|claim| (claim.id.as_str(), claim)).collect();
    assert_eq!(claims.len(), comparison.claims.len(), "an id twice");
    let (mut facts, mut used) = (HashSet::new(), HashSet::new());
    for fact in &comparison.facts {
        assert!(facts.insert(&fact.id), "{} twice", fact.id);
        assert!((0.0..=1.0).contains(&fact.confidence) && (0.0..=1.0).contains(&fact.severity), "{fact:?}");
        let figures: HashSet<&str> = fact.figures.iter().map(|figure| figure.id.as_str()).collect();
        assert_eq!(figures.len(), fact.figures.len(), "{fact:?}");
        assert!(fact.figures.iter().map(|figure| figure.claims.len()).sum::<usize>() >= 2, "{fact:?}");
        for figure in &fact.figures {
            assert!((1..=figure.claims.len()).contains(&figure.origins), "{figure:?}");
            for claim in &figure.claims {
                assert!(claims.contains_key(claim.as_str()) && used.insert(claim), "{claim}");
            }
            let texts = |claim: &String| claims[claim.as_str()].text.as_str();
            assert!(!figure.text.is_empty() && figure.claims.iter().all(|claim| !texts(claim).is_empty()));
        }
        for pair in &fact.discrepancies {
            assert!(figures.contains(pair.a.as_str()) && figures.contains(pair.b.as_str()), "{pair:?}");
            assert!(pair.ratio.is_none_or(f64::is_finite), "{pair:?}");
            let of_hypotheses = pair.hypotheses.iter().flat_map(|hypothesis| &hypothesis.claims);
            assert!(of_hypotheses.into_iter().all(|claim| claims.contains_key(claim.as_str())), "{pair:?}");
        }
        let worst = fact.discrepancies.iter().map(|pair| pair.verdict).max().unwrap_or(Verdict::Agree);
        assert_eq!(fact.verdict, worst, "{fact:?}");
    }
    let summary = &comparison.summary;
    assert_eq!(
        (summary.articles, summary.claims, summary.facts),
        (comparison.articles.len(), comparison.claims.len(), comparison.facts.len())
    );
}

/// The report in a format is whole: text without anything that a terminal or a browser acts on, without figures that
/// are none; JSON that reads back as what was written.
pub fn report_is_sound(
    comparison: &Comparison,
    articles: &[Article],
    format: Format,
    options: &ReportOptions,
) {
    let report = Report::new(comparison, articles).with(options.clone()).render(format).expect("a report");
    rendered_is_sound(&report, format);
    if format == Format::Json {
        let read: Comparison = serde_json::from_slice(&report).expect("the contract");
        let again = report::json::document(&read).expect("a document");
        assert_eq!(String::from_utf8_lossy(&report), again);
    }
}

/// Bytes of a report in a format, as [`report_is_sound`] wants them.
pub fn rendered_is_sound(report: &[u8], format: Format) {
    if format.is_binary() {
        assert!(report.starts_with(b"PK"), "{} is no workbook", format.name());
        return;
    }
    let report = std::str::from_utf8(report).expect("UTF-8");
    // The page has the articles' own white space.
    let acts = |c: char| c != '\n' && visible::is_hostile(c) && !(c == '\t' && format == Format::Html);
    assert!(!report.chars().any(acts), "{}: {report:?}", format.name());
    match format {
        Format::JsonLines => {
            for line in report.lines() {
                serde_json::from_str::<serde_json::Value>(line).expect("JSON");
            }
        }
        Format::Csv => {
            let mut reader = csv::Reader::from_reader(report.as_bytes());
            for row in reader.records() {
                for cell in row.expect("as many cells as columns").iter() {
                    let formula = cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '\t', '\r']);
                    assert!(!formula || cell.parse::<f64>().is_ok_and(f64::is_finite), "{cell:?}");
                }
            }
        }
        Format::Html => {
            let scripts = report.matches("<script").count();
            assert_eq!(scripts, report.matches("</script").count(), "{report}");
            assert!(!report.contains("=\"NaN") && !report.contains("=\"inf") && !report.contains("=\"-inf"));
        }
        _ => {}
    }
}

/// `value` as a decimal of at most this many places, for targets that make figures.
pub fn decimal(value: i64, places: u32) -> Decimal {
    Decimal::new(value, places % 29)
}
