"""The form of a debrief: what it posts, what it offers and holds."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, field_validator

from course_engine.model.debrief import DebriefView
from course_engine.model.identity import Slug
from course_engine.training.debrief.notes import Debrief, SentView
from course_engine.training.debrief.objectives import in_their_words
from course_engine.web.contexts.debrief import ObjectiveChoices
from course_engine.web.site import Site

Ticked = Annotated[list[Slug], Field(max_length=100)]


class DebriefForm(BaseModel):
    """What the form posts.

    Attributes:
        id: UUIDv7 that the form was given.
        acquis, difficile: objectives ticked.
        axe1, axe2, axe3: objectives to work on again, the first one first; any of them may be empty.
        remarque: written freely.
    """

    id: UUID
    acquis: Ticked = []
    difficile: Ticked = []
    axe1: Slug | Literal[""] = ""
    axe2: Slug | Literal[""] = ""
    axe3: Slug | Literal[""] = ""
    remarque: Annotated[str, Field(max_length=500)] = ""

    @field_validator("remarque", mode="before")
    @classmethod
    def _one_sign_a_line(cls, value: object) -> object:
        # A browser counts the end of a line as one sign, and sends two.
        return value.replace("\r\n", "\n") if isinstance(value, str) else value

    @property
    def sent(self) -> SentView:
        """What it says: an axis chosen twice is chosen once, those left empty are passed over."""
        axes = (self.axe1, self.axe2, self.axe3)
        return SentView(
            self.id,
            DebriefView(
                acquired=_once(self.acquis),
                hard=_once(self.difficile),
                wanted=_once(axe for axe in axes if axe),
                remark=self.remarque.strip(),
            ),
        )


def choices(site: Site, known: Debrief, view: DebriefView, words: Mapping[Slug, str]) -> ObjectiveChoices:
    """Return what a form offers, filled in with a view.

    Args:
        site: what the application works from.
        known: what stands of the debrief.
        view: what the form holds at first.
        words: how each objective of the course is said.
    """
    about = tuple((one.objective, words[one.objective], "") for one in known.facts.objectives)
    first, second, third = (*view.wanted, "", "", "")[:3]
    return ObjectiveChoices(
        id=str(site.new_id()),
        about=about,
        every=tuple(words.items()),
        acquired=view.acquired,
        hard=view.hard,
        axes=(first, second, third),
        remark=view.remark,
    )


def trainee_words(site: Site) -> Mapping[Slug, str]:
    """Return how each objective is said to a trainee."""
    return in_their_words(site.library.catalogue)


def named(words: Mapping[Slug, str], objectives: Iterable[Slug]) -> tuple[str, ...]:
    """Return objectives in words; one that the course no longer has keeps its id."""
    return tuple(words.get(objective, objective) for objective in objectives)


def _once(objectives: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(objectives))
