//! What is known about articles, in files beside them.

mod support;

use std::path::Path;

use support::{claimdiff, code, folder, stderr, stdout, write};

const REPORT: &str = "At least 40 people were killed, the mayor said.\n";

/// The articles in the JSON of `extract` with `arguments` in `folder`, the exit code, and standard error.
fn extract(folder: &Path, arguments: &[&str]) -> (Vec<serde_json::Value>, i32, String) {
    let mut command = claimdiff();
    command.current_dir(folder).args(["extract", "--format", "json"]).args(arguments);
    let output = command.output().expect("the program starts");
    let document: serde_json::Value = serde_json::from_str(stdout(&output)).expect("JSON");
    (document["articles"].as_array().expect("articles").clone(), code(&output), stderr(&output).to_owned())
}

#[test]
fn a_manifest_lists_articles_and_says_what_is_known() {
    let folder = folder("manifest");
    write(&folder, "in/a.txt", REPORT);
    write(&folder, "in/b.html", "<title>Old</title><p>At least 14 people were killed.</p>");
    write(
        &folder,
        "set.toml",
        "[[article]]\npath = \"in/b.html\"\ntitle = \"New\"\noutlet = \"The Post\"\ndate = 2024-03-12\nurl = \"https://post.example/b\"\n\n[[article]]\npath = \"in/a.txt\"\nid = \"one\"\nauthor = \"A. Writer\"\n",
    );
    let (articles, code, _) = extract(&folder, &["--manifest", "set.toml"]);
    assert_eq!((code, articles.len()), (0, 2));
    for (field, expected) in [
        ("id", "b"),
        ("title", "New"),
        ("outlet", "The Post"),
        ("published", "2024-03-12"),
        ("url", "https://post.example/b"),
    ] {
        assert_eq!(articles[0][field], expected, "{field}");
    }
    assert_eq!((&articles[1]["id"], &articles[1]["author"]), (&"one".into(), &"A. Writer".into()));
}

#[test]
fn a_sidecar_says_what_is_known_of_one_file() {
    let folder = folder("sidecar");
    write(&folder, "a.txt", format!("---\noutlet: The Mail\ntitle: Kept\n---\n{REPORT}"));
    write(&folder, "a.txt.toml", "outlet = \"The Post\"\n");
    let (articles, code, _) = extract(&folder, &["."]);
    assert_eq!((code, articles.len()), (0, 1));
    assert_eq!((&articles[0]["outlet"], &articles[0]["title"]), (&"The Post".into(), &"Kept".into()));
}

#[test]
fn a_manifest_that_is_wrong_is_named() {
    let folder = folder("bad-manifest");
    write(&folder, "a.txt", REPORT);
    for (manifest, expected) in [
        ("[[article]]\npath = \"a.txt\"\noutlets = \"x\"\n", "set.toml: unknown field `outlets`"),
        ("[[article]]\noutlet = \"x\"\n", "set.toml: article 1 has no path"),
        ("[[article]]\npath = \"none.txt\"\n", "none.txt: no such file or folder"),
    ] {
        write(&folder, "set.toml", manifest);
        let (articles, code, message) = extract(&folder, &["--manifest", "set.toml", "a.txt"]);
        assert_eq!((code, articles.len()), (2, 1), "{message}");
        assert!(message.contains(expected), "{message}");
    }
}

#[test]
fn a_language_that_a_person_sets_is_believed() {
    let folder = folder("set-language");
    let german = "Bei dem Erdbeben im Norden des Landes sind nach Angaben der Regierung mindestens 40 Menschen ums \
        Leben gekommen. Die Helfer suchten auch am Mittwoch noch nach Verschütteten, während die Bewohner der Dörfer \
        auf Decken, Zelte und Wasser warteten. Der Präsident sprach den Familien sein Beileid aus.";
    write(&folder, "a.txt", german);
    let (articles, code, message) = extract(&folder, &["a.txt"]);
    assert_eq!((articles.len(), code), (0, 0));
    assert_eq!(message, "claimdiff: warning: a.txt: in German, not in English, so left out\n");
    write(&folder, "a.txt.toml", "language = \"en\"\n");
    assert_eq!(extract(&folder, &["a.txt"]).0.len(), 1);
}

#[test]
fn the_text_that_spans_point_into_is_given_on_request() {
    let folder = folder("with-text");
    write(&folder, "a.html", "<p>At least <b>40</b> people were killed.</p>");
    let (articles, _, _) = extract(&folder, &["a.html", "--with-text"]);
    assert_eq!(articles[0]["text"], "At least 40 people were killed.");
    assert!(extract(&folder, &["a.html"]).0[0].get("text").is_none());
}
