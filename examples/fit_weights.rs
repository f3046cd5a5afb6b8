//! Fits the weights of the comparator's evidence on annotated article sets by logistic regression.
//!
//! `CLAIMDIFF_DATA=/path/to/data cargo run --release --example fit_weights [--without SET] > new.tsv` reads
//! `articles/SET/*.txt` and `gold/SET.json`, learns from all candidate pairs of claims whether gold puts both into
//! one fact, and prints `src/lexicon/en/weights.tsv` with the new weights. `--without` leaves sets out, to check on them.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};

use claimdiff::comparator::{Options, Pair, study};
use claimdiff::{Article, Claim, extract};
use serde_json::Value;

const TABLE: &str = include_str!("../src/lexicon/en/weights.tsv");
/// Strength of the pull of all weights towards their priors.
const RIDGE: f64 = 4.0;
const ROUNDS: usize = 600;

struct Example {
    values: Vec<f32>,
    same: bool,
    weight: f64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(std::env::var("CLAIMDIFF_DATA")?);
    let left_out: BTreeSet<String> = std::env::args().skip(1).filter(|a| a != "--without").collect();
    let mut examples = Vec::new();
    let mut sets: Vec<PathBuf> =
        std::fs::read_dir(root.join("gold"))?.map(|e| Ok(e?.path())).collect::<std::io::Result<_>>()?;
    sets.sort();
    for gold in sets.iter().filter(|p| p.extension().is_some_and(|e| e == "json")) {
        let name = gold.file_stem().and_then(|s| s.to_str()).unwrap_or_default();
        if !left_out.contains(name) {
            examples.extend(read_set(&root.join("articles").join(name), gold)?);
        }
    }
    let weights = fit(&examples);
    report(&examples, &weights);
    for line in TABLE.lines() {
        let mut cells: Vec<String> = line.split('\t').map(String::from).collect();
        if let Some(at) = Pair::names().iter().position(|n| *n == cells[0]) {
            cells[1] = format!("{:.2}", weights[at]);
        }
        println!("{}", cells.join("\t"));
    }
    Ok(())
}

/// The facts that gold puts a claim into.
type Labels = BTreeMap<usize, BTreeSet<usize>>;

fn read_set(folder: &Path, gold: &Path) -> Result<Vec<Example>, Box<dyn Error>> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|e| Ok(e?.path())).collect::<std::io::Result<_>>()?;
    files.sort();
    let mut articles = Vec::new();
    for file in &files {
        let id = file.file_stem().and_then(|s| s.to_str()).unwrap_or_default();
        articles.push(Article::new(id, std::fs::read_to_string(file)?));
    }
    let claims: Vec<Claim> = articles.iter().flat_map(extract).collect();
    let gold: Value = serde_json::from_str(&std::fs::read_to_string(gold)?)?;
    let labels = labels(&articles, &claims, &gold);
    let pairs = study(&articles, &claims, &Options::default());
    let none = BTreeSet::new();
    let of = |claim: usize| labels.get(&claim).unwrap_or(&none);
    let mut size: BTreeMap<usize, f64> = BTreeMap::new();
    labels.values().flatten().for_each(|fact| *size.entry(*fact).or_default() += 1.0);
    Ok(pairs
        .into_iter()
        .map(|pair| {
            let common = of(pair.a).intersection(of(pair.b)).next();
            // A fact of thirty claims has 435 pairs: it shall not drown the facts of two.
            let weight = common.map_or(1.0, |fact| 4.0 / (size[fact] - 1.0).max(1.0).sqrt());
            Example { values: pair.values, same: common.is_some(), weight }
        })
        .collect())
}

fn labels(articles: &[Article], claims: &[Claim], gold: &Value) -> Labels {
    let mut labels = Labels::new();
    for (fact, entry) in gold["facts"].as_array().into_iter().flatten().enumerate() {
        let groups = entry["groups"].as_array().into_iter().flatten();
        for mention in groups.flat_map(|g| g["mentions"].as_array().into_iter().flatten()) {
            let Some((doc, start, end)) = place(articles, mention) else { continue };
            for (i, claim) in claims.iter().enumerate().filter(|(_, c)| c.article == doc) {
                let span = claim.number_span;
                if span.start < end && start < span.end && span.len() <= (end - start) + 12 {
                    labels.entry(i).or_default().insert(fact);
                }
            }
        }
    }
    labels
}

/// The article and the bytes of a gold mention: its line and the n-th occurrence of the figure there.
fn place<'a>(articles: &'a [Article], mention: &Value) -> Option<(&'a str, usize, usize)> {
    let article = articles.iter().find(|a| a.id == mention["doc"].as_str().unwrap_or_default())?;
    let line = usize::try_from(mention["line"].as_u64()?).ok()?;
    let before: usize = article.text.split('\n').take(line - 1).map(|l| l.len() + 1).sum();
    let number = mention["num"].as_str()?;
    let nth = mention["nth"].as_u64().unwrap_or(1);
    let text = article.text.split('\n').nth(line - 1)?;
    let mut at = 0;
    for n in 0..nth {
        let found = text.get(at..)?.find(number)?;
        at += found + usize::from(n + 1 < nth);
    }
    Some((&article.id, before + at, before + at + number.len()))
}

/// The third column of the table.
fn prior() -> Vec<f64> {
    let value = |name: &str| {
        let line = TABLE.lines().find(|line| line.split('\t').next() == Some(name))?;
        line.split('\t').nth(2)?.parse().ok()
    };
    Pair::names().iter().map(|name| value(name).unwrap_or(0.0)).collect()
}

fn probability(values: &[f32], weights: &[f64]) -> f64 {
    let sum: f64 = values.iter().zip(weights).map(|(v, w)| f64::from(*v) * w).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// Logistic regression by gradient descent with momentum, each weight scaled by its own curvature.
fn fit(examples: &[Example]) -> Vec<f64> {
    let count = Pair::names().len();
    let prior = prior();
    let mut weights = prior.clone();
    let mut speed = vec![0.0; count];
    let curvature: Vec<f64> = (0..count)
        .map(|i| {
            0.25 * examples.iter().map(|e| e.weight * f64::from(e.values[i]).powi(2)).sum::<f64>() + RIDGE
        })
        .collect();
    for _ in 0..ROUNDS {
        let mut gradient: Vec<f64> =
            weights.iter().zip(&prior).map(|(weight, prior)| (weight - prior) * RIDGE).collect();
        for example in examples {
            let error =
                example.weight * (probability(&example.values, &weights) - f64::from(u8::from(example.same)));
            for (g, v) in gradient.iter_mut().zip(&example.values) {
                *g += error * f64::from(*v);
            }
        }
        for i in 0..count {
            speed[i] = 0.9 * speed[i] - 0.25 * gradient[i] / curvature[i];
            weights[i] += speed[i];
        }
    }
    weights
}

/// How well the weights tell the pairs they were fitted on apart, on standard error.
fn report(examples: &[Example], weights: &[f64]) {
    let count = |yes: bool, same: bool| {
        examples.iter().filter(|e| e.same == same && (probability(&e.values, weights) >= 0.5) == yes).count()
    };
    let (hit, false_alarm, missed) = (count(true, true), count(true, false), count(false, true));
    eprintln!("{} pairs: {hit} right, {false_alarm} false, {missed} missed", examples.len());
}
