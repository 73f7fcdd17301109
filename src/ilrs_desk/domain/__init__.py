"""What a partner, an institution, a person and an agreement are; values, names, countries, matching, targets."""
