use std::{
    fs::{self, Permissions},
    io::Write,
    path::{Path, PathBuf},
};

use tempfile::TempDir;

use crate::outputs::Outputs;

/// Writes both files.
fn write(outputs: &Outputs, list: &str, reasons: &str, permissions: &Permissions) -> anyhow::Result<()> {
    let mut files = outputs.create(Some(permissions))?;
    for (file, text) in files.iter_mut().zip([reasons, list]) {
        file.write_all(text.as_bytes())?;
    }
    Outputs::keep(files)
}

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("contacts.csv"), "phone\n").unwrap();
    folder
}

/// The files of a folder and what they hold.
fn files(folder: &Path) -> Vec<(String, String)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap()))
        .collect();
    files.sort();
    files
}

fn owned(files: &[(&str, &str)]) -> Vec<(String, String)> {
    files.iter().map(|&(name, text)| (name.to_owned(), text.to_owned())).collect()
}

#[test]
fn both_files_are_written_and_written_again() {
    let folder = folder();
    let contacts = folder.path().join("contacts.csv");
    let permissions = fs::metadata(&contacts).unwrap().permissions();
    for text in ["first", "second"] {
        let outputs = Outputs::new(folder.path().join("cleaned.csv"), &[&contacts]).unwrap();
        write(&outputs, text, "because", &permissions).unwrap();
        let expected = [("cleaned.csv", text), ("cleaned.reasons.csv", "because"), ("contacts.csv", "phone\n")];
        assert_eq!(files(folder.path()), owned(&expected));
        assert_eq!(fs::metadata(&outputs.list).unwrap().permissions(), permissions);
        assert_eq!(fs::metadata(&outputs.reasons).unwrap().permissions(), permissions);
    }
}

#[test]
fn no_input_is_written_over_by_any_name() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("sub")).unwrap();
    fs::hard_link(path("contacts.csv"), path("hard.csv")).unwrap();
    fs::hard_link(path("contacts.csv"), path("list.reasons.csv")).unwrap();
    let mut names = vec!["contacts.csv", "sub/../contacts.csv", "hard.csv", "list.csv"];
    if cfg!(unix) {
        #[cfg(unix)]
        std::os::unix::fs::symlink(path("contacts.csv"), path("symbolic.csv")).unwrap();
        names.push("symbolic.csv");
    }
    for name in names {
        for inputs in [[path("contacts.csv"), path("reports.txt")], [path("reports.txt"), path("contacts.csv")]] {
            let inputs: Vec<&Path> = inputs.iter().map(PathBuf::as_path).collect();
            let error = Outputs::new(path(name), &inputs).unwrap_err();
            assert!(error.to_string().ends_with("is one of the inputs and will not be overwritten"), "{name}: {error}");
        }
    }
    assert!(Outputs::new(path("other.csv"), &[&path("contacts.csv")]).is_ok());
}

#[test]
fn the_two_files_are_two() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("cleaned.csv"), "").unwrap();
    fs::hard_link(path("cleaned.csv"), path("cleaned.reasons.csv")).unwrap();
    let error = Outputs::new(path("cleaned.csv"), &[]).unwrap_err();
    assert!(error.to_string().contains("is the same file as"), "{error}");
}

#[test]
fn a_folder_is_no_file() {
    let folder = folder();
    fs::create_dir(folder.path().join("cleaned.reasons.csv")).unwrap();
    for path in [folder.path().to_owned(), folder.path().join("cleaned.csv")] {
        let error = Outputs::new(path, &[]).unwrap_err();
        assert!(error.to_string().ends_with("is a directory"), "{error}");
    }
    assert!(Outputs::new(PathBuf::from("/"), &[]).is_err());
}

#[test]
fn a_failing_write_leaves_nothing() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    let permissions = fs::metadata(path("contacts.csv")).unwrap().permissions();
    fs::create_dir(path("occupied.csv")).unwrap();
    let before = files(folder.path());
    for (list, reasons) in [
        ("missing/cleaned.csv", "missing/cleaned.reasons.csv"),
        ("missing/cleaned.csv", "cleaned.reasons.csv"),
        ("cleaned.csv", "missing/cleaned.reasons.csv"),
        ("cleaned.csv", "occupied.csv"),
    ] {
        let outputs = Outputs { list: path(list), reasons: path(reasons) };
        assert!(write(&outputs, "list", "reasons", &permissions).is_err());
        assert_eq!(files(folder.path()), before, "{outputs:?}");
    }
}

#[test]
fn there_is_never_a_list_without_its_reasons() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    let permissions = fs::metadata(path("contacts.csv")).unwrap().permissions();
    let outputs = Outputs { list: path("occupied.csv"), reasons: path("reasons.csv") };
    let mut staged = outputs.create(Some(&permissions)).unwrap();
    for (file, text) in staged.iter_mut().zip(["reasons", "list"]) {
        file.write_all(text.as_bytes()).unwrap();
    }
    fs::create_dir(path("occupied.csv")).unwrap();
    assert!(Outputs::keep(staged).is_err());
    assert_eq!(files(folder.path()), owned(&[("contacts.csv", "phone\n"), ("reasons.csv", "reasons")]));
}
