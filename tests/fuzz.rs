//! The fuzz targets of `fuzz/` on their seeds, and on each seed damaged in some ways. Longer runs: `fuzz/README.md`.
#![allow(clippy::print_stdout)] // What was not run, and what is counted, is shown beside a failure.

mod support;

#[path = "../fuzz/src/lib.rs"]
mod targets_of_fuzz;

use std::fs;
use std::path::Path;

use support::{claimdiff, code, folder, stderr, write};
use targets_of_fuzz::{laws, targets};

/// Damaged copies of each seed that a target gets.
const DAMAGED: usize = 6;

/// The seeds of a target, by name.
fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut seeds: Vec<_> = files
        .map(|file| file.expect("a file").path())
        .map(|path| (path.display().to_string(), fs::read(&path).expect("a seed")))
        .collect();
    seeds.sort();
    assert!(!seeds.is_empty(), "{target} has no seeds");
    seeds
}

/// Numbers that look random and are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % bound.max(1)
    }
}

/// The seed with bytes changed, cut out, doubled or put in.
fn damaged(seed: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=chance.below(4) {
        let at = chance.below(bytes.len());
        let to = (at + chance.below(12)).min(bytes.len());
        match chance.below(5) {
            0 if !bytes.is_empty() => bytes[at] ^= 1 << chance.below(8),
            1 => drop(bytes.drain(at..to)),
            2 => bytes.truncate(at),
            3 => {
                let again = bytes[at..to].repeat(1 + chance.below(40));
                bytes.splice(at..at, again);
            }
            _ => bytes.insert(at.min(bytes.len()), *b"0\"<{\n\xff-9"[..].get(chance.below(8)).unwrap_or(&0)),
        }
    }
    bytes
}

/// The seeds of a target, whole and damaged, each by a name that finds it again.
fn inputs(target: &str) -> Vec<(String, Vec<u8>)> {
    let mut chance = Chance(target.bytes().map(u64::from).sum());
    let with_damage = |(name, seed): (String, Vec<u8>)| {
        let copies: Vec<_> = (0..DAMAGED)
            .map(|copy| (format!("{name}, damaged copy {copy}"), damaged(&seed, &mut chance)))
            .collect();
        std::iter::once((name, seed)).chain(copies)
    };
    seeds(target).into_iter().flat_map(with_damage).collect()
}

#[test]
fn seeds_whole_and_damaged_pass_every_target() {
    for (target, body) in targets::ALL {
        for (name, input) in inputs(target) {
            // Shown by the test runner when the target panics.
            println!("{target}: {name}");
            body(&input);
        }
    }
}

#[test]
fn every_target_has_its_seeds_and_its_entry() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let mut known: Vec<String> = targets::ALL.iter().map(|(name, _)| (*name).to_owned()).collect();
    known.push("config".into());
    known.sort();
    let names = |folder: &str| {
        let entries = fs::read_dir(root.join(folder)).expect("a folder");
        let mut names: Vec<String> = entries
            .map(|entry| {
                Path::new(&entry.expect("an entry").file_name()).with_extension("").display().to_string()
            })
            .collect();
        names.sort();
        names
    };
    assert_eq!(names("fuzz_targets"), known);
    assert_eq!(names("seeds"), known);
    let manifest = fs::read_to_string(root.join("Cargo.toml")).expect("the manifest");
    for name in known {
        assert!(manifest.contains(&format!("path = \"fuzz_targets/{name}.rs\"")), "{name}");
    }
}

/// Settings are read by the program, so the program is asked.
#[test]
fn settings_whole_and_damaged_are_taken_or_refused_with_their_line() {
    let folder = folder("fuzz-config");
    for (name, input) in inputs("config") {
        write(&folder, "claimdiff.toml", &input);
        let output = claimdiff().current_dir(&folder).arg("config").output().expect("the program starts");
        let said = stderr(&output);
        assert!([0, 2].contains(&code(&output)), "{name}: {said}");
        assert_eq!(code(&output) == 0, said.is_empty(), "{name}: {said}");
        let text = String::from_utf8_lossy(&input);
        let reasons = said.lines().filter_map(|line| line.split_once("claimdiff.toml"));
        for (_, reason) in reasons.filter(|(_, reason)| !reason.starts_with(": cannot be read")) {
            laws::message_has_its_line(&format!("claimdiff.toml{reason}"), "claimdiff.toml", &text);
        }
    }
}
