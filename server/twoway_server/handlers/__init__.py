"""Handlers: what each route does, in the words of the protocol; HTTP itself stands in ``edge``."""
