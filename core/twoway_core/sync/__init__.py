"""Sync: what is missing where, and the messages that carry it. Knows segments, never plaintext."""
