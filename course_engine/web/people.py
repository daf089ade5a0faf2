"""People: the list of somebody's territories, one person's file, and what is decided there."""

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Query
from fastapi.responses import RedirectResponse
from msgspec import Struct
from pydantic import BaseModel, Field
from starlette.responses import Response

from course_engine.errors import DecisionRefused
from course_engine.i18n import mark, translator
from course_engine.model.accounts import Account
from course_engine.model.admission import AdmissionStatus, OverrideKind
from course_engine.model.identity import OpaqueId, Slug
from course_engine.training.admission import DecisionAsked, decide, status_in_words
from course_engine.training.correction import CorrectionAsked, correct
from course_engine.training.overrides import OverrideAsked, override_path
from course_engine.training.people import PersonFile, PersonLine, people_of, person_file
from course_engine.training.people_import import export_list
from course_engine.training.rights import RIGHTS, Right
from course_engine.web import people_views as views
from course_engine.web.addresses import person_url
from course_engine.web.contexts.people import PeopleContext, PersonContext
from course_engine.web.contract import FILE
from course_engine.web.session import CurrentSite, requires
from course_engine.web.site import Site
from course_engine.web.staff import staff_page

_ = translator("web")

router = APIRouter()

Reader = Annotated[Account, requires(Right.SEE_PEOPLE)]
Admitter = Annotated[Account, requires(Right.ADMIT)]
Overrider = Annotated[Account, requires(Right.OVERRIDE_PATH)]
Typed = Annotated[str, Field(max_length=1000)]
Searched = Annotated[str, Field(max_length=200)]

DONE: Mapping[str, str] = {
    AdmissionStatus.ACCEPTED: mark("The registration is accepted."),
    AdmissionStatus.REFUSED: mark("The registration is refused. Places to come are cancelled: see below."),
    AdmissionStatus.WITHDRAWN: mark("The withdrawal is recorded. Places to come are cancelled: see below."),
    AdmissionStatus.RECEIVED: mark("The registration is to be read again."),
    "correction": mark("The registration is corrected."),
    "parcours": mark("The path is changed."),
}


class Filters(BaseModel):
    """What a list is searched and filtered by; an unknown state is as none."""

    nom: Searched = ""
    etat: Searched = ""

    @property
    def status(self) -> AdmissionStatus | None:
        """The state to filter by."""
        return AdmissionStatus(self.etat) if self.etat in set(AdmissionStatus) else None


class DecisionForm(BaseModel):
    """What the forms of decision post."""

    decision: AdmissionStatus
    motif: Typed = ""
    vu: UUID


class CorrectionForm(BaseModel):
    """What the form of correction posts."""

    nom: Typed = ""
    prenom: Typed = ""
    collectivite: Typed = ""
    amenagement: Typed = ""
    vu: UUID


class OverrideForm(BaseModel):
    """What the forms of a path post."""

    unite: Slug
    choix: OverrideKind
    motif: Typed = ""
    vu: UUID


class Refusal(Struct, frozen=True):
    """Why what was asked was not done, and the reason typed with it: it is shown again in its field."""

    sentence: str
    typed: str = ""
    field: str = ""


NOTHING_REFUSED = Refusal("")


@router.get("/personnes")
def people(site: CurrentSite, reader: Reader, filters: Annotated[Filters, Query()]) -> Response:
    """Show the people of the account's territories, searched and filtered."""
    every = people_of(site.database, site.library, reader)
    found = _found(site, reader, filters)
    context = PeopleContext(
        people=tuple(map(views.row_view, found)),
        total=len(every),
        search=filters.nom,
        status=filters.etat,
        statuses=tuple((status.value, status_in_words(status)) for status in AdmissionStatus),
    )
    return staff_page(site, reader, "web/people.html", context)


@router.post("/personnes/exporter", response_class=Response, responses=dict(FILE))
def export(site: CurrentSite, reader: Reader, filters: Annotated[Filters, Form()]) -> Response:
    """Give the list that is shown as a file, and leave a trace of it."""
    found = _found(site, reader, filters)
    content = export_list(site.database, site.library, reader, found, now=site.clock(), rng=site.rng)
    headers = {"content-disposition": 'attachment; filename="personnes.csv"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/personnes/{trainee}")
def person(
    site: CurrentSite, reader: Reader, trainee: OpaqueId, fait: Annotated[str, Query(max_length=20)] = ""
) -> Response:
    """Show one person's file."""
    return _page(site, reader, trainee, done=fait)


@router.post("/personnes/{trainee}/decision")
def decision(
    site: CurrentSite, admitter: Admitter, trainee: OpaqueId, form: Annotated[DecisionForm, Form()]
) -> Response:
    """Decide of a registration."""
    asked = DecisionAsked(trainee, form.decision, form.vu, form.motif)
    try:
        decided = decide(site.database, admitter, asked, now=site.clock(), rng=site.rng)
    except DecisionRefused as problem:
        refused = Refusal(str(problem), form.motif, f"motif-{form.decision}")
        return _page(site, admitter, trainee, refused=refused)
    for seat in decided.freed:
        site.hub.changed(seat.session.id)
    return _back(trainee, form.decision)


@router.post("/personnes/{trainee}/correction")
def correction(
    site: CurrentSite, admitter: Admitter, trainee: OpaqueId, form: Annotated[CorrectionForm, Form()]
) -> Response:
    """Correct who somebody is."""
    asked = CorrectionAsked(trainee, form.nom, form.prenom, form.collectivite, form.amenagement, form.vu)
    try:
        correct(site.database, admitter, asked, now=site.clock(), rng=site.rng)
    except DecisionRefused as problem:
        return _page(site, admitter, trainee, refused=Refusal(str(problem)))
    return _back(trainee, "correction")


@router.post("/personnes/{trainee}/parcours")
def path(
    site: CurrentSite, overrider: Overrider, trainee: OpaqueId, form: Annotated[OverrideForm, Form()]
) -> Response:
    """Decide of a unit of somebody's path."""
    asked = OverrideAsked(trainee, form.unite, form.choix, form.motif, form.vu)
    try:
        override_path(site.database, site.library, overrider, asked, now=site.clock(), rng=site.rng)
    except DecisionRefused as problem:
        refused = Refusal(str(problem), form.motif, f"motif-{form.unite}")
        return _page(site, overrider, trainee, refused=refused)
    return _back(trainee, "parcours")


def _found(site: Site, account: Account, filters: Filters) -> tuple[PersonLine, ...]:
    return people_of(site.database, site.library, account, search=filters.nom, status=filters.status)


def _back(trainee: str, done: str) -> Response:
    return RedirectResponse(f"{person_url(trainee)}?fait={done}", 303)


def _page(
    site: Site, account: Account, trainee: str, *, done: str = "", refused: Refusal = NOTHING_REFUSED
) -> Response:
    file = person_file(site.database, site.library, account, trainee, now=site.clock())
    catalogue, form, status = site.library.catalogue, file.registration, file.admission.status
    kept, left_out = (file.path.kept, file.path.left_out) if file.path else ((), ())
    context = PersonContext(
        id=form.id,
        name=form.full_name,
        facts=views.fact_views(file),
        state=status_in_words(status),
        kind=views.KINDS[status],
        done=_(DONE[done]) if done in {status, "correction", "parcours"} else "",
        problem=refused.sentence,
        typed=refused.typed,
        typed_in=refused.field,
        decisions=views.decision_views(status),
        kept_instead=views.kept_instead(file),
        decision_seen=str(file.admission.id),
        twins=file.twins,
        history=views.history_views(file),
        answers=views.answer_views(file),
        notices=tuple(views.notices(file, file.path, catalogue)) if file.path else (),
        steps=views.step_views(file, kept, catalogue, is_kept=True),
        left_out=views.step_views(file, left_out, catalogue, is_kept=False),
        path_seen=str(file.path_seen or ""),
        places=tuple(views.place_view(line, catalogue) for line in file.places),
        correction=_corrected(file),
        registration_seen=str(file.registration_seen),
        can_issue_code=Right.ISSUE_CODES in RIGHTS[account.role],
    )
    return staff_page(site, account, "web/person.html", context, status=409 if refused.sentence else 200)


def _corrected(file: PersonFile) -> dict[str, str]:
    form = file.registration
    return {
        "nom": form.last_name,
        "prenom": form.first_name,
        "collectivite": form.employer,
        "amenagement": form.accommodation,
    }
