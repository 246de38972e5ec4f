"""The register of what happened to appointments: who changed what, when and from where."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from booking.actions.change import cancel_visit
from booking.actions.events import ONLINE
from booking.models import AppointmentEvent
from booking.selectors.agenda import salon_zone
from salon.cms.roles import Role
from tests.booking.admin.conftest import LogIn
from tests.booking.conftest import NOW, Booker, local

LIST = reverse("booking_appointmentevent_modeladmin_index")


def kinds(browser: Browser, **query: str) -> list[str]:
    return [event.kind for event in browser.get(LIST, query).context["object_list"]]


@pytest.fixture
def history(book: Booker) -> AppointmentEvent:
    """Booked twice, cancelled once by the client."""
    visit = book("haircut", local(11, 10), master="anna")
    cancel_visit(visit_id=visit.pk, by=ONLINE, now=NOW, reason="krank")
    book("haircut", local(11, 12), master="olga")
    return AppointmentEvent.objects.get(kind="cancelled")


def test_reception_reads_all_and_each_row_leads_to_its_appointment(karin: Browser, history: AppointmentEvent) -> None:
    assert sorted(kinds(karin)) == ["booked", "booked", "cancelled"]
    page = karin.get(LIST).content.decode()
    assert reverse("appointments:inspect", args=[history.appointment_id]) in page
    assert "krank" in page


def test_it_is_narrowed_by_kind_actor_source_month_and_day(karin: Browser, history: AppointmentEvent) -> None:
    day = history.at.astimezone(salon_zone()).date()
    assert kinds(karin, kind="cancelled") == ["cancelled"]
    assert kinds(karin, actor="client", kind="cancelled", source__exact="website") == ["cancelled"]
    assert kinds(karin, month=f"{day:%Y-%m}", day=day.isoformat(), kind="cancelled") == ["cancelled"]
    assert kinds(karin, month="1999-01") == []
    for odd in ("2026", "9999-99", "gestern", "2026-02-31"):
        assert len(kinds(karin, month=odd)) == 3


def test_another_month_forgets_the_day(karin: Browser, history: AppointmentEvent) -> None:
    day = history.at.astimezone(salon_zone()).date()
    menus = karin.get(LIST, {"month": f"{day:%Y-%m}", "day": day.isoformat()}).context["filters"]
    month = next(menu for menu in menus if any("month=" in choice["query_string"] for choice in menu["choices"][1:]))
    assert all("day=" not in choice["query_string"] for choice in month["choices"])


def test_a_master_reads_about_her_own_and_others_nothing(
    annas_phone: Browser, editor: Browser, log_in: LogIn, history: AppointmentEvent
) -> None:
    assert sorted(kinds(annas_phone)) == ["booked", "cancelled"]
    for stranger in (editor, log_in(Role.MARKETING)):
        assert stranger.get(LIST).status_code == 302


def test_its_file_runs_no_formula(karin: Browser, history: AppointmentEvent) -> None:
    history.facts |= {"reason": "=1+1"}
    history.save()
    file = b"".join(karin.get(LIST, {"export": "csv", "kind": "cancelled"})).decode()
    assert "'=1+1" in file
