"""Use cases by moment; each owns its transaction."""
