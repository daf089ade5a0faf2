"""Use cases by moment: registration, schedule, access, journey, record, certification.

Each owns its transaction. Time and randomness are arguments.
"""
