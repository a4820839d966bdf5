"""Writes the golden vectors: the same bytes on every run, because all randomness comes from fixed seeds."""
