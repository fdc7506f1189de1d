use std::fs;

use crate::server::{Server, folder, program, run};

/// Flags, the environment, and the database that is used.
type Case = (&'static [&'static str], &'static [(&'static str, &'static str)], &'static str);

#[test]
fn a_setting_is_given_by_flag_environment_or_file_in_that_order() {
    let folder = folder();
    fs::write(
        folder.path().join("webhook.toml"),
        "database = \"from-file.db\"\nmax-followers = 7\ntime-zone = \"Asia/Tokyo\"\n",
    )
    .unwrap();
    let cases: [Case; 5] = [
        (&[], &[], "webhook.db"),
        (&["--config", "webhook.toml"], &[], "from-file.db"),
        (&[], &[("WEBHOOK_CONFIG", "webhook.toml")], "from-file.db"),
        (&["--config", "webhook.toml"], &[("WEBHOOK_DATABASE", "from-environment.db")], "from-environment.db"),
        (
            &["--config", "webhook.toml", "--database", "from-flag.db"],
            &[("WEBHOOK_DATABASE", "from-environment.db")],
            "from-flag.db",
        ),
    ];
    for (arguments, environment, expected) in cases {
        let mut command = program();
        command.args(arguments).envs(environment.iter().copied()).current_dir(folder.path());
        command.args(["--listen", "127.0.0.1:0", "--page-listen", "127.0.0.1:0"]);
        let server = Server::try_start_as(&mut command, folder.path()).unwrap();
        assert!(server.greeting.ends_with(&format!("/{expected}")), "{arguments:?} {}", server.greeting);
        drop(server);
        fs::remove_file(folder.path().join(expected)).unwrap();
    }
}

#[test]
fn a_wrong_setting_is_told_wherever_it_is() {
    let folder = folder();
    let cases: [(&str, &[&str], &str); 14] = [
        ("", &["--config", "none.toml"], "cannot read none.toml"),
        ("listen", &["--config", "a.toml"], "cannot read a.toml"),
        ("lissten = \"x\"", &["--config", "a.toml"], "a.toml: `lissten` is not a setting"),
        ("config = \"b.toml\"", &["--config", "a.toml"], "a.toml: `config` is not a setting"),
        ("timeout = 1.5", &["--config", "a.toml"], "a.toml: `timeout` is not a text or a number"),
        ("timeout = 0", &["--config", "a.toml"], "invalid value '0' for '--timeout"),
        ("trusted-proxy = [\"10.0.0.0/8\", \"x\"]", &["--config", "a.toml"], "not an IP address or network"),
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
