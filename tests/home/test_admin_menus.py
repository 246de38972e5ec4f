"""The admin’s menus: what a role is shown opens, what it may open is shown, in the order in which a day needs it."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.test import Client as Browser
from django.test import RequestFactory
from django.urls import get_resolver, reverse
from django.utils.translation import override
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem, admin_menu

from salon.cms.roles import Role
from tests.booking.admin.test_doors import ALLOWED, OURS

pytestmark = [pytest.mark.usefixtures("demo_german"), pytest.mark.django_db]
OWN = ["messages", "contact-messages"]
# So many letters stand in 200 px beside their icon.
FITS = 18
REGISTERS = {
    "booking_appointmentevent_modeladmin_index": {Role.OWNER, Role.RECEPTION, Role.MASTER},
    "booking_scan_modeladmin_index": {Role.OWNER, Role.RECEPTION},
    "booking_lead_modeladmin_index": {Role.OWNER, Role.RECEPTION},
    "outbox_message_modeladmin_index": {Role.OWNER, Role.RECEPTION},
    "legal_withdrawal_modeladmin_index": {Role.OWNER, Role.RECEPTION},
}


def request_of(role: str) -> HttpRequest:
    # Rooms enter the menu with their addresses, and those are read at the first request.
    assert get_resolver().url_patterns
    request = RequestFactory().get("/admin/")
    request.user = get_user_model().objects.get(username=role.lower())
    return request


def items(menu: Menu, request: HttpRequest) -> Iterator[MenuItem]:
    """Depth first, in the order of the menu."""
    for item in sorted(menu.menu_items_for_request(request), key=lambda item: item.order):
        if isinstance(item, SubmenuMenuItem):
            yield from items(item.menu, request)
        elif item.url.startswith("/"):
            yield item


@pytest.mark.parametrize("role", list(Role))
def test_every_item_that_a_role_is_shown_opens(role: str) -> None:
    request = request_of(role)
    browser = Browser()
    browser.force_login(request.user)
    for item in items(admin_menu, request):
        answer = browser.get(item.url, follow=True)
        # Whoever may not enter is sent to the home page.
        assert (answer.status_code, answer.request["PATH_INFO"][: len(item.url)]) == (200, item.url)


@pytest.mark.parametrize("role", list(Role))
def test_every_list_that_a_role_may_open_is_in_its_menu(role: str) -> None:
    shown = {item.url for item in items(admin_menu, request_of(role))}
    rooms = {f"{room}:index": ALLOWED[f"{room}:index"] for room in OURS} | REGISTERS
    for room, roles in rooms.items():
        assert (reverse(room) in shown) == (role in roles), room


def test_what_the_day_needs_comes_before_the_pages_and_every_label_fits() -> None:
    shown = admin_menu.menu_items_for_request(request_of(Role.RECEPTION))
    in_order = sorted(shown, key=lambda item: item.order)
    assert [item.name for item in in_order][2:4] == OWN, "after the calendar and the desk"
    for code, _name in settings.LANGUAGES:
        with override(code):
            assert [label for item in in_order if len(label := str(item.label)) > FITS] == [], code
