//! Modality, scope, trend, subject and aspect in small texts, from tables.

use crate::article::Article;
use crate::claim::Claim;
use crate::normalizer::extract;

/// The claim whose figure begins at the first occurrence of `figure`.
fn claim(text: &str, figure: &str) -> Option<Claim> {
    let at = text.find(figure)?;
    extract(&Article::new("a", text)).into_iter().find(|c| c.number_span.start == at)
}

/// Runs `read` over the rows of a table and lists those that differ from their last `width` columns.
fn differing(table: &'static str, width: usize, read: impl Fn(&Claim) -> Vec<String>) -> Vec<String> {
    let mut wrong = Vec::new();
    for line in table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
        let columns: Vec<&str> = line.split('\t').collect();
        let (Some(text), Some(figure), true) = (columns.first(), columns.get(1), columns.len() == width + 2)
        else {
            wrong.push(format!("malformed: {line}"));
            continue;
        };
        let got = claim(text, figure).map_or_else(|| vec!["no claim".to_owned()], |c| read(&c));
        if got != columns[2..] {
            wrong.push(format!("{got:?} for {line}"));
        }
    }
    wrong
}

#[test]
fn modality() {
    let wrong = differing(include_str!("../../tests/data/modality.tsv"), 1, |c| {
        vec![format!("{:?}", c.modality).to_lowercase()]
    });
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn scope() {
    let wrong = differing(include_str!("../../tests/data/scope.tsv"), 3, |c| {
        let text = |s: &Option<String>| s.clone().unwrap_or_else(|| "-".into());
        vec![text(&c.scope.place), text(&c.scope.time), text(&c.scope.group)]
    });
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn subject_and_aspect() {
    let wrong = differing(include_str!("../../tests/data/subject.tsv"), 2, |c| {
        let text = |s: &str| if s.is_empty() { "-".to_owned() } else { s.to_owned() };
        vec![text(&c.subject), text(c.aspect.as_deref().unwrap_or_default())]
    });
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn trend() {
    let wrong = differing(include_str!("../../tests/data/trend.tsv"), 1, |c| {
        vec![c.quantity.trend.map_or_else(|| "-".into(), |t| format!("{t:?}").to_lowercase())]
    });
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}
