//! A draft against its sources: a table of its figures, and its sentences with a mark under each figure.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::counted;
use super::lookup::{self, Lookup};
use crate::checker::{Check, Finding, Status};
use crate::claim::Claim;
use crate::report::layout::{TIE, hanging, table};
use crate::report::style::{Style, paint};
use crate::report::{TableOptions, visible};

/// Prose is not set wider than this, however wide the terminal.
const MEASURE: usize = 110;

/// The figures of the draft with what the sources say of each, in the order of its text, and counts of the findings.
/// Figures that are supported and undisputed are left out unless `options.full`.
pub fn check(check: &Check, options: &TableOptions) -> String {
    let view = View::new(check);
    let shown: Vec<&Finding> =
        check.findings.iter().filter(|finding| options.full || is_worth_a_look(finding)).collect();
    let rows: Vec<Vec<String>> = shown.iter().map(|finding| view.row(finding, options.full)).collect();
    let mut out = String::new();
    if !rows.is_empty() {
        out.push_str(&table(&["Place", "Figure", "Finding", "Sources"], &rows, options.width, options.color));
        out.push('\n');
    }
    out.push_str(&hanging("", 0, &summary(check), options.width));
    let hidden = check.findings.len() - shown.len();
    if hidden > 0 {
        let note = format!("Not shown: {} that the sources support (--full).", counted(hidden, "figure"));
        out.push_str(&paint(&hanging("", 0, &note, options.width), Style::Quiet, options.color));
    }
    out
}

/// The sentences of the draft with a mark under each figure and what the sources say beside it, as compilers do.
/// `draft` is the text of the draft.
pub fn annotated(check: &Check, draft: &str, options: &TableOptions) -> String {
    let view = View::new(check);
    let renderer = if options.color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(options.width.min(MEASURE));
    let mut out = String::new();
    for finding in check.findings.iter().filter(|finding| options.full || is_worth_a_look(finding)) {
        let Some(claim) = view.claim(&finding.claim) else { continue };
        let Marked { text, from, to } = marked(draft, claim);
        let title = format!("{} ({})", visible::line(&claim.text), view.place(claim));
        let label = view.sources(finding, options.full);
        let snippet = Snippet::source(text)
            .line_start(claim.line)
            .annotation(AnnotationKind::Primary.span(from..to).label(label));
        let level = match finding.status {
            Status::Contradicted => Level::ERROR,
            Status::Outdated => Level::WARNING,
            _ if finding.is_disputed() => Level::WARNING,
            _ => Level::NOTE,
        };
        let group = level.with_name(word(finding)).primary_title(title).element(snippet);
        let group = match finding.explanation.is_empty() {
            true => group,
            false => group.element(Level::NOTE.message(visible::line(&finding.explanation).into_owned())),
        };
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    out.push_str(&hanging("", 0, &summary(check), options.width));
    out
}

/// A sentence on one line, and the bytes of a figure in it.
struct Marked {
    text: String,
    from: usize,
    to: usize,
}

fn marked(draft: &str, claim: &Claim) -> Marked {
    let piece = |from: usize, to: usize| visible::line(draft.get(from..to).unwrap_or_default()).into_owned();
    let gap = |at: &str| if at.is_empty() { "" } else { " " };
    let before = piece(claim.sentence.start, claim.span.start);
    let figure = piece(claim.span.start, claim.span.end);
    let after = piece(claim.span.end, claim.sentence.end);
    let spaced = draft.get(..claim.span.start).is_some_and(|text| text.ends_with(char::is_whitespace));
    let start = format!("{before}{}", if spaced { gap(&before) } else { "" });
    let follows = draft.get(claim.span.end..).is_some_and(|text| text.starts_with(char::is_whitespace));
    let (from, to) = (start.len(), start.len() + figure.len());
    Marked { text: format!("{start}{figure}{}{after}", if follows { gap(&after) } else { "" }), from, to }
}

/// Whether the editor has something to do about it.
pub(in crate::report) fn is_worth_a_look(finding: &Finding) -> bool {
    !matches!(finding.status, Status::Supported | Status::SupportedWithinRounding) || finding.is_disputed()
}

/// The finding in a word or two.
pub(in crate::report) fn word(finding: &Finding) -> &'static str {
    match finding.status {
        Status::Contradicted => "contradicted",
        Status::Outdated => "outdated",
        Status::Unsupported => "unsupported",
        _ if finding.is_disputed() => "disputed",
        Status::Supported => "supported",
        Status::SupportedWithinRounding => "within rounding",
    }
}

/// "20 figures: 9 supported, 3 within rounding, 4 contradicted, 2 outdated, 2 unsupported; the sources dispute 3 ..."
pub(in crate::report) fn summary(check: &Check) -> String {
    let counts = check.summary;
    if counts.figures == 0 {
        return "The draft has no figures.".into();
    }
    let listed: Vec<String> = [
        (counts.supported, "supported"),
        (counts.supported_within_rounding, "supported within rounding"),
        (counts.contradicted, "contradicted"),
        (counts.outdated, "outdated"),
        (counts.unsupported, "unsupported"),
    ]
    .iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, word)| format!("{count}{TIE}{word}"))
    .collect();
    let disputed = match counts.disputed {
        0 => String::new(),
        count => format!("; the sources contradict each other about {count} of them"),
    };
    format!("{}: {}{disputed}.", counted(counts.figures, "figure"), listed.join(", "))
}

/// A check with its claims by id.
pub(in crate::report) struct View<'a> {
    lookup: Lookup<'a>,
}

impl<'a> View<'a> {
    pub fn new(check: &'a Check) -> Self {
        View { lookup: Lookup::new(&check.articles, &check.claims) }
    }

    /// The claim of this id.
    pub fn claim(&self, id: &str) -> Option<&'a Claim> {
        self.lookup.claim(id)
    }

    fn place(&self, claim: &'a Claim) -> String {
        lookup::place(&(claim, self.lookup.article(&claim.article)))
    }

    /// Place, figure, finding and sources.
    pub fn row(&self, finding: &Finding, full: bool) -> Vec<String> {
        let claim = self.claim(&finding.claim);
        let place = claim.map(|claim| format!("{}:{}", claim.line, claim.column)).unwrap_or_default();
        let figure = claim.map(|claim| visible::line(&claim.text).into_owned()).unwrap_or_default();
        vec![place, figure, word(finding).replace(' ', "\u{a0}"), self.sources(finding, full)]
    }

    /// Who supports the figure, and who says otherwise with which figure.
    fn sources(&self, finding: &Finding, full: bool) -> String {
        let otherwise = self.figures(&finding.contradicted_by);
        let otherwise = lookup::listed(&otherwise, "; ", full);
        let support = match finding.status {
            Status::SupportedWithinRounding => self.figures(&finding.supported_by),
            _ => lookup::distinct(self.placed(&finding.supported_by).iter().map(lookup::outlet)),
        };
        let support = lookup::listed(&support, ", ", full);
        match (support.is_empty(), otherwise.is_empty()) {
            (true, true) => "no source has it".into(),
            (true, false) => otherwise,
            (false, true) => support,
            (false, false) if finding.status == Status::Outdated => {
                format!("{otherwise}; as in the draft: {support}")
            }
            (false, false) => format!("{support}; but {otherwise}"),
        }
    }

    /// "Reuters: 300", each once.
    fn figures(&self, ids: &[String]) -> Vec<String> {
        let named = |placed: &lookup::Placed<'_>| {
            format!("{}: {}", lookup::outlet(placed), visible::line(&placed.0.text))
        };
        lookup::distinct(self.placed(ids).iter().map(named))
    }

    /// The claims with their articles.
    pub fn placed(&self, ids: &[String]) -> Vec<lookup::Placed<'a>> {
        let claims = ids.iter().filter_map(|id| self.claim(id));
        claims.map(|claim| (claim, self.lookup.article(&claim.article))).collect()
    }
}
