//! The speakers of an article: what each is called, and whom "he", "the newspaper" or a bare surname stands for.

use std::ops::Range;

use crate::lexicon::{id_sets, word_sets};
use crate::normalizer::attribution::cues::{Role, role, role_at, title};
use crate::normalizer::attribution::naming::{
    apposed_role, full_name, is_body_name, is_pair, name_at_end, name_behind_role, title_of, with_field,
    without_determiner,
};
use crate::normalizer::attribution::phrase::Phrase;
use crate::text::{Document, Kind, Tag, one_line};

id_sets! { "cues.tsv":
    /// Prepositions between a role and the body that somebody has it in.
    EMPLOYED = "employed";
}
word_sets! { "cues.tsv":
    /// Determiners that take up somebody who was named before.
    DEFINITE = "definite";
}

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
    /// The bytes of the last word of the name.
    last_word: Range<usize>,
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

    /// The last word of the name.
    fn last_word(&self) -> &str {
        &self.name[self.last_word.clone()]
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
        if role_at(doc, last).is(Role::OUTLET) && doc.tag(last) != Tag::Proper {
            let named = phrase.head.clone().rev().skip(1).any(|i| doc.tag(i) == Tag::Proper);
            return if named { self.find(doc, phrase) } else { self.outlet };
        }
        if doc.tag(last) != Tag::Proper || role_at(doc, last).is(Role::HEARER) {
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
            || name.clone().any(|i| role_at(doc, i).is(Role::PRESS))
            || head.clone().any(|i| role_at(doc, i).is(Role::OUTLET) && doc.tag(i) != Tag::Proper);
        let had_article = doc.tag(head.start.wrapping_sub(1)) == Tag::Determiner;
        let body = is_outlet
            || role(apposed).is(Role::BODY)
            || had_article && name == head
            || is_body_name(doc, name.clone());
        let sort = if title_before.is_none() && body { Sort::Body } else { Sort::Person };
        let text = one_line(doc.slice(name.clone()));
        if let Some(id) = self.known(doc, &name, &text) {
            if let Some(t) = title_before {
                self.all[id].title = Some(t);
            }
            if is_outlet {
                self.outlet = Some(id); // publishes what others say
            }
            return id;
        }
        let full = if name.len() == 1 && sort == Sort::Person { full_name(doc, name.start) } else { None };
        let id = self.add(&full.map_or(text, |r| one_line(doc.slice(r))), sort, title_before);
        self.all[id].named = true;
        if is_outlet {
            self.outlet = Some(id); // publishes what others say
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
        let of_body = role_at(doc, name.start).is(Role(Role::ORGANISATION.0 | Role::BODY.0));
        self.recent(|s| {
            let any_of_body = || of_body && s.named && s.name.split_whitespace().any(|w| w == word);
            s.name == text || single && (s.last_word() == word || any_of_body())
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
        if role_at(doc, last).is(Role::OUTLET) {
            self.outlet = Some(id); // publishes what others say
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
        let definite = DEFINITE.contains(determiner);
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
            && (bare && definite || determiner == "its")
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
        if !EMPLOYED.has(doc.id(preposition)) {
            return;
        }
        let rest = without_determiner(doc, preposition + 1..phrase.whole.end);
        if let Some(name) = name_at_end(doc, &rest).filter(|n| n.start == rest.start) {
            let id = self.same_or_new(doc.slice(name), Sort::Body);
            self.body = Some(id);
        }
    }

    fn same_or_new(&mut self, name: &str, sort: Sort) -> Id {
        let name = one_line(name);
        match self.recent(|s| s.name == name) {
            Some(id) => id,
            None => self.add(&name, sort, None),
        }
    }

    fn add(&mut self, name: &str, sort: Sort, title: Option<&'static str>) -> Id {
        let end = name.trim_end().len();
        let blank = name[..end].char_indices().rfind(|(_, c)| c.is_whitespace());
        let last_word = blank.map_or(0, |(at, c)| at + c.len_utf8())..end;
        self.all.push(Speaker { name: name.to_owned(), last_word, sort, title, named: false });
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
