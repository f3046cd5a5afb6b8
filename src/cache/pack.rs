//! A file of the cache: records of claims, and an index of them at its end.
//!
//! Records, then for each its key, place, length and checksum, then the number of records, the checksum of the index and
//! a mark. All numbers are little endian.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use super::Key;

/// Bytes of an entry of the index: key, place, length, checksum.
const ENTRY: usize = 16 + 8 + 4 + 4;
/// Bytes behind the index: number of records, checksum of the index, mark.
const TAIL: usize = 8 + 4 + 8;
/// The last bytes of a pack.
const MARK: &[u8; 8] = b"clmpack5";
/// Bytes of a pack that are read at once.
const CHUNK: usize = 1 << 14;
/// Chunks that are kept, at most.
const KEPT: usize = 64;
/// What the name of a pack begins with; the fingerprint of the program follows.
const NAME: &str = "claims-";

/// Where a record is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    start: u64,
    length: u32,
    checksum: [u8; 4],
}

/// An open pack.
pub(super) struct Pack {
    path: PathBuf,
    chunks: Mutex<Chunks>,
}

/// The file of a pack, and pieces of it: one that is read holds a dozen records, most of which are asked for soon.
/// Articles come mostly in the order in which they came before, but several threads read and wrote them side by side.
struct Chunks {
    file: File,
    /// Bytes of the file.
    length: u64,
    /// Chunks with their numbers, each in the place of those that leave the same rest.
    kept: Vec<Option<(u64, Arc<Vec<u8>>)>>,
}

impl Chunks {
    fn new(file: File, length: u64) -> Chunks {
        Chunks { file, length, kept: vec![None; KEPT] }
    }

    /// The chunk in which the byte `at` of the file is; less of it, or nothing, where the file ends.
    fn around(&mut self, at: u64) -> io::Result<Arc<Vec<u8>>> {
        let number = at / CHUNK as u64;
        let place = &mut self.kept[(number % KEPT as u64) as usize];
        if let Some((kept, chunk)) = place
            && *kept == number
        {
            return Ok(Arc::clone(chunk));
        }
        let start = number * CHUNK as u64;
        let length = self.length.saturating_sub(start).min(CHUNK as u64) as usize;
        let mut chunk = vec![0; length];
        self.file.seek(SeekFrom::Start(start))?;
        self.file.read_exact(&mut chunk)?;
        let chunk = Arc::new(chunk);
        *place = Some((number, Arc::clone(&chunk)));
        Ok(chunk)
    }
}

/// Whether a file is a pack of the program with this fingerprint, by its name.
pub(super) fn is_pack(path: &Path, fingerprint: &str) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_prefix(NAME));
    name.and_then(|name| name.strip_prefix(fingerprint)).is_some_and(|rest| rest.ends_with(".pack"))
}

impl Pack {
    /// Opens a pack, with its index.
    pub(super) fn open(path: &Path) -> io::Result<(Pack, Vec<(Key, Place)>)> {
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        let damaged = || io::Error::new(io::ErrorKind::InvalidData, "is damaged");
        let tail_at = length.checked_sub(TAIL as u64).ok_or_else(damaged)?;
        file.seek(SeekFrom::Start(tail_at))?;
        let mut tail = [0; TAIL];
        file.read_exact(&mut tail)?;
        let (count, rest) = tail.split_at(8);
        let (checksum, mark) = rest.split_at(4);
        let count = number(count);
        let size = count.checked_mul(ENTRY as u64).ok_or_else(damaged)?;
        let index_at = tail_at.checked_sub(size).filter(|_| mark == MARK).ok_or_else(damaged)?;
        file.seek(SeekFrom::Start(index_at))?;
        let mut index = vec![0; size as usize];
        file.read_exact(&mut index)?;
        if sum(&index) != *checksum {
            return Err(damaged());
        }
        let places = index.chunks_exact(ENTRY).map(entry).collect();
        Ok((Pack { path: path.to_owned(), chunks: Mutex::new(Chunks::new(file, length)) }, places))
    }

    /// What `take` makes of the record at a place.
    pub(super) fn read<T>(&self, place: &Place, take: impl FnOnce(&[u8]) -> T) -> io::Result<T> {
        let (start, length) = (place.start, place.length as usize);
        let chunk = self.chunk(start)?;
        let begun = chunk.get((start % CHUNK as u64) as usize..).unwrap_or_default();
        let whole;
        let record = match begun.get(..length) {
            Some(record) => record,
            None => {
                whole = self.across(begun, start, length)?;
                &whole[..]
            }
        };
        if sum(record) == place.checksum { Ok(take(record)) } else { Err(io::ErrorKind::InvalidData.into()) }
    }

    /// A record that does not end in the chunk in which it begins with `begun`.
    fn across(&self, begun: &[u8], start: u64, length: usize) -> io::Result<Vec<u8>> {
        let mut record = begun.to_vec();
        while record.len() < length {
            let at = start + record.len() as u64;
            let chunk = self.chunk(at)?;
            // The file ends here, or ended in the chunk before.
            if chunk.is_empty() || !at.is_multiple_of(CHUNK as u64) {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let more = chunk.len().min(length - record.len());
            record.extend_from_slice(&chunk[..more]);
        }
        Ok(record)
    }

    fn chunk(&self, at: u64) -> io::Result<Arc<Vec<u8>>> {
        let failed = |_| io::Error::other("another thread failed");
        self.chunks.lock().map_err(failed)?.around(at)
    }

    /// The file.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

fn entry(bytes: &[u8]) -> (Key, Place) {
    let mut key = Key::default();
    key.copy_from_slice(&bytes[..16]);
    let mut checksum = [0; 4];
    checksum.copy_from_slice(&bytes[28..ENTRY]);
    let length = number(&bytes[24..28]) as u32;
    (key, Place { start: number(&bytes[16..24]), length, checksum })
}

/// Up to eight bytes as a number.
fn number(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// Against damage, not against somebody who would make records up: who can write here can write whole packs.
fn sum(bytes: &[u8]) -> [u8; 4] {
    crc32fast::hash(bytes).to_le_bytes()
}

/// A pack that is being written; nothing appears under its name before [`Writer::finish`].
pub(super) struct Writer {
    /// The open file; an error once something went wrong.
    file: io::Result<BufWriter<File>>,
    temporary: PathBuf,
    target: PathBuf,
    at: u64,
    index: Vec<u8>,
}

/// Tells the packs of one process apart.
static SERIAL: AtomicU32 = AtomicU32::new(0);

impl Writer {
    pub(super) fn new(folder: &Path, fingerprint: &str) -> Writer {
        let serial = SERIAL.fetch_add(1, Ordering::Relaxed);
        // Two processes in turn may have one number: no file is written over.
        let time = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        let name = format!("{NAME}{fingerprint}-{:x}-{:x}-{serial}", time.as_nanos(), std::process::id());
        let (temporary, target) = (folder.join(format!(".{name}.part")), folder.join(format!("{name}.pack")));
        let file = OpenOptions::new().write(true).create_new(true).open(&temporary).map(BufWriter::new);
        Writer { file, temporary, target, at: 0, index: Vec::new() }
    }

    /// Adds a record; what goes wrong is told at the end.
    pub(super) fn add(&mut self, key: Key, record: &[u8]) {
        let Ok(file) = &mut self.file else { return };
        let Ok(length) = u32::try_from(record.len()) else { return };
        if let Err(error) = file.write_all(record) {
            self.file = Err(error);
            return;
        }
        self.index.extend_from_slice(&key);
        self.index.extend_from_slice(&self.at.to_le_bytes());
        self.index.extend_from_slice(&length.to_le_bytes());
        self.index.extend_from_slice(&sum(record));
        self.at += u64::from(length);
    }

    /// Writes the index and gives the pack its name.
    pub(super) fn finish(mut self) -> io::Result<()> {
        let mut file = std::mem::replace(&mut self.file, Err(io::ErrorKind::Other.into()))?;
        let count = (self.index.len() / ENTRY) as u64;
        file.write_all(&self.index)?;
        file.write_all(&count.to_le_bytes())?;
        file.write_all(&sum(&self.index))?;
        file.write_all(MARK)?;
        file.into_inner().map_err(io::IntoInnerError::into_error)?;
        fs::rename(&self.temporary, &self.target)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // What was not finished; once it was, it has another name.
        let _ = fs::remove_file(&self.temporary);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_read_in_any_order_wherever_chunks_end() {
        let folder = std::env::temp_dir().join(format!("claimdiff-pack-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let lengths = [1, CHUNK - 1, 0, CHUNK, 7, 3 * CHUNK + 5, CHUNK / 2, CHUNK / 2, 100, KEPT * CHUNK, 9];
        let record =
            |index: usize| -> Vec<u8> { (0..lengths[index]).map(|at| (at * 31 + index) as u8).collect() };
        let mut writer = Writer::new(&folder, "test");
        (0..lengths.len()).for_each(|index| writer.add([index as u8; 16], &record(index)));
        let path = writer.target.clone();
        writer.finish().expect("written");
        let (pack, places) = Pack::open(&path).expect("a pack");
        for step in 1..lengths.len() {
            for index in (0..lengths.len()).map(|index| index * step % lengths.len()) {
                let (key, place) = &places[index];
                assert_eq!(key, &[index as u8; 16]);
                let read = pack.read(place, <[u8]>::to_vec).expect("a record");
                assert!(read == record(index), "{index}");
            }
        }
        let beyond = Place { start: places[9].1.start, length: u32::MAX, checksum: [0; 4] };
        assert!(pack.read(&beyond, <[u8]>::len).is_err());
        let _ = fs::remove_dir_all(&folder);
    }
}
