"""What whoever invites people, or types in what came on paper, is shown."""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Struct

from course_engine.web.contexts.registration import SectionView


class LinkRow(Struct, frozen=True):
    """A link, in the list of a référent."""

    label: Annotated[str, "for whom it is"]
    territory: Annotated[str, "the territory where one registers by it"]
    brought: Annotated[int, "how many registrations it brought"]
    most: Annotated[int, "how many it may bring"]
    state: Annotated[str, "`ouvert`, `complet`, `expire` or `arrete`"]
    until: Annotated[str, "its last day, in words"]
    stop: Annotated[str, "where it is stopped; empty for one that is"]


class LinksContext(Struct, frozen=True):
    """`web/links.html`: the links of a référent, and the form that makes one."""

    territories: Annotated[tuple[tuple[str, str], ...], "ids and names of the territories to choose from"]
    links: Annotated[tuple[LinkRow, ...], "every link, the newest first"]
    made: Annotated[str, "the address of a link just made, shown this once; otherwise empty"]
    made_for: Annotated[str, "for whom it is; otherwise empty"]
    values: Annotated[Mapping[str, str], "what was typed in the form"]
    problems: Annotated[Mapping[str, str], "what to correct, by field"]
    summary: Annotated[
        Mapping[str, str], "the same, each sentence with its field’s name, for the top of the screen"
    ]


class DraftRow(Struct, frozen=True):
    """A paper form that was begun."""

    href: Annotated[str, "where it is gone on with"]
    name: Annotated[str, "first name and last name, as far as they were typed; may be empty"]
    employer: Annotated[str, "the collectivité, as far as it was typed; may be empty"]
    territory: Annotated[str, "the territory"]
    saved: Annotated[str, "when it was last kept, in words"]


class PaperListContext(Struct, frozen=True):
    """`web/paper.html`: where typing in begins."""

    territories: Annotated[tuple[tuple[str, str], ...], "ids and names of the territories to choose from"]
    drafts: Annotated[tuple[DraftRow, ...], "what was begun and not finished, the latest first"]


class PaperFormContext(Struct, frozen=True):
    """`web/paper-form.html`: a whole paper form on one screen."""

    address: Annotated[str, "where it is posted"]
    territory: Annotated[str, "the territory where whoever it is about registers"]
    values: Annotated[Mapping[str, str], "what was typed of who they are"]
    communes: Annotated[tuple[str, ...], "names proposed for the collectivité"]
    sections: Annotated[tuple[SectionView, ...], "the questions, numbered as on paper"]
    problems: Annotated[Mapping[str, str], "what to correct, by field"]
    summary: Annotated[
        Mapping[str, str], "the same, each sentence with its field’s name, for the top of the screen"
    ]
    saved: Annotated[str, "when it was last kept, in words"]


class PaperSentContext(Struct, frozen=True):
    """`web/paper-sent.html`: somebody was registered from paper; the next form."""

    name: Annotated[str, "first name and last name"]
    employer: Annotated[str, "the collectivité, kept for the next form"]
    territory: Annotated[str, "the territory's name"]
    territory_id: Annotated[str, "the territory, kept for the next form"]
    half_days: Annotated[int, "how many half-days their path has"]


CONTEXTS = {
    "web/links.html": LinksContext,
    "web/paper.html": PaperListContext,
    "web/paper-form.html": PaperFormContext,
    "web/paper-sent.html": PaperSentContext,
}
