//! Objects in the order of their keys, with fast look-up.

use std::borrow::Cow;

use super::Json;

/// Up to this many members a look-up compares every key; above, it searches a sorted index.
const LINEAR: usize = 8;

/// The members of a JSON object: distinct keys in the order in which they were added.
///
/// `==` compares members whatever their order.
#[derive(Debug, Clone, Default)]
pub struct Object<'a> {
    members: Vec<(Cow<'a, str>, Json<'a>)>,
    /// Positions in `members` sorted by key; kept only above [`LINEAR`] members.
    sorted: Vec<u32>,
}

impl<'a> Object<'a> {
    /// An object without members.
    pub fn new() -> Self {
        Self::default()
    }

    /// The object of these members in this order; of members with one key the last one counts and
    /// stands where the first one stood.
    pub fn from_members(members: Vec<(Cow<'a, str>, Json<'a>)>) -> Self {
        let mut object = Self {
            members,
            sorted: Vec::new(),
        };
        if object.members.len() <= LINEAR {
            object.merge_few_duplicates();
        } else {
            object.rebuild_index();
            object.merge_many_duplicates();
        }
        object
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there are no members.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The value under `key`.
    pub fn get(&self, key: &str) -> Option<&Json<'a>> {
        self.position(key).map(|at| &self.members[at].1)
    }

    /// The value under `key`, to change.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Json<'a>> {
        self.position(key).map(|at| &mut self.members[at].1)
    }

    /// Whether there is a member called `key`.
    pub fn contains_key(&self, key: &str) -> bool {
        self.position(key).is_some()
    }

    /// The value under `key`, looked for first at position `hint`: two documents of one shape have
    /// their members in one order more often than not.
    pub fn get_near(&self, key: &str, hint: usize) -> Option<&Json<'a>> {
        match self.members.get(hint) {
            Some((name, value)) if name == key => Some(value),
            _ => self.get(key),
        }
    }

    /// Sets the value under `key` and returns the one it replaces; a new key goes to the end.
    pub fn insert(
        &mut self,
        key: impl Into<Cow<'a, str>>,
        value: impl Into<Json<'a>>,
    ) -> Option<Json<'a>> {
        self.insert_member(key.into(), value.into())
    }

    /// Takes the member called `key` out; the order of the others stays.
    pub fn remove(&mut self, key: &str) -> Option<Json<'a>> {
        let at = self.position(key)?;
        let (_, value) = self.members.remove(at);
        self.rebuild_index();
        Some(value)
    }

    /// The members in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Json<'a>)> + Clone {
        self.members
            .iter()
            .map(|(key, value)| (key.as_ref(), value))
    }

    /// The members in order, their values to change.
    pub fn iter_mut(&mut self) -> impl ExactSizeIterator<Item = (&str, &mut Json<'a>)> {
        self.members.iter_mut().map(|(key, value)| {
            let key: &Cow<'a, str> = key;
            (key.as_ref(), value)
        })
    }

    /// The keys in order.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &str> + Clone {
        self.members.iter().map(|(key, _)| key.as_ref())
    }

    /// Sorts the keys in byte order, here and in every object inside.
    pub fn sort_keys(&mut self) {
        self.members.sort_by(|(a, _), (b, _)| a.cmp(b));
        self.rebuild_index();
        for (_, value) in &mut self.members {
            value.sort_keys();
        }
    }

    /// The same object with all text owned.
    pub fn into_owned(self) -> Object<'static> {
        let own = |(key, value): (Cow<'a, str>, Json<'a>)| {
            (Cow::Owned(key.into_owned()), value.into_owned())
        };
        Object {
            members: self.members.into_iter().map(own).collect(),
            sorted: self.sorted,
        }
    }

    fn insert_member(&mut self, key: Cow<'a, str>, value: Json<'a>) -> Option<Json<'a>> {
        if let Some(at) = self.position(&key) {
            return Some(std::mem::replace(&mut self.members[at].1, value));
        }
        self.members.push((key, value));
        if self.members.len() == LINEAR + 1 {
            self.rebuild_index();
        } else if self.members.len() > LINEAR {
            self.index_last();
        }
        None
    }

    fn position(&self, key: &str) -> Option<usize> {
        if self.members.len() <= LINEAR {
            return self.members.iter().position(|(name, _)| name == key);
        }
        self.search(key).ok().map(|at| self.sorted[at] as usize)
    }

    fn search(&self, key: &str) -> Result<usize, usize> {
        self.sorted
            .binary_search_by(|at| self.members[*at as usize].0.as_ref().cmp(key))
    }

    fn index_last(&mut self) {
        let last = self.members.len() - 1;
        if let Err(slot) = self.search(&self.members[last].0) {
            self.sorted.insert(slot, position(last));
        }
    }

    fn rebuild_index(&mut self) {
        self.sorted.clear();
        if self.members.len() > LINEAR {
            self.sorted.extend((0..self.members.len()).map(position));
            let members = &self.members;
            self.sorted
                .sort_by(|a, b| members[*a as usize].0.cmp(&members[*b as usize].0));
        }
    }

    fn merge_few_duplicates(&mut self) {
        let mut at = 1;
        while at < self.members.len() {
            let (earlier, rest) = self.members.split_at_mut(at);
            match earlier.iter_mut().find(|(key, _)| *key == rest[0].0) {
                Some((_, value)) => {
                    *value = std::mem::replace(&mut rest[0].1, Json::Null);
                    self.members.remove(at);
                }
                None => at += 1,
            }
        }
    }

    /// Like [`merge_few_duplicates`](Self::merge_few_duplicates), in the order of the index.
    fn merge_many_duplicates(&mut self) {
        let same = |a: &u32, b: &u32| self.members[*a as usize].0 == self.members[*b as usize].0;
        if !self.sorted.windows(2).any(|pair| same(&pair[0], &pair[1])) {
            return;
        }
        let mut distinct = Self::new();
        for (key, value) in std::mem::take(&mut self.members) {
            distinct.insert_member(key, value);
        }
        *self = distinct;
    }
}

/// A position as the index keeps it. A document of more than four thousand million members does not
/// fit into the memory that its text would need, so the cast never cuts anything off.
#[expect(clippy::cast_possible_truncation, reason = "see above")]
fn position(at: usize) -> u32 {
    at as u32
}

impl PartialEq for Object<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self
                .iter()
                .enumerate()
                .all(|(at, (key, value))| other.get_near(key, at) == Some(value))
    }
}

impl<'a, K: Into<Cow<'a, str>>, V: Into<Json<'a>>> FromIterator<(K, V)> for Object<'a> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(members: I) -> Self {
        Self::from_members(
            members
                .into_iter()
                .map(|(key, value)| (key.into(), value.into()))
                .collect(),
        )
    }
}

impl<'a> IntoIterator for Object<'a> {
    type Item = (Cow<'a, str>, Json<'a>);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_key_below_and_above_the_linear_limit() {
        for size in [0_usize, 1, 8, 9, 100] {
            let mut object = Object::new();
            for n in (0..size).rev() {
                object.insert(format!("k{n}"), n);
            }
            assert_eq!(object.len(), size);
            for n in 0..size {
                assert_eq!(object.get(&format!("k{n}")), Some(&Json::from(n)));
            }
            assert!(object.get("missing").is_none());
        }
    }

    #[test]
    fn keeps_the_last_of_duplicate_keys_at_the_first_place() {
        for size in [2_usize, 8, 40] {
            let members =
                (0..size).flat_map(|n| [(format!("k{n}"), 0_usize), (format!("k{n}"), n)]);
            let object: Object<'_> = members.collect();
            assert_eq!(object.len(), size);
            assert_eq!(
                object.keys().last(),
                Some(format!("k{}", size - 1).as_str())
            );
            assert_eq!(object.get("k1"), Some(&Json::from(1)));
        }
    }

    #[test]
    fn is_equal_whatever_the_order() {
        let forward: Object<'_> = (0..20_usize).map(|n| (n.to_string(), n)).collect();
        let backward: Object<'_> = (0..20_usize).rev().map(|n| (n.to_string(), n)).collect();
        assert_eq!(forward, backward);
    }

    #[test]
    fn removes_without_losing_the_others() {
        let mut object: Object<'_> = (0..12_usize).map(|n| (n.to_string(), n)).collect();
        assert_eq!(object.remove("3"), Some(Json::from(3)));
        assert_eq!(object.remove("3"), None);
        assert_eq!(object.get("11"), Some(&Json::from(11)));
        assert_eq!(object.len(), 11);
    }
}
