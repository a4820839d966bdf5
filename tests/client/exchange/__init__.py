"""Tests of export and import through the command line."""
