"""The steps that bring an office file up to date: one frozen file each, never importing today's models."""
