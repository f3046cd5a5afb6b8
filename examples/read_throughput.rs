//! How fast inputs are read, without looking for claims in them, and how much memory that takes at its peak.
//!
//!     cargo run --release --example read_throughput -- PATH...
//!
//! Prints a line for each path: bytes on disk, articles, seconds, MB/s, and the peak of this process so far (Linux),
//! so that a path is best measured by itself.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use claimdiff::article;

fn main() -> io::Result<()> {
    let mut out = io::stdout();
    for path in std::env::args_os().skip(1).map(PathBuf::from) {
        let size = size(&path)?;
        let start = Instant::now();
        let reading = article::read(std::slice::from_ref(&path), &mut io::stdin());
        let seconds = start.elapsed().as_secs_f64();
        let text: usize = reading.articles.iter().map(|article| article.text.len()).sum();
        writeln!(
            out,
            "{}\t{size} bytes\t{} articles\t{text} bytes of text\t{} errors\t{seconds:.2} s\t{:.1} MB/s\t{} MB",
            path.display(),
            reading.articles.len(),
            reading.errors.len(),
            size as f64 / 1e6 / seconds,
            peak().unwrap_or(0) / 1000
        )?;
    }
    Ok(())
}

/// Bytes of a file, or of all files in a folder.
fn size(path: &Path) -> io::Result<u64> {
    let data = fs::metadata(path)?;
    if !data.is_dir() {
        return Ok(data.len());
    }
    fs::read_dir(path)?.map(|entry| size(&entry?.path())).sum()
}

/// The most memory that this process has had, in kilobytes.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
