"""Tests of the local journal."""
