"""The operation's calendar, from the records."""

from datetime import UTC, date, datetime

from stand import in_a_territory

from course_engine.model.places import Deployment
from course_engine.store import Database
from course_engine.training.calendar import operation_calendar


def test_the_calendar_names_territories_and_says_where_stands_are_by_their_own_clock(
    database: Database,
) -> None:
    in_a_territory(database)
    with database.writing() as records:
        records.places.save_deployment(
            Deployment(
                id="s1",
                stand="Stand 1",
                territory="exemple",
                wave=1,
                begins=date(2027, 1, 4),
                ends=date(2027, 4, 30),
                room="Salle",
                capacity=12,
            )
        )
    # Half past midnight in Paris, still the day before in UTC.
    context = operation_calendar(database, now=datetime(2027, 1, 3, 23, 30, tzinfo=UTC))
    (row,) = context.stays
    assert (row.territory, row.state, context.heading) == ("Territoire d’exemple (fictif)", "here", 2)
