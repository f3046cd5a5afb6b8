//! Attribution in small texts: the first figure after a mark in the text, and who states it.

use super::Voices;
use crate::span::Span;
use crate::text::{Document, lower_in_place};

/// Who states the token that begins at the first occurrence of `figure`: "speaker" or "speaker < via".
fn speaker(text: &str, figure: &str) -> Option<String> {
    let lower = lower_in_place(text);
    let lexicon = crate::lexicon::Lexicon::default();
    let doc = Document::new(text, &lower, Span::new(0, text.len()), &lexicon);
    let byte = text.find(figure)? as u32;
    let at = doc.tokens.iter().position(|t| t.end > byte)?;
    let sentence = doc.sentences.iter().position(|s| s.tokens.contains(&at))?;
    let found = Voices::read(&doc, doc.sentences.len() - 1).speaker_of(&doc, sentence, at)?;
    Some(match found.via {
        Some(via) => format!("{} < {via}", found.speaker),
        None => found.speaker,
    })
}

/// Each row: text, figure, expected speaker ("-" for the article's own voice).
#[test]
fn table() {
    let mut wrong = Vec::new();
    for line in include_str!("../../../tests/data/attribution.tsv").lines() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let [text, figure, expected] = line.split('\t').collect::<Vec<_>>()[..] else {
            wrong.push(format!("malformed: {line}"));
            continue;
        };
        let text = text.replace("\\n", "\n");
        let got = speaker(&text, figure).unwrap_or_else(|| "-".into());
        if got != expected {
            wrong.push(format!("{figure}: got {got:?}, expected {expected:?}\n    {text}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}
