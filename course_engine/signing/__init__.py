"""Keys, compact signed statements, and their verification."""
