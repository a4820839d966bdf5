"""Tests of the exchange with a server."""
