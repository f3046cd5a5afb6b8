//! Sets of articles from bytes: pieces of sentences that news is made of, and whatever characters the bytes are.

use arbitrary::{Result, Unstructured};
use claimdiff::Article;

/// An article of plain text.
pub fn one(id: &str, text: &str) -> Article {
    Article::new(id, text)
}

/// Parts of the same sentences over and over, so that articles give figures for the same things.
const PIECES: [&str; 113] = [
    "At least ",
    "About ",
    "More than ",
    "Some ",
    "Nearly ",
    "Up to ",
    "Between ",
    "Fewer than ",
    "Not ",
    "No ",
    "1",
    "2",
    "3",
    "14",
    "23",
    "40",
    "350",
    "1,000",
    "7.6",
    "0",
    "0.5",
    "½",
    "1/2",
    "2020",
    "99999999999999999999",
    "one",
    "two",
    "twelve",
    "forty",
    "hundred",
    "thousand",
    "million",
    "billion",
    "dozen",
    "dozens",
    "half",
    "third",
    " people",
    " others",
    " homes",
    " fighters",
    " villages",
    " percent",
    "%",
    " km",
    " miles",
    " kilometres",
    " months",
    " years",
    "-year-old",
    " a month",
    " per person",
    " an hour",
    " of ",
    " out of ",
    " and ",
    " or ",
    " to ",
    "-",
    "–",
    "$",
    "€",
    "£",
    "US$",
    " dollars",
    " euros",
    "m",
    "bn",
    "k",
    "°C",
    " degrees",
    " magnitude ",
    "magnitude ",
    " were killed",
    " were injured",
    " died",
    " was destroyed",
    " will be paid",
    " each",
    " another ",
    " additional ",
    " in Dorenna",
    " in Kelmara",
    " near the coast",
    " on Tuesday",
    " last year",
    " in 2020",
    " at 4 p.m.",
    ", the mayor said",
    ", Bild reported",
    " according to the ministry",
    " officials said",
    "He said ",
    "\"",
    "“",
    "”",
    "'s",
    "(",
    ")",
    ". ",
    ".\n\n",
    "; ",
    ", ",
    " ",
    "\n",
    "The earthquake ",
    "The mayor ",
    "The salary ",
    "The toll rose ",
    " from ",
    " by ",
    "\u{a0}",
    "Correction: an earlier version of this article said ",
];

/// A set of up to eight articles, with what is known about each.
pub fn arbitrary(bytes: &mut Unstructured) -> Result<Vec<Article>> {
    let count = bytes.int_in_range(1..=8)?;
    (0..count).map(|index| article(index, bytes)).collect()
}

fn article(index: usize, bytes: &mut Unstructured) -> Result<Article> {
    let mut text = String::new();
    let pieces = bytes.int_in_range(0..=60)?;
    for _ in 0..pieces {
        if bytes.is_empty() {
            break;
        }
        match bytes.int_in_range(0..=19)? {
            0 => text.push(bytes.arbitrary()?),
            1 => text.push_str(&bytes.int_in_range(0..=u64::MAX)?.to_string()),
            2 => text.push_str(bytes.arbitrary()?),
            3 => text.push_str(&bytes.int_in_range(0..=9999_u32)?.to_string()),
            _ => text.push_str(bytes.choose(&PIECES)?),
        }
    }
    Ok(Article {
        outlet: option(bytes, &["Bild", "The Daily", "", "a\u{202e}b", "bild"])?,
        published: option(
            bytes,
            &["2020-04-11", "2020-06-07T10:00:00Z", "yesterday", "9999-12-31", "0000-00-00"],
        )?,
        title: option(bytes, &["14 people killed in Dorenna", "", "<b>23</b>"])?,
        url: option(bytes, &["https://example.org/a", "javascript:alert(1)", "http://"])?,
        ..Article::new(format!("a{index}"), text)
    })
}

fn option(bytes: &mut Unstructured, of: &[&str]) -> Result<Option<String>> {
    let given = bytes.arbitrary::<bool>()?;
    Ok(if given { Some((*bytes.choose(of)?).to_owned()) } else { None })
}

/// Articles written out, with a line `===` between two; what stands behind the signs is their outlet and day.
pub fn written(text: &str) -> Vec<Article> {
    let article = |(index, part): (usize, &str)| {
        let (about, text) = part.split_once('\n').unwrap_or(("", part));
        let mut about = about.split_whitespace();
        Article {
            outlet: about.next().map(str::to_owned),
            published: about.next().map(str::to_owned),
            ..Article::new(format!("a{index}"), text)
        }
    };
    text.split("\n===").take(8).enumerate().map(article).collect()
}
