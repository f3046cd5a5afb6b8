//! Verbs that attribute: whose they are, what they introduce, and what they do not.

use std::ops::Range;

use crate::lexicon::id_sets;
use crate::normalizer::attribution::cover::{goes_on_after, is_content, statement_before, statement_start};
use crate::normalizer::attribution::cues::{Role, role_at};
use crate::normalizer::attribution::names::Id;
use crate::normalizer::attribution::phrase::{Phrase, is_comma, is_finite, phrase_after};
use crate::normalizer::attribution::reader::Reader;
use crate::normalizer::attribution::subject::before_verb;
use crate::text::{Document, Kind, Tag};

id_sets! { "cues.tsv":
    /// What a disaster "claims".
    TAKEN = "taken";
}

impl Reader<'_, '_> {
    /// A verb that may attribute.
    pub(super) fn verb(&mut self, s: usize, i: usize, r: Role, first: usize) {
        let doc = self.doc;
        let end = doc.sentences[s].tokens.end;
        if doc.is(i, "saying") && i > 0 && doc.is(i - 1, "as") {
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
        let after_stop = before.is_some_and(|b| matches!(doc.sign(b), b',' | b'?' | b'!'));
        if before.is_some() && !after_quote && !after_stop || !r.is(Role(Role::SAY.0 | Role::REPORT.0)) {
            return false;
        }
        if r.is(Role::SAY) && r.is(Role::TELL) {
            return false; // what follows "told" is the hearer
        }
        let Some(phrase) = phrase_after(doc, i + 1, tokens.end) else { return false };
        let named = phrase.head.clone().any(|k| doc.tag(k) == Tag::Proper);
        let follows_clause = |k: usize| is_finite(doc, k) && k < tokens.end || doc.tag(k) == Tag::Participle;
        if follows_clause(phrase.head.end) || !ends_inversion(doc, phrase.whole.end, tokens.end) {
            return false;
        }
        if !(r.is(Role::SAY) || named && after_quote)
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
        let Some(subject) = before_verb(doc, from, i).or_else(|| shared_subject(doc, tokens.start, i)) else {
            return;
        };
        let (tail, hearer) = self.tail(i, r, tokens.end);
        let Some(content) = content_of(doc, r, &subject, i, tail, tokens.end) else { return };
        let at = subject.whole.start;
        let Some(place) = place(doc, tokens.clone(), at, tail, content, r) else { return };
        let outer = self.outer(first, i, at);
        let Some(speaker) = self.names.resolve(doc, &subject) else { return };
        if let Some(outlet) = hearer {
            self.names.heard_by(outlet);
        }
        let via = hearer.or(outer.filter(|&o| o != speaker));
        let covers = match place {
            Place::Behind { listed } => {
                let cue = self.voices[first..].iter().map(|v| v.words.end).filter(|&e| e <= i).max();
                let start = statement_start(doc, tokens.clone(), cue, at);
                let start = if Some(start) == cue { self.reported_by(first, speaker, at) } else { start };
                let stop = (tail..tokens.end).find(|&k| is_comma(doc, k));
                let goes_on = stop.is_some_and(|k| goes_on_after(doc, k + 1, tokens.end));
                start..if goes_on || listed { tokens.end } else { at }
            }
            Place::Before { from } => {
                // what somebody denies or is accused of ends where the writer turns
                let narrow = r.is(Role(Role::DENY.0 | Role::ACCUSE.0));
                let turn = (from..tokens.end).find(|&k| narrow && is_comma(doc, k) && doc.is(k + 1, "but"));
                from..turn.unwrap_or(tokens.end)
            }
        };
        self.push(s, i..i + 1, speaker, via, covers, matches!(place, Place::Behind { .. }));
    }

    /// The speaker in whose words the subject at token `at` speaks itself: "X said [that] Y said".
    fn outer(&self, first: usize, verb: usize, at: usize) -> Option<Id> {
        let outer = self.voices[first..].iter().rev().find(|v| v.covers.contains(&verb))?;
        let directly = (outer.words.end..at).all(|k| self.doc.is(k, "that"));
        (!outer.behind && directly).then_some(outer.speaker)
    }

    /// "X said 40 died, Y reported": what the voices of the sentence say so far, they say via `reporter`, up to token
    /// `end`. Gives the start of all that.
    fn reported_by(&mut self, first: usize, reporter: Id, end: usize) -> usize {
        let mut start = end;
        for voice in &mut self.voices[first..] {
            start = start.min(self.doc.sentences[voice.sentence].tokens.start);
            if voice.speaker != reporter {
                voice.via = voice.via.or(Some(reporter));
                voice.covers.end = voice.covers.end.min(end);
            }
        }
        start
    }

    /// Where what follows a verb and its hearer begins, and the outlet that the hearer is.
    fn tail(&mut self, i: usize, r: Role, end: usize) -> (usize, Option<Id>) {
        let doc = self.doc;
        let to = doc.is(i + 1, "to") && !r.is(Role::TELL);
        if !r.is(Role::TELL) && !to || doc.is_any(i + 1, ["that", ":", ","]) {
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
        if !doc.is(i + 1, "by") {
            return;
        }
        let Some(phrase) = phrase_after(doc, i + 2, end) else { return };
        let Some(speaker) = self.names.resolve(doc, &phrase) else { return };
        let mut start = self.clause_from(s, i, first);
        if !role_at(doc, i - 1).is(Role::BE) {
            // "a raid described by the press": only what stands beside it
            start = (start..i).rev().find(|&k| is_comma(doc, k)).unwrap_or(start);
        }
        self.push(s, i..i + 2, speaker, None, start..i, true);
        if doc.is_any(phrase.whole.end, ["that", "at"]) {
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
        let start = tokens.start + usize::from(doc.kind(tokens.start) == Kind::Quote);
        let Some(phrase) = phrase_after(doc, start, i) else { return };
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
        let Some(quoted) =
            (tokens.start..i).rev().take(25).find(|&k| doc.is_any(k, ["quoted", "cited", "quotes", "cites"]))
        else {
            return;
        };
        let from = self.clause_from(s, quoted, first);
        let be = (from..quoted).rev().take(3).find(|&k| role_at(doc, k).is(Role::BE));
        let by = (doc.is(quoted + 1, "by")).then_some(quoted + 2);
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
        self.push(s, i - 1..i + 1, speaker, via, covers, behind);
    }
}

/// Where a cue with a subject stands.
enum Place {
    /// Behind or inside what is said; `listed` when more of it follows a colon.
    Behind { listed: bool },
    /// Before what is said, which begins at `from`.
    Before { from: usize },
}

/// Where the cue stands whose subject begins at `at` and whose verb ends at `tail`; `None` when it introduces nothing.
fn place(
    doc: &Document,
    tokens: Range<usize>,
    at: usize,
    tail: usize,
    content: Option<usize>,
    r: Role,
) -> Option<Place> {
    let set_off = at > tokens.start
        && (is_comma(doc, at - 1) || doc.kind(at - 1) == Kind::Quote || doc.is(at - 1, "as"));
    let stated = || statement_before(doc, tokens.start, at);
    // "Three villages fell, he said: X, Y and Z"
    let listed = set_off && doc.is(tail, ":") && doc.kind(tail + 1) != Kind::Quote && stated();
    if let Some(from) = content.filter(|_| !listed) {
        return Some(Place::Before { from });
    }
    // "After three hours, she said, the driver": the statement is broken up
    let breaks_in = set_off && is_comma(doc, tail) && goes_on_after(doc, tail + 1, tokens.end);
    let ends = (set_off || r.is(Role::SAY) && at > tokens.start + 3)
        && tail + 1 >= tokens.end
        && doc.tag(tokens.start) != Tag::Preposition;
    let behind = listed || breaks_in || ends || stated();
    if !(behind && set_off || r.is(Role::SAY)) {
        return None; // "the deaths confirmed in May"
    }
    Some(if behind { Place::Behind { listed } } else { Place::Before { from: tail } })
}

/// The subject of a verb behind "and" or "but" that shares it with the verb before: "He was silent, but said that".
fn shared_subject(doc: &Document, start: usize, verb: usize) -> Option<Phrase> {
    let conjunction = (start..verb).rev().take(3).find(|&i| !matches!(doc.tag(i), Tag::Adverb))?;
    if !doc.is_any(conjunction, ["and", "but", "then"]) {
        return None;
    }
    let clause = (start..conjunction).rev().find(|&i| doc.is(i, ";")).map_or(start, |i| i + 1);
    let phrase = phrase_after(doc, clause, conjunction)?;
    (is_finite(doc, phrase.whole.end) && could_speak(doc, &phrase)).then_some(phrase)
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
    if doc.is(i + 1, "to") && !r.is(Role::SAY) && doc.tag(i + 2) == Tag::Verb && !doc.is(i + 2, "have") {
        return Standing::None; // "expects to pay"
    }
    let mut k = i;
    while k > 0 && doc.tag(k - 1) == Tag::Adverb {
        k -= 1;
    }
    let behind_be = k > 0 && role_at(doc, k - 1).is(Role::BE);
    let is_gerund = doc.lower(i).ends_with("ing");
    if is_gerund {
        return if behind_be { Standing::Finite } else { Standing::Gerund };
    }
    if behind_be || doc.is(i + 1, "by") && doc.tag(i).is_verb() {
        return Standing::Passive;
    }
    let behind_have = k > 0 && doc.is_any(k - 1, ["has", "have", "had", "having"]);
    match doc.tag(i) {
        _ if r.is(Role::SAY) => Standing::Finite,
        // "the spokesman, X, described the"
        Tag::Participle
            if !(behind_have || is_comma(doc, i.wrapping_sub(1)) && opens_content(doc, i + 1)) =>
        {
            Standing::None
        }
        // "HP estimates that": a name before and a clause behind make a verb of the noun
        Tag::Plural | Tag::Noun
            if (doc.tag(i.wrapping_sub(1)) == Tag::Proper
                || r.is(Role::SHOW) && role_at(doc, i.wrapping_sub(1)).is(Role::DOCUMENT))
                && (opens_content(doc, i + 1) || doc.is(i + 1, ".")) =>
        {
            Standing::Finite
        }
        Tag::Verb | Tag::VerbS | Tag::Past | Tag::Participle => Standing::Finite,
        _ => Standing::None,
    }
}

/// Whether token `i` can only open what is said.
fn opens_content(doc: &Document, i: usize) -> bool {
    let content = doc.is(i, "that") || matches!(doc.tag(i), Tag::Determiner | Tag::Number);
    content && !(i..i + 4).any(|k| TAKEN.has(doc.id(k))) // "Storm claims 40 lives"
}

/// Whether what follows "said X" at token `i` can follow an inverted subject: the end, a break, or a circumstance.
fn ends_inversion(doc: &Document, i: usize, end: usize) -> bool {
    i >= end
        || matches!(doc.kind(i), Kind::Punct | Kind::Quote | Kind::Dash)
        || matches!(
            doc.tag(i),
            Tag::Preposition
                | Tag::To
                | Tag::Wh
                | Tag::Conjunction
                | Tag::Gerund
                | Tag::Adverb
                | Tag::Participle
        )
        || role_at(doc, i).is(Role::CALENDAR)
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
    if role_at(doc, subject.head.end - 1).is(Role::NOBODY) {
        return None; // "60 percent said"
    }
    if doc.lower(verb).starts_with("add") && matches!(doc.kind(tail), Kind::Number | Kind::Symbol) {
        return None; // "shares added 26 cents"
    }
    if r.is(Role::SAY) {
        return Some(content);
    }
    if doc.lower(verb).starts_with("point") && !doc.is(verb + 1, "out") {
        return None;
    }
    if r.is(Role::ACCUSE) {
        if doc.is(verb + 1, "of") {
            return None; // "the man accused of"
        }
        return (verb + 1..end).find(|&k| doc.is_any(k, ["of", "for"])).map(Some);
    }
    if r.is(Role::PUT) {
        if matches!(doc.tag(verb + 1), Tag::Preposition | Tag::Adverb | Tag::Other) {
            return None; // "put out a call at 1100"
        }
        let at = (verb + 1..end.min(verb + 20)).find(|&k| doc.is(k, "at"));
        return at.filter(|&k| (k + 1..end.min(k + 4)).any(|n| doc.tag(n) == Tag::Number)).map(Some);
    }
    let that = doc.is(tail, "that") || doc.is(tail + 1, "that");
    if r.is(Role::SHOW) {
        let last = subject.head.end - 1;
        let document = role_at(doc, last).is(Role(Role::DOCUMENT.0 | Role::ESTIMATE.0));
        return (that || document).then_some(content);
    }
    (that || could_speak(doc, subject)).then_some(content)
}

/// Whether the head of a phrase is something that speaks: a name, a pronoun, people, a body.
fn could_speak(doc: &Document, phrase: &Phrase) -> bool {
    let last = phrase.head.end - 1;
    match doc.tag(last) {
        Tag::Proper | Tag::Pronoun | Tag::Plural => true,
        _ => role_at(doc, last).is(Role(Role::TITLE.0 | Role::BODY.0 | Role::SOURCES.0 | Role::ESTIMATE.0)),
    }
}
