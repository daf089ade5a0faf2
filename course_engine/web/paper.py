"""What came on paper, typed in: one screen a form, kept as a draft at each pause, by whoever may type."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from course_engine.errors import InvalidForm
from course_engine.model.accounts import Account
from course_engine.training.drafts import OpenDraft, begin_typing, draft_of, drafts_of, give_up, save_whole
from course_engine.training.journey import journey
from course_engine.training.rights import Right
from course_engine.training.scope import own_territories
from course_engine.training.sending import send
from course_engine.web.contexts.typing_in import (
    DraftRow,
    PaperFormContext,
    PaperListContext,
    PaperSentContext,
)
from course_engine.web.forms import ANY_FORM, Posted
from course_engine.web.moments import moment_in_words
from course_engine.web.questionnaire_views import field_labels, person_values, section_views, summary
from course_engine.web.session import CurrentSite, requires
from course_engine.web.site import Site
from course_engine.web.staff import staff_page

router = APIRouter(prefix="/saisie")

Typist = Annotated[Account, requires(Right.TYPE_PAPER)]

BUTTON, REGISTER = "faire", "inscrire"
"""The field of the button that was pressed, and the value of the one that registers."""


@router.get("")
def begin_or_resume(site: CurrentSite, typist: Typist) -> Response:
    """Show what the account began to type in, and how to begin another form."""
    territories = own_territories(site.database, typist)
    drafts = drafts_of(site.database, typist, now=site.clock())
    context = PaperListContext(
        territories=tuple((territory.id, territory.name) for territory in territories),
        drafts=tuple(_row(draft) for draft in drafts),
    )
    return staff_page(site, typist, "web/paper.html", context)


@router.post("", openapi_extra=dict(ANY_FORM))
def begin(site: CurrentSite, typist: Typist, fields: Posted) -> Response:
    """Begin a form: its territory is chosen, its collectivité may be known from the form before."""
    territory = fields.get("territoire", typist.territories[:1])[-1:]
    opened = begin_typing(
        site.database,
        typist,
        next(iter(territory), ""),
        fields=site.library.form.typed({"collectivite": fields.get("collectivite", ())}, (0,)),
        now=site.clock(),
        lives=timedelta(days=site.retention.drafts_days),
        rng=site.rng,
    )
    return RedirectResponse(_url(opened.draft.id), 303)


@router.get("/{draft}")
def form(site: CurrentSite, typist: Typist, draft: UUID) -> Response:
    """Show a form, as far as it was typed."""
    opened = draft_of(site.database, typist, draft, now=site.clock())
    if opened.trainee is not None:
        return RedirectResponse(f"{_url(draft)}/inscrit", 303)
    return _form(site, typist, opened)


@router.post("/{draft}", openapi_extra=dict(ANY_FORM))
def keep(site: CurrentSite, typist: Typist, draft: UUID, fields: Posted) -> Response:
    """Keep all that was typed; where that was asked for, register whoever it is about."""
    now = site.clock()
    draft_of(site.database, typist, draft, now=now)
    registers = fields.pop(BUTTON, ("",))[-1] == REGISTER
    opened = save_whole(site.database, site.library, draft, fields, now=now)
    if not registers:
        return RedirectResponse(_url(draft), 303)
    try:
        send(site.database, site.library, draft, now=now, rng=site.rng)
    except InvalidForm as refused:
        return _form(site, typist, opened, refused)
    return RedirectResponse(f"{_url(draft)}/inscrit", 303)


@router.get("/{draft}/inscrit")
def registered(site: CurrentSite, typist: Typist, draft: UUID) -> Response:
    """Say who was registered, and lead to the next form."""
    opened = draft_of(site.database, typist, draft, now=site.clock())
    if opened.trainee is None:
        return RedirectResponse(_url(draft), 303)
    found = journey(site.database, site.library, opened.trainee)
    context = PaperSentContext(
        name=found.trainee.full_name,
        employer=found.trainee.employer,
        territory=opened.territory.name,
        territory_id=opened.territory.id,
        half_days=len(found.path.kept),
    )
    return staff_page(site, typist, "web/paper-sent.html", context)


@router.post("/{draft}/abandon")
def drop(site: CurrentSite, typist: Typist, draft: UUID) -> Response:
    """Forget a form that was begun."""
    draft_of(site.database, typist, draft, now=site.clock())
    give_up(site.database, draft)
    return RedirectResponse(router.prefix, 303)


def _form(site: Site, typist: Account, opened: OpenDraft, refused: InvalidForm | None = None) -> Response:
    problems = refused.problems if refused else {}
    context = PaperFormContext(
        address=_url(opened.draft.id),
        territory=opened.territory.name,
        values=person_values(opened.fields),
        communes=tuple(commune.name for commune in opened.territory.communes),
        sections=section_views(site.library.catalogue, opened.fields, problems),
        problems=problems,
        summary=summary(problems, field_labels(site.library.catalogue)),
        saved=moment_in_words(opened.draft.saved_at),
    )
    return staff_page(site, typist, "web/paper-form.html", context, status=422 if problems else 200)


def _row(opened: OpenDraft) -> DraftRow:
    values = person_values(opened.fields)
    return DraftRow(
        href=_url(opened.draft.id),
        name=f"{values['prenom']} {values['nom']}".strip(),
        employer=values["collectivite"],
        territory=opened.territory.name,
        saved=moment_in_words(opened.draft.saved_at),
    )


def _url(draft: UUID) -> str:
    return f"{router.prefix}/{draft}"
