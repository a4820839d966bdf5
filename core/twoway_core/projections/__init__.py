"""Projections: one view each, a pure function of the folded state."""
