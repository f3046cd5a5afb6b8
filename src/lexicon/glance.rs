//! A first look at a text: as many small words of English as are sure to stand in it, without taking it apart.

/// What a look at the beginning of a text is sure of, without taking its words apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Glance {
    /// Bytes that were looked at.
    pub(crate) bytes: usize,
    /// ASCII letters among them.
    pub(crate) letters: usize,
    /// Those outside of ASCII; no more letters are there.
    wide: usize,
    /// "the" between blanks; no fewer count.
    pub(crate) articles: usize,
    /// Other small words between blanks; no fewer count.
    pub(crate) others: usize,
}

/// The article and the other small words, with the blanks around them.
const ARTICLE: [u8; 5] = *b" the ";
const OTHERS_OF_TWO: [[u8; 4]; 3] = [*b" of ", *b" to ", *b" by "];
const OTHERS_OF_THREE: [[u8; 5]; 2] = [*b" and ", *b" for "];
const OTHERS_OF_FOUR: [[u8; 6]; 3] = [*b" that ", *b" with ", *b" from "];

/// Bytes that are looked at together, and how many more a word that begins there may need.
const LANES: usize = 64;
const BEHIND: usize = OTHERS_OF_FOUR[0].len() - 1;

impl Glance {
    /// Looks at as much of `text` as has no more than `most` letters of any script, until it is `enough`: at many bytes in
    /// one step.
    pub(crate) fn at(text: &[u8], most: usize, enough: impl Fn(&Glance) -> bool) -> Glance {
        let mut glance = Glance::default();
        while glance.letters + glance.wide + LANES + BEHIND <= most && !enough(&glance) {
            let rest = &text[glance.bytes..];
            match rest.first_chunk() {
                Some(window) => {
                    glance.add(window);
                    glance.bytes += LANES;
                }
                None => {
                    let mut window = [0; LANES + BEHIND];
                    window[..rest.len()].copy_from_slice(rest);
                    glance.add(&window);
                    glance.bytes += rest.len();
                    break;
                }
            }
        }
        glance
    }

    /// The most words that can be among the bytes: between two of them stands something that is no letter.
    pub(crate) fn most_words(&self) -> usize {
        self.bytes + 1 - self.letters
    }

    fn add(&mut self, window: &[u8; LANES + BEHIND]) {
        let (mut letters, mut wide, mut articles, mut others) = (0_u8, 0_u8, 0_u8, 0_u8);
        for at in 0..LANES {
            letters += u8::from((window[at] | 0x20).wrapping_sub(b'a') < 26);
            wide += u8::from(!window[at].is_ascii());
            articles += u8::from(stands(&[ARTICLE], window, at));
            let other = stands(&OTHERS_OF_TWO, window, at) | stands(&OTHERS_OF_THREE, window, at);
            others += u8::from(other | stands(&OTHERS_OF_FOUR, window, at));
        }
        self.letters += usize::from(letters);
        self.wide += usize::from(wide);
        self.articles += usize::from(articles);
        self.others += usize::from(others);
    }
}

/// Whether one of `words` stands in `window` at a place; no branch, so that many places are looked at in one step.
#[inline(always)]
fn stands<const N: usize>(words: &[[u8; N]], window: &[u8; LANES + BEHIND], at: usize) -> bool {
    let stands =
        |word: &[u8; N]| (1..N - 1).fold(true, |stands, index| stands & (window[at + index] == word[index]));
    let one = words.iter().fold(false, |one, word| one | stands(word));
    one & (window[at] == b' ') & (window[at + N - 1] == b' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::rows::group;
    use crate::lexicon::{Counts, SmallWords};

    #[test]
    fn a_glance_is_sure_of_what_it_counts() {
        let text =
            "The men and women of the north, and the others: 40 went to the coast for the winter (to fish).";
        for text in [text.into(), text.repeat(40), "the ".repeat(70), "été ".repeat(99), String::new()] {
            let words: Vec<&str> =
                text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
            let mut counts = Counts::default();
            words.iter().for_each(|word| counts += SmallWords::get().count(word.as_bytes()));
            let glance = Glance::at(text.as_bytes(), usize::MAX, |_| false);
            assert_eq!(glance.bytes, text.len());
            assert!(glance.letters <= text.chars().filter(|c| c.is_alphabetic()).count(), "{text}");
            assert!(glance.most_words() >= words.len(), "{glance:?} {text}");
            let (articles, others) = (counts.articles() as usize, counts.others() as usize);
            assert!(glance.articles <= articles && glance.others <= others, "{glance:?} {text}");
        }
        let glance = Glance::at(text.repeat(40).as_bytes(), usize::MAX, |_| false);
        assert!(
            glance.articles >= 4 * 39 && glance.others >= 5 * 39 && glance.most_words() < 30 * 40,
            "{glance:?}"
        );
    }

    #[test]
    fn it_looks_for_the_small_words_of_the_data_file() {
        let looked_at = OTHERS_OF_TWO.iter().map(|word| &word[..]);
        let looked_at = looked_at.chain(OTHERS_OF_THREE.iter().map(|word| &word[..]));
        let looked_at = looked_at.chain(OTHERS_OF_FOUR.iter().map(|word| &word[..]));
        let mut looked_at: Vec<&str> =
            looked_at.map(|word| std::str::from_utf8(word).expect("ASCII").trim()).collect();
        let mut others: Vec<&str> = group(include_str!("en/english.tsv"), "other").collect();
        looked_at.sort_unstable();
        others.sort_unstable();
        assert_eq!(looked_at, others);
        assert_eq!(SmallWords::get().count(ARTICLE.trim_ascii()).articles(), 1);
    }
}
