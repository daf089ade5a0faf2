"""Long work: parallel, resumable, atomic, content-named, with progress."""
