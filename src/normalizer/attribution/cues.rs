//! The words that show who speaks, each with all the parts that it can play, in one lookup.

use std::ops::Range;
use std::sync::LazyLock;

use crate::lexicon::{ById, PhraseIndex, WordId, WordMap, alternatives, rows, word_sets, words_of};
use crate::text::{Document, Kind, Token};

/// The parts that a word can play in an attribution; one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Role(pub(crate) u32);

macro_rules! roles {
    ($($name:ident $group:literal $bit:literal),* $(,)?) => {
        impl Role {
            $(#[doc = concat!("Group `", $group, "` of the cue table.")]
              pub(crate) const $name: Role = Role(1 << $bit);)*
            fn of_group(group: &str) -> Option<Role> {
                match group { $($group => Some(Role::$name),)* _ => None }
            }
        }
    };
}

roles! {
    SAY "say" 0,
    REPORT "report" 1,
    SHOW "show" 2,
    DENY "deny" 3,
    ACCUSE "accuse" 4,
    PUT "put" 5,
    TELL "tell" 6,
    CITE "cite" 7,
    ESTIMATE "estimate" 8,
    BODY "body" 9,
    OUTLET "outlet" 10,
    SOURCES "sources" 11,
    HEARER "hearer" 12,
    TITLE "title" 13,
    ORGANISATION "organisation" 14,
    HEADLINE "headline" 15,
    CALENDAR "calendar" 16,
    AUXILIARY "auxiliary" 17,
    BE "be" 18,
    SUBORDINATOR "subordinator" 19,
    ACCORDING "according" 20,
    DOCUMENT "document" 21,
    NOBODY "nobody" 22,
    OWN "own" 23,
    PRESS "press" 24,
}

impl Role {
    /// Any verb that attributes.
    pub(crate) const VERB: Role =
        Role(Role::SAY.0 | Role::REPORT.0 | Role::SHOW.0 | Role::DENY.0 | Role::ACCUSE.0 | Role::PUT.0);

    /// Anything that tells of a speaker by itself.
    pub(crate) const CUE: Role = Role(Role::VERB.0 | Role::ACCORDING.0 | Role::CITE.0);

    /// Whether the word plays any of the parts in `other`.
    pub(crate) fn is(self, other: Role) -> bool {
        self.0 & other.0 != 0
    }
}

word_sets! { "cues.tsv":
    /// Particles inside a name.
    PARTICLES = "particle";
}

static FILE: &str = include_str!("../../lexicon/en/cues.tsv");

static WORDS: LazyLock<WordMap<Role>> = LazyLock::new(|| {
    let mut parts = Vec::new();
    for row in rows(FILE) {
        let [group, words] = row[..] else { continue };
        let Some(role) = Role::of_group(group) else { continue };
        // of a phrase only the first word is in the table
        let words = alternatives(words).filter_map(|phrase| words_of(phrase).next());
        parts.extend(words.map(|word| (word, role)));
    }
    WordMap::gather(parts.into_iter(), |_, all: &mut Role, role| all.0 |= role.0)
});

static ACCORDING: LazyLock<PhraseIndex<()>> = LazyLock::new(|| PhraseIndex::of_group(FILE, "according"));

/// The same by the number of the word.
static ROLES: LazyLock<ById<Role>> =
    LazyLock::new(|| WORDS.entries().map(|(word, role)| (word, *role)).collect());

/// The parts that a lower-case word can play.
pub(crate) fn role(word: &str) -> Role {
    ROLES.get(WordId::of(word))
}

/// The first word among `tokens` that tells of a speaker by itself, with the parts that it can play.
pub(crate) fn next_cue(doc: &Document, tokens: Range<usize>) -> Option<(usize, Role)> {
    let roles = &*ROLES;
    // few words are cues: a loop that does nothing else
    let is_cue = |token: &Token| roles.get(token.id).is(Role::CUE) && token.kind == Kind::Word;
    let words = doc.tokens.get(tokens.clone())?;
    let within = words.iter().position(is_cue)?;
    Some((tokens.start + within, roles.get(words[within].id)))
}

/// The parts that the word at token `i` can play.
#[inline]
pub(crate) fn role_at(doc: &Document, i: usize) -> Role {
    ROLES.get(doc.id(i))
}

/// Whether the lower-case word is a particle inside names ("bin", "von").
pub(crate) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(word)
}

/// The entry of a title as the table has it, so that titles can be kept without copying.
pub(crate) fn title(word: &str) -> Option<&'static str> {
    WORDS.entry(word).filter(|(_, r)| r.is(Role::TITLE)).map(|(w, _)| w)
}

/// End of a phrase like "according to" at token `i`.
pub(crate) fn according(doc: &Document, i: usize) -> Option<usize> {
    ACCORDING.under(doc.id(i)).iter().find_map(|phrase| doc.goes_on(i + 1, phrase.rest))
}
