"""All of FastAPI: one router for each audience."""
