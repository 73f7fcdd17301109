"""The table of a record kind: its model, its view, its editors and its columns."""
