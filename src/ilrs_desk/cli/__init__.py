"""The command line: a contract that other programs read."""
