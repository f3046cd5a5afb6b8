//! The figures of two texts against each other, step by step.
//!
//!     cargo run --example compare_articles
#![allow(clippy::print_stdout)]

use std::error::Error;
use std::fmt::Write;

use claimdiff::{Article, compare, extract};

/// What the steps give, in words.
pub fn run() -> Result<String, Box<dyn Error>> {
    let mut wire = Article::new("wire", "The flood in Kelmara killed 14 people on Tuesday, the mayor said.");
    wire.outlet = Some("Northern Wire".into());
    wire.published = Some("2024-03-12".into());
    let daily =
        Article::new("daily", "On Tuesday a flood killed at least 23 people in Kelmara, police said.");
    let articles = [wire, daily];

    let mut out = String::new();
    let claims: Vec<_> = articles.iter().flat_map(extract).collect();
    for claim in &claims {
        let speaker = claim.attribution.as_ref().map_or("nobody", |attribution| &attribution.speaker);
        writeln!(out, "{}:{}:{} {:?} says {speaker}", claim.article, claim.line, claim.column, claim.text)?;
    }

    for fact in compare(&articles, &claims).facts {
        writeln!(out, "{}: {:?}", fact.label, fact.verdict)?;
        for pair in &fact.discrepancies {
            writeln!(out, "  {}", pair.explanation)?;
        }
    }
    Ok(out)
}

#[allow(dead_code)] // The tests take what stands above.
fn main() -> Result<(), Box<dyn Error>> {
    print!("{}", run()?);
    Ok(())
}
