//! Ids of articles: given, or made from as much of the path as tells them apart.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;
use std::path::{Component, Path};

use rustc_hash::{FxBuildHasher, FxHashSet};

use super::Notice;

/// What an id can be made from.
#[derive(Debug, Clone, Default)]
pub(super) struct Wish {
    /// The id that the article itself gives.
    given: Option<String>,
    /// The parts of the path, the last without its extension.
    parts: Vec<String>,
    /// The extension, for files that differ in nothing else.
    extension: String,
    /// The line, for a file of many articles.
    line: Option<usize>,
    /// How many of the last parts are in use.
    shown: usize,
}

impl Wish {
    /// For an article of the file `path`, named by the last `depth` parts of it unless it gives an id.
    pub fn new(given: Option<String>, path: &Path, depth: usize, line: Option<usize>) -> Self {
        if given.is_some() {
            return Wish { given, ..Wish::default() };
        }
        let stem = path.with_extension("");
        let parts: Vec<String> = stem
            .components()
            .filter_map(|part| match part {
                Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
                _ => None,
            })
            .collect();
        let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        Wish { given: None, shown: depth.clamp(1, parts.len().max(1)), parts, extension, line }
    }

    fn id(&self, with_extension: bool) -> String {
        if let Some(given) = &self.given {
            return given.clone();
        }
        let mut id = self.parts[self.parts.len().saturating_sub(self.shown)..].join("/");
        if with_extension && !self.extension.is_empty() {
            id = format!("{id}.{}", self.extension);
        }
        match self.line {
            Some(line) => format!("{id}:{line}"),
            None => id,
        }
    }
}

/// One unique id for each wish. Ids from paths grow to the left until they differ, then by their extension; ids that
/// are still the same get a number, and a notice.
pub(super) fn assign(mut wishes: Vec<Wish>) -> (Vec<String>, Vec<Notice>) {
    loop {
        let ids: Vec<String> = wishes.iter().map(|wish| wish.id(false)).collect();
        let counts = counted(&ids);
        let mut grew = false;
        for (wish, id) in wishes.iter_mut().zip(&ids) {
            if counts[id.as_str()] > 1 && wish.given.is_none() && wish.shown < wish.parts.len() {
                wish.shown += 1;
                grew = true;
            }
        }
        if !grew {
            return numbered(&wishes, ids);
        }
    }
}

/// The ids that are taken, where articles get theirs one after the other.
#[derive(Debug, Default)]
pub(super) struct Taken {
    /// Hashes of the ids: those of millions of articles fit into memory. Two ids with one hash would only give the later
    /// one a number that it does not need.
    hashes: FxHashSet<u64>,
}

impl Taken {
    /// The id that is wished for, or the next free one with a number, and a notice of that.
    pub fn assign(&mut self, wish: &Wish) -> (String, Option<Notice>) {
        let wanted = wish.id(false);
        if self.hashes.insert(hash(&wanted)) {
            return (wanted, None);
        }
        let mut n = 2_usize;
        let given = loop {
            let id = format!("{wanted}~{n}");
            if self.hashes.insert(hash(&id)) {
                break id;
            }
            n += 1;
        };
        (given.clone(), Some(Notice::DuplicateId { wanted, given }))
    }
}

fn hash(id: &str) -> u64 {
    FxBuildHasher.hash_one(id)
}

fn numbered(wishes: &[Wish], mut ids: Vec<String>) -> (Vec<String>, Vec<Notice>) {
    let crowded: Vec<bool> = {
        let counts = counted(&ids);
        ids.iter().map(|id| counts[id.as_str()] > 1).collect()
    };
    for ((id, wish), crowded) in ids.iter_mut().zip(wishes).zip(crowded) {
        if crowded {
            *id = wish.id(true);
        }
    }
    let wanted: HashSet<String> = ids.iter().cloned().collect();
    let mut taken = HashSet::new();
    let mut notices = Vec::new();
    for id in &mut ids {
        if taken.insert(id.clone()) {
            continue;
        }
        let free = (2_usize..)
            .map(|n| format!("{id}~{n}"))
            .find(|new| !taken.contains(new) && !wanted.contains(new));
        if let Some(free) = free {
            notices.push(Notice::DuplicateId { wanted: id.clone(), given: free.clone() });
            taken.insert(free.clone());
            *id = free;
        }
    }
    (ids, notices)
}

fn counted(ids: &[String]) -> HashMap<&str, usize> {
    let mut counts = HashMap::new();
    for id in ids {
        *counts.entry(id.as_str()).or_insert(0) += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(path: &str, depth: usize) -> Wish {
        Wish::new(None, Path::new(path), depth, None)
    }

    fn given(id: &str) -> Wish {
        Wish::new(Some(id.into()), Path::new("x.jsonl"), 1, Some(1))
    }

    #[test]
    fn ids_are_paths_in_the_folder_or_stems() {
        let wishes =
            vec![path("articles/37_ecb/37_1ecb.txt", 2), path("./a/b.md", 1), path("../c.v2.txt", 1)];
        assert_eq!(assign(wishes).0, ["37_ecb/37_1ecb", "b", "c.v2"]);
    }

    #[test]
    fn colliding_paths_grow_until_they_differ() {
        let wishes = vec![path("one/x/a.txt", 1), path("two/x/a.txt", 1), path("b.txt", 1)];
        let (ids, notices) = assign(wishes);
        assert_eq!(ids, ["one/x/a", "two/x/a", "b"]);
        assert!(notices.is_empty());
    }

    #[test]
    fn files_that_differ_in_their_extension_alone_keep_it() {
        assert_eq!(assign(vec![path("d/a.txt", 1), path("d/a.md", 1)]).0, ["d/a.txt", "d/a.md"]);
    }

    #[test]
    fn lines_name_records_without_id() {
        let record = |line| Wish::new(None, Path::new("in/news.jsonl"), 1, Some(line));
        assert_eq!(assign(vec![record(1), record(4)]).0, ["news:1", "news:4"]);
    }

    #[test]
    fn given_ids_that_repeat_are_numbered() {
        let (ids, notices) = assign(vec![given("a"), given("a"), given("a~2"), given("a")]);
        assert_eq!(ids, ["a", "a~3", "a~2", "a~4"]);
        assert_eq!(notices.len(), 2);
    }
}
