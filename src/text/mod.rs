//! Sentences, tokens, word classes: borrowed views with byte offsets into the text.
