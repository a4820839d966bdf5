"""Store: the local journal of one profile, one SQLite file; nothing in it is in clear but ids and sizes."""
