//! Chromium, driven over WebDriver: one browser and one driver for each page that a test opens.

use std::future::Future;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// When this is `required`, a browser that is missing is a failure; otherwise the tests say that they were not run.
const SWITCH: &str = "CLAIMDIFF_BROWSER";

/// The browser as it was started for tests: nothing that speaks to a network, nothing kept.
const ARGUMENTS: [&str; 10] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--window-size=1440,1000",
];

/// Past the capture of the test runner, so that it is read although the tests pass.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "tests/browser: {line}");
}

/// Says that `what` is missing, or fails where it must not be.
pub fn not_run(what: &str) {
    let required = std::env::var(SWITCH).is_ok_and(|value| value == "required");
    assert!(!required, "{what}, and {SWITCH} says that the browser tests must be run");
    say(&format!("not run: {what}"));
}

/// A running chromedriver; it ends with this value.
struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts chromedriver on a port of its choice; `None` where there is none.
    fn start() -> Option<Driver> {
        let started =
            Command::new("chromedriver").arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
        let mut process = started.ok()?;
        let output = BufReader::new(process.stdout.take().expect("its output"));
        let port = output.lines().map_while(Result::ok).find_map(|line| {
            line.strip_prefix("ChromeDriver was started successfully on port ")?
                .trim_end_matches('.')
                .parse()
                .ok()
        });
        Some(Driver { process, port: port.expect("chromedriver says its port") })
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A page in a browser.
pub struct Page {
    pub client: Client,
    pub url: String,
}

/// Opens the file in a new browser and lets `check` look at it; afterwards nothing may have been said on the console
/// or asked of a network. Says so where there is no browser.
pub fn with_page<F: Future<Output = Page>>(file: &Path, check: impl FnOnce(Page) -> F) {
    let Some(driver) = Driver::start() else {
        return not_run("there is no chromedriver on the PATH");
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let profile = file.with_extension("profile");
        let mut arguments: Vec<String> = ARGUMENTS.map(str::to_owned).into();
        arguments.push(format!("--user-data-dir={}", profile.display()));
        let capabilities = json!({
            "goog:chromeOptions": { "args": arguments },
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        });
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities.as_object().expect("an object").clone())
            .connect(&format!("http://127.0.0.1:{}", driver.port))
            .await
            .expect("a browser");
        let url = Url::from_file_path(file).expect("an absolute path").to_string();
        client.goto(&url).await.expect("the page opens");
        let page = check(Page { client, url }).await;
        page.assert_silent().await;
        page.client.close().await.expect("the browser closes");
        let _ = std::fs::remove_dir_all(profile);
    });
}

/// A command of Chromium's own.
#[derive(Debug)]
struct Own {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Own {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _url: &Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}

impl Page {
    /// Opens the page anew with this fragment.
    pub async fn reopen(&self, fragment: &str) {
        self.client.goto("about:blank").await.expect("a blank page");
        self.client.goto(&format!("{}{fragment}", self.url)).await.expect("the page opens");
    }

    /// What the expression or the body of a function gives.
    pub async fn eval(&self, script: &str) -> Value {
        let script = if script.contains("return ") { script.to_owned() } else { format!("return {script}") };
        self.client.execute(&script, Vec::new()).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// What an expression that counts gives.
    pub async fn count(&self, script: &str) -> u64 {
        self.eval(script).await.as_u64().unwrap_or_else(|| panic!("{script}: no number"))
    }

    /// A command of the DevTools protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        self.client
            .issue_cmd(Own { path: "goog/cdp/execute", body })
            .await
            .expect("a command of the DevTools")
    }

    /// Sets the size of the viewport in pixels.
    pub async fn resize(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// Sets whether the system is dark.
    pub async fn darken(&self, dark: bool) {
        let value = if dark { "dark" } else { "light" };
        let features = json!([{ "name": "prefers-color-scheme", "value": value }]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// Presses keys on whatever has the focus.
    pub async fn press(&self, keys: &str) {
        self.client.active_element().await.expect("a focus").send_keys(keys).await.expect("keys are pressed");
    }

    async fn log(&self, kind: &str) -> Vec<Value> {
        let log = self.client.issue_cmd(Own { path: "se/log", body: json!({ "type": kind }) }).await;
        log.expect("a log").as_array().expect("a list").clone()
    }

    /// No word on the console, no request for anything but the page itself.
    async fn assert_silent(&self) {
        let said = self.log("browser").await;
        assert!(said.is_empty(), "on the console: {said:?}");
        for entry in self.log("performance").await {
            let text = entry["message"].as_str().unwrap_or_default();
            let message: Value = serde_json::from_str(text).expect("an event of the DevTools");
            if message["message"]["method"] == "Network.requestWillBeSent" {
                let request = &message["message"]["params"];
                let of_page = request["documentURL"].as_str().is_some_and(|page| page.starts_with(&self.url));
                let url = request["request"]["url"].as_str().unwrap_or_default();
                let own = url.starts_with(&self.url) || url.starts_with("data:image/svg+xml,");
                assert!(own || !of_page, "a request for {url}");
            }
        }
    }
}

/// axe-core, the checker of accessibility, as `npm ci` in this folder installs it.
pub fn axe() -> Option<String> {
    let path: PathBuf =
        [env!("CARGO_MANIFEST_DIR"), "tests", "browser", "node_modules", "axe-core", "axe.min.js"]
            .iter()
            .collect();
    std::fs::read_to_string(path).ok()
}
