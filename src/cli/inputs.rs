//! Reading what the command line names, and saying on standard error what could not be read.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::Path;

use claimdiff::article::{self, Article, Reading};
use claimdiff::report::visible;

use super::Outcome;
use super::config::Config;
use super::options::{Input, ReadingOptions};
use super::remarks::Remarks;

/// The articles, and whether all inputs could be read; remarks and errors are on standard error.
pub fn read(input: &Input, config: &Config) -> (Vec<Article>, Outcome) {
    let options = input.reading.options();
    let mut reading =
        with_threads_for(input, || article::read_with(&input.paths, &mut io::stdin(), &options));
    let mut remarks = Remarks::default();
    let outcome = report(&reading, &mut remarks);
    remarks.finish();
    config.name_outlets(&mut reading.articles);
    (reading.articles, outcome)
}

/// Says what could not be read, and what is to be remarked.
fn report(reading: &Reading, remarks: &mut Remarks) -> Outcome {
    for notice in &reading.notices {
        remarks.add(notice);
    }
    for error in &reading.errors {
        complain("error", &error.to_string());
    }
    if reading.errors.is_empty() { Outcome::Quiet } else { Outcome::Trouble }
}

/// Passes the articles of the one input on in portions, until `take` fails; else as [`read`].
pub fn read_in_portions(
    input: &Input,
    config: &Config,
    path: &Path,
    mut take: impl FnMut(&[Article]) -> io::Result<()> + Send,
) -> (io::Result<()>, Outcome) {
    let (mut written, mut outcome) = (Ok(()), Outcome::Quiet);
    let mut remarks = Remarks::default();
    let options = input.reading.options();
    article::read_in_portions(path, &mut io::stdin(), &options, &mut |mut reading| {
        outcome = outcome.max(report(&reading, &mut remarks));
        config.name_outlets(&mut reading.articles);
        written = take(&reading.articles);
        if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    remarks.finish();
    (written, outcome)
}

/// The one input of a command line that names no folder and no manifest.
pub fn single(input: &Input) -> Option<&Path> {
    match &input.paths[..] {
        [path] if input.reading.manifest.is_empty() && !path.is_dir() => Some(path),
        _ => None,
    }
}

/// One line on standard error; names of files are made safe to print like text of articles.
pub fn complain(level: &str, message: &str) {
    // Nobody is left to tell when standard error is closed.
    let _ = writeln!(io::stderr(), "claimdiff: {level}: {}", visible::line(message));
}

/// A file of up to this many bytes is read sooner than threads have started.
const SMALL: u64 = 4096;

/// As [`with_threads`], for work that is over with the input: on this thread alone where that is one small file.
pub fn with_threads_for<T: Send>(input: &Input, work: impl FnOnce() -> T + Send) -> T {
    let file = single(input).and_then(|path| path.metadata().ok());
    if !file.is_some_and(|file| file.is_file() && file.len() <= SMALL) {
        return with_threads(&input.reading, work);
    }
    match rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(), // the thread is a pool from an earlier call
    }
}

/// Runs `work` with as many threads as asked for.
pub fn with_threads<T: Send>(options: &ReadingOptions, work: impl FnOnce() -> T + Send) -> T {
    let threads = options.threads.map_or(0, usize::from);
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}
