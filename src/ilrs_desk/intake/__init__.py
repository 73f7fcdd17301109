"""A foreign spreadsheet, read and understood as an import plan."""
