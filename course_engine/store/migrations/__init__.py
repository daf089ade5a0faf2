"""How a database of any age becomes today's. Revisions are listed oldest first."""

REVISIONS = ("0001", "0002", "0003", "0004")
