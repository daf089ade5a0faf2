"""Records between stands: what is sent, how it is merged, what each stand says of each plan."""
