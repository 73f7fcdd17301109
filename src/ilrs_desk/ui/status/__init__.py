"""The Status page: how far the office is from its targets, and why."""
