"""The runtime in real browsers: its grader alone, a quiz in a bundle, a quiz with a server behind it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from browsers import Tab
from pages import QuietHandler, serve_folder
from quiz_samples import KEYS, QUESTIONS, read_again, renderer, sample_quiz_html, write_page

from course_engine import runtime
from course_engine.errors import InvalidResponse
from course_engine.grading.judging import grade, read_response
from course_engine.rendering.feedback import Review, feedback_html
from course_engine.rendering.review import review

BARE_PAGE = '<!doctype html><html lang="fr"><meta charset="utf-8"><title>Quiz</title>' + "".join(
    f'<script src="{name}"></script>' for name in runtime.SCRIPTS
)


def write_bare_page(folder: Path) -> None:
    folder.mkdir()
    (folder / "index.html").write_text(BARE_PAGE, encoding="utf-8")
    for name in runtime.SCRIPTS:
        (folder / name).write_bytes(runtime.read(name))


def require_real_file_page(tab: Tab) -> None:
    """Fail unless the page is as confined as a trainee's: no file can be fetched."""
    assert tab.evaluate("() => location.protocol") == "file:"
    assert tab.evaluate("() => fetch('quiz.js').then(() => 'fetched', () => 'refused')") == "refused"


@pytest.fixture(scope="session")
def bare_pages(static_server: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """By scheme, the address of a page that holds the scripts and nothing else."""
    folder, address = static_server
    write_bare_page(folder / "grader")
    # A folder that a trainee could have: spaces and accents.
    bundle = tmp_path_factory.mktemp("bundle") / "Ma séance é 1"
    write_bare_page(bundle)
    return {"http": f"{address}/grader/index.html", "file": (bundle / "index.html").as_uri()}


@pytest.fixture(scope="session", params=["http", "file"])
def page_scheme(request: pytest.FixtureRequest) -> str:
    """Each scheme in turn, of the session: the tests of one run together, on one page."""
    return str(request.param)


@pytest.fixture
def grader(tab: Tab, bare_pages: dict[str, str], page_scheme: str) -> Tab:
    """A tab where `CourseQuiz` is loaded, in each browser, over each scheme."""
    address = bare_pages[page_scheme]
    if tab.evaluate("() => location.href") != address:
        tab.open(address)
        if page_scheme == "file":
            require_real_file_page(tab)
    return tab


@pytest.fixture
def bundle_page(tmp_path: Path) -> Callable[[str], str]:
    """From a bundle's id to the file:// address of its quiz."""
    return lambda bundle: write_page(tmp_path / bundle, sample_quiz_html(), bundle=bundle).as_uri()


@dataclass
class QuizServer:
    """A stand served from the loopback: it grades with the real grader and keeps what it recorded.

    Attributes:
        recorded: (question, values) by response id; an id is recorded once.
        posts: every id posted, in order, repeated or not.
        cut: how many answers to record, and then leave without a reply.
        status: a status to answer instead of grading, while set.
        late: whether what is recorded comes after the quiz was closed.
    """

    address: str = ""
    recorded: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    posts: list[str] = field(default_factory=list)
    cut: int = 0
    status: HTTPStatus | None = None
    late: bool = False
    reviews: dict[str, Review] = field(default_factory=dict)

    def receive(self, question_id: str, fields: dict[str, list[str]]) -> tuple[HTTPStatus, dict[str, object]]:
        if self.status is not None:
            return self.status, {"message": "Le serveur a dit non."}
        question = next(question for question in QUESTIONS if question.id == question_id)
        values = fields.get("answer", [])
        try:
            response = read_response(question, values)
            score = grade(question, KEYS[question_id], response)
        except InvalidResponse as refusal:
            return HTTPStatus.UNPROCESSABLE_ENTITY, {"message": str(refusal)}
        identity = fields["id"][0]
        self.posts.append(identity)
        self.recorded.setdefault(identity, (question_id, tuple(values)))
        reviewed = review(question, KEYS[question_id], response, score, late=self.late)
        self.reviews[question_id] = reviewed
        html = feedback_html(reviewed, renderer(), read_again(question))
        return HTTPStatus.OK, {"score": score.model_dump(), "html": html, "outcomes": reviewed.outcomes}


@pytest.fixture
def quiz_server(tmp_path: Path) -> Iterator[QuizServer]:
    """A server of the sample quiz: GET /index.html, POST /answer/<question>."""
    state = QuizServer()

    class Handler(QuietHandler):
        def do_POST(self) -> None:  # noqa: N802 - the name is the base class's
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            question_id = self.path.rsplit("/", 1)[-1]
            status, reply = state.receive(question_id, parse_qs(body, keep_blank_values=True))
            if state.cut:
                state.cut -= 1
                self.close_connection = True
                return
            wants_json = "application/json" in self.headers["Accept"]
            self.send_response(status)
            self.send_header("Content-Type", "application/json" if wants_json else "text/html")
            self.end_headers()
            self.wfile.write(json.dumps(reply).encode() if wants_json else page_after_answers())

    def page_after_answers() -> bytes:
        return write_page(tmp_path, served_html(state.reviews)).read_bytes()

    write_page(tmp_path, served_html({}))
    with serve_folder(tmp_path, Handler) as address:
        state.address = f"{address}/index.html"
        yield state


def served_html(reviews: dict[str, Review]) -> str:
    return sample_quiz_html(lambda question_id: f"/answer/{question_id}", reviews)
