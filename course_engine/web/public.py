"""What anybody may read: the glossary, what is kept about people, the statement on accessibility."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from course_engine.i18n import translator
from course_engine.rendering.pages import glossary_context
from course_engine.training.privacy import collected_in_words
from course_engine.web.addresses import addresses, term_id
from course_engine.web.contexts.public import PrivacyContext, StatementContext
from course_engine.web.contexts.trainee import ScreenContext
from course_engine.web.session import OPEN_TO_ALL, CurrentSite

_ = translator("web")

router = APIRouter(default_response_class=HTMLResponse, dependencies=[OPEN_TO_ALL])


@router.get("/glossaire")
def glossary(site: CurrentSite) -> str:
    """Show every term."""
    context = glossary_context(site.library.catalogue.glossary, addresses(), term_id)
    screen = Markup(site.theme.render("glossary.html", context))  # noqa: S704 - an escaping template's
    shown = ScreenContext(shell=site.shell, title=_("Glossary"), learner="", live=None, screen=screen)
    return site.theme.render("web/screen.html", shown)


@router.get("/donnees-personnelles")
def personal_data(site: CurrentSite) -> str:
    """Show everything that is kept about people, why, and how long."""
    context = PrivacyContext(
        shell=site.shell,
        notice=tuple(site.privacy_notice),
        collected=tuple(collected_in_words(site.retention)),
    )
    return site.theme.render("web/privacy.html", context)


@router.get("/accessibilite")
def accessibility(site: CurrentSite) -> str:
    """Show the statement on accessibility."""
    return site.theme.render("web/accessibility.html", StatementContext(shell=site.shell))
