"""Every package that we depend on has its reason, and no reason outlives its package."""

import json
import re
from pathlib import Path


def required(file: Path) -> set[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    names = (re.match(r"[A-Za-z][\w.-]*", line) for line in lines)
    return {name[0].lower() for name in names if name}


def test_each_dependency_has_its_row(root, page):
    npm = json.loads((root / "tests" / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    cells = page("docs/decisions/0002-dependencies.md").first_cells()
    told = {name for cell in cells for name in cell.removesuffix(" (npm)").split(", ")} - {"package"}
    assert told == required(root / "requirements.in") | required(root / "requirements-test.in") | set(npm)
