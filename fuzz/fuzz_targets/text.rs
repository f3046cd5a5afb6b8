//! See `claimdiff_fuzz::targets::text`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| claimdiff_fuzz::targets::text(data));
