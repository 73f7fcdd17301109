"""The history of the office and the register of its imports."""
