//! JSON straight into memory: what `serde_json` writes, byte for byte, in a third of its time, but for what a terminal
//! would act on ([`string`]).

use std::io;

use serde::ser::{self, Error as _, Serialize, Serializer};
use serde_json::Error;

use super::string;

/// A line break and the blanks of a deep line.
const INDENT: &[u8] = b"\n                                ";

/// Bytes that are written before they are passed on.
const WAITING: usize = 1 << 16;

/// Takes what has been written so far; what it leaves comes before what is written next.
pub(super) type Sink<'s> = &'s mut dyn FnMut(&mut Vec<u8>) -> io::Result<()>;

/// Writes values as JSON.
pub(super) struct JsonWriter<'s> {
    /// What is written and was not passed on.
    pub bytes: Vec<u8>,
    /// How deep the value is that is written now, where each stands on a line of its own.
    depth: Option<usize>,
    /// Where what is written goes when it is long.
    sink: Option<Sink<'s>>,
    /// Why it did not get there.
    pub failure: Option<io::Error>,
}

impl<'s> JsonWriter<'s> {
    /// Writes each value on one line, behind `bytes`.
    pub(super) fn compact(bytes: Vec<u8>) -> Self {
        JsonWriter { bytes, depth: None, sink: None, failure: None }
    }

    /// Writes members and items on lines of their own, indented by two blanks a level.
    pub(super) fn indented(sink: Option<Sink<'s>>) -> Self {
        JsonWriter { bytes: Vec::new(), depth: Some(0), sink, failure: None }
    }

    /// As [`Self::indented`] for values that are `depth` levels deep in a document, behind `bytes`.
    pub(super) fn inside(depth: usize, bytes: Vec<u8>) -> Self {
        JsonWriter { bytes, depth: Some(depth), sink: None, failure: None }
    }

    /// Writes `json` as it stands.
    #[inline]
    pub(super) fn put(&mut self, json: &str) {
        self.bytes.extend_from_slice(json.as_bytes());
    }

    /// A value that is written seldom, or that has no shorter way.
    #[inline]
    pub(super) fn plain<T: Serialize>(&mut self, value: &T) -> Result<(), Error> {
        serde_json::to_writer(&mut self.bytes, value)
    }

    /// A string, with what a terminal would act on escaped.
    #[inline]
    pub(super) fn text(&mut self, text: &str) {
        string::write(text, &mut self.bytes);
    }

    /// Writes items of a list that is begun and ended elsewhere ([`Open::begin_list`]); `first` when none stands before
    /// them.
    pub(super) fn items<T: Serialize>(&mut self, items: &[T], first: bool) -> Result<(), Error> {
        let mut list = Open { json: self, empty: first, close: "" };
        items.iter().try_for_each(|item| list.item(item))
    }

    /// Begins what ends with `close`.
    pub(super) fn open(&mut self, open: &str, close: &'static str) -> Open<'_, 's> {
        self.put(open);
        self.depth = self.depth.map(|depth| depth + 1);
        Open { json: self, empty: true, close }
    }

    fn new_line(&mut self) {
        let Some(depth) = self.depth else { return };
        match INDENT.get(..1 + 2 * depth) {
            Some(indent) => self.bytes.extend_from_slice(indent),
            None => {
                self.bytes.push(b'\n');
                self.bytes.extend(std::iter::repeat_n(b' ', 2 * depth));
            }
        }
    }

    /// The name of a variant and what stands behind it, up to the value.
    fn variant(&mut self, name: &str) -> Result<Open<'_, 's>, Error> {
        let mut open = self.open("{", "}");
        open.name(name);
        Ok(open)
    }

    /// Passes on what was written, if that is much.
    fn pass_on(&mut self) -> Result<(), Error> {
        match &mut self.sink {
            Some(sink) if self.bytes.len() >= WAITING => sink(&mut self.bytes).map_err(|error| {
                self.failure = Some(error);
                Error::custom("not written")
            }),
            _ => Ok(()),
        }
    }
}

/// An object or a list that is being written.
pub(super) struct Open<'j, 's> {
    json: &'j mut JsonWriter<'s>,
    empty: bool,
    close: &'static str,
}

impl Open<'_, '_> {
    /// What stands before an item or a name.
    fn next(&mut self) {
        if !self.empty {
            self.json.bytes.push(b',');
        }
        self.empty = false;
        self.json.new_line();
    }

    fn colon(&mut self) {
        self.json.put(if self.json.depth.is_some() { ": " } else { ":" });
    }

    /// Begins a member that is a list with items, which go elsewhere; what was written so far, to go before them.
    pub(super) fn begin_list(&mut self, name: &str) -> Vec<u8> {
        self.name(name);
        self.json.put("[");
        std::mem::take(&mut self.json.bytes)
    }

    /// Ends it.
    pub(super) fn end_list(&mut self) {
        self.json.new_line();
        self.json.put("]");
    }

    /// The name of a member, which is one of a type and has nothing to escape.
    fn name(&mut self, name: &str) {
        self.next();
        self.json.bytes.reserve(name.len() + 4);
        self.json.bytes.push(b'"');
        self.json.put(name);
        self.json.put(if self.json.depth.is_some() { "\": " } else { "\":" });
    }

    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.next();
        value.serialize(&mut *self.json)
    }

    pub(super) fn member<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Error> {
        self.name(name);
        value.serialize(&mut *self.json)
    }

    pub(super) fn close(self) -> Result<(), Error> {
        self.json.depth = self.json.depth.map(|depth| depth - 1);
        if !self.empty {
            self.json.new_line();
        }
        self.json.put(self.close);
        self.json.pass_on()
    }
}

/// Values that are written seldom.
macro_rules! plain {
    ($($method:ident $type:ty),*) => {$(
        fn $method(self, value: $type) -> Result<(), Error> {
            self.plain(&value)
        }
    )*};
}

impl<'j, 's> Serializer for &'j mut JsonWriter<'s> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Open<'j, 's>;
    type SerializeTuple = Open<'j, 's>;
    type SerializeTupleStruct = Open<'j, 's>;
    type SerializeTupleVariant = Nested<'j, 's>;
    type SerializeMap = Open<'j, 's>;
    type SerializeStruct = Open<'j, 's>;
    type SerializeStructVariant = Nested<'j, 's>;

    plain! {
        serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64, serialize_u8 u8, serialize_u16 u16,
        serialize_u32 u32, serialize_u64 u64, serialize_f32 f32, serialize_f64 f64, serialize_bytes &[u8]
    }

    fn serialize_char(self, character: char) -> Result<(), Error> {
        self.serialize_str(character.encode_utf8(&mut [0; 4]))
    }

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.put(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_str(self, text: &str) -> Result<(), Error> {
        self.text(text);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.put("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.text(variant);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        let open = self.variant(variant)?;
        value.serialize(&mut *open.json)?;
        open.close()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Open<'j, 's>, Error> {
        Ok(self.open("[", "]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Open<'j, 's>, Error> {
        Ok(self.open("[", "]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Open<'j, 's>, Error> {
        Ok(self.open("[", "]"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Nested<'j, 's>, Error> {
        self.variant(variant)?;
        Ok(Nested(self.open("[", "]")))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Open<'j, 's>, Error> {
        Ok(self.open("{", "}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Open<'j, 's>, Error> {
        Ok(self.open("{", "}"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Nested<'j, 's>, Error> {
        self.variant(variant)?;
        Ok(Nested(self.open("{", "}")))
    }
}

/// The fields of a variant, in an object that has its name.
pub(super) struct Nested<'j, 's>(Open<'j, 's>);

impl Nested<'_, '_> {
    fn close(self) -> Result<(), Error> {
        let Open { json, empty, close } = self.0;
        Open { json: &mut *json, empty, close }.close()?;
        Open { json, empty: false, close: "}" }.close()
    }
}

impl ser::SerializeSeq for Open<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.item(value)
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

impl ser::SerializeTuple for Open<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.item(value)
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

impl ser::SerializeTupleStruct for Open<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.item(value)
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

impl ser::SerializeTupleVariant for Nested<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.0.item(value)
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

impl ser::SerializeStructVariant for Nested<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        self.0.member(name, value)
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

impl ser::SerializeStruct for Open<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        self.member(name, value)
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

impl ser::SerializeMap for Open<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.next();
        let at = self.json.bytes.len();
        key.serialize(&mut *self.json)?;
        let is_string = self.json.bytes.get(at) == Some(&b'"');
        if is_string { Ok(()) } else { Err(Error::custom("key must be a string")) }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.colon();
        value.serialize(&mut *self.json)
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Serialize;

    use super::*;

    #[derive(Serialize)]
    struct Pair(i8, &'static str);

    #[derive(Serialize)]
    enum Kind {
        Bare,
        Wrapped(Option<f64>),
        Several(u8, bool),
        Named { a: char, b: () },
    }

    #[derive(Serialize)]
    struct All {
        text: &'static str,
        kinds: Vec<Kind>,
        pairs: Vec<Pair>,
        map: BTreeMap<String, Vec<u64>>,
        none: Option<u8>,
        numbers: (f64, f64, f32, i64, u64),
        empty: [u8; 0],
    }

    fn all(text: &'static str) -> All {
        All {
            text,
            kinds: vec![
                Kind::Bare,
                Kind::Wrapped(Some(0.1)),
                Kind::Wrapped(None),
                Kind::Several(1, true),
                Kind::Named { a: '"', b: () },
            ],
            pairs: vec![Pair(-1, "a"), Pair(2, "\\")],
            map: [("k\"".into(), vec![]), ("é".into(), vec![u64::MAX])].into(),
            none: None,
            numbers: (f64::NAN, 1e300, 0.3, i64::MIN, 7),
            empty: [],
        }
    }

    #[test]
    fn every_value_is_written_as_serde_json_does() {
        for text in ["", "plain", "a\"b", "tab\t", "\\", "\u{1f}é\u{a0}", "…”“\u{1f600}"] {
            let value = all(text);
            let mut compact = JsonWriter::compact(Vec::new());
            value.serialize(&mut compact).expect("JSON");
            assert_eq!(compact.bytes, serde_json::to_vec(&value).expect("JSON"), "{text}");
            let mut indented = JsonWriter::indented(None);
            value.serialize(&mut indented).expect("JSON");
            assert_eq!(indented.bytes, serde_json::to_vec_pretty(&value).expect("JSON"), "{text}");
        }
    }

    #[test]
    fn long_values_are_passed_on_in_order() {
        let values: Vec<String> = (0..30_000).map(|n| format!("{n:03}")).collect();
        let nested: Vec<&[String]> = values.chunks(7).collect();
        let (mut written, mut times) = (Vec::new(), 0);
        let mut sink = |bytes: &mut Vec<u8>| {
            times += 1;
            written.append(bytes);
            Ok(())
        };
        let mut json = JsonWriter::indented(Some(&mut sink));
        nested.serialize(&mut json).expect("JSON");
        let rest = json.bytes;
        written.extend(rest);
        assert_eq!(written, serde_json::to_vec_pretty(&nested).expect("JSON"));
        assert!(times > 2);
    }

    #[test]
    fn a_name_that_is_no_string_is_refused() {
        let map: BTreeMap<Option<u8>, u8> = [(None, 1)].into();
        assert!(map.serialize(&mut JsonWriter::compact(Vec::new())).is_err());
    }
}
