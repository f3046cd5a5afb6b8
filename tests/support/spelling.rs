//! The words of numbers, as a person would write them.

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const SCALES: [(u64, &str); 4] = [
    (1_000_000_000_000, "trillion"),
    (1_000_000_000, "billion"),
    (1_000_000, "million"),
    (1_000, "thousand"),
];

/// How a number is spelt: "a hundred and twenty-one" or "a hundred twenty one".
#[derive(Debug, Clone, Copy)]
pub struct Style {
    pub and: bool,
    pub hyphen: bool,
}

/// `n` in words as the British write it.
pub fn spell(n: u64) -> String {
    in_style(n, Style { and: true, hyphen: true })
}

/// `n` in words of a style.
pub fn in_style(n: u64, style: Style) -> String {
    if n < 1_000 {
        return below_thousand(n, style);
    }
    let mut words = Vec::new();
    let mut rest = n;
    for (scale, name) in SCALES {
        if rest >= scale {
            words.push(format!("{} {name}", below_thousand(rest / scale, style)));
            rest %= scale;
        }
    }
    if rest > 0 {
        let and = if style.and && rest < 100 { "and " } else { "" };
        words.push(format!("{and}{}", below_thousand(rest, style)));
    }
    words.join(" ")
}

fn below_thousand(n: u64, style: Style) -> String {
    let (hundreds, rest) = (n / 100, n % 100);
    let small = |n: u64| SMALL[n as usize].to_owned();
    let below_hundred = match (rest / 10, rest % 10) {
        (0 | 1, _) => small(rest),
        (ten, 0) => TENS[ten as usize].to_owned(),
        (ten, one) => format!("{}{}{}", TENS[ten as usize], if style.hyphen { "-" } else { " " }, small(one)),
    };
    match (hundreds, rest) {
        (0, _) => below_hundred,
        (_, 0) => format!("{} hundred", small(hundreds)),
        _ => format!("{} hundred {}{below_hundred}", small(hundreds), if style.and { "and " } else { "" }),
    }
}

/// `n` in digits with commas between its groups.
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
