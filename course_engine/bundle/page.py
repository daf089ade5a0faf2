"""The one page of a bundle: every screen of one trainee's path, at that trainee's level, and no other."""

from collections.abc import Mapping, Sequence
from functools import partial
from importlib.resources import files

from markupsafe import Markup
from msgspec import Struct, field
from msgspec.structs import replace

from course_engine import runtime
from course_engine.bundle.manifest import DATA, SHELL_SCRIPT
from course_engine.i18n import mark, translator
from course_engine.model.course import Catalogue
from course_engine.model.identity import Slug
from course_engine.model.path import LearningPath, Step
from course_engine.model.quiz import Question
from course_engine.model.training import AttestedHalfDay, Trainee, TrainingSession
from course_engine.model.variant import Variant, variant
from course_engine.rendering.contexts import BundleContext, BundleUnit, FileView, Shell
from course_engine.rendering.feedback import ReadAgain
from course_engine.rendering.figures import path_road
from course_engine.rendering.fragment import FragmentRenderer
from course_engine.rendering.pages import (
    Addresses,
    glossary_context,
    page_contexts,
    unit_context,
    with_terms_inside,
)
from course_engine.rendering.paths import path_context
from course_engine.rendering.quiz import Sending, quiz_html
from course_engine.rendering.review import offline_key
from course_engine.rendering.theme import STYLESHEETS, Theme
from course_engine.rendering.wording import size_in_words

_ = translator("bundle")

HEADING = 2  # the one heading of the first level is the bundle's own title
DOCUMENT_TITLES = {
    "attestation.pdf": mark("Certificate of attendance (PDF)"),
    "livret.pdf": mark("Booklet (PDF)"),
}
SCRIPTS = (DATA, *runtime.SCRIPTS, SHELL_SCRIPT)


class BundlePage(Struct, frozen=True):
    """The page, and what it cannot do without.

    Attributes:
        id: what the trainee's progress is kept under in a browser.
        html: `index.html`.
        data: what the scripts read as `window.COURSE_BUNDLE`.
        assets: the course's files that the page names, sorted.
    """

    id: str
    html: str
    data: Mapping[str, object]
    assets: tuple[str, ...]


class Composer(Struct):
    """Composes the screens of one bundle, remembering what they name: only that travels.

    Attributes:
        catalogue: the compiled course.
        trainee: whose bundle it is.
        theme: what dresses it.
        draws: the questions drawn for them, by quiz.
        assets: the course's files named so far.
        terms: the glossary's terms named so far.
        keys: the answer keys of the questions asked so far, as runtime/quiz.js reads them.
    """

    catalogue: Catalogue
    trainee: Trainee
    theme: Theme
    draws: Mapping[Slug, tuple[Slug, ...]] = field(default_factory=dict)
    assets: set[str] = field(default_factory=set)
    terms: set[Slug] = field(default_factory=set)
    keys: dict[Slug, object] = field(default_factory=dict)

    def compose(
        self,
        path: LearningPath,
        planned: Sequence[TrainingSession],
        followed: Sequence[AttestedHalfDay],
        documents: Mapping[str, bytes],
    ) -> BundlePage:
        """Return the whole page; the arguments are those of `plan_bundle`."""
        units = tuple(
            self._unit(step, number, len(path.kept)) for number, step in enumerate(path.kept, start=1)
        )
        mine = path_context(self.catalogue, path, planned, followed, self._addresses(), scope="accueil-")
        again = replace(mine, road=path_road(mine.kept, "parcours-"))
        context = BundleContext(
            shell=self._shell(),
            trainee=self.trainee.full_name,
            first_name=self.trainee.first_name,
            path=mine,
            path_screen=self.theme.render("path.html", again),
            units=units,
            glossary=self._glossary(),
            documents=tuple(_document(name, content) for name, content in sorted(documents.items())),
        )
        identity = f"{self.catalogue.programme.id}.{self.trainee.id}"
        return BundlePage(
            id=identity,
            html=self.theme.render("bundle.html", context),
            data={"version": 1, "id": identity, "keys": self.keys},
            assets=tuple(sorted(self.assets)),
        )

    def _unit(self, step: Step, number: int, total: int) -> BundleUnit:
        unit = self.catalogue.units[step.unit]
        seen = variant(unit, step.level)
        addresses = replace(self._addresses(), quiz=partial(self._quiz, seen))
        overview = unit_context(
            unit,
            seen,
            addresses,
            self.catalogue.assets,
            place=_("Half-day {number} of {total}").format(number=number, total=total),
            reason=step.reason.sentence,
        )
        return BundleUnit(
            id=unit.id,
            overview=self.theme.render("unit.html", overview),
            pages=tuple(self.theme.render("page.html", page) for page in page_contexts(seen, addresses)),
        )

    def _quiz(self, seen: Variant, quiz_id: Slug, renderer: FragmentRenderer) -> str:
        """Return a quiz as this trainee is asked it; the keys of what is asked, and no others, travel."""
        quiz = self.catalogue.quizzes[quiz_id]
        asked = self.catalogue.asked_of(quiz_id, self.trainee.id, seen.level, self.draws.get(quiz_id))
        titles = {page.id: page.title for page in seen.pages}

        def read_again(question: Question) -> ReadAgain | None:
            # A page of another unit, or of another level, may not be in this bundle.
            if question.page not in titles or question.unit not in {None, seen.unit}:
                return None
            return ReadAgain(href=f"#{_screen_id(seen.unit, question.page)}", title=titles[question.page])

        for question in asked:
            key = self.catalogue.keys[question.id]
            self.keys[question.id] = offline_key(question, key, renderer, read_again)
        return quiz_html(
            quiz,
            asked,
            renderer,
            sending=lambda _question: Sending(""),
            read_again=read_again,
            heading=HEADING + 1,
        )

    def _glossary(self) -> Markup:
        """Return the terms that the pages name, and those that their definitions name in turn."""
        named = with_terms_inside(self.terms, self.catalogue.glossary)
        if not named:
            return Markup()
        return self.theme.render("glossary.html", glossary_context(named, self._addresses(), _term_id))

    def _addresses(self) -> Addresses:
        return Addresses(
            asset=self._asset,
            unit=lambda unit: f"#{_screen_id(unit, '')}",
            page=lambda unit, page: f"#{_screen_id(unit, page)}",
            term=self._term,
            page_id=_screen_id,
            heading=HEADING,
        )

    def _asset(self, path: str) -> str:
        self.assets.add(path)
        return path

    def _term(self, term: Slug) -> str:
        self.terms.add(term)
        return f"#{_term_id(term)}"

    def _shell(self) -> Shell:
        return Shell(
            programme=self.catalogue.programme.title,
            organiser=self.catalogue.programme.organiser,
            home="#accueil",
            mark="",
            stylesheets=(*(f"theme/{name}" for name in STYLESHEETS), *runtime.STYLES),
            scripts=SCRIPTS,
        )


def runtime_files() -> Mapping[str, bytes]:
    """Return what the page runs and wears beside the theme: the shell's script, the quiz's scripts and styles."""
    quiz = {name: runtime.read(name) for name in (*runtime.SCRIPTS, *runtime.STYLES)}
    return {SHELL_SCRIPT: (files("course_engine.bundle") / SHELL_SCRIPT).read_bytes(), **quiz}


def _screen_id(unit: Slug, page: str) -> str:
    return f"page/{unit}/{page}" if page else f"unite/{unit}"


def _term_id(term: Slug) -> str:
    return f"mot/{term}"


def _document(name: str, content: bytes) -> FileView:
    title = _(DOCUMENT_TITLES[name]) if name in DOCUMENT_TITLES else name
    return FileView(href=f"documents/{name}", name=title, size=size_in_words(len(content)))
