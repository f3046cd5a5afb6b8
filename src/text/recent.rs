//! Answers that are asked for again: several rules look at the same words behind a figure, one after the other.

use std::cell::Cell;

/// The answer that was given last for a pair of token indices.
pub(crate) struct Recent<T>(Cell<Option<(usize, usize, T)>>);

impl<T: Copy> Recent<T> {
    /// Remembers nothing yet.
    pub(crate) fn new() -> Self {
        Recent(Cell::new(None))
    }

    /// What `find` gives for `at` and `end`, or gave when it was asked last. It must depend on nothing else.
    pub(crate) fn get(&self, at: usize, end: usize, find: impl FnOnce() -> T) -> T {
        if let Some((known_at, known_end, answer)) = self.0.get()
            && (known_at, known_end) == (at, end)
        {
            return answer;
        }
        let answer = find();
        self.0.set(Some((at, end, answer)));
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_found_once_for_the_same_place() {
        let (recent, asked) = (Recent::new(), Cell::new(0));
        let ask = |at, end| {
            recent.get(at, end, || {
                asked.set(asked.get() + 1);
                at + end
            })
        };
        assert_eq!((ask(1, 5), ask(1, 5), ask(1, 6), ask(1, 5)), (6, 6, 7, 6));
        assert_eq!(asked.get(), 3);
    }
}
