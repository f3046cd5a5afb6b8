//! Parts of a total: 350 and 500 against 850.

use rust_decimal::Decimal;

use super::{Context, Known, Sides, figure};
use crate::claim::Quantity;
use crate::comparator::verdict::number;
use crate::fact::{Hypothesis, HypothesisKind};

/// Like figures of one article that are tried as parts.
const PARTS: usize = 12;

/// The larger figure as the sum of the smaller one and other like figures of one article.
pub(super) fn part_of_total(context: &Context, sides: &Sides) -> Option<Hypothesis> {
    sides.each().into_iter().find_map(|(totals, parts)| {
        let total_claim = *totals.first()?;
        let total = figure(context.quantity(total_claim))?;
        parts.iter().find_map(|part| {
            let value = figure(context.quantity(*part))?;
            let rest = total.checked_sub(value).filter(|rest| *rest > Decimal::ZERO)?;
            let others: Vec<(usize, Decimal)> = likes(context, *part, total_claim).take(PARTS).collect();
            let sum = sum_of(&others, rest)?;
            let mut terms = vec![number(value)];
            terms.extend(sum.iter().map(|(_, v)| number(*v)));
            let mut claims = vec![total_claim, *part];
            claims.extend(sum.iter().map(|(claim, _)| *claim));
            Some(Hypothesis {
                kind: HypothesisKind::PartOfTotal,
                explanation: format!("{} is {}", number(total), terms.join(" + ")),
                claims: context.ids(&claims),
                resolves: true,
            })
        })
    })
}

/// Figures of the part's article for the same kind of thing.
fn likes<'a>(
    context: &Context<'a>,
    part: usize,
    total: usize,
) -> impl Iterator<Item = (usize, Decimal)> + 'a {
    let quantity = context.quantity(part);
    let read = || {
        let others = context.of_article(part).filter(|other| *other != part);
        let like = others.filter(|other| is_like(quantity, context.quantity(*other)));
        let with_figure = like.filter_map(|other| Some((other, figure(context.quantity(other))?)));
        // One more than are tried: the total may be among them.
        with_figure.filter(|(_, value)| *value > Decimal::ONE).take(PARTS + 1).collect()
    };
    let known: &'a [Known] = context.known;
    known[part].likes.get_or_init(read).iter().copied().filter(move |(other, _)| *other != total)
}

fn is_like(a: &Quantity, b: &Quantity) -> bool {
    a.dimension == b.dimension
        && a.unit.code == b.unit.code
        && a.per == b.per
        && !matches!(a.dimension.as_str(), "age" | "magnitude" | "duration" | "temperature")
}

/// One or two of the figures that make up `rest`.
fn sum_of(others: &[(usize, Decimal)], rest: Decimal) -> Option<Vec<(usize, Decimal)>> {
    if let Some(one) = others.iter().find(|(_, value)| *value == rest) {
        return Some(vec![*one]);
    }
    // Small sums come out by chance.
    if rest < Decimal::from(20) {
        return None;
    }
    others.iter().enumerate().find_map(|(i, a)| {
        let b = others[i + 1..].iter().find(|b| a.1.checked_add(b.1) == Some(rest))?;
        Some(vec![*a, *b])
    })
}
