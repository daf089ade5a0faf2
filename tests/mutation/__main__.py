"""`make mutants`: change one sign at a time in both graders, and see which changes the vectors do not notice.

Writes one row a source, then each survivor that `equivalent.txt` does not explain; exits 1 if there is one.
"""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from mutation import javascript_mutants, python_judge, python_mutants
from mutation.edits import Edit
from vector_files import FORM_VECTORS, GRADING_VECTORS, length_vectors, read_vectors

HERE = Path(__file__).parent
ENGINE = HERE.parents[1] / "course_engine"
PYTHON = {
    "course_engine.grading": ENGINE / "grading/__init__.py",
    "course_engine.grading.choices": ENGINE / "grading/choices.py",
    "course_engine.grading.credit": ENGINE / "grading/credit.py",
    "course_engine.grading.numbers": ENGINE / "grading/numbers.py",
    "course_engine.grading.places": ENGINE / "grading/places.py",
    "course_engine.grading.typed": ENGINE / "grading/typed.py",
    "course_engine.model.folding": ENGINE / "model/folding.py",
}
SCRIPT = ENGINE / "runtime/grader.js"
ROW = "{:<22}{:>9}{:>9}{:>9}{:>12}{:>10}"


def python_verdicts() -> Iterator[tuple[Path, Edit, str]]:
    for module, path in PYTHON.items():
        source = path.read_text(encoding="utf-8")
        for edit in dict.fromkeys(python_mutants.mutants(source)):
            yield path, edit, python_judge.verdict(module, path, edit.applied(source))


def script_verdicts() -> Iterator[tuple[Path, Edit, str]]:
    source = SCRIPT.read_text(encoding="utf-8")
    edits = list(dict.fromkeys(javascript_mutants.mutants(source)))
    judged = judged_by_node([source, *(edit.applied(source) for edit in edits)])
    assert judged[0] == "survived", "grader.js does not obey the vectors"
    for edit, verdict in zip(edits, judged[1:], strict=True):
        yield SCRIPT, edit, verdict


def judged_by_node(sources: list[str]) -> list[str]:
    vectors = {
        "grading": [vector for _kind, vector in GRADING_VECTORS],
        "forms": [vector for _kind, vector in FORM_VECTORS],
        "lengths": list(length_vectors()),
        "thresholds": read_vectors("thresholds"),
    }
    given = json.dumps({"sources": sources, "vectors": vectors})
    node = subprocess.run(
        ["node", HERE / "judge.js"], input=given, capture_output=True, text=True, check=True
    )
    verdicts: list[str] = json.loads(node.stdout)
    return verdicts


def explained() -> dict[str, str]:
    """The reason why each mutant that no vector can kill is the same program, by what it changes."""
    lines = (HERE / "equivalent.txt").read_text(encoding="utf-8").splitlines()
    reason, found = "", {}
    for line in lines:
        if line.startswith("# "):
            reason = line[2:]
        elif line:
            found[line] = reason
    return found


def main() -> int:
    reasons, unused = explained(), set(explained())
    counts: dict[str, Counter[str]] = {}
    survivors = []
    for path, edit, verdict in (*python_verdicts(), *script_verdicts()):
        name = str(path.relative_to(ENGINE))
        told = f"{name}: {edit.told(path.read_text(encoding='utf-8'))}"
        if verdict == "survived" and told in reasons:
            verdict = "equivalent"
            unused.discard(told)
        elif verdict == "survived":
            survivors.append(told)
        counts.setdefault(name, Counter())[verdict] += 1
    print(ROW.format("source", "mutants", "broken", "killed", "equivalent", "survived"))
    for name, count in counts.items():
        mutants = count.total() - count["broken"]
        print(ROW.format(name, mutants, count["broken"], *(count[one] for one in ("killed", "equivalent", "survived"))))
    print(*survivors, *(f"no survivor, though explained: {told}" for told in sorted(unused)), sep="\n")
    return 1 if survivors or unused else 0


sys.exit(main())
