"""Tests of ``twoway_client``."""
