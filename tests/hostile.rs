//! Text of articles is hostile until proven otherwise: in no format does it execute, get interpreted or break anything.

mod support;

use std::fs;

use claimdiff::checker::check;
use claimdiff::comparator::{Options, Rates};
use claimdiff::differ::diff;
use claimdiff::report::{self, Filter, Format, ReportOptions, Rows, Show, TableOptions, visible};
use claimdiff::timeline::timeline;
use claimdiff::{Article, Claim, Comparison, compare, extract};
use comrak::nodes::NodeValue;
use serde_json::Value;
use support::hostile::{TEXTS, poisoned};
use support::{code, folder, run, stderr, write};

fn fixture() -> Comparison {
    serde_json::from_str(include_str!("fixtures/comparison.json")).expect("the fixture follows the contract")
}

fn options(show: Show, rows: Rows) -> ReportOptions {
    let filter = Filter { show, ..Filter::default() };
    ReportOptions { table: TableOptions { full: true, filter, ..TableOptions::default() }, rows }
}

/// The report, as text, of the fixture with `text` wherever articles are quoted.
fn rendered(text: &str, format: Format, options: &ReportOptions) -> String {
    let bytes = report::comparison(&poisoned(&fixture(), text), &[], format, options).expect("a report");
    String::from_utf8(bytes).expect("UTF-8")
}

/// Nothing that a terminal acts on, besides the ends of lines.
fn assert_harmless(report: &str, text: &str) {
    let acts = |c: char| c != '\n' && visible::is_hostile(c);
    assert!(!report.chars().any(acts), "{text:?}: {report}");
}

#[test]
fn no_format_sends_control_characters_or_turns_the_reading_direction() {
    for text in TEXTS {
        for format in [Format::Table, Format::Json, Format::JsonLines, Format::Csv, Format::Markdown] {
            for show in [Show::All, Show::Unmatched] {
                for rows in [Rows::Claims, Rows::Pairs] {
                    assert_harmless(&rendered(text, format, &options(show, rows)), text);
                }
            }
        }
    }
}

#[test]
fn lines_of_json_hold_the_text_as_it_is() {
    for text in TEXTS {
        for (rows, key) in [(Rows::Claims, "text"), (Rows::Pairs, "explanation")] {
            let report = rendered(text, Format::JsonLines, &options(Show::All, rows));
            assert!(report.lines().count() > 2);
            for line in report.lines() {
                let row: Value = serde_json::from_str(line).expect("JSON");
                assert_eq!(row[key], *text);
            }
        }
    }
}

#[test]
fn no_cell_of_csv_is_a_formula_whatever_parts_the_cells() {
    for text in TEXTS {
        for rows in [Rows::Claims, Rows::Pairs] {
            let report = rendered(text, Format::Csv, &options(Show::All, rows));
            for delimiter in [b',', b';', b'\t'] {
                let mut reader = csv::ReaderBuilder::new()
                    .delimiter(delimiter)
                    .flexible(true)
                    .from_reader(report.as_bytes());
                for cell in reader
                    .records()
                    .flat_map(|row| row.expect("a row").iter().map(str::to_owned).collect::<Vec<_>>())
                {
                    let formula = cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '\t', '\r']);
                    assert!(!formula || cell.parse::<f64>().is_ok(), "{text:?}: {cell:?}");
                }
            }
        }
    }
}

#[test]
fn csv_has_one_record_a_row_whatever_is_in_it() {
    let expected = |rows| rendered("x", Format::Csv, &options(Show::All, rows)).lines().count();
    for text in TEXTS {
        for rows in [Rows::Claims, Rows::Pairs] {
            let report = rendered(text, Format::Csv, &options(Show::All, rows));
            assert_eq!(report.lines().count(), expected(rows), "{text:?}");
            let mut reader = csv::Reader::from_reader(report.as_bytes());
            assert!(reader.records().all(|row| row.is_ok()), "{text:?}");
        }
    }
}

/// The words of all nodes under `node`.
fn words<'a>(node: comrak::nodes::Node<'a>) -> String {
    let word = |node: comrak::nodes::Node<'a>| match &node.data().value {
        NodeValue::Text(text) => Some(text.to_string()),
        _ => None,
    };
    node.descendants().filter_map(word).collect()
}

fn markdown_extensions() -> comrak::Options<'static> {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.math_dollars = true;
    options.extension.alerts = true;
    options
}

#[test]
fn markdown_shows_text_and_interprets_none_of_it() {
    for text in TEXTS {
        for show in [Show::All, Show::Unmatched] {
            let report = rendered(text, Format::Markdown, &options(show, Rows::Claims));
            let arena = comrak::Arena::new();
            let root = comrak::parse_document(&arena, &report, &markdown_extensions());
            let mut rows = 0;
            for node in root.descendants() {
                match &node.data().value {
                    NodeValue::HtmlInline(html) => assert_eq!(html, "<!-- -->"),
                    NodeValue::TableRow(_) => {
                        rows += 1;
                        assert!([4, 6].contains(&node.children().count()), "{text:?}: {report}");
                    }
                    NodeValue::Heading(heading) if heading.level == 2 && show == Show::All => {
                        let words = words(node);
                        let (_, label) = words.split_once(':').expect("a verdict and a label");
                        assert_eq!(label.trim(), visible::line(text));
                    }
                    NodeValue::Document
                    | NodeValue::Paragraph
                    | NodeValue::Heading(_)
                    | NodeValue::Text(_)
                    | NodeValue::Table(_)
                    | NodeValue::TableCell
                    | NodeValue::Strong
                    | NodeValue::Emph
                    | NodeValue::List(_)
                    | NodeValue::Item(_)
                    | NodeValue::BlockQuote
                    | NodeValue::SoftBreak
                    | NodeValue::LineBreak => {}
                    other => panic!("{text:?} became {other:?} in {report}"),
                }
            }
            assert!(rows > 2, "{text:?}: {report}");
        }
    }
}

#[test]
fn markdown_links_to_the_web_and_nowhere_else() {
    let mut comparison = fixture();
    for (article, url) in comparison.articles.iter_mut().zip([
        "https://example.org/?a=1&b=2",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://example.org/>)[x](javascript:alert(1))",
        "HTTP://example.org/a_b_*c*",
    ]) {
        article.url = Some(url.into());
    }
    let options = options(Show::All, Rows::Claims);
    let report = report::comparison(&comparison, &[], Format::Markdown, &options).expect("a report");
    let report = String::from_utf8(report).expect("UTF-8");
    let arena = comrak::Arena::new();
    let root = comrak::parse_document(&arena, &report, &markdown_extensions());
    let mut links: Vec<String> = root
        .descendants()
        .filter_map(|node| match &node.data().value {
            NodeValue::Link(link) => Some(link.url.clone()),
            _ => None,
        })
        .collect();
    links.sort();
    links.dedup();
    assert_eq!(links, ["HTTP://example.org/a_b_*c*", "https://example.org/?a=1&b=2"]);
}

#[test]
fn a_line_of_ten_megabytes_goes_through_every_format() {
    let folder = folder("long-line");
    // A word of ten megabytes, and a figure whose noun is longer than a cell of a spreadsheet can be.
    let hostile = "<b>word</b>,=1+1\u{1b}[31m ".repeat(100);
    let line = format!("{hostile}Some 12 {} were hurt. Not {}.", "y".repeat(40_000), "x".repeat(10 << 20));
    for (name, killed, rest) in [("a.txt", 40, line.as_str()), ("b.txt", 14, "")] {
        let text = format!("At least {killed} people were killed in Sarvik, the mayor said. {rest}\n");
        write(&folder, &format!("in/{name}"), text);
    }
    let (articles, reports) = (folder.join("in"), folder.join("out/"));
    let formats = Format::ALL.iter().map(|format| format.name()).collect::<Vec<_>>().join(",");
    let arguments = ["compare".as_ref(), articles.as_os_str(), "--full".as_ref(), "--exit-zero".as_ref()];
    let places = ["--format".as_ref(), formats.as_ref(), "-o".as_ref(), reports.as_os_str()];
    let output = run(arguments.into_iter().chain(places));
    assert_eq!((code(&output), stderr(&output)), (0, ""));
    for format in Format::ALL {
        let report = fs::read(reports.join(format.file_name())).expect("the report");
        assert!(!report.is_empty() && (format.is_binary() || !report.contains(&0x1b)), "{}", format.name());
        // The page holds the articles; the others quote them.
        let quotes = *format == Format::Html || report.len() < 1 << 20;
        assert!(quotes, "{}: {} bytes", format.name(), report.len());
    }
}

/// Articles whose every word from outside is `text`.
fn hostile_articles(text: &str) -> Vec<Article> {
    let article = |name: &str, toll: &str| Article {
        outlet: Some(format!("{text}{name}")),
        title: Some(text.to_owned()),
        path: Some(format!("{text}{name}").into()),
        ..Article::new(
            format!("{text}{name}"),
            format!("{text} A flood killed {toll} people, {text} said. {text}"),
        )
    };
    vec![article("a", "14"), article("b", "23"), article("c", "14")]
}

#[test]
fn checks_diffs_and_timelines_are_as_harmless() {
    let options = TableOptions { full: true, ..TableOptions::default() };
    for text in TEXTS {
        let articles = hostile_articles(text);
        let claims: Vec<Claim> = articles.iter().flat_map(extract).collect();
        let checked = check(&articles, claims.clone(), 0, &Options::default());
        let changes = diff(&articles[..1], &articles[1..2], &Options::default());
        let alignment = compare(&articles, &claims);
        let history = timeline(Comparison::new(&articles, claims, alignment), &Rates::new());
        assert!(!checked.findings.is_empty() && !changes.articles[0].changes.is_empty(), "{text:?}");
        for format in [Format::Table, Format::Json, Format::JsonLines, Format::Csv, Format::Markdown] {
            for report in [
                report::check(&checked, &articles, format, &options),
                report::diff(&changes, format, &options),
                report::timeline(&history, format, &options),
            ] {
                let report = String::from_utf8(report.expect("a report")).expect("UTF-8");
                assert_harmless(&report, text);
                if format == Format::Csv {
                    assert_no_formula(&report, text);
                } else if format == Format::Markdown {
                    assert_plain_markdown(&report, text);
                }
            }
        }
        assert_harmless(&report::annotated_draft(&checked, &articles[0].text, &options), text);
        assert_harmless(&report::diff_lines(&changes), text);
    }
}

/// No cell that a spreadsheet takes for a formula.
fn assert_no_formula(report: &str, text: &str) {
    let mut reader = csv::Reader::from_reader(report.as_bytes());
    for row in reader.records() {
        for cell in row.expect("a row").iter() {
            let formula = cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '\t', '\r']);
            assert!(!formula || cell.parse::<f64>().is_ok(), "{text:?}: {cell:?}");
        }
    }
}

/// Nothing but headings, tables, lists, quotes and words.
fn assert_plain_markdown(report: &str, text: &str) {
    let arena = comrak::Arena::new();
    let root = comrak::parse_document(&arena, report, &markdown_extensions());
    for node in root.descendants() {
        match &node.data().value {
            NodeValue::HtmlInline(html) => assert_eq!(html, "<!-- -->"),
            NodeValue::Link(_)
            | NodeValue::Image(_)
            | NodeValue::HtmlBlock(_)
            | NodeValue::CodeBlock(_)
            | NodeValue::Code(_)
            | NodeValue::Math(_)
            | NodeValue::Strikethrough
            | NodeValue::FootnoteReference(_)
            | NodeValue::TaskItem(_) => panic!("{text:?} became {:?} in {report}", node.data().value),
            _ => {}
        }
    }
}
