"""Composition root: paths, settings, logging; opens the office and starts the window or a command."""
