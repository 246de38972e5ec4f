"""Every list of the admin with a hundred rows: at most fifteen queries, on each page and however it is narrowed."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import Model
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from booking.models import (
    ApiToken,
    Appointment,
    AppointmentEvent,
    BookingWidget,
    Category,
    CategoryText,
    Client,
    Lead,
    Master,
    MasterText,
    Scan,
    Service,
    ServiceText,
    TimeOff,
    WaitingEntry,
)
from home.models import ContactPage, ContactSubmission
from legal.models import Withdrawal
from salon.cms.models import ClosedDay, ClosedDayText, OpeningHours
from salon.outbox.models import Message

pytestmark = [pytest.mark.usefixtures("demo_german"), pytest.mark.django_db]
MANY, MOST = 100, 15
Different = Callable[[int], dict[str, Any]]


def copies(row: Model, different: Different) -> list[Any]:
    """A hundred rows like this one, each with what has to be different."""
    facts = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    return type(row)._default_manager.bulk_create([type(row)(**facts | different(number)) for number in range(MANY)])


def facts_with_words(fact: type[Model], text: type[Model], key: str) -> None:
    """Facts in a hundred, each with its German name."""
    first = fact._default_manager.first()
    rows = copies(first, lambda n: {"slug": f"copy-{n}"} | ({"user_id": None} if fact is Master else {}))
    known = text._default_manager.filter(**{key: first}).first()
    copies(known, lambda n: {f"{key}_id": rows[n].pk, "translation_key": f"{rows[n].pk:032x}", "name": f"Copy {n}"})


def appointments() -> None:
    row = Appointment.objects.select_related("visit").first()
    visits = copies(
        row.visit,
        lambda n: {"public_id": bytes([n + 1]) * 12, "reference": f"Z{n:05}", "idempotency_key": f"copy-{n}"},
    )
    rows = copies(row, lambda n: {"visit_id": visits[n].pk})
    event = AppointmentEvent.objects.first()
    boss = get_user_model().objects.get(username="owner")
    copies(event, lambda n: {"appointment_id": rows[n].pk, "user_id": boss.pk})
    copies(Scan(at=timezone.now(), way="qr", result="ok"), lambda n: {"visit_id": visits[n].pk})


def people() -> None:
    clients = copies(
        Client(name="Copy", language="de"), lambda n: {"phone": f"+49151555{n:04}", "email": f"{n}@example.org"}
    )
    now = timezone.now()
    copies(
        Lead(name="Copy", language="de", origin="bot", first_at=now, last_at=now),
        lambda n: {"telegram_id": 10**9 + n, "client_id": clients[n].pk, "converted_at": now},
    )
    today = now.date()
    waiting = WaitingEntry(contact_name="Copy", services=["ladies-cut"], language="de", first_day=today, last_day=today)
    master = Master.objects.first().pk
    copies(waiting, lambda n: {"master_id": master, "public_id": bytes([n + 1]) * 12, "idempotency_key": f"copy-{n}"})


def the_rest() -> None:
    now, boss = timezone.now(), get_user_model().objects.get(username="owner")
    copies(TimeOff.objects.first(), lambda n: {"reason": f"Copy {n}"})
    copies(OpeningHours.objects.first(), lambda n: {})
    copies(ClosedDay(slug="copy", month=1, day=2), lambda n: {"slug": f"copy-{n}"})
    copies(ApiToken(name="Copy", digest="", created_at=now), lambda n: {"public_id": f"t{n}", "created_by_id": boss.pk})
    copies(Message.objects.first(), lambda n: {"dedupe_key": f"copy-{n}"})
    copies(
        Withdrawal(received_at=now, language="de", name="Copy", email="c@example.org", reference="Z", declaration="…"),
        lambda n: {"key": f"{n:032}", "answered_at": now, "answered_by_id": boss.pk},
    )
    page = ContactPage.objects.first()
    written = ContactSubmission(page=page.page_ptr, submit_time=now, language="de", consent="…", form_data={})
    copies(written, lambda n: {"key": f"{n:032}"})
    copies(
        BookingWidget.objects.first() or BookingWidget(title="Copy", locale=page.locale),
        lambda n: {"slug": f"copy-{n}", "translation_key": f"{n:032x}"},
    )
    names = ClosedDayText(name="Copy", locale=page.locale)
    days = list(ClosedDay.objects.filter(slug__startswith="copy-"))
    copies(names, lambda n: {"closed_day_id": days[n].pk, "translation_key": f"{n:032x}"})


@pytest.fixture
def hundreds(db: None) -> None:
    facts_with_words(Category, CategoryText, "category")
    facts_with_words(Service, ServiceText, "service")
    facts_with_words(Master, MasterText, "master")
    appointments()
    people()
    the_rest()


@pytest.fixture
def owner(db: None) -> Browser:
    browser = Browser()
    browser.force_login(get_user_model().objects.get(username="owner"))
    return browser


def this_month() -> str:
    return f"{timezone.localdate():%Y-%m}"


# The list, and by what it is narrowed; each filter leaves rows.
LISTS: dict[str, dict[str, str]] = {
    "appointments:index": {"month": "this", "q": "a", "status": "confirmed", "source": "website"},
    "clients:index": {"status": "guest", "missed": "no"},
    "waiting-list:index": {"q": "copy", "month": "this", "state": "waiting"},
    "time-off:index": {"q": "copy"},
    "services:index": {"q": "copy", "is_active": "true"},
    "categories:index": {"q": "copy", "is_active": "true"},
    "masters:index": {"q": "copy", "is_bookable": "true"},
    "opening-hours:index": {},
    "closed-days:index": {},
    "api-tokens:index": {},
    "booking_appointmentevent_modeladmin_index": {"month": "this", "actor": "staff"},
    "booking_scan_modeladmin_index": {"month": "this", "result__exact": "ok"},
    "booking_lead_modeladmin_index": {"month": "this", "q": "copy"},
    "outbox_message_modeladmin_index": {"recipient": "client"},
    "legal_withdrawal_modeladmin_index": {"month": "this", "q": "copy", "state": "answered"},
    "wagtailsnippets_booking_servicetext:list": {},
    "wagtailsnippets_booking_categorytext:list": {},
    "wagtailsnippets_booking_mastertext:list": {},
    "wagtailsnippets_booking_bookingwidget:list": {},
    "wagtailsnippets_cms_closeddaytext:list": {},
    "contact_messages": {},
}


def looks(query: dict[str, str]) -> Iterator[dict[str, str]]:
    """The list, its second page, and narrowed."""
    yield {}
    yield {"p": "2"}
    if query:
        yield query | ({"month": this_month()} if "month" in query else {})


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_a_hundred_rows_takes_at_most_fifteen_queries(name: str, owner: Browser, hundreds: None) -> None:
    url = reverse(name)
    owner.get(url)
    for query in looks(LISTS[name]):
        with CaptureQueriesContext(connection) as queries:
            answer = owner.get(url, query)
        assert answer.status_code == 200, query
        assert answer.context["object_list"], query
        assert len(queries) <= MOST, (query, [found["sql"][:110] for found in queries])
