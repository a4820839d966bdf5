"""The phone's app against Python: each reads what the other writes, and both say the same of it."""
