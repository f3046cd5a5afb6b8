//! See `claimdiff_fuzz::targets::number`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| claimdiff_fuzz::targets::number(data));
