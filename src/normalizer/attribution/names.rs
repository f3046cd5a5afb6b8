//! The speakers of an article: what each is called, and whom "he", "the newspaper" or a bare surname stands for.

use std::borrow::Cow;
use std::ops::Range;

use crate::normalizer::attribution::cues::{Role, role, title};
use crate::normalizer::attribution::phrase::Phrase;
use crate::text::{Document, Kind, Tag};

/// How far back the full form of a bare surname is looked for, in tokens.
const LOOK_BACK: usize = 3000;

/// How many speakers are remembered; keeps a file of endless names from taking endless time.
const REMEMBERED: usize = 300;

/// Longest name of a speaker, in tokens.
const LONGEST_NAME: usize = 14;

/// What sort of speaker a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// One person: "he", "she".
    Person,
    /// A body that speaks as one: "it", "the newspaper".
    Body,
    /// Several people: "they".
    Many,
}

/// A speaker as the article names it.
#[derive(Debug, Clone)]
struct Speaker {
    name: String,
    sort: Sort,
    /// The title or role that the speaker was named with.
    title: Option<&'static str>,
    /// Whether `name` is a proper name.
    named: bool,
}

impl Speaker {
    /// A bare single name says nothing of what it names.
    fn could_be_body(&self) -> bool {
        self.sort == Sort::Person && self.named && self.title.is_none() && !self.name.contains(' ')
    }
}

/// Index of a speaker.
pub(crate) type Id = usize;

/// The speakers met so far.
#[derive(Debug, Default)]
pub(crate) struct Names {
    all: Vec<Speaker>,
    person: Option<Id>,
    body: Option<Id>,
    outlet: Option<Id>,
    many: Option<Id>,
    last: Option<Id>,
}

impl Names {
    /// The name of a speaker.
    pub(crate) fn name(&self, id: Id) -> &str {
        self.all.get(id).map_or("", |s| &s.name)
    }

    /// The speaker that a phrase stands for; `None` when it stands for nobody who could be named.
    pub(crate) fn resolve(&mut self, doc: &Document, phrase: &Phrase) -> Option<Id> {
        let id = self.find(doc, phrase)?;
        self.remember(id);
        Some(id)
    }

    /// The outlet that a hearer ("told Reuters", "told the newspaper") stands for, if it is one.
    pub(crate) fn outlet_of(&mut self, doc: &Document, phrase: &Phrase) -> Option<Id> {
        let last = phrase.head.end.checked_sub(1)?;
        if role(doc.lower(last)).is(Role::OUTLET) && doc.tag(last) != Tag::Proper {
            let named = phrase.head.clone().rev().skip(1).any(|i| doc.tag(i) == Tag::Proper);
            return if named { self.find(doc, phrase) } else { self.outlet };
        }
        if doc.tag(last) != Tag::Proper || role(doc.lower(last)).is(Role::HEARER) {
            return None;
        }
        let id = self.find(doc, phrase)?;
        self.all[id].sort = Sort::Body;
        Some(id)
    }

    /// Notes that somebody who was resolved just now spoke to `outlet`.
    pub(crate) fn heard_by(&mut self, outlet: Id) {
        self.outlet = Some(outlet);
        if self.last.is_none_or(|l| self.all[l].sort != Sort::Body) {
            self.body = Some(outlet); // "sources told Anadolu. It said ..."
        }
    }

    fn remember(&mut self, id: Id) {
        self.last = Some(id);
        match self.all[id].sort {
            Sort::Person => self.person = Some(id),
            Sort::Body => self.body = Some(id),
            Sort::Many => self.many = Some(id),
        }
    }

    /// Notes that `id` publishes what others say.
    fn note_outlet(&mut self, id: Id) -> Id {
        self.outlet = Some(id);
        id
    }

    fn find(&mut self, doc: &Document, phrase: &Phrase) -> Option<Id> {
        let first = phrase.head.start;
        if doc.tag(first) == Tag::Pronoun && phrase.head.len() == 1 {
            return self.of_pronoun(doc.lower(first));
        }
        let head = without_determiner(doc, phrase.head.clone());
        let last = head.end.checked_sub(1).filter(|_| !head.is_empty())?;
        if is_pair(doc, &head) {
            return Some(self.same_or_new(doc.slice(head), Sort::Many));
        }
        if let Some(name) = name_behind_role(doc, phrase) {
            return Some(self.named(doc, phrase.whole.clone(), name));
        }
        if let Some(name) = name_at_end(doc, &head) {
            let name = with_field(doc, phrase, name);
            return Some(self.named(doc, head, name));
        }
        self.of_description(doc, phrase, head, last)
    }

    fn of_pronoun(&mut self, word: &str) -> Option<Id> {
        if word == "it"
            && let Some(last) = self.last.filter(|&l| self.all[l].could_be_body())
        {
            self.all[last].sort = Sort::Body; // "Facebook said it expected": no person after all
            return Some(last);
        }
        match word {
            "he" | "she" | "him" | "her" => {
                self.person.or_else(|| self.last.filter(|&l| self.all[l].sort != Sort::Many))
            }
            "they" | "them" => self.many.or(self.body).or(self.last),
            "it" => self.body.or_else(|| self.last.filter(|&l| self.all[l].sort != Sort::Person)),
            _ => None,
        }
    }

    /// A phrase that ends in a proper name.
    fn named(&mut self, doc: &Document, head: Range<usize>, name: Range<usize>) -> Id {
        let apposed = apposed_role(doc, name.end);
        let title_before = title_of(doc, &head, &name).or_else(|| title(apposed));
        let is_outlet = role(apposed).is(Role::OUTLET)
            || name.clone().any(|i| role(doc.lower(i)).is(Role::PRESS))
            || head.clone().any(|i| role(doc.lower(i)).is(Role::OUTLET) && doc.tag(i) != Tag::Proper);
        let had_article = doc.tag(head.start.wrapping_sub(1)) == Tag::Determiner;
        let body = is_outlet
            || role(apposed).is(Role::BODY)
            || had_article && name == head
            || is_body_name(doc, name.clone());
        let sort = if title_before.is_none() && body { Sort::Body } else { Sort::Person };
        let text = on_one_line(doc.slice(name.clone()));
        if let Some(id) = self.known(doc, &name, &text) {
            if let Some(t) = title_before {
                self.all[id].title = Some(t);
            }
            if is_outlet {
                self.note_outlet(id);
            }
            return id;
        }
        let full = if name.len() == 1 && sort == Sort::Person { full_name(doc, name.start) } else { None };
        let id = self.add(&full.map_or(text, |r| on_one_line(doc.slice(r))), sort, title_before);
        self.all[id].named = true;
        if is_outlet {
            self.note_outlet(id);
        }
        id
    }

    /// The last speaker of whom `is` holds, among the last few hundred.
    fn recent(&self, is: impl Fn(&Speaker) -> bool) -> Option<Id> {
        let from = self.all.len().saturating_sub(REMEMBERED);
        self.all[from..].iter().rposition(is).map(|i| from + i)
    }

    /// A speaker who was named before by the same name or by a longer one.
    fn known(&self, doc: &Document, name: &Range<usize>, text: &str) -> Option<Id> {
        let single = name.len() == 1 || name.len() == 2 && doc.kind(name.start + 1) == Kind::Possessive;
        let word = doc.word(name.start);
        // "Hutson" for "Jonathan Hutson", "the Observatory" for "the Observatory for Human Rights"
        let of_body = role(doc.lower(name.start)).is(Role(Role::ORGANISATION.0 | Role::BODY.0));
        self.recent(|s| {
            let mut words = s.name.split_whitespace();
            s.name == text
                || single
                    && (words.next_back() == Some(word) || of_body && s.named && words.any(|w| w == word))
        })
    }

    /// A phrase whose head is a common noun.
    fn of_description(
        &mut self,
        doc: &Document,
        phrase: &Phrase,
        head: Range<usize>,
        last: usize,
    ) -> Option<Id> {
        if let Some(id) = self.met_before(doc, phrase, &head, last) {
            return Some(id);
        }
        self.note_employer(doc, phrase);
        let whole = head.start..phrase.whole.end.min(head.start + LONGEST_NAME);
        let id = self.same_or_new(doc.slice(whole), sort_of(doc, last));
        self.all[id].title = title(doc.lower(last));
        if role(doc.lower(last)).is(Role::OUTLET) {
            self.note_outlet(id);
        }
        Some(id)
    }

    /// The speaker named before whom a description takes up: "the newspaper", "the sources", "the president".
    fn met_before(
        &mut self,
        doc: &Document,
        phrase: &Phrase,
        head: &Range<usize>,
        last: usize,
    ) -> Option<Id> {
        let word = doc.lower(last);
        let r = role(word);
        let determiner = doc.lower(phrase.head.start);
        let definite = matches!(determiner, "the" | "this" | "that" | "its" | "their" | "our");
        let bare = head.len() == 1 && phrase.whole.end == phrase.head.end;
        // "the sources": those named before, else those of the body named before
        if bare
            && definite
            && r.is(Role::SOURCES)
            && let Some(many) = self.many.filter(|&m| self.name(m).ends_with(word))
        {
            return Some(many);
        }
        if r.is(Role::SOURCES)
            && (bare && definite || doc.lower(phrase.head.start) == "its")
            && let Some(body) = self.outlet.or(self.body)
        {
            let name = format!("{}'s {}", self.name(body), doc.slice(head.clone()));
            return Some(self.same_or_new(&name, Sort::Many));
        }
        if bare && definite && r.is(Role::BODY) {
            // "the company" is not the newspaper that was heard last
            let known = if r.is(Role::OUTLET) {
                self.outlet.or(self.body)
            } else {
                self.body.filter(|_| self.body != self.outlet)
            };
            let same = |id: Id| self.name(id).split_whitespace().any(|w| w.eq_ignore_ascii_case(word));
            if let Some(id) = known.filter(|&id| !r.is(Role::OWN) || same(id)) {
                return Some(id);
            }
        }
        let possessive = head.clone().any(|i| doc.kind(i) == Kind::Possessive);
        let title = title(word);
        // "South Sudan's president" is the president named before; "the officer" also the "senior officer" before
        if title.is_none() || !definite && !possessive {
            return None;
        }
        self.recent(|s| s.title == title && (bare || s.named))
    }

    /// "a spokesman for the Enough Project": from here on "the group" is that project.
    fn note_employer(&mut self, doc: &Document, phrase: &Phrase) {
        let preposition = phrase.head.end;
        if !matches!(doc.lower(preposition), "for" | "of" | "at" | "from" | "with") {
            return;
        }
        let rest = without_determiner(doc, preposition + 1..phrase.whole.end);
        if let Some(name) = name_at_end(doc, &rest).filter(|n| n.start == rest.start) {
            let id = self.same_or_new(doc.slice(name), Sort::Body);
            self.body = Some(id);
        }
    }

    fn same_or_new(&mut self, name: &str, sort: Sort) -> Id {
        let name = on_one_line(name);
        match self.recent(|s| s.name == name) {
            Some(id) => id,
            None => self.add(&name, sort, None),
        }
    }

    fn add(&mut self, name: &str, sort: Sort, title: Option<&'static str>) -> Id {
        self.all.push(Speaker { name: name.to_owned(), sort, title, named: false });
        self.all.len() - 1
    }
}

/// What sort of speaker a common noun is.
fn sort_of(doc: &Document, i: usize) -> Sort {
    let word = doc.lower(i);
    let agent = ["man", "er", "or", "ist"].iter().any(|ending| word.ends_with(ending));
    if doc.tag(i) == Tag::Plural {
        Sort::Many
    } else if role(word).is(Role::TITLE) || agent && !role(word).is(Role::BODY) {
        Sort::Person
    } else {
        Sort::Body
    }
}

/// A name without the line breaks of wrapped text.
fn on_one_line(name: &str) -> Cow<'_, str> {
    if name.contains(['\n', '\t']) || name.contains("  ") {
        Cow::Owned(name.split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(name)
    }
}

/// Cuts "the", "a", "some", "several", numbers and the like off the front.
fn without_determiner(doc: &Document, head: Range<usize>) -> Range<usize> {
    let start = head
        .clone()
        .find(|&i| {
            !(matches!(doc.tag(i), Tag::Determiner | Tag::PossessivePronoun | Tag::Number)
                && doc.tag(i) != Tag::Proper
                || doc.kind(i) == Kind::Possessive
                || matches!(doc.lower(i), "several" | "many" | "some" | "other" | "few" | "most" | "same"))
        })
        .unwrap_or(head.end);
    start..head.end
}

/// The run of proper names at the end of `head`, without titles in front of it.
fn name_at_end(doc: &Document, head: &Range<usize>) -> Option<Range<usize>> {
    let mut end = head.end;
    while end > head.start && doc.kind(end - 1) == Kind::Quote {
        end -= 1;
    }
    let mut start = end;
    while start > head.start && belongs_to_name(doc, start - 1, start < end) {
        start -= 1;
    }
    while start < end && !(doc.is_capitalised(start)) {
        start += 1;
    }
    let mut start = without_titles(doc, without_owner(doc, start..end)..end);
    let word_before = start.checked_sub(1).filter(|&b| b >= head.start && doc.kind(b) == Kind::Word);
    if end == start + 1 && is_acronym(doc.word(start)) && word_before.is_some_and(|b| is_plain_noun(doc, b)) {
        start = head.start; // "state TV"
    }
    // "Sources said": a capital at the start of the sentence makes no name of a common noun
    let common = Role(Role::SOURCES.0 | Role::TITLE.0 | Role::BODY.0 | Role::HEADLINE.0 | Role::DOCUMENT.0);
    let opens = start == 0 || doc.kind(start - 1) != Kind::Word;
    if end == start + 1 && opens && role(doc.lower(start)).is(common) && !is_acronym(doc.word(start)) {
        return None;
    }
    let proper = (start..end).any(|i| doc.tag(i) == Tag::Proper || doc.word(i) == ")");
    (start < end && proper).then_some(start..end)
}

/// "Head of the agency Captain Manrosan": the name at the end of a role, with its title.
fn name_behind_role(doc: &Document, phrase: &Phrase) -> Option<Range<usize>> {
    let last = phrase.head.end.checked_sub(1)?;
    if phrase.whole.end == phrase.head.end || !role(doc.lower(last)).is(Role::TITLE) {
        return None;
    }
    let name = name_at_end(doc, &(phrase.head.end..phrase.whole.end))?;
    title_of(doc, &phrase.whole, &name).map(|_| name)
}

/// "the Observatory for Human Rights", "the Bank of England": the name of a body with what it is for.
fn with_field(doc: &Document, phrase: &Phrase, name: Range<usize>) -> Range<usize> {
    let mut end = name.end;
    if !is_body_name(doc, name.clone()) || end != phrase.head.end {
        return name;
    }
    while end < phrase.whole.end && matches!(doc.lower(end), "for" | "of" | "on" | "and") {
        let rest = end + 1 + usize::from(doc.lower(end + 1) == "the");
        let stop = (rest..phrase.whole.end).find(|&i| doc.tag(i) != Tag::Proper).unwrap_or(phrase.whole.end);
        if stop == rest {
            break;
        }
        end = stop;
    }
    name.start..end
}

/// "The agency and the survey": two speakers in one phrase.
fn is_pair(doc: &Document, head: &Range<usize>) -> bool {
    head.clone()
        .any(|i| doc.lower(i) == "and" && matches!(doc.tag(i + 1), Tag::Determiner | Tag::PossessivePronoun))
}

/// "the BBC's Frances Harrison": the person, not the house; "Indonesia's National Agency" stays whole.
fn without_owner(doc: &Document, name: Range<usize>) -> usize {
    let Some(mark) = name.clone().rev().find(|&i| doc.kind(i) == Kind::Possessive) else { return name.start };
    let rest = mark + 1..name.end;
    let person =
        rest.len() >= 2 && rest.clone().all(|i| doc.is_capitalised(i)) && !is_body_name(doc, rest.clone());
    if person { rest.start } else { name.start }
}

/// Start of a name behind the titles and roles in front of it ("Hewlett-Packard CEO Mark Hurd" is "Mark Hurd").
fn without_titles(doc: &Document, name: Range<usize>) -> usize {
    let last_title = name.clone().rev().find(|&i| role(doc.lower(i)).is(Role::TITLE));
    let Some(title) = last_title else { return name.start };
    let mut start = title + 1;
    while start < name.end && matches!(doc.word(start), "." | ",") {
        start += 1;
    }
    let rest = name.end - start;
    // "the President" is all there is; "General Motors" is no person
    if rest == 0 || doc.lower(title) == "general" && rest == 1 || !doc.is_capitalised(start) {
        return name.start;
    }
    start
}

/// Whether token `i` can stand in a proper name; `inside` when a part of the name follows it.
fn belongs_to_name(doc: &Document, i: usize, inside: bool) -> bool {
    match doc.kind(i) {
        Kind::Word => {
            doc.is_capitalised(i)
                || inside
                    && matches!(
                        doc.lower(i),
                        "and" | "of" | "for" | "al" | "de" | "bin" | "van" | "von" | "the"
                    )
        }
        Kind::Possessive | Kind::Dash => inside,
        Kind::Symbol => inside && doc.word(i) == "&",
        Kind::Number => true,
        Kind::Punct => matches!(doc.word(i), "." | "(" | ")"),
        Kind::Quote => false,
    }
}

/// The title or role that stands just before a name.
fn title_of(doc: &Document, head: &Range<usize>, name: &Range<usize>) -> Option<&'static str> {
    let mut i = name.start;
    while i > head.start {
        i -= 1;
        if let Some(t) = title(doc.lower(i)) {
            return Some(t);
        }
        if doc.word(i) != "." {
            return None;
        }
    }
    None
}

/// The word that says what the bearer of a name is in the apposition behind it: "director" in "X, a hospital director,".
fn apposed_role<'d>(doc: &'d Document, after: usize) -> &'d str {
    if doc.word(after) != "," {
        return "";
    }
    let end = (after + 1..after + 9).find(|&i| !is_nominal_part(doc, i)).unwrap_or(after + 9);
    if end > after + 1 && doc.tag(end - 1) != Tag::Proper { doc.lower(end - 1) } else { "" }
}

fn is_nominal_part(doc: &Document, i: usize) -> bool {
    doc.tag(i).is_noun() || matches!(doc.tag(i), Tag::Determiner | Tag::Adjective | Tag::PossessivePronoun)
}

/// Whether a name is that of a body: a word like "agency" in it, an acronym, or "the" before it.
fn is_body_name(doc: &Document, name: Range<usize>) -> bool {
    name.clone().any(|i| role(doc.lower(i)).is(Role::ORGANISATION))
        || name.len() == 1 && is_acronym(doc.word(name.start))
        || doc.tag(name.start.wrapping_sub(1)) == Tag::Determiner
        || doc.kind(name.end) == Kind::Possessive
}

/// A noun that is neither a role nor a kind of body in front of a name.
fn is_plain_noun(doc: &Document, i: usize) -> bool {
    let role = role(doc.lower(i));
    matches!(doc.tag(i), Tag::Noun | Tag::Adjective)
        && !role.is(Role(Role::TITLE.0 | Role::BODY.0 | Role::OUTLET.0))
}

fn is_acronym(word: &str) -> bool {
    word.len() >= 2 && word.chars().all(|c| c.is_uppercase() || c == '.')
}

/// The full name of which the bare surname at token `at` is the end, if the article gave it before.
fn full_name(doc: &Document, at: usize) -> Option<Range<usize>> {
    let surname = doc.word(at);
    for i in (at.saturating_sub(LOOK_BACK).max(1)..at).rev() {
        if doc.word(i) != surname || doc.kind(i) != Kind::Word {
            continue;
        }
        let mut start = i;
        while start > 0
            && i - start < 4
            && doc.tag(start - 1) == Tag::Proper
            && doc.is_capitalised(start - 1)
            && !role(doc.lower(start - 1)).is(Role::TITLE)
        {
            start -= 1;
        }
        if start < i {
            return Some(start..i + 1);
        }
    }
    None
}
