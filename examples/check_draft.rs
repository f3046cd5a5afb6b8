//! A draft against a folder of sources: what they say of each of its figures.
//!
//!     cargo run --example check_draft
#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::io;

use claimdiff::{Options, article, check, extract};

/// How many figures of the draft have which finding.
pub fn run() -> Result<String, Box<dyn Error>> {
    let paths = ["samples/recruits-draft.md", "samples/recruits"].map(Into::into);
    let reading = article::read(&paths, &mut io::empty());
    if let Some(error) = reading.errors.into_iter().next() {
        return Err(error.into());
    }
    let claims = reading.articles.iter().flat_map(extract).collect();
    let checked = check(&reading.articles, claims, 0, &Options::default());

    let mut counts = BTreeMap::new();
    for finding in &checked.findings {
        *counts.entry(finding.status).or_insert(0) += 1;
    }
    let mut out = format!("{}: {} figures\n", checked.draft, checked.findings.len());
    for (status, count) in counts {
        writeln!(out, "{count} {status:?}")?;
    }
    Ok(out)
}

#[allow(dead_code)] // The tests take what stands above.
fn main() -> Result<(), Box<dyn Error>> {
    print!("{}", run()?);
    Ok(())
}
