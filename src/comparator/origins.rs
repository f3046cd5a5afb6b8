//! Which articles repeat which: the same wire copy in several outlets counts as one source.

use rustc_hash::FxHashMap;

use super::words::Corpus;

/// Words in a shingle: runs this long are seldom written twice.
const RUN: usize = 5;
/// Smallest of a hundred: enough to tell copies from reports of the same event.
const SKETCH: usize = 96;
/// Share of common shingles from which the shorter article is a copy.
const COPY: f64 = 0.7;
/// A shingle that more articles than this share is boilerplate and finds no further copies.
const POSTINGS: usize = 64;

/// For each article the index of the first article that it is a copy of, or `None`.
pub(crate) fn copies(corpus: &Corpus, order: &[usize]) -> Vec<Option<usize>> {
    let sketches: Vec<Vec<u64>> = corpus.docs.iter().map(|doc| sketch(doc.iter().map(|w| w.id))).collect();
    let mut rank = vec![0; order.len()];
    order.iter().enumerate().for_each(|(i, &doc)| rank[doc] = i);
    let mut found = vec![None; corpus.docs.len()];
    let mut index: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for &doc in order {
        let mut shared: FxHashMap<usize, usize> = FxHashMap::default();
        for shingle in &sketches[doc] {
            for other in index.get(shingle).into_iter().flatten() {
                *shared.entry(*other).or_default() += 1;
            }
        }
        found[doc] = shared
            .iter()
            .filter(|(other, n)| is_copy(&sketches[doc], &sketches[**other], **n))
            .max_by(|a, b| a.1.cmp(b.1).then(rank[*b.0].cmp(&rank[*a.0])))
            .map(|(other, _)| *other);
        if found[doc].is_none() {
            for shingle in &sketches[doc] {
                let list = index.entry(*shingle).or_default();
                if list.len() < POSTINGS {
                    list.push(doc);
                }
            }
        }
    }
    found
}

fn is_copy(a: &[u64], b: &[u64], shared: usize) -> bool {
    let smaller = a.len().min(b.len());
    let larger = a.len().max(b.len());
    // A short article inside a long one is a copy as well, but two sentences in common are a quotation.
    smaller >= 8 && shared as f64 >= COPY * smaller as f64 && larger <= smaller.saturating_mul(4)
}

/// The smallest hashes of all runs of words, sorted.
fn sketch(words: impl Iterator<Item = u32>) -> Vec<u64> {
    let words: Vec<u32> = words.collect();
    let mut shingles: Vec<u64> = words.windows(RUN).map(|run| hash(run.iter().copied())).collect();
    shingles.sort_unstable();
    shingles.dedup();
    shingles.truncate(SKETCH);
    shingles
}

/// A hash of a sequence of words (FNV-1a over their bytes, so that it is the same on every machine).
pub(crate) fn hash(words: impl Iterator<Item = u32>) -> u64 {
    /// Steps of a byte and of the zeros behind it, in one.
    const STEPS: [u64; 4] = [
        PRIME,
        PRIME.wrapping_mul(PRIME),
        PRIME.wrapping_mul(PRIME).wrapping_mul(PRIME),
        PRIME.wrapping_mul(PRIME).wrapping_mul(PRIME).wrapping_mul(PRIME),
    ];
    let step = |state: u64, byte: u32, steps: usize| (state ^ u64::from(byte)).wrapping_mul(STEPS[steps - 1]);
    let add = |state: u64, word: u32| match word {
        0..0x100 => step(state, word, 4),
        0x100..0x1_0000 => step(step(state, word & 0xff, 1), word >> 8, 3),
        _ => word.to_le_bytes().into_iter().fold(state, |state, byte| step(state, byte.into(), 1)),
    };
    mixed(words.fold(START, add))
}

/// What FNV-1a starts with.
const START: u64 = 0xcbf2_9ce4_8422_2325;
/// What it multiplies with.
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// FNV-1a over bytes, with a final mix so that the high bits are as good as the low ones.
pub(crate) fn hash_bytes(bytes: impl Iterator<Item = u8>) -> u64 {
    mixed(bytes.fold(START, |state, byte| (state ^ u64::from(byte)).wrapping_mul(PRIME)))
}

fn mixed(mut state: u64) -> u64 {
    state ^= state >> 33;
    state = state.wrapping_mul(0xff51_afd7_ed55_8ccd);
    state ^ (state >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    #[test]
    fn words_are_hashed_by_their_bytes() {
        let words = [0, 1, 0xff, 0x100, 0x1234, 0xffff, 0x1_0000, 0x0102_0304, u32::MAX];
        assert_eq!(hash(words.into_iter()), hash_bytes(words.into_iter().flat_map(u32::to_le_bytes)));
    }

    #[test]
    fn wire_copy_is_one_source() {
        let text = "A strong quake shook the island early on Monday, killing ten people and flattening seven \
                    villages, officials in the provincial capital said after a night of rescue work.";
        let other = "Ten people died when a quake flattened villages on the island; rescue work went on all night, \
                     and officials in the capital fear that more will be found.";
        let articles =
            [Article::new("a", text), Article::new("b", format!("{text} Reuters")), Article::new("c", other)];
        let corpus = Corpus::read(&articles, std::iter::empty());
        assert_eq!(copies(&corpus, &[0, 1, 2]), vec![None, Some(0), None]);
    }
}
