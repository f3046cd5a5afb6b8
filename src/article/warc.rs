//! WARC: the pages that a crawler fetched, one after the other.

use std::io::{self, BufRead, Cursor, Read};

use flate2::bufread::{MultiGzDecoder, ZlibDecoder};

use super::Notice;
use super::draft::Source;
use super::intake::Intake;
use super::limits::{Budget, Limit, Metered, limit_of};
use crate::error::InputError;

/// Longest line of a header, in bytes; addresses may be long, but not without end.
const LONGEST_LINE: u64 = 64 << 10;
/// Most lines of a header.
const MOST_LINES: usize = 1000;
/// Kinds of content that articles come in.
const KINDS: [&str; 9] = [
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "application/pdf",
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text",
];

/// Takes in the pages of a crawl.
pub(super) fn take(
    intake: &mut Intake,
    mut reader: impl BufRead,
    source: &Source,
    budget: &Budget,
    nesting: usize,
) -> io::Result<()> {
    let (mut number, mut lying, mut pages) = (0, 0, 0);
    while !intake.is_full() {
        let Some(line) = line(&mut reader)? else { break };
        if !line.starts_with("WARC/") {
            // Two empty lines part records; anything else is what a wrong length has left over.
            lying += usize::from(!line.is_empty());
            continue;
        }
        number += 1;
        if lying > 0 {
            intake.fail(out_of_step(source, number));
            lying = 0;
        }
        let header = header(&mut reader)?;
        let Some(length) = header.get("content-length").and_then(|length| length.parse::<u64>().ok()) else {
            intake.fail(bad(source, number, "a WARC record without a length; skipped"));
            continue;
        };
        let mut block = reader.by_ref().take(length);
        let record = source.record(number);
        if is_page(&header) {
            pages += usize::from(page(intake, &mut block, &header, record, budget, nesting)?);
        }
        io::copy(&mut block, &mut io::sink())?;
        if block.limit() > 0 {
            intake.fail(bad(
                source,
                number,
                "a WARC record that ends before its length: the file is cut off or broken",
            ));
        }
    }
    if lying > 0 {
        intake.fail(out_of_step(source, number + 1));
    }
    if pages == 0 && number > 0 {
        intake.remark(Notice::PassedOver { path: source.path.clone(), what: "a crawl without pages".into() });
    }
    Ok(())
}

fn out_of_step(source: &Source, number: usize) -> InputError {
    bad(source, number, "no WARC record where the length of the one before it says; read on from the next")
}

fn bad(source: &Source, number: usize, message: &str) -> InputError {
    let message = format!("record {number}: {message}");
    InputError::Malformed { path: source.path.clone(), message }
}

/// Fields of a header by their names in lower case.
#[derive(Debug, Default)]
struct Header(Vec<(String, String)>);

impl Header {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Adds a line; one that begins with a blank goes on with the field before it.
    fn add(&mut self, line: &str) {
        match (line.starts_with([' ', '\t']), self.0.last_mut(), line.split_once(':')) {
            (true, Some((_, value)), _) => value.push_str(line),
            (_, _, Some((name, value))) => self.0.push((name.trim().to_lowercase(), value.trim().to_owned())),
            _ => {}
        }
    }
}

/// The next line without its end, or nothing at the end of the file; what is longer than a line may be is cut.
fn line(reader: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    let count = reader.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut bytes)?;
    Ok((count > 0).then(|| String::from_utf8_lossy(&bytes).trim_end().to_owned()))
}

fn header(reader: &mut impl BufRead) -> io::Result<Header> {
    let mut header = Header::default();
    for _ in 0..MOST_LINES {
        match line(reader)? {
            Some(line) if !line.is_empty() => header.add(&line),
            _ => break,
        }
    }
    Ok(header)
}

/// Whether a record may hold a page: a response, or what was written without one; no request, no log of the crawler.
fn is_page(header: &Header) -> bool {
    let url = header.get("warc-target-uri").unwrap_or_default();
    matches!(header.get("warc-type"), Some("response" | "resource" | "conversion"))
        && !url.contains("metadata://")
        && !url.ends_with("/robots.txt")
}

/// Takes in one page, unless it is of a kind that no article comes in, or an error of the server; says whether it is
/// none of these.
fn page(
    intake: &mut Intake,
    block: &mut impl BufRead,
    header: &Header,
    mut record: Source,
    budget: &Budget,
    nesting: usize,
) -> io::Result<bool> {
    record.url = header.get("warc-target-uri").map(|url| url.trim_matches(['<', '>']).to_owned());
    record.searched = true;
    let mut http = Header::default();
    if header.get("warc-type") == Some("response") {
        let status = line(block)?.unwrap_or_default();
        if status.split_whitespace().nth(1) != Some("200") {
            return Ok(false);
        }
        http = self::header(block)?;
    }
    let kind =
        http.get("content-type").or_else(|| header.get("content-type")).unwrap_or("text/html").to_lowercase();
    let (kind, parameters) = kind.split_once(';').unwrap_or((&kind, ""));
    if !KINDS.contains(&kind.trim()) {
        return Ok(false);
    }
    record.charset =
        parameters.split_once("charset=").map(|(_, set)| set.trim_matches(['"', ' ', '\'']).to_owned());
    let bytes = match payload(intake, block, &http) {
        Ok(bytes) => bytes,
        Err(error) if limit_of(&error).is_none() => return Err(error),
        Err(error) => {
            intake.fail(unread(&record, &error));
            return Ok(true);
        }
    };
    let outcome = match http.get("content-encoding") {
        None | Some("identity" | "") => intake.page(Cursor::new(bytes), &record, budget, nesting, kind),
        Some("gzip" | "x-gzip") => {
            intake.page(Metered::new(MultiGzDecoder::new(&bytes[..]), budget), &record, budget, nesting, kind)
        }
        Some("deflate") => {
            intake.page(Metered::new(ZlibDecoder::new(&bytes[..]), budget), &record, budget, nesting, kind)
        }
        Some(other) => Err(io::Error::other(format!("packed as {other:?}, which is not read"))),
    };
    match outcome {
        // The budget is that of the whole file: once it is spent, there is nothing to go on with.
        Err(error) if budget.exhausted().is_some() => Err(error),
        Err(error) => {
            intake.fail(unread(&record, &error));
            Ok(true)
        }
        Ok(()) => Ok(true),
    }
}

/// Why one page is not read while the others are.
fn unread(record: &Source, error: &io::Error) -> InputError {
    let why = limit_of(error).map_or_else(|| format!("cannot be read: {error}"), |limit| limit.to_string());
    bad(record, record.part.unwrap_or_default(), &why)
}

/// What was sent, without the marks of the pieces it was sent in.
fn payload(intake: &Intake, block: &mut impl BufRead, http: &Header) -> io::Result<Vec<u8>> {
    if http.get("transfer-encoding").is_none_or(|how| !how.eq_ignore_ascii_case("chunked")) {
        return intake.whole(block);
    }
    let (mut bytes, size) = (Vec::new(), intake.options.limits.size);
    while let Some(mark) = line(block)? {
        let digits = mark.split(';').next().unwrap_or_default().trim();
        let Ok(length) = u64::from_str_radix(digits, 16) else {
            // Some crawlers take the marks away and leave the header.
            bytes.extend_from_slice(mark.as_bytes());
            bytes.push(b'\n');
            bytes.extend(intake.whole(block)?);
            break;
        };
        if length == 0 {
            break;
        }
        if length > size.saturating_sub(bytes.len() as u64) {
            return Err(io::Error::other(Limit::Size(size)));
        }
        block.by_ref().take(length).read_to_end(&mut bytes)?;
        line(block)?;
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Options;
    use crate::article::draft::Found;
    use std::path::Path;

    fn record(kind: &str, url: &str, block: &str, length: usize) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <{url}>\r\nContent-Type: text/plain\r\nContent-Length: {length}\r\n\r\n{block}\r\n\r\n"
        )
    }

    fn response(body: &str, more: &str) -> String {
        let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{more}\r\n{body}");
        record("response", "http://mail.example/a", &block, block.len())
    }

    fn read(warc: &str) -> Vec<String> {
        let options = Options::default();
        let mut intake = Intake::new(&options);
        let budget = Budget::new(&options.limits, warc.len() as u64);
        take(&mut intake, warc.as_bytes(), &Source::new(Path::new("c.warc"), 1, false), &budget, 0)
            .expect("read");
        let describe = |found: Found| match found {
            Found::Article(draft, source) => format!("{:?} {}", source.part, draft.text),
            Found::Error(error) => error.to_string(),
            Found::Notice(notice) => notice.to_string(),
        };
        intake.finish().into_iter().map(describe).collect()
    }

    #[test]
    fn pages_are_found_among_the_records() {
        let warc = [
            record("warcinfo", "x", "software: y", 11),
            record("request", "http://mail.example/a", "GET / HTTP/1.1\r\n\r\n", 18),
            response("<p>40 killed</p>", ""),
            response("10\r\n<p>41 killed</p>\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n"),
            record("resource", "metadata://gnu.org/software/wget/warc/wget.log", "log 5", 5),
            record("conversion", "http://mail.example/b", "42 killed", 9),
        ];
        assert_eq!(read(&warc.concat()), ["Some(3) 40 killed", "Some(4) 41 killed", "Some(6) 42 killed"]);
    }

    #[test]
    fn lengths_that_lie_are_said_and_the_next_record_is_found() {
        let short = record("conversion", "x", "41 killed, one line\nand more\n", 9);
        let long = record("conversion", "x", "43 killed", 9_000_000_000_000_000_000);
        let found = read(&[short, response("<p>42 killed</p>", ""), long].concat());
        assert_eq!(found[0], "Some(1) 41 killed");
        assert!(found[1].starts_with("c.warc: record 2: no WARC record where the length"), "{found:?}");
        assert_eq!(found[2], "Some(2) 42 killed");
        assert!(
            found.iter().any(|found| found.contains("record 3: a WARC record that ends before")),
            "{found:?}"
        );
    }
}
