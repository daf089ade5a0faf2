"""Plans between stands: each stand says how it holds a plan, and none is overwritten unseen.

What stands here is what these records say themselves; where they never changed a plan that came from elsewhere,
it is what was said last. Both depend on the claims alone, not on the order in which they came.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from msgspec import Struct
from pydantic import ValidationError

from course_engine.jobs import fingerprint
from course_engine.model.accounts import Account
from course_engine.model.admission import RegistrationLink
from course_engine.model.exchange import HERE, PlanClaim, PlanKind
from course_engine.model.frozen import Frozen
from course_engine.model.places import Deployment, Territory
from course_engine.model.training import TrainingSession
from course_engine.store import Records
from course_engine.store.claims import PlanId
from course_engine.store.facts import as_json, later

Content = Mapping[str, Any]

MODELS: Mapping[PlanKind, type[Frozen]] = {
    PlanKind.TERRITORY: Territory,
    PlanKind.DEPLOYMENT: Deployment,
    PlanKind.SESSION: TrainingSession,
    PlanKind.ACCOUNT: Account,
    PlanKind.LINK: RegistrationLink,
}


class Adopted(Struct, frozen=True):
    """What came of the claims of a file.

    Attributes:
        added: plans that were not known.
        changed: plans that follow what another stand says now.
        touched: plans of which anything came in.
    """

    added: tuple[PlanId, ...]
    changed: tuple[PlanId, ...]
    touched: frozenset[PlanId]


def current_plans(records: Records) -> Mapping[PlanId, Content]:
    """Return every plan as it stands here, by kind and identity, each after those that it names."""
    plans: dict[PlanKind, Iterable[Any]] = {
        PlanKind.TERRITORY: records.places.territories().values(),
        PlanKind.DEPLOYMENT: records.places.deployments().values(),
        PlanKind.SESSION: records.schedule.sessions().values(),
        PlanKind.ACCOUNT: records.accounts.accounts().values(),
        PlanKind.LINK: records.invitations.every_link(),
    }
    return {(kind, str(plan.id)): as_json(plan) for kind, found in plans.items() for plan in found}


def say_plans(records: Records, *, now: datetime) -> None:
    """Say of every plan that was made or changed here how it is, in the transaction of `records`."""
    for claim in _unsaid(records, now):
        records.claims.save(claim)


def claims_now(records: Records, *, now: datetime) -> Mapping[PlanId, Mapping[str, PlanClaim]]:
    """Return what every stand says of every plan, ours as `say_plans` would say it now."""
    said = dict(records.claims.claims())
    for claim in _unsaid(records, now):
        said[claim.plan, claim.key] = {**said.get((claim.plan, claim.key), {}), HERE: claim}
    return said


def _unsaid(records: Records, now: datetime) -> Iterator[PlanClaim]:
    """Yield what we say of the plans made or changed here since we last said how they are."""
    claims = records.claims.claims()
    for (plan, key), content in current_plans(records).items():
        said = claims.get((plan, key), {})
        if not said or not _same(content, standing(said).content):
            own = said.get(HERE)
            yield PlanClaim(
                plan=plan,
                key=key,
                stand=HERE,
                content=content,
                # What a person set aside stays aside, whatever is changed here since.
                against=own.against if own else (),
                said_at=later(now, own.said_at if own else None),
            )


def standing(said: Mapping[str, PlanClaim]) -> PlanClaim:
    """Return what stands of what is said of one plan: our own word, else the latest."""
    if HERE in said:
        return said[HERE]
    return max(said.values(), key=lambda claim: (*_rank(claim), claim.stand))


def apart_from(said: Mapping[str, PlanClaim]) -> tuple[PlanClaim, ...]:
    """Return what others say that differs from what stands, and that nobody here set aside."""
    stands = standing(said)
    known = {content_digest(stands.content), *stands.against}
    return tuple(claim for claim in said.values() if content_digest(claim.content) not in known)


def adopt(records: Records, claims: Iterable[PlanClaim], *, stand: str) -> Adopted:
    """Take in what other stands say, and make what then stands of each plan the plan.

    Args:
        records: in a writing transaction; `say_plans` was called in it.
        claims: those of a file, `HERE` replaced by the name of its stand.
        stand: what these records call themselves: their own word is not taken from others.
    """
    known, touched = records.claims.claims(), set[PlanId]()
    for claim in claims:
        before = known.get((claim.plan, claim.key), {}).get(claim.stand)
        if claim.stand != stand and (before is None or _rank(claim) > _rank(before)):
            records.claims.save(claim)
            touched.add((claim.plan, claim.key))
    said, plans = records.claims.claims(), current_plans(records)
    added, changed = [], []
    for plan_id in sorted(touched, key=lambda plan_id: (list(PlanKind).index(plan_id[0]), plan_id[1])):
        content = standing(said[plan_id]).content
        if plan_id not in plans:
            _save(records, plan_id[0], content, is_new=True)
            added.append(plan_id)
        elif plans[plan_id] != content:
            _save(records, plan_id[0], content, is_new=False)
            changed.append(plan_id)
    return Adopted(tuple(added), tuple(changed), frozenset(touched))


def choose(records: Records, plan_id: PlanId, digest: str, *, now: datetime) -> bool:
    """Make what a person chose of what is said of a plan the plan; return False where nobody says it any more.

    Everything else that is said of it then is set aside: it is shown no more, unless it changes.
    """
    say_plans(records, now=now)
    said = records.claims.claims().get(plan_id, {})
    contents = {content_digest(claim.content): claim.content for claim in said.values()}
    if digest not in contents:
        return False
    own, (plan, key) = said.get(HERE), plan_id
    records.claims.save(
        PlanClaim(
            plan=plan,
            key=key,
            stand=HERE,
            content=contents[digest],
            against=tuple(sorted(contents.keys() - {digest})),
            said_at=later(now, own.said_at if own else None),
        )
    )
    if standing(said).content != contents[digest]:
        _save(records, plan, contents[digest], is_new=False)
    return True


def content_digest(content: Content) -> str:
    """Return what names the content of a plan."""
    return fingerprint(dict(content))


def is_sound(claim: PlanClaim) -> bool:
    """Return whether the content of a claim is a plan of its kind, of that identity."""
    try:
        plan: Any = MODELS[claim.plan].model_validate(claim.content)
    except ValidationError:
        return False
    return str(plan.id) == claim.key and as_json(plan) == dict(claim.content)


def _rank(claim: PlanClaim) -> tuple[datetime, str]:
    return claim.said_at, content_digest(claim.content)


def _same(here: Content, said: Content) -> bool:
    """Return whether a plan is as it was said to be; a purge that took a name away changed nothing."""
    return here in (said, {**said, "animator": ""})


def _save(records: Records, plan: PlanKind, content: Content, *, is_new: bool) -> None:
    SAVERS[plan](records, MODELS[plan].model_validate(content), is_new)


def _save_session(records: Records, session: Any, is_new: bool) -> None:  # noqa: FBT001 - one of SAVERS
    (records.schedule.add_session if is_new else records.schedule.replace_session)(session)


def _save_account(records: Records, account: Any, is_new: bool) -> None:  # noqa: FBT001 - one of SAVERS
    (records.accounts.add_account if is_new else records.accounts.replace_account)(account)


def _save_link(records: Records, link: Any, is_new: bool) -> None:  # noqa: FBT001 - one of SAVERS
    if is_new:
        # What opens a link stays where it was made: here, nothing does.
        records.invitations.add_link(link, sha256(f"merged {link.id}".encode()).digest())
    else:
        records.invitations.replace_link(link)


SAVERS: Mapping[PlanKind, Callable[[Records, Any, bool], None]] = {
    PlanKind.TERRITORY: lambda records, plan, _is_new: records.places.save_territory(plan),
    PlanKind.DEPLOYMENT: lambda records, plan, _is_new: records.places.save_deployment(plan),
    PlanKind.SESSION: _save_session,
    PlanKind.ACCOUNT: _save_account,
    PlanKind.LINK: _save_link,
}
