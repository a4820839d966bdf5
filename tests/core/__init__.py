"""Tests of ``twoway_core``."""
