//! `claimdiff timeline`: facts over time.
//!
//! `SNAPSHOTS=overwrite cargo test --test timeline` writes the snapshots anew.

mod support;

use std::path::Path;

use serde_json::Value;
use snapbox::{Data, assert_data_eq};
use support::{code, folder, run, stderr, stdout, write};

fn snapshot(arguments: &[&str], file: &str) {
    let output = run(["timeline"].iter().chain(arguments));
    assert_eq!((code(&output), stderr(&output)), (1, ""), "{arguments:?}");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/timeline").join(file);
    assert_data_eq!(stdout(&output).to_owned(), Data::read_from(&path, None).raw());
}

#[test]
fn the_samples_over_time() {
    snapshot(&["samples/recruits"], "recruits.txt");
    snapshot(&["samples/earthquake"], "earthquake.txt");
    snapshot(&["samples/earthquake", "--aspect", "killed", "--full"], "killed-full.txt");
    snapshot(&["samples/earthquake", "--format", "md", "--about", "homes"], "homes.md");
    snapshot(&["samples/earthquake", "--format", "csv"], "earthquake.csv");
}

/// Four reports of a toll, of which `days` says when each was published; the fourth says nothing of when.
fn reports(name: &str, tolls: [&str; 4]) -> std::path::PathBuf {
    let folder = folder(name);
    let days = ["2024-05-03", "2024-05-04", "2024-05-05", ""];
    for (i, (day, toll)) in days.iter().zip(tolls).enumerate() {
        let head = if day.is_empty() { String::new() } else { format!("---\npublished: {day}\n---\n") };
        let text = format!("{head}A flood in Kelmara killed {toll} people on Thursday, the mayor said.\n");
        write(&folder, &format!("{i}.txt"), text);
    }
    folder
}

fn document(folder: &Path) -> (i32, Value) {
    let arguments = ["timeline".as_ref(), folder.as_os_str(), "--format".as_ref(), "json".as_ref()];
    let output = run(arguments);
    assert_eq!(stderr(&output), "");
    (code(&output), serde_json::from_str(stdout(&output)).expect("JSON"))
}

#[test]
fn a_toll_that_only_rises_is_not_flagged() {
    let (code, document) = document(&reports("timeline-rise", ["12", "14", "16", "15"]));
    assert_eq!((code, &document["summary"]["flagged"]), (0, &Value::from(0)));
    let entries = document["facts"][0]["entries"].as_array().expect("entries");
    let movements: Vec<&str> = entries.iter().map(|e| e["movement"].as_str().expect("a word")).collect();
    assert_eq!(movements, ["first", "up", "up", "undated"]);
    assert_eq!(document["summary"]["undated"], 1);
}

#[test]
fn a_toll_that_falls_is_flagged() {
    let folder = reports("timeline-fall", ["12", "16", "14", "15"]);
    let (found, document) = document(&folder);
    assert_eq!((found, &document["summary"]["flagged"]), (1, &Value::from(1)));
    let entries = document["facts"][0]["entries"].as_array().expect("entries");
    let flagged: Vec<&Value> = entries.iter().filter(|entry| entry["flagged"] == true).collect();
    assert_eq!(
        (&flagged[0]["text"], &flagged[0]["since"]),
        (&Value::from("14 people"), &Value::from("16 people"))
    );
    let output = run(["timeline".as_ref(), folder.as_os_str(), "--exit-zero".as_ref()]);
    assert_eq!(code(&output), 0);
}

#[test]
fn undated_figures_are_listed_as_undated() {
    let folder = reports("timeline-undated", ["12", "14", "16", "15"]);
    let output = run(["timeline".as_ref(), folder.as_os_str()]);
    let table = stdout(&output);
    assert!(table.lines().any(|line| line.contains("undated") && line.contains("15 people")), "{table}");
    assert!(table.contains("1 article without a date of publication"), "{table}");
}

#[test]
fn days_of_the_text_count_where_they_tell_figures_apart() {
    let folder = folder("timeline-own-days");
    for (name, published, day, count) in [
        ("a", "2024-05-09", "May 3", "120"),
        ("b", "2024-05-08", "May 4", "150"),
        ("c", "2024-05-07", "May 5", "180"),
    ] {
        let text = format!(
            "---\npublished: {published}\n---\nHospitals in Kelmara treated {count} cholera patients on {day}, the \
             health ministry said.\n"
        );
        write(&folder, &format!("{name}.txt"), text);
    }
    let (_, document) = document(&folder);
    let facts = document["facts"].as_array().expect("facts");
    let entries = facts.iter().flat_map(|fact| fact["entries"].as_array().expect("entries"));
    let dates: Vec<&Value> = entries.map(|entry| &entry["date"]).collect();
    assert_eq!(dates, ["2024-05-03", "2024-05-04", "2024-05-05"]);
}

#[test]
fn the_page_of_a_comparison_tells_of_falls() {
    let folder = reports("timeline-page", ["12", "16", "14", "15"]);
    let page = run(["compare".as_ref(), folder.as_os_str(), "--format".as_ref(), "html".as_ref()]);
    assert!(stdout(&page).contains("14 people on 2024-05-05 after 16 people"), "{}", stdout(&page));
    assert!(stdout(&page).contains("1 without a date, not shown"));
}
