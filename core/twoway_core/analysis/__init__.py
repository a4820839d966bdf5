"""Analysis: the formulae, as pure functions of numbers."""
