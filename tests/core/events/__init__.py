"""Tests of the vocabulary of events."""
