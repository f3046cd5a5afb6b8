//! Hostile and broken files end with a message within their limits, and the files beside them are still read.

mod support;

use std::io::Write;
use std::path::Path;
use std::process::Output;

use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};
use support::{claimdiff, code, folder, stderr, stdout, write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Reads `name` and a good file beside it, with limits that a test can reach in a moment.
fn extract(folder: &Path, name: &str, limits: &[&str]) -> Output {
    write(folder, "good.txt", "At least 40 people were killed, the mayor said.\n");
    let mut command = claimdiff();
    command.current_dir(folder).args(["extract", "--format", "json", name, "good.txt"]).args(limits);
    command.output().expect("the program starts")
}

/// Asserts that `name` was refused with a message that has `expected` in it, and that the other file was read.
fn refused(folder: &Path, name: &str, limits: &[&str], expected: &str) {
    let output = extract(folder, name, limits);
    assert_eq!(code(&output), 2, "{}", stderr(&output));
    assert!(stderr(&output).contains(expected), "{expected}: {}", stderr(&output));
    assert!(stderr(&output).contains(name), "{name}: {}", stderr(&output));
    assert!(ids(&output).contains(&"good".to_owned()), "{}", stdout(&output));
}

fn ids(output: &Output) -> Vec<String> {
    let document: serde_json::Value = serde_json::from_str(stdout(output)).expect("JSON");
    let articles = document["articles"].as_array().expect("articles").iter();
    articles.map(|article| article["id"].as_str().expect("an id").to_owned()).collect()
}

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content).expect("memory");
    encoder.finish().expect("memory")
}

/// `size` zeros, packed: 16 MiB of them take 16 KiB.
fn bomb(size: usize) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let block = vec![b'0'; 1 << 20];
    (0..size >> 20).for_each(|_| encoder.write_all(&block).expect("memory"));
    encoder.finish().expect("memory")
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in members {
        writer.start_file(*name, SimpleFileOptions::default()).expect("memory");
        writer.write_all(content).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

#[test]
fn bombs_are_stopped_by_the_ratio_and_by_the_total() {
    let folder = folder("bombs");
    write(&folder, "bomb.gz", bomb(20 << 20));
    refused(&folder, "bomb.gz", &[], "unpacks to more than 100 times its size (--max-expansion)");
    write(&folder, "bomb.txt.gz", gzip(&vec![b'a'; 3 << 20]));
    refused(&folder, "bomb.txt.gz", &["--max-unpacked", "2M"], "unpacks to more than 2 MiB (--max-unpacked)");
    refused(&folder, "bomb.txt.gz", &["--max-size", "1M"], "larger than 1 MiB (--max-size)");
    let many: Vec<(String, Vec<u8>)> = (0..4).map(|n| (format!("{n}.txt"), vec![b'a'; 1 << 20])).collect();
    let many: Vec<(&str, &[u8])> =
        many.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
    write(&folder, "many.zip", zip(&many));
    refused(&folder, "many.zip", &["--max-unpacked", "2M"], "unpacks to more than 2 MiB (--max-unpacked)");
}

#[test]
fn archives_within_archives_are_opened_to_a_depth() {
    let folder = folder("nested");
    let mut nested = zip(&[("a.txt", b"40 killed")]);
    for level in 0..5 {
        nested = zip(&[(&format!("{level}.zip"), &nested)]);
    }
    write(&folder, "nested.zip", &nested);
    refused(&folder, "nested.zip", &[], "archives more than 3 deep in one another (--max-nesting)");
    let deep = extract(&folder, "nested.zip", &["--max-nesting", "6"]);
    assert_eq!((code(&deep), ids(&deep).len()), (0, 2), "{}", stderr(&deep));
}

#[test]
fn names_in_archives_are_names_and_nothing_else() {
    let folder = folder("climbing");
    write(&folder, "climb.zip", zip(&[("../../evil.txt", b"40 killed"), ("/etc/evil.txt", b"41 killed")]));
    let output = extract(&folder, "climb.zip", &[]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(ids(&output), ["evil", "etc/evil", "good"]);
    let files: Vec<_> =
        std::fs::read_dir(&folder).expect("the folder").flatten().map(|e| e.file_name()).collect();
    assert_eq!(files.len(), 2, "nothing is written: {files:?}");
}

#[test]
fn entities_of_xml_are_not_expanded() {
    let folder = folder("entities");
    let mut bomb = String::from("<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a0 \"41 killed \">");
    for n in 1..30 {
        bomb += &format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10));
    }
    bomb += "]><rss><channel><item><description>40 killed &a29;</description></item></channel></rss>";
    write(&folder, "bomb.rss", bomb);
    let output = extract(&folder, "bomb.rss", &[]);
    let document: serde_json::Value = serde_json::from_str(stdout(&output)).expect("JSON");
    assert_eq!((code(&output), ids(&output)), (0, vec!["bomb".to_owned(), "good".to_owned()]));
    assert_eq!(document["articles"][0]["bytes"], 9, "{}", stdout(&output));
}

#[test]
fn documents_that_are_cut_short_are_refused() {
    let folder = folder("cut");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers");
    for (name, source, expected) in [
        ("cut.pdf", "pdf-libreoffice/2020-04-11-arraed.pdf", "a broken or cut-off PDF"),
        ("cut.docx", "docx/2020-04-11-arraed.docx", "a broken or cut-off ZIP archive"),
        ("cut.odt", "odt/2020-04-11-arraed.odt", "a broken or cut-off ZIP archive"),
        ("cut.warc.gz", "crawl.warc.gz", "a broken or cut-off gzip file"),
    ] {
        let whole = std::fs::read(root.join(source)).expect("a fixture");
        for share in [10, 50, 90] {
            write(&folder, name, &whole[..whole.len() * share / 100]);
            let output = extract(&folder, name, &[]);
            assert_eq!(code(&output), 2, "{name} {share}: {}", stderr(&output));
            assert!(stderr(&output).contains(name), "{}", stderr(&output));
            assert!(ids(&output).contains(&"good".to_owned()));
        }
        refused(&folder, name, &[], expected);
    }
}

#[test]
fn pages_may_be_deep_but_not_without_end() {
    let folder = folder("deep");
    write(&folder, "deep.html", format!("<html><body>{}40 killed", "<div>".repeat(100_000)));
    refused(&folder, "deep.html", &[], "elements more than 512 deep in one another (--max-depth)");
    write(&folder, "feed.rss", format!("<rss>{}", "<item>".repeat(100_000)));
    refused(&folder, "feed.rss", &[], "elements more than 512 deep in one another (--max-depth)");
    let deep = format!("{}{}", "{\"a\":".repeat(100_000), "}".repeat(100_000));
    write(&folder, "deep.json", deep);
    refused(&folder, "deep.json", &[], "recursion limit exceeded");
}

#[test]
fn crawls_with_lengths_that_lie_are_read_as_far_as_they_go() {
    let folder = folder("lying");
    let record = |body: &str, length: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: {length}\r\n\r\n{body}\r\n\r\n"
        )
    };
    let body = "Forty people were killed.";
    let crawl =
        [record(body, "5"), record(body, "25"), record(body, "99999999999999"), record(body, "x")].concat();
    write(&folder, "crawl.warc", crawl);
    refused(
        &folder,
        "crawl.warc",
        &[],
        "record 2: no WARC record where the length of the one before it says",
    );
    let output = extract(&folder, "crawl.warc", &[]);
    assert!(
        stderr(&output).contains("record 3: a WARC record that ends before its length"),
        "{}",
        stderr(&output)
    );
    assert!(ids(&output).contains(&"crawl:2".to_owned()), "{:?}", ids(&output));
}

#[test]
fn a_pdf_bomb_is_stopped_before_it_is_unpacked() {
    let folder = folder("pdf-bomb");
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let block = vec![b' '; 1 << 20];
    (0..20).for_each(|_| encoder.write_all(&block).expect("memory"));
    let body = encoder.finish().expect("memory");
    let mut pdf = b"%PDF-1.4\n1 0 obj\n<< /Filter /FlateDecode >>\nstream\n".to_vec();
    pdf.extend(body);
    pdf.extend(b"\nendstream\nendobj\n");
    write(&folder, "bomb.pdf", pdf);
    refused(&folder, "bomb.pdf", &[], "unpacks to more than");
}

#[test]
fn no_more_articles_than_allowed_and_no_longer_than_allowed() {
    let folder = folder("many");
    write(&folder, "many.jsonl", "{\"text\": \"40 killed\"}\n".repeat(50));
    let output = extract(&folder, "many.jsonl", &["--max-articles", "10"]);
    assert_eq!((code(&output), ids(&output).len()), (2, 10));
    assert!(
        stderr(&output).contains("many.jsonl: more than 10 articles (--max-articles)"),
        "{}",
        stderr(&output)
    );
    let page = "<p>Forty people were killed in the town, the mayor said.</p>".repeat(20_000);
    write(&folder, "slow.html", page);
    refused(&folder, "slow.html", &["--max-seconds", "0.001"], "takes longer than 0.001 seconds to read");
}

/// A PDF of these objects, the first of which is its root.
fn pdf(objects: &[&str]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n{object}\nendobj\n", n + 1).bytes());
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    places.iter().for_each(|place| out.extend(format!("{place:010} 00000 n \n").bytes()));
    let size = objects.len() + 1;
    out.extend(format!("trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF").bytes());
    out
}

#[test]
fn a_pdf_that_leads_back_to_itself_takes_nothing_along() {
    let folder = folder("pdf-cycles");
    let (root, font) =
        ("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    let tree = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>";
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R \
                /Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>";
    let draws = "<< /Length 5 >>\nstream\n/X Do\nendstream";
    let form = |resources: &str| {
        format!("<< /Subtype /Form /BBox [0 0 9 9] {resources} /Length 5 >>\nstream\n/X Do\nendstream")
    };
    let own = form("/Resources << /XObject << /X 6 0 R >> >>");
    let pages = pdf(&[root, tree, page, draws, font, &own]);
    let inherited = pdf(&[root, tree, page, draws, font, &form("")]);
    let lonely = "<< /Type /Page /Parent 3 0 R /Contents 4 0 R >>";
    let parents = pdf(&[root, tree, lonely, draws, font]);
    for (name, bytes, what) in [
        ("forms.pdf", pages, "forms that draw themselves"),
        ("inherited.pdf", inherited, "forms that draw themselves"),
        ("parents.pdf", parents, "pages that are their own parents"),
    ] {
        write(&folder, name, bytes);
        refused(&folder, name, &[], what);
    }
}
