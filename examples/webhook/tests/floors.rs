//! The receiver has floors: no file uses itself through others, and a folder of `src/page` uses only those below it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by a panic, in its helpers too")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use syn::{
    ItemMod, ItemUse, Macro, UseTree, Visibility,
    visit::{self, Visit},
};

/// The folders of `src/page`, from the bottom to the top. Those of one floor do not use each other. The pages themselves are above them.
const FLOORS: &[&[&str]] = &[&["text"], &["time"], &["link"], &["part"], &["export"], &["analysis", "chart", "list"]];

/// The names of a file's module and of those that it is in. The root of the crate has none.
type Module = Vec<String>;

/// The files of the receiver, each with those that it uses.
fn uses() -> BTreeMap<Module, BTreeSet<Module>> {
    let mut sources = BTreeMap::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &[], &mut sources);
    let files: BTreeSet<Module> = sources.keys().cloned().collect();
    sources.into_iter().map(|(file, source)| (file.clone(), used(&source, &file, &files))).collect()
}

fn read(folder: &Path, module: &[String], sources: &mut BTreeMap<Module, String>) {
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let inner = [module, &[name]].concat();
        if path.is_dir() {
            read(&path, &inner, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            sources.insert(if inner == ["main"] { Module::new() } else { inner }, fs::read_to_string(&path).unwrap());
        }
    }
}

/// Returns the files that a file uses: those of the modules that its paths begin with.
fn used(source: &str, file: &[String], files: &BTreeSet<Module>) -> BTreeSet<Module> {
    let mut paths = Paths { module: file.to_vec(), found: Vec::new() };
    paths.visit_file(&syn::parse_file(source).unwrap());
    let file_of = |mut path: Module| {
        while !files.contains(&path) {
            path.pop();
        }
        path
    };
    paths.found.into_iter().map(file_of).filter(|used| used != file).collect()
}

/// The paths of the crate that a source has, from the root.
struct Paths {
    module: Module,
    found: Vec<Module>,
}

impl Paths {
    fn find(&mut self, path: &[String]) {
        let (mut start, mut rest) = match path.split_first() {
            Some((first, rest)) if first == "crate" => (Module::new(), rest),
            Some((first, rest)) if first == "self" => (self.module.clone(), rest),
            Some((first, _)) if first == "super" => (self.module.clone(), path),
            _ => return,
        };
        while let Some((_, after)) = rest.split_first().filter(|(first, _)| *first == "super") {
            start.pop();
            rest = after;
        }
        start.extend_from_slice(rest);
        self.found.push(start);
    }

    fn find_in(&mut self, mut path: Module, tree: &UseTree) {
        match tree {
            UseTree::Path(inner) => {
                path.push(inner.ident.to_string());
                self.find_in(path, &inner.tree);
            }
            UseTree::Group(group) => group.items.iter().for_each(|item| self.find_in(path.clone(), item)),
            UseTree::Name(last) if last.ident == "self" => self.find(&path),
            UseTree::Name(last) => self.find(&[path, vec![last.ident.to_string()]].concat()),
            UseTree::Rename(last) => self.find(&[path, vec![last.ident.to_string()]].concat()),
            UseTree::Glob(_) => self.find(&path),
        }
    }
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        self.module.push(module.ident.to_string());
        visit::visit_item_mod(self, module);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.find_in(Module::new(), &item.tree);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.find(&path.segments.iter().map(|segment| segment.ident.to_string()).collect::<Vec<_>>());
        visit::visit_path(self, path);
    }

    /// Who may use an item is not used by it.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}

    /// What is in a macro is not parsed, but a path there is made of the same words.
    fn visit_macro(&mut self, item: &'ast Macro) {
        visit::visit_macro(self, item);
        let text = item.tokens.to_string().replace(" :: ", "::");
        for path in text.split(|c: char| !c.is_alphanumeric() && !['_', ':'].contains(&c)) {
            self.find(&path.split("::").map(str::to_owned).collect::<Vec<_>>());
        }
    }
}

/// Returns the place of a file of `src/page` in the floors.
fn floor(file: &[String], folders: &BTreeSet<&str>) -> usize {
    let folder = file.get(1).map(String::as_str).filter(|folder| folders.contains(folder));
    match folder {
        None => FLOORS.len() + usize::from(file.len() == 1),
        Some(folder) => FLOORS
            .iter()
            .position(|floor| floor.contains(&folder))
            .unwrap_or_else(|| panic!("`src/page/{folder}` is not in `FLOORS`")),
    }
}

#[test]
fn no_folder_of_the_pages_uses_one_that_is_not_below_it() {
    let uses = uses();
    let of_pages = |file: &Module| file.first().is_some_and(|name| name == "page");
    let folders = uses.keys().filter(|file| of_pages(file) && file.len() > 2).map(|file| &*file[1]).collect();
    let mut checked = 0;
    for (file, used) in uses.iter().filter(|(file, _)| of_pages(file)) {
        for used in used.iter().filter(|used| of_pages(used)) {
            let (from, to) = (floor(file, &folders), floor(used, &folders));
            let within = from == to && (from >= FLOORS.len() || file[1] == used[1]);
            assert!(to < from || within, "{} uses {}, which is not below it", file.join("/"), used.join("/"));
            checked += 1;
        }
    }
    assert!(checked > 200, "only {checked} uses were found");
}

#[test]
fn no_file_uses_itself_through_others() {
    let uses = uses();
    for start in uses.keys() {
        let mut reached = BTreeSet::new();
        let mut next = vec![start];
        while let Some(file) = next.pop() {
            for used in &uses[file] {
                assert_ne!(used, start, "{} uses itself through {}", start.join("/"), file.join("/"));
                if reached.insert(used) {
                    next.push(used);
                }
            }
        }
    }
}

#[test]
fn paths_are_found_in_every_form() {
    let source = "use crate::{a::{B, c::{self, D}}, e::F as G};
        use super::h::*;
        pub use self::i::J;
        pub(super) struct S;
        use std::io;
        fn k() { crate::l::m(); html! { (super::n::o(1)) } }
        mod tests { use super::*; use super::super::p; }";
    let files = ["a", "a/c", "e", "q", "q/h", "q/r", "q/r/i", "l", "q/n", "q/p"];
    let mut files: BTreeSet<Module> = files.iter().map(|file| file.split('/').map(str::to_owned).collect()).collect();
    files.insert(Module::new());
    let found = used(source, &["q".to_owned(), "r".to_owned()], &files);
    let found: Vec<String> = found.iter().map(|file| file.join("/")).collect();
    assert_eq!(found, ["a", "a/c", "e", "l", "q/h", "q/n", "q/p", "q/r/i"]);
}
