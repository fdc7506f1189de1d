use std::fs;

use crate::server::{Server, agent, folder, program, run};

#[test]
fn a_wrong_setting_is_told_wherever_it_is() {
    let folder = folder();
    let cases: [(&str, &[&str], &str); 19] = [
        ("", &["--config", "none.toml"], "cannot read none.toml"),
        ("listen", &["--config", "a.toml"], "cannot read a.toml"),
        ("lissten = \"x\"", &["--config", "a.toml"], "a.toml: `lissten` is not a setting"),
        ("config = \"b.toml\"", &["--config", "a.toml"], "a.toml: `config` is not a setting"),
        ("timeout = 1.5", &["--config", "a.toml"], "a.toml: `timeout` is neither a string nor a number"),
        ("timeout = 0", &["--config", "a.toml"], "invalid value '0' for '--timeout"),
        ("trusted-proxy = [\"10.0.0.0/8\", \"x\"]", &["--config", "a.toml"], "not an IP address or network"),
        ("platforms = 7", &["--config", "a.toml"], "cannot read a.toml"),
        (
            "[platforms.acme]\nname = \"acme\"\nfields.word = \"st\"\nwords.OK = \"received it\"",
            &["--config", "a.toml"],
            "line 4, column 12",
        ),
        (
            "[platforms.acme]\nname = \"acme\"\nfields.word = \"st\"\nwords.OK = \"received it\"",
            &["--config", "a.toml"],
            "invalid value: string \"received it\", expected the name of a status, such as `delivered`, for `words.OK`",
        ),
        (
            "[platforms.twilio]\nname = \"twilio\"\nfields.word = \"st\"\nwords.OK = \"delivered\"",
            &["--config", "a.toml"],
            "a name of the platform",
        ),
        (
            "[platforms.acme]\nname = \"Acme\"\nfields.word = \"st\"\nwords.OK = \"delivered\"",
            &["--config", "a.toml"],
            "a.toml: `platforms.acme.name` is \"Acme\": write \"acme\"",
        ),
        ("", &["--public-url", "sms.example.org"], "not a URL"),
        ("", &["--public-url", "javascript:alert(1)"], "invalid value"),
        ("", &["--public-url", ""], "invalid value"),
        ("", &["--public-url", "https://sms.example.org/?a=b"], "more than a host name and a path"),
        ("", &["--time-zone", "Europe/Atlantis"], "Europe/Atlantis"),
        ("", &["--keep-days", "6"], "6 is not in 7..=65535"),
        ("", &["--listen", "nowhere"], "cannot listen on nowhere"),
    ];
    for (file, arguments, expected) in cases {
        fs::write(folder.path().join("a.toml"), file).unwrap();
        let output = run(folder.path(), arguments);
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && error.contains(expected), "{file} {arguments:?}: {error}");
    }
}

#[test]
fn help_does_not_show_what_is_secret() {
    const SECRET: &str = "not-to-be-shown-0123456789";

    let folder = folder();
    let names = ["page-token", "page-password-hash", "twilio-auth-token", "vonage-signature-secret"];
    let file = names.map(|name| format!("{name} = \"{SECRET}\"\n")).concat();
    fs::write(folder.path().join("a.toml"), file).unwrap();
    let mut command = program();
    command.current_dir(folder.path()).args(["--config", "a.toml", "--help"]);
    for name in names {
        command.env(format!("WEBHOOK_{}", name.to_uppercase().replace('-', "_")), SECRET);
    }
    let output = command.output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && help.contains("--vonage-signature-secret"), "{help}");
    assert!(!help.contains(SECRET), "{help}");
}

#[test]
fn references_that_are_order_numbers_are_one_campaign() {
    let folder = folder();
    let settings = folder.path().join("settings.toml");
    fs::write(&settings, "keep-days = 30\n[campaigns]\norders = \"order-[0-9]+\"\n").unwrap();
    let server = Server::start(folder.path(), &["--config", "settings.toml"]);
    for (n, campaign) in ["order-1", "order-22", "order-x", "spring"].into_iter().enumerate() {
        server.report(&format!("numero=33600000000&statut=13&smsID=S{n}&refClient={campaign}"));
    }
    // Without an id, the reference tells messages to a number apart.
    for campaign in ["order-7", "order-8", "order-8"] {
        server.report(&format!("numero=33600000001&statut=11&refClient={campaign}"));
    }
    let twilio = |query: &str| {
        let body = "MessageSid=SM1&MessageStatus=delivered&To=%2B33600000002";
        let url = format!("{}/twilio?{query}", server.callback);
        let answer = agent().post(url).header("content-type", "application/x-www-form-urlencoded").send(body).unwrap();
        assert_eq!(answer.status(), 200);
    };
    twilio("campaign=order-9");
    assert_eq!(server.campaign("orders").total(), 5);
    for campaign in ["order-x", "spring"] {
        assert_eq!(server.campaign(campaign).total(), 1, "{campaign}");
    }
    assert_eq!(server.get("/campaigns.csv").lines().count(), 4);
    // A day is no order.
    server.report("numero=33600000003&statut=11&smsID=D1");
    assert_eq!(server.get("/campaigns.csv").lines().count(), 5);
    drop(server);

    fs::write(&settings, "[campaigns]\norders = \"order-(\"\n").unwrap();
    let error = Server::try_start(folder.path(), &["--config", "settings.toml"]).err().unwrap();
    assert!(error.contains("settings.toml: `campaigns.orders` is \"order-(\", not a regular expression"), "{error}");
}
