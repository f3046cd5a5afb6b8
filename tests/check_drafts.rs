//! How often `check` is right about drafts made by machine, over annotated sets when `CLAIMDIFF_DATA` names them.
//!
//! Each article of a set is the draft against the others: once as it is, and twice with one exact figure in five
//! changed by a factor, a digit or a unit so that it leaves its range. The folder holds `articles/SET/*.txt` and
//! `gold/SET.json`: by fact, groups of mentions that give one figure, and pairs of groups that conflict.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use claimdiff::checker::{Finding, Status, check};
use claimdiff::claim::{BaseRange, Bound};
use claimdiff::comparator::Options;
use claimdiff::{Article, Claim, extract};
use serde_json::Value;

/// One exact figure in this many is changed.
const ONE_IN: usize = 5;
/// Each draft is changed this many times, each time other figures of it.
const ROUNDS: usize = 2;

/// A figure that the annotation puts into a group.
struct Mention {
    article: usize,
    start: usize,
    end: usize,
    group: (String, String),
}

/// A set of articles with its annotation.
struct Set {
    articles: Vec<Article>,
    claims: Vec<Vec<Claim>>,
    mentions: Vec<Mention>,
    /// Groups that conflict with another of their fact.
    disputed: Vec<(String, String)>,
}

impl Set {
    fn read(data: &Path, name: &str) -> Set {
        let mut paths: Vec<PathBuf> = fs::read_dir(data.join("articles").join(name))
            .expect("the articles of the set")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
            .collect();
        paths.sort();
        let stem = |path: &PathBuf| path.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = |path: &PathBuf| fs::read_to_string(path).expect("an article");
        let articles: Vec<Article> = paths.iter().map(|path| Article::new(stem(path), text(path))).collect();
        let json = fs::read_to_string(data.join(format!("gold/{name}.json"))).expect("the annotation");
        let gold: Value = serde_json::from_str(&json).expect("JSON");
        let (mut mentions, mut disputed) = (Vec::new(), Vec::new());
        for fact in list(&gold["facts"]) {
            let key = |group: &Value| (word(&fact["id"]), word(group));
            for group in list(&fact["groups"]) {
                let read = |mention: &Value| mention_of(mention, &articles, key(&group["g"]));
                mentions.extend(list(&group["mentions"]).iter().filter_map(read));
            }
            disputed
                .extend(list(&fact["conflicts"]).iter().flat_map(|pair| [key(&pair["a"]), key(&pair["b"])]));
        }
        let claims = articles.iter().map(extract).collect();
        Set { articles, claims, mentions, disputed }
    }

    /// The group of a claim, if the annotation has one.
    fn group(&self, article: usize, claim: &Claim) -> Option<&(String, String)> {
        let hit = |m: &&Mention| {
            m.article == article && m.start < claim.number_span.end && claim.number_span.start < m.end
        };
        let mut hits: Vec<&Mention> = self.mentions.iter().filter(hit).collect();
        hits.sort_by_key(|mention| !self.is_shared(mention.article, &mention.group));
        hits.first().map(|mention| &mention.group)
    }

    /// Whether another article gives the figure of the group as well.
    fn is_shared(&self, article: usize, group: &(String, String)) -> bool {
        self.mentions.iter().any(|mention| mention.article != article && mention.group == *group)
    }

    fn check(&self, draft: usize, article: Option<Article>) -> (Vec<Claim>, Vec<Finding>) {
        let (mut articles, mut claims) = (self.articles.clone(), self.claims.clone());
        if let Some(article) = article {
            claims[draft] = extract(&article);
            articles[draft] = article;
        }
        let own = claims[draft].clone();
        (own, check(&articles, claims.concat(), draft, &Options::default()).findings)
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn word(value: &Value) -> String {
    value.as_str().expect("a word").to_owned()
}

fn mention_of(mention: &Value, articles: &[Article], group: (String, String)) -> Option<Mention> {
    let doc = mention["doc"].as_str()?;
    let article = articles.iter().position(|article| article.id == doc)?;
    let number = usize::try_from(mention["line"].as_u64()?).ok()?;
    let lines: Vec<&str> = articles[article].text.split('\n').collect();
    let before: usize = lines[..number - 1].iter().map(|line| line.len() + 1).sum();
    let figure = mention["num"].as_str()?;
    let nth = mention["nth"].as_u64().unwrap_or(1);
    let at = lines[number - 1].match_indices(figure).nth(usize::try_from(nth).ok()? - 1)?.0;
    Some(Mention { article, start: before + at, end: before + at + figure.len(), group })
}

/// The annotated sets, if there are any; else says that the test was not run.
fn sets() -> Vec<Set> {
    let Some(data) = std::env::var_os("CLAIMDIFF_DATA").map(PathBuf::from) else {
        say("not run: CLAIMDIFF_DATA does not name a folder of data");
        return Vec::new();
    };
    let mut names: Vec<String> = fs::read_dir(data.join("gold"))
        .expect("a folder of annotations")
        .filter_map(|entry| {
            entry.expect("an entry").file_name().to_str()?.strip_suffix(".json").map(Into::into)
        })
        .collect();
    names.sort();
    names.iter().map(|name| Set::read(&data, name)).collect()
}

/// Past the capture of the test runner, so that it is read although the tests pass.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "tests/check_drafts.rs: {line}");
}

/// A text with some of its figures changed, and the bytes where the changed ones start with what they were.
fn changed<'a>(text: &str, claims: &'a [Claim], round: usize) -> (String, Vec<(usize, &'a Claim)>) {
    let mut claims: Vec<&Claim> = claims.iter().filter(|claim| is_exact(claim)).collect();
    claims.sort_by_key(|claim| claim.number_span.start);
    let (mut out, mut from, mut places) = (String::new(), 0, Vec::new());
    for (index, claim) in claims.into_iter().enumerate() {
        let span = claim.number_span;
        let Some(other) = other_figure(&text[span.start..span.end], claim, index) else { continue };
        if index % ONE_IN != round || span.start < from {
            continue;
        }
        out.push_str(&text[from..span.start]);
        places.push((out.len(), claim));
        out.push_str(&other);
        from = span.end;
    }
    out.push_str(&text[from..]);
    (out, places)
}

fn is_exact(claim: &Claim) -> bool {
    let quantity = &claim.quantity;
    quantity.bound == Bound::Exact && !quantity.approximate && quantity.low == quantity.high
}

/// The figure changed by a factor, its first digit, or its magnitude; figures in words become others in digits.
fn other_figure(figure: &str, claim: &Claim, kind: usize) -> Option<String> {
    for (unit, other) in [("million", "billion"), ("billion", "million")] {
        if kind % 3 == 2 && figure.ends_with(unit) {
            return Some(figure.replace(unit, other));
        }
    }
    let plain = figure.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
    if !plain {
        let words = figure.chars().all(|c| c.is_alphabetic() || c == '-');
        let value: u64 = claim.quantity.low?.to_string().parse().ok()?;
        return words.then(|| (value * 2 + 1).to_string());
    }
    let first = figure.chars().next()?.to_digit(10)?;
    if kind.is_multiple_of(2) {
        return Some(format!("{}{}", (first + 3) % 9 + 1, &figure[1..]));
    }
    let value: f64 = figure.replace(',', "").parse().ok()?;
    Some(if figure.contains('.') { format!("{:.1}", value * 3.0) } else { format!("{:.0}", value * 3.0) })
}

/// Whether two ranges in one unit do not meet.
fn apart(a: &BaseRange, b: &BaseRange) -> bool {
    let above =
        |x: &BaseRange, y: &BaseRange| matches!((x.low, y.high), (Some(low), Some(high)) if low > high);
    above(a, b) || above(b, a)
}

fn share(counts: &BTreeMap<Option<Status>, usize>, of: &[Status]) -> f64 {
    let all: usize = counts.values().sum();
    let right: usize = of.iter().filter_map(|status| counts.get(&Some(*status))).sum();
    right as f64 / all.max(1) as f64
}

#[test]
fn figures_that_were_changed_are_contradicted() {
    let sets = sets();
    let mut counts: BTreeMap<Option<Status>, usize> = BTreeMap::new();
    for set in &sets {
        for (draft, article) in set.articles.iter().enumerate() {
            for round in 0..ROUNDS {
                let (text, places) = changed(&article.text, &set.claims[draft], round);
                let (claims, findings) = set.check(draft, Some(Article::new(article.id.clone(), text)));
                for (start, before) in places {
                    let group = set.group(draft, before).filter(|group| set.is_shared(draft, group));
                    let after =
                        claims.iter().find(|c| c.number_span.start <= start && start < c.number_span.end);
                    let left = after.is_none_or(|after| apart(&before.quantity.base, &after.quantity.base));
                    if group.is_some() && left {
                        let of =
                            |after: &Claim| findings.iter().find(|f| f.claim == after.id).map(|f| f.status);
                        *counts.entry(after.and_then(of)).or_default() += 1;
                    }
                }
            }
        }
    }
    if !sets.is_empty() {
        let right = share(&counts, &[Status::Contradicted]);
        say(&format!("changed figures: {counts:?}, {right:.3} contradicted"));
        assert!(right >= 0.70, "{right:.3} contradicted");
    }
}

#[test]
fn figures_as_they_are_find_their_support() {
    let sets = sets();
    let mut by_kind: HashMap<&str, BTreeMap<Option<Status>, usize>> = HashMap::new();
    let mut flagged: BTreeMap<&str, usize> = BTreeMap::new();
    for set in &sets {
        for draft in 0..set.articles.len() {
            let (claims, findings) = set.check(draft, None);
            for finding in &findings {
                let claim =
                    claims.iter().find(|claim| claim.id == finding.claim).expect("a claim of the draft");
                let group = set.group(draft, claim);
                let disputed = group.is_some_and(|group| set.disputed.contains(group));
                let shared = group.is_some_and(|group| set.is_shared(draft, group));
                let kind = if disputed {
                    "disputed"
                } else if shared {
                    "shared"
                } else {
                    "alone"
                };
                *by_kind.entry(kind).or_default().entry(Some(finding.status)).or_default() += 1;
                *flagged.entry(kind).or_default() += usize::from(!finding.contradicted_by.is_empty());
            }
        }
    }
    if !sets.is_empty() {
        let supported = share(&by_kind["shared"], &[Status::Supported, Status::SupportedWithinRounding]);
        let all: usize = by_kind.values().flat_map(BTreeMap::values).sum();
        let wrong: usize = ["shared", "alone"]
            .iter()
            .filter_map(|kind| by_kind[kind].get(&Some(Status::Contradicted)))
            .sum();
        let wrong = wrong as f64 / all as f64;
        say(&format!(
            "figures as they are: {by_kind:?}, {supported:.3} supported, {wrong:.3} wrongly contradicted"
        ));
        say(&format!("figures as they are that a source contradicts: {flagged:?}"));
        assert!(supported >= 0.85, "{supported:.3} of the figures that others give are supported");
        assert!(wrong <= 0.05, "{wrong:.3} are contradicted without a conflict");
    }
}
