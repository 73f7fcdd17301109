"""What came in: the kept files shown as they are, what was said of a cell, and what is remembered of each agency."""
