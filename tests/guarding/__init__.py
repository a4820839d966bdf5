"""Guards: each security check is switched off in a copy of the tree, and a test has to notice."""
