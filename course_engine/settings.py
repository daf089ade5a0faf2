"""What the machine decides: read once by the doors, passed down as arguments."""
