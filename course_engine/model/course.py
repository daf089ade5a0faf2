"""The course: a programme, its series of units, their pages."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property

from msgspec import Struct, field

from course_engine.model.fragment import Fragment
from course_engine.model.identity import Slug
from course_engine.model.questionnaire import Questionnaire
from course_engine.model.quiz import AnswerKey, Question, Quiz
from course_engine.model.quiz.drawing import asked, drawn


class PhaseKind(StrEnum):
    """The four times of every session, so that trainees are never passive."""

    BRIEFING = "briefing"  # Apport
    PRACTICE = "practice"  # Expérimentation
    ASSESSMENT = "assessment"  # Évaluation
    DISCUSSION = "discussion"  # Échanges


class Domain(Struct, frozen=True, kw_only=True):
    """A field of practice in which a person has a level.

    Attributes:
        thresholds: for each level but the lowest, the points from which it is reached.
    """

    title: str
    thresholds: Mapping[Slug, int]


class Series(Struct, frozen=True, kw_only=True):
    """An ordered group of units."""

    id: Slug
    title: str
    units: tuple[Slug, ...]


class Closing(Struct, frozen=True, kw_only=True):
    """The unit that ends every path long enough to need it."""

    unit: Slug
    from_half_days: int


class Programme(Struct, frozen=True, kw_only=True, dict=True):
    """What `modules/programme.yml` says; the order of units is the order of every path.

    Attributes:
        levels: lowest first.
    """

    id: Slug
    title: str
    organiser: str = ""
    levels: tuple[Slug, ...]
    domains: Mapping[Slug, Domain]
    objectives: Mapping[Slug, str]
    series: tuple[Series, ...]
    closing: Closing | None = None

    @cached_property
    def unit_order(self) -> tuple[Slug, ...]:
        """The units in the programme's order."""
        return tuple(unit for series in self.series for unit in series.units)

    def level_in(self, domain: Slug, points: int) -> Slug:
        """Return the highest level of `domain` that `points` reach; the lowest needs none."""
        thresholds = self.domains[domain].thresholds
        reached = [level for level in self.levels if level in thresholds and points >= thresholds[level]]
        return reached[-1] if reached else self.levels[0]

    def nearest_level(self, wanted: Slug, offered: tuple[Slug, ...]) -> Slug:
        """Return the level of a unit that a person of level `wanted` sees.

        Their own if the unit has it, else the nearest below, else the nearest above.
        """
        rank = self.levels.index
        below = [level for level in offered if rank(level) <= rank(wanted)]
        return max(below, key=rank) if below else min(offered, key=rank)


class Page(Struct, frozen=True, kw_only=True):
    """One screen of a unit.

    Attributes:
        id: unique in the unit; from `{#id}` or the title.
        levels: the levels for which the page exists; the unit's own when the author gave none.
        content: what stands under the title.
        line: where it starts in the unit's file.
    """

    id: Slug
    title: Fragment
    levels: tuple[Slug, ...]
    content: Fragment
    line: int


class Phase(Struct, frozen=True, kw_only=True):
    """One of the four times of a session."""

    kind: PhaseKind
    minutes: int
    pages: tuple[Page, ...]
    line: int


class Unit(Struct, frozen=True, kw_only=True):
    """The content of one half-day.

    Attributes:
        path: the unit's file, relative to the course folder.
        levels: lowest first.
        files: paths of the assets that travel in the bundle.
    """

    id: Slug
    series: Slug
    path: str
    title: str
    summary: str
    minutes: int
    domain: Slug
    objectives: tuple[Slug, ...]
    levels: tuple[Slug, ...]
    prerequisites: tuple[Slug, ...] = ()
    files: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    phases: tuple[Phase, ...]
    footnotes: Mapping[str, Fragment] = field(default_factory=dict)

    @property
    def pages(self) -> Iterator[Page]:
        """Every page of every time, in order."""
        return (page for phase in self.phases for page in phase.pages)


class Term(Struct, frozen=True, kw_only=True):
    """A term of the glossary."""

    id: Slug
    title: str
    definition: Fragment


class Asset(Struct, frozen=True, kw_only=True):
    """A file that pages name: picture, sound, video, exercise file.

    Attributes:
        path: relative to the course folder, with /.
    """

    path: str
    media_type: str
    size: int
    sha256: str


class Catalogue(Struct, frozen=True, kw_only=True, dict=True):
    """A whole course, compiled and checked: everything the rest of the engine works from.

    Attributes:
        quizzes: what learners may see.
        keys: what judges them, by question id. Nothing that renders a page is ever given these.
        versions: the published version that each question is; one that is not, or no longer, is left out.
        sources: SHA-256 of every source file, by path relative to the course folder.
        digest: SHA-256 of the sources together, the catalogue's version.
    """

    programme: Programme
    questionnaire: Questionnaire
    units: Mapping[Slug, Unit]
    quizzes: Mapping[Slug, Quiz]
    keys: Mapping[Slug, AnswerKey]
    versions: Mapping[Slug, int] = field(default_factory=dict)
    glossary: Mapping[Slug, Term] = field(default_factory=dict)
    assets: Mapping[str, Asset] = field(default_factory=dict)
    sources: Mapping[str, str]
    digest: str

    @cached_property
    def questions(self) -> Mapping[Slug, Question]:
        """Every question by its id, unique in the programme."""
        return {question.id: question for quiz in self.quizzes.values() for question in quiz.questions}

    def asked_of(
        self, quiz: Slug, trainee: str, level: Slug, recorded: tuple[Slug, ...] | None = None
    ) -> tuple[Question, ...]:
        """Return the questions of a quiz that one trainee of one level is asked, as they see them.

        Args:
            quiz: which.
            trainee: whose screen or sheet.
            level: at which they read it.
            recorded: what was drawn when they first opened it; None where they never did.
        """
        whole = self.quizzes[quiz]
        ids = drawn(whole, trainee, level) if recorded is None else recorded
        return asked(whole, self.keys, trainee, ids)

    def title_of(self, unit: Slug) -> str:
        """Return the title of a unit, or its id where the course no longer has it."""
        known = self.units.get(unit)
        return known.title if known else unit
