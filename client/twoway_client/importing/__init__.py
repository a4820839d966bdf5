"""Importing: from files of other programs into the journal, each as one batch that can be taken back."""
