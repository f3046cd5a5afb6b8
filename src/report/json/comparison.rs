//! A comparison as a document of JSON: what serde would write, byte for byte, with all threads at work. That of a large
//! archive has gigabytes, and to render them takes longer than to write them.

use std::io::{self, Write};

use rayon::prelude::*;
use serde::Serialize;

use super::writer::{JsonWriter, Open};
use crate::comparison::Comparison;

/// Items that one thread renders at a time.
const PORTION: usize = 64;
/// Items that are rendered while those before them are written.
const BATCH: usize = 64 * PORTION;
/// Bytes that a portion takes, roughly.
const BYTES: usize = 1 << 17;
/// How deep the items of the document's lists are.
const DEPTH: usize = 2;

/// Writes `comparison`, ending with a line break.
pub(super) fn write(comparison: &Comparison, out: &mut (impl Write + Send)) -> io::Result<()> {
    let Comparison { schema_version, generator, articles, claims, facts, summary } = comparison;
    let mut json = JsonWriter::indented(None);
    let mut document = json.open("{", "}");
    document.member("schema_version", schema_version)?;
    document.member("generator", generator)?;
    list(&mut document, "articles", articles, out)?;
    list(&mut document, "claims", claims, out)?;
    list(&mut document, "facts", facts, out)?;
    document.member("summary", summary)?;
    document.close()?;
    json.put("\n");
    out.write_all(&json.bytes)
}

/// Adds a list to `document`; what was written so far, and its items, go to `out`.
fn list<T: Serialize + Sync>(
    document: &mut Open,
    name: &str,
    items: &[T],
    out: &mut (impl Write + Send),
) -> io::Result<()> {
    if items.is_empty() {
        return Ok(document.member(name, items)?);
    }
    out.write_all(&document.begin_list(name))?;
    let mut waiting: Vec<Vec<u8>> = Vec::new();
    for (number, batch) in items.chunks(BATCH).enumerate() {
        let (written, rendered) = rayon::join(
            || waiting.iter().try_for_each(|json| out.write_all(json)),
            || {
                let portions = batch.par_chunks(PORTION).enumerate();
                portions.map(|(i, portion)| rendered(portion, number + i == 0)).collect()
            },
        );
        written?;
        let rendered: io::Result<Vec<Vec<u8>>> = rendered;
        waiting = rendered?;
    }
    waiting.iter().try_for_each(|json| out.write_all(json))?;
    document.end_list();
    Ok(())
}

/// The items of a list; `first` when none stands before them.
fn rendered<T: Serialize>(items: &[T], first: bool) -> io::Result<Vec<u8>> {
    let mut json = JsonWriter::inside(DEPTH, Vec::with_capacity(BYTES));
    json.items(items, first)?;
    Ok(json.bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::comparator::Options;
    use crate::report::json;

    fn written(comparison: &Comparison) -> String {
        let mut out = Vec::new();
        write(comparison, &mut out).expect("JSON");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn a_comparison_is_written_as_any_document_is() {
        for articles in [0, 1, 70, BATCH + 3 * PORTION + 1] {
            let article = |n: usize| {
                let town = ["Kelmara", "Dorenna", "\u{202e}Sarvik"][n % 3];
                Article::new(
                    format!("\"{n}\u{9b}"),
                    format!("The flood in {town} killed {} people.", n % 7 + 2),
                )
            };
            let articles: Vec<Article> = (0..articles).map(article).collect();
            let mut comparison = Comparison::of(&articles[..articles.len().min(70)], &Options::default());
            // Enough for several batches without the time that so many articles take to compare.
            comparison.articles = articles.iter().map(|article| article.summary(None)).collect();
            assert_eq!(written(&comparison), json::document(&comparison).expect("JSON"));
        }
    }
}
