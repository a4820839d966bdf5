"""What scripts/web_events.py writes, one module for each kind of file."""
