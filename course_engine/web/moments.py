"""The hour that every live figure carries."""

from datetime import datetime

from course_engine.i18n import translator
from course_engine.rendering.wording import day_in_words, time_in_words
from course_engine.training.stand_time import on_the_stand

_ = translator("web")


def moment_in_words(instant: datetime) -> str:
    """Return « samedi 13 mars 2027, 9 h 15 », by the stand's clock."""
    local = on_the_stand(instant)
    return _("{day}, {time}").format(day=day_in_words(local.date()), time=time_in_words(local.time()))
