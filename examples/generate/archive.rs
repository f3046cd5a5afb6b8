//! Made-up archives of news: each event has its place, its people and its figures, and articles that mostly agree on
//! them. The same seed gives the same archive on every machine.

use std::collections::BTreeMap;

/// The sentences; the file says what its columns are.
const SENTENCES: &str = include_str!("sentences.tsv");

/// Bytes of an article, roughly.
const LENGTH: usize = 2000;
/// Share of sentences with a figure, in percent: in agency copy it is about two in five.
const FIGURES: u64 = 40;
/// Share of figures, in percent, in which an article differs from what the event's others say.
const OTHERWISE: u64 = 20;

/// An archive that is yet to be written.
#[derive(Debug, Clone, Copy)]
pub struct Archive {
    /// How many articles it has.
    pub articles: usize,
    /// How many events they are about; article i is about event i modulo this.
    pub events: usize,
    /// What everything is drawn from.
    pub seed: u64,
}

/// A made-up article.
#[derive(Debug, Clone)]
pub struct Made {
    /// `e12-3`: the third article about event 12.
    pub id: String,
    pub outlet: String,
    pub published: String,
    pub text: String,
}

impl Archive {
    /// The articles, in order.
    pub fn articles(self) -> impl Iterator<Item = Made> {
        let sentences = Sentences::read();
        (0..self.articles).map(move |i| {
            let (event, number) = (i % self.events.max(1), i / self.events.max(1));
            Event::draw(&sentences, self.seed, event).article(&sentences, self.seed, number)
        })
    }
}

/// Numbers that look like chance (splitmix64).
struct Dice(u64);

impl Dice {
    fn new(parts: [u64; 3]) -> Dice {
        let mut dice = Dice(0);
        for part in parts {
            dice.0 = dice.next() ^ part.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 up to, not including, `end`.
    fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn pick<'t, T: ?Sized>(&mut self, of: &[&'t T]) -> Option<&'t T> {
        let at = self.below(of.len() as u64) as usize;
        of.get(at).copied()
    }
}

/// The sentences by topic and part.
struct Sentences {
    topics: Vec<&'static str>,
    parts: BTreeMap<(&'static str, &'static str), Vec<&'static str>>,
}

impl Sentences {
    fn read() -> Sentences {
        let mut sentences = Sentences { topics: Vec::new(), parts: BTreeMap::new() };
        for line in SENTENCES.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.splitn(3, '\t');
            let (Some(topic), Some(part), Some(text)) = (columns.next(), columns.next(), columns.next())
            else {
                continue;
            };
            if topic != "general" && !sentences.topics.contains(&topic) {
                sentences.topics.push(topic);
            }
            sentences.parts.entry((topic, part)).or_default().push(text);
        }
        sentences
    }

    fn of(&self, topic: &str, part: &str) -> &[&'static str] {
        let of = self.parts.iter().find(|((t, p), _)| *t == topic && *p == part);
        of.map_or(&[], |(_, sentences)| sentences)
    }
}

/// An event with everything that its articles could say.
struct Event {
    number: usize,
    topic: &'static str,
    day: u64,
    words: BTreeMap<&'static str, String>,
    figures: BTreeMap<&'static str, u64>,
}

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const AGENCIES: [&str; 8] = [
    "civil protection agency",
    "interior ministry",
    "coast guard",
    "Red Crescent",
    "state police",
    "health ministry",
    "finance ministry",
    "disaster board",
];
const OUTLETS: [&str; 8] = [
    "Morning Ledger",
    "Harbour Post",
    "Daily Beacon",
    "Northern Wire",
    "Evening Courier",
    "Republic",
    "Capital Gazette",
    "Tribune of the South",
];

impl Event {
    fn draw(sentences: &Sentences, seed: u64, number: usize) -> Event {
        let mut dice = Dice::new([seed, 1, number as u64]);
        let topic = dice.pick(&sentences.topics).unwrap_or("general");
        let mut words = BTreeMap::new();
        words.insert("country", name(50_000 + dice.below(60)));
        words.insert("region", name(100_000 + dice.below(3000)));
        words.insert("place", name(200_000 + dice.below(40_000)));
        words.insert("object", name(300_000 + dice.below(5000)));
        words.insert(
            "firm",
            format!(
                "{} {}",
                name(400_000 + dice.below(9000)),
                ["Group", "Works", "Lines"][dice.below(3) as usize]
            ),
        );
        for role in ["person", "other", "third"] {
            words.insert(
                role,
                format!("{} {}", name(500_000 + dice.below(90)), name(600_000 + dice.below(8000))),
            );
        }
        let surname = words["person"].split(' ').next_back().unwrap_or_default().to_owned();
        words.insert("surname", surname);
        let agency = AGENCIES[dice.below(8) as usize];
        words.insert("agency", agency.to_owned());
        let day = dice.below(1000);
        words.insert("weekday", WEEKDAYS[(day % 7) as usize].to_owned());
        words.insert("month", MONTHS[dice.below(12) as usize].to_owned());
        words.insert("day", (1 + dice.below(28)).to_string());
        words.insert("year", (1950 + dice.below(65)).to_string());
        let ranges = sentences.of(topic, "range").iter().chain(sentences.of("general", "range"));
        let figures = ranges.filter_map(|range| drawn(range, &mut dice)).collect();
        Event { number, topic, day, words, figures }
    }

    fn article(&self, sentences: &Sentences, seed: u64, number: usize) -> Made {
        let mut dice = Dice::new([seed, 2 + number as u64, self.number as u64]);
        let outlet = OUTLETS[dice.below(8) as usize];
        let own: BTreeMap<&str, u64> =
            self.figures.iter().map(|(name, value)| (*name, told(*value, &mut dice))).collect();
        let mut text = String::new();
        let mut used: Vec<&str> = Vec::new();
        let mut paragraph = 0;
        while text.len() < LENGTH {
            let part = if used.is_empty() {
                "lead"
            } else if dice.chance(FIGURES) {
                "figure"
            } else {
                "plain"
            };
            let topic = if part == "lead" || dice.chance(60) { self.topic } else { "general" };
            let Some(sentence) = dice.pick(sentences.of(topic, part)) else { break };
            if used.contains(&sentence) && !(used.len() > 24 && dice.chance(30)) {
                continue;
            }
            used.push(sentence);
            if !text.is_empty() {
                paragraph += 1;
                text.push_str(if dice.chance(35) || paragraph == 1 { "\n\n" } else { " " });
            }
            self.fill(sentence, outlet, &own, &mut dice, &mut text);
        }
        let hour = dice.below(24);
        let day = self.day + dice.below(3);
        let (month, day) = (day / 28 % 12 + 1, day % 28 + 1);
        let year = 2021 + self.day / 336;
        Made {
            id: format!("e{}-{}", self.number, number + 1),
            outlet: outlet.to_owned(),
            published: format!("{year}-{month:02}-{day:02}T{hour:02}:00:00Z"),
            text,
        }
    }

    /// Appends a sentence with its braces filled in.
    fn fill(
        &self,
        sentence: &str,
        outlet: &str,
        own: &BTreeMap<&str, u64>,
        dice: &mut Dice,
        text: &mut String,
    ) {
        let start = text.len();
        let mut rest = sentence;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let (slot, behind) = after.split_once('}').unwrap_or((after, ""));
            match (own.get(slot), self.words.get(slot)) {
                (Some(value), _) if text.ends_with('$') => text.push_str(&digits(*value)),
                (Some(value), _) => text.push_str(&written(*value, dice)),
                (None, Some(word)) => text.push_str(word),
                _ => text.push_str(outlet),
            }
            rest = behind;
        }
        text.push_str(rest);
        let first = text[start..].chars().next().map_or(0, char::len_utf8);
        text[start..start + first].make_ascii_uppercase();
    }
}

/// A figure of a line `name:least:most`; small ones are more frequent than large ones.
fn drawn(range: &'static str, dice: &mut Dice) -> Option<(&'static str, u64)> {
    let mut parts = range.split(':');
    let name = parts.next()?;
    let (least, most): (u64, u64) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let top = least + dice.below(most - least + 1);
    Some((name, least + dice.below(top - least + 1)))
}

/// The figure that an article has for `value`: mostly the same.
fn told(value: u64, dice: &mut Dice) -> u64 {
    if !dice.chance(OTHERWISE) {
        return value;
    }
    let change = 1 + dice.below(value / 4 + 2);
    if dice.chance(50) { value + change } else { value.saturating_sub(change).max(1) }
}

/// A figure as news has it.
fn written(value: u64, dice: &mut Dice) -> String {
    let round = 10u64.pow(value.max(1).ilog10().saturating_sub(1));
    let down = value / round * round;
    match dice.below(20) {
        0 | 1 => format!("at least {}", digits(value)),
        2 => format!("more than {}", digits(down)),
        3 => format!("about {}", digits(down)),
        4 => format!("nearly {}", digits(down + round)),
        _ => digits(value),
    }
}

fn digits(value: u64) -> String {
    const WORDS: [&str; 11] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    match value {
        2..=10 => WORDS[value as usize].to_owned(),
        1000.. => format!("{},{:03}", value / 1000, value % 1000),
        _ => value.to_string(),
    }
}

/// A made-up name; each number has its own.
fn name(number: u64) -> String {
    const HEADS: [&str; 20] = [
        "Kel", "Dor", "Mar", "Tav", "Bren", "Sol", "Ash", "Vel", "Or", "Quin", "Har", "Lem", "Ney", "Pol",
        "Rus", "Cam", "Ild", "Jor", "Wes", "Zan",
    ];
    const MIDDLES: [&str; 12] = ["a", "en", "i", "or", "u", "al", "is", "em", "o", "ar", "et", "un"];
    const TAILS: [&str; 20] = [
        "mara", "denna", "burg", "ton", "vik", "stad", "rova", "lin", "ska", "dor", "bay", "mont", "gate",
        "holm", "ria", "nov", "field", "zeh", "quay", "dale",
    ];
    let mut dice = Dice::new([7, 7, number]);
    let mut name = HEADS[dice.below(20) as usize].to_owned();
    for _ in 0..1 + dice.below(2) {
        name.push_str(MIDDLES[dice.below(12) as usize]);
    }
    name + TAILS[dice.below(20) as usize]
}
