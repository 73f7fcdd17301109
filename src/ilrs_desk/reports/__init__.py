"""Figures and records as documents, one writer a format."""
