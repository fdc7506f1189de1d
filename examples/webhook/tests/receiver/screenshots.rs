use std::{env, fs, path::Path};

use serde_json::json;

use crate::{browser::Browser, sample, server::folder};

/// The pages, by the names of their pictures.
const PAGES: [(&str, &str); 9] = [
    ("overview-24h", "/?range=24h"),
    ("overview-7d", "/?range=7d"),
    ("overview-30d", "/?range=30d"),
    ("overview-all", "/?range=all"),
    ("campaigns", "/campaigns"),
    ("campaigns-filtered", "/campaigns?sort=failures&outcome=failed&q=re"),
    ("campaigns-none", "/campaigns?q=nothing+like+this"),
    ("campaign-of-an-hour", "/campaigns/black-friday-early-access"),
    ("campaign-of-weeks", "/campaigns/order-updates"),
];

#[test]
#[ignore = "writes the pictures that somebody wants to look at to the folder `WEBHOOK_SCREENSHOTS`"]
fn the_pages_are_pictured() {
    let Some(pictures) = env::var_os("WEBHOOK_SCREENSHOTS") else { return };
    let pictures = Path::new(&pictures);
    fs::create_dir_all(pictures).unwrap();
    let folder = folder();
    let server = sample::start(folder.path());
    let browser = Browser::start(&json!({}), &[]);
    for (name, path) in PAGES {
        for (width, scheme, language) in [
            (360, "light", "en"),
            (360, "dark", "fr"),
            (768, "dark", "en"),
            (768, "light", "fr"),
            (1280, "light", "en"),
            (1280, "dark", "fr"),
        ] {
            browser.show_as(width, scheme);
            let separator = if path.contains('?') { '&' } else { '?' };
            browser.open(&format!("{}{path}{separator}lang={language}", server.address));
            browser.wait_for("document.getElementById('live-state')?.className !== ''");
            fs::write(pictures.join(format!("{name}-{width}-{language}.png")), browser.picture(true)).unwrap();
        }
    }
    browser.show_as(1200, "light");
    browser.open(&format!("{}/?lang=en", server.address));
    browser.wait_for("document.getElementById('live-state')?.className === 'live'");
    fs::write(pictures.join("page.png"), browser.picture(false)).unwrap();
}
