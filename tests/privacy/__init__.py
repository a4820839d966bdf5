"""Tests: what a person wrote is found nowhere but where it belongs."""
