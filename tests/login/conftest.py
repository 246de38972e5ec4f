"""Olga works here; her telephone makes codes."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client as Browser
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from salon.cms.roles import Role

PASSWORD = "blaue Tuer im Hof"
LOGIN, VERIFY, ENROL = "/admin/login/", "/admin/2fa/auth", "/admin/2fa/devices/new"
Telephone = Callable[..., str]


@pytest.fixture
def olga(db: None) -> User:
    user = User.objects.create_user("olga", password=PASSWORD)
    user.groups.add(Group.objects.get(name=Role.RECEPTION))
    return user


@pytest.fixture
def telephone(olga: User) -> TOTPDevice:
    return TOTPDevice.objects.create(user=olga, name="Olgas Telefon", confirmed=True)


@pytest.fixture
def half_in(olga: User) -> Browser:
    """A browser in which Olga's password was right: what a thief of her session, or of her password, has."""
    browser = Browser()
    browser.force_login(olga)
    return browser


def code_of(device: TOTPDevice) -> str:
    """What the telephone shows now."""
    device.refresh_from_db()
    device.last_t = -1
    device.save(update_fields=["last_t"])
    return f"{totp(device.bin_key):06d}"
