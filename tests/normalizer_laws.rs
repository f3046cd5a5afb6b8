//! Laws of the normalizer: where claims lie, that words and digits are one number, and that typography and the
//! sentences around a figure do not change it.
//!
//! With `EVERY_INTEGER=1`, and in release builds, each integer up to a million is read; otherwise those up to 20,000
//! and one in 97 of the others.

mod support;

use claimdiff::claim::{Claim, Quantity};
use claimdiff::{Article, extract, extract_all};
use proptest::prelude::*;
use support::spelling::{Style, grouped, in_style};
use support::wrapped;

/// The integers, each written in every way, must be read as they are; all in one article, one sentence a paragraph.
fn check_integers(numbers: &[u64]) {
    let styles = [Style { and: true, hyphen: true }, Style { and: false, hyphen: false }];
    let mut wanted = Vec::new();
    let mut text = String::new();
    for &n in numbers {
        let plain = if (1_400..2_200).contains(&n) { grouped(n) } else { n.to_string() };
        let written = [plain, grouped(n), in_style(n, styles[0]), in_style(n, styles[1])];
        for figure in written {
            let noun = if n == 1 { "ship" } else { "ships" };
            text.push_str(&format!("The fleet sent {figure} {noun} to the port.\n\n"));
            wanted.push((n, format!("{figure} {noun}")));
        }
    }
    let claims = extract(&Article::new("numbers", &text));
    for (claim, (n, figure)) in claims.iter().zip(&wanted) {
        assert_eq!(&claim.text, figure, "{n}");
        let Quantity { low, high, unit, .. } = &claim.quantity;
        assert_eq!((*low, *high), (Some((*n).into()), Some((*n).into())), "{figure}");
        assert_eq!(unit.code, "{ship}", "{figure}");
    }
    assert_eq!(claims.len(), wanted.len());
}

#[test]
fn every_integer_up_to_a_million_reads_the_same_in_words_and_digits() {
    let every = !cfg!(debug_assertions) || std::env::var_os("EVERY_INTEGER").is_some();
    let stride = if every { 1 } else { 97 };
    let numbers: Vec<u64> =
        (0..20_000).chain((20_000..1_000_000).step_by(stride)).chain([1_000_000]).collect();
    for block in numbers.chunks(500) {
        check_integers(block);
    }
}

// ---------------------------------------------------------------- texts

/// The inputs of the table-driven cases: prose with figures of every kind.
fn sentences() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the cases").map(|entry| entry.expect("a file").path()).collect();
    paths.sort();
    let content = |path| std::fs::read_to_string(path).expect("UTF-8");
    let inputs = |file: String| {
        let rows = file.lines().filter(|row| !row.starts_with('#')).map(|row| row.split('\t').next());
        rows.flatten().filter(|input| !input.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    paths.into_iter().map(content).flat_map(inputs).collect()
}

/// One of the sentences of the cases.
fn sentence() -> impl Strategy<Value = String> {
    prop::sample::select(sentences())
}

/// Pieces of figures, in any order, with and without blanks; and any characters.
fn fragments() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(vec![
            "1", "2", "40", "7.6", "1,000", "2020", "0", "1'000", "½", "1/2", "3e5", "one", "two", "twenty", "hundred",
            "thousand", "million", "bn", "dozen", "dozens", "of", "a", "an", "the", "half", "third", "and", "or", "to",
            "from", "between", "-", "–", "—", "/", "%", "percent", "$", "€", "£", "US", "Rs", "km", "m", "h", "year",
            "years", "-old", "month", "each", "per", "people", "killed", "others", "more", "than", "at", "least", "about",
            "no", "not", "none", "magnitude", "(", ")", ".", ",", ";", ":", "\"", "'", "’", "“", "”", "'s", "\n", "\n\n",
            "\u{a0}", "\u{202f}", "+", "#", "°C", "May", "4", "p.m.", "said", "according", "will", "if", "Mr.", "U.S.",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[a-z]{1,9}",
    ];
    (prop::collection::vec((piece, any::<bool>()), 0..40)).prop_map(|pieces| {
        pieces.into_iter().map(|(piece, blank)| if blank { piece + " " } else { piece }).collect()
    })
}

/// What a claim says, without its place and without what comes from other sentences.
fn said(claim: &Claim) -> (String, Quantity) {
    (claim.text.split_whitespace().collect::<Vec<_>>().join(" "), claim.quantity.clone())
}

fn claims_of(text: &str) -> Vec<Claim> {
    extract(&Article::new("a", text))
}

fn read(text: &str) -> Vec<(String, Quantity)> {
    claims_of(text).iter().map(said).collect()
}

fn check_places(text: &str) -> Result<(), TestCaseError> {
    let article = Article::new("a", text);
    let (claims, exclusions) = extract_all(&article);
    prop_assert_eq!(&claims, &extract(&article), "what is left out changes no claim");
    for claim in &claims {
        let Claim { span, number_span, sentence, .. } = *claim;
        prop_assert_eq!(text.get(span.start..span.end), Some(claim.text.as_str()));
        prop_assert!(text.get(number_span.start..number_span.end).is_some_and(|number| !number.is_empty()));
        prop_assert!(text.get(sentence.start..sentence.end).is_some());
        prop_assert!(span.contains(number_span), "{:?} in {:?}", number_span, span);
        prop_assert!(sentence.contains(span), "{:?} in {:?}", span, sentence);
        prop_assert!(claim.context.len() <= 400);
    }
    prop_assert!(claims.windows(2).all(|pair| pair[0].number_span.end <= pair[1].number_span.start));
    for exclusion in &exclusions {
        let span = exclusion.span;
        prop_assert_eq!(text.get(span.start..span.end), Some(exclusion.text.as_str()));
        prop_assert!(!exclusion.text.is_empty());
    }
    prop_assert!(exclusions.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    Ok(())
}

/// What is read from a text of `parts`, one paragraph each, is what is read from each part, moved to its place. Apart
/// from attribution, scope, modality and context, which look further than the sentence, one thing may differ: a bare
/// figure takes over the noun of an earlier sentence, and may become a claim by it ("500 more will follow").
fn check_parts(parts: &[String]) -> Result<(), TestCaseError> {
    let whole = claims_of(&parts.join("\n\n"));
    let mut offset = 0;
    let mut left = whole.as_slice();
    for part in parts {
        let own = left.iter().take_while(|c| c.number_span.start < offset + part.len()).count();
        let (here, others) = left.split_at(own);
        left = others;
        let mut alone = claims_of(part).into_iter().peekable();
        for claim in here {
            let place = claim.number_span.start - offset;
            let Some(same) = alone.next_if(|c| c.number_span.start == place) else {
                let bare = claim.quantity.dimension == "count" && claim.quantity.unit.code.starts_with('{');
                prop_assert!(bare, "only in the whole: {:?}", claim);
                continue;
            };
            for (a, b) in [
                (claim.span, same.span),
                (claim.number_span, same.number_span),
                (claim.sentence, same.sentence),
            ] {
                prop_assert_eq!((a.start - offset, a.end - offset), (b.start, b.end));
            }
            prop_assert_eq!(&claim.text, &same.text);
            if !same.quantity.unit.code.is_empty() {
                prop_assert_eq!(&claim.quantity, &same.quantity);
                prop_assert_eq!(&claim.subject, &same.subject);
                prop_assert_eq!(&claim.aspect, &same.aspect);
            }
        }
        prop_assert!(alone.next().is_none(), "lost in the whole: {}", part);
        offset += part.len() + 2;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: support::cases(300), failure_persistence: None, rng_seed: support::seed(), ..ProptestConfig::default() })]

    #[test]
    fn claims_lie_where_they_say_in_any_text(text in any::<String>()) {
        check_places(&text)?;
    }

    #[test]
    fn claims_lie_where_they_say_in_pieces_of_figures(text in fragments()) {
        check_places(&text)?;
    }

    #[test]
    fn claims_lie_where_they_say_in_prose(parts in prop::collection::vec(sentence(), 0..6), width in 20_usize..120) {
        check_places(&wrapped(&parts.join(" "), width))?;
    }

    #[test]
    fn numbers_of_any_size_read_the_same_in_words_and_digits(
        numbers in prop::collection::vec((0_u32..16).prop_flat_map(|power| 0..10_u64.pow(power)), 1..8),
    ) {
        check_integers(&numbers);
    }

    #[test]
    fn a_text_is_read_like_its_sentences(parts in prop::collection::vec(sentence(), 1..6)) {
        check_parts(&parts)?;
    }

    #[test]
    fn line_breaks_change_no_figure(parts in prop::collection::vec(sentence(), 1..4), width in 40_usize..110) {
        let text = parts.join(" ");
        prop_assert_eq!(read(&wrapped(&text, width)), read(&text), "{}", wrapped(&text, width));
    }
}

#[test]
fn every_case_reads_the_same_over_two_lines() {
    for input in sentences() {
        for width in (20..input.len()).step_by(3) {
            let text = wrapped(&input, width);
            assert_eq!(read(&text), read(&input), "{text}");
        }
    }
}

#[test]
fn quotes_of_any_style_change_no_figure() {
    let own = [
        "The mayor said \"at least 40 people\" died in the city's 12 districts.",
        "\"We lost 300 men and $5 million,\" he said. \"It's more than 5%.\"",
        "The 'two-state' plan hasn't won 60 votes.",
        "The firm's 12'500 workers got a \"one-off\" bonus of $1,000 each.",
    ];
    for input in sentences().into_iter().chain(own.map(str::to_owned)) {
        let curly = curled(&input);
        let straight = input.replace(['“', '”'], "\"").replace(['‘', '’'], "'");
        let plain = |text: &str| {
            read(text)
                .into_iter()
                .map(|(t, q)| (t.replace(['“', '”'], "\"").replace(['‘', '’'], "'"), q))
                .collect::<Vec<_>>()
        };
        assert_eq!(plain(&curly), plain(&straight), "{curly}");
    }
}

/// `text` with curly quotation marks and apostrophes.
fn curled(text: &str) -> String {
    let mut before = ' ';
    text.chars()
        .map(|c| {
            let opens = before.is_whitespace() || before == '(';
            before = c;
            match (c, opens) {
                ('"', true) => '“',
                ('"', false) => '”',
                ('\'', true) => '‘',
                ('\'', false) => '’',
                _ => c,
            }
        })
        .collect()
}

#[test]
fn dashes_of_any_style_change_no_range() {
    let ranges = ["10-12", "400-500", "$3-4", "$15-$20", "1.5-2.5", "1,000-2,000", "five-six", "25-30%"];
    let frames =
        ["They need {} million this year.", "He met {} people.", "It takes {} hours.", "It rose {} percent."];
    for range in ranges {
        for frame in frames {
            let text = frame.replace("{}", range);
            let wanted: Vec<Quantity> = read(&text).into_iter().map(|(_, q)| q).collect();
            for dash in ["–", "‑", "‐", "−"] {
                let other = text.replace('-', dash);
                let found: Vec<Quantity> = read(&other).into_iter().map(|(_, q)| q).collect();
                assert_eq!(found, wanted, "{other}");
            }
        }
    }
}
