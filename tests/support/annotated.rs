//! Annotated sets of articles: `articles/SET/*.txt` and `gold/SET.json`, as `corpus/README.md` describes them.
#![allow(dead_code)] // Each of those who read them uses a part of this.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::{Path, PathBuf};

use claimdiff::{Article, Claim};
use serde_json::Value;

/// A set of articles with what a reader finds in them.
pub struct Annotated {
    /// The name of its folder.
    pub name: String,
    pub articles: Vec<Article>,
    pub facts: Vec<GoldFact>,
}

/// What the articles state at least twice.
pub struct GoldFact {
    pub mentions: Vec<Mention>,
    /// Pairs of groups that cannot both be right, the smaller name first.
    pub conflicts: BTreeSet<(String, String)>,
}

/// A figure of a fact in an article.
pub struct Mention {
    /// Index of the article.
    pub article: usize,
    /// First byte of the figure.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Mentions of one group give the same figure.
    pub group: String,
}

impl Mention {
    /// Whether a claim of `articles` is the one that is meant.
    pub fn is(&self, claim: &Claim, articles: &[Article]) -> bool {
        let span = claim.number_span;
        claim.article == articles[self.article].id
            && span.start < self.end
            && self.start < span.end
            && span.len() <= self.end - self.start + SLACK
    }
}

/// Bytes by which the figure of a claim may be longer than what is annotated: "between 20 and 30" for "20".
const SLACK: usize = 12;

/// The sets of a folder, by name.
pub fn sets(root: &Path) -> Result<Vec<Annotated>, Box<dyn Error>> {
    let mut paths = files(&root.join("gold"), "json")?;
    paths.sort();
    paths.iter().map(|gold| set(root, gold)).collect()
}

fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn set(root: &Path, gold: &Path) -> Result<Annotated, Box<dyn Error>> {
    let name = gold.file_stem().and_then(|s| s.to_str()).unwrap_or_default().to_owned();
    let mut articles = Vec::new();
    for path in files(&root.join("articles").join(&name), "txt")? {
        let id = path.file_stem().and_then(|s| s.to_str()).unwrap_or_default();
        articles.push(Article::new(id, std::fs::read_to_string(&path)?));
    }
    let gold: Value = serde_json::from_str(&std::fs::read_to_string(gold)?)?;
    let facts = list(&gold["facts"]).iter().map(|fact| read_fact(&articles, fact)).collect();
    Ok(Annotated { name, articles, facts })
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn word(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn read_fact(articles: &[Article], fact: &Value) -> GoldFact {
    let mut mentions = Vec::new();
    for group in list(&fact["groups"]) {
        let of = |mention| place(articles, mention, word(&group["g"]));
        mentions.extend(list(&group["mentions"]).iter().filter_map(of));
    }
    let pair = |pair: &Value| {
        let (a, b) = (word(&pair["a"]), word(&pair["b"]));
        if a < b { (a, b) } else { (b, a) }
    };
    GoldFact { mentions, conflicts: list(&fact["conflicts"]).iter().map(pair).collect() }
}

/// The bytes of a mention: its line and the n-th occurrence of the figure there.
fn place(articles: &[Article], mention: &Value, group: String) -> Option<Mention> {
    let doc = mention["doc"].as_str()?;
    let article = articles.iter().position(|a| a.id == doc)?;
    let line = usize::try_from(mention["line"].as_u64()?).ok()?.checked_sub(1)?;
    let text = &articles[article].text;
    let before: usize = text.split('\n').take(line).map(|l| l.len() + 1).sum();
    let figure = mention["num"].as_str()?;
    let (row, nth) = (text.split('\n').nth(line)?, mention["nth"].as_u64().unwrap_or(1));
    let mut at = row.find(figure)?;
    for _ in 1..nth {
        at += 1 + row.get(at + 1..)?.find(figure)?;
    }
    Some(Mention { article, start: before + at, end: before + at + figure.len(), group })
}
