"""What an open page is sent after a save: only the parts that differ, from one edition."""

import json
import shutil

from played import played

from course_engine.preview.following import Lookout, follow
from course_engine.preview.unit_screen import unit_screen

UNIT = "modules/decouvrir/courriel.md"
NAMES = {"unit": "courriel", "view": "pratique"}


def told(event: str) -> dict[str, str]:
    """Return the regions that an event brings."""
    return json.loads(event.split("data: ")[1])["regions"]


def events(author, *saves):
    """Return what an open page is sent at first, then after each of `saves`."""

    async def heard():
        stream = follow(author.desk, unit_screen, NAMES)
        found = [told(await anext(stream))]
        for save in saves:
            save()
            found.append(told(await anext(stream)))
        await stream.aclose()
        return found

    return played(heard())


def test_a_page_is_sent_whole_at_first_then_what_a_save_changes(author):
    first, second, third = events(
        author,
        lambda: author.change(UNIT, "Un courriel arrive.", "Une lettre arrive."),
        lambda: author.change(UNIT, "Une lettre arrive.", "Une <b>lettre</b> arrive."),
    )
    assert set(first) == {"etat", "ecran"}
    assert set(second) == {"ecran"}
    assert "Une lettre arrive." in second["ecran"]
    assert set(third) == {"etat", "ecran"}
    assert "1 erreur" in third["etat"]


def test_a_save_that_changes_nothing_here_sends_nothing(author):
    _first, second = events(author, lambda: author.change("quizzes/courriel.md", "seuil: 60 %", "seuil: 60%"))
    assert second == {}


def test_a_unit_that_no_longer_exists_leaves_its_last_page_in_place(author):
    def rename():
        (author.folder / UNIT).rename(author.folder / "modules/decouvrir/lettre.md")
        author.is_read(UNIT, "modules/decouvrir/lettre.md")

    _first, second = events(author, rename)
    assert "n’est plus là" in second["ecran"]
    assert "Lire un courriel" in second["ecran"]


def test_a_page_of_nothing_says_so_and_comes_when_its_file_does(author):
    async def heard():
        stream = follow(author.desk, unit_screen, {"unit": "lettre", "view": "pratique"})
        first = told(await anext(stream))
        shutil.copy(author.folder / UNIT, author.folder / "modules/decouvrir/lettre.md")
        author.is_read("modules/decouvrir/lettre.md")
        second = told(await anext(stream))
        await stream.aclose()
        return first, second

    first, second = played(heard())
    assert "Rien à montrer ici" in first["ecran"]
    assert "Lire un courriel" in second["ecran"]


def test_a_lookout_that_is_stopped_looks_no_more(author):
    lookout = Lookout(author.desk)
    lookout.start()
    lookout.stop()
    assert author.desk.workshop.edition.number == 1
