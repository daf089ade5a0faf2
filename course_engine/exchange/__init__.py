"""Other people's files in and out: quiz formats, CSV."""
