"""Journal: from entries to state. Amendments are resolved first, then one step per event."""
