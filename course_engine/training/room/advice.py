"""The running order in sentences: how late the session is, and what can be shortened."""

from collections.abc import Iterator
from datetime import datetime

from course_engine.i18n import translator
from course_engine.model.course import PhaseKind
from course_engine.rendering.pages import PHASE_TITLES
from course_engine.rendering.wording import duration_in_words, time_in_words
from course_engine.training.room.running_order import Progress, RunningOrder, Shortened
from course_engine.training.stand_time import on_the_stand

_ = translator("training")
_titles = translator("rendering")


def phase_title(kind: PhaseKind) -> str:
    """Return what a time of the session is called: « Apport »."""
    return _titles(PHASE_TITLES[kind])


def drift_in_words(order: RunningOrder) -> str:
    """Return « 18 minutes de retard », « 5 minutes d’avance » or « À l’heure »."""
    if order.is_on_time:
        return _("On time")
    if order.drift > 0:
        return _("{minutes} minutes late").format(minutes=order.drift)
    return _("{minutes} minutes early").format(minutes=-order.drift)


def advice(order: RunningOrder) -> tuple[str, ...]:
    """Return what can be shortened so that the session ends in time, one sentence each; none when it does."""
    return tuple(_advice(order))


def _advice(order: RunningOrder) -> Iterator[str]:
    yield from map(_shortening, order.shortened)
    if not order.shortened and not order.lost:
        return
    for time in order.times:
        if time.kind is PhaseKind.DISCUSSION and time.progress is Progress.AHEAD:
            yield _("Keep at least {least} for exchanges.").format(least=duration_in_words(time.least))
    if order.lost:
        yield _(
            "{minutes} min cannot be caught up: announce that it ends later, or leave pages to be read at home."
        ).format(minutes=order.lost)


def _shortening(one: Shortened) -> str:
    sentence = (
        _("{title}: {left} more instead of {planned}, until {hour}.")
        if one.going_on
        else _("{title}: {left} instead of {planned}, until {hour}.")
    )
    return sentence.format(
        title=phase_title(one.kind),
        left=duration_in_words(one.left),
        planned=duration_in_words(one.left + one.cut),
        hour=hour_of(one.ends),
    )


def hour_of(instant: datetime) -> str:
    """Return « 10 h 35 », by the stand's clock."""
    return time_in_words(on_the_stand(instant).time())
