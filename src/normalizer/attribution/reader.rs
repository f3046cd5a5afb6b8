//! Finds the cues of an article and makes voices of them.

use std::ops::Range;

use crate::normalizer::attribution::cover::{goes_on_after, statement_start};
use crate::normalizer::attribution::cues::{Role, according, next_cue, role_at};
use crate::normalizer::attribution::names::{Id, Names};
use crate::normalizer::attribution::phrase::{Phrase, is_comma, phrase_after};
use crate::normalizer::attribution::quote::{Quotation, quotations};
use crate::normalizer::attribution::{Voice, Voices};
use crate::text::{Document, Kind, Tag, known_tag};

/// A quotation shorter than this is a name or a turn of phrase inside a sentence, not speech by itself.
const SHORTEST_SPEECH: usize = 7;

/// A longer sentence is no prose; it is left unread so that time stays linear.
const LONGEST_SENTENCE: usize = 500;

/// A longer sentence is no headline.
const LONGEST_HEADLINE: usize = 22;

/// Reads the voices of an article up to sentence `last`, and on to the end of a quotation that stands in it.
pub(crate) fn read(doc: &Document, last: usize) -> Voices {
    let mut reader =
        Reader { doc, names: Names::default(), voices: Vec::new(), quotes: quotations(doc), quote: 0 };
    let mut carried = Vec::new();
    for s in 0..=reader.needed(last) {
        let before = reader.voices.len();
        reader.read_sentence(s);
        if reader.voices.len() == before
            && let Some(voice) = reader.carries_on(s, carried.last().copied())
        {
            carried.push((s, voice));
        }
    }
    let quotes = reader.quote_voices();
    Voices { voices: reader.voices, names: reader.names, quotes, carried }
}

/// An article on its way to voices.
pub(super) struct Reader<'d, 't> {
    pub(super) doc: &'d Document<'t>,
    pub(super) names: Names,
    pub(super) voices: Vec<Voice>,
    quotes: Vec<Quotation>,
    /// The first quotation that does not end before the current token.
    quote: usize,
}

impl Reader<'_, '_> {
    /// The last sentence that can say who speaks in sentence `last`: where a quotation in it ends.
    fn needed(&self, last: usize) -> usize {
        let end = self.doc.sentences[last].tokens.end;
        let inside = self.quotes.partition_point(|quote| quote.tokens.start < end);
        let ends = self.quotes[..inside].last().map_or(end, |quote| quote.tokens.end.max(end));
        self.doc.sentences.partition_point(|sentence| sentence.tokens.end < ends)
    }

    fn read_sentence(&mut self, s: usize) {
        let tokens = self.doc.sentences[s].tokens.clone();
        if tokens.len() > LONGEST_SENTENCE {
            return;
        }
        let first = self.voices.len();
        let mut cited = None;
        let doc = self.doc;
        let mut at = tokens.start;
        while let Some((i, r)) = next_cue(doc, at..tokens.end) {
            at = i + 1;
            if self.in_speech(i) {
                continue;
            }
            if r.is(Role::ACCORDING)
                && let Some(end) = according(self.doc, i)
            {
                self.according(s, i..end, first);
            } else if r.is(Role::CITE) && matches!(self.doc.lower(i), "citing" | "quoting") {
                cited = phrase_after(self.doc, i + 1, tokens.end).map(|p| (i, p));
            } else if r.is(Role::VERB) {
                self.verb(s, i, r, first);
            }
        }
        if self.voices.len() == first && cited.is_none() {
            self.headline(s);
        }
        if let Some((at, phrase)) = cited {
            self.cite(s, at, &phrase, first);
        }
    }

    /// Whether token `i` stands in quoted speech.
    fn in_speech(&mut self, i: usize) -> bool {
        while self.quotes.get(self.quote).is_some_and(|q| q.tokens.end <= i) {
            self.quote += 1;
        }
        self.quotes
            .get(self.quote)
            .is_some_and(|q| q.closed && q.tokens.contains(&i) && q.tokens.len() >= SHORTEST_SPEECH)
    }

    /// Where the words before token `i` that may belong to its clause begin: behind the last cue and the last speech.
    pub(super) fn clause_from(&self, s: usize, i: usize, first: usize) -> usize {
        let start = self.doc.sentences[s].tokens.start;
        let cue = self.voices[first..].iter().map(|v| v.words.end).filter(|&e| e <= i).max().unwrap_or(start);
        let speech = self.quotes[..self.quotes.len().min(self.quote + 1)]
            .iter()
            .rev()
            .take(3)
            .find(|q| q.tokens.end <= i && q.tokens.len() >= SHORTEST_SPEECH)
            .map_or(start, |q| q.tokens.end);
        start.max(cue).max(speech)
    }

    pub(super) fn push(
        &mut self,
        s: usize,
        words: Range<usize>,
        speaker: Id,
        via: Option<Id>,
        covers: Range<usize>,
        behind: bool,
    ) {
        self.voices.push(Voice { sentence: s, words, speaker, via, covers, behind });
    }

    /// "At least 40 dead in quake: officials", "UN: 40 dead in quake"
    fn headline(&mut self, s: usize) {
        let doc = self.doc;
        let tokens = doc.sentences[s].tokens.clone();
        if tokens.len() < 4 || tokens.len() > LONGEST_HEADLINE || doc.is(tokens.end - 1, ".") {
            return;
        }
        let is_source = |i: usize| role_at(doc, i).is(Role::HEADLINE);
        let parts =
            |i: usize| doc.is(i, ":") || doc.kind(i) == Kind::Dash && doc.spaced(i) && doc.spaced(i + 1);
        let mark = (tokens.start + 1..tokens.end - 1).find(|&i| parts(i));
        let Some(mark) = mark else { return };
        let source = if mark + 3 >= tokens.end && is_source(tokens.end - 1) {
            mark + 1..tokens.end
        } else if mark <= tokens.start + 2 && is_source(mark - 1) && doc.is(mark, ":") {
            tokens.start..mark
        } else {
            return;
        };
        let behind = source.start > mark;
        let covers = if behind { tokens.start..mark } else { mark + 1..tokens.end };
        let phrase = Phrase { head: source.clone(), whole: source };
        let Some(speaker) = self.names.resolve(doc, &phrase) else { return };
        self.push(s, mark..mark + 1, speaker, None, covers, behind);
    }

    /// "according to X"
    fn according(&mut self, s: usize, words: Range<usize>, first: usize) {
        let doc = self.doc;
        let tokens = doc.sentences[s].tokens.clone();
        let Some(phrase) = phrase_after(doc, words.end, tokens.end) else { return };
        if phrase.whole == phrase.head && role_at(doc, phrase.head.end - 1).is(Role::NOBODY) {
            return; // "according to plan"
        }
        let Some(speaker) = self.names.resolve(doc, &phrase) else { return };
        let mut before = words.start;
        while before > tokens.start && (is_comma(doc, before - 1) || doc.kind(before - 1) == Kind::Quote) {
            before -= 1;
        }
        let opener =
            before == tokens.start || matches!(doc.lower(before - 1), "and" | "but" | "that" | ";" | "while");
        let host = self.voices[first..].iter().rposition(|v| v.words.end == before).map(|k| first + k);
        let after = phrase.whole.end;
        if let Some(host) = host {
            let via = Some(self.voices[host].speaker); // "the paper said, according to its sources, that"
            self.push(s, words, speaker, via, after..tokens.end, false);
        } else if opener {
            self.push(s, words, speaker, None, after..tokens.end, false);
        } else {
            let cue = self.voices[first..].iter().map(|v| v.words.end).filter(|&e| e <= before).max();
            let start = statement_start(doc, tokens.clone(), cue, before);
            let goes_on = doc.is(after, ":")
                || is_comma(doc, after)
                    && is_comma(doc, words.start - 1)
                    && goes_on_after(doc, after + 1, tokens.end);
            let end = if goes_on { tokens.end } else { words.start };
            self.push(s, words, speaker, None, start..end, true);
        }
    }

    /// "X reported, citing Y": Y speaks, via X.
    fn cite(&mut self, s: usize, at: usize, phrase: &Phrase, first: usize) {
        let Some(speaker) = self.names.resolve(self.doc, phrase) else { return };
        if let Some(host) = self.voices[first..].iter_mut().min_by_key(|v| v.words.start.abs_diff(at)) {
            host.via = Some(host.speaker);
            host.speaker = speaker;
            return;
        }
        let tokens = self.doc.sentences[s].tokens.clone();
        let covers = if at == tokens.start { phrase.whole.end..tokens.end } else { tokens.start..at };
        self.push(s, at..at + 1, speaker, None, covers, at != tokens.start);
    }

    /// The voice that goes on in a sentence without a cue: reported speech of what will or would be, in the same
    /// paragraph, about people already spoken of ("If they are injured, they will receive ...").
    fn carries_on(&self, s: usize, carried: Option<(usize, usize)>) -> Option<usize> {
        let doc = self.doc;
        let previous = s.checked_sub(1)?;
        let (this, before) = (&doc.sentences[s], &doc.sentences[previous]);
        if this.paragraph != before.paragraph || this.paragraph == 0 && doc.sentences.last()?.paragraph == 0 {
            return None;
        }
        // what needs no tags is asked first, so that few sentences are tagged for this alone
        let could_be =
            |i: &usize| known_tag(doc.id(*i)) == Some(Tag::Pronoun) && !doc.is_any(*i, ["i", "we", "you"]);
        let mut pronouns = this.tokens.clone().take(3).filter(could_be).peekable();
        pronouns.peek()?;
        let modal = this.tokens.clone().any(|i| doc.is_any(i, ["will", "would"]));
        if !modal || !pronouns.any(|i| doc.tag(i) == Tag::Pronoun) {
            return None;
        }
        let own = self
            .voices
            .len()
            .checked_sub(1)
            .filter(|&v| self.voices[v].sentence == previous && !self.voices[v].behind);
        own.or_else(|| carried.filter(|c| c.0 == previous).map(|c| c.1))
    }

    /// The quotations, each with the voice that speaks it.
    fn quote_voices(&self) -> Vec<(Range<usize>, Option<usize>)> {
        let mut result: Vec<(Range<usize>, Option<usize>)> = Vec::with_capacity(self.quotes.len());
        for q in self.quotes.iter().map(|q| &q.tokens) {
            let voice = self.voice_of_quote(q, result.last());
            result.push((q.clone(), voice));
        }
        result
    }

    fn voice_of_quote(
        &self,
        q: &Range<usize>,
        previous: Option<&(Range<usize>, Option<usize>)>,
    ) -> Option<usize> {
        let doc = self.doc;
        let sentence_at = |t: usize| doc.sentences.partition_point(|s| s.tokens.end <= t);
        let (opens, closes) = (sentence_at(q.start), sentence_at(q.end - 1));
        let of = |s: usize| {
            let first = self.voices.partition_point(|v| v.sentence < s);
            let last = self.voices.partition_point(|v| v.sentence <= s);
            first..last
        };
        let after = of(closes).find(|&v| self.voices[v].words.start >= q.end);
        let before = of(opens).rev().find(|&v| self.voices[v].words.end <= q.start);
        let starts = doc.sentences.get(opens)?.tokens.start == q.start;
        after.or(before).or_else(|| {
            let last = opens.checked_sub(1).filter(|_| starts)?;
            let own = of(last).next_back();
            let ends_in_colon = doc.is(doc.sentences[last].tokens.end - 1, ":");
            match previous {
                // the speech goes on where "he said" broke it off, or in the next paragraph
                Some((p, voice)) if doc.sentences[last].tokens.contains(&(p.end - 1)) => voice.or(own),
                _ => own.filter(|_| ends_in_colon),
            }
        })
    }
}
