//! Claims to facts: which claims give a figure for the same thing, and whether their figures can all be right.
//!
//! Articles are grouped by event (`events`); within an event an index finds pairs that may be about the same thing
//! (`candidates`), named features weigh for and against each (`evidence`), pairs are merged into facts
//! (`alignment`), and the figures of each fact are judged by arithmetic (`verdict`, `hypothesis`).

mod alignment;
mod blocks;
mod candidates;
pub(crate) mod classes;
mod corrections;
pub(crate) mod cues;
mod events;
mod evidence;
mod facts;
mod features;
mod groups;
mod hypothesis;
mod label;
mod links;
pub(crate) mod listed;
mod matches;
mod names;
mod none;
mod origins;
mod pair_features;
mod profile;
mod rates;
mod rivals;
mod roles;
mod severity;
mod siblings;
mod study;
mod verdict;
pub(crate) mod words;

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::article::Article;
use crate::article::published::day;
use crate::claim::Claim;
use crate::fact::Fact;
use crate::lexicon::Lexicon;
use alignment::{Edge, cluster};
use candidates::{Certain, certain};
use corrections::Corrected;
use evidence::{Ground, Telling};
use facts::Material;
use groups::Rivalry;
use hypothesis::{Context, Known};
pub(crate) use origins::hash_bytes;
use pair_features::PairFeatures;
use profile::Profile;
pub(crate) use verdict::period_of;
use words::Corpus;

pub use alignment::Thresholds;
pub use corrections::{Correction, Corrections};
pub use evidence::Evidence;
pub use features::Weights;
pub(crate) use hypothesis::only_grows;
pub use links::{Link, Reason, Standing, links};
pub(crate) use matches::{Block, Held, Match, block_of, held};
pub use rates::{Rate, RateError, Rates};
pub use study::{GroupPair, Pair, study, study_groups};
pub(crate) use verdict::{describe, is_above, judge, verdict};

/// What the comparator found: the facts, worst first, and which articles are copies of which.
#[derive(Debug, Clone, Default)]
pub struct Alignment {
    /// The facts, worst first.
    pub facts: Vec<Fact>,
    /// For each article, by its index, the index of the article that it is a copy of.
    pub duplicate_of: Vec<Option<usize>>,
}

/// What a comparison can be told beside the articles and their claims.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Rates between currencies that are known beside those that the articles state.
    pub rates: Rates,
    /// Weights of the evidence.
    pub weights: Weights,
    /// How much evidence a merge needs.
    pub thresholds: Thresholds,
    /// By outlet, in lower case: the house that it belongs to. Outlets of one house are one source.
    pub outlet_groups: BTreeMap<String, String>,
    /// What people have said of claims: which give figures for one thing, and which do not.
    pub corrections: Corrections,
    /// Words of one's own, for those who extract the claims as well ([`Comparison::of`](crate::Comparison::of)).
    pub lexicon: Lexicon,
}

/// Aligns the claims of `articles` into facts and judges them. `claims` are in the order of `articles`.
pub fn compare(articles: &[Article], claims: &[Claim]) -> Alignment {
    compare_with(articles, claims, &Options::default())
}

/// Like [`compare`], with options.
pub fn compare_with(articles: &[Article], claims: &[Claim], options: &Options) -> Alignment {
    compare_watched(articles, claims, options, &|_| {})
}

/// Like [`compare_with`]; `done` is told of articles that have been compared with all that they are compared with.
pub fn compare_watched(
    articles: &[Article],
    claims: &[Claim],
    options: &Options,
    done: &(dyn Fn(&[&Article]) + Sync),
) -> Alignment {
    let blocks = blocks(articles, claims, options);
    if let [_] = blocks[..] {
        let aligned = together(articles, claims, options);
        done(&articles.iter().collect::<Vec<_>>());
        return aligned;
    }
    let claims = by_article(articles, claims);
    let align = |block: &Vec<usize>| {
        let aligned = of_block(block, articles, &claims, options);
        done(&block.iter().map(|doc| &articles[*doc]).collect::<Vec<_>>());
        aligned
    };
    let aligned: Vec<Alignment> = blocks.par_iter().map(align).collect();
    let mut duplicate_of = vec![None; articles.len()];
    let mut facts = Vec::new();
    for (block, aligned) in blocks.iter().zip(aligned) {
        for (doc, of) in block.iter().zip(aligned.duplicate_of) {
            duplicate_of[*doc] = of.map(|of| block[of]);
        }
        facts.extend(aligned.facts);
    }
    facts::sort(&mut facts);
    Alignment { facts, duplicate_of }
}

/// The articles that are counted and numbered together, by index: what people have joined is.
fn blocks(articles: &[Article], claims: &[Claim], options: &Options) -> Vec<Vec<usize>> {
    let blocks = blocks::blocks(articles);
    match options.corrections.0.is_empty() || blocks.len() == 1 {
        true => blocks,
        false => options.corrections.pairs(claims).with_joined(blocks, &docs(articles, claims)),
    }
}

/// The claims of each article.
fn by_article<'a>(articles: &[Article], claims: &'a [Claim]) -> Vec<&'a [Claim]> {
    let mut rest = claims;
    let own = |article: &Article| {
        let end = rest.iter().take_while(|claim| claim.article == article.id).count();
        let (own, behind) = rest.split_at(end);
        rest = behind;
        own
    };
    articles.iter().map(own).collect()
}

/// The alignment of a block's articles, whose indices it holds. They are copied for it, which costs little beside it.
fn of_block(block: &[usize], articles: &[Article], claims: &[&[Claim]], options: &Options) -> Alignment {
    let own: Vec<Claim> = block.iter().flat_map(|doc| claims[*doc].iter().cloned()).collect();
    let block: Vec<Article> = block.iter().map(|doc| articles[*doc].clone()).collect();
    together(&block, &own, options)
}

/// Aligns the claims of articles that are counted and numbered together.
fn together(articles: &[Article], claims: &[Claim], options: &Options) -> Alignment {
    let input = Input::read(articles, claims).corrected(&options.corrections);
    let duplicate_of = origins::copies(&input.corpus, &input.order);
    let source: Vec<usize> = duplicate_of.iter().enumerate().map(|(i, of)| of.unwrap_or(i)).collect();
    let events = input.events(&duplicate_of);
    let mut facts: Vec<Fact> = if input.corrected.together.is_empty() {
        let of_event = |event: &Vec<usize>| input.facts(&input.align(event, options), &source, options);
        events.par_iter().flat_map_iter(of_event).collect()
    } else {
        let mut aligned: Vec<Aligned> = events.par_iter().map(|event| input.align(event, options)).collect();
        input.corrected.join_across_events(&mut aligned);
        aligned.par_iter().flat_map_iter(|aligned| input.facts(aligned, &source, options)).collect()
    };
    facts::sort(&mut facts);
    Alignment { facts, duplicate_of }
}

/// Share of an event's articles from which a name or date is what the event is known by.
const CENTRAL: f32 = 0.25;
/// Words at the head of an article that say what it is about.
const HEAD: usize = 110;

/// The articles and claims with what is read from them once.
struct Input<'a> {
    articles: &'a [Article],
    claims: &'a [Claim],
    corpus: Corpus,
    /// The articles in an order that does not depend on that of the input.
    order: Vec<usize>,
    /// By article: its place in that order.
    rank: Vec<usize>,
    /// By article: the range of its claims.
    ranges: Vec<Range<usize>>,
    /// By claim: its article.
    docs: Vec<usize>,
    /// By article: the day that it was published on.
    days: Vec<Option<Date>>,
    /// By claim: what is found out about it once.
    known: Vec<Known>,
    /// What people have said of these claims.
    corrected: Corrected,
}

/// By claim: the index of its article.
fn docs(articles: &[Article], claims: &[Claim]) -> Vec<usize> {
    let by_id: FxHashMap<&str, usize> =
        articles.iter().enumerate().map(|(i, article)| (article.id.as_str(), i)).collect();
    claims.iter().map(|claim| by_id.get(claim.article.as_str()).copied().unwrap_or(0)).collect()
}

impl<'a> Input<'a> {
    fn read(articles: &'a [Article], claims: &'a [Claim]) -> Self {
        let corpus = Corpus::read(articles, claims.iter().flat_map(profile::fields));
        let mut order: Vec<usize> = (0..articles.len()).collect();
        order.sort_by_cached_key(|i| (hash_bytes(articles[*i].text.bytes()), &articles[*i].id));
        let mut rank = vec![0; articles.len()];
        order.iter().enumerate().for_each(|(i, doc)| rank[*doc] = i);
        let docs = docs(articles, claims);
        let mut ranges = vec![0..0; articles.len()];
        for (i, doc) in docs.iter().enumerate() {
            let range = &mut ranges[*doc];
            *range = if range.start == range.end { i..i + 1 } else { range.start..i + 1 };
        }
        let days = articles.iter().map(|article| day(article.published.as_deref()?)).collect();
        let known = claims.iter().map(|_| Known::default()).collect();
        let corrected = Corrected::default();
        Input { articles, claims, corpus, order, rank, ranges, docs, days, known, corrected }
    }

    /// With what people have said of its claims.
    fn corrected(self, corrections: &Corrections) -> Self {
        Input { corrected: corrections.pairs(self.claims), ..self }
    }

    /// Groups of articles about one event each; a copy goes with what it repeats.
    fn events(&self, duplicate_of: &[Option<usize>]) -> Vec<Vec<usize>> {
        let originals: Vec<usize> =
            self.order.iter().copied().filter(|doc| duplicate_of[*doc].is_none()).collect();
        let mut events = events::group(&self.corpus, &originals);
        let mut event_of = vec![0; self.articles.len()];
        for (i, event) in events.iter().enumerate() {
            event.iter().for_each(|doc| event_of[*doc] = i);
        }
        for doc in &self.order {
            if let Some(of) = duplicate_of[*doc] {
                events[event_of[of]].push(*doc);
            }
        }
        events
    }

    /// The claims of an event as the comparator sees them, in the order of [`Input::order`].
    fn profiles(&self, event: &[usize]) -> (Vec<Profile>, Telling) {
        let mut docs = event.to_vec();
        docs.sort_by_key(|doc| self.rank[*doc]);
        let read = |doc: usize, claim: usize| {
            profile::read(&self.corpus, &self.articles[doc], doc, claim, &self.claims[claim])
        };
        let mut profiles: Vec<Profile> =
            docs.iter().flat_map(|&doc| self.ranges[doc].clone().map(move |c| read(doc, c))).collect();
        self.mark_first(&mut profiles);
        self.mark_lists(&mut profiles);
        self.drop_central(&docs, &mut profiles);
        let mut sentences = FxHashSet::default();
        let first = |p: &&Profile| sentences.insert((p.doc, self.claims[p.claim].sentence));
        let telling =
            Telling::count(profiles.iter().filter(first).map(|p| &p.around).collect::<Vec<_>>().into_iter());
        for profile in &mut profiles {
            telling.weigh(&mut profile.near);
            telling.weigh(&mut profile.around);
        }
        (profiles, telling)
    }

    /// Marks the first claim of each kind in its article: mostly the one that the report is about.
    fn mark_first(&self, profiles: &mut [Profile]) {
        let mut seen = FxHashMap::default();
        let mut figures: FxHashMap<_, FxHashSet<_>> = FxHashMap::default();
        for profile in profiles.iter_mut() {
            let claim = &self.claims[profile.claim];
            let kind = self.kind(profile);
            let figure = (claim.quantity.low, claim.quantity.high);
            // The first figure stays the first when the text comes back to it.
            figures.entry(kind).or_default().insert(figure.0.or(figure.1));
            let first = *seen.entry(kind).or_insert(figure);
            profile.first = first == figure || first.0 == figure.0 && figure.0.is_some();
        }
        for profile in profiles {
            profile.only = figures.get(&self.kind(profile)).is_some_and(|figures| figures.len() == 1);
        }
    }

    /// Marks the figures of a list of measures ("7.6 and 7.4"): the first of one list goes with the first of another.
    fn mark_lists(&self, profiles: &mut [Profile]) {
        for i in 1..profiles.len() {
            let (x, y) = (&self.claims[profiles[i - 1].claim], &self.claims[profiles[i].claim]);
            let like = x.sentence == y.sentence
                && profiles[i - 1].doc == profiles[i].doc
                && x.quantity.dimension == y.quantity.dimension
                && x.quantity.dimension != "count"
                && x.quantity.unit.code == y.quantity.unit.code
                && y.number_span.start.saturating_sub(x.number_span.end) <= 8;
            if like {
                let place = *profiles[i - 1].in_list.get_or_insert(0);
                profiles[i].in_list = Some(place + 1);
            }
        }
    }

    /// The article of a claim and what it is a figure for.
    fn kind(&self, profile: &Profile) -> (usize, &'a str, Option<&'a str>, Option<u32>) {
        let claim = &self.claims[profile.claim];
        let head = profile.head_classes.first().copied().or(profile.head);
        (profile.doc, &claim.quantity.dimension, claim.aspect.as_deref(), head)
    }

    /// Leaves out the dates and places that the event itself is known by: they do not tell its claims apart.
    fn drop_central(&self, docs: &[usize], profiles: &mut [Profile]) {
        let mut count: FxHashMap<u32, usize> = FxHashMap::default();
        for &doc in docs {
            // What an event is known by stands at the head of its reports; earlier ones come further down.
            let mut ids: Vec<u32> = self.corpus.docs[doc]
                .iter()
                .take(HEAD)
                .filter(|w| w.capital || w.number)
                .map(|w| self.corpus.spelling[w.id as usize])
                .collect();
            ids.sort_unstable();
            ids.dedup();
            ids.into_iter().for_each(|id| *count.entry(id).or_default() += 1);
        }
        let central = |id: &u32| count.get(id).is_some_and(|n| *n as f32 >= CENTRAL * docs.len() as f32);
        // One report alone has no centre.
        if docs.len() >= 3 {
            for profile in profiles {
                profile.places.retain(|id| !central(id));
                profile.dates.retain(|id| !central(id));
            }
        }
    }

    fn facts(&self, aligned: &Aligned, source: &[usize], options: &Options) -> Vec<Fact> {
        let context = Context {
            corpus: &self.corpus,
            days: &self.days,
            known: &self.known,
            articles: self.articles,
            claims: self.claims,
            docs: &self.docs,
            ranges: &self.ranges,
            rates: &aligned.rates,
            outlet_groups: &options.outlet_groups,
        };
        aligned
            .groups
            .par_iter()
            .map(|(claims, confidence)| {
                let material =
                    Material { claims, confidence: *confidence, conversions: &aligned.conversions, source };
                facts::build(&context, &material)
            })
            .collect()
    }

    /// Groups the claims of an event into facts.
    fn align(&self, event: &[usize], options: &Options) -> Aligned {
        self.align_weighed(&self.weigh(event, options), options)
    }

    /// Groups the claims of an event that was weighed into facts.
    fn align_weighed(&self, weighed: &Weighed, options: &Options) -> Aligned {
        let merged = weighed.merge(self.claims, &self.corrected, options);
        let claims = |nodes: &Vec<u32>| {
            let mut claims: Vec<usize> =
                nodes.iter().map(|node| weighed.profiles[*node as usize].claim).collect();
            claims.sort_unstable();
            claims
        };
        let groups = merged
            .iter()
            .filter(|(nodes, _)| nodes.len() > 1)
            .map(|(nodes, confidence)| (claims(nodes), *confidence))
            .collect();
        let claims = weighed.profiles.iter().map(|profile| profile.claim).collect();
        Aligned { claims, groups, conversions: weighed.conversions.clone(), rates: weighed.rates.clone() }
    }

    /// Weighs the event that an article belongs to.
    fn weigh_event_of(&self, doc: usize, options: &Options) -> Option<Weighed> {
        let duplicate_of = origins::copies(&self.corpus, &self.order);
        let event = self.events(&duplicate_of).into_iter().find(|event| event.contains(&doc))?;
        Some(self.weigh(&event, options))
    }

    /// Weighs the evidence of all candidate pairs of an event.
    fn weigh(&self, event: &[usize], options: &Options) -> Weighed {
        let (profiles, telling) = self.profiles(event);
        let pairs = candidates::pairs(&profiles, self.claims);
        let certain: Vec<Certain> = pairs
            .iter()
            .map(|(a, b)| certain(self.articles, &profiles[*a as usize], &profiles[*b as usize], self.claims))
            .collect();
        let conversions: FxHashSet<(usize, usize)> = pairs
            .iter()
            .zip(&certain)
            .filter(|(_, certain)| **certain == Certain::Same)
            .map(|((a, b), _)| (profiles[*a as usize].claim, profiles[*b as usize].claim))
            .map(|(a, b)| (a.min(b), a.max(b)))
            .collect();
        let rates = stated_rates(self.claims, &conversions, &options.rates);
        let ground = Ground {
            corpus: &self.corpus,
            claims: self.claims,
            telling: &telling,
            rates: &rates,
            weights: &options.weights,
        };
        let values = ground.all_features(&profiles, &pairs);
        let edges: Vec<Edge> = pairs
            .iter()
            .zip(&certain)
            .enumerate()
            .map(|(i, (pair, certain))| edge(&options.weights, (&values, i), *pair, *certain))
            .collect();
        Weighed { profiles, edges, values, conversions, rates }
    }
}

/// The claims of an event with the evidence of all pairs that were looked at.
struct Weighed {
    profiles: Vec<Profile>,
    edges: Vec<Edge>,
    values: PairFeatures,
    conversions: FxHashSet<(usize, usize)>,
    rates: Rates,
}

impl Weighed {
    /// The groups that the second look starts from: each claim by itself. To merge first what agrees, and to look at
    /// the groups then, aligns a little better but finds fewer of the conflicts: a wrong merge spoils a whole group.
    fn singles(&self) -> Vec<Vec<u32>> {
        (0..self.profiles.len() as u32).map(|node| vec![node]).collect()
    }

    /// The second look at each pair of them.
    fn rivalries(&self, claims: &[Claim]) -> Vec<Rivalry> {
        groups::rivalries(&self.singles(), &self.profiles, claims, &self.edges, &self.values)
    }

    /// Groups of claims about one thing, with the probability that they are.
    fn merge(&self, claims: &[Claim], corrected: &Corrected, options: &Options) -> Vec<(Vec<u32>, f64)> {
        let groups = self.singles();
        let evidence = (&self.edges[..], &self.values);
        let edges = groups::merging(&groups, &self.profiles, claims, evidence, &options.weights);
        let edges = corrected.edges(edges, &self.profiles);
        let merged = cluster(groups.len(), &edges, options.thresholds);
        let merged = alignment::prune(merged, &edges, options.thresholds.keep);
        let merged = alignment::part_lone(merged, &edges, options.thresholds.lone);
        let confidences = confidences(groups.len(), &merged, &edges);
        let weighing =
            none::Weighing { profiles: &self.profiles, claims, edges: &edges, values: &self.values };
        let nones = none::shared(&merged, &weighing);
        let separated = |a: u32, b: u32| {
            corrected.separates(self.profiles[a as usize].claim, self.profiles[b as usize].claim)
        };
        let with_nones = |((mut nodes, confidence), mut nones): ((Vec<u32>, f64), Vec<u32>)| {
            nones.retain(|none| !nodes.iter().any(|node| separated(*none, *node)));
            nodes.extend(nones);
            (nodes, confidence)
        };
        merged.into_iter().zip(confidences).zip(nones).map(with_nones).collect()
    }
}

/// The facts of an event before they are judged.
struct Aligned {
    /// All claims of the event.
    claims: FxHashSet<usize>,
    groups: Vec<(Vec<usize>, f64)>,
    conversions: FxHashSet<(usize, usize)>,
    rates: Rates,
}

fn edge(
    weights: &Weights,
    (values, pair): (&PairFeatures, usize),
    (a, b): (u32, u32),
    certain: Certain,
) -> Edge {
    let same = certain == Certain::Same;
    Edge {
        a,
        b,
        score: if same { 8.0 } else { weights.score_of(values.of(pair)) },
        conflict: !same && values.value(pair, features::Feature::conflict) > 0.0,
        veto: certain == Certain::Different,
    }
}

/// By group: the probability that a pair of it is about one thing, the mean over its pairs.
fn confidences(nodes: usize, groups: &[Vec<u32>], edges: &[Edge]) -> Vec<f64> {
    let mut group_of = vec![0; nodes];
    for (i, group) in groups.iter().enumerate() {
        group.iter().for_each(|node| group_of[*node as usize] = i);
    }
    let mut sums = vec![(0.0, 0.0); groups.len()];
    for edge in edges.iter().filter(|e| group_of[e.a as usize] == group_of[e.b as usize]) {
        let (sum, pairs) = &mut sums[group_of[edge.a as usize]];
        *sum += 1.0 / (1.0 + (-f64::from(edge.score)).exp());
        *pairs += 1.0;
    }
    sums.into_iter().map(|(sum, pairs)| if pairs > 0.0 { sum / pairs } else { 0.5 }).collect()
}

/// Rates that the articles state by converting sums in brackets, with those given by the user.
fn stated_rates(claims: &[Claim], conversions: &FxHashSet<(usize, usize)>, given: &Rates) -> Rates {
    let mut rates = given.clone();
    let mut pairs: Vec<&(usize, usize)> = conversions.iter().collect();
    pairs.sort_unstable();
    for (a, b) in pairs {
        let (a, b) = (&claims[*a].quantity, &claims[*b].quantity);
        let figure = |q: &crate::claim::Quantity| q.low.or(q.high);
        if a.dimension != "money" || given.between(&a.base.unit, &b.base.unit).is_some() {
            continue;
        }
        if let Some(rate) = figure(a).zip(figure(b)).and_then(|(x, y)| y.checked_div(x)) {
            rates.state(&a.base.unit, &b.base.unit, rate);
        }
    }
    rates
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::{HypothesisKind, Verdict};
    use crate::normalizer::extract;

    const REPORTS: [(&str, &str); 4] = [
        (
            "a",
            "A strong earthquake hit Kelmara on Tuesday, killing 14 people and destroying three bridges, officials said.",
        ),
        ("b", "The earthquake in Kelmara killed 23 people on Tuesday. Three bridges collapsed near Dorenna."),
        (
            "c",
            "Fighters from Dorenna were promised $1,000 a month, Bild said. Their contracts run for three months.",
        ),
        ("d", "The agency said that each of the Dorenna fighters will be paid $3,000 for each man."),
    ];

    fn read(order: &[usize]) -> (Vec<Article>, Vec<Claim>) {
        let articles: Vec<Article> =
            order.iter().map(|i| Article::new(REPORTS[*i].0, REPORTS[*i].1)).collect();
        let claims = articles.iter().flat_map(extract).collect();
        (articles, claims)
    }

    #[test]
    fn order_of_the_articles_changes_nothing() {
        let (articles, claims) = read(&[0, 1, 2, 3]);
        let straight = compare(&articles, &claims).facts;
        let (articles, claims) = read(&[3, 1, 0, 2]);
        let mut shuffled = compare(&articles, &claims).facts;
        let sorted = |facts: &mut Vec<Fact>| {
            for figure in facts.iter_mut().flat_map(|f| &mut f.figures) {
                figure.claims.sort_unstable();
            }
        };
        let mut straight = straight;
        sorted(&mut straight);
        sorted(&mut shuffled);
        let key = |facts: &[Fact]| -> Vec<(String, Verdict, Vec<Vec<String>>)> {
            facts
                .iter()
                .map(|f| (f.id.clone(), f.verdict, f.figures.iter().map(|g| g.claims.clone()).collect()))
                .collect()
        };
        assert_eq!(key(&straight), key(&shuffled));
    }

    #[test]
    fn three_months_at_1000_are_3000() {
        let text = "The newspaper Bild said that Syrian fighters were promised a salary of $1,000 a month for \
                    three months.\n\nSources told Zaman Al-Wasl that the Russian side will pay a salary of $3,000 for \
                    each of them.";
        let articles = [Article::new("a", text)];
        let claims: Vec<Claim> = articles.iter().flat_map(extract).collect();
        let facts = compare(&articles, &claims).facts;
        let resolved = facts
            .iter()
            .flat_map(|fact| &fact.discrepancies)
            .flat_map(|d| &d.hypotheses)
            .any(|h| h.kind == HypothesisKind::RateTimesDuration && h.resolves);
        assert!(resolved, "{facts:#?}");
    }

    #[test]
    fn one_article_says_the_same_twice() {
        let text = "The rebels gave up more than 6 cities near the coast.\n\nThe newspaper wrote that the \
                    first contracts would be for three months. Sources told another paper that the men sign \
                    contracts for a term of only 3 months.\n\nThe spokesman described the liberation of 6 cities on \
                    the coast as a precise operation.";
        let articles = [Article::new("a", text)];
        let claims: Vec<Claim> = articles.iter().flat_map(extract).collect();
        let facts = compare(&articles, &claims).facts;
        let verdict = |noun: &str| {
            let about = |f: &&Fact| f.figures.iter().any(|g| g.text.contains(noun));
            facts.iter().find(about).map(|fact| fact.verdict)
        };
        assert_eq!(verdict("months"), Some(Verdict::Agree), "{facts:#?}");
        assert_eq!(verdict("cities"), Some(Verdict::Compatible), "{facts:#?}");
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(compare(&[], &[]).facts.is_empty());
        let empty = [Article::new("a", "")];
        assert!(compare(&empty, &[]).facts.is_empty());
    }
}
