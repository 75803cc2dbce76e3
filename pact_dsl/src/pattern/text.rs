//! What may stand where text goes: in a path, a query, a header.

use super::{IntoPattern, Pattern};

/// A value that can stand in a path, a query parameter or a header: a matcher, or plain text.
///
/// Numbers and booleans are written as text. A list, or a matcher of lists such as
/// [`each_like`](crate::matchers::each_like), gives a query parameter or a header several values.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand in a path, query or header",
    label = "neither text nor a matcher of text",
    note = "write `&value.to_string()` for a value that implements `Display`"
)]
pub trait IntoText: IntoPattern {}

macro_rules! text {
    ($($kind:ty)*) => {$(
        impl IntoText for $kind {}
    )*};
}

text!(Pattern &str &String String std::borrow::Cow<'_, str> char bool f32 f64);
text!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);

impl<T: IntoText> IntoText for Vec<T> {}
impl<T: IntoText, const N: usize> IntoText for [T; N] {}
impl<T: IntoText + Clone> IntoText for &[T] {}
