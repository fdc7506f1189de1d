use std::fs;

use crate::server::{folder, program, run};

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
