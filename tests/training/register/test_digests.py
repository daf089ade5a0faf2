"""Digests: the very same for ever, whatever the machine, since chains are checked years later."""

from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID
from zoneinfo import ZoneInfo

from course_engine.model.register import (
    BEGINNING,
    Countersignature,
    LinkedKind,
    RegisterLink,
    Signature,
    SignedBy,
    SigningMeans,
)
from course_engine.model.training import Attendance, HalfDay
from course_engine.training.register.digests import (
    attendance_digest,
    countersignature_digest,
    sheet_digest,
    signature_digest,
)

AT = datetime(2027, 3, 16, 8, 4, 5, 600, tzinfo=UTC)
ONE, TWO = UUID(int=1), UUID(int=2)
DRAWN = Signature(strokes=(((1, 2), (300, 40)),))
FACT = Attendance(
    id=ONE,
    trainee="st-anne",
    session="S1",
    half_day=HalfDay.MORNING,
    begins=AT,
    ends=AT.replace(hour=11),
    entered_by="Élodie",
    entered_at=AT,
)
SIGNED = SignedBy(attendance=ONE, means=SigningMeans.DRAWN, signature=DRAWN, digest="a" * 64)
COUNTERSIGNED = Countersignature(id=TWO, session="S1", account="a", sheet="b" * 64, at=AT)
WRITTEN = (
    '{"attendance":{"begins":"2027-03-16T08:04:05.000600+00:00","corrects":null,"ends":"2027-03-16T11:04:05.000600+00:00",'
    '"entered_at":"2027-03-16T08:04:05.000600+00:00","entered_by":"Élodie","half_day":"matin",'
    '"id":"00000000-0000-0000-0000-000000000001","session":"S1","signed":true,"trainee":"st-anne"},'
)


def sha(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def test_an_attendance_is_sealed_with_how_it_was_signed() -> None:
    drawn = '"signed":{"digest":"' + "a" * 64 + '","means":"ecran"}}'
    assert attendance_digest(FACT, SIGNED) == sha(WRITTEN + drawn)
    assert attendance_digest(FACT, None) == sha(WRITTEN + '"signed":null}')


def test_an_erased_drawing_changes_no_digest() -> None:
    erased = SIGNED.model_copy(update={"signature": None})
    assert attendance_digest(FACT, erased) == attendance_digest(FACT, SIGNED)
    signed = COUNTERSIGNED.model_copy(update={"signature": DRAWN})
    assert countersignature_digest(signed) == countersignature_digest(COUNTERSIGNED)


def test_an_instant_is_the_same_in_every_time_zone() -> None:
    paris = FACT.model_copy(update={"begins": FACT.begins.astimezone(ZoneInfo("Europe/Paris"))})
    assert attendance_digest(paris, SIGNED) == attendance_digest(FACT, SIGNED)


def test_a_countersignature_is_sealed_without_its_drawing() -> None:
    assert countersignature_digest(COUNTERSIGNED) == sha(
        '{"countersignature":{"account":"a","at":"2027-03-16T08:04:05.000600+00:00","digest":null,'
        '"id":"00000000-0000-0000-0000-000000000002","session":"S1","sheet":"' + "b" * 64 + '"}}'
    )


def test_a_drawing_is_sealed_by_its_points() -> None:
    assert signature_digest(DRAWN) == sha('{"strokes":[[[1,2],[300,40]]]}')


def test_a_sheet_is_the_same_in_whatever_order_it_is_read() -> None:
    other = FACT.model_copy(update={"id": TWO})
    assert sheet_digest([(FACT, SIGNED), (other, None)]) == sheet_digest([(other, None), (FACT, SIGNED)])
    assert sheet_digest([(FACT, SIGNED)]) == sha(f'["{attendance_digest(FACT, SIGNED)}"]')


def test_a_link_is_tied_to_the_one_before() -> None:
    first = RegisterLink.after(None, chain=ONE, kind=LinkedKind.ATTENDANCE, fact=TWO, digest="c" * 64, at=AT)
    said = (str(ONE), "1", "presence", str(TWO), "c" * 64, BEGINNING, "2027-03-16T08:04:05.000600+00:00")
    assert first.hash == sha("\n".join(said)) == first.tied()
    second = RegisterLink.after(first, chain=TWO, kind=LinkedKind.PURGED, fact=TWO, digest="c" * 64, at=AT)
    assert (second.rank, second.previous) == (2, first.hash)
    assert second.model_copy(update={"rank": 3}).tied() != second.hash
