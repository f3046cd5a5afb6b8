//! Writes a made-up archive of news to standard output, one article a line.
//!
//! `cargo run --release --example generate -- --articles 1000 --events 100 [--seed 1] > archive.jsonl`

#![allow(clippy::print_stderr)] // wrong usage is said there

mod archive;

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use archive::Archive;

const USAGE: &str = "usage: generate --articles N --events M [--seed S]";

fn main() -> ExitCode {
    let Some(archive) = parsed(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match write(archive) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            eprintln!("generate: standard output: {error}");
            ExitCode::from(2)
        }
        _ => ExitCode::SUCCESS,
    }
}

fn parsed(mut arguments: impl Iterator<Item = String>) -> Option<Archive> {
    let mut archive = Archive { articles: 0, events: 0, seed: 1 };
    while let Some(option) = arguments.next() {
        let value: u64 = arguments.next()?.parse().ok()?;
        match option.as_str() {
            "--articles" => archive.articles = value as usize,
            "--events" => archive.events = value as usize,
            "--seed" => archive.seed = value,
            _ => return None,
        }
    }
    (archive.articles > 0 && archive.events > 0).then_some(archive)
}

fn write(archive: Archive) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for made in archive.articles() {
        let line = serde_json::json!({
            "id": made.id, "outlet": made.outlet, "published": made.published, "text": made.text,
        });
        writeln!(out, "{line}")?;
    }
    out.flush()
}
