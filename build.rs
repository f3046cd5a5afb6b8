//! Makes a fingerprint of everything that decides which claims are found in a text, for the cache of claims; and the
//! tables of the vocabulary.

#![allow(clippy::print_stdout)] // that is how a build script speaks to cargo

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[path = "src/lexicon/key.rs"]
#[allow(dead_code)] // the library looks words up, too
mod key;
#[path = "src/lexicon/build.rs"]
mod tables;

/// What reads claims, and what they are.
const READS: [&str; 7] = [
    "src/cache",
    "src/claim.rs",
    "src/lexicon",
    "src/normalizer",
    "src/report/json/claim.rs",
    "src/span.rs",
    "src/text",
];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut hasher = DefaultHasher::new();
    env::var("CARGO_PKG_VERSION").unwrap_or_default().hash(&mut hasher);
    for path in READS {
        println!("cargo::rerun-if-changed={path}");
        hash(&root.join(path), &mut hasher)?;
    }
    println!("cargo::rustc-env=CLAIMDIFF_FINGERPRINT={:016x}", hasher.finish());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    tables::vocabulary(&root.join("src/lexicon/en"), &out)
}

/// Hashes a file, or all files of a folder by name.
fn hash(path: &Path, hasher: &mut impl Hasher) -> io::Result<()> {
    if !path.is_dir() {
        fs::read(path)?.hash(hasher);
        return Ok(());
    }
    let mut inside: Vec<PathBuf> =
        fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    inside.sort();
    for path in inside {
        path.file_name().hash(hasher);
        hash(&path, hasher)?;
    }
    Ok(())
}
