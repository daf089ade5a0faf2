"""The map of the code is the code's."""

import tomllib
from pathlib import Path

BESIDE_THE_PACKAGE = {"themes"}


def test_each_top_level_name_of_the_package_has_its_row_and_the_other_way_round(root, page):
    package = root / "course_engine"
    modules = {path.stem for path in package.glob("*.py") if path.stem != "__init__"}
    packages = {path.parent.name for path in package.glob("*/__init__.py")}
    told = {Path(name).parts[0].removesuffix(".py") for name in page("docs/architecture.md").names()}
    assert told - BESIDE_THE_PACKAGE == modules | packages


def test_the_layers_are_those_that_imports_are_held_to(root, page):
    contracts = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (layers,) = [contract["layers"] for contract in contracts["contracts"] if contract["type"] == "layers"]
    (drawn,) = [fence for fence in page("docs/architecture.md").fences() if fence.startswith("__main__")]
    assert [layer.strip() for layer in drawn.replace("\n", " ").split("→")] == layers
