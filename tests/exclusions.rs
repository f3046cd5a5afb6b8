//! What `extract --all` says of numbers that are no claims: every reason, in the table and in the library.

mod support;

use std::collections::HashSet;

use claimdiff::exclusion::Reason;
use claimdiff::{Article, extract_all};
use snapbox::{assert_data_eq, str};
use support::{folder, run, stdout, write};

const REPORT: &str = "\
The blast at 7:48 a.m. on 4 January 2020 killed 40 people in Room 12.

Those who fled in a Boeing 737 waited several hours for the 2nd plane.

One of the survivors lives at 575 Wilbraham Road; in 1998 the team won 3-1. The rest wore 7.
";

#[test]
fn every_number_is_a_claim_or_has_a_reason() {
    let (claims, exclusions) = extract_all(&Article::new("a", REPORT));
    assert_eq!(claims.iter().map(|claim| claim.text.as_str()).collect::<Vec<_>>(), ["40 people"]);
    let reasons: HashSet<Reason> = exclusions.iter().map(|exclusion| exclusion.reason).collect();
    assert_eq!(reasons.len(), 11, "{exclusions:#?}");
    for (i, _) in REPORT.match_indices(|c: char| c.is_ascii_digit()) {
        let claimed = claims.iter().any(|claim| (claim.span.start..claim.span.end).contains(&i));
        let excluded = exclusions.iter().any(|e| (e.span.start..e.span.end).contains(&i));
        assert!(claimed || excluded, "nothing is said of {:?}", &REPORT[i..]);
    }
}

#[test]
fn the_table_names_the_reasons() {
    let folder = folder("exclusions-table");
    let article = write(&folder, "a.txt", REPORT);
    let output =
        run(["extract".as_ref(), article.as_os_str(), "--all".as_ref(), "--width".as_ref(), "80".as_ref()]);
    let table =
        stdout(&output).split_once("numbers that are no claims:").map_or("", |(_, table)| table).to_owned();
    assert_data_eq!(
        table,
        str![[r#"

  Place  Number              Left out as
 ────────────────────────────────────────────────────
  1:14   7:48 a.m.           time of day
  1:27   4 January 2020      date
  1:67   12                  number of a label
  3:28   737                 part of a name
  3:39   several             vague
  3:61   2nd                 ordinal
  5:1    One                 pronoun
  5:31   575 Wilbraham Road  address or phone number
  5:54   1998                year
  5:72   3-1                 score
  5:91   7                   no unit or noun

1 article, 1 claim, 11 numbers left out.

"#]]
    );
}
