//! See `claimdiff_fuzz::targets::office`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| claimdiff_fuzz::targets::office(data));
