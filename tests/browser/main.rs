//! The HTML report in a real browser. Without chromedriver the tests say that they were not run.
//!
//! `.ci/run` installs the browser and axe-core (`npm ci` in this folder) and sets `CLAIMDIFF_BROWSER=required`.

mod driver;
#[path = "../support/mod.rs"]
mod support;

use std::path::{Path, PathBuf};

use driver::{Page, axe, not_run, with_page};
use fantoccini::Locator;
use fantoccini::key::Key;
use serde_json::Value;
use support::{code, folder, run, stderr, write};

/// The ids of the facts that are shown, in their order.
const SHOWN: &str = "[...document.querySelectorAll('.fact')].filter(f => !f.hidden).map(f => f.id)";

/// The report of the articles under `input`, in a folder of its own.
fn report(input: &Path, test: &str) -> PathBuf {
    let file = folder(&format!("browser-{test}")).join("report.html");
    let output =
        run(["compare".as_ref(), input.as_os_str(), "--exit-zero".as_ref(), "-o".as_ref(), file.as_os_str()]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    file
}

fn recruits(test: &str) -> PathBuf {
    report(Path::new("samples/recruits"), test)
}

async fn shown(page: &Page) -> Vec<String> {
    let ids = page.eval(SHOWN).await;
    ids.as_array().expect("a list").iter().map(|id| id.as_str().expect("an id").to_owned()).collect()
}

/// How many facts of the page match the selector.
async fn matching(page: &Page, selector: &str) -> usize {
    page.count(&format!("document.querySelectorAll('.fact{selector}').length")).await as usize
}

async fn choose(page: &Page, list: &str, value: &str) {
    let list = page.client.find(Locator::Id(list)).await.expect("a list");
    list.select_by_value(value).await.expect("an entry of it");
}

async fn click(page: &Page, selector: &str) {
    let element = page.client.find(Locator::Css(selector)).await.unwrap_or_else(|_| panic!("no {selector}"));
    element.click().await.unwrap_or_else(|error| panic!("{selector}: {error}"));
}

#[test]
fn filters_and_sorting_stand_in_the_address() {
    with_page(&recruits("filters"), |page| async move {
        let all = shown(&page).await;
        assert_eq!(all.len(), matching(&page, "").await);
        // By verdict.
        click(&page, "#verdict input[value=conflict]").await;
        let rest = matching(&page, ":not(.conflict)").await;
        assert!(rest > 0 && rest < all.len(), "{rest}");
        assert_eq!(shown(&page).await.len(), rest);
        assert_eq!(page.count("document.querySelectorAll('.fact:not([hidden]).conflict').length").await, 0);
        assert_eq!(page.eval("location.hash").await, "#verdict=explained%2Ccompatible%2Cagree");
        let said = page.eval("document.getElementById('shown').textContent").await;
        assert_eq!(said, format!("{rest} of {} facts", all.len()));
        let rows = "[...document.querySelectorAll('[data-fact]')].filter(r => !r.hidden).length";
        assert_eq!(page.count(rows).await, rest as u64);
        // A link to this view shows this view.
        let view = shown(&page).await;
        page.reopen("#verdict=explained%2Ccompatible%2Cagree").await;
        assert_eq!(shown(&page).await, view);
        // All at once, and back to everything.
        click(&page, "#reset").await;
        assert_eq!(shown(&page).await, all);
        choose(&page, "dimension", "money").await;
        assert_eq!(shown(&page).await.len(), matching(&page, "[data-dimension=money]").await);
        click(&page, "#reset").await;
        choose(&page, "aspect", "recruited").await;
        let recruited = shown(&page).await.len();
        assert_eq!(recruited, matching(&page, "[data-aspect=recruited]").await);
        choose(&page, "outlet", "TRT World").await;
        assert!((1..recruited).contains(&shown(&page).await.len()), "some of them");
        assert_eq!(page.eval("location.hash").await, "#aspect=recruited&outlet=TRT+World");
        page.client.find(Locator::Id("q")).await.expect("a field").send_keys("zebra").await.expect("typed");
        assert!(shown(&page).await.is_empty());
        assert_eq!(page.eval("document.getElementById('nothing').hidden").await, false);
        click(&page, "#reset").await;
        // Sorting: the same facts in another order, and back.
        choose(&page, "sort", "name").await;
        let titles = "[...document.querySelectorAll('.fact h3')].map(h => h.textContent)";
        let sorted =
            format!("const t = {titles}; return t.every((x, i) => !i || t[i - 1].localeCompare(x) <= 0)");
        assert_eq!(page.eval(&sorted).await, true);
        assert_ne!(shown(&page).await, all);
        choose(&page, "sort", "").await;
        assert_eq!(shown(&page).await, all);
        page
    });
}

#[test]
fn a_quote_opens_its_article_and_leads_back() {
    with_page(&recruits("quotes"), |page| async move {
        let open = "document.getElementById('reader').open";
        page.client.find(Locator::Css(".fact td a")).await.expect("a quote").click().await.expect("a click");
        assert_eq!(page.eval(open).await, true);
        let quoted = page.eval("document.querySelector('.fact td a mark').textContent").await;
        assert_eq!(page.eval("document.querySelector('#reader a.here').textContent").await, quoted);
        let visible = "const r = document.querySelector('#reader a.here').getBoundingClientRect(); \
            return r.top >= 0 && r.bottom <= innerHeight";
        assert_eq!(page.eval(visible).await, true, "the sentence is in view");
        let others = page.count("document.querySelectorAll('#reader .prose span > [id^=c]').length").await;
        assert!(others > 3, "all claims of the article are marked: {others}");
        let link = page.eval("location.hash").await;
        assert!(link.as_str().is_some_and(|link| link.starts_with("#c")), "{link}");
        // Escape leads back to the quote.
        page.press(&char::from(Key::Escape).to_string()).await;
        assert_eq!(page.eval(open).await, false);
        assert_eq!(page.eval("document.activeElement.querySelector('mark')?.textContent").await, quoted);
        // So does the button of the browser, from a link to the sentence as well.
        page.client.find(Locator::Css(".fact td a")).await.expect("a quote").click().await.expect("a click");
        assert_eq!(page.eval(open).await, true);
        page.client.back().await.expect("back");
        assert_eq!(page.eval(open).await, false);
        page.reopen(link.as_str().expect("a link")).await;
        assert_eq!(page.eval(open).await, true);
        // A marked figure leads to its row in the fact.
        click(&page, "#reader a.here").await;
        assert_eq!(page.eval(open).await, false);
        let row = page.eval("location.hash.slice(1)").await;
        assert_eq!(page.eval("document.querySelector('tr.here').id").await, row);
        assert_eq!(page.eval("document.activeElement.closest('tr').id").await, row);
        assert_eq!(
            page.count("document.querySelectorAll('#articles .text').length").await,
            7,
            "all are back in place"
        );
        page
    });
}

#[test]
fn everything_works_from_the_keyboard() {
    with_page(&recruits("keyboard"), |page| async move {
        let key = |key: Key| char::from(key).to_string();
        let tab = key(Key::Tab);
        let focus =
            "document.activeElement.id || document.activeElement.className || document.activeElement.tagName";
        page.press(&tab).await;
        assert_eq!(page.eval(focus).await, "skip");
        page.press(&key(Key::Enter)).await;
        // Every control and every link can be reached, in the order of the page, and is seen when it has the focus.
        page.eval("document.activeElement.blur(); return 0").await;
        page.reopen("").await;
        let wanted = "[...document.querySelectorAll('a[href], button:enabled, input, select, summary, [tabindex=\"0\"]')]\
            .filter(e => e.checkVisibility()).length";
        let wanted = page.count(wanted).await;
        page.eval("window.seen = new Set(); window.covered = []; document.addEventListener('focusin', e => { \
            seen.add(e.target); const r = e.target.getBoundingClientRect(); \
            if (r.bottom < 0 || r.top > innerHeight || !r.width) covered.push(e.target.outerHTML.slice(0, 90)); }); return 0")
            .await;
        for _ in 0..wanted {
            page.press(&tab).await;
        }
        assert_eq!(page.count("seen.size").await, wanted, "every control has had the focus once");
        assert_eq!(page.eval("covered").await, Value::Array(Vec::new()), "and was in view");
        // Filter by keys alone.
        page.reopen("").await;
        page.eval("document.getElementById('q').focus(); return 0").await;
        let first = shown(&page).await.remove(0);
        let label = page.eval("document.querySelector('.fact h3').textContent").await;
        page.press(label.as_str().expect("a label")).await;
        assert!(shown(&page).await.contains(&first));
        assert!(shown(&page).await.len() < matching(&page, "").await);
        page.press(&tab).await;
        assert_eq!(page.eval("document.activeElement.value").await, "conflict");
        page.press(" ").await;
        assert!(!shown(&page).await.contains(&first), "the worst conflict is filtered out");
        page.press(" ").await;
        assert!(shown(&page).await.contains(&first), "and back");
        // Open a quote and close it.
        page.eval("document.querySelector('.fact:not([hidden]) td a').focus(); return 0").await;
        page.press(&key(Key::Enter)).await;
        assert_eq!(page.eval("document.getElementById('reader').open").await, true);
        page.press(&key(Key::Escape)).await;
        assert_eq!(page.eval("document.getElementById('reader').open").await, false);
        page
    });
}

/// What the boxes of plots must not do: words over words, letters over letters.
const COLLISIONS: &str = "
    const found = [];
    const hit = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    for (const plot of document.querySelectorAll('figure > svg')) {
        const frame = plot.getBoundingClientRect();
        const texts = [...plot.querySelectorAll('text')].map(e => [e.textContent, e.getBoundingClientRect()]);
        texts.forEach(([text, box], i) => {
            if (box.left < frame.left - 6 || box.right > frame.right + 6 || box.top < frame.top - 2 || box.bottom > frame.bottom + 2) found.push(text + ' leaves its plot');
            for (const [other, place] of texts.slice(i + 1)) if (hit(box, place)) found.push(text + ' on ' + other);
        });
    }
    return found;";

/// What makes the page wider than the window.
const OVERFLOWS: &str = "
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    return [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > innerWidth && !e.closest('.scroll'))
        .map(e => e.outerHTML.slice(0, 120)).concat(document.documentElement.scrollWidth + ' pixels');";

/// Narrow and dark, then wide and light, with an article open and without: nothing wider than the window, no
/// collision in a plot, and, if axe-core is there, nothing that it minds.
async fn looks(page: Page, axe: Option<String>) -> Page {
    let quote = page.eval("document.querySelector('.fact td a').hash").await;
    for (width, dark) in [(360, true), (1440, false)] {
        // High enough for everything to be drawn: what is not drawn is not checked.
        page.resize(width, 30_000).await;
        page.darken(dark).await;
        for fragment in ["", quote.as_str().expect("a link")] {
            page.reopen(fragment).await;
            let ground = page.eval("getComputedStyle(document.body).backgroundColor").await;
            assert_eq!(ground.as_str().is_some_and(|color| color.starts_with("rgb(2")), !dark, "{ground}");
            assert_eq!(page.eval(OVERFLOWS).await, Value::Array(Vec::new()), "{width} {fragment}");
            assert_eq!(page.eval(COLLISIONS).await, Value::Array(Vec::new()), "{width} {fragment}");
            if let Some(axe) = &axe {
                assert_accessible(&page, axe).await;
            }
        }
    }
    page
}

/// The checker of accessibility; says so where it is not installed.
fn checker() -> Option<String> {
    let axe = axe();
    if axe.is_none() {
        not_run("axe-core is not installed (npm ci in tests/browser)");
    }
    axe
}

async fn assert_accessible(page: &Page, axe: &str) {
    page.eval(&format!("{axe}; return 0")).await;
    let run = "const done = arguments[0]; axe.run({ resultTypes: ['violations'] }).then(r => done(r.violations.map(v => \
        [v.id, v.nodes.length, v.nodes[0].html, v.nodes[0].failureSummary])))";
    let found = page.client.execute_async(run, Vec::new()).await.expect("axe-core runs");
    assert_eq!(found, Value::Array(Vec::new()));
}

#[test]
fn the_recruits_look_right() {
    with_page(&recruits("looks"), |page| looks(page, checker()));
}

#[test]
fn the_earthquake_looks_right() {
    with_page(&report(Path::new("samples/earthquake"), "earthquake"), |page| looks(page, None));
}

#[test]
fn many_outlets_and_figures_fit() {
    let input = folder("browser-many-input");
    for outlet in 0..40 {
        // Half say the same, the others nearly each their own, on a few days.
        let killed = if outlet % 2 == 0 { 412 } else { 380 + outlet };
        let text = format!(
            "---\noutlet: The {outlet}th Gazette\npublished: 2024-03-{:02}\n---\n\
             The earthquake in Dorenna killed {killed} people.\n",
            11 + outlet % 5
        );
        write(&input, &format!("{outlet:02}.txt"), text);
    }
    with_page(&report(&input, "many"), |page| async move {
        let folded = "document.querySelectorAll('.claims tbody[hidden]').length";
        assert!(page.count(folded).await > 0, "claims beyond the first are folded");
        let last = "[...document.querySelectorAll('.claims tbody[hidden] tr[id]')].pop().id";
        let last = page.eval(last).await.as_str().expect("an id").to_owned();
        page.reopen(&format!("#{last}")).await;
        assert_eq!(page.eval(&format!("document.getElementById('{last}').checkVisibility()")).await, true);
        page.reopen("").await;
        assert!(page.count(folded).await > 0);
        click(&page, ".claims td button").await;
        let unfolded = "document.activeElement.closest('tbody').checkVisibility()";
        assert_eq!(page.eval(unfolded).await, true, "the focus goes to what was folded");
        looks(page, None).await
    });
}

#[test]
fn nineteen_articles_look_right() {
    let Some(data) = std::env::var_os("CLAIMDIFF_DATA").map(PathBuf::from) else { return };
    with_page(&report(&data.join("articles/12_ecb"), "nineteen"), |page| async move {
        let facts = page.count("document.querySelectorAll('.fact').length").await;
        assert!(facts > 10, "{facts} facts");
        page.client.find(Locator::Css(".fact td a")).await.expect("a quote").click().await.expect("a click");
        assert_eq!(page.eval("document.getElementById('reader').open").await, true);
        page.client.back().await.expect("back");
        click(&page, "#verdict input[value=conflict]").await;
        assert!(shown(&page).await.len() < facts as usize);
        looks(page, checker()).await
    });
}

#[test]
fn without_scripts_everything_is_there() {
    with_page(&recruits("no-scripts"), |page| async move {
        page.devtools("Emulation.setScriptExecutionDisabled", serde_json::json!({ "value": true })).await;
        page.reopen("").await;
        assert_eq!(
            page.eval("document.getElementById('controls').checkVisibility()").await,
            false,
            "no filters"
        );
        let facts = "[...document.querySelectorAll('.fact')].filter(f => f.checkVisibility()).length";
        assert_eq!(page.count(facts).await, matching(&page, "").await as u64);
        assert_eq!(
            page.count("document.querySelectorAll('details:not([open])').length").await,
            0,
            "nothing is folded"
        );
        let target = page.eval("document.querySelector('.fact td a').hash").await;
        page.client.goto(&format!("{}{}", page.url, target.as_str().expect("a link"))).await.expect("a jump");
        assert_eq!(
            page.eval("document.querySelector(':target').textContent").await,
            page.eval("document.querySelector('.fact td a mark').textContent").await
        );
        assert_eq!(page.eval("document.querySelector('dialog').open").await, false);
        page
    });
}

#[test]
fn a_hostile_article_executes_nothing() {
    let attack = "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 2'>\
        <svg onload='window.hacked = 3'><style>body{display:none}</style>\" onmouseover=\"window.hacked = 4\" \
        </td></table></article></script><iframe src=//example.org></iframe><a href=javascript:hacked=5>x</a> {{7*7}} \u{202e}";
    let input = folder("browser-hostile-input");
    for killed in [40, 14] {
        let text = format!(
            "---\ntitle: {attack}\noutlet: {killed} {attack}\npublished: {attack}\nurl: javascript:window.hacked=6\n---\n\
             The blast killed {killed} people {attack}, said Anna {attack} Smith. {attack}"
        );
        write(&input, &format!("{killed}.txt"), text);
    }
    with_page(&report(&input, "hostile"), |page| async move {
        assert_eq!(matching(&page, ".conflict").await, 1, "it is compared all the same");
        for list in ["outlet", "sort"] {
            assert_eq!(page.count(&format!("document.querySelectorAll('#{list}').length")).await, 1);
        }
        page.client.find(Locator::Css(".fact td a")).await.expect("a quote").click().await.expect("a click");
        assert_eq!(page.eval("document.getElementById('reader').open").await, true);
        let text = page.eval("document.querySelector('#reader .prose').textContent").await;
        assert!(
            text.as_str().is_some_and(|text| text.contains("<script>window.hacked = 1</script>")),
            "{text}"
        );
        assert_eq!(page.eval("typeof window.hacked").await, "undefined");
        assert_eq!(
            page.count("document.querySelectorAll('img, iframe, [onload], [onerror], [onmouseover]').length")
                .await,
            0
        );
        assert_eq!(page.count("document.querySelectorAll('a[href^=javascript]').length").await, 0);
        // Not even by a link into the page.
        page.reopen("#q=<img src=x onerror=hacked=7>&outlet=\"><script>hacked=8</script>&theme=x&at=<b>")
            .await;
        assert_eq!(page.eval("typeof window.hacked").await, "undefined");
        page
    });
}

#[test]
fn the_page_of_a_check_looks_right() {
    let file = folder("browser-check").join("check.html");
    let arguments =
        ["check", "samples/recruits-draft.md", "--against", "samples/recruits", "--exit-zero", "-o"];
    let output = run(arguments.iter().map(std::ffi::OsStr::new).chain([file.as_os_str()]));
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    with_page(&file, |page| async move {
        // From a figure of the draft to its finding, from there to the words of a source, and back.
        let figure =
            page.eval("document.querySelector('#draft a.conflict').firstChild.textContent.trim()").await;
        click(&page, "#draft a.conflict").await;
        let card = page.eval("location.hash").await;
        let card = card.as_str().expect("an address").to_owned();
        assert_eq!(page.eval(&format!("document.querySelector('{card} h3').textContent")).await, figure);
        click(&page, &format!("{card} td a")).await;
        assert_eq!(page.eval("document.getElementById('reader').open").await, true);
        click(&page, "#reader a.here").await;
        assert_eq!(page.eval("document.getElementById('reader').open").await, false);
        assert_eq!(
            page.eval(&format!("document.querySelector('tr.here').closest('.fact').id === '{}'", &card[1..]))
                .await,
            true
        );
        looks(page, checker()).await
    });
}

#[test]
fn colours_can_be_chosen() {
    with_page(&recruits("colours"), |page| async move {
        let ground = "getComputedStyle(document.body).backgroundColor";
        page.darken(false).await;
        let light = page.eval(ground).await;
        choose(&page, "theme", "dark").await;
        let dark = page.eval(ground).await;
        assert_ne!(light, dark);
        assert_eq!(page.eval("location.hash").await, "#theme=dark");
        page.darken(true).await;
        assert_eq!(page.eval(ground).await, dark);
        choose(&page, "theme", "light").await;
        assert_eq!(page.eval(ground).await, light);
        page
    });
}

#[test]
fn it_prints() {
    with_page(&recruits("print"), |page| async move {
        assert!(page.count("document.querySelectorAll('details:not([open])').length").await > 0);
        let pdf = page.client.print(Default::default()).await.expect("a PDF");
        assert!(pdf.starts_with(b"%PDF"), "a PDF");
        let pages = String::from_utf8_lossy(&pdf).matches("/Type /Page\n").count();
        assert!((2..12).contains(&pages), "{pages} pages");
        assert_eq!(
            page.count("document.querySelectorAll('details:not([open])').length").await,
            0,
            "nothing is folded"
        );
        page.devtools("Emulation.setEmulatedMedia", serde_json::json!({ "media": "print" })).await;
        let visible = |selector: &str| format!("document.querySelector('{selector}').checkVisibility()");
        for (selector, expected) in
            [("#controls", false), (".skip", false), ("#articles", false), (".fact svg", true)]
        {
            assert_eq!(page.eval(&visible(selector)).await, expected, "{selector}");
        }
        page
    });
}
