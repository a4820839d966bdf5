"""Tests of the formulae."""
