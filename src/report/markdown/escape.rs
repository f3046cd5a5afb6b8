//! Text of articles as Markdown that shows it as it is: no markup, no link, no mention.

use crate::report::link::is_web_address;
use crate::report::visible;

/// `text` on one line, with what GitHub Flavored Markdown would act on escaped. It must not stand at the start of a
/// line, where more characters have a meaning.
pub(super) fn escape(text: &str) -> String {
    let text = visible::line(text);
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut before = ' ';
    for (at, character) in text.char_indices() {
        let rest = &text[at + character.len_utf8()..];
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '#' => out.push('\\'),
            // Only a sign with something before it can end a formula.
            '$' if !before.is_whitespace() => out.push('\\'),
            ':' if rest.starts_with("//") => out.push('\\'),
            '.' if is_www(&text[..at]) => out.push('\\'),
            _ => {}
        }
        out.push(character);
        if character == '@' {
            // Mail addresses and names of accounts are found after the escapes are gone; a comment parts them.
            out.push_str("<!-- -->");
        }
        before = character;
    }
    out
}

/// Whether the text ends with the "www" of an address without a scheme.
fn is_www(text: &str) -> bool {
    text.len().checked_sub(3).and_then(|at| text.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

/// `text` as the name of a link to `url`, if that is a plain web address; else `text` alone. `text` is escaped.
pub(super) fn linked(text: &str, url: Option<&str>) -> String {
    match url.filter(|url| is_web_address(url)) {
        // In angle brackets only these are special, and an entity.
        Some(url) => format!("[{text}](<{}>)", url.replace('&', "&amp;")),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_kept() {
        for text in ["$1,000 – $2,000/month", "5% (of 40), said: “no”!", "1. a - b + c = d"] {
            assert_eq!(escape(text), text);
        }
    }

    #[test]
    fn markup_is_escaped() {
        for (text, expected) in [
            ("a|b", "a\\|b"),
            ("a\\|b", "a\\\\\\|b"),
            ("**x** _y_ `z`", "\\*\\*x\\*\\* \\_y\\_ \\`z\\`"),
            ("<script>", "\\<script\\>"),
            ("[a](javascript:b)", "\\[a\\](javascript:b)"),
            ("&lt;", "\\&lt;"),
            ("https://a.b WWW.a.b", "https\\://a.b WWW\\.a.b"),
            ("US$5 and 6$", "US\\$5 and 6\\$"),
            ("mail a@b.c", "mail a@<!-- -->b.c"),
            ("a\nb\u{202e}", "a b\\\\u{202e}"),
        ] {
            assert_eq!(escape(text), expected);
        }
    }

    #[test]
    fn only_web_addresses_are_linked() {
        assert_eq!(linked("a", Some("https://x.org/?a=1&b=2")), "[a](<https://x.org/?a=1&amp;b=2>)");
        for url in ["javascript:alert(1)", "data:text/html,x", "https://x.org/<b>", "https://x y", "//x", ""]
        {
            assert_eq!(linked("a", Some(url)), "a", "{url}");
        }
    }
}
