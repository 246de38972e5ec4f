"""The report: who reads it, how it is narrowed down, downloaded and made anew, and where its links lead."""

import csv
import io
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import Locale, Page

from home.models import ContentPage, HomePage
from salon.cms.audit.run import find, run_audit
from salon.cms.audit.snapshot import Snapshot
from salon.cms.models import SeoAudit, SeoFinding
from salon.cms.roles import Role
from tasks.pages import audit
from tasks.timetable import timetable
from tests.counting import queries
from tests.people import logged_in

pytestmark = pytest.mark.django_db
REPORT, RESULTS, RUN = (reverse(name) for name in ("seo_report", "seo_report_results", "seo_run"))
READERS = {Role.OWNER, Role.EDITOR, Role.MARKETING}
NOW = timezone.now()


@pytest.fixture
def home() -> HomePage:
    page = HomePage(title="Salon", slug="start", locale=Locale.objects.get(language_code="de"))
    Page.get_first_root_node().add_child(instance=page)
    return page


def add(home: HomePage, *titles: str) -> None:
    """Pages with nothing in them, so that much is found; as cheap as may be."""
    kind, begin = ContentType.objects.get_for_model(ContentPage), home.numchild
    places = [
        (number, Page._get_path(home.path, home.depth + 1, number))
        for number in range(begin + 1, begin + 1 + len(titles))
    ]
    rows = [
        Page(
            title=title,
            draft_title=title,
            slug=f"seite-{number}",
            url_path=f"{home.url_path}s-{number}/",
            path=path,
            depth=home.depth + 1,
            locale_id=home.locale_id,
            content_type=kind,
        )
        for title, (number, path) in zip(titles, places, strict=True)
    ]
    for page in Page.objects.bulk_create(rows):
        ContentPage(page_ptr=page).save_base(raw=True)
    HomePage.objects.filter(pk=home.pk).update(numchild=begin + len(titles))
    home.refresh_from_db()


def titles(number: int, begin: int = 0) -> list[str]:
    return [f"Seite {begin + one} über das eine oder andere" for one in range(number)]


@pytest.mark.parametrize("role", list(Role))
def test_owner_editors_and_marketing_read_it_and_nobody_else(home: HomePage, role: str) -> None:
    run_audit(now=NOW)
    browser = logged_in(role)
    for address in (REPORT, RESULTS, f"{REPORT}?export=csv", f"{REPORT}?export=xlsx"):
        assert browser.get(address).status_code == (200 if role in READERS else 302), address
    browser.post(RUN)
    assert (SeoAudit.objects.get().finished_at > NOW) == (role in READERS)
    front = browser.get(reverse("wagtailadmin_home")).content.decode()
    assert ('id="seo-findings-heading"' in front) == (role in READERS)
    assert (REPORT in front) == (role in READERS)


def test_strangers_are_asked_who_they_are_and_only_a_post_looks_again(home: HomePage) -> None:
    assert Browser().get(REPORT).status_code == Browser().post(RUN).status_code == 302
    assert logged_in(Role.EDITOR).get(RUN).status_code == 405
    assert not SeoAudit.objects.exists()


def test_a_run_replaces_what_was_known(home: HomePage) -> None:
    run_audit(now=NOW)
    before = SeoFinding.objects.count()
    run_audit(now=NOW + timedelta(hours=1))
    assert SeoFinding.objects.count() == before > 0
    assert SeoAudit.objects.get().finished_at == NOW + timedelta(hours=1)
    home.search_description = "Haare, Nägel und Gesicht in einem alten Hof unter der Linde."
    home.save()
    assert audit() == before - 1
    assert not SeoFinding.objects.filter(code="description_missing").exists()
    assert "tasks.pages.audit" in {task for _name, task, _when in timetable()}


def test_it_is_narrowed_by_language_weight_and_kind(home: HomePage) -> None:
    add(home, "")
    run_audit(now=NOW)
    browser = logged_in(Role.MARKETING)
    error, warning = "contentpath=seo_title", "contentpath=search_description"
    every = browser.get(REPORT).content.decode()
    assert error in every
    assert warning in every
    for query in ("severity=1", "code=title_missing", "language=de&severity=1"):
        page = browser.get(f"{REPORT}?{query}").content.decode()
        assert error in page, query
        assert warning not in page, query
    for query in ("language=ru", "code=link_gone"):
        assert error not in browser.get(f"{REPORT}?{query}").content.decode()
    assert browser.get(f"{REPORT}?severity=nonsense&p=9999").status_code < 500


def test_a_finding_leads_to_its_field_in_the_editors_language(home: HomePage) -> None:
    run_audit(now=NOW)
    browser = logged_in(Role.OWNER)
    address = f"{reverse('wagtailadmin_pages:edit', args=[home.pk])}#:w:contentpath=search_description"
    assert f'href="{address}"' in browser.get(REPORT).content.decode()
    form = browser.get(address.split("#")[0]).content.decode()
    assert 'data-contentpath="search_description"' in form


def test_it_is_downloaded_as_two_kinds_of_table(home: HomePage) -> None:
    run_audit(now=NOW)
    browser = logged_in(Role.EDITOR)
    browser.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    sheet = b"".join(browser.get(f"{REPORT}?export=csv").streaming_content).decode()
    rows = list(csv.DictReader(io.StringIO(sheet)))
    assert len(rows) == SeoFinding.objects.count()
    (found,) = [row for row in rows if row["Kind"] == "No description"]
    assert found["Weight"] == "Warning"
    assert found["Address"] == f"{settings.SALON_URL}/de/"
    assert found["Where it is mended"].startswith(f"{settings.SALON_URL}/admin/pages/")
    table = load_workbook(io.BytesIO(browser.get(f"{REPORT}?export=xlsx").getvalue())).active
    assert [cell.value for cell in table[1]] == list(rows[0])
    assert table.max_row == len(rows) + 1


@pytest.mark.parametrize(
    "title", ["=cmd()|x!A1", "@SUM(1)", "+49 1", "-1+1", "Preise\x0b und \ufffe mehr", "💇🏽‍♀️ „Haare“"]
)
def test_no_title_runs_in_a_spreadsheet_or_breaks_it(home: HomePage, title: str) -> None:
    add(home, title)
    run_audit(now=NOW)
    browser = logged_in(Role.EDITOR)
    browser.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    sheet = b"".join(browser.get(f"{REPORT}?export=csv").streaming_content).decode()
    cells = [cell for row in csv.reader(io.StringIO(sheet)) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    table = load_workbook(io.BytesIO(browser.get(f"{REPORT}?export=xlsx").getvalue())).active
    written = title.replace("\x0b", "").replace("\ufffe", "")
    named = [cell for row in table.iter_rows() for cell in row if cell.value == written]
    assert {cell.data_type for cell in named} == {"s"}


def test_a_hundred_pages_more_cost_the_same_queries_each_time(home: HomePage) -> None:
    list(find(Snapshot()))  # what is remembered for good, as the kinds of pages, is asked once
    costs = []
    for number in (100, 200, 500):
        add(home, *titles(number - home.numchild, begin=number))
        with CaptureQueriesContext(connection) as seen:
            assert len({finding.page for finding in find(Snapshot())} - {None}) == number + 1
        costs.append(len(seen))
    hundred = costs[1] - costs[0]
    assert hundred <= 3
    assert costs[2] - costs[1] == 3 * hundred


def test_a_list_of_hundreds_costs_no_query_a_row(home: HomePage) -> None:
    browser = logged_in(Role.EDITOR)

    def read(address: str) -> None:
        answer = browser.get(address)
        if answer.streaming:
            b"".join(answer.streaming_content)

    def cost(address: str) -> int:
        read(address)
        return queries(lambda: read(address))

    run_audit(now=NOW)
    few = {address: cost(address) for address in (REPORT, f"{REPORT}?export=csv")}
    add(home, *titles(60))
    run_audit(now=NOW)
    for address, number in few.items():
        assert cost(address) <= number + 1, address
