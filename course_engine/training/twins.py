"""Twins: registrations that look as if they were of one person. Shown, and settled by a person only."""

from collections.abc import Collection, Mapping
from datetime import datetime
from hashlib import sha256
from random import Random

from msgspec import Struct

from course_engine.errors import DecisionRefused, NotFound
from course_engine.i18n import mark, translator
from course_engine.model.accounts import Account
from course_engine.model.admission import Admission, AdmissionStatus, TwinRuling
from course_engine.model.registration import Registration
from course_engine.planning.twins import Likeness, Match, Places, twins
from course_engine.store import Database, Records
from course_engine.training.admission import (
    LIVE,
    FreedSeat,
    next_admission,
    settle,
    status_in_words,
)
from course_engine.training.answer_words import AnswerInWords, answers_in_words
from course_engine.training.identity import uuid7
from course_engine.training.library import Library
from course_engine.training.scope import own_admission

_ = translator("training")

VERSION_LENGTH = 16
LAST_NAME: Mapping[Match, str] = {
    Match.SAME: mark("same last name"),
    Match.SLIP: mark("last names that differ by a slip of the keyboard"),
    Match.PART: mark("last names that have a part in common"),
}
FIRST_NAME: Mapping[Match, str] = {
    Match.SAME: mark("same first name"),
    Match.SLIP: mark("first names that differ by a slip of the keyboard"),
    Match.PART: mark("first names that have a part in common"),
}
PLACES: Mapping[Places, str] = {
    Places.SAME: mark("same collectivité"),
    Places.UNKNOWN: mark("collectivités that are written differently"),
    Places.OTHER: mark("another commune"),
}


class Side(Struct, frozen=True):
    """One of two registrations that look alike, as a person compares them."""

    registration: Registration
    admission: Admission
    answers: tuple[AnswerInWords, ...]


class Twins(Struct, frozen=True):
    """Two registrations side by side.

    Attributes:
        why: why they look alike, one sentence; empty where somebody settled it.
        ruling: what somebody said of them; None where it is to be settled.
        version: what a form made from this screen carries: another one once anything is decided of them.
    """

    one: Side
    other: Side
    why: str
    ruling: TwinRuling | None
    version: str


class RulingAsked(Struct, frozen=True):
    """What somebody says of two registrations.

    Attributes:
        keep: of one person, the registration that stays; empty where they are of two people.
        version: of the screen where they said so.
    """

    one: str
    other: str
    keep: str
    version: str


class Ruled(Struct, frozen=True):
    """What came of a ruling, with the seats that the registration set aside gave up."""

    ruling: TwinRuling
    freed: tuple[FreedSeat, ...] = ()


def twins_of(database: Database, library: Library, account: Account) -> tuple[Twins, ...]:
    """Return the pairs of an account's territories: to be settled first, the most alike before; then settled.

    A pair across the territories of two référents is shown to whoever works in both.
    """
    with database.reading() as records:
        own = {
            trainee: admission
            for trainee, admission in records.admissions.standing().items()
            if admission.territory in account.territories
        }
        rulings = {
            pair: ruling for pair, ruling in records.admissions.rulings().items() if own.keys() >= set(pair)
        }
        alike = {(pair.one, pair.other): why(pair) for pair in unsettled_in(records, account.territories)}
        known = records.people.forms({trainee for pair in (*alike, *rulings) for trainee in pair})
    questionnaire = library.catalogue.questionnaire
    sides = {
        trainee: Side(form, own[trainee], answers_in_words(questionnaire, form.answers))
        for trainee, form in known.items()
    }
    return tuple(
        _side_by_side(sides[one], sides[other], alike.get((one, other), ""), rulings.get((one, other)))
        for one, other in (*alike, *rulings)
    )


def unsettled_in(records: Records, territories: Collection[str]) -> tuple[Likeness, ...]:
    """Return the pairs of live registrations of some territories that nobody settled yet, the most alike first."""
    live = [
        trainee
        for trainee, admission in records.admissions.standing().items()
        if admission.territory in territories and admission.status in LIVE
    ]
    known, rulings = records.people.forms(live), records.admissions.rulings()
    found = twins(known.values())
    return tuple(pair for pair in found if pair[:2] not in rulings)


def rule(database: Database, account: Account, asked: RulingAsked, *, now: datetime, rng: Random) -> Ruled:
    """Say whether two registrations are of one person. The opposite, said later, undoes it.

    Of one person, the registration that is not kept becomes a duplicate, and gives up its places in sessions
    to come; nothing is moved to the other. Of two people, a duplicate is put back among those to be read.

    Args:
        database: where it is recorded.
        account: who says so.
        asked: what; the same said again changes nothing more.
        now: when, aware.
        rng: for the ids of the facts.

    Raises:
        NotFound: one of them is in none of the account's territories, or the one to keep is neither.
        DecisionRefused: somebody decided of one of them meanwhile, or one of them is not to come.
    """
    pair = one, other = _in_order(asked)
    with database.writing() as records:
        admissions = {trainee: own_admission(records, account, trainee) for trainee in pair}
        known = records.admissions.rulings().get(pair)
        if known is not None and _says(known, admissions, asked.keep):
            return Ruled(known)
        if _version(admissions.values(), known) != asked.version:
            raise DecisionRefused(
                _("Meanwhile something was decided of these registrations: read them again, then decide.")
            )
        ruling = TwinRuling(
            id=uuid7(now, rng),
            one=one,
            other=other,
            same=bool(asked.keep),
            decided_by=account.id,
            decided_at=now,
        )
        follows = _following(admissions, account, asked.keep, now=now, rng=rng)
        records.admissions.append_ruling(ruling)
        freed = [seat for admission in follows for seat in settle(records, admission, now=now, rng=rng).freed]
    return Ruled(ruling, tuple(freed))


def why(likeness: Likeness) -> str:
    """Return in one sentence what two registrations have in common."""
    clauses = [
        _(LAST_NAME[likeness.last_name]),
        _(FIRST_NAME[likeness.first_name]),
        _(PLACES[likeness.places]),
    ]
    if likeness.swapped:
        clauses.insert(0, _("last name and first name swapped"))
    sentence = ", ".join(clauses)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _following(
    admissions: Mapping[str, Admission], account: Account, keep: str, *, now: datetime, rng: Random
) -> list[Admission]:
    """Return the decisions that follow from a ruling."""
    if keep:
        for admission in admissions.values():
            if admission.status not in LIVE:
                sentence = _("One of these registrations is “{status}”: put it back to be read first.")
                raise DecisionRefused(sentence.format(status=status_in_words(admission.status)))
        (left,) = (admission for trainee, admission in admissions.items() if trainee != keep)
        status = AdmissionStatus.DUPLICATE
        return [next_admission(left, account, status, reason="", same_as=keep, now=now, rng=rng)]
    return [
        next_admission(admission, account, AdmissionStatus.RECEIVED, reason="", now=now, rng=rng)
        for admission in admissions.values()
        if admission.status is AdmissionStatus.DUPLICATE and admission.same_as in admissions
    ]


def _in_order(asked: RulingAsked) -> tuple[str, str]:
    one, other = sorted((asked.one, asked.other))
    if one == other or asked.keep not in {one, other, ""}:
        raise NotFound(_("These are not two registrations: go back to the list of duplicates."))
    return one, other


def _says(known: TwinRuling, admissions: Mapping[str, Admission], keep: str) -> bool:
    """Return whether what is asked is what was said already."""
    if not keep or not known.same:
        return known.same == bool(keep)
    return any(admission.same_as == keep for admission in admissions.values())


def _version(admissions: Collection[Admission], ruling: TwinRuling | None) -> str:
    facts = [*(admission.id for admission in admissions), ruling.id if ruling else None]
    return sha256(repr(facts).encode()).hexdigest()[:VERSION_LENGTH]


def _side_by_side(one: Side, other: Side, sentence: str, ruling: TwinRuling | None) -> Twins:
    return Twins(one, other, sentence, ruling, _version((one.admission, other.admission), ruling))
