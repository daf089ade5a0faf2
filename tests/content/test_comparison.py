"""A published course, edited: what `check` says of each edit, and which letters stand."""

from collections.abc import Mapping

import pytest

from course_engine.content.lettering import groups_of
from course_engine.content.publication import PATH, publication_text, read_published, with_new_versions
from course_engine.model.fragment import GapHole, walk

QUIZ = "quizzes/courriel.md"
OTHER = "quizzes/autre.md"
QUESTIONS = """---
titre: Le courriel
---

## Quel champ cache les destinataires ? {#champ-cci}

- [ ] À
  > Tous le voient.
- [x] Cci, la copie invisible
- [ ] Objet du message

## Quels messages sont suspects ? {#suspects bareme=par-reponse}

- [x] Il presse de répondre
- [x] Il demande un code
- [ ] Il vient d’une collègue
- [ ] Il a une pièce jointe attendue

## Un courriel peut contenir une pièce jointe. {#piece-jointe}

= vrai

## Combien pèse au plus une pièce jointe ? {#poids unite=Mo}

= 10 ± 0,5

## Comment s’appelle le signe @ ? {#arobase}

= arobase
= a commercial

## Reliez chaque champ à son rôle. {#roles}

| Champ | Rôle |
|---|---|
| À | destinataire principal |
| Cc | copie visible |
|  | brouillon |

## Remettez dans l’ordre. {#etapes}

1. Ouvrir la messagerie
2. Écrire le message
3. Relire

## Complétez. {#trous}

Je clique sur [[Répondre | *Répondre à tous | Transférer]] puis j’écris l’ [[objet]].

## Où se trouve la corbeille ? {#corbeille}

![Une messagerie : barre à gauche, liste au centre](images/ecran.svg)

- [x] rectangle 1 1 10 10 : la corbeille, en bas à gauche
- [ ] rectangle 20 1 10 10 : le dossier des messages envoyés

## Qu’allez-vous changer ? {#demain type=libre}

> [!corrige] Par exemple : trier le vendredi.

## Cette séance vous a-t-elle été utile ? {#utile type=avis}

1. Pas du tout
2. Un peu
3. Beaucoup
"""
NEVER_SEEN = """
## Que lit-on d’abord ? {#lecture}

= objet
"""
SAME_ID = """---
titre: Une autre
---

## Qui envoie ce message ? {#champ-cci}

= Camille
"""
SCREEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40"/></svg>'
BIN = "- [x] rectangle 1 1 10 10 : la corbeille, en bas à gauche"
SENT = "- [ ] rectangle 20 1 10 10 : le dossier des messages envoyés"
UNCHANGED: list[tuple[int, str]] = []

EDITS = {
    "a typo in a stem": ("Quel champ cache", "Quel champ masque", UNCHANGED),
    "a typo in an option": ("Cci, la copie invisible", "Cci, la copie cachée, invisible", UNCHANGED),
    "accents and case": ("Objet du message", "OBJET DU MESSAGE", UNCHANGED),
    "feedback": ("Tous le voient.", "Non : tous le voient.", UNCHANGED),
    "two options put otherwise": (
        "- [x] Il presse de répondre\n- [x] Il demande un code",
        "- [x] Il vous presse de répondre\n- [x] Il demande un code secret",
        [(12, "PB110"), (12, "PB110")],
    ),
    "an option put in the place of another": ("- [ ] Objet du message", "- [ ] Signature", [(5, "PB110")]),
    "options in another order": (
        "- [x] Cci, la copie invisible\n- [ ] Objet du message",
        "- [ ] Objet du message\n- [x] Cci, la copie invisible",
        UNCHANGED,
    ),
    "a wrong option added": ("- [ ] Objet du message", "- [ ] Objet du message\n- [ ] Date", UNCHANGED),
    "a wrong option added where it counts": (
        "- [ ] Il vient d’une collègue",
        "- [ ] Il vient d’une collègue\n- [ ] Il est court",
        [(12, "PB113")],
    ),
    "a wrong option removed": ("- [ ] Objet du message\n", "", UNCHANGED),
    "another right option": (
        "- [x] Cci, la copie invisible\n- [ ] Objet du message",
        "- [ ] Cci, la copie invisible\n- [x] Objet du message",
        [(5, "PB113")],
    ),
    "every option changed": (
        "- [ ] À\n  > Tous le voient.\n- [x] Cci, la copie invisible\n- [ ] Objet du message",
        "- [ ] jamais\n- [x] toujours\n- [ ] rarement",
        [(5, "PB112")],
    ),
    "several right options instead of one": (
        "- [ ] Objet du message",
        "- [x] Objet du message",
        [(5, "PB111")],
    ),
    "the rule": ("bareme=par-reponse", "bareme=net", [(12, "PB113")]),
    "the points": ("{#piece-jointe}", "{#piece-jointe points=2}", [(19, "PB113")]),
    "false instead of true": ("= vrai", "= faux", [(19, "PB113")]),
    "a number instead of true or false": ("= vrai", "= 3", [(19, "PB111")]),
    "a wider tolerance": ("= 10 ± 0,5", "= 10 ± 1", [(23, "PB113")]),
    "the same interval written otherwise": ("= 10 ± 0,5", "= 9,5..10,5", UNCHANGED),
    "another unit": ("{#poids unite=Mo}", "{#poids unite=Go}", [(23, "PB113")]),
    "one more spelling": ("= arobase", "= arobase\n= arrobe", [(27, "PB113")]),
    "a spelling with a capital": ("= arobase", "= Arobase", UNCHANGED),
    "spellings in another order": (
        "= arobase\n= a commercial",
        "= a commercial\n= arobase",
        UNCHANGED,
    ),
    "spellings compared exactly": ("{#arobase}", "{#arobase strict}", [(27, "PB113")]),
    "rows in another order": (
        "| À | destinataire principal |\n| Cc | copie visible |",
        "| Cc | copie visible |\n| À | destinataire principal |",
        UNCHANGED,
    ),
    "a row added": (
        "| Cc | copie visible |",
        "| Cc | copie visible |\n| Cci | copie cachée |",
        [(32, "PB113")],
    ),
    "a lure added": ("|  | brouillon |", "|  | brouillon |\n|  | corbeille |", UNCHANGED),
    "a cell put otherwise": (
        "| À | destinataire principal |",
        "| À | le destinataire principal |",
        UNCHANGED,
    ),
    "items in another order": (
        "1. Ouvrir la messagerie\n2. Écrire le message",
        "1. Écrire le message\n2. Ouvrir la messagerie",
        [(40, "PB113")],
    ),
    "an item added": ("3. Relire", "3. Relire\n4. Envoyer", [(40, "PB113")]),
    "the text around a gap": ("puis j’écris l’", "ensuite, j’écris l’", UNCHANGED),
    "the list of a gap in another order": (
        "[[Répondre | *Répondre à tous | Transférer]]",
        "[[Transférer | *Répondre à tous | Répondre]]",
        UNCHANGED,
    ),
    "gaps in another order": (
        "Je clique sur [[Répondre | *Répondre à tous | Transférer]] puis j’écris l’ [[objet]].",
        "J’écris l’ [[objet]] puis je clique sur [[Répondre | *Répondre à tous | Transférer]].",
        UNCHANGED,
    ),
    "one more spelling in a gap": ("[[objet]]", "[[= objet | sujet]]", [(46, "PB113")]),
    "a gap added": ("[[objet]].", "[[objet]], puis je [[relis]].", [(46, "PB113")]),
    "a shape moved": ("rectangle 1 1 10 10", "rectangle 2 2 10 10", UNCHANGED),
    "zones in another order": (
        f"{BIN}\n{SENT}",
        f"{SENT}\n{BIN}",
        UNCHANGED,
    ),
    "a model answer": ("trier le vendredi", "trier le lundi", UNCHANGED),
    "a step put otherwise": ("2. Un peu", "2. Un petit peu", UNCHANGED),
    "a step added": ("3. Beaucoup", "3. Beaucoup\n4. Tout à fait", UNCHANGED),
    "an id renamed": ("{#piece-jointe}", "{#document-joint}", [(19, "PB115")]),
    "a question added": ("## Qu’allez-vous", f"{NEVER_SEEN}\n## Qu’allez-vous", UNCHANGED),
}


MOVED = "## Et après ? {#apres}\n\n= rien\n"


@pytest.fixture
def published(course):
    """A course of every type of question, published."""
    course.change(
        "modules/decouvrir/courriel.md", "::: quiz courriel\n", "::: quiz autre\n:::\n\n::: quiz courriel\n"
    )
    course.write("quizzes/images/ecran.svg", SCREEN)
    course.write(QUIZ, QUESTIONS).write(OTHER, f"---\ntitre: Une autre\n---\n\n{MOVED}")
    return publish(course)


def publish(course):
    """Publish a course, whatever it is warned of."""
    catalogue = course.compile().catalogue
    assert catalogue is not None
    after = with_new_versions(read_published(course.folder), catalogue.quizzes.values(), catalogue.keys)
    return course.write(PATH, publication_text(after))


def letters(course, question: str) -> Mapping[str, Mapping[str, str]]:
    """Return the letters that a question has now, each with its text."""
    catalogue = course.compile().catalogue
    assert catalogue is not None
    return groups_of(catalogue.questions[question], catalogue.keys[question])


def test_a_course_that_was_just_published_has_no_problem(published) -> None:
    catalogue = published.catalogue()
    assert catalogue.versions == dict.fromkeys(catalogue.questions, 1)


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_each_edit_has_its_stated_outcome(published, edit: tuple[str, str, list[tuple[int, str]]]) -> None:
    old, new, expected = edit
    published.change(QUIZ, old, new)
    assert published.problems() == [(QUIZ, line, code) for line, code in expected]


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_what_is_published_again_is_warned_of_no_more(
    published, edit: tuple[str, str, list[tuple[int, str]]]
) -> None:
    old, new, _expected = edit
    if published.change(QUIZ, old, new).compile().catalogue is None:
        return
    catalogue = publish(published).catalogue()
    assert catalogue.versions.keys() == catalogue.questions.keys()
    assert max(catalogue.versions.values()) <= 2


def test_what_changed_is_named(published) -> None:
    published.change(QUIZ, "{#champ-cci}", "{#champ-cci points=3}")
    published.change(QUIZ, "bareme=par-reponse", "bareme=net")
    published.change(QUIZ, "= 10 ± 0,5", "= 10 ± 1").change(QUIZ, "= arobase", "= arobase\n= arrobe")
    said = [found.message.partition(": ")[2] for found in published.compile().diagnostics]
    assert said == ["points", "barème", "nombres acceptés", "écritures acceptées"]


def test_a_question_moved_to_another_quiz_keeps_its_answers(published) -> None:
    published.write(
        OTHER, (published.folder / OTHER).read_text(encoding="utf-8").replace(MOVED, f"{NEVER_SEEN}\n")
    )
    published.write(QUIZ, QUESTIONS + f"\n{MOVED}")
    assert published.problems() == []


def test_an_id_lost_is_told_where_nothing_resembles_it(published) -> None:
    start, end = QUESTIONS.index("## Remettez"), QUESTIONS.index("## Complétez")
    published.write(QUIZ, QUESTIONS[:start] + QUESTIONS[end:])
    assert published.problems() == [(PATH, 1, "PB114")]
    assert publish(published).problems() == []


def test_what_cannot_be_read_is_not_said_to_be_gone(published):
    assert published.write(OTHER, b"").problems() == [
        ("modules/decouvrir/courriel.md", 38, "XR106"),
        (OTHER, 1, "FI107"),
    ]


def test_a_question_that_comes_back_after_it_was_withdrawn_has_its_letters_again(published) -> None:
    start, end = QUESTIONS.index("## Remettez"), QUESTIONS.index("## Complétez")
    publish(published.write(QUIZ, QUESTIONS[:start] + QUESTIONS[end:]))
    assert publish(published.write(QUIZ, QUESTIONS)).catalogue().versions["etapes"] == 3


def test_an_id_in_two_quizzes_is_that_of_the_published_one(published) -> None:
    published.write(OTHER, SAME_ID)
    found = [(one.file, one.line, one.code) for one in published.compile().diagnostics]
    assert found == [(PATH, 1, "PB114"), (OTHER, 5, "PB116")]
    assert "quizzes/courriel.md, ligne 5" in published.compile().diagnostics[-1].message


def test_a_new_option_has_a_letter_that_nothing_ever_had(published) -> None:
    publish(published.change(QUIZ, "- [ ] Objet du message\n", ""))
    published.change(QUIZ, "- [ ] À\n", "- [ ] Signature de l’expéditeur\n- [ ] À\n")
    assert letters(published, "champ-cci")["options"] == {
        "d": "Signature de l’expéditeur",
        "a": "À",
        "b": "Cci, la copie invisible",
    }


def test_keys_follow_the_letters_of_what_was_moved(published) -> None:
    before = published.catalogue().keys
    for name in ("options in another order", "rows in another order", "gaps in another order"):
        published.change(QUIZ, *EDITS[name][:2])
    published.change(QUIZ, *EDITS["zones in another order"][:2])
    after = published.catalogue()
    assert after.keys == before
    assert [gap.letter for gap in after.questions["trous"].gaps] == ["b", "a"]
    assert [part.gap for part in walk(after.questions["trous"].stem) if isinstance(part, GapHole)] == [
        "b",
        "a",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "not JSON": ("{", [(PATH, 1, "PB101")]),
        "something else": ("[]", [(PATH, 1, "PB101")]),
        "a line that is none": ('{"questions": [\n1\n]}', [(PATH, 2, "PB103")]),
        "conflict marks of git": ("<<<<<<< ici\n{}", [(PATH, 1, "PB101")]),
        "binary": (b"\xff\xfe\x00", [(PATH, 1, "PB101")]),
        "nested too deep": ("[" * 100_000, [(PATH, 1, "PB101")]),
    }.values(),
)
def test_a_file_that_publish_did_not_write_is_refused(
    course, text: str, expected: list[tuple[str, int, str]]
) -> None:
    assert course.write(PATH, text).problems() == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"type": "single-choice", ', '"type": "single-choice", "autre": 1, '),
        ('"kind": "chosen", ', '"kind": "chosen", "autre": 1, '),
        ('"kind": "chosen", ', '"kind": "autre", '),
        ('"version": 1, ', '"version": 0, '),
        ('"version": 1, ', '"version": 1, "autre": 1, '),
        ('"points": ', '"points": -'),
    ],
)
def test_a_version_that_says_something_else_is_refused_on_its_line(
    published, before: str, after: str
) -> None:
    text = (published.folder / PATH).read_text(encoding="utf-8")
    place = text[: text.index(before)].count("\n") + 1
    published.write(PATH, text.replace(before, after, 1))
    assert (PATH, place, "PB103") in published.problems()


def test_two_publications_that_were_mixed_are_refused(published) -> None:
    lines = (published.folder / PATH).read_text(encoding="utf-8").split("\n")
    published.write(PATH, "\n".join((lines[0], lines[1], *lines[1:])))
    assert published.problems() == [(PATH, 3, "PB102")]
