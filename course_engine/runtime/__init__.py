"""What runs in a browser: one classic script and its styles, read as package data."""
