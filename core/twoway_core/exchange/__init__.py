"""Exchange: what leaves the journal for other programs, and what comes in from them, as pure functions of text."""
