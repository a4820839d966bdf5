"""Tests of ``twoway_core.trust``."""
