"""Records in which every table holds something: one person whose name is easily found, and a neighbour."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

import sample_catalogue as sample
from stand import NOW, place, registrant

from course_engine.model.accounts import Account, AccountRole, Password
from course_engine.model.admission import (
    Admission,
    AdmissionStatus,
    Channel,
    OverrideKind,
    PathOverride,
    RegistrationDraft,
    RegistrationLink,
    TwinRuling,
)
from course_engine.model.debrief import DebriefAuthor, DebriefNote, DebriefView
from course_engine.model.draw import QuizDraw
from course_engine.model.places import Commune, Deployment, Territory, TerritoryKind
from course_engine.model.register import Signature, SignedBy, SigningMeans
from course_engine.model.response import Score, ShortTextResponse
from course_engine.model.room import RoomAct, RoomActKind
from course_engine.model.training import Answer, Attendance, Attestation, AttestedHalfDay, Judgement
from course_engine.store import Database, Records
from course_engine.store.access import SessionHolder
from course_engine.store.attestations import IssuedAttestation
from course_engine.store.tables import PLACEMENT_PROPOSAL
from course_engine.training.access import issue_codes
from course_engine.training.identity import uuid7
from course_engine.training.registration import register

PERSON, NEIGHBOUR = "tr4f2a", "tr9c1b"
LAST_NAME, FIRST_NAME, EMPLOYER = "Zébulon-Exemple", "Philomène", "Saint-Exemple-les-Essais"
ARRANGEMENT = "une place près de la porte"
DOCUMENT = f"%PDF attestation de {FIRST_NAME} {LAST_NAME}".encode()
NUMBER = "ABCD-EFGH"
LINK, DRAFT, PROPOSAL, SIGNED = (UUID(int=7 << 76 | 2 << 62 | number) for number in range(1, 5))


def fill_every_table(database: Database, *, now: datetime = NOW) -> None:
    """Register two people and give the first a row in every table that can name them."""
    rng = Random(11)
    with database.writing() as records:
        _add_places(records)
        _add_accounts(records, now)
        _add_link_and_draft(records, now)
    path = sample.sample_path(sample.sample_catalogue())
    names = {"last_name": LAST_NAME, "first_name": FIRST_NAME, "employer": EMPLOYER}
    first = registrant(PERSON, path=path, accommodation=ARRANGEMENT, **names)
    register(database, [first, registrant(NEIGHBOUR, path=path)], now=now, rng=rng)
    issue_codes(database, [PERSON], by="region", now=now, rng=rng)
    with database.writing() as records:
        _decide(records, now, rng)
        _take_part(records, now, rng)
        records.access.open_session(
            b"t" * 32, SessionHolder(trainee=PERSON), begins_at=now, expires_at=now + timedelta(hours=8)
        )


def _add_places(records: Records) -> None:
    communes = (Commune(code="62999", name=EMPLOYER),)
    kind = TerritoryKind.COMMUNES
    territory = Territory(id="saint-exemple", name="Pays de Saint-Exemple", kind=kind, communes=communes)
    records.places.save_territory(territory)
    records.places.save_deployment(
        Deployment(
            id="stand-1",
            stand="Stand 1",
            territory="saint-exemple",
            wave=1,
            begins=date(2027, 1, 4),
            ends=date(2027, 4, 30),
            room="Salle des fêtes",
            capacity=12,
        )
    )
    for session in sample.sample_sessions():
        records.schedule.add_session(session)


def _add_accounts(records: Records, now: datetime) -> None:
    for login, role in (("region", AccountRole.REGION), ("referente", AccountRole.REFERENT)):
        account = Account(id=login, name=f"Compte {login}", role=role, created_at=now)
        records.accounts.add_account(account)
    records.accounts.assign("referente", ("saint-exemple",))
    password = Password(hash="$argon2id$…", temporary=True, issued_at=now, issued_by="region")
    records.accounts.set_password("referente", password)
    records.accounts.note_wrong_attempt(uuid7(now, Random(5)), b"s" * 32, at=now)


def _add_link_and_draft(records: Records, now: datetime) -> None:
    month = now + timedelta(days=30)
    link = RegistrationLink(
        id=LINK,
        territory="saint-exemple",
        label=f"Mairie de {EMPLOYER}",
        most=6,
        made_by="referente",
        made_at=now,
        expires_at=month,
    )
    records.invitations.add_link(link, b"l" * 32)
    typed = {"nom": LAST_NAME.upper(), "prenom": FIRST_NAME, "collectivite": EMPLOYER}
    draft = RegistrationDraft(
        id=DRAFT, territory="saint-exemple", link=LINK, content=typed, saved_at=now, expires_at=month
    )
    records.invitations.save_draft(draft, code_hash=b"d" * 32)


def _decide(records: Records, now: datetime, rng: Random) -> None:
    territory, decided = "saint-exemple", {"decided_by": "referente", "decided_at": now}
    for trainee, status, link in (
        (PERSON, AdmissionStatus.ACCEPTED, LINK),
        (NEIGHBOUR, AdmissionStatus.DUPLICATE, None),
    ):
        records.admissions.append(
            Admission(
                id=uuid7(now, rng),
                trainee=trainee,
                territory=territory,
                channel=Channel.LINK,
                status=status,
                link=link,
                same_as=PERSON if link is None else None,
                reason=f"vu avec {FIRST_NAME}",
                **decided,
            )
        )
    ruling = TwinRuling(id=uuid7(now, rng), one=PERSON, other=NEIGHBOUR, same=True, **decided)
    records.admissions.append_ruling(ruling)
    override = PathOverride(
        id=uuid7(now, rng),
        trainee=PERSON,
        unit="ecrire",
        kind=OverrideKind.KEEP,
        reason=f"{FIRST_NAME} y tient",
        **decided,
    )
    records.admissions.append_override(override)
    for session in sample.sample_sessions():
        decision = place(session.id, PERSON, now=now)
        records.schedule.decide(decision.model_copy(update={"reason": f"souhait de {FIRST_NAME}"}))
    records.erasure._connection.execute(
        PLACEMENT_PROPOSAL.insert().values(
            id=PROPOSAL,
            deployment="stand-1",
            content={
                "places": [{"session": "S1", "trainee": PERSON}, {"session": "S1", "trainee": NEIGHBOUR}]
            },
            schema_version=1,
            read_from="0" * 64,
            made_by="referente",
            made_at=now,
        )
    )


def _take_part(records: Records, now: datetime, rng: Random) -> None:
    session = sample.sample_sessions()[0]
    begins = datetime.combine(session.day, session.begins, UTC)
    signed = Attendance(
        id=SIGNED,
        trainee=PERSON,
        session=session.id,
        half_day=session.half_day,
        begins=begins,
        ends=begins + timedelta(hours=3),
        entered_by="referente",
        entered_at=now,
    )
    records.attendance.append(signed)
    drawn = Signature(strokes=(((100, 200), (300, 250)),))
    records.register.sign(
        SignedBy(attendance=SIGNED, means=SigningMeans.DRAWN, signature=drawn, digest="d" * 64)
    )
    act = RoomAct(
        id=uuid7(now, rng),
        session=session.id,
        kind=RoomActKind.HELP_ASKED,
        trainee=PERSON,
        target="accueil",
        by=PERSON,
        at=now,
    )
    records.room.append(act)
    said = DebriefView(hard=("ecrire",), wanted=("ecrire",), remark=f"{FIRST_NAME} veut y revenir")
    author = DebriefAuthor.TRAINEE
    records.debriefs.append(
        DebriefNote(
            id=uuid7(now, rng), trainee=PERSON, session=None, author=author, view=said, by=PERSON, at=now
        )
    )
    records.attendance.append(
        signed.model_copy(update={"id": uuid7(now, rng), "corrects": SIGNED, "ends": signed.ends})
    )
    answer = Answer(
        id=uuid7(now, rng),
        trainee=PERSON,
        quiz="essai",
        question="question",
        catalogue="0" * 64,
        response=ShortTextResponse(text=f"je suis {FIRST_NAME}"),
        score=Score(fraction=1.0, points=1),
        answered_at=now,
    )
    records.answers.append(answer)
    records.judgements.append(
        [
            Judgement(
                id=uuid7(now, rng),
                answer=answer.id,
                trainee=PERSON,
                version=1,
                score=Score(fraction=0.0, points=1),
                by="region",
                at=now,
            )
        ]
    )
    records.draws.append(
        [QuizDraw(id=uuid7(now, rng), trainee=PERSON, quiz="essai", questions=("question",), drawn_at=now)]
    )
    person = records.people.trainee(PERSON)
    assert person is not None
    half_day = AttestedHalfDay(
        unit=session.unit,
        title="Écrire",
        day=session.day,
        half_day=session.half_day,
        begins=session.begins,
        ends=session.ends,
        minutes=180,
        place=session.place,
        animator=session.animator,
    )
    attestation = Attestation(
        number=NUMBER,
        trainee=person,
        programme="Essai",
        organiser="La Région",
        half_days=(half_day,),
        issued_at=now,
        issued_in="Lille",
        signatory="La présidente",
    )
    records.attestations.append(IssuedAttestation(attestation, DOCUMENT, f"énoncé {LAST_NAME}"))
