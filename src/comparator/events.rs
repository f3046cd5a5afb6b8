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

/// What an article is known by: words with their weights, sorted by word.
pub(crate) type Vector = Vec<(u32, f32)>;

struct Group {
    articles: Vec<usize>,
    /// By word: its weight, and where the group is among those that use the word.
    sum: FxHashMap<u32, (f32, usize)>,
    norm: f32,
    days: Option<Days>,
}

/// By word: the groups that use it, each with the weight that it has there.
type Index = Vec<Vec<(u32, f32)>>;

/// The first and the last day of what an article or a group reports, as far as it is known.
pub(crate) type Days = (i32, i32);

/// An article or a group on its way into a group.
struct Seed {
    articles: Vec<usize>,
    vector: Vector,
    days: Option<Days>,
}

/// The groups of articles, each sorted, in the order of their first article. `order` is an order of the articles that
/// does not depend on the input's; `copies` holds for each article the one that it repeats.
pub(crate) fn group(corpus: &Corpus, order: &[usize]) -> Vec<Vec<usize>> {
    let vectors: Vec<Vector> = (0..corpus.docs.len()).map(|doc| vector(corpus, doc)).collect();
    let likeness = Likeness { join: JOIN, merge: MERGE, far: 1.0, postings: POSTINGS };
    cluster(&vectors, &vec![None; vectors.len()], order, likeness)
}

/// How alike articles of one group are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Likeness {
    /// Cosine from which an article belongs to a group.
    pub(crate) join: f32,
    /// Cosine from which two groups are one.
    pub(crate) merge: f32,
    /// What the cosine of groups counts that are more than [`NEAR`] days apart.
    pub(crate) far: f32,
    /// A word that more groups than this use finds no further group.
    pub(crate) postings: usize,
}

/// Days for which an event is in the news.
const NEAR: i32 = 30;

/// Groups of the articles in `order`, which are alike by their `vectors` and near by their `days`; each group sorted, in
/// the order of their first article.
pub(crate) fn cluster(
    vectors: &[Vector],
    days: &[Option<Days>],
    order: &[usize],
    likeness: Likeness,
) -> Vec<Vec<usize>> {
    let seed = |doc: &usize| Seed { articles: vec![*doc], vector: vectors[*doc].clone(), days: days[*doc] };
    let mut groups = pass(order.iter().map(seed).collect(), likeness.join, likeness);
    for _ in 0..3 {
        let before = groups.len();
        groups.sort_by_key(|g| std::cmp::Reverse(g.articles.len()));
        let words = |sum: FxHashMap<u32, (f32, usize)>| sum.into_iter().map(|(word, (sum, _))| (word, sum));
        let seed =
            |g: Group| Seed { articles: g.articles, vector: top(words(g.sum).collect()), days: g.days };
        groups = pass(groups.into_iter().map(seed).collect(), likeness.merge, likeness);
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
pub(crate) fn top(mut words: Vector) -> Vector {
    if words.len() > TERMS {
        words.select_nth_unstable_by(TERMS, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        words.truncate(TERMS);
    }
    words.sort_unstable_by_key(|w| w.0);
    let length = words.iter().map(|w| w.1 * w.1).sum::<f32>().sqrt();
    if length > 0.0 {
        words.iter_mut().for_each(|w| w.1 /= length);
    }
    words
}

fn pass(seeds: Vec<Seed>, threshold: f32, likeness: Likeness) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    // The words are sorted.
    let words = seeds.iter().filter_map(|seed| seed.vector.last()).map(|(word, _)| *word as usize + 1);
    let mut index = vec![Vec::new(); words.max().unwrap_or(0)];
    let mut shared = Shared::default();
    for seed in seeds {
        shared.count(groups.len(), &index, &seed, likeness);
        let best = shared.nearest(&groups, &seed, likeness).filter(|(_, likeness)| *likeness >= threshold);
        let at = best.map_or(groups.len(), |(group, _)| group);
        if at == groups.len() {
            let (articles, sum) = (Vec::new(), FxHashMap::default());
            groups.push(Group { articles, sum, norm: 0.0, days: seed.days });
        }
        add(&mut groups[at], at as u32, seed, &mut index);
    }
    groups
}

/// What one seed shares with the groups.
#[derive(Default)]
struct Shared {
    /// By group: the product of both, and the number of words in it.
    products: Vec<(f32, usize)>,
    /// The groups that share a word with it.
    groups: Vec<u32>,
}

impl Shared {
    fn count(&mut self, groups: usize, index: &Index, seed: &Seed, likeness: Likeness) {
        for group in self.groups.drain(..) {
            self.products[group as usize] = (0.0, 0);
        }
        self.products.resize(groups, (0.0, 0));
        for (word, weight) in &seed.vector {
            let users = &index[*word as usize];
            if users.len() > likeness.postings {
                continue;
            }
            for (group, sum) in users {
                let (product, words) = &mut self.products[*group as usize];
                if *words == 0 {
                    self.groups.push(*group);
                }
                *product += weight * sum;
                *words += 1;
            }
        }
    }

    /// The group that is most like the seed, of equal ones the first.
    fn nearest(&self, groups: &[Group], seed: &Seed, likeness: Likeness) -> Option<(usize, f32)> {
        let like = |at: &u32| {
            let (product, words) = self.products[*at as usize];
            let group = &groups[*at as usize];
            let far = if are_far(group.days, seed.days) { likeness.far } else { 1.0 };
            (words >= SHARED).then(|| (*at as usize, far * product / group.norm))
        };
        let alike = self.groups.iter().filter_map(like);
        alike.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
    }
}

fn are_far(a: Option<Days>, b: Option<Days>) -> bool {
    a.zip(b).is_some_and(|((a_from, a_to), (b_from, b_to))| b_from - a_to > NEAR || a_from - b_to > NEAR)
}

fn add(group: &mut Group, number: u32, seed: Seed, index: &mut Index) {
    let size = seed.articles.len() as f32;
    group.articles.extend(seed.articles);
    group.days = match (group.days, seed.days) {
        (Some((from, to)), Some((first, last))) => Some((from.min(first), to.max(last))),
        (known, other) => known.or(other),
    };
    let mut square = group.norm * group.norm;
    for (word, weight) in &seed.vector {
        let users = &mut index[*word as usize];
        let (sum, place) = group.sum.entry(*word).or_insert_with(|| {
            users.push((number, 0.0));
            (0.0, users.len() - 1)
        });
        let grown = *sum + weight * size;
        square += grown * grown - *sum * *sum;
        *sum = grown;
        users[*place].1 = grown;
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
        let corpus = Corpus::read(&articles, std::iter::empty());
        assert_eq!(group(&corpus, &[0, 1, 2, 3]), vec![vec![0, 1], vec![2, 3]]);
        assert_eq!(group(&corpus, &[3, 1, 0, 2]), vec![vec![0, 1], vec![2, 3]]);
    }
}
