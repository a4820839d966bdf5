"""Tests of the verbs, each through the command line as a person or a script would use it."""
