"""Several rows of a list at once: the same actions as everywhere, one by one, and what became of each."""
