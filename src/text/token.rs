//! Tokens: words, numbers, symbols and punctuation with their place in the text.

use std::ops::Range;

use crate::lexicon::WordId;
use crate::text::bytes::{letters, short_word};

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters, with digits after the first letter ("XC40"), inner apostrophes, and the dots of "U.S.".
    Word,
    /// Digits with separators between digits ("14,000", "7.6", "1'000").
    Number,
    /// "'s" after a word.
    Possessive,
    /// A hyphen or dash of any length.
    Dash,
    /// A quotation mark that opens or closes.
    Quote,
    /// One sign: currency, percent, degree, vulgar fraction, anything that is not punctuation.
    Symbol,
    /// One punctuation mark.
    Punct,
}

/// A token of the text. All tokens of an article are read many times, so they are small: its text has the letters.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    /// First byte in the text.
    pub start: u32,
    /// One past the last byte in the text.
    pub end: u32,
    /// The word of the vocabulary that it is: of words and symbols only.
    pub id: WordId,
    /// What it is made of.
    pub kind: Kind,
    /// The token itself where it is a single byte, else 0.
    pub sign: u8,
    /// Whether white space or the start of the text stands before it.
    pub spaced: bool,
    /// Whether the first letter is a capital.
    pub capital: bool,
    /// Whether it is a word that ends with a dot ("U.S.").
    pub dotted: bool,
}

impl Token {
    /// First to last byte in the text.
    #[inline]
    pub(crate) fn bytes(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// How many bytes it has.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        (self.end - self.start) as usize
    }
}

/// Splits `text[from..to]` into tokens; `from` and `to` are on character boundaries. `lower` is `text` in lower case.
pub(crate) fn tokenize(text: &str, lower: &str, from: usize, to: usize) -> Vec<Token> {
    let mut tokens = Vec::with_capacity((to - from) / 4 + 4);
    let mut at = from;
    let mut spaced = true;
    let text = &text[..to];
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        // most tokens by far, told in a few steps
        if let Some(word) = short_word(&bytes[at..])
            && word.letters > 0
            && ends_word(word.letters, Some(&word.behind))
        {
            let end = at + word.letters;
            tokens.push(Token {
                start: at as u32,
                end: end as u32,
                id: WordId::of_integer(word.lower),
                kind: Kind::Word,
                sign: if word.letters == 1 { byte } else { 0 },
                spaced,
                capital: byte.is_ascii_uppercase(),
                dotted: false,
            });
            spaced = word.behind == b' ';
            at = end + usize::from(spaced);
            continue;
        }
        let (end, kind, id) = match PLAIN[usize::from(byte)] {
            Plain::Letter => {
                let run = letters(&bytes[at..]);
                let plain = ends_word(run, bytes.get(at + run));
                let end = if plain { at + run } else { word_end(text, at) };
                (end, Kind::Word, WordId::within(lower, at, end))
            }
            Plain::Sign(kind) => (at + 1, kind, WordId::default()),
            Plain::Stop if !bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => {
                (at + 1, Kind::Punct, WordId::default())
            }
            Plain::Blank => {
                spaced = true;
                at += 1;
                continue;
            }
            Plain::Stop | Plain::Other => {
                let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
                if c.is_whitespace() || is_invisible(c) {
                    spaced |= c.is_whitespace();
                    at += c.len_utf8();
                    continue;
                }
                let previous = if spaced { None } else { tokens.last().map(|t: &Token| t.kind) };
                let (end, kind) = next_token(text, at, c, previous);
                let id = match kind {
                    Kind::Word | Kind::Symbol => WordId::within(lower, at, end),
                    _ => WordId::default(),
                };
                (end, kind, id)
            }
        };
        let capital = if byte.is_ascii() {
            byte.is_ascii_uppercase()
        } else {
            text[at..].chars().next().is_some_and(char::is_uppercase)
        };
        let sign = if end == at + 1 { byte } else { 0 };
        let dotted = kind == Kind::Word && bytes[end - 1] == b'.';
        tokens.push(Token { start: at as u32, end: end as u32, id, kind, sign, spaced, capital, dotted });
        // a blank follows most tokens: no step of its own for it
        spaced = bytes.get(end) == Some(&b' ');
        at = end + usize::from(spaced);
    }
    tokens
}

/// What a byte shows by itself of the token that begins with it.
#[derive(Clone, Copy)]
enum Plain {
    /// An ASCII letter: a word.
    Letter,
    /// A token by itself, whatever stands around it.
    Sign(Kind),
    /// A full stop: a token by itself where no digit stands behind it.
    Stop,
    /// A blank or a line feed.
    Blank,
    /// What needs a closer look.
    Other,
}

/// By byte.
static PLAIN: [Plain; 256] = {
    let mut plain = [Plain::Other; 256];
    let mut byte = 0;
    while byte < 128 {
        plain[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Plain::Letter,
            b',' | b';' | b':' | b'!' | b'?' | b'(' | b')' => Plain::Sign(Kind::Punct),
            b'"' => Plain::Sign(Kind::Quote),
            b'.' => Plain::Stop,
            b' ' | b'\n' => Plain::Blank,
            _ => Plain::Other,
        };
        byte += 1;
    }
    plain
};

/// Whether so many ASCII letters are a whole word, as most are: the byte behind them ends every word.
#[inline]
fn ends_word(letters: usize, behind: Option<&u8>) -> bool {
    match behind {
        Some(b' ' | b',' | b'\n' | b'-' | b'"' | b')' | b';' | b':') => true,
        // one letter and a dot may be an initial
        Some(b'.') => letters > 1,
        _ => false,
    }
}

/// Characters that print nothing and must not split a word: soft hyphen, zero-width marks, directional marks, BOM.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}')
}

/// Apostrophes of any style.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '′' | 'ʼ' | '`')
}

/// Hyphens, dashes and the minus sign.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// Quotation marks; the ASCII apostrophe counts only where it is no apostrophe.
pub(crate) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '＂') || is_apostrophe(c)
}

/// Whether a character is of the block of quotation marks, dashes and the like, where no letters are.
#[inline]
pub(crate) fn is_general_punctuation(c: char) -> bool {
    matches!(c, '\u{2000}'..='\u{206f}')
}

fn next_token(text: &str, at: usize, c: char, previous: Option<Kind>) -> (usize, Kind) {
    if c.is_ascii_digit() {
        return (number_end(text, at), Kind::Number);
    }
    if !is_general_punctuation(c) && c.is_alphabetic() {
        return (word_end(text, at), Kind::Word);
    }
    let after = at + c.len_utf8();
    if c == '.' && previous.is_none() && text[after..].starts_with(|d: char| d.is_ascii_digit()) {
        return (number_end(text, after), Kind::Number); // ".001"
    }
    if is_apostrophe(c) && matches!(previous, Some(Kind::Word | Kind::Number | Kind::Punct)) {
        let rest = &text[after..];
        if let Some(s) = rest.chars().next().filter(|s| matches!(s, 's' | 'S')) {
            let end = after + s.len_utf8();
            if !text[end..].chars().next().is_some_and(char::is_alphanumeric) {
                return (end, Kind::Possessive);
            }
        }
    }
    if is_quote(c) {
        (after, Kind::Quote)
    } else if is_dash(c) {
        let run = text[at..].chars().take_while(|&d| is_dash(d)).map(char::len_utf8).sum::<usize>();
        (at + run, Kind::Dash)
    } else if matches!(
        c,
        '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '…' | '/' | '\\'
    ) {
        (after, Kind::Punct)
    } else {
        (after, Kind::Symbol)
    }
}

/// End of a run of digits; a separator belongs to it only between two digits.
fn number_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut i = at;
    while i < bytes.len() {
        if bytes[i].is_ascii_digit() {
            i += 1;
        } else if matches!(bytes[i], b',' | b'.') && bytes.get(i + 1).is_some_and(u8::is_ascii_digit) {
            i += 2;
        } else if let Some(width) = thousands_mark(&bytes[i..]) {
            i += width;
        } else {
            break;
        }
    }
    i
}

/// Width of an apostrophe or a narrow no-break space that stands before exactly three digits (1'000, 14 000).
fn thousands_mark(bytes: &[u8]) -> Option<usize> {
    let width = match bytes {
        [b'\'', ..] => 1,
        [0xe2, 0x80, 0x99 | 0xaf, ..] => 3, // ’ and U+202F
        [0xc2, 0xa0, ..] => 2,              // no-break space
        _ => return None,
    };
    let digits = bytes[width..].iter().take_while(|b| b.is_ascii_digit()).count();
    (digits == 3).then_some(width)
}

/// End of a word: letters, digits, inner apostrophes that do not start "'s", dots of an acronym.
fn word_end(text: &str, at: usize) -> usize {
    let mut end = at;
    let mut letters = 0;
    for (i, c) in text[at..].char_indices() {
        if c.is_ascii_digit()
            && end > at
            && (is_sum(&text[at..], end - at) || text[..at].ends_with('$') && end - at <= 3)
        {
            break; // "RM2.5bn": the currency is a token of its own
        }
        if c.is_alphanumeric() || is_invisible(c) || is_combining(c) {
            letters += 1;
            end = at + i + c.len_utf8();
        } else if c == '.' && letters == 1 && acronym_goes_on(&text[at + i + 1..]) {
            letters = 0;
            end = at + i + 1;
        } else if c == '.' && letters == 1 && end > at && ends_in_dotted_letter(&text[at..end]) {
            return at + i + 1; // the last dot of "U.S."
        } else if is_apostrophe(c) && c != '`' && apostrophe_joins(&text[at + i + c.len_utf8()..]) {
            letters += 1;
            end = at + i + c.len_utf8();
        } else {
            break;
        }
    }
    end
}

/// Whether `rest` is a currency's letters, `letters` bytes of them, written on to a sum: three digits or more, or a
/// decimal or magnitude behind the digits. "Rs500" and "RM2.5m" are, "PS5" and "G20" are not.
fn is_sum(rest: &str, letters: usize) -> bool {
    if letters > 3 || crate::lexicon::currency_by_symbol(&rest[..letters]).is_none() {
        return false;
    }
    let digits = &rest[letters..];
    let run = digits.bytes().take_while(u8::is_ascii_digit).count();
    let behind = &digits.as_bytes()[run..];
    let words = digits[run..].trim_start();
    run >= 3
        || words.starts_with("million")
        || words.starts_with("billion")
        || matches!(behind, [b'.' | b',', d, ..] if d.is_ascii_digit())
        || matches!(behind, [b'm' | b'b' | b'k', ..])
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// After a letter and a dot: one letter and another dot follow ("U.S.", "a.m.").
fn acronym_goes_on(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next() == Some('.')
}

fn ends_in_dotted_letter(word: &str) -> bool {
    let mut chars = word.chars().rev();
    chars.next().is_some_and(char::is_alphabetic) && chars.next() == Some('.')
}

/// Whether the letters after an apostrophe belong to the word (O'Brien, don't), not to a possessive or a closing quote.
fn apostrophe_joins(rest: &str) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        Some('s' | 'S') => chars.next().is_some_and(char::is_alphabetic),
        Some(c) => c.is_alphabetic(),
        None => false,
    }
}
