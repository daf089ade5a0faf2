"""The attendance register as screens show it."""

from collections.abc import Mapping

from markupsafe import Markup, escape

from course_engine.i18n import translator
from course_engine.model.course import Catalogue
from course_engine.model.names import name_in_list
from course_engine.model.register import SigningMeans
from course_engine.model.training import Attendance, TrainingSession
from course_engine.rendering.contexts import Link
from course_engine.rendering.signature import signature_svg
from course_engine.rendering.wording import day_in_words, time_in_words
from course_engine.training.register.hours import Hours
from course_engine.training.register.sheet import AttendanceSheet, SheetLine
from course_engine.training.register.signing import Signing
from course_engine.training.stand_time import on_the_stand
from course_engine.web.contexts.register import AttendanceLineView, PersonToSign
from course_engine.web.moments import moment_in_words

_ = translator("web")


def title_of(session: TrainingSession, catalogue: Catalogue) -> str:
    """Return the title of a session's unit."""
    unit = catalogue.units.get(session.unit)
    return unit.title if unit else session.unit


def when_of(session: TrainingSession) -> str:
    """Return « mardi 16 mars 2027, de 9 h à 12 h »."""
    return _("{day}, from {begins} to {ends}").format(
        day=day_in_words(session.day), begins=time_in_words(session.begins), ends=time_in_words(session.ends)
    )


def hours_in_words(hours: Hours) -> str:
    """Return « de 9 h à 12 h »."""
    return _("between {begins} and {ends}").format(
        begins=time_in_words(on_the_stand(hours.begins).time()),
        ends=time_in_words(on_the_stand(hours.ends).time()),
    )


def what_is_signed(signing: Signing, catalogue: Catalogue) -> tuple[str, ...]:
    """Return what somebody signs for, in sentences."""
    session = signing.session
    lines = (title_of(session, catalogue), f"{_capital(when_of(session))}, {session.place}.")
    if signing.fact is not None:
        return (*lines, _("Your attendance: {hours}.").format(hours=hours_in_words(signing.hours)))
    counted = _("You sign for your attendance {hours}.").format(hours=hours_in_words(signing.hours))
    if signing.hours != Hours.planned(session):
        counted += " " + _(
            "You arrived earlier? Sign all the same, and tell the trainer, who corrects the hour."
        )
    return (*lines, counted)


def signed_already(fact: Attendance) -> str:
    """Return « Vous avez signé à 9 h 04. »."""
    return _("You signed at {hour}.").format(hour=time_in_words(on_the_stand(fact.entered_at).time()))


def people_to_sign(sheet: AttendanceSheet) -> tuple[PersonToSign, ...]:
    """Return who signs on the screen that goes from hand to hand."""
    return tuple(
        PersonToSign(
            name=name_in_list(line.trainee),
            href="" if line.is_present else f"{sheet_link(sheet.session.id).href}/ici/{line.trainee.id}",
        )
        for line in sheet.lines
        if line.expected
    )


def line_view(
    sheet: AttendanceSheet, line: SheetLine, typed: Mapping[str, tuple[str, ...]]
) -> AttendanceLineView:
    """Return a line of a sheet.

    Args:
        sheet: the sheet.
        line: one of its lines.
        typed: the form that was posted and refused; empty otherwise.
    """
    hours = Hours.of(line.fact) if line.fact and line.is_present else Hours.planned(sheet.session)
    state, mark = _state(line)
    who = line.trainee.id
    return AttendanceLineView(
        id=who,
        name=name_in_list(line.trainee),
        employer=line.trainee.employer,
        state=state,
        mark=mark,
        hours=hours_in_words(hours) if line.is_present else "",
        is_partial=line.is_partial(sheet.session),
        signature=_drawing(line),
        history=tuple(_told(sheet, fact) for fact in line.history),
        arrives=_typed(typed, f"arrivee-{who}") or f"{on_the_stand(hours.begins):%H:%M}",
        leaves=_typed(typed, f"depart-{who}") or f"{on_the_stand(hours.ends):%H:%M}",
        is_present=line.is_present,
        is_ticked=who in typed.get("present", ()),
    )


def countersigned_in_words(sheet: AttendanceSheet) -> str:
    """Return how a sheet was countersigned: « Contresignée par … le … »; empty where it was not."""
    last = sheet.countersignature
    if last is None:
        return ""
    return _("Countersigned by {name}, {moment}.").format(
        name=sheet.people.get(last.account, last.account), moment=moment_in_words(last.at)
    )


def countersignature_svg(sheet: AttendanceSheet) -> Markup:
    """Return what the animateur drew; empty where there is nothing."""
    last = sheet.countersignature
    if last is None or last.signature is None:
        return Markup()
    return signature_svg(last.signature, _("Countersignature"))


def sheet_link(session: str) -> Link:
    """Return the way to the sheet of a session."""
    return Link(href=f"/seances/{session}/emargement", title=escape(_("The attendance sheet")))


def _state(line: SheetLine) -> tuple[str, str]:
    if line.fact is None:
        return _("not signed"), ""
    if not line.fact.signed:
        return _("did not sign after all"), "over"
    if line.signed is None:
        return _("signed, before the register"), "done"
    if line.signed.means is SigningMeans.PAPER:
        return _("signed on paper"), "done"
    return _("signed on the screen"), "done"


def _drawing(line: SheetLine) -> Markup:
    if line.signed is None or line.signed.signature is None:
        return Markup()
    return signature_svg(line.signed.signature, _("Signature of {name}").format(name=line.trainee.full_name))


def _told(sheet: AttendanceSheet, fact: Attendance) -> str:
    """Return what a fact said and who entered it when, in one sentence."""
    if not fact.signed:
        sentence = _("{moment}, {who}: did not sign after all.")
    elif fact.corrects is None:
        sentence = _("{moment}, {who}: signed, {hours}.")
    else:
        sentence = _("{moment}, {who}: corrected, {hours}.")
    themselves = fact.entered_by == fact.trainee
    who = _("the trainee") if themselves else sheet.people.get(fact.entered_by, fact.entered_by)
    return sentence.format(
        moment=_capital(moment_in_words(fact.entered_at)), who=who, hours=hours_in_words(Hours.of(fact))
    )


def _typed(typed: Mapping[str, tuple[str, ...]], name: str) -> str:
    return typed.get(name, ("",))[0][:20]


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
