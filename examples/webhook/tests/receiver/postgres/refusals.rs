use super::shared_folder;
use crate::{
    database::{self, Database},
    server::{Server, program, run, run_well},
};

/// All that a database has.
const CONTENT: &str = "SELECT concat_ws(' ', table_name, column_name, data_type) FROM information_schema.columns
    WHERE table_schema = 'public' ORDER BY 1";

#[test]
#[ignore = "needs PostgreSQL"]
fn a_database_that_is_not_ours_is_left_alone() {
    let folder = shared_folder();
    let database = Database::open(folder.path());
    for table in ["message", "status", "webhook_version"] {
        database.execute(&format!("CREATE TABLE {table} (name TEXT); INSERT INTO {table} VALUES ('Ann')"));
        let before = database.texts(CONTENT);
        let error = Server::try_start(folder.path(), &[]).err().unwrap();
        assert!(error.contains("cannot use postgres://") && error.contains(table), "{error}");
        assert_eq!(database.texts(CONTENT), before);
        assert_eq!(database.texts(&format!("SELECT name FROM {table}")), ["Ann"]);
        database.execute(&format!("DROP TABLE {table}"));
    }
    // Tables of other names do not matter.
    database.execute("CREATE TABLE customers (name TEXT)");
    Server::start(folder.path(), &[]).report("numero=33600000000&statut=11");

    database.execute("UPDATE webhook_version SET version = 99");
    let before = database.texts(CONTENT);
    let error = Server::try_start(folder.path(), &[]).err().unwrap();
    assert!(error.contains("schema version 99 is not supported (this server uses version "), "{error}");
    let output = run(folder.path(), &["secret"]);
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && error.contains("is not a database of this version of the program"), "{error}");
    assert_eq!(database.texts(CONTENT), before);
}

#[test]
#[ignore = "needs PostgreSQL"]
fn a_database_that_cannot_keep_all_texts_is_refused() {
    let folder = shared_folder();
    let url = database::url(folder.path()).unwrap();
    let other = format!("{}_ascii", url.rsplit('/').next().unwrap());
    let database = Database::open(folder.path());
    database.execute(&format!("CREATE DATABASE {other} ENCODING SQL_ASCII TEMPLATE template0 LOCALE 'C'"));
    let error = Server::try_start(folder.path(), &["--database", &database::with_name(&url, &other)]).err().unwrap();
    assert!(error.contains("is SQL_ASCII: it has to be UTF8"), "{error}");
    database.execute(&format!("DROP DATABASE {other}"));
}

#[test]
#[ignore = "needs PostgreSQL"]
fn what_a_database_server_cannot_do_is_told() {
    let folder = shared_folder();
    let url = database::url(folder.path()).unwrap();
    let cases: [(&[&str], &str); 6] = [
        (&["--max-database-mib", "1"], "--max-database-mib is for a database file"),
        (
            &["--database", "postgres://ann@127.0.0.1:1/sms"],
            "cannot reach the database postgres://ann@127.0.0.1:1/sms\n",
        ),
        (&["--database", "postgres://ann@127.0.0.1:1/sms?sslmode=verify-full"], "sslmode"),
        (
            &["--database", "postgres://ann@127.0.0.1:1/sms?sslmode=prefer"],
            "sslmode=prefer does not protect the connection",
        ),
        (&["--database", &format!("{url}?sslmode=require")], "TLS"),
        (&["--database", &database::with_name(&url, "none")], "database \"none\" does not exist"),
    ];
    for (arguments, expected) in cases {
        let error = Server::try_start(folder.path(), arguments).err().unwrap();
        assert!(error.contains(expected), "{arguments:?}: {error}");
        std::fs::remove_file(folder.path().join("stderr")).unwrap();
    }
    drop(Server::start(folder.path(), &[]));
    let output = run(folder.path(), &["backup", "copy.db"]);
    assert!(!output.status.success() && String::from_utf8(output.stderr).unwrap().contains("pg_dump"));
}

#[test]
#[ignore = "needs PostgreSQL"]
fn the_password_is_never_shown() {
    const PASSWORD: &str = "not-to-be-shown";

    let folder = shared_folder();
    let url = database::url(folder.path()).unwrap().replacen('@', &format!(":{PASSWORD}@"), 1);
    let mut command = program();
    let server =
        Server::try_start_as(command.env("WEBHOOK_DATABASE", &url).args(["--log", "trace"]), folder.path()).unwrap();
    server.report("numero=33600000000&statut=11");
    let help = program().env("WEBHOOK_DATABASE", &url).arg("--help").output().unwrap();
    let wrong = run(folder.path(), &["--database", &format!("postgres://ann:{PASSWORD}@127.0.0.1:1/sms"), "secret"]);
    let odd = run(folder.path(), &["--database", &format!("postgres://ann:{PASSWORD}@127.0.0.1:1/sms?a=b"), "secret"]);
    let shown = [server.greeting.clone(), server.log(), server.get("/metrics"), server.get("/")];
    let told = [help, wrong, odd].map(|output| String::from_utf8([output.stdout, output.stderr].concat()).unwrap());
    for text in shown.iter().chain(&told) {
        assert!(!text.is_empty() && !text.contains(PASSWORD), "{text}");
    }
    assert!(server.greeting.contains("Database: postgres://postgres@/"), "{}", server.greeting);
    assert!(run_well(folder.path(), &["secret"]).contains("/callback/"));
}
