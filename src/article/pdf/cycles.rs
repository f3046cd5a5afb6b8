//! Objects of a PDF that lead back to themselves, or too deep: what follows them calls itself until the stack is full,
//! which no net catches.

use std::collections::{BTreeMap, BTreeSet};

use pdf_extract::{Dictionary, Document, Object, ObjectId};

use super::super::document::Refusal;

/// Objects in one another: pages nest some five deep, forms some three.
const DEEPEST: usize = 100;

/// Refuses a document whose pages have a parent that is one of their children, or whose forms draw one another.
///
/// # Errors
/// What leads back to itself.
pub(super) fn check(document: &Document) -> Result<(), Refusal> {
    let parents = document.objects.iter().filter_map(|(id, object)| {
        let parent = dictionary(object)?.get(b"Parent").ok()?.as_reference().ok()?;
        Some((*id, BTreeSet::from([parent])))
    });
    let forms: BTreeSet<ObjectId> =
        document.objects.iter().filter(|(_, object)| is_form(object)).map(|(id, _)| *id).collect();
    let drawn = forms.iter().map(|id| (*id, drawn_by(document, *id, &forms)));
    for (edges, what) in [
        (parents.collect(), "pages that are their own parents"),
        (drawn.collect(), "forms that draw themselves"),
    ] {
        if !ends(&edges) {
            return Err(Refusal::Malformed(format!("a broken PDF: {what}, or lie more than {DEEPEST} deep")));
        }
    }
    Ok(())
}

fn dictionary(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// Any stream may be drawn; pictures draw nothing.
fn is_form(object: &Object) -> bool {
    let Object::Stream(stream) = object else { return false };
    !matches!(stream.dict.get(b"Subtype"), Ok(Object::Name(name)) if name == b"Image")
        && (stream.dict.has(b"Resources")
            || matches!(stream.dict.get(b"Subtype"), Ok(Object::Name(name)) if name == b"Form"))
}

/// The forms that a form may draw: those of its resources; without any it has those of the page, which may be all.
fn drawn_by(document: &Document, form: ObjectId, forms: &BTreeSet<ObjectId>) -> BTreeSet<ObjectId> {
    let Some(Object::Stream(stream)) = document.objects.get(&form) else { return BTreeSet::new() };
    let Ok(resources) = stream.dict.get(b"Resources") else {
        let content = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
        let draws = content.windows(2).any(|two| two == b"Do");
        return if draws { forms.clone() } else { BTreeSet::new() };
    };
    let dereferenced = |object: &Object| document.dereference(object).ok().map(|(_, object)| object.clone());
    let resources = dereferenced(resources);
    let drawings = resources
        .as_ref()
        .and_then(|resources| resources.as_dict().ok())
        .and_then(|resources| resources.get(b"XObject").ok())
        .and_then(dereferenced);
    let named = drawings.as_ref().and_then(|drawings| drawings.as_dict().ok());
    let references =
        named.into_iter().flat_map(|named| named.iter()).filter_map(|(_, object)| object.as_reference().ok());
    references.filter_map(|id| last(document, id)).filter(|id| forms.contains(id)).collect()
}

/// The object that a reference leads to, through references to references.
fn last(document: &Document, id: ObjectId) -> Option<ObjectId> {
    let mut id = id;
    for _ in 0..DEEPEST {
        match document.objects.get(&id)? {
            Object::Reference(next) => id = *next,
            _ => return Some(id),
        }
    }
    None
}

/// Whether every way along the edges ends, within [`DEEPEST`] steps: what leads nowhere is taken away layer by layer.
fn ends(edges: &BTreeMap<ObjectId, BTreeSet<ObjectId>>) -> bool {
    let mut left: BTreeSet<ObjectId> = edges.keys().copied().collect();
    for _ in 0..DEEPEST {
        let open: BTreeSet<ObjectId> =
            left.iter().filter(|id| edges[id].iter().any(|next| left.contains(next))).copied().collect();
        if open.is_empty() {
            return true;
        }
        if open.len() == left.len() {
            return false;
        }
        left = open;
    }
    false
}
