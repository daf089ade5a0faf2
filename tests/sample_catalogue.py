"""A small course, made by hand: enough to try every kind of block, and words that must never travel."""

from datetime import date, time
from hashlib import sha256
from pathlib import Path

from msgspec.structs import replace

from course_engine.model.course import (
    Asset,
    Catalogue,
    Domain,
    Page,
    Phase,
    PhaseKind,
    Programme,
    Series,
    Term,
    Unit,
)
from course_engine.model.fragment import AssetUrl, Block, BlockKind, FootnoteRef, QuizPlace, TermRef
from course_engine.model.path import LearningPath, Reason, Rule, Step
from course_engine.model.questionnaire import AskRole, Questionnaire, Section
from course_engine.model.quiz import (
    MultipleChoice,
    MultipleChoiceKey,
    Numeric,
    NumericKey,
    Option,
    Quiz,
    ShortText,
    ShortTextKey,
    SingleChoice,
    SingleChoiceKey,
    TrueFalse,
    TrueFalseKey,
)
from course_engine.model.training import AttestedHalfDay, HalfDay, Trainee, TrainingSession

LEVELS = ("decouverte", "pratique", "autonome")

CANARIES = (
    "CANARI-ANIMATEUR",
    "CANARI-AUTRE-NIVEAU",
    "CANARI-AUTRE-UNITE",
    "CANARI-AUTRE-STAGIAIRE",
    "CANARI-QUESTION-AUTRE-NIVEAU",
    "CANARI-CLE-NON-POSEE",
    "CANARI-MOT-ABSENT",
)
"""Words of the sample course that one trainee's bundle must not hold, whatever the file."""

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 200" width="480" height="200" font-family="sans-serif">'
    '<rect x="1" y="1" width="478" height="198" rx="8" fill="#fff" stroke="#55504a" stroke-width="2"/>'
    '<rect x="20" y="24" width="120" height="150" rx="4" fill="#eee8dc" stroke="#55504a" stroke-width="2"/>'
    '<text x="36" y="56" font-size="18">Reçus (2)</text><text x="36" y="88" font-size="18">Envoyés</text>'
    '<rect x="160" y="24" width="300" height="46" rx="4" fill="#e2eeec" stroke="#0b4d56" stroke-width="2"/>'
    '<text x="176" y="54" font-size="18">À : mairie@exemple.fr</text>'
    '<rect x="160" y="86" width="300" height="88" rx="4" fill="#fff" stroke="#55504a" stroke-width="2"/></svg>'
).encode()
FILES = {
    "modules/sensibilisation/images/ecran.svg": (DRAWING, "image/svg+xml"),
    "modules/sensibilisation/fichiers/courrier.txt": (b"Bonjour,\n", "text/plain"),
    "modules/sensibilisation/images/autre.svg": (b"<svg>CANARI-AUTRE-UNITE</svg>", "image/svg+xml"),
}


def write_files(course: Path) -> Path:
    """Write the sample course's files into the folder `course`, which is returned."""
    for name, (content, _type) in FILES.items():
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        (course / name).write_bytes(content)
    return course


def _block(kind: BlockKind, *content: object, levels: tuple[str, ...] = ()) -> Block:
    return Block(kind=kind, content=content, levels=levels, line=1)  # type: ignore[arg-type] - parts, as given


def _phase(kind: PhaseKind, minutes: int, *pages: Page) -> Phase:
    return Phase(kind=kind, minutes=minutes, pages=pages, line=1)


def _page(page: str, title: str, *content: object, levels: tuple[str, ...] = LEVELS) -> Page:
    return Page(id=page, title=(title,), levels=levels, content=content, line=1)  # type: ignore[arg-type] - parts


def _messagerie() -> Unit:
    kind = BlockKind
    return Unit(
        id="messagerie",
        series="sensibilisation",
        path="modules/sensibilisation/messagerie.md",
        title="Communiquer par messagerie",
        summary="Envoyer, recevoir, joindre une pièce, reconnaître un message piégé.",
        minutes=180,
        domain="communication",
        objectives=("messagerie",),
        levels=LEVELS,
        files=("modules/sensibilisation/fichiers/courrier.txt",),
        sources=("CNIL, « Les mots de passe », consulté le 3 mars 2027",),
        footnotes={"poids": ("<p>Au-delà, mieux vaut un lien de téléchargement.</p>",)},
        phases=(
            _phase(
                PhaseKind.BRIEFING,
                60,
                _page(
                    "adresse",
                    "À quoi sert une adresse ?",
                    "<p>Une ",
                    TermRef(term="adresse", text="adresse"),
                    " dit où porter le message. Elle se lit de gauche à droite : la personne, puis la maison."
                    " Une pièce jointe pèse au plus 10 Mo",
                    FootnoteRef(label="poids"),
                    ".</p>\n<h2>Trois champs, trois rôles</h2>\n<table><thead><tr><th>Champ</th><th>Qui le voit</th>"
                    "<th>Quand s’en servir</th></tr></thead><tbody><tr><td>À</td><td>tout le monde</td><td>la personne"
                    " doit agir</td></tr><tr><td>Cc</td><td>tout le monde</td><td>la personne doit savoir</td></tr>"
                    "<tr><td>Cci</td><td>personne</td><td>un envoi à beaucoup d’habitants</td></tr></tbody></table>\n",
                    _block(
                        kind.KEY_POINT,
                        "<p>Le champ <strong>Cci</strong> protège les adresses de chacun.</p>\n",
                    ),
                    _block(kind.ANIMATOR, "<p>CANARI-ANIMATEUR : laissez dire les craintes.</p>\n"),
                    _block(kind.LEVEL, "<p>CANARI-AUTRE-NIVEAU</p>\n", levels=("autonome",)),
                    _block(
                        kind.LEVEL,
                        "<p>Cherchez qui reçoit vos copies d’habitude.</p>\n",
                        levels=("pratique",),
                    ),
                    '<p><img src="',
                    AssetUrl(path="modules/sensibilisation/images/ecran.svg"),
                    '" alt="Écran d’une messagerie : les dossiers à gauche, le message à droite"></p>\n',
                ),
                _page(
                    "piege",
                    "Reconnaître un message piégé",
                    "<p>Une ",
                    TermRef(term="adresse", text="adresse"),
                    " qui ressemble n’est pas la bonne. Prenez le temps de lire.</p>\n",
                    _block(kind.WARNING, "<p>Ne cliquez pas. Demandez à un collègue.</p>\n"),
                    _block(kind.DEFINITION, "<p>Un <em>hameçonnage</em> imite un expéditeur connu.</p>\n"),
                    _block(kind.EXAMPLE, "<p>La commune fictive de Saint-Exemple relit à deux.</p>\n"),
                    _block(kind.PLAIN_WORDING, "<p>Un doute ? On ne clique pas.</p>\n"),
                ),
                _page("experts", "CANARI-AUTRE-NIVEAU", "<p>CANARI-AUTRE-NIVEAU</p>\n", levels=("autonome",)),
            ),
            _phase(
                PhaseKind.PRACTICE,
                60,
                _page(
                    "courrier",
                    "Classer le courrier de la mairie",
                    _block(
                        kind.EXERCISE,
                        "<ol><li>Ouvrez le fichier du courrier.</li><li>Rangez chaque message dans un dossier.</li>"
                        "<li>Comparez avec votre voisin.</li></ol>\n",
                        _block(kind.SOLUTION, "<p>Trois dossiers suffisent : à faire, à lire, classé.</p>\n"),
                    ),
                ),
            ),
            _phase(
                PhaseKind.ASSESSMENT,
                30,
                _page(
                    "quiz", "Faisons le point", "<p>Prenez votre temps.</p>\n", QuizPlace(quiz="messagerie")
                ),
            ),
            _phase(
                PhaseKind.DISCUSSION,
                30,
                _page("echanges", "Et chez vous ?", "<p>Qui ouvre le courrier le matin ?</p>\n"),
            ),
        ),
    )


def _short_unit(unit: str, title: str, word: str) -> Unit:
    page = _page("debut", title, f"<p>{word}</p>\n")
    return Unit(
        id=unit,
        series="sensibilisation",
        path=f"modules/sensibilisation/{unit}.md",
        title=title,
        summary=f"Une demi-journée pour {title.lower()}.",
        minutes=180,
        domain="communication",
        objectives=("messagerie",),
        levels=("decouverte",),
        phases=tuple(_phase(kind, 45, replace(page, id=f"debut-{kind}")) for kind in PhaseKind),
    )


def _quiz() -> Quiz:
    text = lambda html: (html,)  # noqa: E731 - a fragment of one part, many times
    return Quiz(
        id="messagerie",
        path="quizzes/messagerie.md",
        title="La messagerie au quotidien",
        threshold=60,
        questions=(
            SingleChoice(
                id="champ-cci",
                title=text("Quel champ cache les destinataires entre eux ?"),
                hints=(text("<p>Le « i » veut dire « invisible ».</p>"),),
                page="adresse",
                options=(
                    Option(letter="a", content=text("À")),
                    Option(letter="b", content=text("Cci")),
                    Option(letter="c", content=text("Objet")),
                ),
            ),
            MultipleChoice(
                id="suspects",
                title=text("Quels messages sont suspects ?"),
                page="piege",
                options=tuple(
                    Option(letter=letter, content=text(words))
                    for letter, words in (
                        ("a", "« Votre compte ferme ce soir, cliquez ici »"),
                        ("b", "« Compte rendu du conseil, en pièce jointe comme convenu »"),
                        ("c", "« Facture impayée » d’une société inconnue"),
                    )
                ),
            ),
            TrueFalse(id="piece-jointe", title=text("Un courriel peut contenir une pièce jointe.")),
            Numeric(
                id="poids",
                title=text("Combien pèse au plus une pièce jointe ici ?"),
                unit_label="Mo",
                page="adresse",
            ),
            ShortText(id="arobase", title=text("Comment s’appelle le signe @ ?")),
            ShortText(
                id="experts", title=text("CANARI-QUESTION-AUTRE-NIVEAU"), levels=("autonome",), page="experts"
            ),
        ),
    )


def sample_catalogue() -> Catalogue:
    """Return the sample course: two units to keep, one to leave out, a quiz, a glossary."""
    text = lambda html: (html,)  # noqa: E731 - a fragment of one part, many times
    units = (
        _messagerie(),
        _short_unit("web", "Chercher sur le web", "Un mot après l’autre."),
        _short_unit("secret", "Tenir un secret", "CANARI-AUTRE-UNITE"),
    )
    return Catalogue(
        programme=Programme(
            id="demonstrateurs",
            title="Les Démonstr@teurs",
            organiser="La Région (exemple)",
            levels=LEVELS,
            domains={"communication": Domain(title="Communiquer", thresholds={"pratique": 2, "autonome": 4})},
            objectives={"messagerie": "Envoyer et recevoir du courrier"},
            series=(
                Series(id="sensibilisation", title="Sensibilisation", units=tuple(unit.id for unit in units)),
            ),
        ),
        questionnaire=Questionnaire(
            title="Votre inscription",
            sections=(Section(title="Vous", questions=(AskRole(id="role", text="Vous êtes"),)),),
        ),
        units={unit.id: unit for unit in units},
        quizzes={"messagerie": _quiz()},
        keys={
            "champ-cci": SingleChoiceKey(
                question="champ-cci",
                right="b",
                feedback={"a": text("<p>Ce champ, tous le voient.</p>")},
                explanation=text("<p>Cci protège les adresses de chacun.</p>"),
            ),
            "suspects": MultipleChoiceKey(
                question="suspects", right=frozenset("ac"), offered=frozenset("abc")
            ),
            "piece-jointe": TrueFalseKey(question="piece-jointe", right=True),
            "poids": NumericKey(question="poids", low="9.5", high="10.5", unit_label="Mo"),
            "arobase": ShortTextKey(question="arobase", accepted=("arobase", "arrobase")),
            "experts": ShortTextKey(question="experts", accepted=("CANARI-CLE-NON-POSEE",)),
        },
        glossary={
            "adresse": Term(
                id="adresse",
                title="Adresse",
                definition=("<p>Où porter un ", TermRef(term="courriel", text="courriel"), ".</p>"),
            ),
            "courriel": Term(
                id="courriel", title="Courriel", definition=text("<p>Une lettre sans papier.</p>")
            ),
            "absent": Term(id="absent", title="CANARI-MOT-ABSENT", definition=text("<p>Jamais cité.</p>")),
        },
        assets={
            name: Asset(path=name, media_type=kind, size=len(content), sha256=sha256(content).hexdigest())
            for name, (content, kind) in FILES.items()
        },
        sources={
            name: sha256(name.encode()).hexdigest()
            for name in (
                "modules/programme.yml",
                "modules/glossaire.md",
                *(unit.path for unit in units),
                "quizzes/messagerie.md",
            )
        },
        digest=sha256(b"sample").hexdigest(),
    )


def sample_trainee() -> Trainee:
    """Return a person who plainly does not exist."""
    return Trainee(
        id="tr4f2a", last_name="Exemple", first_name="Camille", employer="Saint-Exemple", role=None
    )


def sample_path(catalogue: Catalogue) -> LearningPath:
    """Return a path that keeps two units of the sample course and leaves the third out."""

    def step(unit: str, level: str, rule: Rule, sentence: str) -> Step:
        return Step(unit=unit, level=level, reason=Reason(rule=rule, sentence=sentence))

    return LearningPath(
        programme=catalogue.programme.id,
        half_days=2,
        kept=(
            step(
                "messagerie", "pratique", Rule.WISH, "Vous avez souhaité « Envoyer et recevoir du courrier »."
            ),
            step("web", "decouverte", Rule.NEED, "Vous n’avez pas encore cherché sur le web."),
        ),
        left_out=(
            step(
                "secret",
                "decouverte",
                Rule.NOT_ENOUGH_HALF_DAYS,
                "Il faudrait trois demi-journées pour celle-ci.",
            ),
        ),
    )


def sample_sessions() -> tuple[TrainingSession, ...]:
    """Return one session for each unit of the path."""
    return tuple(
        TrainingSession(
            id=f"S{number}",
            unit=unit,
            day=date(2027, 3, day),
            half_day=HalfDay.SATURDAY_MORNING,
            begins=time(9),
            ends=time(12),
            place="salle des fêtes de Saint-Exemple",
            capacity=12,
            animator="Dominique Exemple",
        )
        for number, (unit, day) in enumerate((("messagerie", 13), ("web", 20)), start=1)
    )


def sample_followed() -> tuple[AttestedHalfDay, ...]:
    """Return the one half-day that the sample trainee signed for."""
    return (
        AttestedHalfDay(
            unit="messagerie",
            title="Communiquer par messagerie",
            day=date(2027, 3, 13),
            half_day=HalfDay.SATURDAY_MORNING,
            begins=time(9),
            ends=time(12),
            minutes=180,
            place="salle des fêtes de Saint-Exemple",
            animator="Dominique Exemple",
        ),
    )
