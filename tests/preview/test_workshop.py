"""What is shown after each save: what can be read, what could be read, and every problem."""

import shutil

from course_engine.preview.workshop import Workshop

UNIT = "modules/decouvrir/courriel.md"
QUIZ = "quizzes/courriel.md"
PROGRAMME = "modules/programme.yml"


def files_of(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_each_reading_makes_an_edition(author):
    author.change(UNIT, "titre: Écrire un courriel", "titre: Lire un courriel")
    edition = author.desk.workshop.edition
    assert (edition.number, edition.course.units["courriel"].title) == (2, "Lire un courriel")
    assert (edition.problems, edition.past_units, edition.is_current) == ((), frozenset(), True)


def test_a_unit_that_no_profile_reaches_is_said_after_each_save(author):
    programme = (author.folder / PROGRAMME).read_text(encoding="utf-8")
    author.save(PROGRAMME, programme + "cloture: { unite: courriel, a-partir-de: 1 }\n")
    assert author.codes() == [(UNIT, 1, "XR112")]
    author.save(PROGRAMME, programme)
    assert author.codes() == []


def test_nothing_is_written_in_the_folder(author, folder):
    before = files_of(folder)
    author.is_read(UNIT)
    assert files_of(folder) == before


def test_a_half_saved_file_shows_its_half(author):
    text = (author.folder / UNIT).read_text(encoding="utf-8")
    author.save(UNIT, text[: text.index("Laissez-les")])
    edition = author.desk.workshop.edition
    assert edition.past_units == frozenset()
    assert [page.id for page in edition.course.units["courriel"].pages] == ["lire"]
    assert (UNIT, 22, "CT101") in author.codes()
    author.save(UNIT, text)
    assert author.codes() == []


def test_a_file_cut_inside_a_letter_leaves_the_last_good_page(author):
    content = (author.folder / UNIT).read_bytes()
    (author.folder / UNIT).write_bytes(content[: content.index("É".encode()) + 1])
    author.is_read(UNIT)
    edition = author.desk.workshop.edition
    assert edition.past_units == {"courriel"}
    assert edition.course.units["courriel"].title == "Écrire un courriel"
    assert author.codes()[0] == (UNIT, 2, "FI106")
    (author.folder / UNIT).write_bytes(content)
    author.is_read(UNIT)
    assert author.desk.workshop.edition.past_units == frozenset()
    assert author.codes() == []


def test_an_empty_file_leaves_the_last_good_page(author):
    author.save(UNIT, "")
    assert author.desk.workshop.edition.past_units == {"courriel"}
    assert author.codes()[0] == (UNIT, 1, "FI107")


def test_a_renamed_unit_is_shown_as_it_was_under_its_old_name(author):
    (author.folder / UNIT).rename(author.folder / "modules/decouvrir/lettre.md")
    author.is_read(UNIT, "modules/decouvrir/lettre.md")
    edition = author.desk.workshop.edition
    assert list(edition.course.units) == ["lettre", "courriel"]
    assert edition.past_units == {"courriel"}


def test_a_quiz_that_vanishes_is_shown_as_it_was_with_its_keys(author):
    (author.folder / QUIZ).unlink()
    author.is_read(QUIZ)
    edition = author.desk.workshop.edition
    assert edition.past_quizzes == {"courriel"}
    assert set(edition.course.keys) == {"champ-cci", "piece-jointe"}
    assert len(edition.course.questions) == 2


def test_a_broken_programme_leaves_the_whole_course_as_it_was(author):
    author.save(PROGRAMME, "id: [")
    edition = author.desk.workshop.edition
    assert (edition.is_current, edition.has_folder) == (False, True)
    assert list(edition.course.units) == ["courriel"]


def test_a_removed_folder_leaves_the_whole_course_as_it_was(author, tmp_path):
    shutil.move(author.folder, tmp_path / "ailleurs")
    author.desk.workshop.read_again()
    edition = author.desk.workshop.edition
    assert (edition.is_current, edition.has_folder, edition.errors) == (False, False, 1)
    assert list(edition.course.units) == ["courriel"]
    shutil.move(tmp_path / "ailleurs", author.folder)
    author.desk.workshop.read_again()
    assert author.desk.workshop.edition.is_current


def test_a_course_that_could_never_be_read_has_only_problems(folder):
    (folder / PROGRAMME).write_text("id: [", encoding="utf-8")
    edition = Workshop(folder).edition
    assert (edition.course, edition.is_current) == (None, False)
    assert edition.errors > 0


def test_a_unit_that_can_no_longer_be_read_keeps_its_place_in_the_programme(author):
    text = (author.folder / UNIT).read_text(encoding="utf-8")
    (author.folder / "modules/decouvrir/lettre.md").write_text(text, encoding="utf-8")
    author.is_read("modules/decouvrir/lettre.md")
    author.change(PROGRAMME, "[courriel]", "[courriel, lettre]")
    author.save(UNIT, "")
    assert author.desk.workshop.edition.course.programme.unit_order == ("courriel", "lettre")


def test_a_unit_whose_file_is_gone_leaves_the_programme(author):
    (author.folder / UNIT).unlink()
    author.is_read(UNIT)
    assert author.desk.workshop.edition.course.programme.unit_order == ()


def test_a_look_reads_what_was_saved_since_the_last_and_only_then(author):
    workshop = author.desk.workshop
    assert not workshop.look()
    text = (author.folder / UNIT).read_text(encoding="utf-8")
    (author.folder / UNIT).write_text(text.replace("titre: Écrire", "titre: Lire"), encoding="utf-8")
    assert workshop.look()
    assert workshop.edition.course.units["courriel"].title == "Lire un courriel"
    assert not workshop.look()
    assert workshop.edition.number == 2
