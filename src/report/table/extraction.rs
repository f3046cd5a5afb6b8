//! The claims of an extraction, by article.

use super::unmatched::heading;
use super::{counted, lookup};
use crate::claim::Claim;
use crate::comparison::Extraction;
use crate::exclusion::Exclusion;
use crate::report::layout::{hanging, table};
use crate::report::range::reading;
use crate::report::{TableOptions, visible};

/// One section an article with one row a claim, one row a number that is none if they were asked for, and a summary.
pub fn extraction(extraction: &Extraction, options: &TableOptions) -> String {
    let mut out = String::new();
    let mut rest = extraction.claims.as_slice();
    let mut left_out = extraction.exclusions.as_deref().unwrap_or_default();
    for article in &extraction.articles {
        let own = rest.iter().take_while(|claim| claim.article == article.id).count();
        let (claims, others) = rest.split_at(own);
        rest = others;
        out.push_str(&heading(article, options));
        if claims.is_empty() {
            out.push_str("  no figures\n");
        } else {
            out.push_str(&rows(claims, options));
        }
        let own = left_out.iter().take_while(|exclusion| exclusion.article == article.id).count();
        let (exclusions, others) = left_out.split_at(own);
        left_out = others;
        if !exclusions.is_empty() {
            out.push_str("  numbers that are no claims:\n");
            out.push_str(&reasons(exclusions, options));
        }
        out.push('\n');
    }
    let articles = counted(extraction.articles.len(), "article");
    let claims = counted(extraction.claims.len(), "claim");
    let excluded = extraction
        .exclusions
        .as_ref()
        .map(|e| format!(", {} left out", counted(e.len(), "number")))
        .unwrap_or_default();
    out.push_str(&hanging("", 0, &format!("{articles}, {claims}{excluded}."), options.width));
    out
}

fn rows(claims: &[Claim], options: &TableOptions) -> String {
    let cells: Vec<Vec<String>> = claims
        .iter()
        .map(|claim| {
            vec![
                format!("{}:{}", claim.line, claim.column),
                visible::line(&claim.text).into_owned(),
                reading(&claim.quantity),
                about(claim),
                lookup::speaker(claim.attribution.as_ref()),
            ]
        })
        .collect();
    table(&["Place", "Figure", "Allows", "About", "Said by"], &cells, options.width, options.color)
}

fn reasons(exclusions: &[Exclusion], options: &TableOptions) -> String {
    let cells: Vec<Vec<String>> = exclusions
        .iter()
        .map(|exclusion| {
            vec![
                format!("{}:{}", exclusion.line, exclusion.column),
                visible::line(&exclusion.text).into_owned(),
                exclusion.reason.describe().to_owned(),
            ]
        })
        .collect();
    table(&["Place", "Number", "Left out as"], &cells, options.width, options.color)
}

/// "homes [destroyed] (planned)".
fn about(claim: &Claim) -> String {
    let mut about = visible::line(&claim.subject).into_owned();
    if let Some(aspect) = &claim.aspect
        && !about.contains(aspect.as_str())
    {
        about = format!("{about} [{}]", visible::line(aspect));
    }
    if let Some(modality) = lookup::modality(claim.modality) {
        about = format!("{about} ({modality})");
    }
    about.trim_start().to_owned()
}
