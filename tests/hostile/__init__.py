"""Attacks: each row of the table of attacks is one test, against the real program and the real server."""
