//! Reading what the command line names, and saying on standard error what could not be read.

use std::io::{self, Write};

use claimdiff::article::{self, Article};
use claimdiff::report::visible;

use super::Outcome;
use super::config::Config;
use super::options::Input;

/// The articles, and whether all inputs could be read; remarks and errors are on standard error.
pub fn read(input: &Input, config: &Config) -> (Vec<Article>, Outcome) {
    let options = input.options();
    let mut reading = with_threads(input, || article::read_with(&input.paths, &mut io::stdin(), &options));
    for notice in &reading.notices {
        complain(if notice.is_warning() { "warning" } else { "note" }, &notice.to_string());
    }
    for error in &reading.errors {
        complain("error", &error.to_string());
    }
    let outcome = if reading.errors.is_empty() { Outcome::Quiet } else { Outcome::Trouble };
    config.name_outlets(&mut reading.articles);
    (reading.articles, outcome)
}

/// One line on standard error; names of files are made safe to print like text of articles.
pub fn complain(level: &str, message: &str) {
    // Nobody is left to tell when standard error is closed.
    let _ = writeln!(io::stderr(), "claimdiff: {level}: {}", visible::line(message));
}

/// Runs `work` with as many threads as asked for.
pub fn with_threads<T: Send>(input: &Input, work: impl FnOnce() -> T + Send) -> T {
    let threads = input.threads.map_or(0, usize::from);
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}
