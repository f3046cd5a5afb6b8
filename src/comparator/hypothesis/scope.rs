//! Different scope: the figures are given for different places, times, groups or terms.

use super::{Context, NAMED, Sides};
use crate::comparator::cues;
use crate::fact::{Hypothesis, HypothesisKind};

/// What the two figures are limited to, where that differs.
pub(super) fn different_scope(context: &Context, sides: &Sides) -> Option<Hypothesis> {
    let mut differing = Vec::new();
    let names = ["place", "time", "group"];
    for (i, name) in names.into_iter().enumerate() {
        let (a, b) = (scopes(context, sides.a, i), scopes(context, sides.b, i));
        if let (Some(a), Some(b)) = (a, b)
            && !alike(a, b)
        {
            differing.push(format!("{name}: {a} against {b}"));
        }
    }
    let terms = terms(context, sides);
    let resolves = terms.is_some();
    differing.extend(terms);
    if differing.is_empty() {
        return None;
    }
    let claims: Vec<usize> = sides.a.iter().take(NAMED).chain(sides.b.iter().take(NAMED)).copied().collect();
    Some(Hypothesis {
        kind: HypothesisKind::DifferentScope,
        explanation: differing.join("; "),
        claims: context.ids(&claims),
        resolves,
    })
}

/// The scope that every claim of a side that has one shares.
fn scopes<'a>(context: &Context<'a>, side: &[usize], which: usize) -> Option<&'a str> {
    let mut found: Option<&str> = None;
    for claim in side {
        let scope = &context.claims[*claim].scope;
        let here = [&scope.place, &scope.time, &scope.group][which].as_deref()?;
        match found {
            Some(before) if !alike(before, here) => return None,
            _ => found = Some(here),
        }
    }
    found
}

fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    a.contains(&b) || b.contains(&a)
}

/// One article gives one figure "for three months" and the other "for five".
fn terms(context: &Context, sides: &Sides) -> Option<String> {
    sides.a.iter().find_map(|a| {
        let b = sides.b.iter().find(|b| context.docs[**b] == context.docs[*a])?;
        let (x, y) = (term(context, *a)?, term(context, *b)?);
        (x != y).then(|| format!("terms: {x} against {y}"))
    })
}

fn term(context: &Context, claim: usize) -> Option<String> {
    cues::term(context.text_after(claim, 48))
}
