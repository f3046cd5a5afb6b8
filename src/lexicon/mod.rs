//! Linguistic knowledge as data files, one folder a language, compiled in.
