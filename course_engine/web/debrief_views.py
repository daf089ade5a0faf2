"""A debrief as the animateur's screen shows it: the facts in words, what the person says."""

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from course_engine.i18n import mark, translator
from course_engine.model.course import Catalogue
from course_engine.model.fragment import Fragment
from course_engine.model.identity import Slug
from course_engine.model.path import Profile
from course_engine.model.training import AttestedHalfDay, TrainingSession
from course_engine.planning.reasons import level_in_words
from course_engine.rendering.fragment import FragmentRenderer
from course_engine.rendering.wording import day_in_words
from course_engine.training.debrief.facts import DebriefFacts, ObjectiveFacts, Progress
from course_engine.training.debrief.notes import Debrief
from course_engine.web.addresses import asset_url, term_url
from course_engine.web.contexts.debrief import ObjectiveRow, PracticeView, SaidView
from course_engine.web.debrief_form import named
from course_engine.web.moments import moment_in_words

_ = translator("web")

STATES: Mapping[Progress, tuple[str, str]] = {
    Progress.WELL: (mark("right answers"), "done"),
    Progress.RESISTS: (mark("resists"), "attention"),
    Progress.UNPROVEN: (mark("worked on, no answer"), ""),
    Progress.UNWORKED: (mark("not worked on"), "over"),
}
"""How each is said, and the class of its mark."""
SEPARATOR, NEXT = "\u00a0: ", "\u00a0; "


def half_day_in_words(half_day: AttestedHalfDay) -> str:
    """Return « mardi 16 mars 2027 : Communiquer par messagerie »."""
    return _("{day}: {title}").format(day=day_in_words(half_day.day), title=half_day.title)


def session_in_words(session: TrainingSession, catalogue: Catalogue) -> str:
    """Return a session likewise."""
    title = catalogue.title_of(session.unit)
    return _("{day}: {title}").format(day=day_in_words(session.day), title=title)


def plain(title: Fragment) -> str:
    """Return a title of the course without its links, to stand in a list or in a link of ours."""
    rendered = FragmentRenderer(asset_url=asset_url, term_url=term_url).render(title)
    return Markup(rendered).striptags()  # noqa: S704 - the renderer gives safe HTML


def objective_rows(facts: DebriefFacts, catalogue: Catalogue) -> Iterator[ObjectiveRow]:
    """Yield what is known of each objective: by the questionnaire, since, and where it stands."""
    for one in facts.objectives:
        words, kind = STATES[one.progress]
        yield ObjectiveRow(
            title=one.title,
            before=_before(one, facts.profile, catalogue),
            since=_since(one),
            state=_(words),
            mark=kind,
        )


def _before(one: ObjectiveFacts, profile: Profile | None, catalogue: Catalogue) -> str:
    if profile is None:
        return _("answers no longer kept")
    wished = _("wished for") if one.wished else _("not asked for")
    levels = (
        f"{catalogue.programme.domains[level.domain].title}{SEPARATOR}{level_in_words(level.level)}"
        for level in profile.levels
        if level.domain in one.domains
    )
    return NEXT.join((wished, *levels))


def _since(one: ObjectiveFacts) -> str:
    followed = (
        _("followed: {titles}").format(titles=", ".join(one.followed))
        if one.followed
        else _("no half-day followed")
    )
    if not one.answered:
        return NEXT.join((followed, _("no answer")))
    answers = _("answered: {answered} of {asked}, right at once: {first}, right since: {since}")
    return NEXT.join(
        (
            followed,
            answers.format(
                answered=one.answered, asked=one.asked, first=one.right_first, since=one.right_since
            ),
        )
    )


def resisting_views(facts: DebriefFacts) -> Iterator[tuple[str, str]]:
    """Yield each question that resisted, with the title of the page to read again; empty where there is none."""
    for one in facts.resisting:
        yield plain(one.title), plain(one.page_title)


def practice_views(profile: Profile, catalogue: Catalogue) -> Iterator[PracticeView]:
    """Yield what the questionnaire said of somebody's practice, domain by domain."""
    for level in profile.levels:
        yield PracticeView(
            domain=catalogue.programme.domains[level.domain].title,
            level=level_in_words(level.level),
            answers=tuple((quote.text, quote.answer) for quote in level.answers),
        )


def said_view(known: Debrief, words: Mapping[Slug, str]) -> SaidView | None:
    """Return what the person says; an axis that the questionnaire did not ask for says that it is new."""
    if known.said is None:
        return None
    view, profile = known.said.view, known.facts.profile
    wished = {wish.objective for wish in profile.wishes} if profile else set(view.wanted)
    axes = (
        words.get(objective, objective)
        if objective in wished
        else _("{objective} (new since the questionnaire)").format(objective=words.get(objective, objective))
        for objective in view.wanted
    )
    return SaidView(
        acquired=named(words, view.acquired),
        hard=named(words, view.hard),
        axes=tuple(axes),
        remark=view.remark,
        at=moment_in_words(known.said.at),
    )
