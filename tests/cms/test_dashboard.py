"""The admin's home page: what a new salon has still to do, and how much it costs to look."""

from datetime import time

import pytest
from django.test import Client as Browser
from django.urls import reverse

from salon.cms.models import OpeningHours, SalonSettings
from salon.cms.roles import Role
from salon.outbox.actions.deliver import deliver_due
from salon.outbox.models import Message
from tests.people import logged_in

HOME, TEST = reverse("wagtailadmin_home"), reverse("mail_test")
STEPS = 'id="desk-first-steps-heading"'


def home_of(browser: Browser) -> str:
    return browser.get(HOME).content.decode()


@pytest.mark.django_db
def test_a_new_salon_is_led_through_what_is_open() -> None:
    owner = logged_in(Role.OWNER)
    page = home_of(owner)
    assert STEPS in page
    for door in ("opening-hours:index", "services:index", "masters:index", "mail_test"):
        assert f'href="{reverse(door)}"' in page, door
    hours = f'<a href="{reverse("opening-hours:index")}">'
    assert page.count(hours) == 1
    OpeningHours.objects.create(weekday=1, starts_at=time(9), ends_at=time(18))
    assert home_of(owner).count(hours) == 0, "a step that is done leads nowhere"


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in Role if role != Role.OWNER])
def test_only_who_opens_the_salon_is_led(role: str) -> None:
    assert STEPS not in home_of(logged_in(role))


@pytest.mark.django_db
def test_a_test_mail_arrives_and_is_shown(mailoutbox: list) -> None:
    SalonSettings.objects.create(email="hallo@lindenhof.example.org")
    karin = logged_in(Role.RECEPTION)
    assert karin.post(TEST)["Location"] == TEST
    deliver_due(now=Message.objects.get().due_at)
    assert [mail.to for mail in mailoutbox] == [["hallo@lindenhof.example.org"]]
    assert Message.objects.get().get_state_display() in karin.get(TEST).content.decode()


@pytest.mark.django_db
def test_without_an_address_no_test_is_sent() -> None:
    karin = logged_in(Role.RECEPTION)
    karin.post(TEST)
    assert not Message.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.MASTER, Role.EDITOR, Role.MARKETING])
def test_who_has_nothing_to_do_with_messages_sends_no_test(role: str) -> None:
    assert logged_in(role).post(TEST)["Location"] == HOME
    assert not Message.objects.exists()
