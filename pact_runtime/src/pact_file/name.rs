//! Names of pact files.

/// Characters that no file name may have on one of Linux, macOS and Windows.
const FORBIDDEN: &str = "<>:\"/\\|?*";

/// Names that Windows keeps for devices, whatever stands behind their first dot.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// How long a name may be in bytes, without `.json`: file systems take 255, and lock and sibling need
/// some of them.
const MAX_BYTES: usize = 200;

/// The name of the pact file of a consumer and a provider: `<consumer>-<provider>.json`, as every Pact
/// tool names it, safe on Linux, macOS and Windows.
///
/// A name that would not be safe (separators, control characters, device names, trailing dots, more
/// than 200 bytes) is changed, and a number made from the original names keeps it apart from the
/// others.
///
/// ```
/// use pact_runtime::pact_file::file_name;
///
/// assert_eq!(file_name("order-web", "order-api"), "order-web-order-api.json");
/// assert_eq!(file_name("web/shop", "api"), "web_shop-api~0ad9f327b77d9c39.json");
/// ```
pub fn file_name(consumer: &str, provider: &str) -> String {
    let plain = format!("{consumer}-{provider}");
    let mut safe: String = plain.chars().map(safe_character).collect();
    if is_device(&safe) {
        safe.insert(0, '_');
    }
    if safe.len() > MAX_BYTES {
        let end = (0..=MAX_BYTES).rev().find(|at| safe.is_char_boundary(*at));
        safe.truncate(end.unwrap_or(0));
    }
    if safe == plain && !consumer.is_empty() && !provider.is_empty() {
        return format!("{safe}.json");
    }
    let mut hash = Hash::default();
    hash.add(consumer.as_bytes());
    hash.add(&[0xff]);
    hash.add(provider.as_bytes());
    format!("{safe}~{:016x}.json", hash.0)
}

fn safe_character(character: char) -> char {
    if character.is_control() || FORBIDDEN.contains(character) {
        '_'
    } else {
        character
    }
}

/// Whether Windows takes the name for a device: `con`, `COM1.x`.
fn is_device(name: &str) -> bool {
    let base = name.split('.').next().unwrap_or_default();
    let base = base.trim_end_matches(' ').to_lowercase();
    let numbered = base
        .strip_prefix("com")
        .or_else(|| base.strip_prefix("lpt"))
        .is_some_and(|port| matches!(port.chars().next(), Some('0'..='9' | '¹' | '²' | '³')))
        && base.chars().count() == 4;
    numbered || DEVICES.contains(&base.as_str())
}

/// FNV-1a of 64 bits: small, and the same on every machine and in every release.
pub(super) struct Hash(pub(super) u64);

impl Default for Hash {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hash {
    pub(super) fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(consumer: &str, provider: &str, name: &str) {
        let found = file_name(consumer, provider);
        let stem = found.rsplit_once('~').map_or(&*found, |(stem, _)| stem);
        assert_eq!(stem, name, "{consumer}, {provider}");
    }

    #[test]
    fn keeps_normal_names() {
        check("order-web", "order-api", "order-web-order-api.json");
        check("My Consumer", "My.Provider", "My Consumer-My.Provider.json");
        check("größe", "日本", "größe-日本.json");
        check("console", "com10", "console-com10.json");
    }

    #[test]
    fn makes_other_names_safe() {
        check("a/b", "c\\d", "a_b-c_d");
        check("../../etc", "passwd", ".._.._etc-passwd");
        check("a:b", "c*?\"<>|", "a_b-c______");
        check("a\0b", "c\nd", "a_b-c_d");
        check("con.x", "api", "_con.x-api");
        check("COM1.", "api", "_COM1.-api");
        check("", "api", "-api");
        check("web", "", "web-");
    }

    #[test]
    fn tells_apart_what_looks_alike_once_it_is_safe() {
        assert_ne!(file_name("a/b", "c"), file_name("a:b", "c"));
        assert_ne!(file_name("a/b-c", "d"), file_name("a/b", "c-d"));
        let long = "x".repeat(300);
        assert_ne!(file_name(&long, "a"), file_name(&long, "b"));
    }

    #[test]
    fn cuts_long_names_between_characters() {
        for length in 60..70 {
            let name = file_name(&"日".repeat(length), &"ü".repeat(300));
            assert!(name.len() <= 222, "{name}");
        }
    }
}
