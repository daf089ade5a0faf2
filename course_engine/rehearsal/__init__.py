"""The rehearsal: a half-day played by simulated people against a real server, and what became of every answer.

It speaks to the server over HTTP only, as browsers do, and kills it as a power cut would. What was recorded is
then read by `records.py`, which shares no code with what wrote it.
"""
