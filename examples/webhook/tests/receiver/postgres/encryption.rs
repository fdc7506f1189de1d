use crate::{
    cluster::Cluster,
    database::Database,
    server::{Server, folder, program},
};

#[test]
#[ignore = "needs PostgreSQL"]
fn a_connection_is_encrypted_and_to_whom_it_should_be_or_is_not_made() {
    let mut cluster = Cluster::start();
    let [port, root] = cluster.encrypt();
    let folder = folder();
    let start = |host: &str, mode: &str, roots: Option<&str>| {
        let url = format!("postgres://postgres@{host}:{port}/postgres?sslmode={mode}");
        let mut command = program();
        command.env("WEBHOOK_DATABASE", &url).env("SSL_CERT_FILE", roots.unwrap_or("/dev/null"));
        Server::try_start_as(&mut command, folder.path())
    };
    let database = Database::at(&format!("postgres://postgres@localhost:{port}/postgres?sslmode=disable"));
    let encrypted = "SELECT ssl, count(*) > 0 FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
        WHERE application_name = 'webhook' GROUP BY 1";

    let server = start("localhost", "require", Some(&root)).unwrap();
    server.report("numero=33600000000&statut=11&refClient=a");
    assert_eq!(server.campaign("a").total(), 1);
    assert_eq!(database.rows(encrypted), [["t", "t"]]);
    drop(server);
    for (host, roots) in [("127.0.0.1", Some(root.as_str())), ("localhost", None)] {
        let error = start(host, "require", roots).err().unwrap();
        assert!(error.contains("certificate"), "{host} {roots:?}: {error}");
    }
    database.execute("UPDATE webhook_version SET version = 2");
    let error = start("localhost", "disable", None).err().unwrap();
    // It got that far.
    assert!(error.contains("schema version 2 is not supported"), "{error}");
}
