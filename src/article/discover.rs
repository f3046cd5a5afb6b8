//! Paths of the command line to inputs: files, the articles in folders, standard input.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::format::is_article;
use super::intake::unreadable;
use crate::error::InputError;

/// One thing to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Input {
    /// Standard input.
    Stdin,
    /// A file, and how many of the last parts of its path name its articles.
    File {
        /// The path as given, or the folder as given and the path in it.
        path: PathBuf,
        /// 1 for a file given by itself, the depth in the folder for one found in it.
        depth: usize,
        /// Whether it was found in a folder.
        searched: bool,
    },
}

/// The inputs that `paths` stand for, in order; each file once, however often it is given.
pub(super) fn discover(paths: &[PathBuf]) -> Vec<Result<Input, InputError>> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    for path in paths {
        if path.as_os_str() == "-" {
            if seen.insert(PathBuf::from("-")) {
                found.push(Ok(Input::Stdin));
            }
            continue;
        }
        for input in inputs(path) {
            let fresh = match &input {
                Ok(Input::File { path, .. }) => {
                    seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.clone()))
                }
                _ => true,
            };
            if fresh {
                found.push(input);
            }
        }
    }
    found
}

fn inputs(path: &Path) -> Vec<Result<Input, InputError>> {
    match fs::metadata(path) {
        Err(error) => vec![Err(unreadable(path, error))],
        Ok(data) if !data.is_dir() => vec![Ok(Input::File { path: path.into(), depth: 1, searched: false })],
        Ok(_) => {
            let mut found = Vec::new();
            search(path, 1, &mut HashSet::new(), &mut found);
            if found.is_empty() {
                found.push(Err(InputError::EmptyFolder { path: path.into() }));
            }
            found
        }
    }
}

/// Adds the articles in `folder`, sorted by name; links to folders are not followed, so that no loop can arise.
fn search(
    folder: &Path,
    depth: usize,
    searched: &mut HashSet<PathBuf>,
    found: &mut Vec<Result<Input, InputError>>,
) {
    // A link may lead back to a folder around it, or two to one.
    if !searched.insert(fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned())) {
        return;
    }
    let entries = fs::read_dir(folder).and_then(|entries| entries.collect::<io::Result<Vec<_>>>());
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => return found.push(Err(unreadable(folder, error))),
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        match entry.file_type() {
            Ok(kind) if (kind.is_dir() || kind.is_symlink()) && is_beside_page(&path) => {}
            Ok(kind) if kind.is_dir() || kind.is_symlink() && path.is_dir() => {
                search(&path, depth + 1, searched, found);
            }
            Err(error) => found.push(Err(unreadable(&path, error))),
            Ok(_) if !is_article(&path) => {}
            // A link counts as what it leads to; a pipe in a folder would be waited for in vain.
            Ok(_) => match fs::metadata(&path) {
                Ok(data) if data.is_file() => found.push(Ok(Input::File { path, depth, searched: true })),
                Ok(_) => {}
                Err(error) => found.push(Err(unreadable(&path, error))),
            },
        }
    }
}

/// Whether a folder holds the pictures and frames of a page that a browser saved beside it.
fn is_beside_page(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let page = name.strip_suffix("_files").or_else(|| name.strip_suffix(".files"));
    page.is_some_and(|page| {
        ["html", "htm"].iter().any(|extension| folder.with_file_name(format!("{page}.{extension}")).is_file())
    })
}
