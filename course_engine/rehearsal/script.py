"""The half-day, scene after scene: what goes wrong in a room goes wrong here, each time in the same order."""

from collections.abc import Callable, Mapping, Sequence
from random import Random
from threading import Event

from msgspec import Struct

from course_engine.i18n import translator
from course_engine.rehearsal.animator import Animator
from course_engine.rehearsal.cable import Cable
from course_engine.rehearsal.faults import all_at_once, kill_moments, kills
from course_engine.rehearsal.outbox import Ledger
from course_engine.rehearsal.server import ServerProcess
from course_engine.rehearsal.stand import Room, Stand
from course_engine.rehearsal.trainee import Trainee

_ = translator("rehearsal")

LEAST_TRAINEES = 4
"""One for each accident: behind the cable, on another computer, with a page refreshed, late."""
ON_THE_CABLE = 3
"""One trainee in so many sits behind the cable that is pulled."""
SIGNATURE = "[[[100,200],[300,80],[500,320],[900,160]]]"
"""A drawing as runtime/signature.js posts it."""
Tell = Callable[[str], None]


class Accidents(Struct, frozen=True):
    """What happened on purpose, for the report."""

    late: str
    cut: tuple[str, ...]
    moved: str
    refreshed: str
    kills: int


class HalfDayScript:
    """One room from its door to its end.

    Args:
        server: running.
        cable: between it and some of the trainees.
        stand: whose first room is played.
        ledger: notes what becomes of the answers.
        seed: draws what people answer, and when the server is killed.
        deaths: how often it is killed.

    Attributes:
        trainees: who plays.
        sheet: the sign-in sheet as a PDF, once it is countersigned.
    """

    def __init__(
        self, server: ServerProcess, cable: Cable, stand: Stand, ledger: Ledger, *, seed: int, deaths: int
    ) -> None:
        self._server, self._cable, self._ledger = server, cable, ledger
        self._rng, self._deaths, self._stopped = Random(seed), deaths, Event()  # noqa: S311 - a play, no secret
        self._room = stand.rooms[0]
        self.trainees = self._cast(self._room, stand.codes, seed)
        self._animators = [
            Animator(login, password, self._room.session, server.address)
            for login, password in stand.passwords.items()
        ]
        self._cut = self.trainees[::ON_THE_CABLE]
        self._quiz = ""
        self.sheet = b""

    def play(self, tell: Tell) -> Accidents:
        """Play every scene; return what was made to happen.

        Args:
            tell: called with the title of each scene as it begins.

        Raises:
            GaveUp: somebody did not get through without help.
            NotThere: an animateur does not find what they need.
            NotHeard: a screen is not told what happens in the room.
            EnvironmentRefused: the server does not start.
        """
        scenes = (
            (_("The animateurs sign in"), self._open_the_room),
            (_("The trainees arrive; one of them will be late"), self._arrive),
            (_("Everybody is led to a page, then goes at their own pace"), self._lead),
            (_("Somebody asks for help"), self._help),
            (_("The quiz is opened"), self._open_quiz),
            (_("Everybody answers a first question"), self._answer_first),
            (_("The late comer arrives"), self._come_late),
            (_("Somebody refreshes their page"), self._refresh),
            (_("A cable is pulled while people answer"), self._pull_the_cable),
            (_("The server is killed while people answer"), self._kill_the_server),
            (_("Somebody changes computers"), self._change_computer),
            (
                _("Everybody answers what is left; the last answer comes after the quiz is closed"),
                self._finish,
            ),
            (_("The sheet is signed, on the screen and on paper, and countersigned"), self._sign),
            (_("Everybody is debriefed"), self._debrief),
            (_("The session ends"), self._end),
        )
        try:
            for title, scene in scenes:
                tell(title)
                scene()
        finally:
            for trainee in self.trainees:
                trainee.leave()
            for animator in self._animators:
                animator.leave()
        return Accidents(
            late=self._late.id,
            cut=tuple(trainee.id for trainee in self._cut),
            moved=self._moved.id,
            refreshed=self._refreshed.id,
            kills=self._server.starts - 1,
        )

    @property
    def _late(self) -> Trainee:
        return self.trainees[-1]

    @property
    def _moved(self) -> Trainee:
        return self.trainees[1]

    @property
    def _refreshed(self) -> Trainee:
        return self.trainees[2]

    def _cast(self, room: Room, codes: Mapping[str, str], seed: int) -> Sequence[Trainee]:
        return [
            Trainee(
                trainee,
                codes[trainee],
                self._cable.address if rank % ON_THE_CABLE == 0 else self._server.address,
                self._ledger,
                Random(f"{seed}/{trainee}"),  # noqa: S311 - a play, no secret
                self._stopped,
            )
            for rank, trainee in enumerate(room.trainees)
        ]

    def _open_the_room(self) -> None:
        for animator in self._animators:
            animator.sign_in()
        self._animators[0].do("debut")
        self._animators[0].do("temps", "1")

    def _arrive(self) -> None:
        self._everybody(self._begin, [one for one in self.trainees if one is not self._late])

    def _begin(self, trainee: Trainee) -> None:
        trainee.come_in()
        trainee.read_unit(self._room.unit)

    def _answer_first(self) -> None:
        self._everybody(lambda trainee: trainee.answer_next(1), self.trainees[:-1])

    def _come_late(self) -> None:
        self._begin(self._late)
        self._late.answer_next(2)

    def _refresh(self) -> None:
        self._refreshed.read_unit(self._room.unit)

    def _pull_the_cable(self) -> None:
        """Let those behind the cable answer with nothing at the other end; then all is as if nothing had been."""
        self._cable.pull()
        for trainee in self._cut:
            trainee.answer_without_waiting(2)
        self._cable.plug_in()
        self._everybody(Trainee.send_all, self._cut)

    def _kill_the_server(self) -> None:
        left = sum(len(trainee.questions) for trainee in self.trainees)
        done = len(self._ledger.acknowledged)
        moments = [done + moment for moment in kill_moments(self._deaths, left // 2, self._rng)]
        with kills(self._server, self._ledger, moments, self._rng):
            self._everybody(lambda trainee: trainee.answer_next(len(trainee.questions) - 1), self.trainees)

    def _change_computer(self) -> None:
        self._moved.change_computer()
        self._moved.read_unit(self._room.unit)

    def _lead(self) -> None:
        """Lead everybody to a page, on the first screen; let them go, on the second, which saw it by itself."""
        first, second = self._animators
        second.watch()
        here, page = (self._address(one) for one in first.offered("page")[:2])
        present = self.trainees[:-1]
        self._everybody(lambda trainee: trainee.listen(here), present)
        first.do("page", page.rpartition("/")[2])
        self._everybody(lambda trainee: trainee.follow(page), present)
        second.sees("rythme-libre")
        second.do("rythme-libre")
        self._everybody(lambda trainee: trainee.go_freely(page), present)

    def _help(self) -> None:
        second = self._animators[1]
        page = second.offered("page")[0]
        self._moved.send_form(self._address(page), {}, to="/aide")
        second.sees("aide-donnee", self._moved.id)
        second.do("aide-donnee", self._moved.id)

    def _open_quiz(self) -> None:
        self._quiz = self._animators[0].offered("quiz-ouvert")[0]
        self._animators[0].do("quiz-ouvert", self._quiz)

    def _address(self, page: str) -> str:
        return f"/unites/{self._room.unit}/{page}"

    def _finish(self) -> None:
        """Let one answer leave when the quiz is closed: nobody is refused for being late."""
        behind = self._cut[0]
        self._cable.pull()
        behind.answer_without_waiting(1)
        others = [trainee for trainee in self.trainees if trainee not in self._cut]
        self._everybody(lambda trainee: trainee.answer_next(len(trainee.questions)), others)
        self._animators[0].do("quiz-ferme", self._quiz)
        self._cable.plug_in()
        self._everybody(Trainee.send_all, self._cut)
        self._everybody(lambda trainee: trainee.answer_next(len(trainee.questions)), self._cut)
        self._animators[1].do("resultats", self._quiz)

    def _sign(self) -> None:
        """Sign on the screen, all but one, who signs the printed sheet."""
        first, second = self._animators
        drawing = {"trace": SIGNATURE}
        self._everybody(lambda trainee: trainee.send_form("/emargement", drawing), self.trainees[1:])
        second.press(second.sheet, {"present": self.trainees[0].id})
        first.press(f"{first.sheet}/contresignature", drawing)
        self.sheet = first.read(f"{first.sheet}/feuille.pdf").content

    def _debrief(self) -> None:
        remark = {"remarque": _("A remark of the rehearsal.")}
        self._everybody(lambda trainee: trainee.send_form("/bilan", remark), self.trainees)
        for trainee in self.trainees:
            first = self._animators[0]
            first.press(f"/seances/{first.session}/bilans/{trainee.id}", remark)

    def _end(self) -> None:
        self._animators[0].press(
            self._animators[0].room, {"text": _("A note of the rehearsal.")}, action="note"
        )
        self._animators[0].do("fin")

    def _everybody(self, act: Callable[[Trainee], None], people: Sequence[Trainee]) -> None:
        all_at_once(people, act, self._stopped)
