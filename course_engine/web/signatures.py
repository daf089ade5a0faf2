"""Boxes to sign in: a trainee's own, the one that goes from hand to hand, the animateur's who countersigns."""

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, RedirectResponse
from markupsafe import escape
from pydantic import BaseModel
from starlette.responses import Response

from course_engine.errors import DecisionRefused, InvalidResponse
from course_engine.i18n import translator
from course_engine.model.accounts import Account
from course_engine.model.identity import OpaqueId
from course_engine.model.training import SessionId
from course_engine.rendering.contexts import Link
from course_engine.runtime import SIGNATURE
from course_engine.training.register import keeping
from course_engine.training.register.sheet import attendance_sheet
from course_engine.training.register.signing import read_signature, sign, signing_now
from course_engine.web import register_views as views
from course_engine.web.contexts.register import SignContext, SignHereContext
from course_engine.web.errors import OpensNothing
from course_engine.web.hub import Topic
from course_engine.web.moments import session_in_words
from course_engine.web.register import SHEET, STYLE, Keeper, Outcome, sheet_page
from course_engine.web.session import CurrentJourney, CurrentSite
from course_engine.web.site import Site

_ = translator("web")

router = APIRouter()


class Drawing(BaseModel):
    """What a box posts: strokes as JSON; see `runtime/signature.js`."""

    trace: str = ""


class Box:
    """The box of one person, for one session or for the one that is held now."""

    def __init__(self, site: Site, trainee: str, name: str, session: str | None = None) -> None:
        self._site, self._trainee, self._name, self._session = site, trainee, name, session

    def signed(self, form: Drawing, *, by: str) -> Response:
        """Record the signature, then go where it is said that it is."""
        site = self._site
        try:
            signature = read_signature(form.trace)
            signing = sign(
                site.database,
                self._trainee,
                signature,
                session=self._session,
                by=by,
                now=site.clock(),
                rng=site.rng,
            )
        except InvalidResponse as refused:
            return self.screen(problem=str(refused), status=422)
        except DecisionRefused:
            return self.screen(status=409)
        site.hub.changed(signing.session.id, Topic.LIFE)
        return RedirectResponse(
            f"{self._back}?signe={self._trainee}" if self._session else self._address, 303
        )

    def screen(self, *, problem: str = "", status: int = 200) -> Response:
        """Show the box, or why there is nothing to sign, or that it is done."""
        site, action = self._site, ""
        lines: tuple[str, ...] = ()
        try:
            signing = signing_now(site.database, self._trainee, session=self._session, now=site.clock())
        except DecisionRefused as refused:
            kind, message = "attention", str(refused)
        else:
            lines = views.what_is_signed(signing, site.library.catalogue)
            if signing.fact is not None:
                kind, message = "success", views.signed_already(signing.fact)
            else:
                action, kind, message = self._address, "error" if problem else "", problem
        context = SignContext(
            shell=site.shell,
            style=site.statics.url(STYLE),
            script=site.statics.url(SIGNATURE),
            title=_("Sign the attendance sheet"),
            name=self._name,
            lines=lines,
            action=action,
            without=_(
                "You cannot draw on this screen? Sign the paper sheet: the trainer copies your line, and it counts"
                " as much."
            ),
            back=Link(href=self._back, title=escape(_("All the names") if self._session else _("My path"))),
            is_alone=self._session is not None,
            kind=kind,
            message=message,
        )
        return HTMLResponse(site.theme.render("web/sign.html", context), status)

    @property
    def _address(self) -> str:
        return f"{self._back}/{self._trainee}" if self._session else "/emargement"

    @property
    def _back(self) -> str:
        return f"/seances/{self._session}/emargement/ici" if self._session else "/parcours"


@router.get("/emargement")
def own_box(site: CurrentSite, journey: CurrentJourney) -> Response:
    """Show a trainee the box to sign in, or that they signed."""
    return Box(site, journey.trainee.id, journey.trainee.full_name).screen()


@router.post("/emargement")
def sign_own(site: CurrentSite, journey: CurrentJourney, form: Annotated[Drawing, Form()]) -> Response:
    """Record that a trainee signed."""
    trainee = journey.trainee
    return Box(site, trainee.id, trainee.full_name).signed(form, by=trainee.id)


@router.get(f"{SHEET}/ici")
def names(site: CurrentSite, keeper: Keeper, session: SessionId, signe: str = "") -> Response:
    """Show the names, on a screen that goes from hand to hand."""
    found = attendance_sheet(site.database, keeper, session)
    people = views.people_to_sign(found)
    signed = {line.trainee.id: line.trainee.full_name for line in found.lines if line.is_present}
    context = SignHereContext(
        shell=site.shell,
        style=site.statics.url(STYLE),
        title=views.title_of(found.session, site.library.catalogue),
        when=session_in_words(found.session),
        people=people,
        left=sum(bool(person.href) for person in people),
        thanks=signed.get(signe, ""),
        back=views.sheet_link(session),
    )
    return HTMLResponse(site.theme.render("web/sign-here.html", context))


@router.get(f"{SHEET}/ici/{{trainee}}")
def box_here(site: CurrentSite, keeper: Keeper, session: SessionId, trainee: OpaqueId) -> Response:
    """Show somebody's own box, on a screen that goes from hand to hand."""
    return _box_of(site, keeper, session, trainee).screen()


@router.post(f"{SHEET}/ici/{{trainee}}")
def sign_here(
    site: CurrentSite,
    keeper: Keeper,
    session: SessionId,
    trainee: OpaqueId,
    form: Annotated[Drawing, Form()],
) -> Response:
    """Record that somebody signed on a screen that goes from hand to hand; go back to the names."""
    return _box_of(site, keeper, session, trainee).signed(form, by=keeper.id)


@router.get(f"{SHEET}/contresignature")
def countersigning(site: CurrentSite, keeper: Keeper, session: SessionId) -> Response:
    """Show the animateur the box to countersign in."""
    return _countersigning(site, keeper, session)


@router.post(f"{SHEET}/contresignature")
def countersign(
    site: CurrentSite, keeper: Keeper, session: SessionId, form: Annotated[Drawing, Form()]
) -> Response:
    """Record that the animateur signs for what the sheet says now."""
    try:
        signature = read_signature(form.trace)
        keeping.countersign(site.database, keeper, session, signature, now=site.clock(), rng=site.rng)
    except InvalidResponse as refused:
        return _countersigning(site, keeper, session, problem=str(refused))
    except DecisionRefused as refused:
        return sheet_page(site, keeper, session, Outcome("error", str(refused), status=409))
    site.hub.changed(session, Topic.LIFE)
    return sheet_page(site, keeper, session, Outcome("success", _("The sheet is countersigned.")))


def _box_of(site: Site, keeper: Account, session: str, trainee: str) -> Box:
    """Return the box of somebody who has a place in a session of the animateur's.

    Raises:
        NotFound: there is no such session of theirs.
        OpensNothing: there is no such person in it, or no longer.
    """
    for line in attendance_sheet(site.database, keeper, session).lines:
        if line.expected and line.trainee.id == trainee:
            return Box(site, trainee, line.trainee.full_name, session)
    raise OpensNothing(
        _("This person no longer has a place in this session: go back to the names, or give them one.")
    )


def _countersigning(site: Site, keeper: Account, session: str, *, problem: str = "") -> Response:
    found = attendance_sheet(site.database, keeper, session)
    context = SignContext(
        shell=site.shell,
        style=site.statics.url(STYLE),
        script=site.statics.url(SIGNATURE),
        title=_("Countersign the sheet"),
        name=keeper.name,
        lines=(
            views.title_of(found.session, site.library.catalogue),
            f"{views.capital(session_in_words(found.session))}, {found.session.place}.",
            _("You sign for what the sheet says now. Present: {present}.").format(present=found.present),
        ),
        action=f"/seances/{session}/emargement/contresignature",
        without=_("You cannot draw on this screen? Print the sheet, and sign at its foot."),
        back=views.sheet_link(session),
        is_alone=True,
        kind="error" if problem else "",
        message=problem,
    )
    return HTMLResponse(site.theme.render("web/sign.html", context), 422 if problem else 200)
