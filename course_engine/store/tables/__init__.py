"""The tables. Facts are appended and never edited; triggers refuse anything else.

JSON is kept beside the version of its schema, so that what was written years ago can still be read.
"""

from course_engine.store.tables.access import (
    ACCESS_CODE,
    ACCOUNT,
    ACCOUNT_TERRITORY,
    PASSWORD,
    SECRET,
    WEB_SESSION,
    WRONG_ATTEMPT,
)
from course_engine.store.tables.exchange import MERGE_RECEIPT, PLAN_VARIANT
from course_engine.store.tables.metadata import METADATA
from course_engine.store.tables.people import (
    ADMISSION,
    LEARNING_PATH,
    PATH_OVERRIDE,
    REGISTRATION,
    REGISTRATION_DRAFT,
    REGISTRATION_LINK,
    TRAINEE,
    TWIN_RULING,
)
from course_engine.store.tables.privacy import ERASURE_PERMIT, TRAIL
from course_engine.store.tables.publication import CATALOGUE, JUDGEMENT, QUIZ_DRAW
from course_engine.store.tables.register import COUNTERSIGNATURE, REGISTER_LINK, SIGNED_BY
from course_engine.store.tables.room import ANSWER, ATTENDANCE, ATTESTATION, DEBRIEF_NOTE, ROOM_ACT
from course_engine.store.tables.schedule import (
    COMMUNE,
    DEPLOYMENT,
    ENROLMENT_DECISION,
    PLACEMENT_PROPOSAL,
    TERRITORY,
    TRAINING_SESSION,
)

__all__ = [
    "ACCESS_CODE",
    "ACCOUNT",
    "ACCOUNT_TERRITORY",
    "ADMISSION",
    "ANSWER",
    "ATTENDANCE",
    "ATTESTATION",
    "CATALOGUE",
    "COMMUNE",
    "COUNTERSIGNATURE",
    "DEBRIEF_NOTE",
    "DEPLOYMENT",
    "ENROLMENT_DECISION",
    "ERASURE_PERMIT",
    "JUDGEMENT",
    "LEARNING_PATH",
    "MERGE_RECEIPT",
    "METADATA",
    "PASSWORD",
    "PATH_OVERRIDE",
    "PLACEMENT_PROPOSAL",
    "PLAN_VARIANT",
    "QUIZ_DRAW",
    "REGISTER_LINK",
    "REGISTRATION",
    "REGISTRATION_DRAFT",
    "REGISTRATION_LINK",
    "ROOM_ACT",
    "SECRET",
    "SIGNED_BY",
    "TERRITORY",
    "TRAIL",
    "TRAINEE",
    "TRAINING_SESSION",
    "TWIN_RULING",
    "WEB_SESSION",
    "WRONG_ATTEMPT",
]
