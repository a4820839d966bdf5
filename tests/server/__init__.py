"""Tests of ``twoway_server``."""
