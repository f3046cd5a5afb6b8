//! Twelve pages laid out as news sites lay them out: no claim from outside the article, none lost from inside it.
//!
//! The last comment of each page in `tests/pages/` lists the figures of the claims in its article.

use std::path::Path;

use claimdiff::{article, extract};

/// The figures that a page lists in its last comment.
fn expected(page: &str) -> Vec<&str> {
    let (_, list) = page.rsplit_once("<!-- figures: ").expect("a list of figures");
    let (list, _) = list.split_once(" -->").expect("its end");
    list.split(" | ").collect()
}

#[test]
fn pages_give_the_claims_of_their_article_and_no_others() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let reading = article::read(&[folder], &mut std::io::empty());
    assert!(reading.errors.is_empty(), "{:?}", reading.errors);
    assert_eq!(reading.articles.len(), 12);
    let mut wrong = String::new();
    for article in &reading.articles {
        let path = article.path.as_ref().expect("a path");
        let page = std::fs::read_to_string(path).expect("a page");
        let claims = extract(article);
        let found: Vec<_> = claims.iter().map(|claim| claim.number_span.of(&article.text)).collect();
        if found != expected(&page) {
            wrong += &format!(
                "{}\n found {found:?}\n  not  {:?}\n{}\n\n",
                article.id,
                expected(&page),
                article.text
            );
        }
        assert!(article.title.as_ref().is_some_and(|title| !title.contains('\n')), "{}", article.id);
    }
    assert!(wrong.is_empty(), "{wrong}");
}
