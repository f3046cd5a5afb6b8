//! RSS and Atom: each entry an article, with its full text where the feed has it.

use super::document::{Drafts, Refusal};
use super::draft::Draft;
use super::html;
use super::metadata::{Field, Metadata};
use super::xml::{Piece, Pieces};

/// Elements that hold the text of an entry, the fullest first: `content:encoded` of RSS, `content` of Atom, and what
/// is left where a feed gives summaries only.
const TEXTS: [&str; 4] = ["encoded", "content", "description", "summary"];

/// Elements of an entry and what they say.
const FIELDS: [(&str, Field); 10] = [
    ("title", Field::Title),
    ("link", Field::Url),
    ("pubDate", Field::Published),
    ("published", Field::Published),
    ("date", Field::Published),
    ("updated", Field::Published),
    ("author", Field::Author),
    ("creator", Field::Author),
    ("language", Field::Language),
    ("source", Field::Outlet),
];

/// Reads a feed whose elements lie no more than `depth` deep in one another; entries beyond `most` are not read.
pub(super) fn read(xml: &str, depth: usize, most: usize) -> Drafts {
    let mut pieces = Pieces::new(xml, depth);
    let mut feed = Feed::default();
    let outcome = loop {
        match pieces.next() {
            Ok(Some(piece)) => feed.take(piece),
            Ok(None) if pieces.is_cut_off() => {
                break Err(Refusal::Malformed("a feed that is cut off".into()));
            }
            Ok(None) => break Ok(()),
            Err(refusal) => break Err(refusal),
        }
        if feed.entries.len() > most {
            break Ok(());
        }
    };
    feed.drafts(outcome)
}

/// A feed that is being read.
#[derive(Debug, Default)]
struct Feed {
    /// What holds for all entries.
    about: Metadata,
    entries: Vec<Entry>,
    /// The entry that is open.
    open: Option<Entry>,
    /// Names of the elements that are open, the outermost first, within the entry or the feed.
    path: Vec<String>,
    /// Text of the element that is open.
    text: String,
    /// Elements of XHTML within Atom's `content type="xhtml"`, written out again.
    markup: Option<usize>,
}

/// One entry.
#[derive(Debug, Default)]
struct Entry {
    /// Its texts with their rank in [`TEXTS`].
    texts: Vec<(usize, String)>,
    metadata: Metadata,
    /// Dates by the rank of their element: `updated` says less than `published`.
    dates: Vec<(usize, String)>,
}

impl Feed {
    fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Start(name, attributes) => self.start(name, &attributes),
            Piece::Text(text) if self.markup.is_some() => {
                self.text.push_str(&text.replace('&', "&amp;").replace('<', "&lt;"));
            }
            Piece::Text(text) => self.text.push_str(&text),
            Piece::End(name) => self.end(&name),
        }
    }

    fn start(&mut self, name: String, attributes: &[(String, String)]) {
        if let Some(depth) = &mut self.markup {
            *depth += 1;
            self.text.push_str(&format!("<{name}>"));
            return;
        }
        let value = |key: &str| attributes.iter().find(|(own, _)| own == key).map(|(_, value)| value.clone());
        match name.as_str() {
            "item" | "entry" => {
                self.open = Some(Entry::default());
                self.path.clear();
            }
            // Atom: the link of an entry is the one to itself.
            "link" if value("rel").is_none_or(|rel| rel == "alternate") => {
                if let Some(href) = value("href") {
                    self.say("link", href);
                }
            }
            "content" | "summary" if value("type").is_some_and(|kind| kind == "xhtml") => {
                self.markup = Some(0)
            }
            "feed" | "rss" => {
                if let Some(language) = value("lang") {
                    self.about.set(Field::Language, language);
                }
            }
            _ => {}
        }
        // What is mixed into an element of an entry is part of its text; only names of authors are elements of theirs.
        if name != "name" {
            self.text.clear();
        }
        self.path.push(name);
    }

    fn end(&mut self, name: &str) {
        match &mut self.markup {
            Some(0) => self.markup = None,
            Some(depth) => {
                *depth -= 1;
                self.text.push_str(&format!("</{name}>"));
                return;
            }
            None => {}
        }
        self.path.pop();
        if name == "item" || name == "entry" {
            self.entries.extend(self.open.take());
            return;
        }
        let text = std::mem::take(&mut self.text);
        // The name of an author belongs to the author; so do address and e-mail, which nobody asks for.
        let parent = self.path.last().map(String::as_str);
        match (parent, name) {
            (Some("author"), "name") => self.say("author", text),
            (Some("author" | "image" | "source" | "textInput" | "contributor"), _) => {}
            _ => self.say(name, text),
        }
    }

    /// Takes note of what an element says, about the open entry or the feed.
    fn say(&mut self, name: &str, text: String) {
        if text.trim().is_empty() {
            return;
        }
        let field = FIELDS.iter().position(|(own, _)| *own == name).map(|at| (at, FIELDS[at].1));
        match (&mut self.open, field) {
            (Some(entry), Some((rank, Field::Published))) => entry.dates.push((rank, text)),
            (Some(entry), Some((_, Field::Title))) => entry.metadata.set(Field::Title, plain(text)),
            (Some(entry), Some((_, field))) => entry.metadata.set(field, text),
            (Some(entry), None) => {
                if let Some(rank) = TEXTS.iter().position(|own| *own == name) {
                    entry.texts.push((rank, text));
                }
            }
            (None, Some((_, Field::Title))) => self.about.set(Field::Outlet, plain(text)),
            (None, Some((_, Field::Language))) => self.about.set(Field::Language, text),
            (None, _) => {}
        }
    }

    /// The articles, or why there are none; what was read before a feed breaks is kept.
    fn drafts(self, outcome: Result<(), Refusal>) -> Drafts {
        let about = self.about;
        let drafts: Vec<Draft> = self.entries.into_iter().map(|entry| entry.draft(&about)).collect();
        match outcome {
            Err(refusal) => Err(refusal),
            Ok(()) if drafts.is_empty() => Err(Refusal::Empty("a feed without entries".into())),
            Ok(()) => Ok(drafts),
        }
    }
}

impl Entry {
    fn draft(mut self, about: &Metadata) -> Draft {
        self.texts.sort_by_key(|(rank, _)| *rank);
        self.dates.sort_by_key(|(rank, _)| *rank);
        if let Some((_, date)) = self.dates.into_iter().next() {
            self.metadata.set(Field::Published, date.trim().to_owned());
        }
        let text = self.texts.into_iter().next().map(|(_, text)| text).unwrap_or_default();
        let text = if html::is_markup(&text) || text.contains('&') {
            html::fragment(&text)
        } else {
            text.trim().to_owned()
        };
        Draft::new(text, self.metadata.or(about.clone()))
    }
}

/// A title without markup.
fn plain(title: String) -> String {
    if title.contains(['<', '&']) { html::fragment(&title) } else { title }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(xml: &str) -> Vec<Draft> {
        read(xml, 100, 100).expect("a feed")
    }

    #[test]
    fn rss_gives_the_full_text() {
        let xml = "<?xml version='1.0'?><rss xmlns:content='c' xmlns:dc='d'><channel><title>The Mail</title><language>en</language>
            <image><title>no</title></image><link>https://mail.example</link>
            <item><title>Quake &amp; flood</title><link>https://mail.example/1</link><description>short</description>
            <content:encoded><![CDATA[<p>At least 40 killed.</p><p>200 hurt.</p>]]></content:encoded>
            <pubDate>Tue, 12 Mar 2024 06:30:00 GMT</pubDate><dc:creator>A. Writer</dc:creator></item>
            <item><description>Forty &lt;b&gt;killed&lt;/b&gt;&lt;br&gt;</description></item></channel></rss>";
        let [first, second] = &entries(xml)[..] else { panic!("two entries") };
        assert_eq!(first.text, "At least 40 killed.\n\n200 hurt.");
        let Metadata { title, outlet, author, published, url, language, .. } = &first.metadata;
        assert_eq!(title.as_deref(), Some("Quake & flood"));
        assert_eq!((outlet.as_deref(), author.as_deref()), (Some("The Mail"), Some("A. Writer")));
        assert_eq!(published.as_deref(), Some("Tue, 12 Mar 2024 06:30:00 GMT"));
        assert_eq!((url.as_deref(), language.as_deref()), (Some("https://mail.example/1"), Some("en")));
        assert_eq!(second.text, "Forty killed");
    }

    #[test]
    fn atom_gives_the_full_text() {
        let xml = "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>The Post</title><author><name>Desk</name></author>
            <entry><title>Quake</title><link rel='self' href='no'/><link href='https://post.example/1'/><updated>2024-03-13</updated>
            <published>2024-03-12T06:30:00Z</published><author><name>B. Writer</name><email>no</email></author><summary>no</summary>
            <content type='xhtml'><div xmlns='x'><p>At least <b>40</b> killed &amp; hurt.</p><p>Two.</p></div></content></entry></feed>";
        let [entry] = &entries(xml)[..] else { panic!("one entry") };
        assert_eq!(entry.text, "At least 40 killed & hurt.\n\nTwo.");
        let Metadata { title, outlet, author, published, url, .. } = &entry.metadata;
        assert_eq!((title.as_deref(), outlet.as_deref()), (Some("Quake"), Some("The Post")));
        assert_eq!(
            (author.as_deref(), published.as_deref()),
            (Some("B. Writer"), Some("2024-03-12T06:30:00Z"))
        );
        assert_eq!(url.as_deref(), Some("https://post.example/1"));
    }

    #[test]
    fn entities_of_a_document_are_not_expanded() {
        let bomb = "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><rss><channel><item>
            <description>40 killed &b; here</description></item></channel></rss>";
        assert_eq!(entries(bomb)[0].text.split_whitespace().collect::<Vec<_>>(), ["40", "killed", "here"]);
    }

    #[test]
    fn feeds_that_are_cut_off_or_too_deep_are_refused() {
        assert!(matches!(read("<rss><channel><item>", 100, 9), Err(Refusal::Malformed(_))));
        assert!(matches!(read(&"<rss>".repeat(200), 100, 9), Err(Refusal::Limit(_))));
        assert!(matches!(read("<rss></rss>", 100, 9), Err(Refusal::Empty(_))));
    }
}
