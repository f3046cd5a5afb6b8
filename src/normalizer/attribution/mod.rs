//! Who states a figure, and through whom.
//!
//! The article is read once. Every cue ("said", "according to") becomes a [`Voice`]: a speaker with the tokens that the
//! speaker answers for. A figure belongs to the voice with the narrowest cover around it, else to the speaker of the
//! quotation that it stands in, else to the article itself.

mod cover;
mod cues;
mod names;
mod naming;
mod phrase;
mod quote;
mod reader;
mod subject;
mod verb;

use std::ops::Range;

use crate::claim::Attribution;
use crate::text::Document;

pub(crate) use cues::{Role, role_at};
use names::{Id, Names};

/// A speaker with what is said.
#[derive(Debug, Clone)]
struct Voice {
    /// Index of the sentence.
    sentence: usize,
    /// The words that give the attribution away.
    words: Range<usize>,
    /// Who speaks.
    speaker: Id,
    /// Through whom the speaker is quoted.
    via: Option<Id>,
    /// The tokens that the speaker answers for.
    covers: Range<usize>,
    /// Whether the cue stands behind what is said.
    behind: bool,
}

/// All voices of an article.
#[derive(Debug, Default)]
pub(crate) struct Voices {
    /// In the order of their sentences.
    voices: Vec<Voice>,
    names: Names,
    /// Quotations with the voice that speaks them, in order.
    quotes: Vec<(Range<usize>, Option<usize>)>,
    /// Sentences without a cue in which the voice of an earlier sentence goes on: (sentence, voice), in order.
    carried: Vec<(usize, usize)>,
}

impl Voices {
    /// Reads the voices of an article as far as figures in its sentences up to `last` need them.
    pub(crate) fn read(doc: &Document, last: usize) -> Voices {
        reader::read(doc, last)
    }

    /// Who states the figure at token `at` of sentence `sentence`; `None` is the article's own voice.
    pub(crate) fn speaker_of(&self, doc: &Document, sentence: usize, at: usize) -> Option<Attribution> {
        let voice =
            self.covering(sentence, at).or_else(|| self.quoting(at)).or_else(|| self.carried_to(sentence))?;
        if cover::is_background(doc, voice, doc.sentences.get(voice.sentence)?, at) {
            return None;
        }
        Some(Attribution {
            speaker: self.names.name(voice.speaker).to_owned(),
            via: voice.via.filter(|&v| v != voice.speaker).map(|v| self.names.name(v).to_owned()),
            cue: doc.slice(voice.words.clone()).to_owned(),
        })
    }

    /// The voice of this sentence with the narrowest cover around token `at`.
    fn covering(&self, sentence: usize, at: usize) -> Option<&Voice> {
        let first = self.voices.partition_point(|v| v.sentence < sentence);
        self.voices[first..]
            .iter()
            .take_while(|v| v.sentence == sentence)
            .filter(|v| v.covers.contains(&at))
            .min_by_key(|v| v.covers.len())
    }

    fn quoting(&self, at: usize) -> Option<&Voice> {
        let i = self.quotes.partition_point(|(q, _)| q.end <= at);
        let (range, voice) = self.quotes.get(i)?;
        range.contains(&at).then_some(()).and(*voice).and_then(|v| self.voices.get(v))
    }

    fn carried_to(&self, sentence: usize) -> Option<&Voice> {
        let i = self.carried.binary_search_by_key(&sentence, |c| c.0).ok()?;
        self.voices.get(self.carried[i].1)
    }
}

#[cfg(test)]
mod tests;
