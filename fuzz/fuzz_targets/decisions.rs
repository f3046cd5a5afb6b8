//! See `claimdiff_fuzz::targets::decisions`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| claimdiff_fuzz::targets::decisions(data));
