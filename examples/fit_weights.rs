//! Fits the weights of the comparator's evidence on annotated article sets by logistic regression.
//!
//! `cargo run --release --example fit_weights > new.tsv` reads the annotated sets of `corpus/` and, when
//! `CLAIMDIFF_DATA` names a folder of the same form, those of real articles there; it learns from all candidate pairs of
//! claims whether gold puts both into one fact, and prints `src/lexicon/en/weights.tsv` with the new weights.
//! `--leave-one-out FOLDER` instead checks each set of `CLAIMDIFF_DATA` with weights that were fitted on all the others:
//! it writes these weights to `FOLDER/SET.tsv`, what `claimdiff compare --format json` would print with them to
//! `FOLDER/SET.json`, the pairs of groups in conflict with their log-odds and whether gold puts both into one fact to
//! `FOLDER/SET.pairs`, and prints how far the probabilities of the pairs can be relied on. `--folds N FOLDER` does the
//! same for all sets, each N-th of them left out together.
//!
//! A weight never changes the sign of its prior: what speaks for a fact in all of news shall not speak against it
//! because a dozen sets happen to look so.

#![allow(clippy::print_stdout, clippy::print_stderr)] // its output is the point

#[path = "../tests/support/annotated.rs"]
mod annotated;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};

use annotated::Annotated;
use rayon::prelude::*;

use claimdiff::comparator::{GroupPair, Options, Pair, Weights, compare_with, study, study_groups};
use claimdiff::{Article, Claim, Comparison, extract};

const TABLE: &str = include_str!("../src/lexicon/en/weights.tsv");
/// Strength of the pull of all weights towards their priors.
const RIDGE: f64 = 20.0;
/// The same for figures that conflict, of which the sets have few.
const RIDGE_CONFLICT: f64 = 30.0;
/// The same for groups of claims.
const RIDGE_GROUPS: f64 = 12.0;
const ROUNDS: usize = 600;
/// What a set of `corpus/` counts beside one of real articles: its reporters vary their words more than real ones.
const MADE_UP: f64 = 0.2;

struct Example {
    /// Features that are not zero.
    values: Vec<(usize, f64)>,
    same: bool,
    conflict: bool,
    weight: f64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let data = std::env::var_os("CLAIMDIFF_DATA").map(PathBuf::from);
    let real = data.map(|root| annotated::sets(&root)).transpose()?.unwrap_or_default();
    let made_up = annotated::sets(&corpus)?;
    let mut sets: Vec<Set> = real.into_iter().map(|set| Set::read(set, 1.0)).collect();
    sets.extend(made_up.into_iter().map(|set| Set::read(set, MADE_UP)));
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [option, folder] if option == "--leave-one-out" => {
            let real: Vec<&Set> = sets.iter().filter(|set| set.counts == 1.0).collect();
            check(&sets, &real.iter().map(|set| vec![*set]).collect::<Vec<_>>(), Path::new(folder))
        }
        [option, count, folder] if option == "--folds" => {
            let count: usize = count.parse()?;
            let fold = |n: usize| sets.iter().skip(n).step_by(count.max(1)).collect::<Vec<&Set>>();
            check(&sets, &(0..count).map(fold).collect::<Vec<_>>(), Path::new(folder))
        }
        _ => {
            print!("{}", table(&sets.iter().collect::<Vec<_>>()));
            Ok(())
        }
    }
}

/// Compares each set with weights fitted on those that are not left out with it, and says how far its probabilities can
/// be relied on.
fn check(sets: &[Set], left_out: &[Vec<&Set>], folder: &Path) -> Result<(), Box<dyn Error>> {
    let check = |left_out: &Vec<&Set>| -> Result<Vec<(f64, bool)>, std::io::Error> {
        let others: Vec<&Set> =
            sets.iter().filter(|set| left_out.iter().all(|out| out.name != set.name)).collect();
        let table = table(&others);
        let checked: Vec<_> =
            left_out.iter().map(|set| set.write(&table, folder)).collect::<Result<_, _>>()?;
        Ok(checked.concat())
    };
    let checked: Vec<Vec<(f64, bool)>> = left_out.par_iter().map(check).collect::<Result<_, _>>()?;
    let mut predicted = checked.concat();
    println!("all pairs:");
    print_reliability(predicted.clone());
    println!("pairs with a probability of {LIKELY} or more:");
    predicted.retain(|(probability, _)| *probability >= LIKELY);
    print_reliability(predicted);
    Ok(())
}

/// Pairs below this are hardly ever merged.
const LIKELY: f64 = 0.1;
/// Bins of a reliability table.
const BINS: usize = 5;

/// Prints, for bins of as many pairs each, the mean probability and the share that gold puts into one fact.
fn print_reliability(mut pairs: Vec<(f64, bool)>) {
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
    println!("pairs\tfrom\tto\tpredicted\tin gold");
    for bin in pairs.chunks(pairs.len().div_ceil(BINS).max(1)) {
        let count = bin.len() as f64;
        let predicted = bin.iter().map(|(probability, _)| probability).sum::<f64>() / count;
        let gold = bin.iter().filter(|(_, same)| *same).count() as f64 / count;
        let (from, to) = (bin[0].0, bin[bin.len() - 1].0);
        println!("{}\t{from:.3}\t{to:.3}\t{predicted:.3}\t{gold:.3}", bin.len());
    }
}

/// The table with weights fitted on these sets: those of pairs of claims, then, with these, those of groups.
fn table(sets: &[&Set]) -> String {
    let examples = sets.iter().flat_map(|set| &set.examples);
    let (conflicts, others): (Vec<&Example>, Vec<&Example>) = examples.partition(|e| e.conflict);
    let agree = fit(&others, Pair::names(), RIDGE);
    let conflict = fit(&conflicts, Pair::names(), RIDGE_CONFLICT);
    report(&others, &agree);
    report(&conflicts, &conflict);
    let pairs = fill(TABLE, Pair::names(), &agree, &conflict);
    let options = Options { weights: Weights::parse(&pairs), ..Options::default() };
    let examples: Vec<Example> = sets.iter().flat_map(|set| set.groups(&options)).collect();
    let examples: Vec<&Example> = examples.iter().collect();
    let groups = fit(&examples, GroupPair::names(), RIDGE_GROUPS);
    report(&examples, &groups);
    fill(&pairs, GroupPair::names(), &groups, &groups)
}

fn fill(table: &str, names: &[&str], first: &[f64], second: &[f64]) -> String {
    let mut out = String::new();
    for line in table.lines() {
        let mut cells: Vec<String> = line.split('\t').map(String::from).collect();
        if let Some(at) = names.iter().position(|n| *n == cells[0]) {
            cells[1] = format!("{:.2}", first[at]);
            cells[2] = format!("{:.2}", second[at]);
        }
        out.push_str(&cells.join("\t"));
        out.push('\n');
    }
    out
}

/// An annotated set with what the comparator sees in it.
struct Set {
    name: String,
    articles: Vec<Article>,
    claims: Vec<Claim>,
    labels: Labels,
    /// The pairs of its claims.
    examples: Vec<Example>,
    /// The weight of the set.
    counts: f64,
}

impl Set {
    fn read(annotated: Annotated, counts: f64) -> Set {
        let claims: Vec<Claim> = annotated.articles.iter().flat_map(extract).collect();
        let labels = labels(&annotated, &claims);
        let Annotated { name, articles, .. } = annotated;
        let mut set = Set { name, articles, claims, labels, examples: Vec::new(), counts };
        set.examples = set.pairs();
        set
    }

    /// Writes what these weights find in the set; gives each pair of groups' probability and whether gold joins it.
    fn write(&self, table: &str, folder: &Path) -> Result<Vec<(f64, bool)>, std::io::Error> {
        let options = Options { weights: Weights::parse(table), ..Options::default() };
        let alignment = compare_with(&self.articles, &self.claims, &options);
        let comparison = Comparison::new(&self.articles, self.claims.clone(), alignment);
        let groups = study_groups(&self.articles, &self.claims, &options);
        let write = |extension: &str, text: String| {
            std::fs::write(folder.join(format!("{}.{extension}", self.name)), text)
        };
        write("tsv", table.to_owned())?;
        write("json", serde_json::to_string(&comparison)?)?;
        write("pairs", groups.iter().filter(|pair| pair.conflict).map(|pair| self.line(pair)).collect())?;
        let judged = |pair: &GroupPair| (logistic(f64::from(pair.score)), self.common(pair).is_some());
        Ok(groups.iter().map(judged).collect())
    }

    /// Log-odds, 1 for pairs that gold joins, its fact or nothing, and a sentence of each side, between tabs.
    fn line(&self, pair: &GroupPair) -> String {
        let sentence = |group: &[usize]| {
            let claim = &self.claims[group[0]];
            let context = claim.context.replace(['\n', '\t'], " ");
            format!("{} [{}] {} {context}", claim.text, claim.id, claim.aspect.as_deref().unwrap_or("-"))
        };
        let fact = self.common(pair);
        let (joined, fact) = (u8::from(fact.is_some()), fact.map_or(String::new(), |fact| fact.to_string()));
        format!("{:.3}\t{joined}\t{fact}\t{}\t{}\n", pair.score, sentence(&pair.a), sentence(&pair.b))
    }

    /// The facts that gold puts a claim into.
    fn facts(&self, claim: usize) -> BTreeSet<usize> {
        self.labels.get(&claim).cloned().unwrap_or_default()
    }

    fn pairs(&self) -> Vec<Example> {
        let at = |name: &str| Pair::names().iter().position(|n| *n == name).unwrap_or_default();
        let conflict = at("conflict");
        let mut size: BTreeMap<usize, f64> = BTreeMap::new();
        self.labels.values().flatten().for_each(|fact| *size.entry(*fact).or_default() += 1.0);
        study(&self.articles, &self.claims, &Options::default())
            .into_iter()
            .map(|pair| {
                let common = self.facts(pair.a).intersection(&self.facts(pair.b)).next().copied();
                // A fact of thirty claims has 435 pairs: it shall not drown the facts of two.
                let weight = common.map_or(1.0, |fact| 4.0 / (size[&fact] - 1.0).max(1.0).sqrt());
                let in_conflict = pair.values[conflict] > 0.0;
                Example::new(&pair.values, common.is_some(), in_conflict, self.counts * weight)
            })
            .collect()
    }

    /// The pairs of groups whose figures conflict; the same thing when gold says so of half of their pairs of claims.
    fn groups(&self, options: &Options) -> Vec<Example> {
        let mut groups = study_groups(&self.articles, &self.claims, options);
        groups.retain(|pair| pair.conflict);
        let same: Vec<Option<usize>> = groups.iter().map(|pair| self.common(pair)).collect();
        let mut count: BTreeMap<usize, f64> = BTreeMap::new();
        same.iter().flatten().for_each(|fact| *count.entry(*fact).or_default() += 1.0);
        let weight = |same: &Option<usize>| self.counts * same.map_or(1.0, |fact| 6.0 / count[&fact].sqrt());
        let example = |(pair, same): (&GroupPair, &Option<usize>)| {
            Example::new(&pair.values, same.is_some(), true, weight(same))
        };
        groups.iter().zip(&same).map(example).collect()
    }

    /// The fact that gold puts at least half of the pairs of claims between two groups into.
    fn common(&self, pair: &GroupPair) -> Option<usize> {
        let cross = pair.a.iter().flat_map(|a| pair.b.iter().map(move |b| (*a, *b)));
        let facts: Vec<usize> =
            cross.filter_map(|(a, b)| self.facts(a).intersection(&self.facts(b)).next().copied()).collect();
        (2 * facts.len() >= pair.a.len() * pair.b.len()).then(|| facts.first().copied()).flatten()
    }
}

impl Example {
    fn new(values: &[f32], same: bool, conflict: bool, weight: f64) -> Example {
        let values = values.iter().enumerate().filter(|(_, v)| **v != 0.0);
        Example { values: values.map(|(i, v)| (i, f64::from(*v))).collect(), same, conflict, weight }
    }
}

/// The facts that gold puts a claim into.
type Labels = BTreeMap<usize, BTreeSet<usize>>;

fn labels(annotated: &Annotated, claims: &[Claim]) -> Labels {
    let mut labels = Labels::new();
    for (fact, gold) in annotated.facts.iter().enumerate() {
        for mention in &gold.mentions {
            for (i, _) in
                claims.iter().enumerate().filter(|(_, claim)| mention.is(claim, &annotated.articles))
            {
                labels.entry(i).or_default().insert(fact);
            }
        }
    }
    labels
}

/// The fourth column of the table.
fn prior(names: &[&str]) -> Vec<f64> {
    let value = |name: &str| {
        let line = TABLE.lines().find(|line| line.split('\t').next() == Some(name))?;
        line.split('\t').nth(3)?.parse().ok()
    };
    names.iter().map(|name| value(name).unwrap_or(0.0)).collect()
}

fn probability(values: &[(usize, f64)], weights: &[f64]) -> f64 {
    logistic(values.iter().map(|(i, v)| v * weights[*i]).sum())
}

fn logistic(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// Logistic regression by gradient descent with momentum, each weight scaled by its own curvature.
fn fit(examples: &[&Example], names: &[&str], ridge: f64) -> Vec<f64> {
    let count = names.len();
    let prior = prior(names);
    let mut weights = prior.clone();
    let mut speed = vec![0.0; count];
    let mut curvature = vec![ridge; count];
    for example in examples {
        example.values.iter().for_each(|(i, v)| curvature[*i] += 0.25 * example.weight * v * v);
    }
    for _ in 0..ROUNDS {
        let mut gradient: Vec<f64> =
            weights.iter().zip(&prior).map(|(weight, prior)| (weight - prior) * ridge).collect();
        for example in examples {
            let error =
                example.weight * (probability(&example.values, &weights) - f64::from(u8::from(example.same)));
            example.values.iter().for_each(|(i, v)| gradient[*i] += error * v);
        }
        for i in 0..count {
            speed[i] = 0.9 * speed[i] - 0.25 * gradient[i] / curvature[i];
            weights[i] += speed[i];
            if weights[i] * prior[i] < 0.0 {
                (weights[i], speed[i]) = (0.0, 0.0);
            }
        }
    }
    weights
}

/// How well the weights tell the pairs they were fitted on apart, on standard error.
fn report(examples: &[&Example], weights: &[f64]) {
    let count = |yes: bool, same: bool| {
        examples.iter().filter(|e| e.same == same && (probability(&e.values, weights) >= 0.5) == yes).count()
    };
    let (hit, false_alarm, missed) = (count(true, true), count(true, false), count(false, true));
    eprintln!("{} pairs: {hit} right, {false_alarm} false, {missed} missed", examples.len());
}
