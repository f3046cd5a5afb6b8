//! What a document is: by its first bytes, and only where they do not say, by the extension of its name.

use std::path::Path;

/// A format that a reader exists for, or that is known not to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Plain text and Markdown.
    Text,
    /// One object a line.
    JsonLines,
    /// One value, or several one after the other.
    Json,
    /// Comma-, tab- or semicolon-separated values.
    Csv,
    /// A web page.
    Html,
    /// A web page with its parts, as browsers save it into one file.
    Mhtml,
    /// RSS or Atom.
    Feed,
    /// XML that is neither a feed nor a page.
    Xml,
    /// PDF.
    Pdf,
    /// What crawlers write.
    Warc,
    /// ZIP, also as Word and LibreOffice use it.
    Zip,
    /// Word since 2007.
    Docx,
    /// OpenDocument text.
    Odt,
    /// gzip.
    Gzip,
    /// Something that has text, but no reader; what it is, and what to do.
    Other(&'static str),
}

/// Extensions that a folder or an archive is searched for.
const EXTENSIONS: [&str; 25] = [
    "txt", "text", "md", "markdown", "jsonl", "ndjson", "json", "csv", "tsv", "html", "htm", "xhtml",
    "shtml", "mhtml", "mht", "xml", "rss", "atom", "docx", "odt", "pdf", "warc", "wet", "zip", "gz",
];

/// First bytes that give a format away.
const MAGIC: [(&[u8], Format); 9] = [
    (b"\x1f\x8b", Format::Gzip),
    (b"PK\x03\x04", Format::Zip),
    (b"PK\x05\x06", Format::Zip),
    (b"%PDF-", Format::Pdf),
    (b"WARC/", Format::Warc),
    (b"{\\rtf", Format::Other("RTF; save it as .docx or .txt")),
    (b"\xd0\xcf\x11\xe0", Format::Other("a file of old Word or Excel; save it as .docx or .txt")),
    (b"BZh", Format::Other("packed with bzip2; unpack it first")),
    (b"(\xb5\x2f\xfd", Format::Other("packed with Zstandard; unpack it first")),
];

/// Whether a file found in a folder or an archive is taken for articles: by its extension, and no README about them.
pub(super) fn is_article(name: &Path) -> bool {
    stem(name) != "readme" && EXTENSIONS.contains(&extension(name).as_str())
}

/// The extension in lower case.
pub(super) fn extension(name: &Path) -> String {
    name.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase()
}

fn stem(name: &Path) -> String {
    name.file_stem().unwrap_or_default().to_string_lossy().to_ascii_lowercase()
}

/// The format of a document that is called `name` and begins with `head`; `is_text_column` knows the names of columns
/// that hold the text of articles.
pub(super) fn of(head: &[u8], name: &Path, is_text_column: &dyn Fn(&str) -> bool) -> Format {
    if let Some((_, format)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return *format;
    }
    let text = head_text(head);
    let start = text.trim_start();
    let extension = extension(name);
    match start.as_bytes().first() {
        Some(b'<') => markup(start, &extension),
        Some(b'{' | b'[') if is_json(start, &extension) => json(start, &extension),
        Some(b'%') if start.starts_with("%PDF-") => Format::Pdf,
        _ if is_mhtml(start) => Format::Mhtml,
        _ if head.windows(5).take(1024).any(|bytes| bytes == b"%PDF-") => Format::Pdf,
        _ if header_names_text(start, is_text_column) => Format::Csv,
        _ => by_extension(&extension),
    }
}

/// The first bytes as text, whatever the encoding: only the ASCII in it matters here.
fn head_text(head: &[u8]) -> String {
    let ascii: Vec<u8> = match head {
        [0xff, 0xfe, rest @ ..] | [0xfe, 0xff, rest @ ..] => {
            rest.iter().copied().filter(|b| *b != 0).collect()
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => rest.to_vec(),
        _ => head.to_vec(),
    };
    String::from_utf8_lossy(&ascii).into_owned()
}

fn by_extension(extension: &str) -> Format {
    match extension {
        "csv" | "tsv" => Format::Csv,
        "jsonl" | "ndjson" => Format::JsonLines,
        "json" => Format::Json,
        "html" | "htm" | "xhtml" | "shtml" => Format::Html,
        _ => Format::Text,
    }
}

/// Of text that begins with `<`: a feed, a page, other XML, or a Markdown file that begins with an element.
fn markup(start: &str, extension: &str) -> Format {
    let lower = start.to_ascii_lowercase();
    let root = root_element(&lower);
    match root {
        "rss" | "feed" | "rdf:rdf" => Format::Feed,
        "html" | "head" | "body" | "article" | "main" => Format::Html,
        _ if lower.contains("<!doctype html") || lower.contains("<html") => Format::Html,
        _ if lower.starts_with("<?xml") || ["xml", "rss", "atom"].contains(&extension) => Format::Xml,
        _ if ["md", "markdown"].contains(&extension) => Format::Text,
        "p" | "div" | "meta" | "title" | "section" | "h1" | "h2" | "table" | "ul" | "span" => Format::Html,
        _ => by_extension(extension),
    }
}

/// The name of the first element; comments, the declaration and the document type are no elements.
fn root_element(lower: &str) -> &str {
    let mut rest = lower;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let skipped = match rest.as_bytes().first() {
            Some(b'?') => rest.find("?>"),
            Some(b'!') if rest.starts_with("!--") => rest.find("-->"),
            Some(b'!') => rest.find('>'),
            _ => break,
        };
        rest = skipped.map_or("", |end| &rest[end..]);
    }
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == ':' || c == '-')).unwrap_or(rest.len());
    &rest[..end]
}

/// Whether text that begins with a brace or a bracket is JSON, and no report that begins with "[Agency] ...".
fn is_json(start: &str, extension: &str) -> bool {
    let second = start[1..].trim_start().chars().next();
    ["json", "jsonl", "ndjson"].contains(&extension)
        || matches!((start.as_bytes()[0], second), (b'{', Some('"' | '}')) | (b'[', Some('{')))
}

/// One object a line, or a document: the first line is whole, or too long to see its end.
fn json(start: &str, extension: &str) -> Format {
    let line = start.split_once('\n').map(|(line, _)| line.trim());
    match (extension, line) {
        ("jsonl" | "ndjson", _) => Format::JsonLines,
        _ if !start.starts_with('{') => Format::Json,
        (_, Some(line)) if line.ends_with('}') => Format::JsonLines,
        _ => Format::Json,
    }
}

/// Whether it begins like a message with parts.
fn is_mhtml(start: &str) -> bool {
    let lower = start.get(..start.len().min(2048)).unwrap_or(start).to_ascii_lowercase();
    let field = |name: &str| lower.starts_with(name) || lower.contains(&format!("\n{name}"));
    field("mime-version:") && field("content-type:") && lower.contains("multipart/related")
}

/// Whether the first line names columns, one of them that of the text.
fn header_names_text(start: &str, is_text_column: &dyn Fn(&str) -> bool) -> bool {
    let line = start.lines().next().unwrap_or_default();
    [',', '\t', ';'].iter().any(|separator| {
        let mut columns = line.split(*separator).map(|column| column.trim().trim_matches('"'));
        line.contains(*separator)
            && columns.clone().all(|column| column.len() <= 40 && column.split_whitespace().count() <= 3)
            && columns.any(is_text_column)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sniff(head: &[u8], name: &str) -> Format {
        of(head, Path::new(name), &|column| column.eq_ignore_ascii_case("text"))
    }

    #[test]
    fn content_comes_before_the_extension() {
        for (head, name, expected) in [
            (&b"%PDF-1.7\n"[..], "a.txt", Format::Pdf),
            (b"\x1f\x8b\x08", "a.txt", Format::Gzip),
            (b"PK\x03\x04", "a.pdf", Format::Zip),
            (b"<!DOCTYPE html><html>", "a.txt", Format::Html),
            (b"<?xml version=\"1.0\"?>\n<!-- x --><rss version=\"2.0\">", "a.txt", Format::Feed),
            (b"<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\"><html>", "a.xml", Format::Html),
            (b"<?xml version=\"1.0\"?><urlset>", "a.xml", Format::Xml),
            (b"<feed xmlns=\"http://www.w3.org/2005/Atom\">", "-", Format::Feed),
            (b"{\"text\": \"x\"}\n{", "a.txt", Format::JsonLines),
            (b"{\n  \"text\": \"x\"\n}\n", "a.txt", Format::Json),
            (b"[{\"text\": \"x\"}]", "a.txt", Format::Json),
            (b"[Agency] - Forty were killed", "a.txt", Format::Text),
            (b"title;text\nx;y", "a.txt", Format::Csv),
            (b"Forty people were killed there, text", "a.txt", Format::Text),
            (b"WARC/1.0\r\n", "a", Format::Warc),
            (b"From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related;", "a.txt", Format::Mhtml),
            (b"\xff\xfe<\0h\0t\0m\0l\0>\0", "a.txt", Format::Html),
        ] {
            assert_eq!(sniff(head, name), expected, "{name} {}", String::from_utf8_lossy(head));
        }
    }

    #[test]
    fn the_extension_decides_where_the_content_does_not() {
        for (head, name, expected) in [
            (&b"40 killed"[..], "a.txt", Format::Text),
            (b"40 killed", "a.html", Format::Html),
            (b"a,b\n1,2", "a.csv", Format::Csv),
            (b"<b>40</b> killed", "a.md", Format::Text),
            (b"", "a.jsonl", Format::JsonLines),
        ] {
            assert_eq!(sniff(head, name), expected, "{name}");
        }
    }

    #[test]
    fn readmes_and_unknown_extensions_are_no_articles() {
        for (name, expected) in [
            ("a.txt", true),
            ("a.MD", true),
            ("a.jsonl", true),
            ("a.pdf", true),
            ("a.warc.gz", true),
            ("README.md", false),
            ("a.jpg", false),
            ("a", false),
        ] {
            assert_eq!(is_article(Path::new(name)), expected, "{name}");
        }
    }
}
