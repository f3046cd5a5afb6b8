//! CSV and XLSX as readers understand them that are not ours: Python's csv and openpyxl.
//!
//! Where there is no python3 with openpyxl, the tests say that they were not run.

#![cfg(feature = "xlsx")]

mod support;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use claimdiff::Comparison;
use claimdiff::report::{self, Format, ReportOptions, Rows, visible};
use serde_json::Value;
use support::hostile::{TEXTS, poisoned};
use support::{folder, run, stdout};

/// What the readers find in the files; `None` where they are not there.
fn read(paths: &[PathBuf]) -> Option<Vec<Value>> {
    let there = Command::new("python3").args(["-c", "import openpyxl"]).stderr(Stdio::null()).status();
    if !there.is_ok_and(|status| status.success()) {
        // Past the capture of the test runner, so that it is read although the tests pass.
        let _ =
            writeln!(std::io::stderr(), "tests/spreadsheets.rs: not run: there is no python3 with openpyxl");
        return None;
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers/read_rows.py");
    let output = Command::new("python3").arg(script).args(paths).output().expect("python3 starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).expect("JSON"))
}

/// A comparison in all formats, and the rows that JSON Lines has of it.
struct Reports {
    claims: PathBuf,
    pairs: PathBuf,
    workbook: PathBuf,
    rows_of_claims: Vec<Value>,
    rows_of_pairs: Vec<Value>,
}

fn reports(comparison: &Comparison, folder: &Path, name: &str) -> Reports {
    let render = |format, rows| {
        let options = ReportOptions { rows, ..ReportOptions::default() };
        report::comparison(comparison, &[], format, &options).expect("a report")
    };
    let file = |format: Format, rows| {
        let path = folder.join(format!("{name}-{rows:?}.{}", format.name()));
        fs::write(&path, render(format, rows)).expect("a file");
        path
    };
    let lines = |rows| {
        let text = String::from_utf8(render(Format::JsonLines, rows)).expect("UTF-8");
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    };
    Reports {
        claims: file(Format::Csv, Rows::Claims),
        pairs: file(Format::Csv, Rows::Pairs),
        workbook: file(Format::Xlsx, Rows::Claims),
        rows_of_claims: lines(Rows::Claims),
        rows_of_pairs: lines(Rows::Pairs),
    }
}

/// Text as it must be read back: on one line, nothing hidden in it.
fn text(value: &Value) -> Option<String> {
    let whole = match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; "),
        _ => return None,
    };
    Some(visible::line(&whole).into_owned())
}

fn assert_csv(read: &Value, expected: &[Value]) {
    let rows = read.as_array().expect("rows");
    let header: Vec<&str> = rows[0].as_array().expect("a row").iter().filter_map(Value::as_str).collect();
    assert_eq!(rows.len() - 1, expected.len());
    for (row, expected) in rows[1..].iter().zip(expected) {
        assert_eq!(row.as_array().map(Vec::len), Some(header.len()));
        assert_eq!(expected.as_object().map(serde_json::Map::len), Some(header.len()));
        for (at, name) in header.iter().enumerate() {
            let (cell, expected) = (row[at].as_str().expect("a cell"), &expected[name]);
            match (expected, text(expected)) {
                (_, Some(text)) => {
                    assert_eq!(cell.replace('\'', ""), text.replace('\'', ""), "{name}");
                    assert!(!cell.starts_with(['=', '+', '-', '@', '＝']), "{name}: {cell}");
                }
                (Value::Null, _) => assert_eq!(cell, "", "{name}"),
                (Value::Number(number), _) => assert_eq!(cell.parse().ok(), number.as_f64(), "{name}"),
                (other, _) => assert_eq!(cell, other.to_string(), "{name}"),
            }
        }
    }
}

fn assert_sheet(sheet: &Value, expected: &[Value]) {
    let rows = sheet["rows"].as_array().expect("rows");
    let header = rows[0].as_array().expect("a row").iter();
    let header: Vec<String> = header.map(|cell| cell[1].as_str().expect("a heading").to_owned()).collect();
    assert_eq!(rows.len() - 1, expected.len());
    assert_eq!(sheet["frozen"], "A2");
    assert_eq!(sheet["filter"], sheet["size"]);
    assert_eq!(sheet["links"], 0);
    for (row, expected) in rows[1..].iter().zip(expected) {
        for (at, title) in header.iter().enumerate() {
            let expected = &expected[title.to_lowercase().replace(' ', "_")];
            let (kind, value) = (row[at][0].as_str().expect("a kind"), &row[at][1]);
            match (expected, text(expected).map(|text| text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}"))) {
                (_, Some(text)) if text.is_empty() => assert_eq!(value, &Value::Null, "{title}"),
                (_, Some(text)) => assert_eq!((kind, value.as_str()), ("s", Some(text.as_str())), "{title}"),
                (Value::Null, _) => assert_eq!(value, &Value::Null, "{title}"),
                (Value::Number(number), _) => {
                    assert_eq!((kind, value.as_f64()), ("n", number.as_f64()), "{title}");
                }
                (other, _) => assert_eq!((kind, value), ("b", other), "{title}"),
            }
        }
    }
}

#[test]
fn other_readers_find_the_same_rows_with_numbers_as_numbers() {
    let folder = folder("spreadsheets");
    let output = run(["compare", "samples/recruits", "--format", "json"]);
    let recruits: Comparison = serde_json::from_str(stdout(&output)).expect("the contract");
    let fixture: Comparison =
        serde_json::from_str(include_str!("fixtures/comparison.json")).expect("the contract");
    let mut all = vec![reports(&recruits, &folder, "recruits"), reports(&fixture, &folder, "fixture")];
    for (at, text) in TEXTS.iter().enumerate() {
        all.push(reports(&poisoned(&fixture, text), &folder, &at.to_string()));
    }
    let paths: Vec<PathBuf> = all
        .iter()
        .flat_map(|reports| [&reports.claims, &reports.pairs, &reports.workbook].map(PathBuf::clone))
        .collect();
    let Some(found) = read(&paths) else { return };
    assert_eq!(found.len(), paths.len());
    for (found, reports) in found.chunks(3).zip(&all) {
        assert_csv(&found[0], &reports.rows_of_claims);
        assert_csv(&found[1], &reports.rows_of_pairs);
        assert_sheet(&found[2]["Claims"], &reports.rows_of_claims);
        assert_sheet(&found[2]["Discrepancies"], &reports.rows_of_pairs);
        assert!(found[2]["Articles"]["rows"].as_array().is_some_and(|rows| rows.len() > 1));
    }
}

#[test]
fn a_workbook_has_the_same_bytes_in_each_run() {
    let fixture: Comparison =
        serde_json::from_str(include_str!("fixtures/comparison.json")).expect("the contract");
    let render =
        || report::comparison(&fixture, &[], Format::Xlsx, &ReportOptions::default()).expect("a report");
    assert_eq!(render(), render());
}
