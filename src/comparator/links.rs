//! Why claims are one fact: for each pair of them the evidence for and against, with what each piece is worth.

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::corrections::SURE;
use super::features::{self, Weights};
use super::groups::{self, Rivalry};
use super::input::Input;
use super::weighed::Weighed;
use super::{Block, Options, block_of};
use crate::article::Article;
use crate::claim::Claim;
use crate::fact::Fact;

/// Two claims of a fact, and what speaks for and against their giving a figure for the same thing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// Id of one claim.
    pub a: String,
    /// Id of the other.
    pub b: String,
    /// How it was decided.
    pub standing: Standing,
    /// Log-odds that both give a figure for the same thing: 0 is even odds, 2.2 is nine in ten.
    pub score: f64,
    /// What the two claims show, strongest first; its sum enters `event` as "mean" and "best pair".
    pub pair: Vec<Reason>,
    /// What shows when they are seen among all claims of their event, strongest first.
    pub event: Vec<Reason>,
}

/// How it was decided whether two claims give a figure for the same thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The text converts the one into the other ("50 miles (80 km)").
    Converted,
    /// By weighing the evidence.
    Weighed,
    /// By themselves they are two things (two figures of one list); others hold them together.
    Apart,
    /// Somebody has joined them.
    Joined,
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reason {
    /// Name of the feature, as in the table of weights.
    pub feature: String,
    /// What it means, in words.
    pub meaning: String,
    /// How far it holds: 1 where it is a matter of yes or no.
    pub strength: f64,
    /// What it adds to the log-odds; below zero it speaks against.
    pub adds: f64,
}

/// The links between the claims of `fact`, which came from comparing `claims` of `articles` with `options`. Claims that
/// were never looked at as a pair have none: others hold them together.
pub fn links(articles: &[Article], claims: &[Claim], options: &Options, fact: &Fact) -> Vec<Link> {
    let first = fact.figures.first().and_then(|figure| figure.claims.first());
    let article =
        first.and_then(|id| claims.iter().find(|claim| claim.id == *id)).map(|claim| &claim.article);
    let doc = article.and_then(|id| articles.iter().position(|article| article.id == *id));
    doc.map_or_else(Vec::new, |doc| links_in(&block_of(articles, claims, options, doc), options, fact))
}

/// The links within the block that the fact was found in: what is counted in it is what decided.
fn links_in(block: &Block<'_>, options: &Options, fact: &Fact) -> Vec<Link> {
    let claims = &block.claims;
    let input = Input::read(&block.articles, claims).corrected(&options.corrections);
    let ids: FxHashMap<&str, usize> =
        claims.iter().enumerate().map(|(i, claim)| (claim.id.as_str(), i)).collect();
    let members: Vec<usize> = fact
        .figures
        .iter()
        .flat_map(|figure| &figure.claims)
        .filter_map(|id| ids.get(id.as_str()).copied())
        .collect();
    let weighed = input.weigh_event_of(block.doc, options);
    let Some(weighed) = weighed else { return Vec::new() };
    let rivalries = weighed.rivalries(claims);
    let merged = groups::edges(&rivalries, &options.weights);
    let claim_of = |node: u32| weighed.profiles[node as usize].claim;
    let inside = |r: &Rivalry| [r.a, r.b].iter().all(|node| members.contains(&claim_of(*node)));
    let by_pair: FxHashMap<(u32, u32), usize> =
        weighed.edges.iter().enumerate().map(|(i, edge)| ((edge.a, edge.b), i)).collect();
    let mut links: Vec<Link> = rivalries
        .iter()
        .zip(&merged)
        .filter(|(rivalry, _)| inside(rivalry))
        .filter_map(|(rivalry, edge)| {
            let at = *by_pair.get(&(rivalry.a, rivalry.b))?;
            let [a, b] = [rivalry.a, rivalry.b].map(claim_of);
            let joined = input.corrected.joins(a, b);
            Some(Link {
                a: claims[a].id.clone(),
                b: claims[b].id.clone(),
                standing: if joined { Standing::Joined } else { standing(&weighed, at, (a, b)) },
                score: f64::from(if joined { SURE } else { edge.score }),
                pair: reasons(features::NAMES, &options.weights.contributions(&weighed.values.row(at))),
                event: reasons(features::GROUP_NAMES, &options.weights.group_contributions(&rivalry.values)),
            })
        })
        .collect();
    // Claims of two events were joined without having been looked at.
    for (a, b) in &input.corrected.together {
        let ids = [&claims[*a].id, &claims[*b].id];
        let is_new = !links.iter().any(|link| [&link.a, &link.b].iter().all(|id| ids.contains(id)));
        if is_new && members.contains(a) && members.contains(b) {
            links.push(Link {
                a: ids[0].clone(),
                b: ids[1].clone(),
                standing: Standing::Joined,
                score: f64::from(SURE),
                pair: Vec::new(),
                event: Vec::new(),
            });
        }
    }
    links
}

fn standing(weighed: &Weighed, edge: usize, (a, b): (usize, usize)) -> Standing {
    if weighed.conversions.contains(&(a.min(b), a.max(b))) {
        Standing::Converted
    } else if weighed.edges[edge].veto {
        Standing::Apart
    } else {
        Standing::Weighed
    }
}

/// The features that weigh something, strongest first; `contributions` are (strength, what it adds) by feature.
fn reasons(names: &[&str], contributions: &[(f32, f32)]) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = names
        .iter()
        .zip(contributions)
        .filter(|(_, (_, adds))| *adds != 0.0)
        .map(|(name, (strength, adds))| Reason {
            feature: (*name).to_owned(),
            meaning: Weights::meaning(name).to_owned(),
            strength: f64::from(*strength),
            adds: f64::from(*adds),
        })
        .collect();
    reasons.sort_by(|x, y| y.adds.abs().total_cmp(&x.adds.abs()).then_with(|| x.feature.cmp(&y.feature)));
    reasons
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparator::compare;
    use crate::normalizer::extract;

    #[test]
    fn what_the_pieces_add_is_the_score_of_the_pair() {
        let articles = [
            Article::new("a", "The flood in Kelmara killed 14 people on Tuesday, the mayor said."),
            Article::new("b", "On Tuesday a flood killed 23 people in Kelmara."),
        ];
        let claims: Vec<Claim> = articles.iter().flat_map(extract).collect();
        let facts = compare(&articles, &claims).facts;
        let links = links(&articles, &claims, &Options::default(), &facts[0]);
        let [link] = links.as_slice() else { panic!("one link: {links:#?}") };
        let total: f64 = link.event.iter().map(|reason| reason.adds).sum();
        assert_eq!(link.standing, Standing::Weighed);
        assert!((total - link.score).abs() < 1e-4, "{total} is not {}", link.score);
        assert!(link.pair.iter().chain(&link.event).all(|reason| !reason.meaning.is_empty()));
    }

    #[test]
    fn in_a_large_archive_the_evidence_is_that_of_the_block() {
        let report = |i: usize| {
            let (event, toll) = (i % 20, if i < 40 { 14 } else { 23 });
            let town = ["Kelburg", "Dorvik", "Marrova", "Tavholm", "Brenbay"][event % 5];
            let river = ["Sola", "Asha", "Ilva", "Orna"][event / 5];
            // A name in one event, and not in the others.
            let place = if event == 7 { "Brook" } else { "a house by the brook" };
            let text = format!(
                "A storm hit the town of {town}{river} and the valley of the {river}{town} at night. It killed {toll} \
                 people in {place}, the mayor of {town}{river} said. Boats on the {river}{town} broke loose."
            );
            Article::new(format!("a{i}"), text)
        };
        let all: Vec<Article> = (0..240).map(report).collect();
        let one: Vec<Article> = (0..240).filter(|i| i % 20 == 7).map(report).collect();
        let explained = |articles: &[Article]| {
            let claims: Vec<Claim> = articles.iter().flat_map(extract).collect();
            let facts = compare(articles, &claims).facts;
            let has = |fact: &&Fact| fact.figures.iter().any(|figure| figure.claims[0].starts_with("a7#"));
            let fact = facts.iter().find(has).expect("the toll of the event");
            (fact.id.clone(), links(articles, &claims, &Options::default(), fact))
        };
        let (alone, among) = (explained(&one), explained(&all));
        assert!(!alone.1.is_empty());
        assert_eq!(among, alone);
    }
}
