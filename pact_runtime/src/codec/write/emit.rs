//! Emitting indented JSON straight from the model, without a document in between.

use std::fmt::Write;

use crate::json::{Json, OwnedObject, write};

/// Where something is to be put in later: a character that JSON text never has.
pub(super) const GAP: &str = "\0";

/// An object that is being written: one member a line, two spaces a level, as
/// [`Json::to_pretty`] writes it.
pub(super) struct ObjectEmitter<'t> {
    out: &'t mut (dyn Write + 't),
    level: usize,
    is_empty: bool,
}

impl<'t> ObjectEmitter<'t> {
    /// Starts an object that stands `level` levels deep.
    pub(super) fn start(out: &'t mut (dyn Write + 't), level: usize) -> Self {
        write::put("{", out);
        Self {
            out,
            level,
            is_empty: true,
        }
    }

    /// Ends the object.
    pub(super) fn end(self) {
        if !self.is_empty {
            write::new_line(false, self.level, self.out);
        }
        write::put("}", self.out);
    }

    fn key(&mut self, key: &str) {
        write::member(!self.is_empty, self.level + 1, key, self.out);
        self.is_empty = false;
    }

    /// Writes a member.
    pub(super) fn json(&mut self, key: &str, value: &Json<'_>) {
        self.key(key);
        write::pretty(value, self.level + 1, self.out);
    }

    /// Writes a member that is a text.
    pub(super) fn string(&mut self, key: &str, value: &str) {
        self.key(key);
        write::quoted(value, self.out);
    }

    /// Writes a member that is a list of texts.
    pub(super) fn strings(&mut self, key: &str, values: &[String]) {
        self.key(key);
        write::put("[", self.out);
        for (at, value) in values.iter().enumerate() {
            write::new_line(at > 0, self.level + 2, self.out);
            write::quoted(value, self.out);
        }
        if !values.is_empty() {
            write::new_line(false, self.level + 1, self.out);
        }
        write::put("]", self.out);
    }

    /// Writes a member that is an object whose members `write` writes.
    pub(super) fn object(&mut self, key: &str, write: impl FnOnce(&mut ObjectEmitter<'_>)) {
        self.key(key);
        let mut inner = ObjectEmitter::start(&mut *self.out, self.level + 1);
        write(&mut inner);
        inner.end();
    }

    /// Writes a member that is a list of objects, each written by `write`.
    pub(super) fn objects<T>(
        &mut self,
        key: &str,
        items: &[T],
        mut write: impl FnMut(&T, &mut ObjectEmitter<'_>),
    ) {
        self.key(key);
        write::put("[", self.out);
        for (at, item) in items.iter().enumerate() {
            write::new_line(at > 0, self.level + 2, self.out);
            let mut inner = ObjectEmitter::start(&mut *self.out, self.level + 2);
            write(item, &mut inner);
            inner.end();
        }
        if !items.is_empty() {
            write::new_line(false, self.level + 1, self.out);
        }
        write::put("]", self.out);
    }

    /// Writes a member that is a list with a [`GAP`] between its brackets.
    pub(super) fn list_of_gap(&mut self, key: &str) {
        self.key(key);
        for piece in ["[", GAP, "]"] {
            write::put(piece, self.out);
        }
    }

    /// Writes a member that is an object with a [`GAP`] between its brackets.
    pub(super) fn object_of_gap(&mut self, key: &str) {
        self.key(key);
        for piece in ["{", GAP, "}"] {
            write::put(piece, self.out);
        }
    }

    /// Writes the members of `members`.
    pub(super) fn members(&mut self, members: &OwnedObject) {
        self.members_but(members, &[]);
    }

    /// Writes the members of `members` but those whose keys are in `but`.
    pub(super) fn members_but(&mut self, members: &OwnedObject, but: &[&str]) {
        for (key, value) in members.iter() {
            if !but.contains(&key) {
                self.json(key, value);
            }
        }
    }
}
