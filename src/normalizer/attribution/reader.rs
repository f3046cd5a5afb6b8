//! Finds the cues of an article and makes voices of them.

use std::ops::Range;

use crate::normalizer::attribution::cover::{is_content, statement_before, statement_start};
use crate::normalizer::attribution::cues::{Role, according, role};
use crate::normalizer::attribution::names::{Id, Names};
use crate::normalizer::attribution::quote::quotations;
use crate::normalizer::attribution::subject::{Phrase, before_verb, is_comma, is_finite, phrase_after};
use crate::normalizer::attribution::{Voice, Voices};
use crate::text::{Document, Kind, Tag};

/// A quotation shorter than this is a name or a turn of phrase inside a sentence, not speech by itself.
const SHORTEST_SPEECH: usize = 7;

/// Reads all voices of an article.
pub(crate) fn read(doc: &Document) -> Voices {
    let mut reader =
        Reader { doc, names: Names::default(), voices: Vec::new(), quotes: quotations(doc), quote: 0 };
    let mut carried = Vec::new();
    for s in 0..doc.sentences.len() {
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

struct Reader<'d, 't> {
    doc: &'d Document<'t>,
    names: Names,
    voices: Vec<Voice>,
    quotes: Vec<Range<usize>>,
    /// The first quotation that does not end before the current token.
    quote: usize,
}

impl Reader<'_, '_> {
    fn read_sentence(&mut self, s: usize) {
        let tokens = self.doc.sentences[s].tokens.clone();
        let first = self.voices.len();
        let mut cited = None;
        for i in tokens.clone() {
            if self.doc.kind(i) != Kind::Word {
                continue;
            }
            let r = role(self.doc.lower(i));
            if r == Role::default() || self.in_speech(i) {
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
        if let Some((at, phrase)) = cited {
            self.cite(s, at, &phrase, first);
        }
    }

    /// Whether token `i` stands in quoted speech.
    fn in_speech(&mut self, i: usize) -> bool {
        while self.quotes.get(self.quote).is_some_and(|q| q.end <= i) {
            self.quote += 1;
        }
        self.quotes.get(self.quote).is_some_and(|q| q.contains(&i) && q.len() >= SHORTEST_SPEECH)
    }

    /// Where the words before token `i` that may belong to its clause begin: behind the last cue and the last speech.
    fn clause_from(&self, s: usize, i: usize, first: usize) -> usize {
        let start = self.doc.sentences[s].tokens.start;
        let cue = self.voices[first..].iter().map(|v| v.words.end).filter(|&e| e <= i).max().unwrap_or(start);
        let speech = self.quotes[..self.quotes.len().min(self.quote + 1)]
            .iter()
            .rev()
            .take(3)
            .find(|q| q.end <= i && q.len() >= SHORTEST_SPEECH)
            .map_or(start, |q| q.end);
        start.max(cue).max(speech)
    }

    fn push(
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

    /// "according to X"
    fn according(&mut self, s: usize, words: Range<usize>, first: usize) {
        let doc = self.doc;
        let tokens = doc.sentences[s].tokens.clone();
        let Some(phrase) = phrase_after(doc, words.end, tokens.end) else { return };
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
            let goes_on = is_comma(doc, after)
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

    /// A verb that may attribute.
    fn verb(&mut self, s: usize, i: usize, r: Role, first: usize) {
        let doc = self.doc;
        let end = doc.sentences[s].tokens.end;
        if doc.lower(i) == "saying" && i > 0 && doc.lower(i - 1) == "as" {
            return self.as_saying(s, i, first);
        }
        match standing(doc, i, r) {
            Standing::None => {}
            Standing::Passive => self.passive(s, i, end, first),
            Standing::Gerund => self.gerund(s, i, end, first),
            Standing::Finite => {
                if !self.inverted(s, i, r, first) {
                    self.finite(s, i, r, first);
                }
            }
        }
    }

    /// "..., said X"
    fn inverted(&mut self, s: usize, i: usize, r: Role, first: usize) -> bool {
        let doc = self.doc;
        let tokens = doc.sentences[s].tokens.clone();
        let before = i.checked_sub(1).filter(|&b| b >= tokens.start);
        let after_quote = before.is_some_and(|b| doc.kind(b) == Kind::Quote);
        let after_stop = before.is_some_and(|b| matches!(doc.word(b), "," | "?" | "!"));
        if before.is_some() && !after_quote && !after_stop || !r.is(Role(Role::SAY.0 | Role::REPORT.0)) {
            return false;
        }
        let Some(phrase) = phrase_after(doc, i + 1, tokens.end) else { return false };
        let named = phrase.head.clone().any(|k| doc.tag(k) == Tag::Proper);
        let follows_clause = |k: usize| is_finite(doc, k) && k < tokens.end || doc.tag(k) == Tag::Participle;
        if follows_clause(phrase.head.end) || follows_clause(phrase.whole.end) {
            return false;
        }
        let named_after_quote = named && after_quote;
        if !r.is(Role::SAY) && !named_after_quote
            || doc.tag(phrase.head.start) == Tag::Pronoun && !after_quote
        {
            return false;
        }
        let from = self.clause_from(s, i, first);
        if after_stop && !statement_before(doc, tokens.start, i.saturating_sub(1)) && from == tokens.start {
            return false;
        }
        let Some(speaker) = self.names.resolve(doc, &phrase) else { return false };
        let cue = self.voices[first..].iter().map(|v| v.words.end).filter(|&e| e <= i).max();
        let start = statement_start(doc, tokens, cue, i);
        self.push(s, i..i + 1, speaker, None, start..i, true);
        true
    }

    /// "X said (that) ...", "..., X said"
    fn finite(&mut self, s: usize, i: usize, r: Role, first: usize) {
        let doc = self.doc;
        let tokens = doc.sentences[s].tokens.clone();
        let from = self.clause_from(s, i, first);
        let Some(subject) = before_verb(doc, from, i) else { return };
        let (tail, hearer) = self.tail(i, r, tokens.end);
        let Some(content) = content_of(doc, r, &subject, i, tail, tokens.end) else { return };
        let is_outer = self.voices[first..].iter().rev().find(|v| v.covers.contains(&i)).cloned();
        let behind = content.is_none() && statement_before(doc, tokens.start, subject.whole.start);
        let set_off = subject
            .whole
            .start
            .checked_sub(1)
            .is_some_and(|b| is_comma(doc, b) || doc.kind(b) == Kind::Quote);
        if content.is_none() && !(behind && set_off) && !r.is(Role::SAY) {
            return; // "the deaths confirmed in May"
        }
        let Some(speaker) = self.names.resolve(doc, &subject) else { return };
        let via = hearer.or_else(|| {
            let outer = is_outer.as_ref()?;
            let directly = (outer.words.end..subject.whole.start).all(|k| doc.lower(k) == "that");
            (!outer.behind && outer.speaker != speaker && directly).then_some(outer.speaker)
        });
        if behind {
            let cue = self.voices[first..].iter().map(|v| v.words.end).filter(|&e| e <= i).max();
            let start = statement_start(doc, tokens.clone(), cue, subject.whole.start);
            let stop = (tail..tokens.end).find(|&k| is_comma(doc, k));
            let goes_on = stop.is_some_and(|k| goes_on_after(doc, k + 1, tokens.end));
            let end = if goes_on { tokens.end } else { subject.whole.start };
            self.push(s, i..i + 1, speaker, via, start..end, true);
        } else {
            self.push(s, i..i + 1, speaker, via, content.unwrap_or(tail)..tokens.end, false);
        }
    }

    /// Where what follows a verb and its hearer begins, and the outlet that the hearer is.
    fn tail(&mut self, i: usize, r: Role, end: usize) -> (usize, Option<Id>) {
        let doc = self.doc;
        let to = doc.lower(i + 1) == "to" && !r.is(Role::TELL);
        if !r.is(Role::TELL) && !to || matches!(doc.lower(i + 1), "that" | ":" | ",") {
            return (i + 1, None);
        }
        let Some(hearer) = phrase_after(doc, i + 1 + usize::from(to), end) else { return (i + 1, None) };
        // "warned 40 people died": a figure is no hearer
        if doc.tag(hearer.head.start) == Tag::Number || is_finite(doc, hearer.head.end) {
            return (i + 1, None);
        }
        (hearer.head.end, self.names.outlet_of(doc, &hearer))
    }

    /// "40 deaths were reported by police"
    fn passive(&mut self, s: usize, i: usize, end: usize, first: usize) {
        let doc = self.doc;
        if doc.lower(i + 1) != "by" {
            return;
        }
        let Some(phrase) = phrase_after(doc, i + 2, end) else { return };
        let Some(speaker) = self.names.resolve(doc, &phrase) else { return };
        let start = self.clause_from(s, i, first);
        self.push(s, i..i + 2, speaker, None, start..i, true);
        if doc.lower(phrase.whole.end) == "that" {
            self.push(s, i..i + 2, speaker, None, phrase.whole.end..end, false);
        }
    }

    /// "..., adding that ..."
    fn gerund(&mut self, s: usize, i: usize, end: usize, first: usize) {
        let doc = self.doc;
        let tokens = doc.sentences[s].tokens.clone();
        if let Some(host) = self.voices[first..].iter().rfind(|v| v.words.end <= i) {
            let (speaker, via) = (host.speaker, host.via);
            return self.push(s, i..i + 1, speaker, via, i + 1..end, false);
        }
        if i == tokens.start || !is_comma(doc, i - 1) {
            return;
        }
        let Some(phrase) = phrase_after(doc, tokens.start, i) else { return };
        if !is_finite(doc, phrase.whole.end)
            && doc.tag(phrase.whole.end) != Tag::Adverb
            && !is_comma(doc, phrase.whole.end)
        {
            return;
        }
        if !could_speak(doc, &phrase) {
            return;
        }
        let Some(speaker) = self.names.resolve(doc, &phrase) else { return };
        self.push(s, i..i + 1, speaker, None, i + 1..end, false);
    }

    /// "X was quoted by Y as saying", "Y quoted X as saying"
    fn as_saying(&mut self, s: usize, i: usize, first: usize) {
        let doc = self.doc;
        let tokens = doc.sentences[s].tokens.clone();
        let Some(quoted) = (tokens.start..i)
            .rev()
            .take(25)
            .find(|&k| matches!(doc.lower(k), "quoted" | "cited" | "quotes" | "cites"))
        else {
            return;
        };
        let from = self.clause_from(s, quoted, first);
        let be = (from..quoted).rev().take(3).find(|&k| role(doc.lower(k)).is(Role::BE));
        let by = (doc.lower(quoted + 1) == "by").then_some(quoted + 2);
        let verb = be.unwrap_or(quoted);
        let Some(left) = before_verb(doc, from, verb) else { return };
        let right = phrase_after(doc, by.unwrap_or(quoted + 1), i);
        let (speaker, via) = if be.is_some() || by.is_some() {
            (Some(left.clone()), right)
        } else {
            (right, Some(left.clone()))
        };
        let Some(speaker) = speaker.and_then(|p| self.names.resolve(doc, &p)) else { return };
        let via = via.and_then(|p| self.names.outlet_of(doc, &p));
        let behind =
            !is_content(doc, i + 1, tokens.end) && statement_before(doc, tokens.start, left.whole.start);
        let covers = if behind { tokens.start..left.whole.start } else { i + 1..tokens.end };
        self.push(s, quoted..i + 1, speaker, via, covers, behind);
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
        let mut opening = this.tokens.clone().take(3);
        let pronoun =
            opening.any(|i| doc.tag(i) == Tag::Pronoun && !matches!(doc.lower(i), "i" | "we" | "you"));
        let modal = this.tokens.clone().any(|i| matches!(doc.lower(i), "will" | "would"));
        if !pronoun || !modal {
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
        for q in &self.quotes {
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
            let ends_in_colon = doc.word(doc.sentences[last].tokens.end - 1) == ":";
            match previous {
                // the speech goes on where "he said" broke it off, or in the next paragraph
                Some((p, voice)) if doc.sentences[last].tokens.contains(&(p.end - 1)) => voice.or(own),
                _ => own.filter(|_| ends_in_colon),
            }
        })
    }
}

/// How a verb stands in its clause.
enum Standing {
    /// It attributes nothing.
    None,
    /// It has a subject.
    Finite,
    /// "were reported", "reported by"
    Passive,
    /// "adding"
    Gerund,
}

fn standing(doc: &Document, i: usize, r: Role) -> Standing {
    let before = |n: usize| i.checked_sub(n).map_or("", |k| doc.lower(k));
    if matches!(before(1), "to" | "not" | "cannot" | "n't" | "never")
        || before(1).ends_with("n't")
        || before(1).ends_with("n’t")
    {
        return Standing::None;
    }
    if doc.lower(i + 1) == "to" && !r.is(Role::SAY) && doc.tag(i + 2) == Tag::Verb {
        return Standing::None; // "expects to pay"
    }
    let mut k = i;
    while k > 0 && doc.tag(k - 1) == Tag::Adverb {
        k -= 1;
    }
    let behind_be = k > 0 && role(doc.lower(k - 1)).is(Role::BE);
    let is_gerund = doc.lower(i).ends_with("ing");
    if is_gerund {
        return if behind_be { Standing::Finite } else { Standing::Gerund };
    }
    if behind_be || doc.lower(i + 1) == "by" {
        return Standing::Passive;
    }
    let behind_have = k > 0 && matches!(doc.lower(k - 1), "has" | "have" | "had" | "having");
    match doc.tag(i) {
        _ if r.is(Role::SAY) => Standing::Finite,
        // "the spokesman, X, described the"
        Tag::Participle
            if !(behind_have || is_comma(doc, i.wrapping_sub(1)) && opens_content(doc, i + 1)) =>
        {
            Standing::None
        }
        // "HP estimates that": a name before and a clause behind make a verb of the noun
        Tag::Plural | Tag::Noun if doc.tag(i.wrapping_sub(1)) == Tag::Proper && opens_content(doc, i + 1) => {
            Standing::Finite
        }
        Tag::Verb | Tag::VerbS | Tag::Past | Tag::Participle => Standing::Finite,
        _ => Standing::None,
    }
}

/// Whether token `i` can only open what is said.
fn opens_content(doc: &Document, i: usize) -> bool {
    doc.lower(i) == "that" || doc.tag(i) == Tag::Determiner
}

/// Where the content of a statement begins; `Some(None)` when nothing of it follows the verb, `None` when the verb
/// does not attribute after all.
fn content_of(
    doc: &Document,
    r: Role,
    subject: &Phrase,
    verb: usize,
    tail: usize,
    end: usize,
) -> Option<Option<usize>> {
    let content = is_content(doc, tail, end).then_some(tail);
    if r.is(Role::SAY) {
        return Some(content);
    }
    if r.is(Role::ACCUSE) {
        return (verb + 1..end).find(|&k| matches!(doc.lower(k), "of" | "for")).map(Some);
    }
    if r.is(Role::PUT) {
        let at = (verb + 1..end.min(verb + 20)).find(|&k| doc.lower(k) == "at");
        return at.filter(|&k| (k + 1..end.min(k + 4)).any(|n| doc.tag(n) == Tag::Number)).map(Some);
    }
    let that = doc.lower(tail) == "that" || doc.lower(tail + 1) == "that";
    if r.is(Role::SHOW) {
        let last = subject.head.end - 1;
        let document = role(doc.lower(last)).is(Role(Role::DOCUMENT.0 | Role::ESTIMATE.0));
        return (that || document).then_some(content);
    }
    (that || could_speak(doc, subject)).then_some(content)
}

/// Whether the head of a phrase is something that speaks: a name, a pronoun, people, a body.
fn could_speak(doc: &Document, phrase: &Phrase) -> bool {
    let last = phrase.head.end - 1;
    match doc.tag(last) {
        Tag::Proper | Tag::Pronoun | Tag::Plural => true,
        _ => {
            role(doc.lower(last)).is(Role(Role::TITLE.0 | Role::BODY.0 | Role::SOURCES.0 | Role::ESTIMATE.0))
        }
    }
}

/// Whether the statement goes on behind the attribution inside it: not with a circumstance or relative clause.
fn goes_on_after(doc: &Document, from: usize, end: usize) -> bool {
    from < end
        && !matches!(doc.tag(from), Tag::Wh)
        && !matches!(doc.lower(from), "who" | "which" | "where" | "when")
}
