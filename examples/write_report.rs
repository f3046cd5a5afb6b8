//! A folder compared, as JSON and, from that JSON, as the page for editors and as a table of a part of it.
//!
//!     cargo run --example write_report
#![allow(clippy::print_stdout)]

use std::error::Error;
use std::io;

use claimdiff::report::{Filter, ReportOptions, Show, TableOptions};
use claimdiff::{Comparison, Format, Options, Report, article};

/// The table of what is said about salaries.
pub fn run() -> Result<String, Box<dyn Error>> {
    let reading = article::read(&["samples/recruits".into()], &mut io::empty());
    let articles = reading.articles;
    // A rate that is known, an outlet's house, thresholds: all that a comparison can be told.
    let rate = "EUR=1.09USD".parse()?;
    let options = Options { rates: [rate].into_iter().collect(), ..Options::default() };
    let comparison = Comparison::of(&articles, &options);

    // What is kept can be read again, by another program or another day.
    let kept = Report::new(&comparison, &articles).render(Format::Json)?;
    let comparison: Comparison = serde_json::from_slice(&kept)?;

    let page = Report::new(&comparison, &articles).render(Format::Html)?;
    if !page.starts_with(b"<!DOCTYPE html>") {
        return Err("no page".into());
    }
    let filter = Filter { show: Show::Conflicts, about: vec!["salary".into()], ..Filter::default() };
    let options = ReportOptions {
        table: TableOptions { width: 100, filter, ..Default::default() },
        ..Default::default()
    };
    let table = Report::new(&comparison, &articles).with(options).render(Format::Table)?;
    Ok(String::from_utf8(table)?)
}

#[allow(dead_code)] // The tests take what stands above.
fn main() -> Result<(), Box<dyn Error>> {
    print!("{}", run()?);
    Ok(())
}
