//! Writes src/lexicon/en/common.tsv: the stems that news of many unrelated topics share, with the share of topics.
//!
//! `CLAIMDIFF_DATA=/path/to/data cargo run --example common_words > src/lexicon/en/common.tsv`, where the folder
//! holds `articles/SET/*.txt` (each set one topic) and `newsquant/dev.json` (unrelated sentences, dealt to as many
//! made-up topics as there are sets).

#![allow(clippy::print_stdout, clippy::print_stderr)] // its output is the point

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use rust_stemmers::{Algorithm, Stemmer};

fn main() -> Result<(), Box<dyn Error>> {
    let root = std::env::var("CLAIMDIFF_DATA")?;
    let mut topics = article_sets(&Path::new(&root).join("articles"))?;
    let sets = topics.len();
    topics.extend(sentences(&Path::new(&root).join("newsquant/dev.json"), sets)?);
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for stem in topics.iter().flatten() {
        *count.entry(stem).or_default() += 1;
    }
    println!(
        "# Stems that news of many unrelated topics share, with the share of topics that have them: such words do"
    );
    println!("# not show that two reports are about the same event. Written by examples/common_words.rs.");
    for (stem, n) in count {
        // A word of three topics may still be chance.
        if n >= 4 {
            println!("{stem}\t{:.2}", n as f64 / topics.len() as f64);
        }
    }
    Ok(())
}

fn stems(text: &str) -> BTreeSet<String> {
    let stemmer = Stemmer::create(Algorithm::English);
    text.split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|w| w.len() > 2 && w.is_ascii() && !w.bytes().any(|b| b.is_ascii_digit()))
        .map(|w| stemmer.stem(&w).into_owned())
        .collect()
}

fn article_sets(folder: &Path) -> Result<Vec<BTreeSet<String>>, Box<dyn Error>> {
    let mut topics = Vec::new();
    for set in std::fs::read_dir(folder)? {
        let mut topic = BTreeSet::new();
        for file in std::fs::read_dir(set?.path())? {
            topic.extend(stems(&std::fs::read_to_string(file?.path())?));
        }
        topics.push(topic);
    }
    Ok(topics)
}

fn sentences(file: &Path, topics: usize) -> Result<Vec<BTreeSet<String>>, Box<dyn Error>> {
    let data: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(file)?)?;
    let mut dealt = vec![BTreeSet::new(); topics];
    for (i, row) in data.as_array().into_iter().flatten().enumerate() {
        dealt[i % topics].extend(stems(row["text"].as_str().unwrap_or_default()));
    }
    Ok(dealt)
}
