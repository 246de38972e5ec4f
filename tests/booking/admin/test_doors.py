"""Who may open which door: a row a door, a column a role. A door that is missing here fails the test."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from booking.actions.api_tokens import make_token
from booking.admin.calendar import urls as calendar_urls
from booking.models import BookingSettings, Master, MasterText, Service, ServiceText, TimeOff, WaitingEntry
from salon.cms.models import ClosedDay, OpeningHours, SalonSettings, SalonText
from salon.cms.roles import Role
from tests.booking.admin.conftest import LogIn
from tests.booking.conftest import NOW, Booker, local

BOSS = {Role.OWNER}
OTHERS = [role for role in Role if role not in BOSS]
DESK = {Role.OWNER, Role.RECEPTION}
SALON = {Role.OWNER, Role.RECEPTION, Role.MASTER}
WRITERS = {Role.OWNER, Role.EDITOR}
ABOUT_ONE = {
    "inspect",
    "edit",
    "delete",
    "cancel",
    "answer",
    "close",
    "take_off",
    "calendar_link",
    "telegram",
    "revoke",
    "block",
    "merge",
    "erase",
    "file",
}
ALONE_ABOUT_ONE = {"calendar_visit", "calendar_move"}
OURS = {
    "appointments",
    "clients",
    "waiting-list",
    "time-off",
    "services",
    "categories",
    "masters",
    "opening-hours",
    "closed-days",
    "api-tokens",
}
ALLOWED = {
    "appointments:index": SALON,
    "appointments:index_results": SALON,
    "appointments:inspect": SALON,
    "appointments:cancel": DESK,
    "appointments:answer": SALON,
    "appointments:close": SALON,
    "appointments:bulk": SALON,
    # A master finds whom she has had.
    "clients:index": SALON,
    "clients:index_results": SALON,
    "clients:inspect": SALON,
    "clients:edit": DESK,
    "clients:block": DESK,
    "clients:merge": DESK,
    "clients:erase": DESK,
    "clients:file": DESK,
    "clients:bulk": DESK,
    "waiting-list:index": DESK,
    "waiting-list:index_results": DESK,
    "waiting-list:inspect": DESK,
    "waiting-list:take_off": DESK,
    "waiting-list:bulk": DESK,
    "time-off:index": SALON,
    "time-off:index_results": SALON,
    "time-off:inspect": SALON,
    "time-off:add": DESK,
    "time-off:edit": DESK,
    "time-off:delete": DESK,
    "services:index": DESK,
    "services:index_results": DESK,
    "services:inspect": DESK,
    "services:add": BOSS,
    "services:edit": BOSS,
    "services:bulk": BOSS,
    "categories:index": DESK,
    "categories:index_results": DESK,
    "categories:inspect": DESK,
    "categories:add": BOSS,
    "categories:edit": BOSS,
    "categories:bulk": BOSS,
    "masters:index": DESK,
    "masters:index_results": DESK,
    "masters:inspect": DESK,
    "masters:add": BOSS,
    "masters:edit": BOSS,
    "masters:bulk": BOSS,
    # A master opens her own.
    "masters:calendar_link": {Role.OWNER, Role.MASTER},
    "masters:telegram": {Role.OWNER, Role.MASTER},
    "api-tokens:index": {Role.OWNER},
    "api-tokens:index_results": {Role.OWNER},
    "api-tokens:add": {Role.OWNER},
    "api-tokens:inspect": {Role.OWNER},
    "api-tokens:revoke": {Role.OWNER},
    "opening-hours:index": BOSS,
    "opening-hours:index_results": BOSS,
    "opening-hours:add": BOSS,
    "opening-hours:edit": BOSS,
    "opening-hours:delete": BOSS,
    "closed-days:index": BOSS,
    "closed-days:index_results": BOSS,
    "closed-days:add": BOSS,
    "closed-days:edit": BOSS,
    "closed-days:delete": BOSS,
    # A master reads her own.
    "figures_report": {Role.OWNER, Role.MARKETING, Role.MASTER},
    "services_report": {Role.OWNER, Role.MARKETING, Role.MASTER},
    "sources_report": {Role.OWNER, Role.MARKETING},
    "scans_report": DESK,
    "seo_report": {Role.OWNER, Role.EDITOR, Role.MARKETING},
    "funnel_report": {Role.OWNER, Role.MARKETING},
    "demand_report": {Role.OWNER, Role.MARKETING},
    "wagtailsnippets_booking_servicetext:list": WRITERS,
    "wagtailsnippets_booking_servicetext:edit": WRITERS,
    "wagtailsnippets_booking_categorytext:add": WRITERS,
    "wagtailsnippets_booking_mastertext:edit": WRITERS,
    "wagtailsnippets_cms_salontext:edit": WRITERS,
    "wagtailsnippets_cms_closeddaytext:add": WRITERS,
    "wagtailsettings:edit cms salonsettings": BOSS,
    "wagtailsettings:edit booking bookingsettings": BOSS,
    "wagtailusers_users:index": BOSS,
    "wagtailusers_groups:index": BOSS,
    "wagtailadmin_home": set(Role),
    "calendar_day": SALON,
    "calendar_week": SALON,
    "calendar_month": SALON,
    "calendar_print": SALON,
    "calendar_visit": SALON,
    "calendar_new": SALON,
    "calendar_people": SALON,
    "calendar_move": DESK,
}
# Doors that only a post opens; who may is told by the calendar's own tests.
POSTED = {"calendar_do", "calendar_hold", "calendar_release"}


@pytest.fixture
def address(book: Booker, anna: Master, haircut: Service) -> dict[str, int]:
    """What the doors lead to: the key of something that exists behind each."""
    visit = book("haircut", local(9, 10), master="anna")
    waiting = WaitingEntry.objects.create(
        services=["haircut"], first_day=date(2026, 6, 9), last_day=date(2026, 6, 9), contact_name="Olena", language="de"
    )
    off = TimeOff.objects.create(master=anna, start=local(10, 9), end=local(10, 12))
    return {
        "appointments": visit.appointments.get().pk,
        "calendar_move": visit.appointments.get().pk,
        "calendar_visit": visit.pk,
        "clients": visit.client_id,
        "waiting-list": waiting.pk,
        "time-off": off.pk,
        "services": haircut.pk,
        "categories": haircut.category_id,
        "masters": anna.pk,
        "api-tokens": make_token(name="bot", for_clients=True, for_masters=True, now=NOW)[0].pk,
        "opening-hours": OpeningHours.objects.first().pk,
        "closed-days": ClosedDay.objects.create(slug="heiligabend", month=12, day=24).pk,
        "salonsettings": SalonSettings.load().pk,
        "bookingsettings": BookingSettings.load().pk,
        "wagtailsnippets_booking_servicetext": ServiceText.objects.get(service=haircut).pk,
        "wagtailsnippets_booking_mastertext": MasterText.objects.get(master=anna).pk,
        "wagtailsnippets_cms_salontext": SalonText.objects.get().pk,
    }


def url_of(door: str, address: dict[str, int]) -> str:
    name, *words = door.split()
    if words:
        return reverse(name, args=[*words, address[words[-1]]])
    room, _, view = name.partition(":")
    is_about_one = view in ABOUT_ONE or name in ALONE_ABOUT_ONE
    return reverse(name, args=[address[room]] if is_about_one else [])


def opens(browser: Browser, url: str) -> bool:
    """Wagtail sends whoever may not enter back to its home page."""
    answer = browser.get(url)
    assert answer.status_code in {200, 302}, (url, answer.status_code)
    assert answer.status_code == 200 or answer["Location"] == reverse("wagtailadmin_home"), url
    return answer.status_code == 200


@pytest.mark.parametrize("role", [Role.OWNER, *(pytest.param(role, marks=pytest.mark.once) for role in OTHERS)])
def test_each_role_opens_its_own_doors_and_no_other(role: str, log_in: LogIn, address: dict[str, int]) -> None:
    master = Master.objects.get(slug="anna") if role == Role.MASTER else None
    browser = log_in(role, master)
    opened = {door for door in ALLOWED if opens(browser, url_of(door, address))}
    assert opened == {door for door, roles in ALLOWED.items() if role in roles}


def test_nobody_enters_without_a_login(address: dict[str, int]) -> None:
    for door in ALLOWED:
        answer = Browser().get(url_of(door, address))
        assert answer.status_code == 302
        assert reverse("wagtailadmin_login") in answer["Location"]


def test_the_table_knows_every_door_of_ours() -> None:
    found = {f"{namespace}:{pattern.name}" for namespace, pattern in our_patterns()}
    assert found == {door for door in ALLOWED if door.partition(":")[0] in OURS}


def test_the_table_knows_every_report() -> None:
    names = {pattern.name for pattern in admin_patterns() if isinstance(pattern, URLPattern)}
    assert {name for name in names if name and name.endswith("_report")} <= set(ALLOWED)


def test_the_table_knows_every_door_of_the_calendar() -> None:
    names = {str(pattern.name) for pattern in calendar_urls.urlpatterns}
    assert names == {door for door in ALLOWED if door.startswith("calendar_")} | POSTED


def our_patterns() -> Iterator[tuple[str, URLPattern]]:
    for resolver in admin_patterns():
        if isinstance(resolver, URLResolver) and resolver.namespace in OURS:
            yield from ((resolver.namespace, pattern) for pattern in resolver.url_patterns)


def admin_patterns() -> list[URLPattern | URLResolver]:
    return next(found for found in get_resolver().url_patterns if str(found.pattern) == "admin/").url_patterns


@pytest.mark.parametrize("door", ["clients/delete", "appointments/edit", "services/delete", "masters/delete"])
def test_what_must_stay_has_no_door_for_anybody(door: str) -> None:
    room = door.partition("/")[0]
    assert resolve(f"/admin/{room}/").namespaces == [room]
    assert resolve(f"/admin/{door}/1/").namespaces == []


@pytest.mark.django_db
def test_the_five_groups_are_there_and_wagtails_own_are_not() -> None:
    assert set(Group.objects.values_list("name", flat=True)) == set(Role)
