"""The sample data, as files of the package. Everyone in it is fictional."""

from importlib.resources import files
from pathlib import Path


def sample() -> Path:
    """Return the folder of the sample data."""
    return Path(str(files("course_engine.training") / "sample"))


def sample_file(name: str) -> tuple[bytes, str]:
    """Return the bytes of a file of the sample, and its name."""
    return (sample() / name).read_bytes(), name
