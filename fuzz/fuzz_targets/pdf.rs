//! See `claimdiff_fuzz::targets::pdf`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| claimdiff_fuzz::targets::pdf(data));
