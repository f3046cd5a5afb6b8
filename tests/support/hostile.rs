//! Hostile text, and a comparison in which everything that comes from an article is such text.

use claimdiff::Comparison;
use serde_json::Value;

/// Text that a terminal, a browser, a spreadsheet or a Markdown reader would act on.
pub const TEXTS: &[&str] = &[
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "</script></style></title><svg/onload=alert(1)>",
    "\" onmouseover=\"alert(1)\" ' onclick='alert(1)",
    "<!-- --><a href=\"javascript:alert(1)\">x</a> &lt;b&gt; &#x3c;",
    "\u{1b}[31mred\u{1b}[2J\u{1b}]0;title\u{7}\u{1b}]8;;http://evil.example\u{1b}\\link\u{9b}1m",
    "user\u{202e}gnp.exe \u{2066}a\u{2069}\u{200f}\u{feff}\u{e0041}",
    "=HYPERLINK(\"http://evil.example\",\"click\")",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r\n=1+1",
    "＝1+1",
    "harmless;=1+1",
    "harmless\",=1+1",
    "a | b |\n| --- | --- |\n| c",
    "\\| \\\\| `|`",
    "**bold** __it__ ~~out~~ `code` ``a",
    "[x](javascript:alert(1)) ![y](http://evil.example/y.png) [^1] [z]: http://evil.example",
    "http://evil.example https://evil.example www.evil.example a@evil.example @someone mailto:a@evil.example",
    "# h\n- i\n> q\n1. n\n---\n===\n```\ncode",
    "US$x$ $$y$$ a_b_c *d",
    "\0nul\u{fffe}\u{ffff}\u{85}\u{2028}",
    "_x0041_ &amp; ]]> <![CDATA[",
    "شهد 300 مقاتل עברית",
    "",
];

/// Keys whose text comes from articles, or from those who wrote them.
const OURS: [&str; 19] = [
    "text",
    "context",
    "subject",
    "label",
    "explanation",
    "title",
    "outlet",
    "published",
    "url",
    "path",
    "language",
    "aspect",
    "place",
    "time",
    "group",
    "speaker",
    "via",
    "cue",
    "phrase",
];

/// `comparison` with `text` in all of these places, and in front of the ids of articles and claims.
pub fn poisoned(comparison: &Comparison, text: &str) -> Comparison {
    let mut document = serde_json::to_value(comparison).expect("a document");
    poison(&mut document, text);
    for article in document["articles"].as_array_mut().expect("articles") {
        prefix(&mut article["id"], text);
        prefix(&mut article["duplicate_of"], text);
    }
    for claim in document["claims"].as_array_mut().expect("claims") {
        prefix(&mut claim["id"], text);
        prefix(&mut claim["article"], text);
    }
    for fact in document["facts"].as_array_mut().expect("facts") {
        for figure in fact["figures"].as_array_mut().expect("figures") {
            figure["claims"].as_array_mut().expect("claims").iter_mut().for_each(|claim| prefix(claim, text));
        }
    }
    serde_json::from_value(document).expect("the contract")
}

fn poison(value: &mut Value, text: &str) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| poison(item, text)),
        Value::Object(fields) => {
            for (key, value) in fields {
                match value {
                    Value::String(own) if OURS.contains(&key.as_str()) => *own = text.to_owned(),
                    _ => poison(value, text),
                }
            }
        }
        _ => {}
    }
}

fn prefix(value: &mut Value, text: &str) {
    if let Value::String(id) = value {
        id.insert_str(0, text);
    }
}
