//! Which addresses of articles become links.

/// Whether `url` leads to the web, and consists of characters that an address may have (RFC 3986); nothing else is
/// linked, so no link can run a script.
pub(super) fn is_web_address(url: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte);
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    (lower.starts_with("http://") || lower.starts_with("https://")) && url.bytes().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::is_web_address;

    #[test]
    fn only_web_addresses_are_linked() {
        for url in ["https://example.org/a?b=1&c=(2)#d", "HTTP://example.org"] {
            assert!(is_web_address(url), "{url}");
        }
        for url in [
            "javascript:alert(1)",
            "data:text/html,x",
            "//x",
            "https://x y",
            "https://x/\"><b>",
            "ftp://x",
            "",
        ] {
            assert!(!is_web_address(url), "{url}");
        }
    }
}
