"""Records that are the same: the merge window, the duplicates that were found, and what was said not to be the same."""
