//! What a record of the cache is made of: texts, checked for their encoding all at once, and numbers, most of which take
//! a byte. Written by hand, since a second run does little but read them: serde goes from member to member.

use rust_decimal::Decimal;

/// Texts and numbers that are written one after the other.
#[derive(Default)]
pub(super) struct RecordWriter {
    texts: String,
    numbers: Vec<u8>,
}

impl RecordWriter {
    /// A number: seven bits a byte, the lowest first, the highest bit set where more follow (LEB128).
    pub(super) fn number(&mut self, number: u64) {
        put(number, &mut self.numbers);
    }

    /// A number that may be less than nothing: small ones of either sign take a byte (ZigZag).
    pub(super) fn signed(&mut self, number: i64) {
        self.number((number << 1 ^ number >> 63).cast_unsigned());
    }

    /// A text, behind those before it.
    pub(super) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.texts.push_str(text);
    }

    /// A text that may be missing.
    pub(super) fn optional(&mut self, text: Option<&str>) {
        self.number(text.map_or(0, |text| text.len() as u64 + 1));
        self.texts.push_str(text.unwrap_or_default());
    }

    /// A figure with every digit, or none: its scale and its sign, then 64 and 32 bits of it.
    pub(super) fn figure(&mut self, figure: Option<Decimal>) {
        let Some(figure) = figure else { return self.number(0) };
        let [flags, low, middle, high] = words(&figure.serialize());
        self.number(1 + u64::from(flags >> SIGN | (flags >> SCALE & 0xff) << 1));
        self.number(u64::from(low) | u64::from(middle) << 32);
        self.number(high.into());
    }

    /// The record.
    pub(super) fn finish(self) -> Vec<u8> {
        let mut record = Vec::with_capacity(self.texts.len() + self.numbers.len() + 4);
        put(self.texts.len() as u64, &mut record);
        record.extend_from_slice(self.texts.as_bytes());
        record.extend_from_slice(&self.numbers);
        record
    }
}

fn put(mut number: u64, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Bits of the flags of a [`Decimal`] below its sign, and below its scale.
const SIGN: u32 = 31;
const SCALE: u32 = 16;

/// The flags of a [`Decimal`] and its digits, the lowest first.
fn words(bytes: &[u8; 16]) -> [u32; 4] {
    std::array::from_fn(|word| u32::from_le_bytes(std::array::from_fn(|byte| bytes[4 * word + byte])))
}

/// What is left of a record to read; `None` for bytes that no [`RecordWriter`] has written.
pub(super) struct RecordReader<'a> {
    texts: &'a str,
    numbers: &'a [u8],
}

impl<'a> RecordReader<'a> {
    /// Reads what [`RecordWriter::finish`] gave.
    pub(super) fn new(record: &'a [u8]) -> Option<RecordReader<'a>> {
        let mut reader = RecordReader { texts: "", numbers: record };
        let length = reader.count()?;
        let (texts, numbers) = reader.numbers.split_at_checked(length)?;
        Some(RecordReader { texts: std::str::from_utf8(texts).ok()?, numbers })
    }

    /// All texts that are left.
    pub(super) fn texts(&self) -> &'a str {
        self.texts
    }

    /// What [`RecordWriter::number`] wrote.
    #[inline]
    pub(super) fn number(&mut self) -> Option<u64> {
        let (first, rest) = self.numbers.split_first()?;
        self.numbers = rest;
        if *first < 0x80 { Some(u64::from(*first)) } else { self.longer(*first) }
    }

    /// A number of several bytes behind its first one.
    fn longer(&mut self, first: u8) -> Option<u64> {
        let mut number = u64::from(first & 0x7f);
        for shift in (7..64).step_by(7) {
            let (byte, rest) = self.numbers.split_first()?;
            self.numbers = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if *byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// What [`RecordWriter::signed`] wrote.
    #[inline]
    pub(super) fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    /// A number of bytes, lines, pages or items.
    #[inline]
    pub(super) fn count(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    /// What [`RecordWriter::text`] wrote.
    #[inline]
    pub(super) fn text(&mut self) -> Option<&'a str> {
        let length = self.count()?;
        self.take(length)
    }

    /// What [`RecordWriter::optional`] wrote.
    #[inline]
    pub(super) fn optional(&mut self) -> Option<Option<&'a str>> {
        match self.count()? {
            0 => Some(None),
            more => Some(Some(self.take(more - 1)?)),
        }
    }

    #[inline]
    fn take(&mut self, length: usize) -> Option<&'a str> {
        let (text, rest) = self.texts.split_at_checked(length)?;
        self.texts = rest;
        Some(text)
    }

    /// What [`RecordWriter::figure`] wrote.
    #[inline]
    pub(super) fn figure(&mut self) -> Option<Option<Decimal>> {
        let Some(kind) = self.number()?.checked_sub(1) else { return Some(None) };
        let kind = u32::try_from(kind).ok()?;
        let (digits, high) = (self.number()?, u32::try_from(self.number()?).ok()?);
        if (kind, high) == (0, 0) {
            // Most are whole numbers.
            return Some(Some(digits.into()));
        }
        let flags = (kind & 1) << SIGN | (kind >> 1) << SCALE;
        let number = u128::from(flags) | u128::from(digits) << 32 | u128::from(high) << 96;
        Some(Some(Decimal::deserialize(number.to_le_bytes())))
    }

    /// Whether nothing is left.
    pub(super) fn is_at_end(&self) -> bool {
        self.texts.is_empty() && self.numbers.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_keep_every_digit() {
        let signed = |value: Decimal| [value, -value];
        let values =
            [Decimal::ZERO, Decimal::from(u64::MAX), Decimal::new(250, 2), Decimal::MAX, Decimal::new(1, 28)];
        for value in values.into_iter().flat_map(signed) {
            let mut writer = RecordWriter::default();
            writer.figure(Some(value));
            writer.figure(None);
            let record = writer.finish();
            let mut reader = RecordReader::new(&record).expect("a record");
            let read = reader.figure().flatten().expect("a figure");
            assert_eq!(read.serialize(), value.serialize(), "{value}");
            assert_eq!((reader.figure(), reader.is_at_end()), (Some(None), true));
        }
    }

    #[test]
    fn numbers_and_texts_come_back() {
        let numbers = [0, 1, 0x7f, 0x80, 0x3fff, 0x4000, u64::from(u32::MAX), u64::MAX];
        let mut writer = RecordWriter::default();
        for number in numbers {
            writer.number(number);
            writer.text("é");
            writer.optional(None);
            writer.optional(Some(""));
        }
        let record = writer.finish();
        let mut reader = RecordReader::new(&record).expect("a record");
        for number in numbers {
            assert_eq!((reader.number(), reader.text()), (Some(number), Some("é")));
            assert_eq!((reader.optional(), reader.optional()), (Some(None), Some(Some(""))));
        }
        assert!(reader.is_at_end());
        assert_eq!((reader.number(), reader.text(), reader.figure()), (None, None, None));
        for end in 0..record.len() {
            let read = RecordReader::new(&record[..end]).and_then(|mut reader| {
                numbers.iter().try_for_each(|_| {
                    reader.number()?;
                    reader.text()?;
                    reader.optional()?;
                    reader.optional().map(drop)
                })
            });
            assert_eq!(read, None, "cut at {end}");
        }
    }
}
