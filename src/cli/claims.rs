//! The claims of articles: read from their texts or taken from the cache, with progress.

use std::io;

use claimdiff::cache::Cache;
use claimdiff::error::reason;
use claimdiff::report::json;
use claimdiff::{Article, Claim, Lexicon, comparison, extract_with};

use super::inputs::complain;
use super::options::ReadingOptions;
use super::progress::Progress;

/// What reads claims in one run.
pub struct Reader {
    cache: Option<Cache>,
    lexicon: Lexicon,
}

impl Reader {
    /// With the words of `lexicon`, and with the cache that the command line names; without one where it cannot be used, which is said.
    pub fn open(options: &ReadingOptions, lexicon: &Lexicon) -> Reader {
        let cache = options.cache.as_deref().and_then(|folder| match Cache::open(folder) {
            Ok(cache) => Some(cache.with_lexicon(lexicon)),
            Err(error) => {
                let folder = folder.display();
                complain("warning", &format!("{folder}: no cache can be kept here: {}", reason(&error)));
                None
            }
        });
        for (path, error) in cache.iter().flat_map(Cache::trouble) {
            let path = path.display();
            complain("note", &format!("{path}: not used, delete it: {}", reason(error)));
        }
        Reader { cache, lexicon: lexicon.clone() }
    }

    /// The claims of one article.
    pub fn claims(&self, article: &Article) -> Vec<Claim> {
        match &self.cache {
            Some(cache) => cache.extract(article),
            None => extract_with(article, &self.lexicon),
        }
    }

    /// Appends the claims of one article to `lines`, one a line of JSON.
    pub fn lines(&self, article: &Article, lines: &mut Vec<u8>) -> io::Result<()> {
        match &self.cache {
            Some(cache) => cache.extract_lines(article, lines),
            None => self.claims(article).iter().try_for_each(|claim| json::write_claim(claim, lines)),
        }
    }

    /// The claims of all articles, in their order.
    pub fn all(&self, articles: &[Article], options: &ReadingOptions) -> Vec<Claim> {
        let progress = Progress::new(options, "Reading claims", Some(articles.len()));
        let read = |article: &Article| {
            let claims = self.claims(article);
            progress.article(article);
            claims
        };
        comparison::claims_of_all(articles, read)
    }

    /// Keeps what was read for later runs.
    pub fn finish(self, options: &ReadingOptions) {
        let (Some(cache), Some(folder)) = (self.cache, &options.cache) else { return };
        if let Err(error) = cache.finish() {
            let folder = folder.display();
            complain("warning", &format!("{folder}: the cache cannot be written: {}", reason(&error)));
        }
    }
}
