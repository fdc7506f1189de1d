use std::{collections::BTreeMap, env, fs};

use serde_json::{Value, json};

use crate::{
    browser::Browser,
    sample::{self, PAGES},
    server::{Server, folder},
};

const WIDTHS: [u32; 3] = [360, 768, 1280];
const SCHEMES: [&str; 2] = ["light", "dark"];
const LANGUAGES: [&str; 2] = ["en", "fr"];

#[test]
#[ignore = "needs Chromium and axe-core, which `examples/webhook/ci` installs"]
fn axe_core_finds_nothing_on_any_page() {
    let axe = env::var_os("WEBHOOK_AXE").expect("the path of axe.min.js, as `examples/webhook/ci` gives it");
    let axe = fs::read_to_string(axe).unwrap();
    let [folder, empty] = [folder(), folder()];
    let (server, new) = (sample::start(folder.path()), Server::start(empty.path(), &[]));
    let browser = Browser::start(&json!({}), &[]);
    let pages = PAGES.into_iter().map(|(_, path)| (&server, path)).chain([(&new, "/"), (&new, "/campaigns")]);
    for ((server, path), language) in pages.flat_map(|page| LANGUAGES.map(|language| (page, language))) {
        browser.open(&sample::address(server, path, language));
        is_accessible(&browser, &axe, &format!("{path} {language}"));
    }
}

#[test]
#[ignore = "needs Chromium and axe-core, which `examples/webhook/ci` installs"]
fn axe_core_finds_nothing_in_what_a_form_answers() {
    let axe = env::var_os("WEBHOOK_AXE").expect("the path of axe.min.js, as `examples/webhook/ci` gives it");
    let axe = fs::read_to_string(axe).unwrap();
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let browser = Browser::start(&json!({}), &[]);
    for (content, language) in TRIALS.into_iter().flat_map(|trial| LANGUAGES.map(|language| (trial, language))) {
        try_callback(&browser, &server, content, language);
        is_accessible(&browser, &axe, &format!("{content} {language}"));
        browser.show_as(360, "light");
        assert_eq!(browser.run("return document.documentElement.scrollWidth"), 360, "{content} {language}");
    }
}

/// Callbacks of Infobip to try: one that is read in part, and one that is not read.
pub const TRIALS: [&str; 2] = [
    r#"{"results":[{"messageId":"B1","to":"447700900001","status":{"groupName":"UNDELIVERABLE"},"error":{"name":"EC_ABSENT_SUBSCRIBER"},"mccMnc":"23410","doneAt":"2026-11-29T09:00:00.000+0000"},{"messageId":"B2"}]}"#,
    "{\"results\": [{\"messageId\": B1}]}",
];

/// Tries a callback of Infobip in the form.
pub fn try_callback(browser: &Browser, server: &Server, content: &str, language: &str) {
    browser.open(&sample::address(server, "/requests/try", language));
    browser.run(&format!(
        "document.getElementById('platform').value = 'infobip';
         document.getElementById('way').value = 'json';
         document.getElementById('request').value = {content:?};
         document.querySelector('form.trial').submit()"
    ));
    browser.wait_for("document.getElementById('answer')");
}

fn is_accessible(browser: &Browser, axe: &str, page: &str) {
    browser.run(axe);
    // What is folded is looked at, too.
    browser.run("document.querySelectorAll('details').forEach((details) => { details.open = true })");
    for (width, scheme) in WIDTHS.into_iter().flat_map(|width| SCHEMES.map(|scheme| (width, scheme))) {
        browser.show_as(width, scheme);
        let found = browser.run_async(
            "axe.run().then(({ violations, passes }) => done([passes.length, violations.map(({ id, nodes }) =>
                 [id, nodes.map(({ html, failureSummary }) => [html, failureSummary])])]))",
        );
        assert!(found[0].as_u64() > Some(10), "{page}: {found}");
        assert_eq!(found[1], json!([]), "{page} {width} {scheme}");
    }
}

#[test]
#[ignore = "needs Chromium, which `examples/webhook/ci` installs"]
fn the_keyboard_reaches_everything_and_shows_where_it_is() {
    let folder = folder();
    let server = sample::start(folder.path());
    let browser = Browser::start(&json!({}), &[]);
    for (name, path) in PAGES {
        for width in WIDTHS {
            browser.show_as(width, "light");
            browser.open(&sample::address(&server, path, "en"));
            browser.is_followed();
            // Nothing moves meanwhile.
            browser.run("document.getElementById('live-toggle')?.click()");
            browser.run(
                "document.activeElement.blur();
                 // The bars of a chart lead where the rows of its table do.
                 window.todo = new Set([...document.querySelectorAll('a[href]:not(svg a), button, input, select, summary, textarea')]
                     .filter((element) => element.type !== 'hidden' && element.checkVisibility()))",
            );
            // A date is reached in four places: the day, the month, the year and the button of the calendar.
            let many =
                browser.run("return window.todo.size + 3 * document.querySelectorAll('input[type=date]').length");
            let many = many.as_u64().unwrap();
            for n in 0..many {
                browser.press_key("\u{e004}");
                let place = browser.run(
                    "const here = document.activeElement, style = getComputedStyle(here), box = here.getBoundingClientRect();
                     window.todo.delete(here);
                     return [here.className, style.outlineStyle, parseFloat(style.outlineWidth),
                         box.top >= 0 && box.left >= 0 && box.right <= innerWidth, here.outerHTML]",
                );
                assert_eq!(place[0] == "skip", n == 0, "{name} {width} {n}: {place}");
                assert!(place[1] != "none" && place[2].as_f64() >= Some(2.0), "{name} {width}: {place}");
                assert_eq!(place[3], true, "{name} {width}: {place}");
            }
            let left = browser.run("return [...window.todo].map((element) => element.outerHTML)");
            assert_eq!(left, json!([]), "{name} {width}");
        }
        // The first link goes past what all pages have.
        browser.open(&sample::address(&server, path, "en"));
        browser.press_key("\u{e004}");
        browser.press_key("\u{e007}");
        assert_eq!(browser.run("return document.activeElement.id"), "content", "{name}");
    }
}

#[test]
#[ignore = "needs Chromium, which `examples/webhook/ci` installs"]
fn every_page_fits_on_a_phone() {
    /// The highest that a row of figures may be, in pixels: a name, a bar and two lines.
    const HIGHEST: u64 = 130;

    let folder = folder();
    let server = sample::start(folder.path());
    let browser = Browser::start(&json!({}), &[]);
    for (name, path) in PAGES {
        for language in LANGUAGES {
            for width in WIDTHS {
                browser.show_as(width, "light");
                browser.open(&sample::address(&server, path, language));
                browser.run("document.querySelectorAll('details').forEach((details) => { details.open = true })");
                let across = browser.run("return document.documentElement.scrollWidth");
                assert!(across.as_u64() <= Some(width.into()), "{name} {language} {width}: {across}");
                // What is folded on a phone is there on a screen.
                let folds = "[...document.querySelectorAll('.fold')]";
                browser.run(&format!("{folds}.forEach((details) => {{ details.open = false }})"));
                let shown = browser.run(&format!("return {folds}.every((fold) => fold.offsetHeight > 40)"));
                assert!(width < 800 || shown == true, "{name} {language} {width}");
                // Labels of the chart neither touch each other nor leave its box.
                let labels = browser.run(
                    "const box = document.querySelector('.chart')?.getBoundingClientRect();
                     const labels = [...document.querySelectorAll('.chart text.time')]
                         .filter((label) => label.checkVisibility()).map((label) => label.getBoundingClientRect());
                     return labels.flatMap((label, n) => [
                         label.left >= box.left && label.right <= box.right,
                         n === 0 || labels[n - 1].right + 4 <= label.left,
                     ])",
                );
                assert!(
                    labels.as_array().unwrap().iter().all(|good| *good == true),
                    "{name} {language} {width}: {labels}"
                );
            }
            browser.show_as(360, "light");
            let heights = browser.run(
                "document.querySelectorAll('.fold').forEach((details) => { details.open = false });
                 return [...document.querySelectorAll('.compact tbody tr')].map((row) => row.offsetHeight)",
            );
            let too_high = |height: &&Value| height.as_u64() >= Some(HIGHEST);
            assert_eq!(heights.as_array().unwrap().iter().find(too_high), None, "{name} {language}");
        }
    }
}

#[test]
fn colours_can_be_told_apart_in_both_schemes() {
    let tokens = include_str!("../../src/page/part/tokens.css");
    let colours: BTreeMap<&str, [f64; 2]> = tokens
        .lines()
        .filter_map(|line| {
            let (name, value) = line.trim().strip_prefix("--")?.split_once(": light-dark(")?;
            let (light, dark) = value.trim_end_matches(");").split_once(", ")?;
            Some((name, [light, dark].map(luminance)))
        })
        .collect();
    let contrast = |a: &str, b: &str, scheme: usize| {
        let [a, b] = [a, b].map(|name| colours[name][scheme]);
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    };
    let texts = ["text", "quiet", "link", "good", "bad"].map(|name| (name, 4.5));
    let graphics = ["received", "partial", "pending", "unknown", "failed"].map(|name| (name, 3.0));
    for scheme in 0..2 {
        for (name, least) in texts.into_iter().chain(graphics) {
            for ground in ["surface", "raised", "ground"] {
                let contrast = contrast(name, ground, scheme);
                // Bars are drawn on the surface only.
                let counts = least > 3.0 || ground == "surface";
                assert!(!counts || contrast >= least, "{name} on {ground}, scheme {scheme}: {contrast:.2}");
            }
        }
        for ground in ["surface", "ground"] {
            assert!(contrast("edge", ground, scheme) >= 3.0, "edge on {ground}, scheme {scheme}");
        }
        for text in ["text", "link"] {
            assert!(contrast(text, "alert", scheme) >= 4.5, "{text} on alert, scheme {scheme}");
        }
        assert!(contrast("surface", "bad", scheme) >= 4.5, "the count, scheme {scheme}");
    }
}

/// The relative luminance of a colour `#rrggbb`, by the definition of WCAG.
fn luminance(colour: &str) -> f64 {
    let channel = |n: usize| {
        let value = f64::from(u8::from_str_radix(&colour[n..n + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}
