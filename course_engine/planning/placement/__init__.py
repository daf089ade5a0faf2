"""Who goes to which session, proposed and explained: docs/placement.md states the problem."""
