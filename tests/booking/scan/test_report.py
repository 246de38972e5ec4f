"""What the salon reads of scans: two registers, and a report of some days."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.test import Client as Browser
from django.urls import reverse

from booking.actions.attendance import complete_visit
from booking.actions.scan import scan_code, scan_qr
from booking.models import Appointment, Lead, Master, Scan, Visit
from booking.selectors.scan_report import scan_report
from booking.selectors.scans import Scanner
from salon.cms.roles import Role
from tests.booking.admin.conftest import annas_phone, editor, karin, log_in, owner
from tests.booking.conftest import Booker, local
from tests.booking.scan.conftest import AT_TELEGRAM, STRANGER, THEN, finalise
from tests.people import logged_in

__all__ = ["annas_phone", "editor", "karin", "log_in", "owner"]

pytestmark = pytest.mark.django_db

REPORT = "scans_report"
REGISTERS = ["booking_scan_modeladmin_index", "booking_lead_modeladmin_index"]
JUNE = {"first": "2026-06-01", "last": "2026-06-30"}


@pytest.fixture(autouse=True)
def clock(visit: Visit) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(THEN.timestamp(), tick=False) as clock:
        yield clock


@pytest.fixture
def a_day(visit: Visit, token: str, as_anna: Scanner, book: Booker) -> None:
    """Anna closes her part for more than quoted, Olga says nothing; two strangers scan, one of them books."""
    scan_qr(token=token, scanner=as_anna, now=THEN)
    scan_code(code="000000", scanner=as_anna, now=THEN)
    finalise(visit, as_anna.masters, haircut="55.50")
    complete_visit(visit_id=visit.pk, by=AT_TELEGRAM, now=THEN)
    for telegram_id in (1, 2, 2):
        scan_qr(token=token, scanner=replace(STRANGER, telegram_id=telegram_id, name="=cmd()"), now=THEN)
    Lead.objects.filter(telegram_id=1).update(converted_at=THEN, client=book("haircut", local(12, 10)).client)


def test_the_report_counts_scans_leads_and_amounts(a_day: None) -> None:
    report = scan_report(local(10, 0).date(), local(10, 0).date())
    counted = {line.result: line.count for line in report.results if line.count}
    assert counted == {"ok": 1, "unknown": 1, "not_staff": 3}
    assert len(report.results) == 7
    assert (report.scans, report.leads, report.converted) == (5, 2, 1)
    annas, olgas = report.masters
    assert (annas.master, annas.closed, annas.quoted, annas.paid, annas.silent) == ("Anna Lindner", 1, 45, 55.5, 0)
    assert (annas.difference, report.total.paid, report.total.silent) == (10.5, 55.5, 1)
    assert (olgas.master, olgas.closed, olgas.paid, olgas.silent) == ("Olga Schreiber", 0, 0, 1)


def test_days_are_the_salons(a_day: None) -> None:
    for shift, count in ((timedelta(minutes=-1), 0), (timedelta(), 1)):
        Scan.objects.update(at=local(10, 0) + shift)
        assert (scan_report(local(10, 0).date(), local(10, 0).date()).scans > 0) == bool(count)
    for day in (9, 11):
        report = scan_report(local(day, 0).date(), local(day, 0).date())
        assert (report.scans, report.leads, report.masters) == (0, 0, [])


def test_by_default_it_is_about_this_month(karin: Browser, a_day: None) -> None:
    answer = karin.get(reverse(REPORT))
    period = answer.context["view"].chosen.period
    assert (period.first, period.last) == (local(1, 0).date(), local(10, 0).date())
    html = answer.content.decode()
    assert "Anna Lindner" in html
    assert "55,50\N{NO-BREAK SPACE}€" in html


@pytest.mark.parametrize(
    "days",
    [
        {"first": "x", "last": ""},
        {"first": "2026-06-30", "last": "2026-06-01"},
        {"first": "9999-12-31", "last": "9999-12-31"},
        {"last": "\x00"},
    ],
)
def test_days_that_make_no_sense_are_said_and_change_nothing(karin: Browser, days: dict[str, str]) -> None:
    answer = karin.get(reverse(REPORT), days)
    if answer.status_code != 400:
        assert answer.status_code == 200
        assert answer.context["form"].errors
        assert answer.context["view"].chosen.period.first == local(1, 0).date()


def test_it_comes_as_a_file_that_runs_nothing(karin: Browser, a_day: None) -> None:
    Master.objects.filter(slug="anna").update(slug="-anna")
    answer = karin.get(reverse(REPORT), {**JUNE, "export": "csv"})
    assert answer["Content-Disposition"] == 'attachment; filename="scans-2026-06-01-2026-06-30.csv"'
    rows = list(csv.reader(StringIO(answer.content.decode())))
    assert ["Anna Lindner", "1", "45.00", "55.50", "10.50", "0"] in rows


@pytest.mark.parametrize("role", list(Role))
def test_the_owner_and_reception_read_them_and_nobody_else(role: str) -> None:
    browser = logged_in(role)
    for name in (REPORT, *REGISTERS):
        assert (browser.get(reverse(name)).status_code == 200) == (role in {Role.OWNER, Role.RECEPTION}), name
        assert browser.get(reverse(name), {"export": "csv"}).status_code == (
            200 if role in {Role.OWNER, Role.RECEPTION} else 302
        )


def test_without_a_login_there_is_nothing() -> None:
    for name in (REPORT, *REGISTERS):
        assert Browser().get(reverse(name))["Location"].startswith(reverse("wagtailadmin_login"))


def test_the_registers_tell_what_happened_and_to_which_visit(karin: Browser, a_day: None, visit: Visit) -> None:
    scans, leads = (karin.get(reverse(name)).content.decode() for name in REGISTERS)
    assert visit.reference in scans
    assert "Anna Lindner" in scans
    assert "=cmd()" in leads
    assert str(STRANGER.telegram_id) not in scans + leads


def test_they_are_narrowed_down_and_searched(karin: Browser, a_day: None, visit: Visit) -> None:
    def found(name: str, **query: str) -> int:
        return len(karin.get(reverse(name), query).context["table"].data)

    scans, leads = REGISTERS
    assert [found(scans), found(scans, result__exact="ok"), found(scans, way__exact="code")] == [5, 1, 1]
    assert [found(scans, q=visit.reference), found(scans, q="NOSUCH")] == [4, 0]
    assert [found(leads), found(leads, q="cmd"), found(leads, language="uk")] == [2, 2, 2]
    assert karin.get(reverse(leads), {"telegram_id__exact": "1"}).status_code == 302


def test_a_file_of_leads_runs_nothing_a_stranger_typed(karin: Browser, a_day: None) -> None:
    content = b"".join(karin.get(reverse(REGISTERS[1]), {"export": "csv"}).streaming_content).decode()
    assert "'=cmd()" in content
    assert list(csv.reader(StringIO(content)))[1][0] == "'=cmd()"


@pytest.mark.parametrize("page", ["create/", "edit/{pk}/", "delete/{pk}/", "inspect/{pk}/"])
def test_no_other_door_is_open(karin: Browser, a_day: None, page: str) -> None:
    pk = Scan.objects.first().pk
    for answer in (karin.get(reverse(REGISTERS[0]) + page.format(pk=pk)), karin.post(reverse(REGISTERS[0]))):
        assert answer.status_code in {302, 404, 405} or answer.request["REQUEST_METHOD"] == "POST"
    assert Scan.objects.count() == 5
    assert Appointment.objects.exclude(paid=None).count() == 1
