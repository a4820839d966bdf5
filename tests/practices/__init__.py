"""Every practice worked through the command line, as a person would."""
