"""Stores: where the server keeps rosters and segments; one port, and what implements it."""
