"""The sample course, one trainee of it, and that trainee's bundle."""

from pathlib import Path

import pytest
import sample_catalogue as sample

from course_engine.bundle.plan import BundlePlan, plan_bundle
from course_engine.rendering.theme import load_theme


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The folder of the sample course."""
    return sample.write_files(tmp_path / "course")


@pytest.fixture(scope="session")
def plan() -> BundlePlan:
    """The bundle of the sample trainee."""
    catalogue = sample.sample_catalogue()
    return plan_bundle(
        catalogue,
        sample.sample_trainee(),
        sample.sample_path(catalogue),
        sample.sample_sessions(),
        sample.sample_followed(),
        {"attestation.pdf": b"%PDF-1.7 sample"},
        load_theme(),
    )
