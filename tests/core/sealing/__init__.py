"""Tests of ``twoway_core.sealing``."""
