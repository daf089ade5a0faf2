"""Instants in words, by the stand's clock."""

from datetime import datetime

from course_engine.i18n import translator
from course_engine.model.training import TrainingSession
from course_engine.rendering.wording import day_in_words, time_in_words
from course_engine.training.stand_time import on_the_stand

_ = translator("web")


def moment_in_words(instant: datetime) -> str:
    """Return « samedi 13 mars 2027, 9 h 15 »."""
    time = time_in_words(on_the_stand(instant).time())
    return _("{day}, {time}").format(day=instant_day_in_words(instant), time=time)


def instant_day_in_words(instant: datetime) -> str:
    """Return « samedi 13 mars 2027 »."""
    return day_in_words(on_the_stand(instant).date())


def hour_in_words(instant: datetime) -> str:
    """Return when live figures were read: « à 10 h 42 »."""
    return _("at {hour}").format(hour=time_in_words(on_the_stand(instant).time()))


def clock_in_figures(instant: datetime) -> str:
    """Return « 10:42:07 »: the hour of a live figure, to the second."""
    return f"{on_the_stand(instant):%H:%M:%S}"


def session_in_words(session: TrainingSession) -> str:
    """Return « samedi 13 mars 2027, de 9 h à 12 h »."""
    return _("{day}, from {begins} to {ends}").format(
        day=day_in_words(session.day),
        begins=time_in_words(session.begins),
        ends=time_in_words(session.ends),
    )
