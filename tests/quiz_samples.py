"""One quiz of eleven questions, one a type, and the pages that show it served and in a bundle.

Every string of a key starts with « Canari »: it may stand in no page before the answer.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from course_engine import runtime
from course_engine.model.fragment import AssetUrl, Fragment, GapHole
from course_engine.model.quiz import (
    AnswerKey,
    ChosenGapKey,
    Circle,
    Cloze,
    ClozeKey,
    CreditRule,
    FreeText,
    FreeTextKey,
    Gap,
    Hotspot,
    HotspotKey,
    Matching,
    MatchingKey,
    MultipleChoice,
    MultipleChoiceKey,
    NumberGapKey,
    Numeric,
    NumericKey,
    Option,
    Ordering,
    OrderingKey,
    Picture,
    Question,
    Quiz,
    Rating,
    RatingKey,
    Rectangle,
    ShortText,
    ShortTextKey,
    SingleChoice,
    SingleChoiceKey,
    TrueFalse,
    TrueFalseKey,
    TypedGapKey,
    Zone,
)
from course_engine.rendering.feedback import ReadAgain, Refusal, Review
from course_engine.rendering.fragment import FragmentRenderer
from course_engine.rendering.quiz import Sending, quiz_html
from course_engine.rendering.review import offline_key

CANARY = "Canari"


def options(*contents: Fragment) -> tuple[Option, ...]:
    return tuple(
        Option(letter=letter, content=content) for letter, content in zip("abcde", contents, strict=False)
    )


QUESTIONS: tuple[Question, ...] = (
    SingleChoice(
        id="champ-cci",
        title=("Quel champ cache les destinataires <em>entre eux</em> ?",),
        stem=(
            "<p>Vous écrivez à douze associations de la commune.</p>",
            '<table><thead><tr><th scope="col">Champ</th></tr></thead>',
            "<tbody><tr><td>À, Cc, Cci, Objet</td></tr></tbody></table>",
        ),
        hints=(("<p>Le « i » veut dire « invisible ».</p>",), ("<p>Il est sous « Cc ».</p>",)),
        options=options(("À",), ("<p>Cci</p><p>copie carbone invisible</p>",), ("Objet",)),
        page="destinataires",
    ),
    MultipleChoice(
        id="suspects",
        title=("Quels messages sont suspects ?",),
        points=3,
        options=options(
            ("Votre banque demande votre code par courriel",),
            (
                "Un <strong>colis</strong> que vous n’attendez pas, avec une pièce jointe à ouvrir tout de suite",
            ),
            ("Le compte rendu du conseil, envoyé par le secrétariat de mairie",),
            ('<img src="', AssetUrl(path="enveloppe.svg"), '" alt="Une enveloppe fermée" width="48">'),
        ),
        page="hameconnage",
    ),
    TrueFalse(id="piece-jointe", title=("Un courriel peut contenir une pièce jointe.",)),
    Numeric(id="poids", title=("Combien pèse au plus une pièce jointe ici ?",), unit_label="Mo"),
    ShortText(id="arobase", title=("Comment s’appelle le signe @ ?",), page="adresse"),
    Matching(
        id="roles",
        title=("Reliez chaque champ à son rôle.",),
        points=2,
        headings=(("Champ",), ("Rôle",)),
        rows=options(("À",), ("Cc",), ("<em>Cci</em>",)),
        choices=(
            Option(letter="d", content=("destinataire principal de tout le message",)),
            Option(letter="a", content=("brouillon",)),
            Option(letter="c", content=("copie visible",)),
            Option(letter="b", content=("copie <em>cachée</em> & discrète",)),
        ),
        page="destinataires",
    ),
    Ordering(
        id="etapes",
        title=("Remettez les étapes dans l’ordre.",),
        items=(
            Option(letter="b", content=("<p>Ouvrir la messagerie</p>",)),
            Option(letter="a", content=("Écrire, puis joindre le compte rendu du conseil municipal",)),
            Option(letter="d", content=("Envoyer",)),
            Option(letter="c", content=("Relire",)),
        ),
    ),
    Cloze(
        id="repondre",
        title=("Complétez.",),
        stem=(
            "<p>Pour répondre à tous, je clique sur ",
            GapHole(gap="a"),
            " puis j’écris dans le champ ",
            GapHole(gap="b"),
            ", en moins de ",
            GapHole(gap="c"),
            " minutes.</p>",
        ),
        gaps=(
            Gap(letter="a", choices=options(("Répondre",), ("Répondre à tous",), ("Transférer",))),
            Gap(letter="b"),
            Gap(letter="c", is_number=True),
        ),
    ),
    Hotspot(
        id="corbeille",
        title=("Où se trouve la corbeille ?",),
        picture=Picture(
            path="ecran.svg",
            alternative="Écran d’une messagerie : une barre à gauche, une liste au centre",
            width=300,
            height=180,
        ),
        zones=(
            Zone(
                letter="a",
                content=("en bas de la barre",),
                shape=Rectangle(x=10, y=120, width=90, height=40),
            ),
            Zone(letter="b", content=("dans la liste",), shape=Circle(x=200, y=60, radius=30)),
        ),
    ),
    FreeText(id="demain", title=("Qu’allez-vous changer dès demain ?",)),
    Rating(
        id="utile",
        title=("Cette séance vous a-t-elle été utile ?",),
        steps=options(("Pas du tout",), ("Un peu",), ("Oui, assez",), ("Beaucoup",)),
    ),
)
KEYS: Mapping[str, AnswerKey] = {
    "champ-cci": SingleChoiceKey(
        question="champ-cci",
        right="b",
        feedback={"a": (f"<p>{CANARY} : tous le voient.</p>",), "b": (f"<p>{CANARY} : oui, Cci.</p>",)},
        explanation=(f"<p>{CANARY} : Cci protège les adresses de chacun.</p>",),
    ),
    "suspects": MultipleChoiceKey(
        question="suspects",
        right=frozenset("ab"),
        offered=frozenset("abcd"),
        rule=CreditRule.COVERAGE,
        feedback={
            "c": (f"<p>{CANARY} : vous connaissez l’expéditeur.</p>",),
            "a": (f"<p>{CANARY} : elle ne le fait jamais.</p>",),
        },
    ),
    "piece-jointe": TrueFalseKey(
        question="piece-jointe",
        right=True,
        feedback={"false": (f"<p>{CANARY} : le trombone.</p>",)},
        explanation=(f"<p>{CANARY} : des fichiers voyagent avec lui.</p>",),
    ),
    "poids": NumericKey(
        question="poids",
        low="9.5",
        high="10.5",
        unit_label="Mo",
        explanation=(f"<p>{CANARY} : au-delà, le message est refusé.</p>",),
    ),
    "arobase": ShortTextKey(question="arobase", accepted=("Canari & arobase", "arobase", "arrobase")),
    "roles": MatchingKey(
        question="roles",
        right={"a": "d", "b": "c", "c": "b"},
        rule=CreditRule.EACH_ANSWER,
        explanation=(f"<p>{CANARY} : Cc se voit, Cci se cache.</p>",),
    ),
    "etapes": OrderingKey(question="etapes", right=("b", "a", "c", "d"), rule=CreditRule.EACH_ANSWER),
    "repondre": ClozeKey(
        question="repondre",
        right={
            "a": ChosenGapKey(right="b"),
            "b": TypedGapKey(accepted=("Canari objet", "objet")),
            "c": NumberGapKey(low="4.5", high="7.5"),
        },
        rule=CreditRule.NET_CORRECT,
    ),
    "corbeille": HotspotKey(
        question="corbeille",
        right=frozenset("a"),
        feedback={"b": (f"<p>{CANARY} : ce sont les messages reçus.</p>",)},
    ),
    "demain": FreeTextKey(
        question="demain",
        model_answer=(f"<p>{CANARY} : relire l’adresse avant d’ouvrir.</p>",),
        explanation=(f"<p>{CANARY} : un seul geste suffit pour commencer.</p>",),
    ),
    "utile": RatingKey(question="utile"),
}
QUIZ = Quiz(
    id="messagerie",
    path="quizzes/messagerie.md",
    title="La messagerie & vous",
    introduction=("<p>Onze questions, sans chronomètre.</p>",),
    threshold=60,
    questions=QUESTIONS,
)
PAGES = {
    "destinataires": "Les destinataires",
    "hameconnage": "Reconnaître un message piégé",
    "adresse": "Lire une adresse",
}
RIGHT_VALUES: Mapping[str, tuple[str, ...]] = {
    "champ-cci": ("b",),
    "suspects": ("a", "b"),
    "piece-jointe": ("true",),
    "poids": ("10 Mo",),
    "arobase": ("Arobase",),
    "roles": ("d", "c", "b"),
    "etapes": ("b.1", "a.2", "d.4", "c.3"),
    "repondre": ("b", "Objet", "5"),
    "corbeille": ("a",),
    "demain": ("Relire l’adresse.\nPuis <b>ouvrir</b>.",),
    "utile": ("c",),
}
WRONG_VALUES: Mapping[str, tuple[str, ...]] = {
    "champ-cci": ("a",),
    "suspects": ("c", "a"),
    "piece-jointe": ("false",),
    "poids": ("12",),
    "arobase": ("<b>at</b>",),
    "roles": ("d", "a", ""),
    "etapes": ("b.2", "a.3", "d.1", "c.4"),
    "repondre": ("a", "objet", ""),
    "corbeille": ("b",),
    "demain": ("Je ne sais pas encore.",),
    "utile": ("a",),
}
"""None of them is fully right; some are in part."""


def renderer() -> FragmentRenderer:
    return FragmentRenderer(asset_url=lambda path: path, scope="u1/")


def read_again(question: Question) -> ReadAgain | None:
    return ReadAgain(f"#{question.page}", (PAGES[question.page],)) if question.page else None


def in_a_bundle(_question_id: str) -> str:
    """Post nowhere: the script answers."""
    return ""


def sample_quiz_html(
    action: Callable[[str], str] = in_a_bundle, answered: Mapping[str, Review | Refusal] | None = None
) -> str:
    return quiz_html(QUIZ, QUESTIONS, renderer(), lambda one: Sending(action(one)), answered, read_again)


POLICY = '<meta http-equiv="Content-Security-Policy" content="default-src \'self\'">'


def write_page(folder: Path, quiz: str, bundle: str | None = None, policy: str = POLICY) -> Path:
    """Write `index.html` around a quiz, its script and styles; a bundle's page has its keys in `data.js`."""
    data = '<script src="data.js"></script>' if bundle else ""
    targets = "".join(f'<h2 id="{page}">{title}</h2>' for page, title in PAGES.items())
    styles = "".join(f'<link rel="stylesheet" href="{name}">' for name in ("theme.css", *runtime.STYLES))
    scripts = "".join(f'<script src="{name}" defer></script>' for name in runtime.SCRIPTS)
    html = (
        '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>La messagerie</title>'
        '<meta name="viewport" content="width=device-width">'
        f"{policy}"
        f"{styles}{data}"
        f'{scripts}</head><body data-learner="sample-learner">'
        f"<main><h1>La messagerie</h1>{quiz}{targets}</main></body></html>"
    )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(html, encoding="utf-8")
    (folder / "theme.css").write_text(THEME, encoding="utf-8")
    (folder / "enveloppe.svg").write_text(ENVELOPE, encoding="utf-8")
    (folder / "ecran.svg").write_text(SCREEN, encoding="utf-8")
    for name in (*runtime.SCRIPTS, *runtime.STYLES):
        (folder / name).write_bytes(runtime.read(name))
    if bundle:
        keys = {q.id: offline_key(q, KEYS[q.id], renderer(), read_again) for q in QUESTIONS}
        value = json.dumps({"id": bundle, "keys": keys}, sort_keys=True)
        (folder / "data.js").write_text(f"window.COURSE_BUNDLE = {value};\n", encoding="utf-8")
    return folder / "index.html"


ENVELOPE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 32">'
    '<path d="M2 2h44v28H2zl22 16L46 2" fill="none" stroke="gray" stroke-width="2"/></svg>'
)
SCREEN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 180"><rect width="300" height="180" fill="#fff"/>'
    '<rect x="10" y="10" width="90" height="160" fill="#eee"/><rect x="10" y="120" width="90" height="40" fill="#ccc"/>'
    '<path d="M120 30h160M120 60h160M120 90h160" stroke="#888" stroke-width="4"/></svg>'
)
# A stand-in for the theme: only its tokens, so that the quiz's own styles are what is looked at.
THEME = """
:root {
  color-scheme: light dark;
  --paper: #faf6ee; --surface: #fffdf9; --ink: #22201c; --muted: #514b43; --line: #ddd3c2; --edge: #7b7264;
  --accent: #0b4d56; --accent-ink: #fff; --warm: #84360f; --ok: #1c5530; --focus: #c2410c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #1b1917; --surface: #262320; --ink: #f4eee4; --muted: #cbc2b3; --line: #45403a; --edge: #978e80;
    --accent: #93d5d3; --accent-ink: #0c2629; --warm: #f5b98f; --ok: #a9dbb1; --focus: #ffc46b;
  }
}
body { margin: 0 auto; padding: 1rem; max-width: 42rem; background: var(--paper); color: var(--ink);
  font: 1.1875rem/1.6 sans-serif; }
a { color: var(--accent); }
.button { padding: 0.5rem 1.5rem; border: 2px solid var(--accent); border-radius: 0.5rem; background: none;
  color: var(--accent); font: inherit; font-weight: 700; }
.button.main { background: var(--accent); color: var(--accent-ink); }
"""
