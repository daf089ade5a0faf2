"""Registrations that look as if they were of one person: side by side, settled by whoever looks."""

from typing import Annotated

from fastapi import APIRouter, Form, Query
from fastapi.responses import RedirectResponse
from markupsafe import escape
from pydantic import BaseModel, Field
from starlette.responses import Response

from course_engine.errors import DecisionRefused
from course_engine.i18n import translator
from course_engine.model.accounts import Account
from course_engine.rendering.contexts import Link
from course_engine.training.admission import status_in_words
from course_engine.training.rights import Right
from course_engine.training.twins import RulingAsked, Side, Twins, rule, twins_of
from course_engine.web import people_views as views
from course_engine.web.addresses import person_url
from course_engine.web.contexts.people import ComparedView, PairView, TwinsContext
from course_engine.web.session import CurrentSite, requires
from course_engine.web.site import Site
from course_engine.web.staff import staff_page

_ = translator("web")

router = APIRouter(prefix="/doublons")

Admitter = Annotated[Account, requires(Right.ADMIT)]
Name = Annotated[str, Field(max_length=40)]

DONE = frozenset({"une", "deux"})


class RulingForm(BaseModel):
    """What the forms of a pair post; nothing to keep means two people."""

    une: Name
    autre: Name
    garder: Name = ""
    vu: Name


@router.get("")
def pairs(site: CurrentSite, admitter: Admitter, fait: Annotated[str, Query(max_length=20)] = "") -> Response:
    """Show the pairs to be settled, then those that somebody settled."""
    done = {
        "une": _("It is one person: the other registration is set aside, its places to come are cancelled."),
        "deux": _("They are two people: both registrations stand."),
    }
    return _page(site, admitter, done=done.get(fait, ""))


@router.post("")
def settle(site: CurrentSite, admitter: Admitter, form: Annotated[RulingForm, Form()]) -> Response:
    """Say whether two registrations are of one person."""
    asked = RulingAsked(form.une, form.autre, form.garder, form.vu)
    try:
        rule(site.database, admitter, asked, now=site.clock(), rng=site.rng)
    except DecisionRefused as problem:
        return _page(site, admitter, problem=str(problem))
    return RedirectResponse(f"/doublons?fait={'une' if form.garder else 'deux'}", 303)


def _page(site: Site, account: Account, *, done: str = "", problem: str = "") -> Response:
    every = twins_of(site.database, site.library, account)
    context = TwinsContext(
        to_settle=tuple(_pair_view(pair) for pair in every if pair.ruling is None),
        settled=tuple(_pair_view(pair) for pair in every if pair.ruling is not None),
        done=done,
        problem=problem,
    )
    return staff_page(site, account, "web/twins.html", context, status=409 if problem else 200)


def _pair_view(pair: Twins) -> PairView:
    one, other = pair.one.registration.id, pair.other.registration.id
    same = pair.ruling is not None and pair.ruling.same
    answers = _answers(pair)
    said = _("one person") if same else _("two people")
    return PairView(
        id=f"{one}-{other}",
        one=_link(pair.one),
        other=_link(pair.other),
        one_id=one,
        other_id=other,
        why=pair.why,
        lines=(*_who_is_who(pair), *(line for line in answers if line.differs)),
        same_answers=tuple(line for line in answers if not line.differs),
        ruling=said if pair.ruling else "",
        same=same,
        version=pair.version,
    )


def _link(side: Side) -> Link:
    form = side.registration
    return Link(href=person_url(form.id), title=escape(f"{form.full_name} ({form.id})"))


def _who_is_who(pair: Twins) -> list[ComparedView]:
    """Return whom two registrations name, line by line."""
    sides = zip(_who(pair.one), _who(pair.other), strict=True)
    return [ComparedView(word, one, other, one != other) for (word, one), (_word, other) in sides]


def _answers(pair: Twins) -> list[ComparedView]:
    """Return what two registrations answer, question by question."""
    sides = zip(pair.one.answers, pair.other.answers, strict=True)
    return [
        ComparedView(one.question, one.answer, other.answer, one.answer != other.answer)
        for one, other in sides
    ]


def _who(side: Side) -> list[tuple[str, str]]:
    form, admission = side.registration, side.admission
    none = _("none")
    return [
        (_("Last name"), form.last_name),
        (_("First name"), form.first_name),
        (_("Collectivité"), form.employer),
        (_("INSEE code"), form.commune or none),
        (_("Arrangement wished for"), form.accommodation or none),
        (_("Came"), views.channel_in_words(admission.channel)),
        (_("Registration"), status_in_words(admission.status)),
    ]
