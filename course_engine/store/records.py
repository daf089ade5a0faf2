"""The records of one transaction: one repository for each kind."""

from sqlalchemy import Connection

from course_engine.store.access import AccessRepository
from course_engine.store.answers import AnswerRepository
from course_engine.store.attendance import AttendanceRepository
from course_engine.store.attestations import AttestationRepository
from course_engine.store.people import PeopleRepository
from course_engine.store.schedule import ScheduleRepository


class Records:
    """What one transaction can read and append."""

    def __init__(self, connection: Connection) -> None:
        self.people = PeopleRepository(connection)
        self.schedule = ScheduleRepository(connection)
        self.attendance = AttendanceRepository(connection)
        self.answers = AnswerRepository(connection)
        self.attestations = AttestationRepository(connection)
        self.access = AccessRepository(connection)
