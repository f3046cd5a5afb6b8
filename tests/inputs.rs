//! What the program does with inputs that it cannot read, and with those that it only just can.

mod support;

use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use support::{claimdiff, code, folder, run, stderr, stdout, write};

const REPORT: &str = "---\noutlet: The Mail\n---\nAt least 40 people were killed, the mayor said.\n";

/// Ids of the articles in JSON output.
fn ids(json: &str) -> Vec<String> {
    let document: serde_json::Value = serde_json::from_str(json).expect("JSON");
    let articles = document["articles"].as_array().expect("articles").iter();
    articles.map(|article| article["id"].as_str().expect("an id").to_owned()).collect()
}

/// Runs `extract --format json` in `folder`.
fn extract(folder: &Path, paths: &[&str]) -> std::process::Output {
    let mut command = claimdiff();
    command.current_dir(folder).args(["extract", "--format", "json"]).args(paths);
    command.output().expect("the program starts")
}

#[test]
fn no_arguments_show_the_usage_on_standard_error() {
    for arguments in [&[][..], &["compare"], &["extract"]] {
        let output = run(arguments);
        assert_eq!((code(&output), stdout(&output)), (2, ""));
        assert!(stderr(&output).contains("Usage: claimdiff"), "{}", stderr(&output));
    }
}

#[test]
fn a_remark_that_comes_again_and_again_is_counted() {
    let folder = folder("again");
    let lines: String =
        (0..50).map(|_| "{\"id\": \"a\", \"text\": \"The mayor counted 40 boats.\"}\n").collect();
    write(&folder, "wire.jsonl", &lines);
    for format in ["json", "jsonl"] {
        let mut command = claimdiff();
        command.current_dir(&folder).args(["extract", "--format", format, "wire.jsonl"]);
        let output = command.output().expect("the program starts");
        let remarks: Vec<&str> = stderr(&output).lines().collect();
        assert_eq!((code(&output), remarks.len()), (0, 21), "{format}");
        assert!(remarks.iter().all(|line| line.starts_with("claimdiff: warning: ")), "{remarks:#?}");
        let last = remarks[20];
        assert!(
            last.contains(" 29 more of this kind, the last of them: ") && last.contains("a~50"),
            "{last}"
        );
    }
}

#[test]
fn wrong_usage_is_trouble() {
    for arguments in [
        &["compare", "a.txt", "--show", "nothing"][..],
        &["compare", "a.txt", "--min-confidence", "2"],
        &["compare", "a.txt", "--width", "3"],
        &["compare", "a.txt", "--threads", "0"],
        &["contrast", "a.txt"],
    ] {
        let output = run(arguments);
        assert_eq!((code(&output), stdout(&output)), (2, ""), "{arguments:?}");
        assert!(stderr(&output).starts_with("error: "), "{}", stderr(&output));
    }
}

#[test]
fn help_and_version_are_no_trouble() {
    for arguments in [&["--help"][..], &["--version"], &["compare", "--help"], &["extract", "-h"]] {
        let output = run(arguments);
        assert_eq!((code(&output), stderr(&output)), (0, ""));
        assert!(stdout(&output).lines().all(|line| line.chars().count() <= 80), "{}", stdout(&output));
    }
}

#[test]
fn a_missing_file_is_named_and_the_others_are_read() {
    let folder = folder("missing");
    write(&folder, "a.txt", REPORT);
    let output = extract(&folder, &["a.txt", "no.txt"]);
    assert_eq!(code(&output), 2);
    assert_eq!(stderr(&output), "claimdiff: error: no.txt: no such file or folder\n");
    assert_eq!(ids(stdout(&output)), ["a"]);
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_named_with_the_reason() {
    let folder = folder("unreadable");
    write(&folder, "a.txt", REPORT);
    // A link to itself cannot be read by anyone, not even by root.
    std::os::unix::fs::symlink("loop.txt", folder.join("loop.txt")).expect("a link");
    for paths in [&["a.txt", "loop.txt"][..], &["."]] {
        let output = extract(&folder, paths);
        assert_eq!(code(&output), 2);
        let message = stderr(&output);
        assert!(message.contains("loop.txt: cannot be read: "), "{message}");
        assert!(!message.contains("os error"), "{message}");
        assert_eq!(ids(stdout(&output)), ["a"]);
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_in_a_folder_is_not_waited_for() {
    let folder = folder("pipe");
    write(&folder, "a.txt", REPORT);
    let made = std::process::Command::new("mkfifo").arg(folder.join("b.txt")).status();
    if made.is_ok_and(|status| status.success()) {
        assert_eq!(ids(stdout(&extract(&folder, &["."]))), ["a"]);
    }
}

#[test]
fn a_binary_file_is_named_with_the_reason() {
    let folder = folder("binary");
    write(&folder, "a.txt", REPORT);
    write(&folder, "b.txt", b"\x89PNG\0\0\0");
    let output = extract(&folder, &["."]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("b.txt: a binary file (NUL byte at offset 4)"), "{}", stderr(&output));
    assert_eq!(ids(stdout(&output)), ["a"]);
}

#[test]
fn wrong_bytes_are_replaced_and_counted() {
    let folder = folder("bytes");
    write(&folder, "a.txt", b"\xef\xbb\xbfCaf\xe9: 40 dead \xff.\n");
    let output = extract(&folder, &["a.txt"]);
    assert_eq!(code(&output), 0);
    assert_eq!(
        stderr(&output),
        "claimdiff: warning: a.txt: 2 byte sequences are not UTF-8 and read as \u{fffd}\n"
    );
}

#[test]
fn an_empty_file_is_an_article_without_figures() {
    let folder = folder("empty-file");
    write(&folder, "a.txt", "");
    let output = extract(&folder, &["a.txt"]);
    assert_eq!((code(&output), ids(stdout(&output))), (0, vec!["a".to_owned()]));
    assert_eq!(stderr(&output), "claimdiff: note: a.txt: empty, so without figures\n");
    let table = claimdiff().current_dir(&folder).args(["compare", "a.txt", "--show", "unmatched"]).output();
    let table = table.expect("the program starts");
    assert_eq!(code(&table), 0);
    assert!(stdout(&table).contains("Without figures: a.txt."), "{}", stdout(&table));
}

#[test]
fn a_folder_without_articles_is_trouble() {
    let folder = folder("empty-folder");
    for name in ["README.md", "photo.jpg", ".hidden.txt", ".git/a.txt"] {
        write(&folder, name, "40 killed");
    }
    let output =
        claimdiff().current_dir(&folder).args(["compare", "."]).output().expect("the program starts");
    assert_eq!((code(&output), stdout(&output)), (2, ""));
    assert!(stderr(&output).contains("no articles in this folder; articles are .txt"), "{}", stderr(&output));
}

#[test]
fn folders_are_read_recursively_and_in_order() {
    let folder = folder("recursive");
    for name in ["set/b.txt", "set/a/2.md", "set/a/1.txt", "set/README.md", "set/c.dat", "other/b.txt"] {
        write(&folder, name, REPORT);
    }
    assert_eq!(ids(stdout(&extract(&folder, &["set"]))), ["a/1", "a/2", "b"]);
    assert_eq!(ids(stdout(&extract(&folder, &["set", "other"]))), ["a/1", "a/2", "set/b", "other/b"]);
    // A file that is named itself is read whatever it is called, and no file is read twice.
    assert_eq!(
        ids(stdout(&extract(&folder, &["set/README.md", "set/b.txt", "./set"]))),
        ["README", "b", "a/1", "a/2"]
    );
}

#[test]
fn a_bad_line_of_json_lines_is_named_and_the_others_are_read() {
    let folder = folder("jsonl");
    write(
        &folder,
        "news.jsonl",
        "{\"text\": \"40 killed\", \"outlet\": \"A\"}\n{\"text\": \n\n{\"id\": \"given\", \"text\": \"\"}\n{\"title\": \"x\"}\n",
    );
    let output = extract(&folder, &["news.jsonl"]);
    assert_eq!(code(&output), 2);
    assert_eq!(ids(stdout(&output)), ["news:1", "given"]);
    let message = stderr(&output);
    assert!(message.contains("note: news.jsonl:4: empty text"), "{message}");
    assert!(message.contains("error: news.jsonl:2: not an article: "), "{message}");
    assert!(message.contains("error: news.jsonl:5: not an article: missing field `text`"), "{message}");
}

#[test]
fn front_matter_that_breaks_is_said_and_read_as_text() {
    let folder = folder("front-matter");
    write(&folder, "a.txt", "---\noutlet: The Mail\nno field\n---\nAt least 40 people were killed.\n");
    write(&folder, "b.txt", "---\noutlet: The Post\n\n- 14 people were killed.\n");
    let output = extract(&folder, &["a.txt", "b.txt"]);
    assert_eq!((code(&output), ids(stdout(&output))), (0, vec!["a".to_owned(), "b".to_owned()]));
    assert_eq!(
        stderr(&output),
        "claimdiff: warning: a.txt:3: not \"key: value\", so the block above is read as part of the article\n\
         claimdiff: warning: b.txt: front matter without a closing --- is read as part of the article\n"
    );
}

#[test]
fn an_article_in_another_language_is_left_out() {
    let folder = folder("language");
    write(&folder, "a.txt", "---\nlanguage: de\n---\nMindestens 40 Menschen starben.\n");
    write(&folder, "b.txt", REPORT);
    let output = extract(&folder, &["a.txt", "b.txt"]);
    assert_eq!((code(&output), ids(stdout(&output))), (0, vec!["b".to_owned()]));
    assert_eq!(stderr(&output), "claimdiff: warning: a.txt: in de, not in English, so left out\n");
}

#[test]
fn repeated_ids_are_told_apart() {
    let folder = folder("ids");
    write(&folder, "news.jsonl", "{\"id\": 1, \"text\": \"a\"}\n{\"id\": 1, \"text\": \"b\"}\n");
    let output = extract(&folder, &["news.jsonl"]);
    assert_eq!((code(&output), ids(stdout(&output))), (0, vec!["1".to_owned(), "1~2".to_owned()]));
    assert!(stderr(&output).contains("two articles have the id"), "{}", stderr(&output));
}

#[test]
fn standard_input_is_an_article() {
    for (input, expected) in [(REPORT, "stdin"), ("\n {\"text\": \"40 killed\"}\n", "stdin:2")] {
        let mut child = claimdiff()
            .args(["extract", "-", "--format", "json"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("the program reads");
        let output = child.wait_with_output().expect("the program ends");
        assert_eq!(ids(stdout(&output)), [expected]);
    }
}

#[test]
fn names_of_files_cannot_command_the_terminal() {
    let output = run(["compare", "no\u{1b}[31m.txt"]);
    assert_eq!(stderr(&output), "claimdiff: error: no\u{241b}[31m.txt: no such file or folder\n");
}

#[test]
fn a_table_or_crawl_without_articles_is_said_to_have_none() {
    let folder = folder("nothing-in-it");
    write(&folder, "empty.csv", "id,title,text\n");
    let page = "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>40 killed</p>";
    let crawl =
        format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {}\r\n\r\n{page}\r\n\r\n", page.len());
    write(&folder, "errors.warc", crawl);
    for (name, what) in [("empty.csv", "a table without rows"), ("errors.warc", "a crawl without pages")] {
        let output = extract(&folder, &[name]);
        let message = stderr(&output);
        assert!(message.contains(&format!("{name}: ")) && message.contains(what), "{message}");
    }
}
