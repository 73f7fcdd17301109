"""Forms drawn from the declaration of a record kind."""
