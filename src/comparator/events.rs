//! Which articles are about the same event: those that share enough rare words and names, found in near-linear time.
//!
//! Each article joins the group whose middle it is most like, or starts one; groups that turn out alike are merged.
//! How telling a word is comes from a table of news at large, not from the input: in a folder about one event its own
//! names stand in every article and are still what tells it from others.

use rustc_hash::FxHashMap;

use super::words::Corpus;

/// Words an article is known by.
const TERMS: usize = 60;
/// Cosine from which an article belongs to a group.
const JOIN: f32 = 0.16;
/// Cosine from which two groups are one.
const MERGE: f32 = 0.25;
/// Telling words that two texts must share at the least.
const SHARED: usize = 3;
/// A word that more groups than this use finds no further group.
const POSTINGS: usize = 512;

type Vector = Vec<(u32, f32)>;

struct Group {
    articles: Vec<usize>,
    sum: FxHashMap<u32, f32>,
    norm: f32,
}

/// The groups of articles, each sorted, in the order of their first article. `order` is an order of the articles that
/// does not depend on the input's; `copies` holds for each article the one that it repeats.
pub(crate) fn group(corpus: &Corpus, order: &[usize]) -> Vec<Vec<usize>> {
    let vectors: Vec<Vector> = (0..corpus.docs.len()).map(|doc| vector(corpus, doc)).collect();
    let seeds = order.iter().map(|&doc| (vec![doc], vectors[doc].clone())).collect();
    let mut groups = pass(seeds, JOIN);
    for _ in 0..3 {
        let before = groups.len();
        groups.sort_by_key(|g| std::cmp::Reverse(g.articles.len()));
        let seeds = groups.into_iter().map(|g| (g.articles, top(g.sum.into_iter().collect()))).collect();
        groups = pass(seeds, MERGE);
        if groups.len() == before {
            break;
        }
    }
    let mut found: Vec<Vec<usize>> = groups.into_iter().map(|g| g.articles).collect();
    for articles in &mut found {
        articles.sort_unstable();
    }
    found.sort_unstable();
    found
}

/// The words an article is known by, as a vector of length 1.
fn vector(corpus: &Corpus, doc: usize) -> Vector {
    let mut count: FxHashMap<u32, f32> = FxHashMap::default();
    for word in corpus.docs[doc].iter().filter(|w| !w.stop && !w.number) {
        *count.entry(word.id).or_default() += 1.0;
    }
    let weigh = |(id, n): (u32, f32)| {
        let name = if corpus.name[id as usize] { 2.5 } else { 1.0 };
        (id, (1.0 + n.ln()) * corpus.rarity[id as usize] * name)
    };
    top(count.into_iter().map(weigh).filter(|(_, weight)| *weight > 0.0).collect())
}

/// The heaviest words, sorted by word, scaled to length 1.
fn top(mut words: Vector) -> Vector {
    words.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    words.truncate(TERMS);
    words.sort_unstable_by_key(|w| w.0);
    let length = words.iter().map(|w| w.1 * w.1).sum::<f32>().sqrt();
    if length > 0.0 {
        words.iter_mut().for_each(|w| w.1 /= length);
    }
    words
}

fn pass(seeds: Vec<(Vec<usize>, Vector)>, threshold: f32) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut index: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (articles, vector) in seeds {
        let best = nearest(&groups, &index, &vector).filter(|(_, likeness)| *likeness >= threshold);
        let at = best.map_or(groups.len(), |(group, _)| group);
        if at == groups.len() {
            groups.push(Group { articles: Vec::new(), sum: FxHashMap::default(), norm: 0.0 });
        }
        add(&mut groups[at], at as u32, articles, &vector, &mut index);
    }
    groups
}

fn nearest(
    groups: &[Group],
    index: &FxHashMap<u32, Vec<u32>>,
    vector: &[(u32, f32)],
) -> Option<(usize, f32)> {
    let mut score: FxHashMap<u32, (f32, usize)> = FxHashMap::default();
    for (word, weight) in vector {
        for group in index.get(word).filter(|list| list.len() <= POSTINGS).into_iter().flatten() {
            let here = score.entry(*group).or_default();
            here.0 += weight * groups[*group as usize].sum[word];
            here.1 += 1;
        }
    }
    score
        .into_iter()
        .filter(|(_, (_, shared))| *shared >= SHARED)
        .map(|(group, (dot, _))| (group as usize, dot / groups[group as usize].norm))
        .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
}

fn add(
    group: &mut Group,
    number: u32,
    articles: Vec<usize>,
    vector: &[(u32, f32)],
    index: &mut FxHashMap<u32, Vec<u32>>,
) {
    let size = articles.len() as f32;
    group.articles.extend(articles);
    let mut square = group.norm * group.norm;
    for (word, weight) in vector {
        let sum = group.sum.entry(*word).or_insert_with(|| {
            index.entry(*word).or_default().push(number);
            0.0
        });
        let grown = *sum + weight * size;
        square += grown * grown - *sum * *sum;
        *sum = grown;
    }
    group.norm = square.max(0.0).sqrt();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    #[test]
    fn keeps_events_apart_and_does_not_look_at_the_order() {
        let articles = [
            Article::new("a", "The Mysore seized 23 pirates off Aden after they fired on the Gibe."),
            Article::new(
                "b",
                "Pirates attacked the Gibe; sailors of the Mysore boarded their dhow off Aden.",
            ),
            Article::new("c", "Thieves robbed a jeweller in Paris of diamonds worth 85 million euros."),
            Article::new("d", "Diamonds and watches: thieves in drag robbed a Paris jeweller."),
        ];
        let corpus = Corpus::read(&articles, &[]);
        assert_eq!(group(&corpus, &[0, 1, 2, 3]), vec![vec![0, 1], vec![2, 3]]);
        assert_eq!(group(&corpus, &[3, 1, 0, 2]), vec![vec![0, 1], vec![2, 3]]);
    }
}
