//! How far the work is, on standard error: only on a terminal, only for work that takes a while, and not with --quiet.

use std::fmt::Write;
use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use claimdiff::Article;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::options::ReadingOptions;

/// Work that is done sooner shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// The progress of one stage of the work.
pub struct Progress {
    bar: ProgressBar,
    bytes: Arc<AtomicU64>,
    started: Instant,
    shown: AtomicBool,
}

impl Progress {
    /// A stage that is called `name`; `articles` are its whole work, where that is known.
    pub fn new(options: &ReadingOptions, name: &'static str, articles: Option<usize>) -> Progress {
        let bar = ProgressBar::with_draw_target(articles.map(|n| n as u64), ProgressDrawTarget::hidden());
        let bytes = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&bytes);
        let rate = move |state: &ProgressState, out: &mut dyn Write| {
            let megabytes = counted.load(Ordering::Relaxed) as f64 / 1e6;
            // A terminal that is gone is noticed elsewhere.
            let _ = write!(out, "{:.1} MB/s", megabytes / state.elapsed().as_secs_f64().max(1e-3));
        };
        let template = match articles {
            Some(_) => "{msg} {wide_bar} {human_pos}/{human_len} articles, {rate}, {eta} left",
            None => "{msg} {human_pos} articles, {rate}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.with_key("rate", rate).progress_chars("=> "));
        }
        bar.set_message(name);
        // Never shown is the same as already shown.
        let never = options.quiet || !std::io::stderr().is_terminal();
        Progress { bar, bytes, started: Instant::now(), shown: AtomicBool::new(never) }
    }

    /// An article is done.
    pub fn article(&self, article: &Article) {
        self.articles(1, article.text.len());
    }

    /// Articles with so many bytes of text are done.
    pub fn articles(&self, articles: usize, bytes: usize) {
        self.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
        self.bar.inc(articles as u64);
        let due = !self.shown.load(Ordering::Relaxed) && self.started.elapsed() >= PATIENCE;
        if due && !self.shown.swap(true, Ordering::Relaxed) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
