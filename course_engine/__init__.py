"""The course engine of the Démonstr@teurs: text → catalogue → path → page, bundle, document."""

__version__ = "0.1.0"
