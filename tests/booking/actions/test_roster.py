"""Hours and absences are written under the masters' locks, and a refusal leaves nothing behind."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError

from booking.actions.roster import absence, as_typed, on_a_common_date, overlapping, save_under_lock, take_time_off
from booking.errors import AppointmentsInside, MasterUnavailable, SlotTaken
from booking.models import Appointment, HoursException, Master, Occupancy, TimeOff, WorkingHours
from booking.selectors.availability import load_window
from tests.booking.conftest import NOW, Booker, local


def test_what_fails_halfway_leaves_nothing_behind(anna: Master) -> None:
    def save() -> None:
        WorkingHours.objects.all().delete()
        raise MasterUnavailable

    with pytest.raises(MasterUnavailable):
        save_under_lock(masters=None, save=save, now=NOW)
    assert WorkingHours.objects.filter(master=anna).count() == 5


def test_the_databases_own_wall_is_a_refusal_here_too(anna: Master, book: Booker) -> None:
    appointment = book("haircut", local(9, 10), master="anna").appointments.get()

    def save() -> None:
        Occupancy.objects.create(
            master=anna, start=local(9, 10, 30), end=local(9, 11, 30), appointment=Appointment(pk=appointment.pk)
        )

    with pytest.raises(SlotTaken):
        save_under_lock(masters=[anna.pk], save=save, now=NOW)


def test_any_other_error_of_the_database_is_no_refusal(anna: Master) -> None:
    with pytest.raises(IntegrityError):
        save_under_lock(masters=[anna.pk], save=lambda: Master.objects.create(slug="anna"), now=NOW)


def test_an_absence_over_appointments_must_be_confirmed_for_each(anna: Master, book: Booker) -> None:
    first = book("haircut", local(9, 10), master="anna").appointments.get()
    second = book("haircut", local(9, 14), master="anna").appointments.get()
    off = TimeOff(master=anna, start=local(9, 0), end=local(10, 0))
    with pytest.raises(AppointmentsInside) as refusal:
        take_time_off(time_off=off, confirmed=[first.pk], save=off.save, now=NOW)
    assert refusal.value.facts["appointments"] == [first.pk, second.pk]
    take_time_off(time_off=off, confirmed=[first.pk, second.pk], save=off.save, now=NOW)
    assert TimeOff.objects.get() == off


def test_buffers_belong_to_what_an_absence_must_ask_about(olga: Master, book: Booker) -> None:
    book("manicure", local(9, 10), master="olga")
    off = TimeOff(master=olga, start=local(9, 10, 45), end=local(9, 10, 55))
    with pytest.raises(AppointmentsInside):
        take_time_off(time_off=off, confirmed=(), save=off.save, now=NOW)


def test_a_saved_absence_takes_the_time_off_the_offer(anna: Master) -> None:
    off = TimeOff(master=anna, start=local(9, 0), end=local(10, 0))
    take_time_off(time_off=off, confirmed=(), save=off.save, now=NOW)
    assert load_window([anna.pk], date(2026, 6, 9), date(2026, 6, 9), now=NOW).timelines[anna.pk].free == ()


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 6, 9), 24), (date(2026, 10, 25), 25)])
def test_a_whole_day_is_as_long_as_it_is(day: date, hours: int) -> None:
    start, end = absence(day, day, None, None)
    assert end - start == timedelta(hours=hours)


@pytest.mark.parametrize(
    "typed",
    [
        (date(2026, 6, 9), date(2026, 6, 11), None, None),
        (date(2026, 6, 9), date(2026, 6, 9), time(13), time(15)),
        (date(2026, 6, 9), date(2026, 6, 10), time(13), None),
        (date(2026, 6, 9), date(2026, 6, 10), None, time(12, 30)),
    ],
)
def test_an_absence_is_shown_as_it_was_typed(typed: tuple[date, date, time | None, time | None]) -> None:
    start, end = absence(*typed)
    assert as_typed(TimeOff(start=start, end=end)) == typed


@pytest.mark.parametrize(("starts_at", "ends_at"), [(time(15), time(13)), (time(15), time(15))])
def test_an_absence_ends_after_it_begins(starts_at: time, ends_at: time) -> None:
    with pytest.raises(ValueError, match="after"):
        absence(date(2026, 6, 9), date(2026, 6, 9), starts_at, ends_at)


def test_midnight_as_an_end_is_the_end_of_the_day() -> None:
    late = HoursException(date=date(2026, 6, 9), starts_at=time(20), ends_at=time())
    later = HoursException(date=date(2026, 6, 9), starts_at=time(22), ends_at=time(23))
    tomorrow = HoursException(date=date(2026, 6, 10), starts_at=time(), ends_at=time(1))
    assert overlapping([late, later, tomorrow], on_a_common_date) == [later]
