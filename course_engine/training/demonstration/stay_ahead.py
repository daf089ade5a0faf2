"""The demonstration's stay ahead: a stand that comes soon, its timetable, and people who wait for a place.

It is laid out from the day of the first run and stays as it was, so that what was tried in it is found again.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from msgspec import Struct

from course_engine.exchange.csv_deployments import read_deployments, write_deployments
from course_engine.exchange.csv_sessions import read_sessions, write_sessions
from course_engine.model.accounts import Account
from course_engine.model.places import Deployment
from course_engine.model.training import HalfDay, TrainingSession
from course_engine.store import Database
from course_engine.training.agenda import stays
from course_engine.training.deployments import import_deployments
from course_engine.training.drafts import begin_by_link, begin_typing, save_whole
from course_engine.training.invitation import make_link
from course_engine.training.library import Library
from course_engine.training.people import people_of
from course_engine.training.questionnaire_form import Fields
from course_engine.training.retention import Retention
from course_engine.training.schedule import import_sessions
from course_engine.training.sending import send
from course_engine.training.stand_time import on_the_stand

STAY = "exemple-a-venir"
SEATS = 9
WEEKS = 17
"""Four months."""
SLOTS = (
    (1, HalfDay.MORNING, time(9), time(12)),
    (3, HalfDay.EVENING, time(18), time(21)),
)
"""The days of a week, from Monday, on which each unit is given, and when."""
SATURDAY = (5, HalfDay.SATURDAY_MORNING, time(9), time(12))
TURNS = 3
"""How many times each unit comes round."""
SATURDAY_WEEKS = (0, 3)
"""Saturdays are rare, and never give the last unit: who has nothing else cannot have a place in all."""
PUBLIC_HOLIDAYS = frozenset({(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)})
"""Months and days; no session is held in their weeks."""
LIVES = timedelta(days=Retention().drafts_days)


class StayAhead(Struct, frozen=True):
    """What the stay is laid out from.

    Attributes:
        database: the records.
        library: the course that people register to.
        referent, animator: accounts of the territory.
        waiting: the forms of those who wait, as `sample/waiting.json` holds them.
    """

    database: Database
    library: Library
    referent: Account
    animator: Account
    waiting: Path

    def lay_out(self, *, now: datetime, rng: Random) -> int:
        """Register those who wait, then bring the stand; do only what is left. Return how many sessions it has.

        The stay comes last: once it is there, whatever became of the people since is not undone.

        Args:
            now: the day of the first run, aware.
            rng: draws ids and the link: `random.SystemRandom()`.
        """
        if self._stay(now) is None:
            self._register(now, rng)
            import_deployments(self.database, read_deployments(write_deployments([self._planned(now)]), STAY))
        laid = self._stay(now)
        if laid is None:
            return 0  # the territory was taken from the animatrice: nothing is theirs to lay out
        stay, planned = laid
        missing = [one for one in timetable(stay, self._units, self.animator.name) if one.id not in planned]
        table = read_sessions(write_sessions(missing), STAY)
        import_sessions(self.database, table, units=self._units)
        return len(planned | {one.id for one in missing})

    @property
    def _units(self) -> Sequence[str]:
        return self.library.catalogue.programme.unit_order

    def _stay(self, now: datetime) -> tuple[Deployment, set[str]] | None:
        """Return the stay, and the ids of its sessions."""
        known = {stay.deployment.id: stay for stay in stays(self.database, self.animator, now=now)}
        stay = known.get(STAY)
        return (stay.deployment, {line.session.id for line in stay.sessions}) if stay else None

    def _planned(self, now: datetime) -> Deployment:
        begins = next_monday(on_the_stand(now).date())
        return Deployment(
            id=STAY,
            stand="Stand d’exemple à venir (fictif)",
            territory=self.animator.territories[0],
            wave=2,
            begins=begins,
            ends=begins + timedelta(weeks=WEEKS, days=-2),
            room="Maison commune, Exempleville-le-Petit (fictive)",
            capacity=SEATS,
        )

    def _register(self, now: datetime, rng: Random) -> None:
        """Register those who are not yet: who typed on paper is accepted, who came by the link waits."""
        registered = {line.name for line in people_of(self.database, self.library, self.referent)}
        forms = read_forms(self.waiting, leaving_out=registered)
        for fields in forms["papier"]:
            draft = begin_typing(
                self.database,
                self.referent,
                self.referent.territories[0],
                fields=fields,
                now=now,
                lives=LIVES,
                rng=rng,
            )
            send(self.database, self.library, draft.draft.id, now=now, rng=rng)
        if forms["lien"]:
            self._register_by_link(forms["lien"], now, rng)

    def _register_by_link(self, forms: Sequence[Fields], now: datetime, rng: Random) -> None:
        asked = {
            "territoire": self.referent.territories[0],
            "destinataires": "Mairies du territoire d’exemple",
            "nombre": "12",
            "jours": "30",
        }
        token = make_link(self.database, self.referent, asked, now=now, rng=rng).token
        for fields in forms:
            begun, _code = begin_by_link(self.database, token, now=now, lives=LIVES, rng=rng)
            save_whole(self.database, self.library, begun.draft.id, fields, now=now)
            send(self.database, self.library, begun.draft.id, now=now, rng=rng)


def timetable(stay: Deployment, units: Sequence[str], animator: str) -> Iterator[TrainingSession]:
    """Yield the sessions of a stay: a unit a week, in turn, on each of the `SLOTS`, and a few Saturdays.

    Args:
        stay: of the stand.
        units: those of the programme, in order.
        animator: who gives them.
    """
    weeks = working_weeks(stay.begins)
    for week in range(len(units) * TURNS):
        monday, unit = next(weeks), units[week % len(units)]
        slots = [(unit, slot) for slot in SLOTS]
        if week in SATURDAY_WEEKS:
            slots.append((units[SATURDAY_WEEKS.index(week) % len(units)], SATURDAY))
        for rank, (given, (weekday, half_day, begins, ends)) in enumerate(slots, start=1):
            yield TrainingSession(
                id=f"A{week + 1:02}-{rank}",
                unit=given,
                day=monday + timedelta(days=weekday),
                half_day=half_day,
                begins=begins,
                ends=ends,
                place=stay.room,
                capacity=stay.capacity,
                animator=animator,
                deployment=stay.id,
            )


def working_weeks(first: date) -> Iterator[date]:
    """Yield the Mondays from `first` on of the weeks without a public holiday of a fixed date."""
    monday = first
    while True:
        days = (monday + timedelta(days=rank) for rank in range(7))
        if not any((day.month, day.day) in PUBLIC_HOLIDAYS for day in days):
            yield monday
        monday += timedelta(weeks=1)


def next_monday(day: date) -> date:
    """Return the first Monday after a day."""
    return day + timedelta(days=7 - day.weekday())


def read_forms(path: Path, *, leaving_out: set[str]) -> Mapping[str, Sequence[Fields]]:
    """Return the sample's forms by what carried them, without those of some people, by last and first name."""
    carried = json.loads(path.read_bytes())
    return {
        channel: [_fields(form) for form in forms if f"{form['nom']} {form['prenom']}" not in leaving_out]
        for channel, forms in carried.items()
    }


def _fields(form: Mapping[str, str | list[str]]) -> Fields:
    return {name: tuple([value] if isinstance(value, str) else value) for name, value in form.items()}
