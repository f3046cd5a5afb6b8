//! Settings: `claimdiff.toml` is read by the program and not by the library, whose command line is built in here.
#![no_main]
#![allow(dead_code)]

#[path = "../../src/cli/mod.rs"]
mod cli;

use std::path::Path;



libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    match cli::config::Config::parse(Path::new("claimdiff.toml"), &text) {
        Ok(config) => {
            let options = config.options(&[]);
            let weights = options.thresholds;
            let all = [weights.agree, weights.conflict, weights.missing, weights.best, weights.keep, weights.lone];
            assert!(all.iter().all(|weight| weight.is_finite()), "{text:?}");
            config.name_outlets(&mut [claimdiff_fuzz::articles::one("a", "At least 40 skiffs sank, Bild said.")]);
            config.formats();
        }
        Err(wrong) => {
            assert!(!wrong.is_empty(), "{text:?}");
            for error in wrong {
                claimdiff_fuzz::laws::message_has_its_line(&error.to_string(), "claimdiff.toml", &text);
            }
        }
    }
});
