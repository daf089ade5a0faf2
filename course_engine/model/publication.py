"""What was published of each question: what old answers are read with, and letters are given again from."""

from collections.abc import Mapping
from typing import Annotated, Any

from msgspec import Meta, Struct, field
from msgspec.structs import replace

from course_engine.model.folding import fold
from course_engine.model.identity import Letter, Slug
from course_engine.model.quiz import (
    AnswerKey,
    ClozeKey,
    CreditRule,
    FreeTextKey,
    MultipleChoiceKey,
    ShortTextKey,
    TypedGapKey,
)

Groups = Mapping[str, Mapping[Letter, str]]
"""What a question offers: by group (`options`, `rows`…; `gap a` for the list of a gap), each letter's text."""


class PublishedQuestion(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One published version of a question; never edited.

    Attributes:
        version: from 1.
        quiz: where it stood.
        points: what a right answer earned; 0 where it was not scored.
        key: what judged it, in letters, its rule included; without a word to the learner.
        letters: each letter's text, in written order.
        stem: SHA-256 of the folded text of its title and stem.
        withdrawn: whether the course no longer had it then; the rest is as it was last.
    """

    id: Slug
    version: Annotated[int, Meta(ge=1)]
    quiz: Slug
    points: Annotated[int, Meta(ge=0)]
    key: AnswerKey
    letters: Mapping[str, Mapping[Letter, str]] = field(default_factory=dict)
    stem: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
    withdrawn: bool = False

    @property
    def type(self) -> str:
        """Its type, as `Question` spells it."""
        return self.key.type

    @property
    def shares_letters(self) -> Mapping[str, frozenset[Letter]]:
        """The letters of each group that an answer is made of: what the lists of gaps offer is left out."""
        return {
            group: frozenset(texts) for group, texts in self.letters.items() if not group.startswith("gap ")
        }

    def says_the_same_as(self, other: "PublishedQuestion") -> bool:
        """Return whether two versions differ in nothing but their number."""
        return replace(self, version=other.version) == other


class Publication(Struct, frozen=True):
    """Everything that was published of a course.

    Attributes:
        questions: every version of each question, the oldest first, by id.
    """

    questions: Mapping[Slug, tuple[PublishedQuestion, ...]] = field(default_factory=dict)

    def latest(self, question: Slug) -> PublishedQuestion | None:
        """Return the latest version of a question; None if it was never published."""
        versions = self.questions.get(question, ())
        return versions[-1] if versions else None

    def used_letters(self, question: Slug, group: str) -> frozenset[Letter]:
        """Return every letter that a group of a question ever had: none is given to something else."""
        return frozenset(
            letter
            for version in self.questions.get(question, ())
            for letter in version.letters.get(group, {})
        )


def bare(key: AnswerKey) -> AnswerKey:
    """Return a key without what it says to the learner: only what judges."""
    said: dict[str, Any] = {"feedback": {}, "explanation": ()}
    if isinstance(key, FreeTextKey):
        said["model_answer"] = ()
    return replace(key, **said)


def judging(key: AnswerKey) -> AnswerKey:
    """Return a key such that two that judge every answer alike are equal.

    The order and the case of accepted spellings do not count, nor do wrong options where the rule ignores how
    many there are.
    """
    match key:
        case MultipleChoiceKey() if key.rule is not CreditRule.EACH_ANSWER:
            return replace(bare(key), offered=frozenset())
        case ShortTextKey():
            accepted = key.accepted if key.strict else tuple(fold(text) for text in key.accepted)
            return replace(bare(key), accepted=tuple(sorted(set(accepted))))
        case ClozeKey():
            gaps = {
                letter: _folded(gap) if isinstance(gap, TypedGapKey) else gap
                for letter, gap in key.right.items()
            }
            return replace(bare(key), right=gaps)
    return bare(key)


def _folded(gap: TypedGapKey) -> TypedGapKey:
    return TypedGapKey(accepted=tuple(sorted({fold(text) for text in gap.accepted})))
