//! Emitting indented JSON straight from the model, without a document in between.

use crate::json::{Json, OwnedObject};

/// An object that is being written: one member a line, two spaces a level, as
/// [`Json::to_pretty`] writes it.
pub(super) struct ObjectEmitter<'t> {
    text: &'t mut String,
    level: usize,
    is_empty: bool,
}

impl<'t> ObjectEmitter<'t> {
    /// Starts an object that stands `level` levels deep.
    pub(super) fn start(text: &'t mut String, level: usize) -> Self {
        text.push_str("{");
        Self {
            text,
            level,
            is_empty: true,
        }
    }

    /// Ends the object.
    pub(super) fn end(self) {
        if !self.is_empty {
            Json::write_new_line(false, self.level, self.text);
        }
        self.text.push_str("}");
    }

    fn key(&mut self, key: &str) {
        Json::write_new_line(!self.is_empty, self.level + 1, self.text);
        self.is_empty = false;
        Json::write_string(key, self.text);
        self.text.push_str(": ");
    }

    /// Writes a member.
    pub(super) fn json(&mut self, key: &str, value: &Json<'_>) {
        self.key(key);
        value.write_pretty(self.level + 1, self.text);
    }

    /// Writes a member that is a text.
    pub(super) fn string(&mut self, key: &str, value: &str) {
        self.key(key);
        Json::write_string(value, self.text);
    }

    /// Writes a member that is a list of texts.
    pub(super) fn strings(&mut self, key: &str, values: &[String]) {
        self.key(key);
        self.text.push_str("[");
        for (at, value) in values.iter().enumerate() {
            Json::write_new_line(at > 0, self.level + 2, self.text);
            Json::write_string(value, self.text);
        }
        if !values.is_empty() {
            Json::write_new_line(false, self.level + 1, self.text);
        }
        self.text.push_str("]");
    }

    /// Writes a member that is an object whose members `write` writes.
    pub(super) fn object(&mut self, key: &str, write: impl FnOnce(&mut ObjectEmitter<'_>)) {
        self.key(key);
        let mut inner = ObjectEmitter::start(self.text, self.level + 1);
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
        self.text.push_str("[");
        for (at, item) in items.iter().enumerate() {
            Json::write_new_line(at > 0, self.level + 2, self.text);
            let mut inner = ObjectEmitter::start(self.text, self.level + 2);
            write(item, &mut inner);
            inner.end();
        }
        if !items.is_empty() {
            Json::write_new_line(false, self.level + 1, self.text);
        }
        self.text.push_str("]");
    }

    /// Writes a member that is a list without elements, and returns the offset in the text at which
    /// elements may be put in.
    pub(super) fn empty_list(&mut self, key: &str) -> usize {
        self.key(key);
        self.text.push_str("[]");
        self.text.len() - 1
    }

    /// Writes a member that is an object without members, and returns the offset in the text at which
    /// members may be put in.
    pub(super) fn empty_object(&mut self, key: &str) -> usize {
        self.key(key);
        self.text.push_str("{}");
        self.text.len() - 1
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
