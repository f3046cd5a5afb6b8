//! A decision on a conflict, kept as text, and what it says when a further article comes in.
//!
//!     cargo run --example keep_decisions
#![allow(clippy::print_stdout)]

use std::error::Error;

use claimdiff::decisions::{Action, Decision, Decisions};
use claimdiff::{Article, Comparison, Options};

/// How the fact stands before the decision, with it, and when there is a new figure.
pub fn run() -> Result<String, Box<dyn Error>> {
    let mut articles = vec![
        Article::new("wire", "The flood in Kelmara killed 14 people on Tuesday, the mayor said."),
        Article::new("daily", "On Tuesday a flood killed 23 people in Kelmara, police said."),
    ];
    let before = Comparison::of(&articles, &Options::default());
    let fact = before.facts.first().ok_or("no fact")?;
    let figure = fact.figures.iter().find(|figure| figure.text == "23 people").ok_or("no such figure")?;
    let claims: Vec<&str> = figure.claims.iter().map(String::as_str).collect();
    let action = Action::Accept { figure: figure.text.clone() };
    let decision = Decision {
        note: Some("the mayor spoke in the morning".into()),
        ..Decision::new(&before, action, Some(fact), &claims)
    };
    let text = decision.to_toml("");

    let decisions = Decisions::parse(&text).map_err(|wrong| format!("{wrong:?}"))?;
    // What was separated and joined goes into the comparison, what was accepted and dismissed behind it.
    let options = Options { corrections: decisions.corrections(), ..Options::default() };
    let mut out = String::new();
    for round in ["with the decision", "with a new article"] {
        let mut comparison = Comparison::of(&articles, &options);
        decisions.apply(&mut comparison);
        let fact = comparison.facts.first().ok_or("no fact")?;
        let new = fact.decision.as_ref().map_or(0, |decision| decision.new.len());
        out.push_str(&format!("{round}: decided {}, new figures {new}\n", fact.is_decided()));
        articles.push(Article::new("post", "The Kelmara flood on Tuesday killed 31 people, the mayor said."));
    }
    Ok(out)
}

#[allow(dead_code)] // The tests take what stands above.
fn main() -> Result<(), Box<dyn Error>> {
    print!("{}", run()?);
    Ok(())
}
