//! What hostile inputs cost: each kind at two sizes, with the time and the peak memory of reading, extracting,
//! comparing and reporting, as a table in Markdown.
//!
//! ```sh
//! cargo run --release --example hostile_inputs               # all kinds at 1 MB and 10 MB
//! cargo run --release --example hostile_inputs -- digits html-depth
//! cargo run --release --example hostile_inputs -- --extract    # reading and extracting alone
//! ```
//!
//! Each run is a process of its own, so that one that breaks off, or whose stack overflows, is a line of the table.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::fs;
use std::io::Write;
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use claimdiff::article::{Limits, Options as ReadOptions, read_with};
use claimdiff::normalizer::extract_all;
use claimdiff::report::Format;
use claimdiff::{Article, Comparison, Options, Report};

/// A kind of hostile input: its name, what it starts with, and what is repeated until it is large enough.
type Kind = (&'static str, &'static str, Piece);

enum Piece {
    /// The same text again and again.
    Same(&'static str),
    /// A text that is longer than a source line should be.
    Made(fn() -> String),
}
use Piece::{Made, Same};

const KINDS: &[Kind] = &[
    ("digits", "", Same("7")),
    ("grouped-digits", "", Same("1,000,")),
    ("digits-and-points", "", Same("1.2.")),
    ("figures-of-10000-digits", "", Made(|| format!("{} people died. ", "9".repeat(10_000)))),
    ("decimals-of-10000-places", "", Made(|| format!("It rose 0.{}1 percent. ", "0".repeat(10_000)))),
    ("one-word", "", Same("a")),
    ("words", "", Same("word ")),
    ("capitalized-words", "", Same("Xanth ")),
    ("number-words", "", Same("one ")),
    ("magnitudes", "one ", Same("million ")),
    ("hundreds-and", "", Same("hundred and ")),
    ("open-brackets", "", Same("(")),
    ("open-square-brackets", "x ", Same("[")),
    ("quotes", "", Same("\"")),
    ("curly-quotes", "", Same("“")),
    ("quoted-words", "", Same("\"a\" ")),
    ("apostrophes", "", Same("'")),
    ("dashes-between-figures", "", Same("1-")),
    ("dashes", "", Same("—")),
    ("full-stops", "", Same(".")),
    ("abbreviations", "", Same("U.S. ")),
    ("commas", "", Same(",")),
    ("blanks", "x", Same(" ")),
    ("line-feeds", "x", Same("\n")),
    ("short-lines", "", Same("a\n")),
    ("combining-characters", "e", Same("\u{301}")),
    ("joined-emoji", "", Same("👩\u{200d}")),
    ("right-to-left", "", Same("\u{202e}")),
    ("letters-that-grow-in-lower-case", "", Same("İ")),
    ("claims-in-one-sentence", "The toll: ", Same("40 people, ")),
    ("claims-without-commas", "", Same("40 people ")),
    ("claims-and-claims", "They lost ", Same("3 homes and 5 boats and ")),
    ("claims-a-sentence-each", "", Same("A flood killed 40 people. ")),
    ("claims-a-paragraph-each", "", Same("A flood killed 40 people.\n\n")),
    ("bare-figures", "", Same("5 more. ")),
    ("bare-figures-in-one-sentence", "", Same("5, ")),
    ("shares", "", Same("3 out of 5, ")),
    ("currency-signs", "", Same("$")),
    ("rates", "$5", Same(" a month")),
    ("percent-signs", "5", Same("%")),
    ("speakers", "Forty people died, ", Same("he said, ")),
    ("speakers-with-figures", "", Same("40 people died, Bild said, ")),
    ("according-to", "40 people ", Same("according to ")),
    ("dates", "", Same("4 May 2020, ")),
    (
        "an-endless-line",
        "",
        Same("the flood in Dorenna and 3 homes of the 14 in Kelmara which the mayor had seen "),
    ),
    ("corrections", "", Same("Correction: an earlier version said 40 people. ")),
    ("replaced-characters", "", Same("\u{fffd}")),
    ("front-matter", "---\n", Same("title: a\n")),
    ("json-depth", "", Same("[")),
    ("json-object-depth", "", Same("{\"a\":")),
    ("json-one-string", "{\"text\": \"", Same("\\u00e9")),
    ("json-lines", "", Made(|| "{\"text\": \"A flood killed 40 people in Dorenna.\"}\n".into())),
    ("html-depth", "<html><body>", Same("<div>")),
    ("html-formatting-depth", "<html><body>", Same("<b><p>")),
    ("html-tables", "<html><body>", Same("<table><tr><td>")),
    ("html-paragraphs", "<html><body><article>", Same("<p>A flood killed 40 people.")),
    ("html-angles", "<html><body>", Same("<")),
    ("html-ampersands", "<html><body>", Same("&")),
    ("html-comments", "<html><body>", Same("<!--")),
    (
        "html-attributes",
        "<html><body ",
        Made(|| (0..1000).fold(String::new(), |all, n| all + &format!("a{n}=1 "))),
    ),
    ("html-scripts", "<html><body>", Same("<script>")),
    ("html-links", "<html><body>", Same("<a href=/>x</a> ")),
    ("xml-depth", "<rss>", Same("<item>")),
    (
        "feed-items",
        "<rss><channel>",
        Same("<item><description>A flood killed 40 people.</description></item>"),
    ),
    ("feed-entities", "<rss><channel><item><description>", Same("&amp;lt;")),
    ("table-rows", "id,text\n", Same(",A flood killed 40 people.\n")),
    ("table-quotes", "id,text\n", Same("\"")),
    ("table-columns", "id,text\n", Same(",")),
    ("crawl-headers", "WARC/1.0\r\n", Same("A: b\r\n")),
    ("pdf-brackets", "%PDF-1.4\n1 0 obj\n", Same("(")),
    ("pdf-dictionaries", "%PDF-1.4\n1 0 obj\n", Same("<<")),
];

/// Leaves out comparing and reporting.
const EXTRACT: &str = "--extract";
/// Sizes in bytes.
const SIZES: [usize; 2] = [1_000_000, 10_000_000];
/// The largest time of the second size over that of the first.
const RATIO: f64 = 12.0;
/// Below this many seconds a time says nothing.
const NOISE: f64 = 0.05;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, name, size, rest @ ..] = arguments.as_slice()
        && flag == "--one"
    {
        let kind = KINDS.iter().find(|(own, ..)| own == name);
        return match (kind, size.parse()) {
            (Some(kind), Ok(size)) => one(&input(kind, size), rest.is_empty()),
            _ => ExitCode::from(2),
        };
    }
    println!("| input | 1 MB | 10 MB | time × | memory at 1 MB | at 10 MB | claims | read as |");
    println!("|---|---|---|---|---|---|---|---|");
    let (flags, names): (Vec<String>, Vec<String>) = arguments.into_iter().partition(|one| one == EXTRACT);
    let chosen = KINDS.iter().filter(|(name, ..)| names.is_empty() || names.iter().any(|own| own == name));
    let failed = chosen.filter(|kind| !row(kind, &flags)).count();
    println!("\n{failed} take more than {RATIO} times as long for ten times the size, or break off.");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// About `size` bytes of a kind.
fn input((_, start, piece): &Kind, size: usize) -> Vec<u8> {
    let piece = match piece {
        Same(text) => (*text).to_owned(),
        Made(make) => make(),
    };
    let mut text = start.as_bytes().to_vec();
    text.extend_from_slice(piece.repeat(size.div_ceil(piece.len())).as_bytes());
    text
}

/// Reads, extracts, compares with a short article and reports, and prints what it took.
fn one(bytes: &[u8], compare: bool) -> ExitCode {
    // Nothing is stopped by its time: it is what is measured.
    let mut limits = Limits::default();
    limits.time *= 60;
    let options = ReadOptions { limits, ..ReadOptions::default() };
    let start = Instant::now();
    let mut reading = read_with(&["-".into()], &mut &bytes[..], &options);
    let what = match (&reading.errors[..], &reading.articles[..]) {
        ([error, ..], _) => error.to_string(),
        (_, [_]) => "article".into(),
        (_, articles) => format!("{} articles", articles.len()),
    };
    reading
        .articles
        .push(Article::new("short", "A flood killed 14 people and 3 homes were lost, the mayor said."));
    let (mut claims, mut exclusions) = (0, 0);
    for article in &reading.articles {
        let (own, others) = extract_all(article);
        (claims, exclusions) = (claims + own.len(), exclusions + others.len());
    }
    let reports = if compare { reported(&reading.articles) } else { 0 };
    let seconds = start.elapsed().as_secs_f64();
    let what: String = what.chars().filter(|c| *c != '|').take(60).collect();
    eprintln!("{exclusions} exclusions, {reports} bytes of reports");
    println!("{seconds:.3}\t{}\t{claims}\t{what}", peak());
    ExitCode::SUCCESS
}

/// Compares and renders the reports; how long they are in all.
fn reported(articles: &[Article]) -> usize {
    let comparison = Comparison::of(articles, &Options::default());
    let report = Report::new(&comparison, articles);
    let formats = [Format::Table, Format::Json, Format::Html, Format::Csv];
    formats.into_iter().map(|format| report.render(format).map_or(0, |bytes| bytes.len())).sum()
}

/// The most memory that this process has had, in MB; 0 where the system does not say.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// One line of the table; whether the kind is harmless.
fn row(kind: &Kind, flags: &[String]) -> bool {
    let name = kind.0;
    let [small, large] = SIZES.map(|size| measured(name, size, flags));
    let (Some(small), Some(large)) = (small, large) else {
        println!("| {name} | broke off | | | | | | |");
        return false;
    };
    let ratio = large.seconds / small.seconds.max(NOISE);
    println!(
        "| {name} | {:.2} s | {:.2} s | {ratio:.1} | {} MB | {} MB | {} | {} |",
        small.seconds, large.seconds, small.memory, large.memory, large.claims, large.what
    );
    let _ = std::io::stdout().flush();
    ratio <= RATIO
}

struct Measured {
    seconds: f64,
    memory: u64,
    claims: usize,
    what: String,
}

/// What a process of its own says of an input; `None` if it broke off.
fn measured(name: &str, size: usize, flags: &[String]) -> Option<Measured> {
    let program = std::env::current_exe().ok()?;
    let output = Command::new(program)
        .args(["--one", name, &size.to_string()])
        .args(flags)
        .stderr(Stdio::inherit())
        .output()
        .ok()?;
    let line = String::from_utf8(output.stdout).ok()?;
    let mut parts = line.trim_end().split('\t');
    let mut next = || parts.next();
    Some(Measured {
        seconds: next()?.parse().ok()?,
        memory: next()?.parse().ok()?,
        claims: next()?.parse().ok()?,
        what: next()?.to_owned(),
    })
}
