"""The records of one transaction: one repository for each kind."""

from sqlalchemy import Connection

from course_engine.store.access import AccessRepository
from course_engine.store.accounts import AccountRepository
from course_engine.store.admissions import AdmissionRepository
from course_engine.store.answers import AnswerRepository
from course_engine.store.attendance import AttendanceRepository
from course_engine.store.attestations import AttestationRepository
from course_engine.store.board import BoardRepository
from course_engine.store.claims import ClaimRepository
from course_engine.store.condition import ConditionRepository
from course_engine.store.debrief import DebriefRepository
from course_engine.store.erasure import ErasureRepository
from course_engine.store.exchange import ExchangeRepository
from course_engine.store.files import FileRepository
from course_engine.store.invitations import InvitationRepository
from course_engine.store.judgements import JudgementRepository
from course_engine.store.overdue import OverdueRepository
from course_engine.store.people import PeopleRepository
from course_engine.store.placement import PlacementRepository
from course_engine.store.places import PlacesRepository
from course_engine.store.publication import CatalogueRepository, DrawRepository
from course_engine.store.register import RegisterRepository
from course_engine.store.room import RoomRepository
from course_engine.store.schedule import ScheduleRepository
from course_engine.store.trail import TrailRepository


class Records:
    """What one transaction can read and append."""

    def __init__(self, connection: Connection) -> None:
        self.places = PlacesRepository(connection)
        self.accounts = AccountRepository(connection)
        self.invitations = InvitationRepository(connection)
        self.people = PeopleRepository(connection)
        self.admissions = AdmissionRepository(connection)
        self.schedule = ScheduleRepository(connection)
        self.placement = PlacementRepository(connection)
        self.attendance = AttendanceRepository(connection)
        self.register = RegisterRepository(connection)
        self.room = RoomRepository(connection)
        self.answers = AnswerRepository(connection)
        self.judgements = JudgementRepository(connection)
        self.draws = DrawRepository(connection)
        self.catalogues = CatalogueRepository(connection)
        self.board = BoardRepository(connection)
        self.debriefs = DebriefRepository(connection)
        self.attestations = AttestationRepository(connection)
        self.access = AccessRepository(connection)
        self.trail = TrailRepository(connection)
        self.claims = ClaimRepository(connection)
        self.exchange = ExchangeRepository(connection)
        self.files = FileRepository(connection)
        self.overdue = OverdueRepository(connection)
        self.erasure = ErasureRepository(connection)
        self.condition = ConditionRepository(connection)
