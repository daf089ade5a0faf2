"""The debrief of a path, and what the debriefs and the answers of a territory say that it needs."""
