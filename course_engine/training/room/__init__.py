"""The room while a session is held: what was done, what stands, who is where, what was answered."""
