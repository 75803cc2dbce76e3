//! Seeds from `tests/corpus` and random changes of them, for parsers that must survive anything.

use std::fs;
use std::path::Path;

/// A small random source (splitmix64); the same seed gives the same run.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`, or 0.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        let limit = u64::try_from(limit).unwrap().max(1);
        usize::try_from(self.next() % limit).unwrap()
    }
}

/// The seeds of a parser, from `tests/corpus/NAME`: in files that end in `.txt` one text a line, in others
/// the whole file.
pub(crate) fn seeds(name: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/corpus")
        .join(name);
    let mut files: Vec<_> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let mut seeds = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        if file.extension().is_some_and(|its| its == "txt") {
            seeds.extend(text.lines().map(str::to_owned));
        } else {
            seeds.push(text);
        }
    }
    seeds
}

/// Runs `parse` on every seed and on `rounds` random changes of each.
pub(crate) fn survives(name: &str, rounds: usize, mut parse: impl FnMut(&str)) {
    let seeds = seeds(name);
    assert!(!seeds.is_empty(), "no seeds for {name}");
    let mut random = Random::new(0x5eed);
    for seed in &seeds {
        parse(seed);
        for _ in 0..rounds {
            parse(&mutate(seed, &seeds, &mut random));
        }
    }
}

/// One to four changes: a character dropped, doubled, replaced, a piece repeated, a splice.
fn mutate(seed: &str, seeds: &[String], random: &mut Random) -> String {
    const SPICE: [&str; 26] = [
        "'",
        "\"",
        "\\",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        "$",
        "9999999999999999999",
        "é",
        "\u{1F600}",
        "\0",
        "-",
        ",",
        "<",
        ">",
        "&",
        "&#32;",
        "<a>",
        "</a>",
        "]]>",
        " x='1'",
        "\r\n",
        ":",
    ];
    let mut chars: Vec<char> = seed.chars().collect();
    for _ in 0..=random.below(4) {
        let at = random.below(chars.len() + 1);
        match random.below(6) {
            0 => drop((at < chars.len()).then(|| chars.remove(at))),
            1 => {
                let spice = SPICE[random.below(SPICE.len())];
                chars.splice(at..at, spice.chars());
            }
            2 if at < chars.len() => {
                chars[at] = char::from(u8::try_from(random.below(128)).unwrap());
            }
            3 => {
                let piece: Vec<char> = chars[at..]
                    .iter()
                    .copied()
                    .take(1 + random.below(8))
                    .collect();
                let times = 1 + random.below(40);
                chars.splice(at..at, piece.repeat(times));
            }
            4 => {
                let other: Vec<char> = seeds[random.below(seeds.len())].chars().collect();
                chars.splice(at.., other[random.below(other.len() + 1)..].iter().copied());
            }
            _ => chars.truncate(at),
        }
    }
    chars.into_iter().collect()
}
