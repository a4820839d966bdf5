"""Golden vectors of the format, one JSON file a message kind, and the code that writes them."""
