"""The journal on this device: the command line, its local log, its keys and its sync."""
