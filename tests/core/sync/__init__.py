"""Tests of ``twoway_core.sync``."""
