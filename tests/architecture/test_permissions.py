"""What the admin's own views promise: nobody unknown enters, and no right opens more than its door."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client as Browser
from django.urls import reverse

from salon.cms.roles import Role

DOORS = (
    "appointments",
    "clients",
    "waiting-list",
    "time-off",
    "services",
    "categories",
    "masters",
    "opening-hours",
    "closed-days",
)
# Who works with people may know people.
KNOW_CLIENTS = {Role.OWNER, Role.RECEPTION}
SECRETS = ("auth.", "sessions.")
WRITE = {f"outbox.{action}_messagetext" for action in ("add", "change", "delete", "publish", "view")}
LETTERS = {Role.OWNER: WRITE, Role.EDITOR: WRITE, Role.RECEPTION: {"outbox.view_messagetext"}}


@pytest.fixture
def nobody_special(db: None) -> Browser:
    """Somebody who may enter the admin, and no more."""
    user = get_user_model().objects.create_user("praktikum")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    browser = Browser()
    browser.force_login(user)
    return browser


@pytest.mark.parametrize("door", DOORS)
def test_entering_the_admin_opens_no_room_of_it(nobody_special: Browser, door: str) -> None:
    answer = nobody_special.get(reverse(f"{door}:index"))
    assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home"))


def test_a_menu_shows_only_what_opens(nobody_special: Browser) -> None:
    page = nobody_special.get(reverse("wagtailadmin_home")).content.decode()
    assert not [door for door in DOORS if f"/admin/{door}/" in page]


def actions_of(role: str) -> set[str]:
    rows = Permission.objects.filter(group__name=role).values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in rows}


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_every_role_enters_and_only_two_know_all_clients(role: str) -> None:
    """A master looks up whom she has had, and changes nobody."""
    actions = actions_of(role)
    assert "wagtailadmin.access_admin" in actions
    assert ("booking.view_client" in actions) == (role in {*KNOW_CLIENTS, Role.MASTER})
    assert ("booking.change_client" in actions) == (role in KNOW_CLIENTS)
    assert ("booking.see_all_appointment" in actions) == (role in KNOW_CLIENTS)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in Role if role != Role.OWNER])
def test_only_the_owner_touches_logins_and_rules(role: str) -> None:
    actions = actions_of(role)
    assert not [action for action in actions if action.startswith(SECRETS)]
    rules = {"booking.change_bookingsettings", "cms.change_salonsettings", "legal.change_legalsettings"}
    assert not actions & {*rules, "booking.change_service"}


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_who_answers_the_telephone_sends_messages_again_and_who_writes_texts_writes_theirs(role: str) -> None:
    """Nobody writes a message by hand; reception may look at how the letters read."""
    messages = {"outbox.view_message", "outbox.resend_message"} if role in KNOW_CLIENTS else set()
    texts = LETTERS.get(role, set())
    assert {action for action in actions_of(role) if action.startswith("outbox.")} == messages | texts


@pytest.mark.django_db
def test_nobody_is_given_what_would_delete_a_client_or_a_visit() -> None:
    forbidden = {"booking.delete_client", "booking.delete_visit", "booking.delete_appointment"}
    for group in Group.objects.all():
        assert not actions_of(group.name) & forbidden
