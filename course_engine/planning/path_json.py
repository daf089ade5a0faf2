"""A person's answers → the JSON of their path, for many people: what many share is written once."""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TypeAlias

from course_engine.model.course import Catalogue
from course_engine.model.identity import Slug
from course_engine.model.registration import AnswerValue
from course_engine.planning.choice import MOST
from course_engine.planning.decision import Decider, Verdict
from course_engine.planning.person import Evidence, Person, Practice, Wishes, practice_of, time_of, wishes_of
from course_engine.planning.profile import Given, ProfileReader
from course_engine.planning.reasons import Reasons
from course_engine.planning.structure import structure_of

Values: TypeAlias = tuple[AnswerValue | None, ...]
"""Answers to some questions, None where there is none."""


class PathWriter:
    """Writes the paths of one course, to the very bytes that `LearningPath.model_dump_json` gives."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._structure = structure_of(catalogue)
        self._reader = ProfileReader(catalogue)
        self._decider = Decider(self._structure)
        self._reasons = Reasons(catalogue, self._structure)
        self._head = b'{"programme":%b,"half_days":' % _text(catalogue.programme.id)
        self._practice = [
            (asked, self._practice_in(name)) for name, asked in self._reader.asked_for_level.items()
        ]
        # Options ticked in another order are the same wishes: only their first look differs.
        wishes_given = lru_cache(MOST)(self._wishes_given)
        self._wishes = lru_cache(MOST)(lambda values: wishes_given(self._reader.wished(values)))
        self._time = lru_cache(MOST)(
            lambda half_days, says_when: time_of(
                half_days, says_when=says_when, questionnaire=catalogue.questionnaire
            )
        )
        self._step = lru_cache(MOST)(self._step_written)
        self._unserved = lru_cache(MOST)(self._unserved_written)

    def write(self, answers: Mapping[Slug, AnswerValue]) -> bytes:
        """Return the JSON of the best path, in UTF-8.

        Args:
            answers: as `answers_validator` accepts them.
        """
        person = self._person(answers)
        kept, left_out, unserved = self._decider.decide(person)
        behind = person.wishes.behind
        return b"".join(
            (
                self._head,
                b"null" if person.half_days is None else b"%d" % person.half_days,
                b',"kept":[',
                b",".join(map(self._step, kept)),
                b'],"left_out":[',
                b",".join(map(self._step, left_out)),
                b'],"unserved":[',
                b",".join([self._unserved(at, enough, behind(1 << at)) for at, enough in unserved]),
                b'],"notice":',
                b'""' if kept else _text(self._reasons.notice(left_out, person)),
                b"}",
            )
        )

    def _person(self, answers: Mapping[Slug, AnswerValue]) -> Person:
        get = answers.get
        time = self._reader.time(answers)
        return Person(
            [practice(tuple(map(get, asked))) for asked, practice in self._practice],
            self._wishes(tuple(map(get, self._reader.asked_for_wishes))),
            time.number,
            self._time(time.number, bool(time.kinds)),
        )

    def _practice_in(self, domain: Slug) -> Callable[[Values], Practice]:
        return lru_cache(MOST)(
            lambda values: practice_of(self._reader.level(domain, values), self._structure)
        )

    def _wishes_given(self, every: tuple[Given, ...]) -> Wishes:
        return wishes_of(self._reader.wishes(every), self._structure)

    def _step_written(self, verdict: Verdict) -> bytes:
        return self._reasons.step(verdict).model_dump_json().encode()

    def _unserved_written(self, position: int, enough: int | None, behind: Evidence) -> bytes:
        return _text(self._reasons.unserved(position, enough, behind))


def _text(text: str) -> bytes:
    return json.dumps(text, ensure_ascii=False).encode()
