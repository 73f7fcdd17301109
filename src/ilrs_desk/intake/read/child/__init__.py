"""The reader child: everything that parses a foreign file, in a process of its own with few rights."""
