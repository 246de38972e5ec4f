"""The reports on figures, services and sources: who reads what, what stands there, and that the files say the same."""

import csv
from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO, StringIO

import pytest
import time_machine
from django.test import Client as Browser
from django.urls import reverse
from openpyxl import load_workbook

from booking.actions.attendance import complete_visit, mark_no_show, reopen_visit
from booking.actions.change import cancel_visit
from booking.actions.events import Actor
from booking.actions.privacy import erase_person
from booking.models import Appointment, Master, Source, Visit
from booking.selectors.statistics.figures import figures
from salon.cms.reports.export import sheets
from salon.cms.roles import Role
from salon.lib.figures import as_number, shown
from salon.lib.periods import Period
from tests.booking.admin.conftest import LogIn, annas_phone, log_in, owner
from tests.booking.conftest import OLENA, Booker, local
from tests.people import logged_in

__all__ = ["annas_phone", "log_in", "owner"]

pytestmark = pytest.mark.django_db

DESK = Actor("staff", Source.DESK)
NAMES = ["figures_report", "services_report", "sources_report"]
LATER = local(12, 20)
JUNE = {"period": "own", "first": "2026-06-01", "last": "2026-06-30"}

Closer = Callable[[Visit, datetime], Visit]


@pytest.fixture(autouse=True)
def clock(book: Booker) -> Iterator[None]:
    with time_machine.travel(LATER.timestamp(), tick=False):
        yield


@pytest.fixture
def week(book: Booker) -> list[Visit]:
    """Anna's haircut and Olga's manicure on Tuesday, a haircut at each on Wednesday, one of them missed, one late."""
    visits = [
        book(["haircut", "manicure"], local(9, 10), contact=OLENA),
        book("haircut", local(10, 10), master="anna", campaign={"last": {"utm_campaign": "=cmd()"}}),
        book("haircut", local(10, 10), master="olga"),
        book("haircut", local(11, 10), master="olga"),
    ]
    for visit in visits[:2]:
        complete_visit(visit_id=visit.pk, by=DESK, now=LATER)
    mark_no_show(visit_id=visits[2].pk, by=DESK, now=LATER)
    cancel_visit(visit_id=visits[3].pk, by=DESK, now=local(11, 9))
    Appointment.objects.filter(visit=visits[1]).update(paid="50.50")
    return visits


def content(browser: Browser, name: str, **query: str):
    return browser.get(reverse(name), {**JUNE, **query}).context["view"].said


def test_the_overview_says_what_came_in_and_who_came(owner: Browser, week: list[Visit]) -> None:
    said = content(owner, "figures_report")
    cards = {card.label: shown(card.value).replace("\N{NO-BREAK SPACE}", " ") for card in said.cards}
    assert list(cards.values())[:2] == ["125,50 €", "2"]
    masters = {row.cells[0]: row.cells for row in next(table for table in said.tables if table.key == "masters").rows}
    assert masters["Anna Lindner"][1:3] == [95.5, 2]
    assert masters["Olga Schreiber"][1:3] == [30, 1]


def test_a_no_show_that_was_a_mistake_counts_as_done(week: list[Visit]) -> None:
    june = Period(local(1, 0).date(), local(30, 0).date())
    assert (figures(june).no_shows, figures(june).done) == (1, 3)
    reopen_visit(visit_id=week[2].pk, by=DESK, now=LATER)
    complete_visit(visit_id=week[2].pk, by=DESK, now=LATER)
    assert (figures(june).no_shows, figures(june).done, figures(june).late) == (0, 4, 1)


def test_whoever_is_erased_stays_in_the_sums(owner: Browser, week: list[Visit]) -> None:
    before = [list(rows) for _title, rows in sheets(content(owner, "figures_report"))]
    erase_person(email=OLENA.email, by=DESK, now=LATER)
    assert [list(rows) for _title, rows in sheets(content(owner, "figures_report"))] == before


@pytest.mark.parametrize("name", NAMES)
def test_every_number_of_the_page_stands_in_both_files(owner: Browser, week: list[Visit], name: str) -> None:
    answer = owner.get(reverse(name), JUNE)
    html = answer.content.decode()
    wanted = [row for _title, rows in sheets(answer.context["view"].said) for row in rows[1:]]
    assert all(shown(cell) in html or cell == "=cmd()" for row in wanted for cell in row)
    in_csv = list(csv.reader(StringIO(owner.get(reverse(name), {**JUNE, "export": "csv"}).content.decode())))
    book = load_workbook(BytesIO(owner.get(reverse(name), {**JUNE, "export": "xlsx"}).content))
    in_xlsx = [[cell.value for cell in row] for sheet in book.worksheets for row in list(sheet.iter_rows())[1:]]
    for row, line in zip(wanted, in_xlsx, strict=True):
        numbers = [as_number(cell) for cell in row]
        assert [str(number) for number in numbers[1:] if number is not None] == [
            cell.removesuffix("%") for cell in _line_of(in_csv, row) if cell
        ]
        assert [value is None for value in numbers[1:]] == [value is None for value in line[1:]]
    assert "=cmd()" not in {cell for line in in_csv for cell in line}


def _line_of(lines: list[list[str]], row: list) -> list[str]:
    """The line of a file that has the row's name."""
    name = shown(row[0])
    found = [line for line in lines if len(line) == len(row) and line[0].lstrip("'") == name]
    return next(line for line in found)[1:]


def test_a_master_reads_her_own_figures_and_no_others(annas_phone: Browser, week: list[Visit], olga: Master) -> None:
    for asked in ({}, {"master": str(olga.pk)}):
        said = content(annas_phone, "figures_report", **asked)
        assert [card.value for card in said.cards][:2] == [95.5, 2]
        assert "masters" not in {table.key for table in said.tables}
        services = content(annas_phone, "services_report", **asked)
        assert [row.cells[0] for row in services.tables[0].rows] == ["Haarschnitt"]
    assert "Olga Schreiber" not in annas_phone.get(reverse("figures_report"), JUNE).content.decode()


def test_a_login_of_masters_without_a_master_reads_nothing(log_in: LogIn) -> None:
    assert log_in(Role.MASTER).get(reverse("figures_report")).status_code == 302


@pytest.mark.parametrize(
    ("role", "opened"), [(Role.OWNER, 3), (Role.MARKETING, 3), (Role.RECEPTION, 0), (Role.EDITOR, 0)]
)
def test_owner_and_marketing_read_figures_and_nobody_else(role: str, opened: int) -> None:
    browser = logged_in(role)
    for query in ({}, {"export": "xlsx"}):
        assert [browser.get(reverse(name), query).status_code for name in NAMES].count(200) == opened


def test_marketing_meets_no_client(week: list[Visit]) -> None:
    browser = logged_in(Role.MARKETING)
    for name in NAMES:
        html = browser.get(reverse(name), JUNE).content.decode()
        assert not any(word in html for word in (OLENA.name, OLENA.email, week[0].reference)), name


@pytest.mark.parametrize(
    "odd",
    [
        {"master": "x"},
        {"master": "999999"},
        {"language": "xx"},
        {"period": "\ufffd", "compare": "-1"},
        {"first": "2026-02-30"},
        {"first": "0001-01-01", "last": "0001-01-02"},
        {"period": "own", "first": "2026-06-01", "last": ""},
    ],
)
def test_odd_questions_get_a_page(owner: Browser, odd: dict[str, str]) -> None:
    for name in NAMES:
        for export in ({}, {"export": "csv"}, {"export": "xlsx"}, {"export": "pdf"}):
            assert owner.get(reverse(name), odd | export).status_code == 200


@pytest.mark.parametrize(("name", "most"), [("figures_report", 40), ("services_report", 18), ("sources_report", 26)])
def test_a_report_asks_the_database_so_many_times(
    owner: Browser, week: list[Visit], name: str, most: int, django_assert_max_num_queries
) -> None:
    owner.get(reverse(name), JUNE)
    with django_assert_max_num_queries(most):
        owner.get(reverse(name), JUNE)
