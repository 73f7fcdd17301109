"""The details pane: one record with its form, what is linked to it, and its history."""
