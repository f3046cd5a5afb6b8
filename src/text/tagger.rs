//! Word classes by lexicon, suffix and a few rules of context.
//!
//! The lexicon gives each word the tag that it has most often (Brill 1992); the rules then mend what the neighbours
//! make impossible. That is enough for the questions the normalizer asks: where a noun phrase ends, whether a word
//! is a verb, what is a name.

use std::cell::Cell;
use std::ops::Range;
use std::sync::LazyLock;

use crate::lexicon::{ById, WordId, cardinals, id_sets, is_number_word};
use crate::text::{Document, Kind, Tag, Token};

id_sets! { "grammar.tsv":
    /// Forms of "be", "have" and "do", which are never nouns.
    NEVER_NOUN = "never_noun";
    /// Third persons that are never plurals.
    NEVER_PLURAL = "never_plural";
    /// Words behind which an -ed form is a participle.
    BEFORE_PARTICIPLE = "before_participle";
}

static LEXICON: LazyLock<ById<Option<Tag>>> =
    LazyLock::new(|| ById::by_class(Tag::from_penn).with(cardinals().map(|word| (word, Some(Tag::Number)))));

/// The most frequent tag of a lower-case word, if the lexicon has it.
pub(crate) fn known(word: &str) -> Option<Tag> {
    known_tag(WordId::of(word))
}

/// As [`known`], of the word with a number.
pub(crate) fn known_tag(word: WordId) -> Option<Tag> {
    LEXICON.get(word)
}

/// Tags the tokens of one sentence, which have no tags yet.
pub(crate) fn tag(doc: &Document, sentence: Range<usize>, tags: &[Cell<Option<Tag>>]) {
    let tokens = &doc.tokens[sentence.clone()];
    let lexicon = &*LEXICON;
    let mut capitals = 0;
    for (token, tag) in tokens.iter().zip(tags) {
        tag.set(BY_KIND[token.kind as usize].or(lexicon.get(token.id)));
        capitals += usize::from(token.capital);
    }
    // most sentences have fewer capitals than a title
    let title_case = capitals >= 3 && Words::of(tokens, tags).are_title_case();
    let sentence = Untagged { doc, first: sentence.start, tokens, tags, title_case };
    let mut before = None;
    // each token gets its first guess before the one before it is mended
    for next in 0..=tokens.len() {
        if let (Some(token), Some(tag)) = (tokens.get(next), tags.get(next))
            && token.kind == Kind::Word
            && (token.capital || tag.get().is_none())
        {
            tag.set(Some(sentence.guess_word(next, token, tag.get())));
        }
        let Some(i) = next.checked_sub(1) else { continue };
        let Some(guess) = tags[i].get() else { continue };
        let behind = before.map_or(1 << Tag::COUNT, bit);
        if MENDED_BEHIND[guess as usize] & behind != 0 {
            tags[i].set(Some(sentence.mended(before, guess, i)));
        } else {
            debug_assert_eq!(sentence.mended(before, guess, i), guess);
        }
        before = tags[i].get();
    }
}

/// The tag of all tokens of a kind but words, by the number of the kind: without a branch for each token.
static BY_KIND: [Option<Tag>; 7] = {
    let mut by_kind = [Some(Tag::Punct); 7];
    by_kind[Kind::Word as usize] = None;
    by_kind[Kind::Number as usize] = Some(Tag::Number);
    by_kind[Kind::Possessive as usize] = Some(Tag::PossessivePronoun);
    by_kind
};

/// For each tag, a bit for each tag behind which [`Untagged::mended`] may make another of it; most tokens are left as
/// they are, and need no more than this to be told.
static MENDED_BEHIND: [u32; Tag::COUNT] = {
    let mut behind = [0; Tag::COUNT];
    let noun_follows = bit(Tag::Determiner) | bit(Tag::PossessivePronoun) | bit(Tag::Adjective);
    behind[Tag::Noun as usize] = bit(Tag::To) | bit(Tag::Modal) | bit(Tag::Pronoun);
    behind[Tag::Plural as usize] = bit(Tag::Pronoun);
    behind[Tag::Verb as usize] = noun_follows | bit(Tag::Number);
    behind[Tag::VerbS as usize] = noun_follows | bit(Tag::Number);
    behind[Tag::Past as usize] = u32::MAX;
    behind[Tag::Participle as usize] = u32::MAX;
    behind[Tag::Preposition as usize] = u32::MAX;
    behind
};

const fn bit(tag: Tag) -> u32 {
    1 << tag as u32
}

/// The words of a sentence that a title would capitalise.
#[derive(Default)]
struct Words {
    /// Of more than three letters.
    long: usize,
    /// Those of them with a capital.
    long_capitals: usize,
    /// Of any length, without a capital.
    small: usize,
}

impl Words {
    /// Those of `tokens`; `tags` are what the lexicon says of them.
    fn of(tokens: &[Token], tags: &[Cell<Option<Tag>>]) -> Words {
        let mut words = Words::default();
        for (token, tag) in tokens.iter().zip(tags) {
            // without a branch for each token
            let word = (token.kind == Kind::Word) & !tag.get().is_some_and(is_function_tag);
            let long = word & (token.len() > 3);
            words.long += usize::from(long);
            words.long_capitals += usize::from(long & token.capital);
            words.small += usize::from(word & !token.capital);
        }
        words
    }

    /// A headline: most of its longer words are capitalised, or it has no lower-case letter at all.
    fn are_title_case(&self) -> bool {
        if self.long == 3 {
            // "Navy Captures 23 Pirates", not "He met Barack Obama in London"
            return self.small == 0;
        }
        self.long >= 4 && self.long_capitals * 10 >= self.long * 8
    }
}

fn is_function_tag(tag: Tag) -> bool {
    const FUNCTION: u32 = bit(Tag::Determiner)
        | bit(Tag::Preposition)
        | bit(Tag::Pronoun)
        | bit(Tag::PossessivePronoun)
        | bit(Tag::Wh)
        | bit(Tag::Conjunction)
        | bit(Tag::To)
        | bit(Tag::Modal);
    FUNCTION & bit(tag) != 0
}

/// Whether a noun and no verb follows a word with this tag.
fn is_before_noun(tag: Option<Tag>) -> bool {
    matches!(tag, Some(Tag::Determiner | Tag::PossessivePronoun | Tag::Adjective))
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

/// A sentence: tokens before the current one have their tag, it and the next one their first guess, and of the other
/// words what the lexicon says.
struct Untagged<'a, 't> {
    doc: &'a Document<'t>,
    /// Index of its first token in the document.
    first: usize,
    tokens: &'a [Token],
    tags: &'a [Cell<Option<Tag>>],
    title_case: bool,
}

impl<'t> Untagged<'_, 't> {
    /// Token `i` in lower case.
    fn lower(&self, i: usize) -> &'t str {
        self.doc.lower(self.first + i)
    }

    fn tag(&self, i: usize) -> Option<Tag> {
        self.tags.get(i).and_then(Cell::get)
    }

    /// The tag of the word at `i` by itself; `entry` is what the lexicon says.
    fn guess_word(&self, i: usize, token: &Token, entry: Option<Tag>) -> Tag {
        if entry == Some(Tag::Number) && is_number_word(self.lower(i)) {
            return Tag::Number; // with a capital, too
        }
        if token.capital {
            self.guess_capitalised(i, token, entry)
        } else {
            entry.unwrap_or_else(|| by_suffix(self.lower(i)))
        }
    }

    fn guess_capitalised(&self, i: usize, token: &Token, entry: Option<Tag>) -> Tag {
        let word = self.doc.word(self.first + i);
        let starts = i == 0 || (i == 1 && self.tokens[0].kind == Kind::Quote);
        let function_word = entry.is_some_and(is_function_tag);
        if function_word
            && (starts || self.title_case || self.lower(i) != word)
            && token.len() < 8
            && !is_acronym(word)
        {
            return entry.unwrap_or(Tag::Proper);
        }
        if self.title_case || starts && !self.is_capitalised_word(i + 1) {
            // the capital says nothing here: a word that the lexicon knows is that word
            let guess = entry.or_else(|| is_acronym(word).then_some(Tag::Proper));
            return guess.unwrap_or_else(|| {
                if self.title_case { known_stem(self.lower(i)).unwrap_or(Tag::Proper) } else { Tag::Proper }
            });
        }
        Tag::Proper
    }

    fn is_capitalised_word(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.kind == Kind::Word && t.capital)
    }

    /// The tag of token `i`, which is `guess` by itself, after what its neighbours rule out; `before` is that of the
    /// token before.
    #[inline]
    fn mended(&self, before: Option<Tag>, guess: Tag, i: usize) -> Tag {
        match guess {
            // "were killed" is a participle, "gunmen killed two" a past tense
            Tag::Past | Tag::Participle => self.past_or_participle(guess, i),
            // "that" after a noun or verb links clauses, before a noun it points
            Tag::Preposition
                if matches!(self.tag(i + 1), Some(Tag::Noun | Tag::Adjective)) && self.lower(i) == "that" =>
            {
                Tag::Determiner
            }
            Tag::Noun if matches!(before, Some(Tag::To | Tag::Modal | Tag::Pronoun)) => {
                if self.noun_is_verb(before, i) { Tag::Verb } else { guess }
            }
            // "the attack", "his work", "two reports": no verb stands behind a determiner or an adjective
            Tag::Verb if is_before_noun(before) => Tag::Noun,
            Tag::Verb if before == Some(Tag::Number) => {
                let subject = matches!(self.tag(i + 1), None | Some(Tag::Determiner | Tag::Pronoun));
                if subject || NEVER_NOUN.has(self.tokens[i].id) { guess } else { Tag::Noun }
            }
            Tag::VerbS if is_before_noun(before) || before == Some(Tag::Number) => {
                if NEVER_PLURAL.has(self.tokens[i].id) { guess } else { Tag::Plural }
            }
            // "he attacks", "it works"
            Tag::Plural if before == Some(Tag::Pronoun) => Tag::VerbS,
            _ => guess,
        }
    }

    /// Whether what could be a noun is a verb: "to attack the", "will attack", "they attack the".
    fn noun_is_verb(&self, before: Option<Tag>, i: usize) -> bool {
        let next = self.tag(i + 1);
        let object = matches!(next, Some(Tag::Determiner | Tag::PossessivePronoun));
        match before {
            Some(Tag::Modal) => true,
            Some(Tag::To) => object || matches!(next, Some(Tag::Number | Tag::Pronoun | Tag::Proper)),
            _ => object || next == Some(Tag::To),
        }
    }

    /// An -ed form behind an auxiliary is a participle; behind a subject and not before "by" it is a past tense.
    fn past_or_participle(&self, tag: Tag, i: usize) -> Tag {
        let mut k = i;
        while k > 0 && self.tag(k - 1) == Some(Tag::Adverb) {
            k -= 1;
        }
        if k > 0 && BEFORE_PARTICIPLE.has(self.tokens[k - 1].id) {
            return Tag::Participle;
        }
        let by_follows =
            self.tokens.get(i + 1).is_some_and(|t| t.kind == Kind::Word) && self.lower(i + 1) == "by";
        match k.checked_sub(1).and_then(|b| self.tag(b)) {
            Some(Tag::Noun | Tag::Plural | Tag::Proper | Tag::Pronoun | Tag::Wh) if !by_follows => Tag::Past,
            Some(Tag::Determiner | Tag::PossessivePronoun | Tag::Number) => Tag::Participle,
            _ => tag,
        }
    }
}
