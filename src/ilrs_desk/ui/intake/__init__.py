"""The import window: what was found, its columns, the plan row by row, and what was done."""
