//! Laws of reading and of reports, over generated input.

mod support;

use claimdiff::Comparison;
use claimdiff::article::read;
use claimdiff::report::{Filter, Show, TableOptions, comparison_table, extraction_table, json, visible};
use claimdiff::{Extraction, extract};
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

/// Text that is likely to break a table: commands, direction marks, wide and long words.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z]{1,8}",
        "[a-z]{40,60}",
        Just("\u{1b}[31m".to_owned()),
        Just("\u{202e}".to_owned()),
        Just("東京".to_owned()),
        Just("👩\u{200d}👧".to_owned()),
        Just("e\u{301}".to_owned()),
        Just("\r\n\t".to_owned()),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.join(" "))
}

fn fixture() -> Comparison {
    serde_json::from_str(include_str!("fixtures/comparison.json")).expect("the fixture follows the contract")
}

/// Front matter, JSON and prose, whole and broken.
fn input() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(b"---\n".to_vec()),
        Just(b"title: \"a\"\n".to_vec()),
        Just(b"published: 7 June 2020\r\n".to_vec()),
        Just(b"{\"text\": \"40 killed\"}\n".to_vec()),
        Just(b"{\"id\": 1, \"text\":\n".to_vec()),
        Just(b"At least 40 people were killed, the mayor said. ".to_vec()),
        Just("About €5\u{a0}billion…\n".as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..6),
    ];
    prop::collection::vec(piece, 0..10).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: support::cases(100), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_read_has_its_body_in_its_text(bytes in input()) {
        let reading = read(&["-".into()], &mut bytes.as_slice());
        prop_assert!(reading.articles.len() + reading.errors.len() + reading.notices.len() > 0);
        for article in &reading.articles {
            prop_assert!(article.text.get(article.body.start..article.body.end).is_some());
            prop_assert_eq!(article.body.end, article.text.len());
            for claim in extract(article) {
                prop_assert_eq!(claim.span.of(&article.text), claim.text.as_str());
                prop_assert!(article.body.contains(claim.span));
            }
        }
    }

    #[test]
    fn visible_text_is_harmless_and_stays_as_it_is(text in hostile()) {
        let line = visible::line(&text).into_owned();
        prop_assert!(!line.chars().any(visible::is_hostile), "{:?}", line);
        prop_assert_eq!(visible::line(&line), line.as_str());
    }

    #[test]
    fn tables_fit_whatever_the_articles_say(
        label in hostile(), figure in hostile(), outlet in hostile(), speaker in hostile(), width in 40_usize..160,
    ) {
        let mut comparison = fixture();
        for fact in &mut comparison.facts {
            fact.label.clone_from(&label);
            for given in &mut fact.figures {
                given.text.clone_from(&figure);
            }
        }
        for claim in &mut comparison.claims {
            claim.text.clone_from(&figure);
            claim.subject.clone_from(&label);
            claim.context.clone_from(&speaker);
            if let Some(attribution) = &mut claim.attribution {
                attribution.speaker.clone_from(&speaker);
            }
        }
        for article in &mut comparison.articles {
            article.outlet = Some(outlet.clone());
            article.path = None;
        }
        let options = |show| TableOptions {
            width,
            full: true,
            filter: Filter { show, ..Filter::default() },
            ..TableOptions::default()
        };
        let Comparison { schema_version, generator, articles, claims, .. } = comparison.clone();
        let extraction = Extraction { schema_version, generator, articles, claims, exclusions: None };
        for table in [
            comparison_table(&comparison, &options(Show::All)),
            comparison_table(&comparison, &options(Show::Unmatched)),
            extraction_table(&extraction, &options(Show::All)),
        ] {
            for line in table.lines() {
                prop_assert!(!line.chars().any(visible::is_hostile), "{:?}", line);
                // A place is never cut: it must open the file.
                let place = line.trim_start().split(' ').next().is_some_and(|word| word.matches(':').count() == 2);
                prop_assert!(place || line.width() <= width, "{} > {}: {:?}", line.width(), width, line);
            }
        }
        let written = json::document(&comparison).expect("a document");
        prop_assert!(!written.chars().any(|c| c != '\n' && visible::is_hostile(c)));
        prop_assert_eq!(serde_json::from_str::<Comparison>(&written).expect("valid"), comparison);
    }
}
