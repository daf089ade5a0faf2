"""Compiling again after a change gives what compiling from nothing gives, and reads nothing else."""

import gc
import shutil
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_engine.content import (
    Compiler,
    compilation,
    compile_course,
    course_reading,
    programme,
    questionnaire,
)
from course_engine.content.publication import PATH, publication_text, read_published, with_new_versions
from course_engine.errors import EnvironmentRefused
from course_engine.model.course import Unit

COURSES = Path(__file__).parents[1] / "courses"
UNIT = "modules/decouvrir/courriel.md"
QUIZ = "quizzes/courriel.md"
EASE = (70, 60, 50)


@pytest.fixture
def read(monkeypatch) -> list[str]:
    """The files whose text was read, in order."""
    paths: list[str] = []
    for name in ("read_unit", "read_quiz", "read_glossary"):
        original = getattr(course_reading, name)

        def noting(source, *rest, original=original, **options):
            paths.append(source.path)
            return original(source, *rest, **options)

        monkeypatch.setattr(course_reading, name, noting)
    return paths


def test_a_second_compilation_reads_nothing_and_is_equal(course, read):
    compiler = Compiler(course.folder, EASE)
    first = compiler.compile()
    read.clear()
    assert compiler.compile() == first == compile_course(course.folder, EASE)


def test_one_changed_unit_is_read_alone(course, read):
    compiler = Compiler(course.folder)
    compiler.compile()
    read.clear()
    course.change(UNIT, "titre: Écrire un courriel", "titre: Lire un courriel")
    assert compiler.compile(touched=[UNIT]).catalogue.units["courriel"].title == "Lire un courriel"
    assert read == [UNIT]


def test_a_file_touched_and_not_changed_is_not_read(course, read):
    compiler = Compiler(course.folder)
    compiler.compile()
    read.clear()
    (course.folder / UNIT).touch()
    compiler.compile(touched=[UNIT])
    assert read == []


def test_another_definition_in_the_glossary_leaves_units_as_they_are(course, read):
    compiler = Compiler(course.folder)
    compiler.compile()
    read.clear()
    glossary = "modules/glossaire.md"
    course.write(glossary, (course.folder / glossary).read_text(encoding="utf-8") + "\nUne phrase de plus.\n")
    compiler.compile()
    assert read == [glossary]


def test_problems_across_files_are_not_noted_twice(course):
    compiler = Compiler(course.folder)
    compiler.compile()
    course.change(UNIT, "::: quiz courriel", "::: quiz courrier")
    first = compiler.compile(touched=[UNIT])
    assert {found.code for found in first.diagnostics} == {"XR106", "XR107"}
    assert compiler.compile() == first
    course.change(UNIT, "::: quiz courrier", "::: quiz courriel")
    assert compiler.compile(touched=[UNIT]).diagnostics == ()


@pytest.fixture
def checked(monkeypatch) -> list[int]:
    """How many units were checked against each other, each time that they were."""
    counts: list[int] = []
    original = compilation.check_prerequisites

    def noting(units, *rest):
        counts.append(len(units))
        return original(units, *rest)

    monkeypatch.setattr(compilation, "check_prerequisites", noting)
    return counts


def test_files_that_tell_each_other_the_same_are_not_checked_again(course, checked):
    compiler = Compiler(course.folder)
    compiler.compile()
    course.change(UNIT, "Un courriel arrive.", "Un courriel arrive.\n\nCe qui suit n’est plus à sa ligne.")
    course.change(QUIZ, "= vrai", "= faux")
    compilation = compiler.compile(touched=[UNIT, QUIZ])
    assert compilation == compile_course(course.folder)
    assert checked == [1, 1]  # the first time, and from nothing


def test_a_line_that_moved_is_the_one_named_by_the_next_problem(course):
    compiler = Compiler(course.folder)
    compiler.compile()
    course.change(UNIT, "Un courriel arrive.", "Un courriel arrive.\n\nUne ligne de plus.")
    compiler.compile(touched=[UNIT])
    (course.folder / QUIZ).unlink()
    assert compiler.compile(touched=[QUIZ]) == compile_course(course.folder)


def test_texts_that_wait_in_a_file_give_the_same_course(course):
    with TemporaryFile() as spool:
        compiler = Compiler(course.folder, EASE, spool=spool)
        for _time in range(2):
            assert compiler.compile() == compile_course(course.folder, EASE)


def test_texts_that_wait_in_a_file_are_not_in_memory(course):
    def in_memory() -> int:
        gc.collect()
        return sum(isinstance(one, Unit) for one in gc.get_objects())

    before = in_memory()
    with TemporaryFile() as spool:
        compilation = Compiler(course.folder, spool=spool).compile()
        assert in_memory() == before
        assert compilation.catalogue.units["courriel"].title == "Écrire un courriel"


def test_what_one_process_remembers_serves_the_next(course, read):
    before = Compiler(course.folder, EASE)
    before.compile()
    after = Compiler(course.folder, EASE)
    after.remember(before.remembered("1"), "1")
    read.clear()
    compilation = after.compile()
    assert compilation.diagnostics == before.compile().diagnostics
    assert after.outline() == before.outline()
    assert read == ["modules/glossaire.md"]
    assert compilation.catalogue.units["courriel"] == before.compile().catalogue.units["courriel"]
    assert read == ["modules/glossaire.md", UNIT]


def test_a_text_that_changed_before_it_was_opened_is_refused(course):
    before = Compiler(course.folder)
    before.compile()
    after = Compiler(course.folder)
    after.remember(before.remembered("1"), "1")
    catalogue = after.compile().catalogue
    course.change(UNIT, "titre: Écrire un courriel", "titre: Lire un courriel")
    with pytest.raises(EnvironmentRefused) as refused:
        catalogue.units["courriel"]
    assert str(refused.value) == (
        f"«\u00a0{UNIT}\u00a0» a changé pendant la lecture du cours\u00a0: relancez la même commande."
    )


def test_a_text_that_changes_while_the_course_is_read_is_refused_and_read_the_next_time(course):
    compiler = Compiler(course.folder)
    compiler.compile()
    course.change(
        "modules/programme.yml",
        "niveaux: [decouverte, pratique]",
        "niveaux: [decouverte, pratique, autonome]",
    )
    course.change(UNIT, "titre: Écrire un courriel", "titre: Lire un courriel")
    with pytest.raises(EnvironmentRefused):
        compiler.compile(touched=["modules/programme.yml"])
    assert compiler.compile() == compile_course(course.folder)


def test_a_course_with_errors_opens_no_other_text_in_the_next_process(course, read):
    before = Compiler(course.folder)
    before.compile()
    after = Compiler(course.folder)
    after.remember(before.remembered("1"), "1")
    course.change(QUIZ, "- [x] Cci", "- [ ] Cci")
    read.clear()
    compilation = after.compile()
    assert [found.code for found in compilation.diagnostics] == ["QZ104"]
    assert list(compilation.shown.units) == ["courriel"]
    assert read == ["modules/glossaire.md", QUIZ]


def test_the_next_process_parses_no_yaml(course, monkeypatch):
    before = Compiler(course.folder)
    before.compile()
    after = Compiler(course.folder)
    after.remember(before.remembered("1"), "1")
    for module in (programme, questionnaire):
        monkeypatch.setattr(module, "read_yaml", None)
    assert after.compile().catalogue == before.compile().catalogue


def test_what_is_remembered_keeps_its_order():
    before, after = Compiler(COURSES / "ten_units"), Compiler(COURSES / "ten_units")
    written = before.compile().catalogue.programme
    assert list(written.domains) != sorted(written.domains)
    after.remember(before.remembered("1"), "1")
    assert str(after.compile().catalogue.programme) == str(written)


def test_what_gave_the_same_is_written_as_it_was_read(course):
    before = Compiler(course.folder)
    before.compile()
    written = before.remembered("1")
    after = Compiler(course.folder)
    after.remember(written, "1")
    after.compile()
    assert after.remembered("1") == written


@pytest.mark.parametrize("version", ["2", ""])
def test_what_another_version_remembered_is_forgotten(course, read, version):
    before = Compiler(course.folder)
    before.compile()
    after = Compiler(course.folder)
    after.remember(before.remembered("1"), version)
    read.clear()
    after.compile()
    assert read == ["modules/glossaire.md", UNIT, QUIZ]


@pytest.mark.parametrize(
    "forge",
    [
        lambda _written: b"",
        lambda _written: b"\xff",
        lambda _written: b"[]",
        lambda written: written.partition(b"\n")[0],
        lambda written: written.replace(b"modules/", b"\xff", 1),
        lambda written: written.replace(b'"stored":{', b'"stored":{"a":1,', 1),
        lambda written: written.replace(b'"size":', b'"length":').replace(b'"stored":{"', b'"stored":{"x', 1),
        lambda written: written.replace(b'\n["quizzes/', b'\n[7,"quizzes/', 1),
        lambda written: written + b"\n{}",
    ],
)
def test_what_is_not_of_its_shape_is_forgotten_whatever_its_digest_says(course, read, forge):
    before = Compiler(course.folder)
    expected = before.compile()
    written = before.remembered("1").partition(b"\n")[2]
    document = forge(written)
    assert document != written
    after = Compiler(course.folder)
    after.remember(sha256(document).hexdigest().encode() + b"\n" + document, "1")
    read.clear()
    found = after.compile()
    assert read == ["modules/glossaire.md", UNIT, QUIZ]
    assert found == expected


def test_what_another_reading_ease_remembered_is_forgotten(course, read):
    before = Compiler(course.folder)
    before.compile()
    after = Compiler(course.folder, EASE)
    after.remember(before.remembered("1"), "1")
    read.clear()
    after.compile()
    assert read == ["modules/glossaire.md", UNIT, QUIZ]


CHANGES = [
    (UNIT, "duree: 3 h", "duree: 2 h"),
    (UNIT, "::: quiz courriel", "::: quiz courrier"),
    (UNIT, "titre: Écrire un courriel", "titre: Lire un courriel"),
    (QUIZ, "- [x] Cci", "- [ ] Cci"),
    (QUIZ, "= vrai", "= faux"),
    (QUIZ, "{#", "{type=avis #"),
    ("modules/programme.yml", "pratique", "avance"),
    ("modules/questionnaire.yml", "oui-non", "oui"),
    ("modules/glossaire.md", "## ", "## Mot "),
    ("modules/decouvrir/fichiers/lettre.txt", "", "Autre lettre"),
    ("modules/decouvrir/images/ecran.svg", "<svg", "<svg onload='x'"),
]
SPOILS = [b"", b"\xff\xfea\0", b"a\0b", b"\xe9", b"\xef\xbb\xbf \r\n"]
MOVES = [UNIT, QUIZ, "modules/decouvrir/images/ecran.svg", "modules/glossaire.md", "modules/programme.yml"]
EDITS = st.one_of(
    st.tuples(st.just("change"), st.sampled_from(CHANGES)),
    st.tuples(st.just("publish"), st.just(PATH)),
    st.tuples(st.just("spoil"), st.tuples(st.sampled_from(MOVES), st.sampled_from(SPOILS))),
    st.tuples(st.just("remove"), st.sampled_from(MOVES)),
    st.tuples(st.just("copy"), st.sampled_from(MOVES)),
    st.tuples(st.just("restore"), st.sampled_from([path for path, _old, _new in CHANGES])),
)


def edit(folder: Path, kind: str, what) -> list[str]:
    """Do one edit and return the files that it touched."""
    path = what[0] if kind in {"change", "spoil"} else what
    file = folder / path
    touched = [path]
    if kind == "restore":
        shutil.copyfile(COURSES / "minimal" / path, file)
    elif kind == "publish":
        catalogue = compile_course(folder).catalogue
        if catalogue is None:
            return []
        published = with_new_versions(read_published(folder), catalogue.quizzes.values(), catalogue.keys)
        file.write_text(publication_text(published), encoding="utf-8")
    elif not file.exists():
        return []
    elif kind == "remove":
        file.unlink()
    elif kind == "spoil":
        file.write_bytes(what[1])
    elif kind == "copy":
        twin = file.with_stem("autre")
        shutil.copyfile(file, twin)
        touched = [twin.relative_to(folder).as_posix()]
    else:
        text = file.read_text(encoding="utf-8", errors="replace")
        file.write_text(text.replace(what[1], what[2], 1), encoding="utf-8")
    return touched


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(EDITS, st.booleans()), max_size=5))
def test_whatever_happens_to_the_files_it_is_what_a_compilation_from_nothing_gives(steps):
    with TemporaryDirectory() as home:
        folder = Path(home) / "course"
        shutil.copytree(COURSES / "minimal", folder)
        compiler, remembered = Compiler(folder, EASE), b""
        for (kind, what), told in steps:
            touched = edit(folder, kind, what)
            expected = compile_course(folder, EASE)
            assert compiler.compile(touched if told else None) == expected
            other = Compiler(folder, EASE)
            other.remember(remembered, "1")
            assert other.compile() == expected
            remembered = other.remembered("1")


def test_reading_leaves_nothing_for_the_collector(course):
    compile_course(course.folder)  # what is prepared once
    compiler = Compiler(course.folder)
    gc.collect()
    gc.disable()
    try:
        compiler.compile()
        assert gc.collect() == 0
    finally:
        gc.enable()
