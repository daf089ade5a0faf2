"""What is collected about people, and why: the one place that says it. Pages, notices and exports read it here.

The legal basis is everywhere a task carried out in the public interest (GDPR, article 6.1.e), never consent.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from course_engine.i18n import mark, translator
from course_engine.model.accounts import AccountRole
from course_engine.training.retention import Retention
from course_engine.training.rights import RIGHTS, Right

_ = translator("training")


class RecordKind(StrEnum):
    """A kind of record; the value is its word in exports and reports."""

    REGISTRATION = "inscription"
    PATH = "parcours"
    PLACES = "places"
    ATTENDANCE = "presence"
    ROOM = "salle"
    QUIZZES = "quiz"
    DEBRIEF = "bilan"
    ATTESTATION = "attestations"
    ENTRY = "entree"
    DRAFTS = "brouillons"
    LINKS = "liens"
    ACCOUNTS = "comptes"
    SCHEDULE = "seances"
    ATTEMPTS = "essais"
    TRAIL = "trace"
    MERGES = "fusions"


class Afterwards(StrEnum):
    """What becomes of a record whose time is over."""

    DELETED = "efface"
    REDUCED = "reduit"


class Collected(Struct, frozen=True):
    """What is kept for one reason.

    Attributes:
        tables: where, in the database (see `inventory.TABLES`).
        title, content, purpose, end: in words: what it is, what it holds, why, what ends its time.
        seen_with: the rights that let an account read it; the person reads theirs as `to_themselves` says.
        period: the attribute of `Retention` that counts from `end`.
        afterwards: what becomes of it then.
        to_themselves: whether the person finds it on their own screens.
    """

    tables: tuple[str, ...]
    title: str
    content: str
    purpose: str
    end: str
    period: str
    seen_with: frozenset[Right]
    afterwards: Afterwards = Afterwards.DELETED
    to_themselves: bool = False


AFTER_LAST_SESSION = mark("after the last session")
_WHOLE_FILE = frozenset({Right.SEE_WHOLE_FILE})
_PEOPLE = frozenset({Right.SEE_PEOPLE, Right.SEE_WHOLE_FILE})
_SESSIONS = frozenset({Right.SEE_SESSIONS, Right.SEE_WHOLE_FILE})

COLLECTED: Mapping[RecordKind, Collected] = {
    RecordKind.REGISTRATION: Collected(
        tables=("trainee", "registration", "admission", "twin_ruling"),
        title=mark("Registration form"),
        content=mark(
            "Last name, first name, commune or grouping, elected or staff, answers on practice, wishes and "
            "availability, arrangement wished for; what was decided of the registration. No date of birth, no "
            "telephone number, no reason for an arrangement."
        ),
        purpose=mark("To make a personal path, to give places, to prepare the sessions."),
        end=AFTER_LAST_SESSION,
        period="questionnaire_months",
        seen_with=_PEOPLE,
        afterwards=Afterwards.REDUCED,
    ),
    RecordKind.PATH: Collected(
        tables=("learning_path", "path_override"),
        title=mark("Personal path"),
        content=mark("The half-days kept and left out, with the reason for each, and what a person changed."),
        purpose=mark("To explain to each trainee what they follow and why."),
        end=AFTER_LAST_SESSION,
        period="questionnaire_months",
        seen_with=_PEOPLE,
        to_themselves=True,
    ),
    RecordKind.PLACES: Collected(
        tables=("enrolment_decision", "placement_proposal"),
        title=mark("Places in the sessions"),
        content=mark("Places given, waiting, cancelled, with the reason where one was written."),
        purpose=mark("To hold the sessions, and to say who was expected."),
        end=AFTER_LAST_SESSION,
        period="register_months",
        seen_with=_SESSIONS,
        to_themselves=True,
    ),
    RecordKind.ATTENDANCE: Collected(
        tables=("attendance", "signed_by", "countersignature", "register_link"),
        title=mark("Attendance"),
        content=mark(
            "Hours of arrival and departure at each half-day, signed or not, and corrections; the signature drawn "
            "on the screen, and the digests that show any later change."
        ),
        purpose=mark("To prove the presence of staff to their employer, and to account for public money."),
        end=AFTER_LAST_SESSION,
        period="register_months",
        seen_with=_SESSIONS,
        to_themselves=True,
    ),
    RecordKind.ROOM: Collected(
        tables=("room_act",),
        title=mark("What happens in the room"),
        content=mark(
            "Pages shown to all, quizzes opened and closed, help asked for and given, the trainer's notes."
        ),
        purpose=mark("To lead the session from several screens, and to lose nothing when the stand stops."),
        end=mark("after the session"),
        period="quizzes_months",
        seen_with=frozenset({Right.RUN_ROOM}),
    ),
    RecordKind.QUIZZES: Collected(
        tables=("answer", "quiz_draw", "judgement"),
        title=mark("Answers to quizzes"),
        content=mark(
            "The questions drawn for each person; each answer, and whether it is right, judged again if the question "
            "was corrected."
        ),
        purpose=mark("To go on where one stopped, and to prepare the debriefing."),
        end=AFTER_LAST_SESSION,
        period="quizzes_months",
        seen_with=frozenset({Right.RUN_ROOM, Right.SEE_WHOLE_FILE}),
        to_themselves=True,
    ),
    RecordKind.DEBRIEF: Collected(
        tables=("debrief_note",),
        title=mark("Debriefs"),
        content=mark(
            "What went well, what resisted, what to work on again, as said by the person and the trainer."
        ),
        purpose=mark("To answer difficulties, and to prepare the digital workshop of the territory."),
        end=AFTER_LAST_SESSION,
        period="quizzes_months",
        seen_with=frozenset({Right.RUN_ROOM, Right.SEE_WHOLE_FILE}),
        to_themselves=True,
    ),
    RecordKind.ATTESTATION: Collected(
        tables=("attestation",),
        title=mark("Attestations"),
        content=mark("The document issued to staff: name, employer, half-days and hours signed for."),
        purpose=mark("To give the same document again, and to check one that is presented."),
        end=AFTER_LAST_SESSION,
        period="register_months",
        seen_with=_WHOLE_FILE,
    ),
    RecordKind.ENTRY: Collected(
        tables=("access_code", "web_session"),
        title=mark("Personal codes and browser sessions"),
        content=mark(
            "A hash of the personal code; a hash of the browser's cookie, deleted when its session ends. The "
            "code itself is not kept."
        ),
        purpose=mark("To let each trainee in to their own path."),
        end=AFTER_LAST_SESSION,
        period="questionnaire_months",
        seen_with=frozenset(),
    ),
    RecordKind.DRAFTS: Collected(
        tables=("registration_draft",),
        title=mark("Questionnaires that were begun"),
        content=mark("What was typed so far, until it is sent."),
        purpose=mark("To go on later without typing again."),
        end=mark("after it was last saved"),
        period="drafts_days",
        seen_with=frozenset({Right.TYPE_PAPER}),
        to_themselves=True,
    ),
    RecordKind.LINKS: Collected(
        tables=("registration_link",),
        title=mark("Référents' links"),
        content=mark(
            "Who made the link, for whom, how many registrations it may bring; a hash of its address."
        ),
        purpose=mark("To let people register without an account, and to stop a link that went astray."),
        end=mark("after the link stops"),
        period="links_months",
        seen_with=frozenset({Right.INVITE}),
    ),
    RecordKind.ACCOUNTS: Collected(
        tables=("account", "account_territory", "password"),
        title=mark("Accounts of those who work on the operation"),
        content=mark("Login, name, role, territories; a hash of the password."),
        purpose=mark("To show each one only what their work needs, and to know who decided what."),
        end=mark("after the account is closed"),
        period="accounts_months",
        seen_with=frozenset({Right.MANAGE_ACCOUNTS}),
    ),
    RecordKind.SCHEDULE: Collected(
        tables=("training_session", "plan_variant"),
        title=mark("Sessions"),
        content=mark("Day, hours, place, and the name of the trainer; what each stand says of its plans."),
        purpose=mark("To hold the sessions, and to print on attestations who led them."),
        end=mark("after the session"),
        period="register_months",
        seen_with=_SESSIONS,
        afterwards=Afterwards.REDUCED,
        to_themselves=True,
    ),
    RecordKind.ATTEMPTS: Collected(
        tables=("wrong_attempt",),
        title=mark("Wrong codes and passwords"),
        content=mark("The hour, and a hash of where it came from."),
        purpose=mark("To stop whoever would guess."),
        end=mark("after the attempt"),
        period="attempts_days",
        seen_with=frozenset(),
    ),
    RecordKind.TRAIL: Collected(
        tables=("trail",),
        title=mark("Trail"),
        content=mark(
            "Who looked at a whole file, took a list or a file away, corrected, gave a code, erased; no name."
        ),
        purpose=mark("To be able to say who saw and did what, and to find a misuse."),
        end=mark("after the entry"),
        period="trail_months",
        seen_with=frozenset({Right.SEE_TRAIL}),
    ),
    RecordKind.MERGES: Collected(
        tables=("merge_receipt",),
        title=mark("Records merged from other stands"),
        content=mark(
            "Which file, from which stand, who merged it and when; decisions taken apart by two stands."
        ),
        purpose=mark("To say where each record comes from, and to settle what differs."),
        end=mark("after the merge"),
        period="trail_months",
        seen_with=frozenset({Right.SEE_CONFLICTS}),
    ),
}
"""What is collected, in the order in which a person meets it."""

ROLES: Mapping[AccountRole, str] = {
    AccountRole.REFERENT: mark("the référents of the territory"),
    AccountRole.ANIMATOR: mark("the trainers of the territory"),
    AccountRole.REGION: mark("the Region's team"),
    AccountRole.DESIGNER: mark("the designers of the course"),
}
AFTERWARDS: Mapping[Afterwards, str] = {
    Afterwards.DELETED: mark("deleted"),
    Afterwards.REDUCED: mark("answers and arrangement deleted; the name stays as long as the register"),
}
SCHEDULE_AFTERWARDS = mark("the name of the trainer is deleted")


class CollectedInWords(Struct, frozen=True):
    """A line of the public table, as people read it."""

    title: str
    content: str
    purpose: str
    seen_by: str
    kept: str
    afterwards: str


def collected_in_words(retention: Retention) -> Iterator[CollectedInWords]:
    """Yield every kind of record as the public page says it."""
    for kind, record in COLLECTED.items():
        after = SCHEDULE_AFTERWARDS if kind is RecordKind.SCHEDULE else AFTERWARDS[record.afterwards]
        yield CollectedInWords(
            title=_(record.title),
            content=_(record.content),
            purpose=_(record.purpose),
            seen_by=seen_by(record),
            kept=kept_in_words(record, retention),
            afterwards=_(after),
        )


def kept_in_words(record: Collected, retention: Retention) -> str:
    """Return how long a kind of record is kept: « 6 ans après la dernière séance »."""
    return _("{period} {end}").format(period=retention.in_words(record.period), end=_(record.end))


def seen_by(record: Collected) -> str:
    """Return who reads a kind of record, from the table of rights: « la personne, l’équipe de la Région »."""
    readers = [_("the person")] if record.to_themselves else []
    readers += [_(word) for role, word in ROLES.items() if RIGHTS[role] & record.seen_with]
    return ", ".join(readers) or _("the engine alone")


def privacy_notice(*, controller: str, contact: str, retention: Retention) -> Sequence[tuple[str, str]]:
    """Return the short notice that stands on the questionnaire, on paper and on screen (GDPR, article 13).

    Args:
        controller: who is responsible.
        contact: how the data protection officer is reached; empty for « l’organisateur ».
        retention: how long what is kept is kept.

    Returns:
        Headings with their text, in order; fewer than 180 words in all.
    """
    readers = seen_by(COLLECTED[RecordKind.REGISTRATION])
    return (
        (_("Who answers for your data"), _("{controller}.").format(controller=controller.rstrip("."))),
        (
            _("What for"),
            _(
                "To make your path, give you a place and prepare the sessions. It is a task carried out in the "
                "public interest (GDPR, article 6.1.e). Only your name and your commune or grouping are required."
            ),
        ),
        (_("Who reads them"), _("Only: {readers}.").format(readers=readers)),
        (
            _("How long"),
            _(
                "Your answers: {answers} after your last session. Your attendance and attestations: {register}."
                " Then they are deleted."
            ).format(
                answers=retention.in_words("questionnaire_months"),
                register=retention.in_words("register_months"),
            ),
        ),
        (
            _("Your rights"),
            _(
                "You may read your data, have them corrected, limit their use or object to it. They may be erased;"
                " the attendance register then stays, without your name. Write to {contact}. You may also complain"
                " to the CNIL (cnil.fr)."
            ).format(contact=contact or _("the organiser, for the attention of the data protection officer")),
        ),
    )
