"""Opening hours and closed days, settings of the desk."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from booking.models import BookingSettings, Master
from salon.cms.models import ClosedDay, OpeningHours
from salon.cms.salon_calendar import salon_calendar
from tests.booking.admin.forms import refused, submit

TUESDAY, SUNDAY = "1", "6"


def test_another_stretch_of_a_weekday_opens_the_salon(owner: Browser, anna: Master) -> None:
    typed = {"weekday": SUNDAY, "starts_at": "10:00", "ends_at": "14:00"}
    assert refused(submit(owner, reverse("opening-hours:add"), typed)) == []
    assert len(salon_calendar().weekly[6]) == 1


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "field"),
    [
        ("17:00", "20:00", "starts_at"),
        ("08:00", "00:00", "starts_at"),
        ("19:00", "18:00", "ends_at"),
        ("19:00", "19:03", "ends_at"),
        ("", "20:00", "starts_at"),
    ],
)
def test_hours_that_cannot_be_are_refused(
    owner: Browser, anna: Master, starts_at: str, ends_at: str, field: str
) -> None:
    typed = {"weekday": TUESDAY, "starts_at": starts_at, "ends_at": ends_at}
    assert refused(submit(owner, reverse("opening-hours:add"), typed)) == [field]


def test_hours_may_be_saved_unchanged(owner: Browser, anna: Master) -> None:
    url = reverse("opening-hours:edit", args=[OpeningHours.objects.first().pk])
    assert refused(submit(owner, url, {})) == []


def test_a_weekday_is_closed_by_deleting_its_hours(owner: Browser, anna: Master) -> None:
    row = OpeningHours.objects.get(weekday=1)
    owner.post(reverse("opening-hours:delete", args=[row.pk]))
    assert 1 not in salon_calendar().weekly


def test_a_closed_day_gets_its_name_in_the_same_form(owner: Browser, anna: Master) -> None:
    typed = {"name": "Heiligabend", "day": "24", "month": "12"}
    assert refused(submit(owner, reverse("closed-days:add"), typed)) == []
    closed = ClosedDay.objects.get()
    assert (closed.slug, closed.texts.get(live=True).name) == ("heiligabend", "Heiligabend")


@pytest.mark.parametrize(
    ("day", "month", "year", "field"),
    [("31", "2", "", "day"), ("29", "2", "2027", "day"), ("1", "13", "", "month"), ("1", "1", "27", "year")],
)
def test_a_day_that_does_not_exist_is_refused(
    owner: Browser, anna: Master, day: str, month: str, year: str, field: str
) -> None:
    typed = {"name": "Nie", "day": day, "month": month, "year": year}
    assert refused(submit(owner, reverse("closed-days:add"), typed)) == [field]


def test_the_list_of_closed_days_names_them(owner: Browser, anna: Master) -> None:
    ClosedDay.objects.create(slug="inventur", month=1, day=2, year=2027)
    page = owner.get(reverse("closed-days:index")).content.decode()
    assert "inventur" in page
    assert "2027" in page


def rules() -> str:
    """The form of the booking rules."""
    return reverse("wagtailsettings:edit", args=["booking", "bookingsettings", BookingSettings.load().pk])


@pytest.mark.parametrize(("typed", "kept"), [("", []), ("24", [24]), ("2, 24,24 ", [24, 2])])
def test_reminders_are_hours_with_commas(owner: Browser, anna: Master, typed: str, kept: list[int]) -> None:
    assert refused(submit(owner, rules(), {"reminders_hours": typed})) == []
    assert BookingSettings.load().reminders_hours == kept
    shown = owner.get(rules()).context["form"]["reminders_hours"].value()
    assert shown == ", ".join(map(str, kept))


@pytest.mark.parametrize("typed", ["[24]", "0", "-2", "1.5", "24 2", "24, null", "{}", "morgen", "999", "²", "9" * 70])
def test_reminders_that_are_no_hours_are_refused(owner: Browser, anna: Master, typed: str) -> None:
    assert refused(submit(owner, rules(), {"reminders_hours": typed})) == ["reminders_hours"]
