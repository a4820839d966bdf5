"""Tests of the way from entries to state."""
