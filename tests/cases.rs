//! The table-driven cases in `tests/cases`: what `extract` reads from one sentence, all wrong ones reported at once.
//!
//! A row is a claim: input, text, bound, approximate (0 or 1), low, high, unit code, codes of the denominators joined
//! by `|`. Further claims of the same input have an empty first column; a second column of `-` says that there is
//! none. An open side is empty. Numbers are compared to the sixth decimal place.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use claimdiff::claim::{Claim, Unit};
use claimdiff::{Article, extract};
use rust_decimal::Decimal;

/// One input with the claims that it must give.
struct Case {
    line: usize,
    input: String,
    claims: Vec<String>,
}

/// The cases of one file; a row that cannot be read is an error.
fn cases(content: &str) -> Result<Vec<Case>, String> {
    let mut cases: Vec<Case> = Vec::new();
    for (number, row) in content.lines().enumerate() {
        if row.is_empty() || row.starts_with('#') {
            continue;
        }
        let line = number + 1;
        let columns: Vec<&str> = row.split('\t').collect();
        if !columns[0].is_empty() {
            cases.push(Case { line, input: columns[0].to_owned(), claims: Vec::new() });
        }
        let case = cases.last_mut().ok_or(format!("{line}: a claim without an input"))?;
        match columns[1..] {
            ["-"] => {}
            [text, bound, approximate, low, high, unit, per] => {
                let claim = [text, bound, approximate, &number_of(low), &number_of(high), unit, per];
                case.claims.push(claim.join(" | "));
            }
            _ => return Err(format!("{line}: {} columns", columns.len())),
        }
    }
    Ok(cases)
}

/// A number of the table in its shortest form; empty stays empty.
fn number_of(column: &str) -> String {
    column.parse::<Decimal>().map_or_else(|_| column.to_owned(), |n| n.round_dp(6).normalize().to_string())
}

fn as_row(claim: &Claim) -> String {
    let q = &claim.quantity;
    let bound = serde_json::to_string(&q.bound).expect("a bound");
    let number = |n: Option<Decimal>| n.map_or_else(String::new, |n| n.round_dp(6).normalize().to_string());
    let per: Vec<&str> = q.per.iter().map(|unit: &Unit| unit.code.as_str()).collect();
    [
        claim.text.as_str(),
        bound.trim_matches('"'),
        if q.approximate { "1" } else { "0" },
        &number(q.low),
        &number(q.high),
        &q.unit.code,
        &per.join("|"),
    ]
    .join(" | ")
}

#[test]
fn every_case_reads_as_its_table_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<_> =
        fs::read_dir(&folder).expect("the cases").map(|f| f.expect("a file").path()).collect();
    files.sort();
    let (mut total, mut negatives, mut wrong, mut report) = (0, 0, 0, String::new());
    for path in files.iter().filter(|path| path.extension().is_some_and(|e| e == "tsv")) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let content = fs::read_to_string(path).expect("UTF-8");
        for case in cases(&content).unwrap_or_else(|error| panic!("{name}:{error}")) {
            let claims: Vec<String> =
                extract(&Article::new("case", &case.input)).iter().map(as_row).collect();
            total += 1;
            negatives += usize::from(case.claims.is_empty());
            if claims != case.claims {
                wrong += 1;
                let show = |rows: &[String]| format!("{}\n", rows.join("\n         "));
                let _ = write!(
                    report,
                    "tests/cases/{name}:{}: {}\n  wanted {}  found  {}",
                    case.line,
                    case.input,
                    show(&case.claims),
                    show(&claims)
                );
            }
        }
    }
    #[allow(clippy::print_stdout)] // The count is what the tables are for.
    {
        println!("{total} cases, {negatives} of them negatives, {wrong} wrong");
    }
    assert!(wrong == 0, "{wrong} of {total} cases are read wrongly:\n{report}");
    assert!(total >= 600, "{total} cases");
    assert!(negatives * 5 >= total, "{negatives} negatives of {total} cases");
}
