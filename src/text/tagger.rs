//! Word classes by lexicon, suffix and a few rules of context.
//!
//! The lexicon gives each word the tag that it has most often (Brill 1992); the rules then mend what the neighbours
//! make impossible. That is enough for the questions the normalizer asks: where a noun phrase ends, whether a word
//! is a verb, what is a name.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::word_sets;
use crate::text::{Kind, Tag, Token};

word_sets! { "grammar.tsv":
    /// Forms of "be", "have" and "do", which are never nouns.
    NEVER_NOUN = "never_noun";
    /// Third persons that are never plurals.
    NEVER_PLURAL = "never_plural";
    /// Words behind which an -ed form is a participle.
    BEFORE_PARTICIPLE = "before_participle";
}

static LEXICON: LazyLock<FxHashMap<&'static str, Tag>> = LazyLock::new(|| {
    let mut lexicon = FxHashMap::default();
    lexicon.reserve(40_000);
    for line in [include_str!("../lexicon/en/pos.tsv"), include_str!("../lexicon/en/pos_extra.tsv")]
        .into_iter()
        .flat_map(str::lines)
        .filter(|l| !l.starts_with('#'))
    {
        if let Some((tag, words)) = line.split_once('\t')
            && let Some(tag) = Tag::from_penn(tag)
        {
            lexicon.extend(words.split(' ').map(|w| (w, tag)));
        }
    }
    lexicon
});

/// The most frequent tag of a lower-case word, if the lexicon has it.
pub(crate) fn known(word: &str) -> Option<Tag> {
    LEXICON.get(word).copied()
}

/// Tags the tokens of one sentence.
pub(crate) fn tag(text: &str, lower: &str, tokens: &mut [Token]) {
    let title_case = is_title_case(text, lower, tokens);
    for i in 0..tokens.len() {
        tokens[i].tag = first_guess(text, lower, tokens, i, title_case);
    }
    for i in 0..tokens.len() {
        tokens[i].tag = mend(lower, tokens, i);
    }
}

fn first_guess(text: &str, lower: &str, tokens: &[Token], i: usize, title_case: bool) -> Tag {
    let t = &tokens[i];
    match t.kind {
        Kind::Number => return Tag::Number,
        Kind::Possessive => return Tag::PossessivePronoun,
        Kind::Dash | Kind::Quote | Kind::Symbol | Kind::Punct => return Tag::Punct,
        Kind::Word => {}
    }
    let word = &text[t.start as usize..t.end as usize];
    let small = &lower[t.start as usize..t.end as usize];
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    if crate::lexicon::is_number_word(small) {
        return Tag::Number;
    }
    let entry = known(small);
    if !capital {
        return entry.unwrap_or_else(|| by_suffix(small));
    }
    let starts = i == 0 || (i == 1 && tokens[0].kind == Kind::Quote);
    let function_word = entry.is_some_and(is_function_tag);
    if function_word && (starts || title_case || small != word) && word.len() < 8 && !is_acronym(word) {
        return entry.unwrap_or(Tag::Proper);
    }
    if title_case || starts && !next_is_capitalised(text, tokens, i) {
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
    let ends = |suffixes: &[&str]| suffixes.iter().any(|s| word.ends_with(s) && word.len() > s.len() + 1);
    if ends(&["ly"]) {
        Tag::Adverb
    } else if ends(&["ing"]) {
        Tag::Gerund
    } else if ends(&["ed"]) {
        Tag::Participle
    } else if ends(&["s"]) && !ends(&["ss", "us", "is"]) {
        Tag::Plural
    } else if ends(&["ous", "ful", "less", "able", "ible", "ive", "al", "ic", "ish"]) {
        Tag::Adjective
    } else {
        Tag::Noun
    }
}

fn next_is_capitalised(text: &str, tokens: &[Token], i: usize) -> bool {
    tokens.get(i + 1).is_some_and(|n| {
        n.kind == Kind::Word
            && text[n.start as usize..n.end as usize].chars().next().is_some_and(char::is_uppercase)
    })
}

/// A headline: most of its longer words are capitalised, or it has no lower-case letter at all.
fn is_title_case(text: &str, lower: &str, tokens: &[Token]) -> bool {
    let mut words = 0;
    let mut capitals = 0;
    for t in tokens.iter().filter(|t| t.kind == Kind::Word && t.end - t.start > 3) {
        if known(&lower[t.start as usize..t.end as usize]).is_some_and(is_function_tag) {
            continue;
        }
        words += 1;
        capitals += usize::from(text[t.start as usize..].chars().next().is_some_and(char::is_uppercase));
    }
    if words == 3 {
        // "Navy Captures 23 Pirates", not "He met Barack Obama in London"
        let small = |t: &Token| {
            let word = &text[t.start as usize..t.end as usize];
            let function = known(&lower[t.start as usize..t.end as usize]).is_some_and(is_function_tag);
            t.kind == Kind::Word && !function && !word.starts_with(char::is_uppercase)
        };
        return capitals == 3 && !tokens.iter().any(small);
    }
    words >= 4 && capitals * 10 >= words * 8
}

/// The tag of token `i` after what its neighbours rule out.
fn mend(lower: &str, tokens: &[Token], i: usize) -> Tag {
    let tag = tokens[i].tag;
    let word = |k: usize| &lower[tokens[k].start as usize..tokens[k].end as usize];
    let before = i.checked_sub(1).map(|k| tokens[k].tag);
    let after = tokens.get(i + 1).map(|t| t.tag);
    match (before, tag, after) {
        // "to attack", "will attack"
        (
            Some(Tag::To | Tag::Modal),
            Tag::Noun,
            Some(Tag::Determiner | Tag::Number | Tag::PossessivePronoun | Tag::Pronoun | Tag::Proper),
        ) => Tag::Verb,
        (Some(Tag::Modal), Tag::Noun, _) => Tag::Verb,
        // "the attack", "his work", "two reports": no verb stands behind a determiner or an adjective
        (Some(Tag::Determiner | Tag::PossessivePronoun | Tag::Adjective), Tag::Verb, _) => Tag::Noun,
        (Some(Tag::Determiner | Tag::PossessivePronoun | Tag::Adjective | Tag::Number), Tag::VerbS, _)
            if !NEVER_PLURAL.contains(word(i)) =>
        {
            Tag::Plural
        }
        (Some(Tag::Number), Tag::Verb, Some(a))
            if !NEVER_NOUN.contains(word(i)) && !matches!(a, Tag::Determiner | Tag::Pronoun) =>
        {
            Tag::Noun
        }
        // "he attacks", "it works"
        (Some(Tag::Pronoun), Tag::Plural, _) => Tag::VerbS,
        (Some(Tag::Pronoun), Tag::Noun, Some(Tag::Determiner | Tag::PossessivePronoun | Tag::To)) => {
            Tag::Verb
        }
        // "were killed" is a participle, "gunmen killed two" a past tense
        (_, Tag::Past | Tag::Participle, _) => past_or_participle(tag, tokens, i, word),
        // "that" after a noun or verb links clauses, before a noun it points
        (_, Tag::Preposition, Some(Tag::Noun | Tag::Adjective)) if word(i) == "that" => Tag::Determiner,
        _ => tag,
    }
}

/// An -ed form behind an auxiliary is a participle; behind a subject and not before "by" it is a past tense.
fn past_or_participle<'a>(tag: Tag, tokens: &[Token], i: usize, word: impl Fn(usize) -> &'a str) -> Tag {
    let mut k = i;
    while k > 0 && tokens[k - 1].tag == Tag::Adverb {
        k -= 1;
    }
    if k > 0 && BEFORE_PARTICIPLE.contains(word(k - 1)) {
        return Tag::Participle;
    }
    let by_follows = tokens.get(i + 1).is_some_and(|t| t.kind == Kind::Word) && word(i + 1) == "by";
    match k.checked_sub(1).map(|b| tokens[b].tag) {
        Some(Tag::Noun | Tag::Plural | Tag::Proper | Tag::Pronoun | Tag::Wh) if !by_follows => Tag::Past,
        Some(Tag::Determiner | Tag::PossessivePronoun | Tag::Number) => Tag::Participle,
        _ => tag,
    }
}
