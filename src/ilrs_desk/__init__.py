"""ILRS Desk: partners, institutions and people for the lunar station, from foreign spreadsheets to trusted figures."""

__version__ = "0.1.0"
