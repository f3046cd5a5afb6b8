//! The HTML report as text: what it holds, that its links lead somewhere, and that no article can speak to the browser.

mod support;

use std::collections::BTreeSet;

use claimdiff::checker::check;
use claimdiff::comparator::Options;
use claimdiff::report::{check_page, html, visible};
use claimdiff::{Article, Comparison, compare, extract};
use support::SAMPLES;
use support::hostile::TEXTS;

/// Elements that the report is made of; anything else came from an article.
const ELEMENTS: &str = "a article b bdi body button circle code details dialog div fieldset figcaption figure footer g h1 h2 h3 \
    head header html input label legend li line link main mark meta ol option output p path rect script section select span \
    style summary svg table tbody td text th thead time title tr ul";
/// Attributes that it uses.
const ATTRIBUTES: &str = "aria-hidden aria-label aria-labelledby aria-live autocomplete charset checked class colspan content cx \
    cy d data-apart data-aspect data-count data-dimension data-fact data-latest data-number data-outlets data-verdict dir dx height \
    hidden href http-equiv id lang name open r rel role rx scope spellcheck tabindex title type value width x x1 x2 y y1 y2";

fn report(articles: &[Article]) -> String {
    let claims: Vec<_> = articles.iter().flat_map(extract).collect();
    let alignment = compare(articles, &claims);
    html(&Comparison::new(articles, claims, alignment), articles)
}

fn sample(folder: &str) -> String {
    report(&articles(folder))
}

fn articles(folder: &str) -> Vec<Article> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    claimdiff::article::read(&[path], &mut std::io::empty()).articles
}

/// Articles of outlets A, B, ... that each say one of `sentences`.
fn outlets(sentences: &[&str]) -> Vec<Article> {
    sentences
        .iter()
        .zip('A'..)
        .map(|(sentence, letter)| Article {
            outlet: Some(format!("Outlet {letter}")),
            ..Article::new(letter.to_string(), *sentence)
        })
        .collect()
}

/// A tag of the page: its name and its attributes with their values.
struct Tag<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
}

/// The opening tags of the page, read as a browser does; the contents of its own style and script are passed over.
fn tags(page: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let end = end_of_tag(rest);
        let (inside, after) = (&rest[..end], &rest[end + 1..]);
        rest = after;
        if inside.starts_with(['/', '!']) {
            continue;
        }
        let (name, mut text) = inside.split_at(inside.find(' ').unwrap_or(inside.len()));
        let mut attributes = Vec::new();
        while !text.trim().is_empty() {
            text = text.trim_start();
            let stop = text.find(['=', ' ']).unwrap_or(text.len());
            let (key, tail) = text.split_at(stop);
            match tail.strip_prefix("=\"") {
                Some(tail) => {
                    let (value, tail) = tail.split_once('"').expect("a closing quote");
                    attributes.push((key, value));
                    text = tail;
                }
                None => {
                    assert!(!tail.starts_with('='), "unquoted value in <{inside}>");
                    attributes.push((key, ""));
                    text = tail;
                }
            }
        }
        if ["style", "script"].contains(&name) {
            rest = &rest[rest.find(&format!("</{name}>")).expect("its end")..];
        }
        tags.push(Tag { name, attributes });
    }
    tags
}

fn end_of_tag(text: &str) -> usize {
    let mut quoted = false;
    for (at, character) in text.char_indices() {
        match character {
            '"' => quoted = !quoted,
            '>' if !quoted => return at,
            _ => {}
        }
    }
    panic!("a tag without end: {}", &text[..text.len().min(80)]);
}

/// Nothing in the page but what the report is made of.
fn assert_harmless(page: &str) {
    let elements: BTreeSet<&str> = ELEMENTS.split_whitespace().collect();
    let known: BTreeSet<&str> = ATTRIBUTES.split_whitespace().collect();
    for tag in tags(page) {
        assert!(elements.contains(tag.name), "<{}>", tag.name);
        for (key, value) in &tag.attributes {
            assert!(known.contains(key), "<{} {key}={value:?}>", tag.name);
            let web = value.starts_with("https://") || value.starts_with("http://");
            let icon = tag.name == "link" && value.starts_with("data:image/svg+xml,");
            assert!(*key != "href" || value.starts_with('#') || web || icon, "{value}");
        }
    }
    let mut hostile = page.split(|c| visible::is_hostile(c) && !matches!(c, '\n' | '\t'));
    let before = hostile.next().unwrap_or_default();
    assert!(hostile.next().is_none(), "after {}", &before[before.rfind('<').unwrap_or_default()..]);
}

/// An article that tries everything, under every heading that a report shows.
fn hostile() -> Vec<Article> {
    let attack = "<script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>\" onmouseover=\"alert(4)\" \
        ' style='x </script></style></title></textarea> <!-- ]]> \u{1b}[31mred\u{1b}]8;;http://x\u{7} \u{202e}desrever\u{2066} \
        &lt;b&gt; {{7*7}} =1+1 @SUM(A1)";
    let mut first = Article::new(
        "a\"><script>alert(5)</script>",
        format!(
            "The blast killed 40 people {attack}, said Anna {attack} Smith of {attack}. It cost $5 million."
        ),
    );
    first.title = Some(attack.into());
    first.outlet = Some(format!("Outlet {attack}"));
    first.published = Some(attack.into());
    first.url = Some("javascript:alert(6)".into());
    first.path = Some(attack.into());
    let mut second = Article::new(
        "b",
        format!("The blast killed 14 people. {attack} It cost \"5</td> million\" dollars."),
    );
    second.outlet = Some("B".into());
    second.url = Some("https://example.org/?a='1'&b=2".into());
    vec![first, second]
}

#[test]
fn a_hostile_article_stays_text() {
    let page = report(&hostile());
    assert_harmless(&page);
    assert_eq!(page.matches("<script").count(), 1);
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "the text is shown");
    assert!(page.contains("\\u{202e}desrever\\u{2066}"), "overrides are shown");
    assert!(page.contains("\u{241b}[31mred"), "escape sequences are shown");
    assert!(!page.contains("href=\"javascript:"), "no such link");
    assert!(page.contains("href=\"https://example.org/?a='1'&amp;b=2\""), "web addresses are links");
    assert!(page.contains("class=\"fact conflict\""), "and it is still compared");
}

#[test]
fn a_comparison_from_elsewhere_stays_text() {
    let mut comparison: Comparison =
        serde_json::from_str(include_str!("fixtures/comparison.json")).expect("the fixture");
    let attack = "\"><img src=x onerror=alert(1)>\u{202e}";
    for fact in &mut comparison.facts {
        fact.id.push_str(attack);
        fact.label.push_str(attack);
        fact.dimension.push_str(attack);
        fact.aspect = Some(attack.into());
        for figure in &mut fact.figures {
            figure.text.push_str(attack);
        }
        for pair in &mut fact.discrepancies {
            pair.explanation.push_str(attack);
            for hypothesis in &mut pair.hypotheses {
                hypothesis.explanation.push_str(attack);
            }
        }
    }
    for claim in &mut comparison.claims {
        claim.text.push_str(attack);
        claim.context.push_str(attack);
        claim.quantity.unit.name.push_str(attack);
        for unit in &mut claim.quantity.per {
            unit.name.push_str(attack);
        }
    }
    comparison.generator.version.push_str(attack);
    assert_harmless(&html(&comparison, &[]));
}

#[test]
fn a_line_of_ten_megabytes_is_quoted_in_part() {
    let mut articles = outlets(&["The blast killed 40 people", "The blast killed 14 people."]);
    let mut claims: Vec<_> = articles.iter().flat_map(extract).collect();
    let alignment = compare(&articles, &claims);
    // The line goes on after the figure, and the sentence with it.
    articles[0].text.push_str(&" without a stop".repeat(700_000));
    let length = articles[0].text.len();
    articles[0].body.end = length;
    claims[0].sentence.end = length;
    let page = html(&Comparison::new(&articles, claims, alignment), &articles);
    assert!(page.len() < length + 150_000, "the long line is in the page once");
    assert_harmless(&page);
}

/// The targets of links within the page, each of which exists once.
fn assert_links_lead_somewhere(page: &str) -> Vec<&str> {
    let tags = tags(page);
    let mut ids = BTreeSet::new();
    for id in tags.iter().flat_map(|tag| &tag.attributes).filter(|(key, _)| *key == "id") {
        assert!(ids.insert(id.1), "{} stands twice", id.1);
    }
    let links: Vec<&str> = tags
        .iter()
        .flat_map(|tag| &tag.attributes)
        .filter(|(key, _)| *key == "href")
        .filter_map(|(_, value)| value.strip_prefix('#'))
        .collect();
    for link in &links {
        assert!(ids.contains(link), "#{link} leads nowhere");
    }
    links
}

#[test]
fn links_lead_somewhere_and_ids_are_unique() {
    for folder in SAMPLES {
        let page = sample(folder);
        assert_harmless(&page);
        let links = assert_links_lead_somewhere(&page);
        let quotes = links.iter().filter(|link| link.starts_with('c')).count();
        let back = links.iter().filter(|link| link.starts_with('q')).count();
        assert!(quotes > 10 && back > quotes, "{folder}: {quotes} quotes, {back} ways back");
    }
}

#[test]
fn the_report_is_small() {
    for folder in SAMPLES {
        let articles = articles(folder);
        let texts: usize = articles.iter().map(|article| article.text.len()).sum();
        let page = report(&articles);
        assert!(page.len() < texts + 150_000, "{folder}: {} bytes", page.len());
    }
}

#[test]
fn everything_that_is_compared_is_in_the_page() {
    for folder in SAMPLES {
        let articles = articles(folder);
        let claims: Vec<_> = articles.iter().flat_map(extract).collect();
        let alignment = compare(&articles, &claims);
        let comparison = Comparison::new(&articles, claims, alignment);
        let page = html(&comparison, &articles);
        let shown = |text: &str| page.contains(&maud::html! { (visible::line(text)) }.into_string());
        for fact in &comparison.facts {
            assert!(shown(&fact.label), "{}", fact.label);
            for pair in &fact.discrepancies {
                let worst = pair.verdict == fact.verdict;
                assert!(!worst || shown(&pair.explanation), "{}", pair.explanation);
                assert!(pair.hypotheses.iter().all(|hypothesis| shown(&hypothesis.explanation)));
            }
        }
        for article in &articles {
            assert!(shown(article.title.as_deref().expect("samples have titles")), "{}", article.id);
        }
    }
}

#[test]
fn the_top_names_the_sharpest_conflict_first() {
    let page = sample("samples/earthquake");
    let top = &page[page.find("The sharpest conflicts").expect("the list")..];
    let first = top.split("</li>").next().expect("a line");
    assert!(first.contains("people killed, Vasht valley"), "{first}");
    assert!(first.contains("58 people") && first.contains("71 people"), "{first}");
    assert!(first.contains("a\u{a0}factor of\u{a0}1.2"), "{first}");
}

#[test]
fn each_kind_of_figure_has_its_mark() {
    // The kind of figure, two sentences that state it, what is drawn for it.
    let cases = [
        ("exact", ["The quake killed 40 people.", "The quake killed 14 people."], "<circle"),
        ("open", ["The quake killed at least 40 people.", "The quake killed 14 people."], "M-10-5 0 0-10 5z"),
        ("capped", ["The quake killed up to 40 people.", "The quake killed 70 people."], "M10-5 0 0 10 5z"),
        ("range", ["The quake killed 30 to 40 people.", "The quake killed 14 people."], "rx=\"2\""),
        (
            "about",
            ["The quake killed about 40 people.", "The quake killed 14 people."],
            "class=\"mark about\"",
        ),
    ];
    for (kind, sentences, mark) in cases {
        let page = report(&outlets(&sentences));
        let plot = page.split("<figure class=\"strip\">").nth(1).unwrap_or_else(|| panic!("{kind}: no plot"));
        let plot = plot.split("</figure>").next().expect("its end");
        assert!(plot.contains(mark), "{kind}: {plot}");
        assert!(plot.contains(">A</text>") && plot.contains(">B</text>"), "{kind}: letters of the outlets");
    }
}

#[test]
fn axes_say_their_units_and_their_scale() {
    // Two outlets against one, so that it is clear that all speak of one thing.
    let reports = |most: &str, one: &str| {
        let sentence =
            |figure: &str| format!("The earthquake in Dorenna {figure}, the mayor of Dorenna said.");
        report(&outlets(&[&sentence(most), &sentence(most), &sentence(one)]))
    };
    let page = reports("struck at a depth of 10 kilometres", "struck at a depth of six miles");
    assert!(page.contains("<figcaption>miles · below: kilometres</figcaption>"), "both units are named");
    let page = reports("killed 40 people", "killed 4,000 people");
    assert!(page.contains("logarithmic scale"), "a factor of 100");
    let page = reports("killed 40 people", "killed 400 people");
    assert!(!page.contains("logarithmic scale"), "a factor of 10");
}

#[test]
fn the_gap_of_a_conflict_is_marked() {
    let conflict = report(&outlets(&["The quake killed 40 people.", "The quake killed 14 people."]));
    assert!(conflict.contains("class=\"gap\""));
    assert!(conflict.contains("≠ a\u{a0}factor of\u{a0}2.9</text>"));
    let compatible =
        report(&outlets(&["The quake killed at least 14 people.", "The quake killed 40 people."]));
    assert!(compatible.contains("class=\"fact compatible\""));
    assert!(!compatible.contains("class=\"gap\"><rect"));
}

#[test]
fn a_timeline_needs_two_days() {
    let dated = |days: [&str; 2]| {
        let mut articles = outlets(&["The quake killed 14 people.", "The quake killed 40 people."]);
        for (article, day) in articles.iter_mut().zip(days) {
            article.published = Some(day.into());
        }
        report(&articles).contains("<figure class=\"time\">")
    };
    assert!(dated(["2024-03-12", "2024-03-14"]));
    assert!(!dated(["2024-03-12", "2024-03-12T08:00:00Z"]));
    assert!(!dated(["in spring", "2024-03-12"]));
}

#[test]
fn the_matrix_shows_who_stands_alone() {
    let page = report(&outlets(&[
        "The quake killed 40 people.",
        "The quake killed 40 people.",
        "The quake killed 14 people.",
        "The quake was felt far away.",
    ]));
    let matrix = page.split("<table class=\"matrix\">").nth(1).and_then(|rest| rest.split("</table>").next());
    let matrix = matrix.expect("a matrix");
    assert_eq!(matrix.matches("class=\"alone\"").count(), 1, "{matrix}");
    assert!(matrix.contains("Outlet C") && !matrix.contains("Outlet D"), "silent everywhere: no column");
}

#[test]
fn nothing_to_compare_is_said() {
    for articles in [Vec::new(), vec![Article::new("a", "A quiet day.")]] {
        let page = report(&articles);
        assert!(page.contains("Nothing to compare in"), "{page}");
        assert!(page.contains("nothing to compare.</p>"));
        assert_harmless(&page);
    }
}

#[test]
fn text_that_runs_from_right_to_left_says_so_itself() {
    let mut articles = outlets(&["The quake killed 40 people.", "The quake killed 14 people."]);
    articles[0].outlet = Some("العربي الجديد".into());
    articles[0].title = Some("زلزال".into());
    let page = report(&articles);
    assert!(page.contains("<bdi>العربي الجديد</bdi>"));
    assert!(page.contains("<h3 dir=\"auto\">"));
}

#[test]
fn quotes_are_there_without_the_articles() {
    let articles = articles("samples/recruits");
    let claims: Vec<_> = articles.iter().flat_map(extract).collect();
    let alignment = compare(&articles, &claims);
    let page = html(&Comparison::new(&articles, claims, alignment), &[]);
    assert!(page.contains("<mark>$1,000 to $2,000 a month</mark>"));
    assert!(page.contains("The text was not at hand."));
    assert!(!page.contains("href=\"#c"), "no link to a text that is not there");
}

#[test]
fn the_page_asks_for_nothing() {
    let page = sample("samples/recruits");
    let policy = page.split("Content-Security-Policy\" content=\"").nth(1).expect("a policy");
    let policy = policy.split("\">").next().expect("its end");
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    assert!(!policy.contains("unsafe") && !policy.contains("http"), "{policy}");
    for request in [
        "src=",
        "url(",
        "@import",
        "fetch(",
        "XMLHttpRequest",
        "sendBeacon",
        "localStorage",
        "document.cookie",
    ] {
        assert!(!page.contains(request), "{request}");
    }
}

/// The page of a check of the first article against the others.
fn page_of_check(articles: &[Article]) -> String {
    let claims = articles.iter().flat_map(extract).collect();
    check_page(&check(articles, claims, 0, &Options::default()), articles)
}

#[test]
fn the_page_of_a_check_marks_the_figures_of_the_draft() {
    let mut all = articles("samples/recruits-draft.md");
    all.extend(articles("samples/recruits"));
    let page = page_of_check(&all);
    assert_harmless(&page);
    assert_links_lead_somewhere(&page);
    assert!(page.contains("<h1>10 of 23\u{a0}figures need a look</h1>"));
    let draft = page.split("<section id=\"draft\"").nth(1).and_then(|rest| rest.split("</section>").next());
    let draft = draft.expect("the draft");
    assert_eq!(draft.matches(" href=\"#f").count(), 23, "each figure leads to its finding");
    assert!(draft.contains("contradicted</span>") && draft.contains("outdated</span>"), "{draft}");
    let sources = page.split("<section id=\"articles\"").nth(1).expect("the sources");
    assert!(sources.contains("SyriacPress") && !sources.contains("Draft written for this sample"));
}

#[test]
fn no_article_speaks_to_the_browser_on_the_page_of_a_check() {
    for text in TEXTS {
        let article = |name: &str, toll: &str| Article {
            outlet: Some(format!("{text}{name}")),
            title: Some((*text).to_owned()),
            published: Some((*text).to_owned()),
            url: Some((*text).to_owned()),
            ..Article::new(
                format!("{text}{name}"),
                format!("{text} A flood killed {toll} people, {text} said. {text}"),
            )
        };
        assert_harmless(&page_of_check(&[article("a", "14"), article("b", "23"), article("c", "14")]));
    }
}
