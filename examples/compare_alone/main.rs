//! Compares a made-up archive as a whole, and some of its events alone: are the facts the same?
//!
//! `cargo run --release --example compare_alone -- --articles 10000 --events 1000 [--sample 100] [--seed 1]`

#![allow(clippy::print_stderr)] // wrong usage is said there

#[path = "../generate/alone.rs"]
mod alone;
#[path = "../generate/archive.rs"]
mod archive;

use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Instant;

use archive::Archive;
use claimdiff::{Claim, compare, extract};
use rayon::prelude::*;

const USAGE: &str = "usage: compare_alone --articles N --events M [--sample K] [--seed S]";

fn main() -> ExitCode {
    let Some((archive, sample)) = parsed(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match run(archive, sample) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(2),
    }
}

fn parsed(mut arguments: impl Iterator<Item = String>) -> Option<(Archive, usize)> {
    let mut archive = Archive { articles: 0, events: 0, seed: 1 };
    let mut sample = 100;
    while let Some(option) = arguments.next() {
        let value: u64 = arguments.next()?.parse().ok()?;
        match option.as_str() {
            "--articles" => archive.articles = value as usize,
            "--events" => archive.events = value as usize,
            "--sample" => sample = value as usize,
            "--seed" => archive.seed = value,
            _ => return None,
        }
    }
    (archive.articles > 0 && archive.events > 0).then_some((archive, sample))
}

fn run(archive: Archive, sample: usize) -> io::Result<()> {
    let articles = alone::articles(archive);
    let start = Instant::now();
    let claims: Vec<Vec<Claim>> = articles.par_iter().map(extract).collect();
    let claims: Vec<Claim> = claims.into_iter().flatten().collect();
    let extracted = start.elapsed();
    let facts = compare(&articles, &claims).facts;
    let compared = start.elapsed() - extracted;
    let same = alone::compared(archive, &articles, &facts, sample);
    writeln!(
        io::stdout(),
        "{} articles, {} claims, {} facts; extracted in {:.1} s, compared in {:.1} s\n{} events alone: {} of {} \
         facts the same, {:.2} %",
        articles.len(),
        claims.len(),
        facts.len(),
        extracted.as_secs_f64(),
        compared.as_secs_f64(),
        same.events,
        same.same,
        same.facts,
        100.0 * same.share()
    )
}
