"""Export: every fact and what is said of every plan, in one signed file for another stand."""

from collections.abc import Iterator
from datetime import datetime
from random import Random

from course_engine import __version__
from course_engine.errors import EnvironmentRefused
from course_engine.exchange.records_file import FACTS as FACTS_FOLDER
from course_engine.exchange.records_file import PLANS, Manifest, pack
from course_engine.i18n import translator
from course_engine.model.exchange import HERE
from course_engine.model.trail import TrailAction
from course_engine.signing import Signer
from course_engine.signing.jws import canonical
from course_engine.store import Database, Records
from course_engine.store.exchange import FACTS, REVISION
from course_engine.store.facts import as_json
from course_engine.training.exchange.claims import say_plans
from course_engine.training.register.chain import begin_chain
from course_engine.training.trail import trace

_ = translator("training")


def export_records(
    database: Database, *, stand: str, signer: Signer, by: str, now: datetime, rng: Random
) -> bytes:
    """Return the signed file of everything that travels, and leave an entry in the trail.

    It holds personal data. Left out, as `store.travel` says: what opens doors (passwords, codes, sessions of
    browsers, the hashes of links), guesses, questionnaires not sent yet, proposals of places.

    Args:
        database: where from.
        stand: what this stand calls itself.
        signer: its key.
        by: who takes the records away.
        now: when, aware.
        rng: for the id of the entry.

    Raises:
        EnvironmentRefused: the stand has no name.
    """
    check_stand(stand)
    with database.writing() as records:
        begin_chain(records, now=now, rng=rng)
        say_plans(records, now=now)
        trace(records, TrailAction.RECORDS_EXPORTED, by=by, now=now, rng=rng)
    # Packing takes seconds: a room that is held at the same time goes on writing.
    with database.reading() as records:
        manifest = Manifest(
            engine=__version__,
            revision=REVISION,
            stand=stand,
            made_at=now,
            members={},
            chains=records.exchange.chain_heads(),
        )
        members = {f"{FACTS_FOLDER}{name}.jsonl": records.exchange.lines(name) for name in FACTS}
        return pack(manifest, {**members, PLANS: _plan_lines(records, stand)}, signer)


def check_stand(stand: str) -> None:
    """Refuse to exchange records under no name.

    Raises:
        EnvironmentRefused: the stand has none.
    """
    if not stand:
        raise EnvironmentRefused(
            _("Other stands must know whose records these are: name this stand in COURSE_ENGINE_STAND.")
        )


def _plan_lines(records: Records, stand: str) -> Iterator[bytes]:
    for said in records.claims.claims().values():
        for claim in said.values():
            # What others said of us is only our own word come back.
            if claim.stand != stand:
                yield canonical(as_json(claim) | {"stand": stand if claim.stand == HERE else claim.stand})
