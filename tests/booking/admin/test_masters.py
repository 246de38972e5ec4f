"""A master's form: words, skills, working hours and exceptions; hours never overlap."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from booking.models import HoursException, Master, Service, Skill, WorkingHours
from booking.selectors.catalog import load_catalog
from tests.booking.admin.forms import refused, rows, shown, submit

NEW = reverse("masters:add")
MONDAY, FRIDAY = "0", "4"


def window(weekday: str, starts_at: str, ends_at: str, **more: str) -> dict[str, str]:
    return {"weekday": weekday, "starts_at": starts_at, "ends_at": ends_at, "weeks": "every", **more}


def new_master(service: Service, *hours: dict[str, str]) -> dict[str, str]:
    who = {"name": "Maria Huber", "role": "Friseurin", "level": "senior", "order": "3", "is_bookable": "on"}
    skill = {"service": str(service.pk), "minutes": "45", "price": "39.00", "price_kind": ""}
    return {
        **who,
        "is_visible": "on",
        "is_employed": "on",
        "languages": ["de", "uk"],
        **rows("skills", skill),
        **rows("working_hours", *hours),
        **rows("hours_exceptions", {"date": "2026-12-23", "starts_at": "10:00", "ends_at": "12:00"}),
    }


def edit(master: Master) -> str:
    return reverse("masters:edit", args=[master.pk])


def test_one_form_makes_a_master_with_skills_and_hours(owner: Browser, haircut: Service) -> None:
    hours = window(MONDAY, "09:00", "12:00"), window(MONDAY, "13:00", "18:00", weeks="odd", valid_to="2026-12-31")
    assert refused(submit(owner, NEW, new_master(haircut, *hours))) == []
    maria = Master.objects.get()
    assert (maria.slug, maria.languages) == ("maria-huber", ["de", "uk"])
    assert maria.texts.get(live=True).role == "Friseurin"
    assert Skill.objects.get().minutes == 45
    assert WorkingHours.objects.filter(master=maria).count() == 2
    assert HoursException.objects.get().ends_at.hour == 12
    assert load_catalog("de").services["haircut"].minutes == (45, 45)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (window(FRIDAY, "09:00", "12:00"), window(FRIDAY, "11:00", "13:00")),
        (window(FRIDAY, "09:00", "00:00"), window(FRIDAY, "23:00", "23:30")),
        (window(FRIDAY, "09:00", "12:00", weeks="odd"), window(FRIDAY, "11:00", "13:00")),
        (window(FRIDAY, "09:00", "12:00", valid_to="2026-06-30"), window(FRIDAY, "11:00", "13:00")),
    ],
)
def test_hours_that_overlap_are_refused_where_they_are_typed(
    owner: Browser, haircut: Service, one: dict[str, str], other: dict[str, str]
) -> None:
    answer = submit(owner, NEW, new_master(haircut, one, other))
    assert refused(answer) == ["working_hours-1-starts_at"]
    assert not Master.objects.exists()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (window(FRIDAY, "09:00", "12:00"), window(FRIDAY, "12:00", "13:00")),
        (window(FRIDAY, "09:00", "12:00"), window(MONDAY, "09:00", "12:00")),
        (window(FRIDAY, "09:00", "12:00", weeks="odd"), window(FRIDAY, "09:00", "12:00", weeks="even")),
        (
            window(FRIDAY, "09:00", "12:00", valid_to="2026-06-30"),
            window(FRIDAY, "09:00", "12:00", valid_from="2026-07-01"),
        ),
        # Both hold from Monday to Thursday only, in which no Friday lies.
        (
            window(FRIDAY, "09:00", "12:00", valid_to="2026-06-11"),
            window(FRIDAY, "09:00", "12:00", valid_from="2026-06-08"),
        ),
    ],
)
def test_hours_that_never_meet_may_look_alike(
    owner: Browser, haircut: Service, one: dict[str, str], other: dict[str, str]
) -> None:
    assert refused(submit(owner, NEW, new_master(haircut, one, other))) == []


@pytest.mark.parametrize("date", ["9999-12-31", "0001-01-01"])
def test_dates_far_away_never_break_the_form(owner: Browser, haircut: Service, date: str) -> None:
    hours = window(FRIDAY, "09:00", "12:00", valid_from=date), window(FRIDAY, "09:00", "12:00", valid_from=date)
    assert submit(owner, NEW, new_master(haircut, *hours)).status_code in {200, 302}


def test_an_overlap_with_hours_that_are_there_already_is_found(owner: Browser, anna: Master) -> None:
    typed = shown(owner, edit(anna)) | {
        "working_hours-TOTAL_FORMS": "6",
        **{f"working_hours-5-{name}": value for name, value in window("1", "16:00", "19:00").items()},
    }
    assert refused(owner.post(edit(anna), typed)) == ["working_hours-5-starts_at"]


def test_hours_that_are_deleted_stand_in_nobodys_way(owner: Browser, anna: Master) -> None:
    typed = shown(owner, edit(anna)) | {
        "working_hours-0-DELETE": "on",
        "working_hours-TOTAL_FORMS": "6",
        **{f"working_hours-5-{name}": value for name, value in window("1", "16:00", "19:00").items()},
    }
    assert refused(owner.post(edit(anna), typed)) == []
    assert [row.ends_at.hour for row in WorkingHours.objects.filter(master=anna, weekday=1)] == [19]


def test_the_same_service_twice_is_refused(owner: Browser, anna: Master, haircut: Service) -> None:
    typed = shown(owner, edit(anna)) | {"skills-TOTAL_FORMS": "3", "skills-2-service": str(haircut.pk)}
    assert owner.post(edit(anna), typed).status_code == 200
    assert Skill.objects.filter(master=anna).count() == 2


def test_a_login_belongs_to_one_master(owner: Browser, anna: Master, olga: Master) -> None:
    user = get_user_model().objects.create_user("anna")
    assert refused(submit(owner, edit(anna), {"user": str(user.pk)})) == []
    assert refused(submit(owner, edit(olga), {"user": str(user.pk)})) == ["user"]


def test_saving_a_master_takes_her_lock_first(owner: Browser, anna: Master) -> None:
    typed = shown(owner, edit(anna))
    with CaptureQueriesContext(connection) as queries:
        owner.post(edit(anna), typed)
    statements = [query["sql"] for query in queries if "booking_" in query["sql"]]
    locked = next(index for index, sql in enumerate(statements) if "booking_hold" in sql)
    written = [index for index, sql in enumerate(statements) if sql.startswith(("UPDATE", "INSERT"))]
    assert written
    assert locked < min(written)
