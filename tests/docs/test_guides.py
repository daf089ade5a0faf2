"""What the guides have people type does what they say."""

import re
from datetime import UTC, datetime
from importlib.resources import files
from random import Random

import pytest
from click import Group

from course_engine.cli import VERBS, command
from course_engine.content import compile_course, load_course
from course_engine.content.questions import READERS
from course_engine.exchange.csv_deployments import read_deployments
from course_engine.exchange.csv_sessions import read_sessions
from course_engine.exchange.csv_sheets import read_sheet
from course_engine.exchange.csv_territories import read_territories
from course_engine.exchange.registrations import read_registrations
from course_engine.settings import shipped
from course_engine.store import open_database
from course_engine.training.deployments import import_deployments
from course_engine.training.record import import_sheets
from course_engine.training.registration import register, registrants
from course_engine.training.schedule import import_sessions
from course_engine.training.territories import import_territories

DESIGNER, TRAINER = "docs/guide-concepteur.md", "docs/guide-animateur.md"
UNIT, QUIZ = "modules/sensibilisation/mots-de-passe.md", "quizzes/mots-de-passe.md"
NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def first_session(course, page):
    """The course as it is once the first chapter has been followed, with its deliberate mistake."""
    session, quiz = page(DESIGNER).section("1. ").fences()[:2]
    (course / UNIT).write_text(session, encoding="utf-8")
    (course / QUIZ).write_text(quiz, encoding="utf-8")
    programme = course / "modules" / "programme.yml"
    before, after = "unites: [messagerie]", "unites: [messagerie, mots-de-passe]"
    assert f"`{before}` devient `{after}`" in page(DESIGNER).text
    programme.write_text(programme.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    return course


def test_the_first_chapter_meets_the_one_mistake_that_it_shows(first_session, page):
    (shown,) = [fence for fence in page(DESIGNER).section("1. ").fences() if "QZ104" in fence]
    assert [str(problem) for problem in compile_course(first_session).diagnostics] == [shown.strip()]


def test_the_first_chapter_ends_without_a_problem(first_session):
    correct(first_session)
    assert compile_course(first_session).diagnostics == ()


def correct(course) -> None:
    quiz = (course / QUIZ).read_text(encoding="utf-8")
    assert quiz.count("- [ ] À personne") == 1
    (course / QUIZ).write_text(quiz.replace("- [ ] À personne", "- [x] À personne"), encoding="utf-8")


def test_every_example_of_a_session_compiles(first_session, page):
    correct(first_session)
    put_media(first_session / "modules" / "sensibilisation" / "images")
    examples = page(DESIGNER).section("3. ").fences()
    (glossary,) = [example for example in examples if example.startswith("## Arobase")]
    (first_session / "modules" / "glossaire.md").write_text(glossary, encoding="utf-8")
    # A title alone is an example too; the quiz shown is the one that belongs to this session.
    pages = "\nUn texte.\n\n".join(example for example in examples if example != glossary)
    pages = pages.replace("quiz messagerie-decouverte", "quiz mots-de-passe")
    text = (first_session / UNIT).read_text(encoding="utf-8")
    text = text.replace("niveaux: [decouverte, pratique]", "niveaux: [decouverte, pratique, autonome]")
    text = text.replace("# Expérimentation", f"{pages}\n\n# Expérimentation", 1)
    (first_session / UNIT).write_text(text, encoding="utf-8")
    assert [str(problem) for problem in compile_course(first_session).diagnostics] == []


def put_media(images) -> None:
    for name in ("adresse.svg", "champs.svg", "frise.svg"):
        (images / name).write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    (images / "joindre.mp4").write_bytes(b"\0")
    (images / "joindre.vtt").write_text("WEBVTT\n")


def test_every_example_of_a_quiz_compiles(first_session, page):
    correct(first_session)
    examples = [fence for fence in page(DESIGNER).section("4. ").fences() if fence.startswith("## ")]
    assert len(examples) == len(READERS)
    put_picture(first_session / "quizzes" / "images" / "champs.svg")
    renamed = "\n".join(examples).replace("{#", "{#guide-")  # the shipped course has some of these ids
    quiz = (first_session / QUIZ).read_text(encoding="utf-8")
    (first_session / QUIZ).write_text(f"{quiz}\n{renamed}", encoding="utf-8")
    compilation = compile_course(first_session)
    assert [str(problem) for problem in compilation.diagnostics] == []
    types = [one.type for one in compilation.questions if one.id.startswith("guide-")]
    headings = (heading.strip("`") for heading in page(DESIGNER).section("4. ").headings())
    assert types == [heading for heading in headings if heading in READERS]


def put_picture(path) -> None:
    path.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 160"/>')


def test_the_example_of_a_questionnaire_is_read(course, page):
    (example,) = page(DESIGNER).section("5. ").fences()
    (course / "modules" / "questionnaire.yml").write_text(example, encoding="utf-8")
    # It is one question of many: no answer to it alone reaches every level, or wishes anything.
    assert {problem.code for problem in compile_course(course).diagnostics} == {"QN106", "QN107"}


@pytest.mark.parametrize("guide", [DESIGNER, TRAINER, "docs/attestation.md", "README.md"])
def test_each_command_that_a_page_gives_is_understood(page, guide):
    lines = [line for fence in page(guide).fences() for line in fence.splitlines()]
    for line in lines:
        if line.startswith("course-engine "):
            check_command(line.partition("#")[0].split()[1:])


def check_command(words: list[str]) -> None:
    assert words[0] in VERBS
    verb = command.get_command(command.make_context("course-engine", ["check"]), words[0])
    if isinstance(verb, Group):
        verb = verb.commands[words[1]]
    known = {option for parameter in verb.params for option in (*parameter.opts, *parameter.secondary_opts)}
    given = {word for word in words if word.startswith("--")}
    assert given <= known
    options = [parameter for parameter in verb.params if parameter.param_type_name == "option"]
    needed = {one.opts[0] for one in options if one.required and not callable(one.default)}
    assert needed <= given


def test_the_signed_sheet_of_the_trainers_guide_gives_what_it_shows(tmp_path, page):
    sheet, answer = (
        next(fence for fence in page(TRAINER).section("5. ").fences() if fence.startswith(start))
        for start in ("seance;", "S02.csv")
    )
    sample = files("course_engine.training") / "sample"
    catalogue, rng = load_course(shipped()), Random(1)
    with open_database(tmp_path / "records.db") as records:
        people = registrants(catalogue, read_registrations(sample / "registrations.json", catalogue))
        register(records, people, now=NOW, rng=rng)
        territories = read_territories((sample / "territories.csv").read_bytes(), "territories.csv")
        import_territories(records, territories)
        stays = read_deployments((sample / "deployments.csv").read_bytes(), "deployments.csv")
        import_deployments(records, stays)
        sessions = read_sessions((sample / "sessions.csv").read_bytes(), "sessions.csv")
        import_sessions(records, sessions, units=catalogue.programme.unit_order)
        for content in ((sample / "sheets" / "S02.csv").read_bytes(), sheet.encode()):
            table = read_sheet(content, "S02.csv")
            report = import_sheets(records, [table], entered_by="essai", now=NOW, rng=rng)
    assert "\n".join(report.corrected) == answer.splitlines()[0]
    assert (report.added, len(report.corrected), report.unchanged, report.absent) == tuple(
        int(count) for count in re.findall(r"\d+", answer.splitlines()[1])
    )
