"""Overrides: a référent or an animator decides of a unit of somebody's path, and says why."""

from collections.abc import Mapping
from datetime import datetime
from random import Random
from uuid import UUID

from msgspec import Struct

from course_engine.errors import DecisionRefused, NotFound
from course_engine.i18n import translator
from course_engine.model.accounts import Account
from course_engine.model.admission import OverrideKind, PathOverride
from course_engine.model.identity import Slug
from course_engine.model.path import LearningPath
from course_engine.planning.overrides import fitting, standing, with_overrides
from course_engine.store import Database
from course_engine.training.admission import checked_reason
from course_engine.training.identity import uuid7
from course_engine.training.library import Library
from course_engine.training.registration import registrant_of
from course_engine.training.scope import own_registration

_ = translator("training")


class OverrideAsked(Struct, frozen=True):
    """What somebody decides of one unit of one path.

    Attributes:
        reason: required, but to come back to what was planned.
        seen: the fact of the path on the screen where they decided.
    """

    trainee: str
    unit: Slug
    kind: OverrideKind
    reason: str
    seen: UUID


def override_path(
    database: Database,
    library: Library,
    account: Account,
    asked: OverrideAsked,
    *,
    now: datetime,
    rng: Random,
) -> LearningPath:
    """Record what somebody decided of a unit, and the path that comes of it; return the path.

    Args:
        database: where it is recorded.
        library: the course.
        account: who decides.
        asked: what; the same form sent twice changes nothing more.
        now: when, aware.
        rng: for the ids of the facts.

    Raises:
        NotFound: nobody of that id is in the account's territories, or the programme has no such unit.
        DecisionRefused: no reason is given, a rule of paths forbids it, or the path changed meanwhile.
    """
    override = _override(library, account, asked, now=now, rng=rng)
    with database.writing() as records:
        _admission, form, _role = own_registration(records, account, asked.trainee)
        planned, path = registrant_of(library, form).path, records.people.path(asked.trainee)
        known = standing(planned, records.admissions.overrides(asked.trainee))
        if path is not None and _is_known(known, override):
            return path
        if records.people.path_fact(asked.trainee) != asked.seen:
            raise DecisionRefused(_("Meanwhile this path changed: read it again, then decide."))
        others = [one for unit, one in known.items() if unit != asked.unit]
        names = {name: one.name for name, one in records.accounts.accounts().items()}
        fit = (*fitting(planned, others, library.catalogue), override)
        changed = with_overrides(planned, fit, library.catalogue, names)
        records.admissions.append_override(override)
        records.people.append_path(asked.trainee, changed, fact_id=uuid7(now, rng), recorded_at=now)
    return changed


def _override(
    library: Library, account: Account, asked: OverrideAsked, *, now: datetime, rng: Random
) -> PathOverride:
    reason = checked_reason(asked.reason)
    if asked.unit not in library.catalogue.programme.unit_order:
        raise NotFound(_("The programme has no session “{unit}”.").format(unit=asked.unit))
    if not reason and asked.kind is not OverrideKind.AS_PLANNED:
        raise DecisionRefused(_("Say why: the reason is shown in the path."))
    return PathOverride(
        id=uuid7(now, rng),
        trainee=asked.trainee,
        unit=asked.unit,
        kind=asked.kind,
        reason=reason or _("back to what was planned"),
        decided_by=account.id,
        decided_at=now,
    )


def _is_known(known: Mapping[Slug, PathOverride], override: PathOverride) -> bool:
    """Return whether a decision is the one that stands already."""
    stands = known.get(override.unit)
    if stands is None:
        return override.kind is OverrideKind.AS_PLANNED
    return (stands.kind, stands.reason, stands.decided_by) == (
        override.kind,
        override.reason,
        override.decided_by,
    )
