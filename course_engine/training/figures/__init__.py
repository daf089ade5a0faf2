"""Figures that are published, so that no small count can be computed from them."""
