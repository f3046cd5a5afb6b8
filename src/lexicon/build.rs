//! The vocabulary as tables that the program has ready: part of the build script, not of the library. To make them at
//! the start of the program would take longer than to read a short article.

use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;
use std::{fs, io};

use super::key::{self, Key, SHORT, Slot};

/// Data files whose words are in the vocabulary; the largest comes first.
const FILES: [&str; 19] = [
    "pos.tsv",
    "pos_extra.tsv",
    "special.tsv",
    "bounds.tsv",
    "grammar.tsv",
    "places.tsv",
    "cues.tsv",
    "numbers.tsv",
    "times.tsv",
    "vague.tsv",
    "aspect_rules.tsv",
    "counted.tsv",
    "ellipsis.tsv",
    "exclusions.tsv",
    "figures.tsv",
    "rates.tsv",
    "trend.tsv",
    "unit_words.tsv",
    "zero.tsv",
];

/// Those of them that say which class a word has.
const CLASSES: [&str; 2] = ["pos.tsv", "pos_extra.tsv"];

/// A word of the vocabulary that no file has.
const NONE: &str = "none";

/// Writes the tables of short words, each with a slot of its own, into the folder `to`.
fn short_words(short: &[(&str, u16)], to: &Path) -> io::Result<()> {
    let slots = (5 * short.len() / 4).next_power_of_two();
    let (mut keys, mut numbers) = (vec![0; slots], vec![0; slots]);
    let mut groups = vec![Vec::new(); key::GROUPS];
    for (word, number) in short {
        let key = key::short(word.as_bytes());
        groups[key::group(key)].push((key, *number));
    }
    // the largest first, as long as there is room
    let mut order: Vec<usize> = (0..key::GROUPS).collect();
    order.sort_by_key(|group| std::cmp::Reverse(groups[*group].len()));
    let mut spread = vec![0; key::GROUPS];
    for group in order {
        let place = |key, number| key::place(key, number, slots.trailing_zeros());
        let fits = |number: &u16| {
            let mut places: Vec<usize> = groups[group].iter().map(|(key, _)| place(*key, *number)).collect();
            let free = places.iter().all(|at| keys[*at] == 0);
            places.sort_unstable();
            places.dedup();
            free && places.len() == groups[group].len()
        };
        let number = (0..=u16::MAX).find(fits).expect("room for every group");
        for (key, id) in &groups[group] {
            (keys[place(*key, number)], numbers[place(*key, number)]) = (*key, *id);
        }
        spread[group] = number;
    }
    fs::write(to.join("short_words"), keys.iter().flat_map(|key| key.to_le_bytes()).collect::<Vec<u8>>())?;
    fs::write(to.join("short_numbers"), numbers.iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<u8>>())?;
    fs::write(to.join("short_groups"), spread.iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<u8>>())
}

/// Writes the table of the other words into the folder `to`.
fn long_words(long: &[(&str, u16)], to: &Path) -> io::Result<()> {
    let mut slots = vec![Slot::default(); (3 * long.len() / 2).next_power_of_two()];
    for (word, number) in long {
        let key = Key::of(word);
        let free = key.find(key.hash(), slots.len(), |at| slots[at], |_| false).expect_err("each word once");
        slots[free] = key.slot(u32::from(*number));
    }
    let slots = slots.iter().flatten().flat_map(|part| part.to_le_bytes());
    fs::write(to.join("long_words"), slots.collect::<Vec<u8>>())
}

/// Writes the class of each of `count` numbers, as files with rows `class<TAB>word word` give it, into the folder `to`;
/// gives the names of the classes.
fn classes<'f>(
    files: impl Iterator<Item = &'f str>,
    numbers: &HashMap<&str, u16>,
    count: usize,
    to: &Path,
) -> io::Result<Vec<&'f str>> {
    let mut classes = vec![0; count + 1];
    let mut names: Vec<&str> = Vec::new();
    let lines = files.flat_map(str::lines).filter(|line| !line.starts_with('#'));
    for (class, words) in lines.filter_map(|line| line.split_once('\t')) {
        let at = names.iter().position(|name| *name == class).unwrap_or_else(|| {
            names.push(class);
            names.len() - 1
        });
        for word in words.split(' ').filter(|word| !word.is_empty()) {
            classes[usize::from(numbers[word])] = u8::try_from(at + 1).expect("few classes");
        }
    }
    fs::write(to.join("classes"), classes)?;
    Ok(names)
}

/// The groups of words in a file with rows `group<TAB>word|word`, as code: name of the file and the group, a bit for the
/// number of each word, and whether all of the group are single words that begin with a letter.
fn word_groups(name: &str, file: &str, numbers: &HashMap<&str, u16>, code: &mut String) {
    let mut groups: Vec<(&str, Vec<u64>, bool)> = Vec::new();
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    for (group, words) in lines.filter_map(|line| line.split_once('\t')) {
        let known = groups.iter().position(|(name, ..)| *name == group).unwrap_or_else(|| {
            groups.push((group, Vec::new(), true));
            groups.len() - 1
        });
        let (_, bits, single) = &mut groups[known];
        for word in words.split('\t').next().unwrap_or_default().split('|') {
            // tokens of digits, of most marks and of what an apostrophe begins have no number
            let letter = word.starts_with(char::is_alphabetic);
            let Some(number) = numbers.get(word).filter(|_| letter) else {
                *single = false;
                continue;
            };
            let at = usize::from(number / 64);
            bits.resize(bits.len().max(at + 1), 0);
            bits[at] |= 1 << (number % 64);
        }
    }
    for (group, bits, single) in groups {
        let _ = writeln!(code, "    ({name:?}, {group:?}, &{bits:?}, {single}),");
    }
}

/// Writes the tables of the data files in `from` into the folder `to`.
pub(crate) fn vocabulary(from: &Path, to: &Path) -> io::Result<()> {
    let files = FILES.map(|name| fs::read_to_string(from.join(name)));
    let files = files.into_iter().collect::<io::Result<Vec<String>>>()?;
    let lines = files.iter().flat_map(|file| file.lines()).filter(|line| !line.starts_with('#'));
    let words = lines.flat_map(|line| line.split(['\t', '|', ' '])).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.chain([NONE]).collect();
    // From the end, so that the words of small files have small numbers: the tables by number are as short.
    let numbered = words.iter().copied().zip((1..=u16::try_from(words.len()).expect("few words")).rev());
    let numbers: HashMap<&str, u16> = numbered.collect();
    let mut sorted: Vec<(&str, u16)> = numbers.iter().map(|(word, number)| (*word, *number)).collect();
    sorted.sort_unstable_by_key(|(_, number)| std::cmp::Reverse(*number));
    let (short, long): (Vec<_>, Vec<_>) = sorted.into_iter().partition(|(word, _)| word.len() <= SHORT);

    short_words(&short, to)?;
    long_words(&long, to)?;
    let tagged = FILES.iter().zip(&files).filter(|(name, _)| CLASSES.contains(name));
    let names = classes(tagged.map(|(_, file)| &**file), &numbers, words.len(), to)?;

    let longest: Vec<_> = long.iter().filter(|(word, _)| word.len() > Key::WHOLE).collect();
    let mut code = String::new();
    let _ = writeln!(
        code,
        "/// Words that are longer than their keys.\nconst LONGEST: &[(&str, u32)] = &{longest:?};"
    );
    let _ =
        writeln!(code, "/// Names of classes, numbered from 1 on.\nconst CLASS_NAMES: &[&str] = &{names:?};");
    code += "/// The groups of words of the data files.\n#[allow(clippy::type_complexity)]\n";
    code += "const WORD_GROUPS: &[(&str, &str, &[u64], bool)] = &[\n";
    for (name, file) in FILES.iter().zip(&files).filter(|(name, _)| !CLASSES.contains(name)) {
        word_groups(name, file, &numbers, &mut code);
    }
    code += "];\n";
    fs::write(to.join("vocabulary.rs"), code)
}
