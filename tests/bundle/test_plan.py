"""A bundle holds one trainee's path and nothing else, and the same inputs give the same bytes."""

import json
import os
import re
import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import sample_catalogue as sample

from course_engine.bundle.plan import BundlePlan, plan_bundle, script_value
from course_engine.bundle.zip import write_zip
from course_engine.errors import OutputRefused
from course_engine.rendering.theme import load_theme


def every_byte(plan: BundlePlan, course: Path) -> dict[str, bytes]:
    return {name: member.read(course) for name, member in plan.members.items()}


def test_the_entry_comes_first_and_the_rest_is_sorted(plan: BundlePlan) -> None:
    names = list(plan.members)
    assert names[0] == "index.html"
    assert names[1:] == sorted(names[1:])


def test_only_what_the_pages_name_travels(plan: BundlePlan) -> None:
    assert [name for name in plan.members if name.startswith("modules/")] == [
        "modules/sensibilisation/fichiers/courrier.txt",
        "modules/sensibilisation/images/ecran.svg",
    ]


def test_the_manifest_counts_every_other_file(plan: BundlePlan, course: Path) -> None:
    content = every_byte(plan, course)
    manifest = json.loads(content.pop("manifest.json"))
    assert manifest["format"] == "course-bundle"
    assert manifest["trainee"] == "tr4f2a"
    assert {name: (file["size"], file["sha256"]) for name, file in manifest["files"].items()} == {
        name: (len(one), sha256(one).hexdigest()) for name, one in content.items()
    }
    assert manifest["files"]["documents/attestation.pdf"]["why"] == "document"


@pytest.mark.parametrize("canary", sample.CANARIES)
def test_no_word_for_somebody_else_is_in_any_file(plan: BundlePlan, course: Path, canary: str) -> None:
    content = every_byte(plan, course)
    found = [name for name, one in content.items() if canary.encode() in one]

    assert found == []


@pytest.mark.parametrize("canary", sample.CANARIES)
def test_no_word_for_somebody_else_is_in_the_zip(
    plan: BundlePlan, course: Path, tmp_path: Path, canary: str
) -> None:
    write_zip(plan, course, tmp_path / "b.zip")
    raw = (tmp_path / "b.zip").read_bytes()
    with ZipFile(BytesIO(raw)) as archive:
        whole = raw + b"".join(archive.read(name) for name in archive.namelist())
    assert canary.encode() not in whole


def test_the_sample_course_does_hold_the_words() -> None:
    course = repr(sample.sample_catalogue()) + "".join(
        content.decode() for content, _type in sample.FILES.values()
    )
    assert [canary for canary in sample.CANARIES if canary not in course] == ["CANARI-AUTRE-STAGIAIRE"]


def test_the_same_inputs_give_the_same_bytes_in_another_process(
    plan: BundlePlan, course: Path, tmp_path: Path
) -> None:
    write_zip(plan, course, tmp_path / "here.zip")
    script = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1])\n"
        "import sample_catalogue as s\n"
        "from course_engine.bundle.plan import plan_bundle\n"
        "from course_engine.bundle.zip import write_zip\n"
        "from course_engine.rendering.theme import load_theme\n"
        "c = s.sample_catalogue()\n"
        "p = plan_bundle(c, s.sample_trainee(), s.sample_path(c), s.sample_sessions(), s.sample_followed(),"
        " {'attestation.pdf': b'%PDF-1.7 sample'}, load_theme())\n"
        "write_zip(p, Path(sys.argv[2]), Path(sys.argv[3]))\n"
    )
    arguments = [str(Path(sample.__file__).parent), str(course), str(tmp_path / "there.zip")]
    environment = {**os.environ, "PYTHONHASHSEED": "4", "TZ": "Asia/Tokyo"}
    subprocess.run([sys.executable, "-c", script, *arguments], check=True, env=environment)
    assert (tmp_path / "here.zip").read_bytes() == (tmp_path / "there.zip").read_bytes()


def test_a_name_that_some_file_system_would_not_keep_is_refused() -> None:
    catalogue = sample.sample_catalogue()
    with pytest.raises(OutputRefused, match=r"documents/Mon Attestation\.pdf.* ne peut pas entrer"):
        plan_bundle(
            catalogue,
            sample.sample_trainee(),
            sample.sample_path(catalogue),
            (),
            (),
            {"Mon Attestation.pdf": b""},
            load_theme(),
        )


def test_data_cannot_end_its_script() -> None:
    assert (
        script_value({"b": "</script>\u2028&", "a": 1}) == '{"a":1,"b":"\\u003c/script\\u003e\\u2028\\u0026"}'
    )


def test_the_page_needs_no_network_and_runs_nothing_inline(plan: BundlePlan, course: Path) -> None:
    html = every_byte(plan, course)["index.html"].decode()
    assert re.findall(r"<script(?! src=\"[a-z.]+\" defer></script>)", html) == []
    assert re.findall(r"\s(?:style|on\w+|integrity|crossorigin)=|<style|type=\"module\"", html) == []
    assert re.findall(r"(?:src|href)=\"(?:\w+:)?//", html) == []


def test_every_link_inside_the_page_leads_somewhere(plan: BundlePlan, course: Path) -> None:
    html = every_byte(plan, course)["index.html"].decode()
    ids = re.findall(r"\sid=\"([^\"]+)\"", html)
    assert len(ids) == len(set(ids))
    assert [link for link in re.findall(r"href=\"#([^\"]+)\"", html) if link not in ids] == []
    assert [
        link for link in re.findall(r"(?:href|src)=\"([^#\"]+)\"", html) if link not in plan.members
    ] == []


def test_the_glossary_has_the_words_of_the_pages_and_those_behind_them(
    plan: BundlePlan, course: Path
) -> None:
    html = every_byte(plan, course)["index.html"].decode()
    assert re.findall(r"<dt>(.+)</dt>", html) == ["Adresse", "Courriel"]
