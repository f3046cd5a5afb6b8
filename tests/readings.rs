//! All that is read from the sentences of `tests/cases` and the reports of `corpus/`, and all facts that the reports
//! make: the tables show what a change of a rule or of a word list moves elsewhere.
//!
//! `SNAPSHOTS=overwrite cargo test --test readings` writes them anew; read the difference before a commit.

#[path = "support/annotated.rs"]
mod annotated;

use std::fmt::Write;
use std::path::{Path, PathBuf};

use annotated::sets;
use claimdiff::fact::Fact;
use claimdiff::{Article, Claim, compare, extract};
use rust_decimal::Decimal;
use snapbox::{Data, assert_data_eq};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A value as the JSON has it, without quotes; nothing for none.
fn word(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value).expect("JSON") {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text,
        other => other.to_string(),
    }
}

/// A row of the table: the figure, what it measures, and everything that is said of it.
fn row(claim: &Claim) -> String {
    let (quantity, scope) = (&claim.quantity, &claim.scope);
    let ends = |low: Option<Decimal>, high: Option<Decimal>| {
        [low, high].map(|end| end.map_or(String::new(), |end| end.to_string())).join("..")
    };
    let per: Vec<&str> = quantity.per.iter().map(|unit| unit.code.as_str()).collect();
    let said = claim.attribution.as_ref().map(|a| format!("{}|{}|{}", a.speaker, word(&a.via), a.cue));
    [
        claim.text.replace('\n', " "),
        format!(
            "{} {}{}",
            quantity.dimension,
            word(quantity.bound),
            if quantity.approximate { " ~" } else { "" }
        ),
        ends(quantity.low, quantity.high),
        ends(quantity.base.low, quantity.base.high),
        format!("{}{}", quantity.unit.code, per.iter().map(|per| format!("/{per}")).collect::<String>()),
        word(quantity.trend),
        word(&claim.aspect),
        claim.subject.clone(),
        [&scope.place, &scope.time, &scope.group].map(|of| of.clone().unwrap_or_default()).join("|"),
        word(claim.modality),
        said.unwrap_or_default(),
        claim.context.len().to_string(),
    ]
    .join("\t")
}

fn check(table: String, name: &str) {
    assert_data_eq!(table, Data::read_from(&root().join("tests/snapshots/readings").join(name), None).raw());
}

/// A table of what is read from each sentence.
fn read_each<'a>(sentences: impl IntoIterator<Item = &'a str>) -> String {
    let mut table = String::new();
    for sentence in sentences {
        writeln!(table, "{sentence}").expect("memory");
        for claim in extract(&Article::new("case", sentence)) {
            writeln!(table, "\t{}", row(&claim)).expect("memory");
        }
    }
    table
}

#[test]
fn further_sentences_are_read_as_before() {
    let sentences = include_str!("readings/sentences.txt").lines().filter(|line| !line.starts_with('#'));
    check(read_each(sentences), "sentences.tsv");
}

#[test]
fn the_context_of_a_figure_reaches_to_both_sides() {
    let many = "and the river rose over its banks ".repeat(40);
    let text = format!("It rained {many}until 40 people were dead {many}and it was over.");
    let claims = extract(&Article::new("long", &text));
    let context = &claims.iter().find(|claim| claim.text == "40 people").expect("the figure").context;
    let at = context.find("40 people").expect("the figure");
    assert!(context.len() < text.len() && text.contains(context.as_str()));
    assert!(at > 100 && context.len() - at > 100, "{context}");
}

#[test]
fn sentences_of_the_cases_are_read_as_before() {
    let entries = std::fs::read_dir(root().join("tests/cases")).expect("the cases");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a file").path()).collect();
    paths.sort();
    let mut table = String::new();
    for path in paths {
        let file = std::fs::read_to_string(path).expect("UTF-8");
        let inputs =
            file.lines().filter(|row| !row.starts_with('#')).filter_map(|row| row.split('\t').next());
        table.push_str(&read_each(inputs.filter(|input| !input.is_empty())));
    }
    check(table, "cases.tsv");
}

/// A fact in a line for itself and one for each of its pairs.
fn lines(fact: &Fact) -> String {
    let figure = |id: &str| fact.figures.iter().find(|f| f.id == id).map_or("", |f| f.text.as_str());
    let figures: Vec<String> = fact
        .figures
        .iter()
        .map(|figure| format!("{} ({} in {})", figure.text, figure.claims.len(), figure.origins))
        .collect();
    let head =
        [word(fact.verdict), fact.label.clone(), figures.join("; "), format!("{:.2}", fact.confidence)];
    let pairs = fact.discrepancies.iter().map(|pair| {
        let kinds = pair.hypotheses.iter().map(|h| format!("{} {}", word(h.kind), h.explanation));
        let kinds: Vec<String> = kinds.collect();
        format!(
            "\t\t{}\t{} / {}\t{}\n",
            word(pair.verdict),
            figure(&pair.a),
            figure(&pair.b),
            kinds.join("; ")
        )
    });
    format!("\t{}\n{}", head.join("\t").replace('\n', " "), pairs.collect::<String>())
}

#[test]
fn reports_of_the_corpus_are_read_and_compared_as_before() {
    let (mut readings, mut facts) = (String::new(), String::new());
    for set in sets(&root().join("corpus")).expect("the annotated sets") {
        let claims: Vec<Claim> = set.articles.iter().flat_map(extract).collect();
        for claim in &claims {
            writeln!(readings, "{}/{}:{}\t{}", set.name, claim.article, claim.line, row(claim))
                .expect("memory");
        }
        let found = compare(&set.articles, &claims).facts;
        writeln!(facts, "{}", set.name).expect("memory");
        found.iter().for_each(|fact| facts.push_str(&lines(fact)));
    }
    check(readings, "corpus.tsv");
    check(facts, "facts.tsv");
}
