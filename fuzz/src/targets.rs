//! The targets: bytes in, and a panic if something does not hold.

use std::io::{Cursor, Write};
use std::time::Duration;

use arbitrary::Unstructured;
use claimdiff::article::{Options as ReadOptions, Reading, read_with};
use claimdiff::checker::check;
use claimdiff::claim::{Bound, Trend};
use claimdiff::comparator::{Options, Rates};
use claimdiff::decisions::{DecidedClaim, Decisions};
use claimdiff::differ::diff;
use claimdiff::error::InputError;
use claimdiff::report::{self, Filter, Format, ReportOptions, Rows, Show, TableOptions};
use claimdiff::timeline::timeline;
use claimdiff::{Article, Comparison, extract};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::articles::{self, one};
use super::laws;

/// A target and its name.
pub type Target = (&'static str, fn(&[u8]));

/// Each target by its name.
pub const ALL: [Target; 14] = [
    ("number", number),
    ("normalizer", normalizer),
    ("text", text),
    ("json", json),
    ("tables", tables),
    ("html", html),
    ("feed", feed),
    ("office", office),
    ("pdf", pdf),
    ("warc", warc),
    ("archive", archive),
    ("decisions", decisions),
    ("pipeline", pipeline),
    ("rendering", rendering),
];

/// Sentences with a place for a figure.
const FRAMES: [&str; 8] = [
    "At least {} people were killed.",
    "It cost {}.",
    "${} was paid.",
    "A rise of {} percent",
    "{} km from the coast",
    "He sent between {} and 900 ships.",
    "The {}-year-old said so. {} of them left.",
    "It fell to -{} °C; not {}.",
];

/// The parser of numbers: the bytes stand where sentences have a figure.
pub fn number(data: &[u8]) {
    let figure = String::from_utf8_lossy(data);
    for frame in FRAMES {
        laws::claims_are_in_the_article(&one("a", &frame.replace("{}", &figure)));
    }
}

/// The normalizer on any text.
pub fn normalizer(data: &[u8]) {
    laws::claims_are_in_the_article(&one("a", &String::from_utf8_lossy(data)));
}

fn read(bytes: &[u8]) -> Reading {
    let mut options = ReadOptions::default();
    options.limits.size = 1 << 20;
    options.limits.unpacked = 4 << 20;
    options.limits.depth = 128;
    options.limits.articles = 200;
    options.limits.time = Duration::from_secs(20);
    read_with(&["-".into()], &mut &bytes[..], &options)
}

/// What is read is sound, and no reader of ours broke off or hung.
fn read_soundly(bytes: &[u8]) {
    let reading = read(bytes);
    laws::reading_is_sound(&reading);
    for error in &reading.errors {
        let message = error.to_string();
        assert!(!message.contains("broke off") && !message.contains("(--max-seconds)"), "{message}");
    }
}

fn behind(start: &str, data: &[u8]) -> Vec<u8> {
    [start.as_bytes(), data].concat()
}

/// Text in any encoding, with and without front matter.
pub fn text(data: &[u8]) {
    read_soundly(data);
    read_soundly(&behind("---\n", data));
}

/// JSON and JSON Lines.
pub fn json(data: &[u8]) {
    read_soundly(data);
    read_soundly(&behind("{\"text\": \"40 killed\"}\n{", data));
    read_soundly(&behind("[{", data));
}

/// CSV and its kin.
pub fn tables(data: &[u8]) {
    for header in ["id,title,text\n", "id\ttext\tdate\n", "\"text\";outlet\r\n"] {
        read_soundly(&behind(header, data));
    }
}

/// Web pages.
pub fn html(data: &[u8]) {
    read_soundly(&behind("<!DOCTYPE html><html><head>", data));
    read_soundly(&behind("<article><p>", data));
}

/// RSS and Atom.
pub fn feed(data: &[u8]) {
    read_soundly(data);
    read_soundly(&behind("<rss><channel><item>", data));
    read_soundly(&behind("<feed><entry>", data));
}

fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        writer.start_file(*name, SimpleFileOptions::default()).expect("memory");
        writer.write_all(content).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

/// Word and LibreOffice: the bytes are the XML in the package.
pub fn office(data: &[u8]) {
    read_soundly(&zipped(&[("word/document.xml", data), ("docProps/core.xml", data)]));
    let kind: &[u8] = b"application/vnd.oasis.opendocument.text";
    read_soundly(&zipped(&[("mimetype", kind), ("content.xml", data), ("meta.xml", data)]));
    let body = behind("<w:document><w:body><w:p><w:r><w:t>", data);
    read_soundly(&zipped(&[("word/document.xml", &body)]));
}

/// PDF. What takes it apart is of others and may break off; then the document is refused and no more.
pub fn pdf(data: &[u8]) {
    laws::reading_is_sound(&read(&behind("%PDF-1.4\n", data)));
}

/// What crawlers write.
pub fn warc(data: &[u8]) {
    read_warily(data);
    read_warily(&behind("WARC/1.0\r\nWARC-Type: response\r\n", data));
}

/// ZIP and gzip, with whatever is in them.
pub fn archive(data: &[u8]) {
    read_warily(data);
    read_warily(&behind("\x1f", data));
    read_warily(&zipped(&[
        ("a.txt", data),
        ("b.html", data),
        ("c.zip", data),
        ("../d.csv", data),
        ("e.json", data),
    ]));
}

/// As [`read_soundly`], of what may hold PDF.
fn read_warily(bytes: &[u8]) {
    let reading = read(bytes);
    laws::reading_is_sound(&reading);
    assert!(!reading.errors.iter().any(|error| matches!(error, InputError::Missing { .. })));
}

/// Decisions: what can be read can be written and read again.
pub fn decisions(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    match Decisions::parse(&text) {
        Err(errors) => {
            assert!(!errors.is_empty(), "{text:?}");
            errors.iter().for_each(|error| {
                laws::message_has_its_line(&format!("f:{error}"), "f", &text);
            });
        }
        Ok(decisions) => {
            let written = |decisions: &Decisions| {
                decisions.iter().fold(String::new(), |known, one| {
                    let table = one.to_toml(&known);
                    known + &table
                })
            };
            // White space within words is made one blank when it is first written, and nothing else changes.
            let once = written(&decisions);
            let again = Decisions::parse(&once).unwrap_or_else(|errors| panic!("{errors:?} in {once:?}"));
            assert_eq!(again.iter().count(), decisions.iter().count());
            for (old, new) in decisions.iter().zip(again.iter()) {
                let prints = |claims: &[DecidedClaim]| {
                    claims.iter().map(|claim| claim.fingerprint).collect::<Vec<_>>()
                };
                assert_eq!(
                    (prints(&new.claims), prints(&new.others)),
                    (prints(&old.claims), prints(&old.others))
                );
                assert_eq!((new.action.word(), &new.date), (old.action.word(), &old.date));
            }
            let twice = written(&again);
            assert_eq!(Decisions::parse(&twice).as_ref(), Ok(&again), "{twice:?}");
            let articles = [one("a", "At least 40 people died."), one("b", "The quake killed 14 people.")];
            let options = Options { corrections: decisions.corrections(), ..Options::default() };
            let mut comparison = Comparison::of(&articles, &options);
            decisions.apply(&mut comparison);
            laws::comparison_is_sound(&comparison);
        }
    }
}

fn options(choice: usize) -> ReportOptions {
    let filter = Filter {
        show: if choice.is_multiple_of(3) { Show::Unmatched } else { Show::All },
        ..Filter::default()
    };
    let table = TableOptions {
        full: choice.is_multiple_of(2),
        filter,
        width: 20 + choice % 120,
        ..TableOptions::default()
    };
    ReportOptions { table, rows: if choice.is_multiple_of(5) { Rows::Pairs } else { Rows::Claims } }
}

/// From articles to reports: sets that are written out, or, behind `@`, made from the bytes.
pub fn pipeline(data: &[u8]) {
    let articles = match data.split_first() {
        Some((b'@', rest)) => articles::arbitrary(&mut Unstructured::new(rest)).unwrap_or_default(),
        _ => articles::written(&String::from_utf8_lossy(data)),
    };
    articles.iter().for_each(laws::claims_are_in_the_article);
    let comparison = Comparison::of(&articles, &Options::default());
    laws::comparison_is_sound(&comparison);
    let choice = data.len() + usize::from(data.last().copied().unwrap_or_default());
    let format = Format::ALL[choice % Format::ALL.len()];
    laws::report_is_sound(&comparison, &articles, Format::Json, &options(choice));
    laws::report_is_sound(&comparison, &articles, format, &options(choice));
    let [first, rest @ ..] = articles.as_slice() else { return };
    let table = options(choice).table;
    match choice % 3 {
        0 => {
            let checked =
                check(&articles, articles.iter().flat_map(extract).collect(), 0, &Options::default());
            laws::rendered_is_sound(
                &report::check(&checked, &articles, format, &table).expect("a report"),
                format,
            );
            report::annotated_draft(&checked, &first.text, &table);
        }
        1 => {
            let other = rest.first().unwrap_or(first);
            let changes = diff(std::slice::from_ref(first), std::slice::from_ref(other), &Options::default());
            if let Ok(report) = report::diff(&changes, format, &table) {
                laws::rendered_is_sound(&report, format);
            }
            report::diff_lines(&changes);
        }
        _ => {
            let history = timeline(comparison, &Rates::new());
            if let Ok(report) = report::timeline(&history, format, &table) {
                laws::rendered_is_sound(&report, format);
            }
        }
    }
}

/// Every format on a comparison whose words and figures are whatever the bytes say.
pub fn rendering(data: &[u8]) {
    let mut bytes = Unstructured::new(data);
    let articles = [
        Article {
            outlet: Some("Bild".into()),
            ..one("a", "At least 40 people were killed in Dorenna for $5 a month.")
        },
        Article {
            published: Some("2020-04-11".into()),
            ..one("b", "The quake in Dorenna killed 14 people. It was 7.6.")
        },
        one("c", "Some 40 to 50 people died in Dorenna, 3 km away, the mayor said."),
    ];
    let mut comparison = Comparison::of(&articles, &Options::default());
    // An error says that the bytes are at their end: what was put in by then is rendered.
    let _ = overwrite(&mut comparison, &mut bytes);
    let choice = data.len();
    for format in Format::ALL {
        laws::report_is_sound(&comparison, &articles, *format, &options(choice));
    }
}

fn overwrite(comparison: &mut Comparison, bytes: &mut Unstructured) -> arbitrary::Result<()> {
    let decimal = |bytes: &mut Unstructured| -> arbitrary::Result<_> {
        let (value, places) = (bytes.arbitrary()?, bytes.arbitrary()?);
        Ok(bytes.arbitrary::<bool>()?.then(|| laws::decimal(value, places)))
    };
    let share = |bytes: &mut Unstructured| Ok(f64::from(bytes.arbitrary::<u16>()?) / f64::from(u16::MAX));
    for fact in &mut comparison.facts {
        fact.label = bytes.arbitrary()?;
        fact.confidence = share(bytes)?;
        fact.severity = share(bytes)?;
        for figure in &mut fact.figures {
            figure.text = bytes.arbitrary()?;
            (figure.low, figure.high) = (decimal(bytes)?, decimal(bytes)?);
        }
        for pair in &mut fact.discrepancies {
            pair.explanation = bytes.arbitrary()?;
            pair.ratio = bytes.arbitrary::<Option<f64>>()?.filter(|ratio| ratio.is_finite());
        }
    }
    for claim in &mut comparison.claims {
        claim.text = bytes.arbitrary()?;
        claim.context = bytes.arbitrary()?;
        claim.subject = bytes.arbitrary()?;
        let quantity = &mut claim.quantity;
        (quantity.low, quantity.high) = (decimal(bytes)?, decimal(bytes)?);
        (quantity.base.low, quantity.base.high) = (decimal(bytes)?, decimal(bytes)?);
        quantity.approximate = bytes.arbitrary()?;
        let bounds =
            [Bound::Exact, Bound::AtLeast, Bound::MoreThan, Bound::AtMost, Bound::LessThan, Bound::Between];
        quantity.bound = *bytes.choose(&bounds)?;
        quantity.trend = *bytes.choose(&[None, Some(Trend::Up), Some(Trend::Down)])?;
        quantity.unit.name = bytes.arbitrary()?;
        claim.scope.place = bytes.arbitrary()?;
        (claim.span.start, claim.span.end) = (bytes.arbitrary::<u16>()?.into(), usize::from(u16::MAX));
        claim.line = bytes.arbitrary()?;
    }
    for article in &mut comparison.articles {
        article.outlet = bytes.arbitrary()?;
        article.title = bytes.arbitrary()?;
        article.url = bytes.arbitrary()?;
        article.published = bytes.arbitrary()?;
        article.path = bytes.arbitrary()?;
    }
    Ok(())
}
