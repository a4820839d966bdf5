"""Tests of ``twoway_server.stores``."""
