//! Inputs to articles: what could be read, what could not, and what is to be said about it.

use std::collections::HashMap;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::discover::{self, Input};
use super::draft::{Draft, Found, Source};
use super::ids::{self, Wish};
use super::intake::Intake;
use super::metadata::Metadata;
use super::{Article, FieldNames, Limits, Notice, language};
use crate::error::InputError;

/// What the readers made of the inputs.
#[derive(Debug, Default)]
pub struct Reading {
    /// The articles, in the order of the input.
    pub articles: Vec<Article>,
    /// What could not be read.
    pub errors: Vec<InputError>,
    /// Remarks on what could.
    pub notices: Vec<Notice>,
}

/// How to read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What an input may ask of the machine.
    pub limits: Limits,
    /// Names of the fields of JSON and of the columns of tables.
    pub fields: FieldNames,
    /// Manifests: lists of articles with what is known about each, read before the paths.
    pub manifests: Vec<PathBuf>,
}

/// Reads all articles that `paths` stand for: files, folders (recursively), and `-` for `stdin`.
///
/// One input that cannot be read does not stop the others. In a folder, hidden files, files without an extension of
/// a format that is read and files named `README` are passed over.
pub fn read(paths: &[PathBuf], stdin: &mut dyn Read) -> Reading {
    read_with(paths, stdin, &Options::default())
}

/// As [`read`], with limits and names of fields of one's own.
pub fn read_with(paths: &[PathBuf], stdin: &mut dyn Read, options: &Options) -> Reading {
    let mut intake = Intake::new(options);
    let known = listed(&mut intake, options);
    let all: Vec<PathBuf> = known.iter().map(|(path, _)| path.clone()).chain(paths.iter().cloned()).collect();
    let known: HashMap<PathBuf, Metadata> = known.into_iter().collect();
    for input in discover::discover(&all) {
        if intake.is_full() {
            break;
        }
        match input {
            Err(error) => intake.fail(error),
            Ok(Input::Stdin) => intake.stdin(stdin, &Source::new(Path::new(STDIN), 1, false)),
            Ok(Input::File { path, depth, searched }) => {
                let known = known.get(&path).cloned().unwrap_or_default();
                intake.file(Source { known: known.into(), ..Source::new(&path, depth, searched) });
            }
        }
    }
    assembled(intake.finish())
}

/// As [`read_with`] for one path that is no folder, but in portions, so that an input of any length takes little memory.
///
/// `take` gets the articles of a portion with the errors and remarks that came with them, and says whether more are
/// wanted; a remark that the next portion may bring again comes with that. It gets them while the next portion is read,
/// perhaps on another thread of the pool that this runs in. Ids cannot wait for the end of the input: of articles that ask
/// for the same id the later ones get a number.
pub fn read_in_portions(
    path: &Path,
    stdin: &mut dyn Read,
    options: &Options,
    take: &mut (dyn FnMut(Reading) -> ControlFlow<()> + Send),
) {
    let mut taken = ids::Taken::default();
    // A remark that the next portion may bring again.
    let mut waiting: Option<Notice> = None;
    let mut sink = |found: Vec<Found>, is_last: bool| {
        let (mut reading, wishes) = unnamed(found, waiting.take());
        waiting = reading.notices.pop_if(|last| !is_last && is_summed_up(last));
        for (article, wish) in reading.articles.iter_mut().zip(&wishes) {
            let (id, notice) = taken.assign(wish);
            article.id = id;
            reading.notices.extend(notice);
        }
        take(reading)
    };
    let mut intake = Intake::into(options, &mut sink);
    if path.as_os_str() == "-" {
        intake.stdin(stdin, &Source::new(Path::new(STDIN), 1, false));
    } else {
        intake.file(Source::new(path, 1, false));
    }
    intake.finish();
}

/// The articles that the manifests list.
#[cfg(feature = "manifest")]
fn listed(intake: &mut Intake, options: &Options) -> Vec<(PathBuf, Metadata)> {
    let mut listed = Vec::new();
    for manifest in &options.manifests {
        match super::manifest::read(manifest) {
            Ok(articles) => listed.extend(articles),
            Err(error) => intake.fail(error),
        }
    }
    listed
}

#[cfg(not(feature = "manifest"))]
fn listed(intake: &mut Intake, options: &Options) -> Vec<(PathBuf, Metadata)> {
    for manifest in &options.manifests {
        intake.fail(InputError::NotBuilt { path: manifest.clone(), feature: "manifest" });
    }
    Vec::new()
}

/// What an article from standard input is called.
const STDIN: &str = "stdin";

/// Articles with their ids, and the errors and remarks of all inputs.
fn assembled(found: Vec<Found>) -> Reading {
    let (mut reading, wishes) = unnamed(found, None);
    let (ids, notices) = ids::assign(wishes);
    for (article, id) in reading.articles.iter_mut().zip(ids) {
        article.id = id;
    }
    reading.notices.extend(notices);
    reading
}

/// Articles without ids and what these can be made from, and the errors and remarks, of which one may come from before.
fn unnamed(found: Vec<Found>, before: Option<Notice>) -> (Reading, Vec<Wish>) {
    let mut reading = Reading { notices: before.into_iter().collect(), ..Reading::default() };
    let mut wishes = Vec::new();
    for one in found {
        match one {
            Found::Error(error) => reading.errors.push(error),
            Found::Notice(notice) => remark(&mut reading.notices, notice),
            Found::Article(draft, source) => {
                let (article, given) = article(*draft, &source);
                wishes.push(Wish::new(given, &source.path, source.depth, source.part));
                reading.articles.push(article);
            }
        }
    }
    (reading, wishes)
}

/// Whether [`remark`] says it once for many records.
fn is_summed_up(notice: &Notice) -> bool {
    matches!(notice, Notice::GuessedEncoding { .. } | Notice::InvalidBytes { .. })
}

/// Adds a remark; what is said of many records of one file is said once.
fn remark(notices: &mut Vec<Notice>, notice: Notice) {
    match (notices.last_mut(), &notice) {
        (Some(last), new @ Notice::GuessedEncoding { .. }) if last == new => {}
        (
            Some(Notice::InvalidBytes { path, count, encoding }),
            Notice::InvalidBytes { path: new_path, count: more, encoding: new_encoding },
        ) if path == new_path && encoding == new_encoding => *count += more,
        _ => notices.push(notice),
    }
}

/// The article that a draft is, and the id that it asks for.
fn article(draft: Draft, source: &Source) -> (Article, Option<String>) {
    let Draft { text, body, mut metadata, pages, .. } = draft;
    let from_stdin = source.path == Path::new(STDIN);
    let mut article = Article {
        path: (!from_stdin).then(|| source.path.clone()),
        language: metadata.language.take().unwrap_or_else(|| language::ASSUMED.into()),
        text,
        body,
        pages,
        ..Article::default()
    };
    let given = metadata.id.take().filter(|id| !id.trim().is_empty());
    metadata.fill(&mut article);
    (article, given)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from_stdin(text: &str) -> Reading {
        read(&[PathBuf::from("-")], &mut text.as_bytes())
    }

    #[test]
    fn standard_input_is_text_or_json_lines() {
        let text = from_stdin("40 killed");
        assert_eq!((text.articles[0].id.as_str(), &text.articles[0].path), ("stdin", &None));
        let lines = from_stdin(" {\"text\": \"a\"}\n{\"text\": \"b\", \"id\": \"x\"}\n");
        assert_eq!(lines.articles.iter().map(|a| a.id.as_str()).collect::<Vec<_>>(), ["stdin:1", "x"]);
    }

    #[test]
    fn an_empty_text_is_an_article_with_a_notice() {
        let reading = from_stdin("");
        assert_eq!((reading.articles.len(), reading.errors.len(), reading.notices.len()), (1, 0, 1));
    }

    #[test]
    fn a_missing_file_does_not_stop_the_others() {
        let reading = read(&["no-such-file.txt".into(), "-".into()], &mut "x".as_bytes());
        assert_eq!(reading.articles.len(), 1);
        assert!(matches!(reading.errors[..], [InputError::Missing { .. }]));
    }

    #[test]
    fn no_more_articles_are_read_than_allowed() {
        let mut options = Options::default();
        options.limits.articles = 2;
        let lines = "{\"text\": \"x\"}\n".repeat(5);
        let reading = read_with(&["-".into()], &mut lines.as_bytes(), &options);
        assert_eq!((reading.articles.len(), reading.errors.len()), (2, 1));
        assert_eq!(reading.errors[0].to_string(), "stdin: more than 2 articles (--max-articles)");
    }

    #[test]
    fn nothing_is_said_of_what_comes_behind_the_last_article_that_is_allowed() {
        let mut options = Options::default();
        options.limits.articles = 2;
        let lines = ["{\"text\": \"x\"}", "bad", "{\"text\": \"y\"}", "{\"text\": \"z\"}", "bad"].join("\n");
        let reading = read_with(&["-".into()], &mut lines.as_bytes(), &options);
        let errors: Vec<String> = reading.errors.iter().map(ToString::to_string).collect();
        assert_eq!((reading.articles.len(), errors.len()), (2, 2), "{errors:?}");
        assert!(errors[0].starts_with("stdin:2: ") && errors[1].contains("--max-articles"), "{errors:?}");
    }

    #[test]
    fn portions_hold_what_a_whole_reading_does() {
        let lines = |n: usize| format!("{{\"text\": \"{n} killed\", \"id\": \"{}\"}}\n", n / 2);
        let text = (0..3000).map(lines).chain(["{\"title\": 1}\n".into()]).collect::<String>();
        let (mut ids, mut errors, mut portions) = (Vec::new(), 0, 0);
        let mut take = |reading: Reading| {
            ids.extend(reading.articles.into_iter().map(|article| article.id));
            (errors, portions) = (errors + reading.errors.len(), portions + 1);
            ControlFlow::Continue(())
        };
        read_in_portions(Path::new("-"), &mut text.as_bytes(), &Options::default(), &mut take);
        let whole: Vec<String> = from_stdin(&text).articles.into_iter().map(|article| article.id).collect();
        assert_eq!((ids, errors), (whole, 1));
        assert!(portions > 1, "read at once");
    }

    #[test]
    fn what_is_said_of_many_records_is_said_once_whatever_portion_they_are_in() {
        let line = b"{\"text\": \"\xc3\xa9\xc3\xa9 40 killed \xff\"}\n";
        let (mut notices, mut portions) = (Vec::new(), 0);
        let mut take = |reading: Reading| {
            notices.extend(reading.notices);
            portions += 1;
            ControlFlow::Continue(())
        };
        read_in_portions(Path::new("-"), &mut &line.repeat(3000)[..], &Options::default(), &mut take);
        assert!(portions > 2, "read at once");
        assert!(matches!(notices[..], [Notice::InvalidBytes { count: 3000, .. }]), "{notices:?}");
    }

    #[test]
    fn no_more_portions_are_read_than_wanted() {
        let text = "{\"text\": \"40 killed\"}\n".repeat(50_000);
        let mut read = 0;
        let mut take = |reading: Reading| {
            read += reading.articles.len();
            ControlFlow::Break(())
        };
        read_in_portions(Path::new("-"), &mut text.as_bytes(), &Options::default(), &mut take);
        assert!((1..50_000).contains(&read), "{read}");
    }
}
