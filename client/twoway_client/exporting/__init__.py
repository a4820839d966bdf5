"""Exporting: from the journal to files that other programs read."""
