#!/usr/bin/env python3
"""Write src/lexicon/en/pos.tsv, the table of word classes, from Brill's lexicon.

    scripts/pos_table.py EN-LEXICON.TXT [-o src/lexicon/en/pos.tsv]

EN-LEXICON.TXT is `textblob/en/en-lexicon.txt` of the PyPI package textblob 0.20.1 (`pip download --no-deps
textblob==0.20.1` and unpack the wheel). Its licence notice is kept in src/lexicon/en/pos.LICENSE.txt.

Only words that a guess by suffix gets wrong are stored: `guess` below is the same function as in the tagger, and the
header of the table states it. Corrections do not belong here but in pos_extra.tsv, which is loaded afterwards.
"""
import argparse
import re

TAGS = ("NN NNS VB VBD VBN VBG VBP VBZ MD JJ JJR JJS RB RBR RBS IN DT PRP PRP$ WDT WP WRB CC TO EX RP UH").split()
# Tags of the source that are another name for one of ours.
SAME = {"PDT": "DT", "WP$": "WP"}
# Words of letters; with an apostrophe only contractions, since the source also holds slips such as "the'first".
WORD = re.compile(r"[a-z]+(?:n't|'(?:d|ll|m|re|s|ve))?|o'clock")
WIDTH = 2000

HEADER = """\
# Word classes: the most likely tag of a word, for words whose suffix does not give it away.
# Columns: tag, words (separated by a space). A tag takes as many lines as it needs; words are sorted.
# A word that is missing here has the class that its suffix suggests, first rule that fits:
#   -ly RB, -ing VBG, -ed VBN, -s (but not -ss, -us, -is) NNS,
#   -ous -ful -less -able -ible -ive -al -ic -ish JJ, otherwise NN.
# Lowercase words of letters and contractions only; hyphenated words, names and numbers are left out.
# Source: Brill's lexicon, see pos.LICENSE.txt. Written by scripts/pos_table.py; corrections go to pos_extra.tsv.
"""


def guess(word):
    """the tag that the suffix suggests"""
    if word.endswith("ly"):
        return "RB"
    if word.endswith("ing"):
        return "VBG"
    if word.endswith("ed"):
        return "VBN"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return "NNS"
    if word.endswith(("ous", "ful", "less", "able", "ible", "ive", "al", "ic", "ish")):
        return "JJ"
    return "NN"


def read(path):
    """-> {word: tag}; of several tags ("NN|JJ") the first one"""
    table = {}
    with open(path, encoding="utf8") as lines:
        for line in lines:
            if line.startswith(";;;") or " " not in line:
                continue
            word, tag = line.rstrip("\n").rsplit(" ", 1)
            tag = tag.split("|")[0]
            tag = SAME.get(tag, tag)
            if tag in TAGS and WORD.fullmatch(word):
                table[word] = tag
    return table


def rows(words):
    """lines of at most WIDTH characters"""
    line = ""
    for word in words:
        if line and len(line) + 1 + len(word) > WIDTH:
            yield line
            line = ""
        line += (" " if line else "") + word
    if line:
        yield line


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("lexicon")
    ap.add_argument("-o", default="src/lexicon/en/pos.tsv")
    args = ap.parse_args()
    by_tag = {tag: [] for tag in TAGS}
    table = read(args.lexicon)
    for word, tag in table.items():
        if guess(word) != tag:
            by_tag[tag].append(word)
    with open(args.o, "w", encoding="utf8", newline="\n") as out:
        out.write(HEADER)
        for tag in TAGS:
            for row in rows(sorted(by_tag[tag])):
                out.write(f"{tag}\t{row}\n")
    print(f"{len(table)} words read, {sum(map(len, by_tag.values()))} stored in {args.o}")


if __name__ == "__main__":
    main()
