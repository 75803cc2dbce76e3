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
        text.push('{');
        Self {
            text,
            level,
            is_empty: true,
        }
    }

    /// Ends the object.
    pub(super) fn end(self) {
        if !self.is_empty {
            new_line(self.level, self.text);
        }
        self.text.push('}');
    }

    fn key(&mut self, key: &str) {
        if !std::mem::take(&mut self.is_empty) {
            self.text.push(',');
        }
        new_line(self.level + 1, self.text);
        Json::from(key).write_compact(self.text);
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
        Json::from(value).write_compact(self.text);
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
        self.text.push('[');
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.text.push(',');
            }
            new_line(self.level + 2, self.text);
            let mut inner = ObjectEmitter::start(self.text, self.level + 2);
            write(item, &mut inner);
            inner.end();
        }
        if !items.is_empty() {
            new_line(self.level + 1, self.text);
        }
        self.text.push(']');
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

fn new_line(level: usize, text: &mut String) {
    text.push('\n');
    for _ in 0..level {
        text.push_str("  ");
    }
}
