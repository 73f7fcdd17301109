"""Everything Qt: the window and what a user sees in it."""
