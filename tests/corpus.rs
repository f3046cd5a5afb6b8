//! What `compare` finds in the annotated sets of `corpus/`: the counts are a snapshot, so that a change of a rule or of a
//! word list shows what it moves elsewhere.
//!
//! `SNAPSHOTS=overwrite cargo test --test corpus` writes the snapshot anew; read the difference before a commit.

#[path = "support/annotated.rs"]
mod annotated;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use annotated::{Annotated, sets};
use claimdiff::fact::{Fact, Verdict};
use claimdiff::{Claim, compare, extract};
use snapbox::{Data, assert_data_eq};

/// Counts of facts in conflict.
#[derive(Debug, Default, Clone, Copy)]
struct Counts {
    /// That the annotation has.
    annotated: usize,
    /// Of these, found.
    found: usize,
    /// That the program has and the annotation does not.
    wrong: usize,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.annotated += other.annotated;
        self.found += other.found;
        self.wrong += other.wrong;
    }
}

/// The facts of the annotation that a fact of the program hits: half of its conflicts, by pairs of claims, are conflicts
/// of the annotation. `None` when the program's fact has no conflict.
fn hits(set: &Annotated, claims: &[Claim], fact: &Fact) -> Option<BTreeSet<usize>> {
    let claim = |id: &String| claims.iter().find(|claim| claim.id == *id);
    let of = |figure: &str| {
        let figure = fact.figures.iter().find(|f| f.id == figure);
        figure.into_iter().flat_map(|f| &f.claims).filter_map(claim).collect::<Vec<_>>()
    };
    let (mut conflicts, mut right, mut hit) = (0, 0, BTreeSet::new());
    for pair in fact.discrepancies.iter().filter(|d| d.verdict == Verdict::Conflict) {
        let (mut yes, mut no, mut found) = (0, 0, BTreeSet::new());
        for (a, b) in of(&pair.a).into_iter().flat_map(|a| of(&pair.b).into_iter().map(move |b| (a, b))) {
            let facts = in_conflict(set, a, b);
            if facts.is_empty() {
                no += 1
            } else {
                yes += 1
            }
            found.extend(facts);
        }
        conflicts += 1;
        if yes >= no {
            right += 1;
            hit.extend(found);
        }
    }
    let is_right = 2 * right >= conflicts && !hit.is_empty();
    (conflicts > 0).then(|| if is_right { hit } else { BTreeSet::new() })
}

/// The facts of the annotation in which two claims stand against each other.
fn in_conflict(set: &Annotated, a: &Claim, b: &Claim) -> BTreeSet<usize> {
    let groups = |fact: usize, claim: &Claim| {
        let mentions = set.facts[fact].mentions.iter().filter(|m| m.is(claim, &set.articles));
        mentions.map(|m| m.group.clone()).collect::<Vec<String>>()
    };
    let against = |fact: &usize| {
        let (of_a, of_b) = (groups(*fact, a), groups(*fact, b));
        of_a.iter().any(|x| {
            let pair = |y: &String| (x.min(y).clone(), x.max(y).clone());
            of_b.iter().any(|y| set.facts[*fact].conflicts.contains(&pair(y)))
        })
    };
    (0..set.facts.len()).filter(against).collect()
}

fn count(set: &Annotated) -> Counts {
    let claims: Vec<Claim> = set.articles.iter().flat_map(extract).collect();
    let found = compare(&set.articles, &claims).facts;
    let hits: Vec<BTreeSet<usize>> = found.iter().filter_map(|fact| hits(set, &claims, fact)).collect();
    Counts {
        annotated: set.facts.iter().filter(|fact| !fact.conflicts.is_empty()).count(),
        found: hits.iter().flatten().collect::<BTreeSet<_>>().len(),
        wrong: hits.iter().filter(|hit| hit.is_empty()).count(),
    }
}

#[test]
fn conflicts_found_in_the_annotated_sets() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut table = String::from("set           annotated  found  false\n");
    let mut all = Counts::default();
    let mut row = |name: &str, counts: Counts| {
        let Counts { annotated, found, wrong } = counts;
        writeln!(table, "{name:14}{annotated:9}{found:7}{wrong:7}").expect("memory");
    };
    for set in sets(&root.join("corpus")).expect("the annotated sets") {
        let counts = count(&set);
        all += counts;
        row(&set.name, counts);
    }
    row("all", all);
    assert_data_eq!(table, Data::read_from(&root.join("tests/snapshots/corpus.txt"), None).raw());
}
