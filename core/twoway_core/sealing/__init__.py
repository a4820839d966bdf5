"""Sealing: keys, blinded leaves, segments and chains. Knows bytes, ids and errors, never events."""
