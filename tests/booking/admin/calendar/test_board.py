"""What the calendar loads: everything that takes time, for whoever may see it, in few queries."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AbstractUser

from booking.models import Appointment, Master, Service, Status, TimeOff, WorkingHours
from booking.selectors.calendar_day import Board, Column, day_board, week_board
from salon.cms.models import ClosedDay
from salon.cms.roles import Role
from tests.booking.admin.calendar.conftest import MORNING, person
from tests.booking.conftest import OLENA, Booker, Holder, local

TUESDAY = date(2026, 6, 9)


@pytest.fixture
def karin_herself(db: None) -> AbstractUser:
    return person(Role.RECEPTION)


def column(board: Board, slug: str) -> Column:
    return next(one for one in board.columns if one.master.slug == slug)


def shown(board: Board, slug: str, *kinds: str) -> list[tuple[str, str, str]]:
    """Kind, start and end on the wall, in the order of the column."""

    def wall(minute: int) -> str:
        return f"{local(9, 0) + timedelta(minutes=minute - board.columns[0].grid.marks[0][1] + 540):%H:%M}"

    items = column(board, slug).items
    return [(item.kind, wall(item.start), wall(item.end)) for item in items if item.kind in kinds]


def test_a_day_shows_work_rest_and_buffers_from_what_is_really_taken(karin_herself: AbstractUser, book: Booker) -> None:
    book("colour", local(9, 10), master="anna", contact=OLENA)
    board = day_board(karin_herself, TUESDAY, now=MORNING)
    assert shown(board, "anna", "visit", "more", "buffer", "rest", "bridge") == [
        ("bridge", "10:00", "12:00"),
        ("visit", "10:00", "10:30"),
        ("more", "11:15", "12:00"),
        ("buffer", "12:00", "12:10"),
    ]
    assert [one.master.name for one in board.columns] == ["Anna Lindner", "Olga Schreiber"]
    assert (board.visits, column(board, "anna").visits) == (1, {Appointment.objects.get().visit_id})


def test_the_rest_that_is_still_ahead_can_be_booked(karin_herself: AbstractUser, book: Booker) -> None:
    book("colour", local(9, 13), master="anna")
    board = day_board(karin_herself, TUESDAY, now=MORNING)
    assert shown(board, "anna", "gap", "rest") == [
        ("gap", "11:30", "13:00"),
        ("rest", "13:30", "14:15"),
        ("gap", "15:10", "17:00"),
    ]


def test_what_was_cancelled_is_gone_and_a_no_show_stays(karin_herself: AbstractUser, book: Booker) -> None:
    gone, missed = book("haircut", local(9, 9), master="anna"), book("haircut", local(9, 10), master="anna")
    gone.appointments.update(status=Status.DECLINED)
    missed.appointments.update(status=Status.NO_SHOW)
    board = day_board(karin_herself, TUESDAY, now=MORNING)
    assert [row.status for row in board.appointments.values()] == [Status.NO_SHOW]
    assert shown(board, "anna", "visit") == [("visit", "10:00", "11:00")]


def test_holds_show_until_they_expire(karin_herself: AbstractUser, hold: Holder) -> None:
    kept = hold("haircut", local(9, 15), master="anna", draft="a", now=MORNING)
    board = day_board(karin_herself, TUESDAY, now=MORNING)
    assert shown(board, "anna", "hold") == [("hold", "15:00", "16:00")]
    assert [one.until for one in board.holds.values()] == [kept.held_until]
    assert not day_board(karin_herself, TUESDAY, now=kept.held_until).holds


def test_time_off_and_hours_of_the_master_lie_under_the_day(
    karin_herself: AbstractUser, anna: Master, olga: Master
) -> None:
    TimeOff.objects.create(master=anna, start=local(9, 13), end=local(9, 13, 45), reason="Pause")
    board = day_board(karin_herself, TUESDAY, now=MORNING)
    assert shown(board, "anna", "off", "closed") == [("off", "13:00", "13:45"), ("closed", "17:00", "18:00")]
    assert shown(board, "olga", "off") == []
    assert column(board, "anna").share == (0, 8 * 60 - 45)


def test_a_closed_day_is_closed_for_everybody(karin_herself: AbstractUser, anna: Master) -> None:
    ClosedDay.objects.create(slug="betriebsausflug", month=6, day=9)
    board = day_board(karin_herself, TUESDAY, now=MORNING)
    assert board.closed == [TUESDAY]
    assert [item.kind for item in column(board, "anna").items] == ["closed"]
    assert board.load == 0


def test_who_works_here_no_more_stays_where_something_is_booked(
    karin_herself: AbstractUser, anna: Master, book: Booker
) -> None:
    book("haircut", local(9, 15), master="anna")
    Master.objects.filter(pk=anna.pk).update(is_employed=False)
    assert [one.master.slug for one in day_board(karin_herself, TUESDAY, now=MORNING).columns] == ["anna", "olga"]
    wednesday = day_board(karin_herself, date(2026, 6, 10), now=MORNING)
    assert [one.master.slug for one in wednesday.columns] == ["olga"]


def test_a_master_sees_her_own_column_and_nothing_of_others(anna: Master, olga: Master, book: Booker) -> None:
    book("haircut", local(9, 10), master="anna")
    book("haircut", local(9, 10), master="olga", contact=OLENA)
    board = day_board(person(Role.MASTER, anna), TUESDAY, now=MORNING)
    assert [one.master.slug for one in board.columns] == ["anna"]
    assert [row.master_id for row in board.appointments.values()] == [anna.pk]


def test_who_is_no_master_and_may_not_see_everybody_has_an_empty_board(anna: Master, book: Booker) -> None:
    book("haircut", local(9, 10), master="anna")
    board = day_board(person(Role.MASTER), TUESDAY, now=MORNING)
    assert (list(board.columns), dict(board.appointments)) == ([], {})


def test_a_week_has_a_column_a_day(karin_herself: AbstractUser, anna: Master, book: Booker) -> None:
    book("haircut", local(10, 10), master="anna")
    book("haircut", local(10, 10), master="olga")
    week = week_board(karin_herself, "anna", TUESDAY, now=MORNING)
    assert [one.day for one in week.columns] == [date(2026, 6, day) for day in range(8, 14)]
    assert [len(one.visits) for one in week.columns] == [0, 0, 1, 0, 0, 0]


@pytest.mark.parametrize(("month", "day", "hours"), [(10, 25, (1, 2, 2, 3)), (3, 28, (1, 2, 3))])
def test_a_week_with_a_change_of_the_clock_keeps_its_minutes(
    karin_herself: AbstractUser, anna: Master, haircut: Service, book: Booker, month: int, day: int, hours: list[int]
) -> None:
    """In spring the skipped hour stands there for the other days of the week."""
    Appointment.objects.filter(pk=book("haircut", local(9, 9), master="anna").appointments.get().pk).update(
        start=local(day, 1, 0, month), end=local(day, 4, 0, month)
    )
    week = week_board(karin_herself, "anna", date(2026, month, day), now=MORNING)
    assert tuple(hour for hour, _fold in week.axis.hours if 0 < hour < 4) == hours
    drawn = [item for one in week.columns for item in one.items if item.kind == "visit"]
    assert len(drawn) == 1


def test_what_begins_before_midnight_stands_on_both_days(
    karin_herself: AbstractUser, anna: Master, book: Booker
) -> None:
    row = book("haircut", local(9, 9), master="anna").appointments.get()
    row.occupancies.update(start=local(9, 23, 30), end=local(10, 0, 30))
    Appointment.objects.filter(pk=row.pk).update(start=local(9, 23, 30), end=local(10, 0, 30))
    for day in (9, 10):
        board = day_board(karin_herself, date(2026, 6, day), now=MORNING)
        assert [item.rows for item in column(board, "anna").items if item.kind == "visit"] == [6]


def test_a_first_visit_is_known_as_one(karin_herself: AbstractUser, book: Booker) -> None:
    book("haircut", local(9, 10), master="anna", contact=OLENA)
    book("haircut", local(9, 14), master="olga", contact=OLENA)
    rows = day_board(karin_herself, TUESDAY, now=MORNING).appointments.values()
    assert [row.is_first for row in rows] == [True, False]  # type: ignore[attr-defined]


def test_hours_of_the_week_that_are_not_valid_yet_do_not_count(karin_herself: AbstractUser, anna: Master) -> None:
    WorkingHours.objects.filter(master=anna).update(valid_from=date(2026, 6, 10))
    board = day_board(karin_herself, TUESDAY, now=MORNING)
    assert shown(board, "anna", "gap") == []
