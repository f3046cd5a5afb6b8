//! Text to claims.

mod attribution;
mod mention;
mod modality;
mod scope;

pub(crate) use mention::Mention;

use crate::article::Article;
use crate::claim::Claim;

/// All claims of an article, in the order of their figures.
pub fn extract(article: &Article) -> Vec<Claim> {
    let _ = article;
    Vec::new()
}
