"""Who learns what, and why."""
