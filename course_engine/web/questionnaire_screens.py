"""The screens of one questionnaire being filled in through a link."""

from collections.abc import Mapping

from markupsafe import Markup
from msgspec.structs import replace

from course_engine.i18n import mark, translator
from course_engine.rendering.paths import path_context
from course_engine.training.codes import compact, grouped
from course_engine.training.drafts import OpenDraft
from course_engine.training.sending import Outcome
from course_engine.web.addresses import addresses
from course_engine.web.contexts.registration import EndContext, PauseContext, ReviewContext, StepContext
from course_engine.web.moments import instant_day_in_words, moment_in_words
from course_engine.web.questionnaire_addresses import RESUME, questionnaire_url, step_url
from course_engine.web.questionnaire_views import (
    decisive_view,
    field_labels,
    other_path_view,
    person_values,
    review_sections,
    section_views,
    summary,
)
from course_engine.web.site import Site

_ = translator("web")

PERSON_TITLE = mark("Who you are")


class Screens:
    """The screens of one questionnaire.

    Attributes:
        total: how many steps there are, the last look included.
    """

    def __init__(self, site: Site, code: str, opened: OpenDraft) -> None:
        self._site, self._opened = site, opened
        self._code = grouped(compact(code))
        self._catalogue = site.library.catalogue
        self.total = site.library.form.steps + 1

    def step(self, number: int, problems: Mapping[str, str]) -> str:
        """Return one step, from 1, with what to correct in it."""
        fields = self._opened.fields
        sections = section_views(self._catalogue, fields, problems)
        is_first = number == 1
        context = StepContext(
            shell=self._site.shell,
            address=step_url(self._code, number),
            title=_(PERSON_TITLE) if is_first else sections[number - 2].title,
            number=number,
            total=self.total,
            code=self._code,
            values=person_values(fields) if is_first else {},
            communes=tuple(commune.name for commune in self._opened.territory.communes) if is_first else (),
            questions=() if is_first else sections[number - 2].questions,
            problems=problems,
            summary=summary(problems, field_labels(self._catalogue)),
            reviewing=number == self.total - 1 or self._opened.draft.step >= self.total - 1,
        )
        return self._site.theme.render("web/questionnaire-step.html", context)

    def review(self, problems: Mapping[str, str]) -> str:
        """Return the last look, with what to correct before sending."""
        context = ReviewContext(
            shell=self._site.shell,
            address=step_url(self._code, self.total),
            number=self.total,
            total=self.total,
            code=self._code,
            sections=review_sections(
                self._catalogue,
                self._opened.fields,
                problems,
                about_person=_(PERSON_TITLE),
                step_url=[step_url(self._code, number) for number in range(1, self.total)],
            ),
            problems=problems,
            summary=summary(problems, field_labels(self._catalogue)),
        )
        return self._site.theme.render("web/questionnaire-review.html", context)

    def pause(self, base_url: str) -> str:
        """Return how to go on later, or give up.

        Args:
            base_url: the address of the site, as the browser knows it.
        """
        draft = self._opened.draft
        context = PauseContext(
            shell=self._site.shell,
            address=questionnaire_url(self._code),
            code=self._code,
            resume=base_url.rstrip("/") + RESUME,
            until=instant_day_in_words(draft.expires_at),
        )
        return self._site.theme.render("web/questionnaire-pause.html", context)

    def end(self, came: Outcome) -> str:
        """Return what came of the questionnaire."""
        # Whoever registers has no access to the units' own pages yet: their titles lead nowhere.
        places = replace(addresses(heading=2), unit=lambda _unit: "")
        path = path_context(self._catalogue, came.path, (), (), places)
        context = EndContext(
            shell=self._site.shell,
            name=came.trainee.full_name,
            territory=self._opened.territory.name,
            path_screen=Markup(self._site.theme.render("path.html", path)),  # noqa: S704 - an escaping template's
            with_more=other_path_view(self._catalogue, came.changes.with_more),
            with_fewer=other_path_view(self._catalogue, came.changes.with_fewer),
            decisive=tuple(decisive_view(self._catalogue, one) for one in came.changes.decisive),
            until=moment_in_words(self._opened.draft.expires_at),
        )
        return self._site.theme.render("web/questionnaire-end.html", context)
