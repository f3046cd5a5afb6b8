//! Word classes: the part of the Penn tag set that the normalizer asks for.

/// A word class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Tag {
    /// Singular or mass noun.
    Noun,
    /// Plural noun.
    Plural,
    /// Proper noun.
    Proper,
    /// Base form or present tense of a verb, not third person.
    Verb,
    /// Third person singular present.
    VerbS,
    /// Past tense.
    Past,
    /// Past participle.
    Participle,
    /// -ing form.
    Gerund,
    /// can, will, may ...
    Modal,
    /// Adjective, also comparative and superlative.
    Adjective,
    /// Adverb.
    Adverb,
    /// the, a, this, each ...
    Determiner,
    /// Preposition or subordinating conjunction.
    Preposition,
    /// he, they, it ...
    Pronoun,
    /// his, their, its ...
    PossessivePronoun,
    /// who, which, that, where, when as relative or question word.
    Wh,
    /// and, or, but ...
    Conjunction,
    /// "to".
    To,
    /// Number, in digits or words.
    Number,
    /// Particle, interjection, existential "there", foreign word.
    Other,
    /// Punctuation, symbols.
    Punct,
}

impl Tag {
    /// How many tags there are.
    pub(crate) const COUNT: usize = Tag::Punct as usize + 1;

    /// Any finite or non-finite verb form, modals included.
    pub(crate) fn is_verb(self) -> bool {
        matches!(self, Tag::Verb | Tag::VerbS | Tag::Past | Tag::Participle | Tag::Gerund | Tag::Modal)
    }

    /// Common or proper noun.
    pub(crate) fn is_noun(self) -> bool {
        matches!(self, Tag::Noun | Tag::Plural | Tag::Proper)
    }

    /// The tag of a Penn Treebank name; `None` for names that the normalizer has no use for.
    pub(crate) fn from_penn(name: &str) -> Option<Tag> {
        Some(match name {
            "NN" => Tag::Noun,
            "NNS" => Tag::Plural,
            "NNP" | "NNPS" => Tag::Proper,
            "VB" | "VBP" => Tag::Verb,
            "VBZ" => Tag::VerbS,
            "VBD" => Tag::Past,
            "VBN" => Tag::Participle,
            "VBG" => Tag::Gerund,
            "MD" => Tag::Modal,
            "JJ" | "JJR" | "JJS" => Tag::Adjective,
            "RB" | "RBR" | "RBS" => Tag::Adverb,
            "DT" | "PDT" => Tag::Determiner,
            "IN" => Tag::Preposition,
            "PRP" => Tag::Pronoun,
            "PRP$" => Tag::PossessivePronoun,
            "WDT" | "WP" | "WP$" | "WRB" => Tag::Wh,
            "CC" => Tag::Conjunction,
            "TO" => Tag::To,
            "CD" => Tag::Number,
            "EX" | "RP" | "UH" | "FW" => Tag::Other,
            _ => return None,
        })
    }
}
