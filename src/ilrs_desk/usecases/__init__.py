"""One verb a file: all that the program can do, without a window."""
