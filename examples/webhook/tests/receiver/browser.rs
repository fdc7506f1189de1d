use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::server::agent;

/// Headless Chromium behind `chromedriver`. It ends when it is dropped.
pub struct Browser {
    driver: Child,
    session: String,
    /// Where it keeps its state.
    profile: TempDir,
}

impl Browser {
    pub fn start(preferences: &Value, arguments: &[&str]) -> Self {
        let profile = tempfile::tempdir().unwrap();
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .spawn()
            .expect("chromedriver, which `examples/webhook/ci` installs");
        let lines = BufReader::new(driver.stdout.take().unwrap()).lines().map(Result::unwrap);
        let port = lines
            .take(20)
            .find_map(|line| Some(line.split_once("successfully on port ")?.1.trim_end_matches('.').to_owned()))
            .expect("chromedriver says its port");
        let mut browser = Self { driver, session: format!("http://127.0.0.1:{port}/session"), profile };
        let own = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
        ];
        let profile = format!("--user-data-dir={}", browser.profile.path().display());
        let arguments: Vec<&str> = own.iter().chain(arguments).copied().chain([profile.as_str()]).collect();
        let session = browser.command(
            "",
            &json!({ "capabilities": { "alwaysMatch": {
                "goog:chromeOptions": { "args": arguments, "prefs": preferences },
                "goog:loggingPrefs": { "browser": "ALL" },
            } } }),
        );
        browser.session = format!("{}/{}", browser.session, session["sessionId"].as_str().unwrap());
        browser
    }

    pub fn command(&self, name: &str, body: &Value) -> Value {
        let mut response = agent().post(format!("{}{name}", self.session)).send_json(body).unwrap();
        let answer: Value = response.body_mut().read_json().unwrap();
        assert_eq!(response.status(), 200, "{name} {body}: {answer}");
        answer["value"].clone()
    }

    pub fn open(&self, address: &str) {
        self.command("/url", &json!({ "url": address }));
    }

    pub fn run(&self, script: &str) -> Value {
        self.command("/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Runs a script until it calls `done`, and returns what it calls it with.
    pub fn run_async(&self, script: &str) -> Value {
        let script = format!("const done = arguments[0]; {script}");
        self.command("/execute/async", &json!({ "script": script, "args": [] }))
    }

    /// Presses and releases a key.
    pub fn press_key(&self, key: &str) {
        let actions = ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": key }));
        self.command("/actions", &json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] }));
    }

    /// Waits until an expression is true.
    #[track_caller]
    pub fn wait_for(&self, expression: &str) {
        for _ in 0..200 {
            if self.run(&format!("return Boolean({expression})")) == true {
                return;
            }
            thread::sleep(Duration::from_millis(100));
        }
        panic!("never true: {expression}\n{}", self.run("return document.body.innerText"));
    }

    /// Presses the pointer in the middle of an element, does something, and releases it.
    pub fn press(&self, selector: &str, meanwhile: impl FnOnce()) {
        let place = self.run(&format!(
            "const r = document.querySelector({selector:?}).getBoundingClientRect();
             return [Math.round(r.x + r.width / 2), Math.round(r.y + r.height / 2)]"
        ));
        let pointer = |actions: Value| {
            let source = json!({ "type": "pointer", "id": "mouse", "actions": actions });
            self.command("/actions", &json!({ "actions": [source] }));
        };
        pointer(json!([
            { "type": "pointerMove", "x": place[0], "y": place[1], "duration": 0 },
            { "type": "pointerDown", "button": 0 },
        ]));
        meanwhile();
        pointer(json!([{ "type": "pointerUp", "button": 0 }]));
    }

    pub fn is_live(&self) {
        self.wait_for("document.getElementById('live-state')?.textContent === 'Live'");
    }

    /// Waits until the page follows the reports, if it does, in any language.
    pub fn is_followed(&self) {
        self.wait_for("!document.getElementById('live') || document.getElementById('live-state').className === 'live'");
    }

    pub fn click(&self, selector: &str) {
        self.run(&format!("document.querySelector({selector:?}).click()"));
    }

    /// What the console has said since the last time.
    pub fn console(&self) -> Vec<Value> {
        self.command("/se/log", &json!({ "type": "browser" })).as_array().unwrap().clone()
    }

    /// Shows pages in a width and in a colour scheme, `light` or `dark`, to somebody who wants nothing to move.
    pub fn show_as(&self, width: u32, scheme: &str) {
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            &json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false }),
        );
        let scheme = json!({ "name": "prefers-color-scheme", "value": scheme });
        let motion = json!({ "name": "prefers-reduced-motion", "value": "reduce" });
        self.devtools("Emulation.setEmulatedMedia", &json!({ "features": [scheme, motion] }));
    }

    /// Asks the browser for something that only it has.
    pub fn devtools(&self, command: &str, parameters: &Value) -> Value {
        self.command("/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    pub fn resize(&self, width: u32, height: u32) {
        self.command("/window/rect", &json!({ "width": width, "height": height }));
    }

    /// Returns a picture of the page: all of it, or what can be seen without scrolling.
    pub fn picture(&self, whole: bool) -> Vec<u8> {
        let answer = self.devtools("Page.captureScreenshot", &json!({ "captureBeyondViewport": whole }));
        data_encoding::BASE64.decode(answer["data"].as_str().unwrap().as_bytes()).unwrap()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = agent().delete(&self.session).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
