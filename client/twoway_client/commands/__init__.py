"""Commands: one verb a module. They never import each other, and nothing imports them but the command line."""
