use std::{
    io::{Read, Write},
    net::TcpListener,
    thread,
    time::Duration,
};

use serde_json::{Value, json};

use crate::{
    browser::Browser,
    sample,
    server::{Server, folder},
};

/// Campaigns as they look on a good day, on the next one, and on a bad one.
fn fill(server: &Server) {
    let mixes: [(&str, &[(u16, u32)]); 5] = [
        ("2026-11-20", &[(11, 47), (3502, 2), (3999, 1)]),
        ("welcome", &[(11, 30)]),
        ("autumn-sale", &[(11, 88), (13, 3), (3502, 5), (3522, 3), (3999, 2), (3501, 1), (100, 4)]),
        ("appointment-reminders", &[(11, 61), (13, 14), (0, 8), (3503, 2), (3523, 1), (7777, 1)]),
        ("black-friday", &[(0, 55), (13, 22), (11, 12), (3524, 1)]),
    ];
    let mut number = 33_600_000_000_u64;
    for (campaign, mix) in mixes {
        let reference = if campaign.starts_with("2026") { String::new() } else { format!("&refClient={campaign}") };
        for (code, messages) in mix {
            for _ in 0..*messages {
                number += 1;
                server.report(&format!(
                    "numero={number}&statut={code}&smsID=S{number}{reference}&date_reception=2026-11-20+09%3A52%3A17"
                ));
            }
        }
    }
}

#[test]
#[ignore = "needs Chromium, which `examples/webhook/ci` installs"]
fn the_page_follows_the_reports_and_speaks_two_languages() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    fill(&server);
    let browser = Browser::start(&json!({ "intl.accept_languages": "en-GB" }), &[]);
    browser.resize(1200, 860);
    browser.open(&format!("{}/", server.address));
    browser.wait_for("document.getElementById('live-state').textContent === 'Live'");

    // Live: a report arrives, and the page says so without being loaded again.
    browser.run("window.loadedOnce = true");
    browser.run("document.querySelector('a[href=\"/campaigns/autumn-sale\"]').focus()");
    assert_eq!(browser.run("return document.body.innerText.includes('late-campaign')"), false);
    server.report("numero=33600000000&statut=11&smsID=late&refClient=late-campaign");
    browser.wait_for("document.body.innerText.includes('late-campaign')");
    assert_eq!(browser.run("return window.loadedOnce"), true);
    // The focus stays on its link.
    assert_eq!(browser.run("return document.activeElement.getAttribute('href')"), "/campaigns/autumn-sale");

    // Updates can be halted, and taken up again.
    browser.click("#live-toggle");
    browser.wait_for("document.getElementById('live-state').textContent === 'Paused'");
    server.report("numero=33600000000&statut=11&smsID=later&refClient=while-paused");
    thread::sleep(Duration::from_millis(1500));
    assert_eq!(browser.run("return document.body.innerText.includes('while-paused')"), false);
    browser.click("#live-toggle");
    browser.wait_for("document.body.innerText.includes('while-paused')");

    // A campaign, in the other language.
    browser.click("a[href='/campaigns/autumn-sale']");
    browser.wait_for("location.pathname === '/campaigns/autumn-sale' && document.documentElement.lang === 'en'");
    browser
        .wait_for("document.body.innerText.includes('The number does not exist') || document.querySelector('table')");
    browser.click("a[hreflang=fr]");
    browser
        .wait_for("document.documentElement.lang === 'fr' && document.querySelector('h1').innerText === 'autumn-sale'");
    browser.wait_for("document.getElementById('live-state').textContent === 'En direct'");
    assert_eq!(browser.run("return document.querySelector('header a').getAttribute('href')"), "/?lang=fr");
    server.report("numero=33699999999&statut=3560&smsID=new&refClient=autumn-sale");
    browser.wait_for("document.body.innerText.includes('3560')");
    assert_eq!(browser.run("return document.documentElement.lang"), "fr");

    // On a phone nothing is cut off to the side.
    browser.resize(390, 844);
    for path in ["/", "/campaigns", "/campaigns/autumn-sale?lang=fr", "/unreadable"] {
        browser.open(&format!("{}{path}", server.address));
        assert_eq!(browser.run("return document.documentElement.scrollWidth <= window.innerWidth"), true, "{path}");
    }
    browser.open(&format!("{}/", server.address));
    assert_eq!(browser.console(), Vec::<Value>::new());
}

#[test]
#[ignore = "needs Chromium, which `examples/webhook/ci` installs"]
fn the_page_is_whole_without_javascript() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    fill(&server);
    let without_javascript = json!({ "profile.managed_default_content_settings.javascript": 2 });
    let browser = Browser::start(
        &without_javascript,
        &["--force-dark-mode", "--enable-features=WebContentsForceDark:inversion_method/none"],
    );
    browser.resize(1200, 860);
    browser.open(&format!("{}/", server.address));
    browser.wait_for("document.querySelectorAll('[id^=campaign-]').length === 5");
    browser.wait_for("document.body.innerText.includes('Reload the page to see new reports.')");
    assert_eq!(browser.run("return document.getElementById('live-controls').checkVisibility()"), false);
    assert_eq!(browser.run("return document.querySelector('.chart svg').querySelectorAll('g').length"), 7);
    browser.open(&format!("{}/campaigns?outcome=pending", server.address));
    browser.wait_for("document.querySelectorAll('[id^=campaign-]').length === 3");
    assert_eq!(browser.console(), Vec::<Value>::new());
}

#[test]
#[ignore = "needs Chromium, which `examples/webhook/ci` installs"]
fn any_number_of_pages_can_be_visited_in_one_tab_and_in_many() {
    let folder = folder();
    let server = Server::start(folder.path(), &["--max-followers", "3"]);
    fill(&server);
    let browser = Browser::start(&json!({}), &[]);
    browser.open(&format!("{}/", server.address));
    for _ in 0..6 {
        browser.is_live();
        browser.click("a[href='/campaigns/welcome']");
        browser.wait_for("location.pathname === '/campaigns/welcome'");
        browser.is_live();
        browser.click("header a[href='/']");
        browser.wait_for("location.pathname === '/'");
    }
    // Back from the cache of the browser, it is live again.
    for _ in 0..3 {
        browser.run("history.back()");
        browser.wait_for("location.pathname === '/campaigns/welcome'");
        browser.is_live();
        browser.run("history.back()");
        browser.wait_for("location.pathname === '/'");
        browser.is_live();
    }
    // Ten tabs, of which one can be seen.
    for _ in 0..9 {
        let tab = browser.command("/window/new", &json!({ "type": "tab" }));
        browser.command("/window", &json!({ "handle": tab["handle"] }));
        browser.open(&format!("{}/", server.address));
        browser.is_live();
    }
    server.wait_until("hidden tabs do not follow", |server| server.figure("webhook_followers") <= 2.0);
}

#[test]
#[ignore = "needs Chromium, which `examples/webhook/ci` installs"]
fn the_page_comes_back_after_any_failure() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    server.report("numero=33600000000&statut=11&smsID=S1&refClient=first");
    let browser = Browser::start(&json!({}), &[]);
    browser.open(&format!("{}/", server.address));
    browser.is_live();
    let (callbacks, pages) = (server.callback_host().to_owned(), server.page_host().to_owned());
    server.kill();

    // Something else answers there with 502, as a proxy does while the server is away.
    let proxy = TcpListener::bind(&pages).unwrap();
    browser.wait_for("document.getElementById('live-state').textContent === 'Connection lost. Reconnecting…'");
    for _ in 0..2 {
        let (mut stream, _) = proxy.accept().unwrap();
        let _ = stream.read(&mut [0; 1024]).unwrap();
        stream.write_all(b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").unwrap();
    }
    drop(proxy);
    let server = Server::start(folder.path(), &["--listen", &callbacks, "--page-listen", &pages]);
    server.report("numero=33600000000&statut=11&smsID=S2&refClient=second");
    browser.is_live();
    browser.wait_for("document.body.innerText.includes('second')");
}

#[test]
#[ignore = "needs Chromium, which `examples/webhook/ci` installs"]
fn an_update_leaves_a_selection_and_a_pressed_pointer_alone() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    fill(&server);
    let browser = Browser::start(&json!({}), &[]);
    browser.resize(1200, 3600);
    browser.open(&format!("{}/", server.address));
    browser.is_live();
    let state = |text: &str| format!("document.getElementById('live-state').textContent === '{text}'");

    // What was unfolded stays so, and what is in it follows.
    browser.click(".chart summary");
    let messages = "[...document.querySelectorAll('.chart tbody tr:last-child td')][0].textContent";
    let before = browser.run(&format!("return {messages}"));
    server.report("numero=33600000000&statut=11&smsID=zero&refClient=zero");
    browser.wait_for(&format!("{messages} !== {before}"));
    assert_eq!(browser.run("return document.querySelector('.chart details').open"), true);

    // What does not differ stays the same element.
    browser.run("window.row = document.querySelector('a[href=\"/campaigns/welcome\"]').closest('tr')");
    server.report("numero=33600000000&statut=11&smsID=one&refClient=one");
    browser.wait_for("document.body.innerText.includes('one')");
    assert_eq!(browser.run("return window.row.isConnected"), true);

    browser.run("getSelection().selectAllChildren(document.querySelector('a[href=\"/campaigns/autumn-sale\"]'))");
    server.report("numero=33600000000&statut=11&smsID=two&refClient=two");
    browser.wait_for(&state("Waiting while text is selected"));
    assert_eq!(browser.run("return getSelection().toString()"), "autumn-sale");
    assert_eq!(browser.run("return document.body.innerText.includes('two')"), false);
    browser.run("getSelection().removeAllRanges()");
    browser.wait_for("document.body.innerText.includes('two')");
    browser.wait_for(&state("Live"));

    // Reports arrive while a link is pressed: the click goes where it was meant.
    browser.press("a[href='/campaigns/welcome']", || {
        server.report("numero=33600000000&statut=11&smsID=three&refClient=three");
        thread::sleep(Duration::from_millis(1500));
    });
    browser.wait_for("location.pathname === '/campaigns/welcome'");
    assert_eq!(browser.console(), Vec::<Value>::new());
}

#[test]
#[ignore = "needs Chromium, which `examples/webhook/ci` installs"]
fn the_script_writes_ages_as_the_server_does() {
    let folder = folder();
    let server = sample::start(folder.path());
    let browser = Browser::start(&json!({}), &[]);
    for language in ["en", "fr"] {
        browser.open(&sample::address(&server, "/campaigns", language));
        browser.is_followed();
        let same = "const ages = (root) => [...root.querySelectorAll('time.age')].map((time) => time.textContent);
             const page = await (await fetch(location.href)).text();
             const [here, there] = [document, new DOMParser().parseFromString(page, 'text/html')].map(ages);
             return here.length > 10 && here.join() === there.join()";
        // Not if a minute has just passed.
        let tries = 0..5;
        assert!(
            tries.into_iter().any(|_| browser.run(&format!("return (async () => {{ {same} }})()")) == true),
            "{language}"
        );
    }
}
