//! The JSON contract, read back by structs of its own that know its fields and refuse all others.
//!
//! Nothing here is shared with the library: a field that is renamed there fails here.

mod support;

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use support::{SAMPLES, code, folder, run, stdout, write};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)] // Reading is the test.
struct Document {
    schema_version: u32,
    generator: Generator,
    articles: Vec<Article>,
    claims: Vec<Claim>,
    exclusions: Option<Vec<Exclusion>>,
    #[serde(default)]
    facts: Vec<Fact>,
    summary: Option<Summary>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)] // Reading is the test.
struct Exclusion {
    article: String,
    span: Span,
    line: usize,
    column: usize,
    text: String,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Generator {
    name: String,
    version: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Article {
    id: String,
    path: Option<String>,
    title: Option<String>,
    outlet: Option<String>,
    author: Option<String>,
    published: Option<String>,
    url: Option<String>,
    language: String,
    bytes: usize,
    duplicate_of: Option<String>,
    text: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Span {
    start: usize,
    end: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Claim {
    id: String,
    article: String,
    span: Span,
    number_span: Span,
    sentence: Span,
    line: usize,
    column: usize,
    page: Option<usize>,
    text: String,
    context: String,
    quantity: Quantity,
    subject: String,
    aspect: Option<String>,
    scope: Scope,
    attribution: Option<Attribution>,
    modality: Modality,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Quantity {
    dimension: String,
    bound: Bound,
    approximate: bool,
    low: Option<f64>,
    high: Option<f64>,
    unit: Unit,
    per: Vec<Unit>,
    base: Base,
    trend: Option<Trend>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Bound {
    Exact,
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    Between,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Trend {
    Up,
    Down,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Modality {
    Asserted,
    Hedged,
    Planned,
    Conditional,
    Denied,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Unit {
    code: String,
    name: String,
    phrase: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Base {
    low: Option<f64>,
    high: Option<f64>,
    unit: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Scope {
    place: Option<String>,
    time: Option<String>,
    group: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Attribution {
    speaker: String,
    via: Option<String>,
    cue: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Fact {
    id: String,
    label: String,
    dimension: String,
    aspect: Option<String>,
    figures: Vec<Figure>,
    verdict: Verdict,
    confidence: f64,
    severity: f64,
    discrepancies: Vec<Discrepancy>,
    decision: Option<FactDecision>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct FactDecision {
    outcome: String,
    in_force: bool,
    figure: Option<String>,
    accepted: Option<String>,
    new: Vec<String>,
    date: String,
    by: Option<String>,
    note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Figure {
    id: String,
    text: String,
    low: Option<f64>,
    high: Option<f64>,
    claims: Vec<String>,
    origins: usize,
}

#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord, Clone, Copy, Debug)]
#[serde(rename_all = "snake_case")]
enum Verdict {
    Agree,
    Compatible,
    Conflict,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Discrepancy {
    a: String,
    b: String,
    verdict: Verdict,
    explanation: String,
    ratio: Option<f64>,
    hypotheses: Vec<Hypothesis>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Hypothesis {
    kind: Kind,
    explanation: String,
    claims: Vec<String>,
    resolves: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    RateTimesDuration,
    LaterUpdate,
    PartOfTotal,
    UnitConfusion,
    ScaleSlip,
    TransposedDigits,
    Rounding,
    CurrencyConversion,
    DifferentScope,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Summary {
    articles: usize,
    claims: usize,
    facts: usize,
    conflicts: usize,
    resolved: usize,
    compatible: usize,
    agreements: usize,
    decided: usize,
}

fn read(json: &str) -> Document {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("not the contract: {error}\n{json}"))
}

/// The laws that hold for every document, whatever it was made from.
fn check(document: &Document) {
    assert_eq!((document.schema_version, document.generator.name.as_str()), (1, "claimdiff"));
    assert_eq!(document.generator.version, env!("CARGO_PKG_VERSION"));
    let articles: HashSet<&str> = document.articles.iter().map(|article| article.id.as_str()).collect();
    assert_eq!(articles.len(), document.articles.len(), "ids of articles differ");
    let claims: HashSet<&str> = document.claims.iter().map(|claim| claim.id.as_str()).collect();
    assert_eq!(claims.len(), document.claims.len(), "ids of claims differ");
    for claim in &document.claims {
        assert!(articles.contains(claim.article.as_str()));
        check_claim(claim);
    }
    for fact in &document.facts {
        check_fact(fact, &claims);
    }
    let compared: Vec<&String> =
        document.facts.iter().flat_map(|fact| &fact.figures).flat_map(|figure| &figure.claims).collect();
    assert_eq!(compared.iter().collect::<HashSet<_>>().len(), compared.len(), "a claim is in one fact only");
    if let Some(summary) = &document.summary {
        check_summary(summary, document);
    }
}

fn check_claim(claim: &Claim) {
    assert_eq!(claim.id, format!("{}#{}", claim.article, claim.number_span.start));
    assert!(claim.span.start <= claim.number_span.start && claim.number_span.end <= claim.span.end);
    assert!(claim.number_span.start < claim.number_span.end, "{}", claim.id);
    assert!(claim.context.len() <= 400, "{}", claim.context);
    let quantity = &claim.quantity;
    let (low, high) = (quantity.low, quantity.high);
    let fits = match quantity.bound {
        Bound::Exact => low.is_some() && low == high,
        Bound::AtLeast | Bound::MoreThan => low.is_some() && high.is_none(),
        Bound::AtMost | Bound::LessThan => low.is_none() && high.is_some(),
        Bound::Between => low.zip(high).is_some_and(|(low, high)| low < high),
    };
    assert!(fits, "{}: {low:?} to {high:?}", claim.id);
    let (low, high) = (quantity.base.low, quantity.base.high);
    assert!(low.is_some() || high.is_some(), "{}: nothing is claimed", claim.id);
    assert!(low.zip(high).is_none_or(|(low, high)| low <= high), "{}: {low:?} to {high:?}", claim.id);
}

fn check_fact(fact: &Fact, claims: &HashSet<&str>) {
    let known = |ids: &[String]| !ids.is_empty() && ids.iter().all(|id| claims.contains(id.as_str()));
    assert!(fact.id.starts_with("f-") && !fact.label.is_empty(), "{}", fact.id);
    let shares = [fact.confidence, fact.severity];
    assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)), "{}", fact.id);
    assert!(fact.figures.iter().map(|figure| figure.claims.len()).sum::<usize>() >= 2, "{}", fact.id);
    for figure in &fact.figures {
        assert!(known(&figure.claims), "{}", fact.id);
        assert!((1..=figure.claims.len()).contains(&figure.origins), "{}: {}", fact.id, figure.origins);
    }
    let worst = fact.discrepancies.iter().map(|pair| pair.verdict).max().unwrap_or(Verdict::Agree);
    assert_eq!(fact.verdict, worst, "{}", fact.id);
    let figures: HashSet<&str> = fact.figures.iter().map(|figure| figure.id.as_str()).collect();
    assert_eq!(figures.len(), fact.figures.len(), "{}: ids of figures differ", fact.id);
    let mut seen = HashSet::new();
    for pair in &fact.discrepancies {
        assert!(figures.contains(pair.a.as_str()) && figures.contains(pair.b.as_str()), "{}", fact.id);
        let (a, b) = (pair.a.as_str().min(&pair.b), pair.a.as_str().max(&pair.b));
        assert!(a != b && seen.insert((a, b)), "{}: {a} and {b}", fact.id);
        assert!(pair.verdict != Verdict::Agree && !pair.explanation.is_empty(), "{}", fact.id);
        assert!(pair.ratio.is_none_or(|ratio| ratio >= 1.0), "{}: {:?}", fact.id, pair.ratio);
        assert!(pair.hypotheses.iter().all(|h| known(&h.claims) && !h.explanation.is_empty()));
    }
}

fn check_summary(summary: &Summary, document: &Document) {
    let with = |verdict| document.facts.iter().filter(|fact| fact.verdict == verdict).count();
    let resolved = |fact: &&Fact| {
        let mut conflicts = fact.discrepancies.iter().filter(|pair| pair.verdict == Verdict::Conflict);
        fact.verdict == Verdict::Conflict
            && conflicts.all(|pair| pair.hypotheses.iter().any(|hypothesis| hypothesis.resolves))
    };
    assert_eq!((summary.articles, summary.claims), (document.articles.len(), document.claims.len()));
    assert_eq!(summary.facts, document.facts.len());
    assert_eq!(summary.conflicts, with(Verdict::Conflict));
    let decided = |fact: &&Fact| fact.decision.as_ref().is_some_and(|decision| decision.in_force);
    let conflicts = document.facts.iter().filter(|fact| fact.verdict == Verdict::Conflict);
    assert_eq!(summary.decided, conflicts.filter(decided).count());
    assert_eq!(summary.compatible, with(Verdict::Compatible));
    assert_eq!(summary.agreements, with(Verdict::Agree));
    assert_eq!(summary.resolved, document.facts.iter().filter(resolved).count());
}

/// Spans of text files slice to what the claims say.
fn check_offsets(document: &Document) {
    for article in &document.articles {
        let Some(path) = article.path.as_ref().filter(|path| path.ends_with(".txt") || path.ends_with(".md"))
        else {
            continue;
        };
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("the article");
        assert_eq!(article.bytes, text.len());
        for claim in document.claims.iter().filter(|claim| claim.article == article.id) {
            assert_eq!(text.get(claim.span.start..claim.span.end), Some(claim.text.as_str()));
            assert!(text.get(claim.sentence.start..claim.sentence.end).is_some());
            let before = &text[..claim.number_span.start];
            assert_eq!(claim.line, before.matches('\n').count() + 1, "{}", claim.id);
            let line = before.rsplit('\n').next().unwrap_or("");
            assert_eq!(claim.column, line.chars().count() + 1, "{}", claim.id);
        }
    }
}

#[test]
fn comparisons_of_the_samples() {
    for sample in SAMPLES {
        let output = run(["compare", sample, "--format", "json"]);
        assert!(code(&output) < 2);
        let document = read(stdout(&output));
        assert!(document.summary.is_some());
        check(&document);
        check_offsets(&document);
    }
}

#[test]
fn extractions_of_the_samples() {
    for sample in SAMPLES {
        let document = read(stdout(&run(["extract", sample, "--format", "json"])));
        assert!(document.summary.is_none() && document.facts.is_empty());
        check(&document);
        let lines = run(["extract", sample, "--format", "jsonl"]);
        let streamed: Vec<Claim> =
            stdout(&lines).lines().map(|line| serde_json::from_str(line).expect("a claim")).collect();
        assert!(streamed.iter().map(|claim| &claim.id).eq(document.claims.iter().map(|claim| &claim.id)));
    }
}

#[test]
fn the_fixture_of_the_reports() {
    check(&read(include_str!("fixtures/comparison.json")));
}

#[test]
fn metadata_of_articles() {
    let folder = folder("metadata");
    write(
        &folder,
        "a.md",
        "---\ntitle: T\noutlet: O\npublished: 7 June 2020\nurl: https://u.example\nlanguage: en-GB\n---\nx",
    );
    write(&folder, "b.jsonl", "{\"text\": \"y\", \"published\": \"spring\", \"more\": [1]}");
    let output = run(["compare".as_ref(), folder.as_os_str(), "--format".as_ref(), "json".as_ref()]);
    let document = read(stdout(&output));
    check(&document);
    let [a, b] = &document.articles[..] else { panic!("two articles") };
    let known = [&a.title, &a.outlet, &a.published, &a.url].map(|field| field.as_deref().unwrap_or(""));
    assert_eq!(known, ["T", "O", "2020-06-07", "https://u.example"]);
    assert_eq!((a.id.as_str(), a.language.as_str(), a.bytes), ("a", "en-GB", 90));
    assert_eq!((b.id.as_str(), b.language.as_str(), b.published.as_deref()), ("b:1", "en", Some("spring")));
}

#[test]
fn the_schema_names_every_field_of_the_contract() {
    let output = run(["schema"]);
    assert_eq!(code(&output), 0);
    let schema: serde_json::Value = serde_json::from_str(stdout(&output)).expect("JSON");
    let fields = |name: &str| -> HashSet<String> {
        let object = if name.is_empty() { &schema } else { &schema["$defs"][name] };
        object["properties"].as_object().map(|fields| fields.keys().cloned().collect()).unwrap_or_default()
    };
    for (object, expected) in [
        ("", "schema_version generator articles claims facts summary"),
        ("Extraction", "schema_version generator articles claims exclusions"),
        ("Exclusion", "article span line column text reason"),
        ("Generator", "name version"),
        ("ArticleSummary", "id path title outlet author published url language bytes duplicate_of text"),
        (
            "Claim",
            "id article span number_span sentence line column page text context quantity subject aspect scope attribution modality",
        ),
        ("Span", "start end"),
        ("Quantity", "dimension bound approximate low high unit per base trend"),
        ("Unit", "code name phrase"),
        ("BaseRange", "low high unit"),
        ("Scope", "place time group"),
        ("Attribution", "speaker via cue"),
        ("Fact", "id label dimension aspect figures verdict confidence severity discrepancies decision"),
        ("FactDecision", "outcome in_force figure accepted new date by note"),
        ("Figure", "id text low high claims origins"),
        ("Discrepancy", "a b verdict explanation ratio hypotheses"),
        ("Hypothesis", "kind explanation claims resolves"),
        ("Summary", "articles claims facts conflicts resolved decided compatible agreements"),
        ("Check", "schema_version generator draft articles claims facts findings summary"),
        ("Finding", "claim status explanation fact supported_by contradicted_by told"),
        (
            "CheckSummary",
            "figures supported supported_within_rounding contradicted outdated unsupported disputed",
        ),
        ("Diff", "schema_version generator articles only_old only_new summary"),
        ("Versions", "old new changes unchanged"),
        ("Change", "kind parts verdict noted explanation old new"),
        ("DiffSummary", "articles articles_changed changed added removed unchanged noted"),
        ("Timeline", "schema_version generator articles claims facts summary"),
        ("History", "fact only_grows entries"),
        ("Entry", "date dated_by figure text claims movement since flagged"),
        ("TimelineSummary", "articles undated facts changing flagged"),
    ] {
        let expected: HashSet<String> = expected.split(' ').map(str::to_owned).collect();
        assert_eq!(fields(object), expected, "{object}");
    }
}

#[test]
fn exclusions_are_there_only_when_asked_for() {
    let folder = folder("exclusions");
    let text = "One of the 40 dead was found in 1998, at 7:48 a.m., on 4 January in Room 12.\n";
    let article = write(&folder, "a.txt", text);
    let plain = ["extract".as_ref(), article.as_os_str(), "--format".as_ref(), "json".as_ref()];
    let document = read(stdout(&run(plain)));
    assert!(document.exclusions.is_none());
    let all = read(stdout(&run(plain.into_iter().chain(["--all".as_ref()]))));
    check(&all);
    assert_eq!(all.claims.len(), document.claims.len());
    let exclusions = all.exclusions.expect("exclusions");
    for e in &exclusions {
        assert_eq!((e.article.as_str(), &text[e.span.start..e.span.end]), ("a", e.text.as_str()));
        assert_eq!((e.line, e.column), (1, e.span.start + 1));
    }
    let found: Vec<(&str, &str)> = exclusions.iter().map(|e| (e.text.as_str(), e.reason.as_str())).collect();
    let wanted = [
        ("One", "pronoun"),
        ("1998", "year"),
        ("7:48 a.m.", "clock_time"),
        ("4 January", "date"),
        ("12", "label"),
    ];
    assert_eq!(found, wanted);
    let lines = run([
        "extract".as_ref(),
        article.as_os_str(),
        "--format".as_ref(),
        "jsonl".as_ref(),
        "--all".as_ref(),
    ]);
    assert_eq!(stdout(&lines).lines().count(), document.claims.len() + wanted.len());
}

/// The names of the fields of objects in a document, by the object that holds them.
fn fields(value: &serde_json::Value) -> HashSet<String> {
    value.as_object().expect("an object").keys().cloned().collect()
}

#[test]
fn the_documents_of_the_other_commands_are_what_the_schema_says() {
    let schema: serde_json::Value = serde_json::from_str(stdout(&run(["schema"]))).expect("JSON");
    let named = |name: &str| fields(&schema["$defs"][name]["properties"]);
    let document = |arguments: &[&str]| -> serde_json::Value {
        let output = run(arguments.iter().chain(&["--format", "json"]));
        serde_json::from_str(stdout(&output)).expect("JSON")
    };
    // Articles have their text only when it is asked for.
    let article = || &named("ArticleSummary") - &HashSet::from(["text".to_owned()]);
    let checked = document(&["check", "samples/recruits-draft.md", "--against", "samples/recruits"]);
    assert_eq!(fields(&checked), named("Check"));
    assert_eq!(fields(&checked["findings"][0]), named("Finding"));
    assert_eq!(fields(&checked["summary"]), named("CheckSummary"));
    assert_eq!(fields(&checked["articles"][0]), article());
    let diff = document(&["diff", "samples/versions/old.txt", "samples/versions/new.txt"]);
    assert_eq!(fields(&diff), named("Diff"));
    assert_eq!(fields(&diff["articles"][0]), named("Versions"));
    assert_eq!(fields(&diff["articles"][0]["old"]), article());
    assert_eq!(fields(&diff["articles"][0]["changes"][0]), named("Change"));
    assert_eq!(fields(&diff["summary"]), named("DiffSummary"));
    let timeline = document(&["timeline", "samples/earthquake"]);
    assert_eq!(fields(&timeline), named("Timeline"));
    assert_eq!(fields(&timeline["facts"][0]), named("History"));
    assert_eq!(fields(&timeline["facts"][0]["entries"][0]), named("Entry"));
    assert_eq!(fields(&timeline["summary"]), named("TimelineSummary"));
}
