"""Views: what each view looks like as text in a terminal, at most 80 columns."""
