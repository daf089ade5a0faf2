"""The attendance register: signing, the sheet and its corrections, and the chain that shows later tampering."""
