//! Claims that were read before: a folder in which they lie by the content of their articles, so that a second run reads
//! only what has changed.
//!
//! The folder holds packs (`pack`), each written once, whole or not at all, so that several runs can use it at the same
//! time. Whatever is wrong with a pack costs no more than reading its articles again. What another version of the
//! program has read is not used.

mod pack;
mod record;
mod stored;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use crate::article::Article;
use crate::claim::Claim;
use crate::lexicon::Lexicon;
use crate::normalizer::extract_with;
use crate::report::json;
use pack::{Pack, Writer};

/// Which rules and words the program reads claims with: another program has another one.
const FINGERPRINT: &str = env!("CLAIMDIFF_FINGERPRINT");

/// From this many packs on they are made into one.
const PACKS: usize = 8;

/// An article's content, hashed.
type Key = [u8; 16];

/// Claims by the content of their articles.
pub struct Cache {
    folder: PathBuf,
    packs: Vec<Pack>,
    /// In which pack and where in it the claims of an article are.
    index: FxHashMap<Key, (usize, pack::Place)>,
    /// What is read in this run, and with many packs what they have of it.
    writer: Mutex<Option<Writer>>,
    /// Whether what packs have is written anew.
    repack: bool,
    /// Packs that could not be used, and why.
    trouble: Vec<(PathBuf, io::Error)>,
    /// The words that claims are read with.
    lexicon: Lexicon,
    /// What was added to the program's words.
    added: String,
}

impl Cache {
    /// Opens the cache in `folder`, which is made if it is not there.
    ///
    /// # Errors
    /// When the folder cannot be made or listed.
    pub fn open(folder: &Path) -> io::Result<Cache> {
        fs::create_dir_all(folder)?;
        let mut paths: Vec<PathBuf> =
            fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.retain(|path| pack::is_pack(path, FINGERPRINT));
        paths.sort();
        let (mut packs, mut trouble) = (Vec::new(), Vec::new());
        let mut index = FxHashMap::default();
        for path in paths {
            match Pack::open(&path) {
                Ok((pack, places)) => {
                    index.extend(places.into_iter().map(|(key, place)| (key, (packs.len(), place))));
                    packs.push(pack);
                }
                // Another run has made several packs into one.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => trouble.push((path, error)),
            }
        }
        let repack = packs.len() >= PACKS;
        let folder = folder.to_owned();
        let (lexicon, added) = (Lexicon::default(), String::new());
        Ok(Cache { folder, packs, index, writer: Mutex::new(None), repack, trouble, lexicon, added })
    }

    /// With words of the user's own; claims that were read with other words are not used.
    pub fn with_lexicon(self, lexicon: &Lexicon) -> Cache {
        Cache { lexicon: lexicon.clone(), added: lexicon.added(), ..self }
    }

    /// Packs that could not be used, and why; they are left alone.
    pub fn trouble(&self) -> &[(PathBuf, io::Error)] {
        &self.trouble
    }

    /// The claims of an article: those that were read before if it has not changed, else they are read now.
    pub fn extract(&self, article: &Article) -> Vec<Claim> {
        let key = key(article, &self.added);
        let known = self.known(key, |record| stored::claims(record, article));
        known.unwrap_or_else(|| self.read(key, article))
    }

    /// Appends the claims that [`Cache::extract`] gives to `lines`, as [`json::write_claim`] does.
    ///
    /// # Errors
    /// As for [`json::write_claim`].
    pub fn extract_lines(&self, article: &Article, lines: &mut Vec<u8>) -> io::Result<()> {
        let key = key(article, &self.added);
        let known = self.known(key, |record| stored::write_lines(record, article, lines).then_some(()));
        match known {
            Some(()) => Ok(()),
            None => self.read(key, article).iter().try_for_each(|claim| json::write_claim(claim, lines)),
        }
    }

    /// What `take` makes of the record under `key`, if there is one.
    fn known<T>(&self, key: Key, take: impl FnOnce(&[u8]) -> Option<T>) -> Option<T> {
        let (pack, place) = self.index.get(&key)?;
        let take_and_keep = |record: &[u8]| {
            let taken = take(record)?;
            if self.repack {
                self.write(key, record);
            }
            Some(taken)
        };
        self.packs[*pack].read(place, take_and_keep).ok()?
    }

    /// Reads the claims of an article and keeps them under `key`.
    fn read(&self, key: Key, article: &Article) -> Vec<Claim> {
        let claims = extract_with(article, &self.lexicon);
        if let Some(record) = stored::record(&claims, article) {
            self.write(key, &record);
        }
        claims
    }

    fn write(&self, key: Key, record: &[u8]) {
        let Ok(mut writer) = self.writer.lock() else { return };
        if writer.is_none() {
            *writer = Some(Writer::new(&self.folder, FINGERPRINT));
        }
        if let Some(writer) = writer.as_mut() {
            writer.add(key, record);
        }
    }

    /// Puts what was read in this run into its place.
    ///
    /// # Errors
    /// When it could not be written; what lay in the cache before is unharmed.
    pub fn finish(self) -> io::Result<()> {
        let writer = self.writer.into_inner().unwrap_or_default();
        if let Some(writer) = writer {
            writer.finish()?;
            if self.repack {
                for pack in self.packs {
                    // One that stays is read beside the new one.
                    let _ = fs::remove_file(pack.path());
                }
            }
        }
        Ok(())
    }
}

/// What the claims of an article are read from, hashed, with the words that were added; its id is not among it.
fn key(article: &Article, added: &str) -> Key {
    let mut hasher = Sha256::new();
    let mut number = |number: usize| hasher.update((number as u64).to_le_bytes());
    number(article.body.start);
    number(article.body.end);
    number(article.pages.len());
    article.pages.iter().for_each(|page| number(*page));
    number(added.len());
    hasher.update(added.as_bytes());
    hasher.update(article.text.as_bytes());
    let mut key = Key::default();
    key.copy_from_slice(&hasher.finalize()[..size_of::<Key>()]);
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalizer::extract;
    use crate::span::Span;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("claimdiff-cache-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        folder
    }

    fn articles() -> Vec<Article> {
        let paged = "A flood killed 14 people in Kelmara,\nthe mayor said.\n\nIt cost some $2.50 million.";
        vec![
            Article { pages: vec![0, 54], ..Article::new("one", paged) },
            Article {
                body: Span::new(6, 60),
                ..Article::new(
                    "two",
                    "head: \u{201c}At least 40\u{201d} of the 300 wells were dry by Monday, up 5%.",
                )
            },
            Article::new("none", "No figures here."),
            Article::new("names", "Ana \"Nita\" Pérez said 30 boats sank. José Díaz said 31 did."),
        ]
    }

    fn read(folder: &Path, articles: &[Article]) -> (Vec<Vec<Claim>>, usize) {
        let cache = Cache::open(folder).expect("a cache");
        let known = articles.iter().filter(|article| cache.index.contains_key(&key(article, ""))).count();
        let claims: Vec<Vec<Claim>> = articles.iter().map(|article| cache.extract(article)).collect();
        assert_eq!(lines(&cache, articles), written(&claims));
        cache.finish().expect("written");
        (claims, known)
    }

    fn lines(cache: &Cache, articles: &[Article]) -> String {
        let mut lines = Vec::new();
        let mut add = |article| cache.extract_lines(article, &mut lines);
        articles.iter().try_for_each(&mut add).expect("lines");
        String::from_utf8(lines).expect("UTF-8")
    }

    fn written(claims: &[Vec<Claim>]) -> String {
        let mut lines = Vec::new();
        claims.iter().flatten().try_for_each(|claim| json::write_claim(claim, &mut lines)).expect("lines");
        String::from_utf8(lines).expect("UTF-8")
    }

    #[test]
    fn claims_come_back_as_they_were_and_under_the_new_id() {
        let folder = folder("back");
        let mut articles = articles();
        let fresh: Vec<Vec<Claim>> = articles.iter().map(extract).collect();
        assert_eq!(read(&folder, &articles), (fresh.clone(), 0));
        assert_eq!(read(&folder, &articles), (fresh, 4));
        articles[0].id = "re\"named\u{202e}".into();
        assert_eq!(read(&folder, &articles[..1]), (vec![extract(&articles[0])], 1));
        articles[0].text.push_str(" Later 15.");
        articles[0].body.end = articles[0].text.len();
        assert_eq!(read(&folder, &articles[..1]), (vec![extract(&articles[0])], 0));
        let _ = fs::remove_dir_all(&folder);
    }

    #[test]
    fn many_packs_become_one() {
        let folder = folder("packs");
        for i in 0..2 * PACKS {
            let article = Article::new("a", format!("The storm sank {} boats off Dorenna.", i + 3));
            assert_eq!(read(&folder, &[article]).1, 0);
        }
        assert!(fs::read_dir(&folder).expect("a folder").count() <= PACKS);
        let _ = fs::remove_dir_all(&folder);
    }

    #[test]
    fn damage_costs_no_more_than_reading_again() {
        let (folder, articles) = (folder("damage"), articles());
        let fresh: Vec<Vec<Claim>> = articles.iter().map(extract).collect();
        read(&folder, &articles);
        let pack = fs::read_dir(&folder).expect("a folder").next().expect("a pack").expect("an entry").path();
        let whole = fs::read(&pack).expect("bytes");
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x55;
            fs::write(&pack, &bytes).expect("written");
            let cache = Cache::open(&folder).expect("a cache");
            let claims: Vec<Vec<Claim>> = articles.iter().map(|article| cache.extract(article)).collect();
            assert_eq!(claims, fresh, "byte {at}");
            assert_eq!(lines(&cache, &articles), written(&fresh), "byte {at}");
        }
        for end in 0..whole.len() {
            fs::write(&pack, &whole[..end]).expect("written");
            let cache = Cache::open(&folder).expect("a cache");
            assert_eq!(cache.trouble().len(), 1, "cut at {end}");
            assert_eq!(cache.extract(&articles[0]), fresh[0]);
        }
        let _ = fs::remove_dir_all(&folder);
    }
}
