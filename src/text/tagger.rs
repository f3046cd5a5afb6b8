//! Word classes by lexicon, suffix and a few rules of context.
//!
//! The lexicon gives each word the tag that it has most often (Brill 1992); the rules then mend what the neighbours
//! make impossible. That is enough for the questions the normalizer asks: where a noun phrase ends, whether a word
//! is a verb, what is a name.

use std::cell::Cell;
use std::sync::LazyLock;

use crate::lexicon::{ById, WordId, cardinals, id_sets, is_number_word};
use crate::text::{Kind, Tag, Token};

id_sets! { "grammar.tsv":
    /// Forms of "be", "have" and "do", which are never nouns.
    NEVER_NOUN = "never_noun";
    /// Third persons that are never plurals.
    NEVER_PLURAL = "never_plural";
    /// Words behind which an -ed form is a participle.
    BEFORE_PARTICIPLE = "before_participle";
}

static LEXICON: LazyLock<ById<Option<Tag>>> = LazyLock::new(|| {
    let mut lexicon = Vec::with_capacity(16_000);
    for line in [include_str!("../lexicon/en/pos.tsv"), include_str!("../lexicon/en/pos_extra.tsv")]
        .into_iter()
        .flat_map(str::lines)
        .filter(|l| !l.starts_with('#'))
    {
        if let Some((tag, words)) = line.split_once('\t')
            && let Some(tag) = Tag::from_penn(tag)
        {
            lexicon.extend(words.split(' ').map(|w| (w, Some(tag))));
        }
    }
    lexicon.extend(cardinals().map(|word| (word, Some(Tag::Number))));
    lexicon.into_iter().collect()
});

/// The most frequent tag of a lower-case word, if the lexicon has it.
pub(crate) fn known(word: &str) -> Option<Tag> {
    LEXICON.get(WordId::of(word))
}

/// Tags the tokens of one sentence, which have no tags yet.
pub(crate) fn tag(tokens: &[Token], tags: &[Cell<Option<Tag>>]) {
    // The words are looked up once; until all have their first guess, a tag is what the lexicon says.
    for (t, tag) in tokens.iter().zip(tags) {
        tag.set(LEXICON.get(t.id));
    }
    let title_case = is_title_case(tokens, tags);
    for (i, tag) in tags.iter().enumerate() {
        tag.set(Some(first_guess(tokens, i, tag.get(), title_case)));
    }
    let sentence = Guessed { tokens, tags };
    for (i, tag) in tags.iter().enumerate() {
        tag.set(sentence.mended(i));
    }
}

/// The tag of token `i` by itself; `entry` is what the lexicon says.
fn first_guess(tokens: &[Token], i: usize, entry: Option<Tag>, title_case: bool) -> Tag {
    let t = &tokens[i];
    match t.kind {
        Kind::Number => return Tag::Number,
        Kind::Possessive => return Tag::PossessivePronoun,
        Kind::Dash | Kind::Quote | Kind::Symbol | Kind::Punct => return Tag::Punct,
        Kind::Word => {}
    }
    let (word, small) = (t.word, t.lower);
    let capital = t.is_capitalised();
    if entry == Some(Tag::Number) && is_number_word(small) {
        return Tag::Number; // with a capital, too
    }
    if !capital {
        return entry.unwrap_or_else(|| by_suffix(small));
    }
    let starts = i == 0 || (i == 1 && tokens[0].kind == Kind::Quote);
    let function_word = entry.is_some_and(is_function_tag);
    if function_word && (starts || title_case || small != word) && word.len() < 8 && !is_acronym(word) {
        return entry.unwrap_or(Tag::Proper);
    }
    if title_case || starts && !next_is_capitalised(tokens, i) {
        // the capital says nothing here: a word that the lexicon knows is that word
        let guess = entry.or_else(|| is_acronym(word).then_some(Tag::Proper));
        return guess.unwrap_or_else(|| {
            if title_case { known_stem(small).unwrap_or(Tag::Proper) } else { Tag::Proper }
        });
    }
    Tag::Proper
}

fn is_function_tag(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Determiner
            | Tag::Preposition
            | Tag::Pronoun
            | Tag::PossessivePronoun
            | Tag::Wh
            | Tag::Conjunction
            | Tag::To
            | Tag::Modal
    )
}

fn is_acronym(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() >= 2 && !word.chars().any(char::is_lowercase)
}

/// Plurals and inflected forms of words that the lexicon knows only in their base form.
fn known_stem(small: &str) -> Option<Tag> {
    let singular = small.strip_suffix('s')?;
    match known(singular)? {
        Tag::Noun => Some(Tag::Plural),
        Tag::Verb => Some(Tag::VerbS),
        _ => None,
    }
}

fn by_suffix(word: &str) -> Tag {
    // two bytes at the least stand before a suffix, but one before the -s of a plural
    match word.as_bytes() {
        [_, _, .., b'l', b'y'] => Tag::Adverb,
        [_, _, .., b'i', b'n', b'g'] => Tag::Gerund,
        [_, _, .., b'e', b'd'] => Tag::Participle,
        [_, _, .., b's' | b'u' | b'i', b's'] => by_suffix_of_adjective(word),
        [_, _, .., b's'] => Tag::Plural,
        _ => by_suffix_of_adjective(word),
    }
}

fn by_suffix_of_adjective(word: &str) -> Tag {
    match word.as_bytes() {
        [_, _, .., b'o', b'u', b's']
        | [_, _, .., b'f', b'u', b'l']
        | [_, _, .., b'l', b'e', b's', b's']
        | [_, _, .., b'a' | b'i', b'b', b'l', b'e']
        | [_, _, .., b'i', b'v', b'e']
        | [_, _, .., b'a', b'l']
        | [_, _, .., b'i', b'c']
        | [_, _, .., b'i', b's', b'h'] => Tag::Adjective,
        _ => Tag::Noun,
    }
}

fn next_is_capitalised(tokens: &[Token], i: usize) -> bool {
    tokens.get(i + 1).is_some_and(|n| n.kind == Kind::Word && n.is_capitalised())
}

/// A headline: most of its longer words are capitalised, or it has no lower-case letter at all.
/// `entries` are what the lexicon says.
fn is_title_case(tokens: &[Token], entries: &[Cell<Option<Tag>>]) -> bool {
    let mut words = 0;
    let mut capitals = 0;
    let content = |(t, entry): &(&Token, &Cell<Option<Tag>>)| {
        t.kind == Kind::Word && !entry.get().is_some_and(is_function_tag)
    };
    for (t, _) in tokens.iter().zip(entries).filter(content).filter(|(t, _)| t.word.len() > 3) {
        words += 1;
        capitals += usize::from(t.is_capitalised());
    }
    if words == 3 {
        // "Navy Captures 23 Pirates", not "He met Barack Obama in London"
        return capitals == 3 && tokens.iter().zip(entries).filter(content).all(|(t, _)| t.is_capitalised());
    }
    words >= 4 && capitals * 10 >= words * 8
}

/// A sentence in which every token has its first guess, and those before the current one their tag.
struct Guessed<'a> {
    tokens: &'a [Token<'a>],
    tags: &'a [Cell<Option<Tag>>],
}

impl<'a> Guessed<'a> {
    fn word(&self, i: usize) -> &'a str {
        self.tokens[i].lower
    }

    fn tag(&self, i: usize) -> Option<Tag> {
        self.tags.get(i).and_then(Cell::get)
    }

    /// The tag of token `i` after what its neighbours rule out.
    fn mended(&self, i: usize) -> Option<Tag> {
        let tag = self.tag(i)?;
        let before = i.checked_sub(1).and_then(|k| self.tag(k));
        Some(match (before, tag, self.tag(i + 1)) {
            // "to attack", "will attack"
            (
                Some(Tag::To | Tag::Modal),
                Tag::Noun,
                Some(Tag::Determiner | Tag::Number | Tag::PossessivePronoun | Tag::Pronoun | Tag::Proper),
            ) => Tag::Verb,
            (Some(Tag::Modal), Tag::Noun, _) => Tag::Verb,
            // "the attack", "his work", "two reports": no verb stands behind a determiner or an adjective
            (Some(Tag::Determiner | Tag::PossessivePronoun | Tag::Adjective), Tag::Verb, _) => Tag::Noun,
            (
                Some(Tag::Determiner | Tag::PossessivePronoun | Tag::Adjective | Tag::Number),
                Tag::VerbS,
                _,
            ) if !NEVER_PLURAL.get(self.tokens[i].id) => Tag::Plural,
            (Some(Tag::Number), Tag::Verb, Some(a))
                if !NEVER_NOUN.get(self.tokens[i].id) && !matches!(a, Tag::Determiner | Tag::Pronoun) =>
            {
                Tag::Noun
            }
            // "he attacks", "it works"
            (Some(Tag::Pronoun), Tag::Plural, _) => Tag::VerbS,
            (Some(Tag::Pronoun), Tag::Noun, Some(Tag::Determiner | Tag::PossessivePronoun | Tag::To)) => {
                Tag::Verb
            }
            // "were killed" is a participle, "gunmen killed two" a past tense
            (_, Tag::Past | Tag::Participle, _) => self.past_or_participle(tag, i),
            // "that" after a noun or verb links clauses, before a noun it points
            (_, Tag::Preposition, Some(Tag::Noun | Tag::Adjective)) if self.word(i) == "that" => {
                Tag::Determiner
            }
            _ => tag,
        })
    }

    /// An -ed form behind an auxiliary is a participle; behind a subject and not before "by" it is a past tense.
    fn past_or_participle(&self, tag: Tag, i: usize) -> Tag {
        let mut k = i;
        while k > 0 && self.tag(k - 1) == Some(Tag::Adverb) {
            k -= 1;
        }
        if k > 0 && BEFORE_PARTICIPLE.get(self.tokens[k - 1].id) {
            return Tag::Participle;
        }
        let by_follows =
            self.tokens.get(i + 1).is_some_and(|t| t.kind == Kind::Word) && self.word(i + 1) == "by";
        match k.checked_sub(1).and_then(|b| self.tag(b)) {
            Some(Tag::Noun | Tag::Plural | Tag::Proper | Tag::Pronoun | Tag::Wh) if !by_follows => Tag::Past,
            Some(Tag::Determiner | Tag::PossessivePronoun | Tag::Number) => Tag::Participle,
            _ => tag,
        }
    }
}
