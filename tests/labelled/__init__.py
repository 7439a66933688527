"""Days whose truth is known: made-up persons, what their day leaves behind, and how wrong each rule is about it."""
