use std::{env, fs, path::Path};

use serde_json::json;

use crate::{
    accessibility::{TRIALS, try_callback},
    browser::Browser,
    sample::{self, PAGES},
    server::folder,
};

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
            browser.open(&sample::address(&server, path, language));
            browser.is_followed();
            fs::write(pictures.join(format!("{name}-{width}-{language}.png")), browser.picture(true)).unwrap();
        }
    }
    for (name, content) in ["trial-read", "trial-unreadable"].into_iter().zip(TRIALS) {
        for (width, scheme, language) in [(360, "dark", "fr"), (1280, "light", "en")] {
            browser.show_as(width, scheme);
            try_callback(&browser, &server, content, language);
            fs::write(pictures.join(format!("{name}-{width}-{language}.png")), browser.picture(true)).unwrap();
        }
    }
    browser.show_as(1200, "light");
    browser.open(&format!("{}/?lang=en", server.address));
    browser.is_followed();
    fs::write(pictures.join("page.png"), browser.picture(false)).unwrap();
}
