"""Behind the password a code: for everybody where the salon asks for it, for whoever has enrolled wherever."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django import Settings
from wagtail.models import ModelLogEntry

from salon.cms.roles import Role
from salon.login import second_factor
from salon.login.middleware import ENROLMENT, OPEN
from tests.login.conftest import ENROL, LOGIN, PASSWORD, VERIFY, code_of
from tests.people import logged_in

pytestmark = pytest.mark.django_db


def give(browser: Browser, code: str, to: str = "/admin/") -> str:
    """Where a code leads; empty where it doesn't fit."""
    answer = browser.post(VERIFY, {"otp_token": code, "next": to})
    return answer["Location"] if answer.status_code == 302 else ""


def admin_addresses(
    patterns: list[URLPattern | URLResolver], before: str = "/admin/"
) -> Iterator[tuple[str | None, str]]:
    """Every address below the admin with its name; where a part of it is asked for there stands a one."""
    for entry in patterns:
        address = before + re.sub(r"<[^>]+>|\\d(\+|\{1,18\})", "1", str(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from admin_addresses(entry.url_patterns, address)
        else:
            yield entry.name, re.sub(r"\(\?P1|[()^$\\?]", "", address)


def leads_to(browser: Browser, address: str) -> str:
    answer = browser.get(address)
    return answer["Location"].partition("?")[0] if answer.status_code == 302 else str(answer.status_code)


def test_a_login_without_a_device_enters_where_the_salon_does_not_ask(half_in: Browser) -> None:
    assert half_in.get("/admin/").status_code == 200


def test_where_the_salon_asks_every_door_leads_to_enrolment_first(half_in: Browser, settings: Settings) -> None:
    settings.WAGTAIL_2FA_REQUIRED = True
    assert leads_to(half_in, "/admin/") == leads_to(half_in, "/admin/account/") == ENROL
    assert half_in.get(ENROL).status_code == 200


def test_every_address_of_the_admin_leads_to_the_code(telephone: TOTPDevice, half_in: Browser) -> None:
    admin = next(found for found in get_resolver().url_patterns if str(found.pattern) == "admin/")
    found = {(name, address) for name, address in admin_addresses(admin.url_patterns) if name not in OPEN}
    assert len(found) > 300
    assert {leads_to(half_in, address) for _name, address in found} == {VERIFY}


def test_a_stolen_session_without_the_code_is_nobody_outside_of_the_admin(
    telephone: TOTPDevice, half_in: Browser
) -> None:
    assert leads_to(half_in, "/api/docs/") == LOGIN
    assert leads_to(half_in, "/api/schema/") == LOGIN
    assert half_in.get("/admin/login/").status_code == 302
    answer = half_in.get("/de/search/")
    assert answer.status_code == 200
    assert not answer.wsgi_request.user.is_authenticated


def test_a_background_request_is_refused_and_not_led_away(telephone: TOTPDevice, half_in: Browser) -> None:
    assert half_in.get("/admin/", headers={"X-Requested-With": "XMLHttpRequest"}).status_code == 403


def test_the_right_code_opens_and_leads_where_one_was_going(telephone: TOTPDevice, half_in: Browser) -> None:
    before = half_in.session.session_key
    assert give(half_in, code_of(telephone), to="/admin/account/") == "/admin/account/"
    assert half_in.get("/admin/account/").status_code == 200
    assert half_in.get("/api/docs/").status_code == 200
    assert half_in.session.session_key != before


def test_a_code_works_once(telephone: TOTPDevice, half_in: Browser, olga: User) -> None:
    code = code_of(telephone)
    assert give(half_in, code)
    later = Browser()
    later.force_login(olga)
    assert not give(later, code)


def test_a_wrong_code_opens_nothing_and_makes_wait(telephone: TOTPDevice, half_in: Browser) -> None:
    right = code_of(telephone)
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    assert not give(half_in, wrong)
    assert not give(half_in, right)
    assert leads_to(half_in, "/admin/") == VERIFY


def test_of_two_telephones_each_opens_and_neither_is_slowed_by_the_other(
    telephone: TOTPDevice, half_in: Browser
) -> None:
    second = TOTPDevice.objects.create(user=telephone.user, name="Tablet", confirmed=True)
    assert give(half_in, code_of(second))
    telephone.refresh_from_db()
    assert telephone.throttling_failure_count == 0


def test_nobody_is_led_to_another_site(telephone: TOTPDevice, half_in: Browser) -> None:
    assert give(half_in, code_of(telephone), to="https://evil.example/") == "/admin/"


def enrol(browser: Browser, user: User, password: str = PASSWORD) -> list[str]:
    """Scans the picture, types what the telephone shows; the recovery codes."""
    assert browser.get(ENROL).status_code == 200
    drawn = browser.get("/admin/2fa/devices/qr-code")
    assert drawn["Content-Type"] == "image/svg+xml"
    device = TOTPDevice.objects.get(user=user, confirmed=False)
    form = {"otp_token": code_of(device), "name": "Telefon", "password": password}
    page = browser.post(ENROL, form).content.decode()
    return re.findall(r"<code>([a-z0-9]{5}-[a-z0-9]{5})</code>", page)


def test_enrolling_shows_ten_codes_once(half_in: Browser, olga: User, settings: Settings) -> None:
    settings.WAGTAIL_2FA_REQUIRED = True
    codes = enrol(half_in, olga)
    assert len(set(codes)) == 10
    assert half_in.get("/admin/").status_code == 200
    assert not any(code in half_in.get("/admin/2fa/codes").content.decode() for code in codes)
    assert ModelLogEntry.objects.filter(action="login.add_device", object_id=str(olga.pk)).exists()


def test_enrolling_ends_the_sessions_that_a_password_alone_has_opened(half_in: Browser, olga: User) -> None:
    elsewhere = Browser()
    elsewhere.force_login(olga)
    enrol(half_in, olga)
    assert half_in.get("/admin/").status_code == 200
    assert leads_to(elsewhere, "/admin/") == LOGIN


def test_a_session_whose_device_is_gone_is_asked_again_where_there_is_another_one(half_in: Browser, olga: User) -> None:
    enrol(half_in, olga)
    TOTPDevice.objects.create(user=olga, name="Tablet", confirmed=True)
    second_factor.remove_device(TOTPDevice.objects.get(name="Telefon"))
    assert leads_to(half_in, "/admin/") == VERIFY


def test_enrolling_asks_for_the_password(half_in: Browser, olga: User) -> None:
    assert not enrol(half_in, olga, password="geraten")
    assert not second_factor.has_device(olga)


def test_a_form_without_a_picture_fits_no_code(half_in: Browser) -> None:
    answer = half_in.post(ENROL, {"otp_token": "123456", "name": "Telefon", "password": PASSWORD})
    assert answer.status_code == 200


def test_a_recovery_code_works_once_in_the_same_field(telephone: TOTPDevice, half_in: Browser, olga: User) -> None:
    code = second_factor.renew_codes(olga)[0]
    assert give(half_in, f" {code.upper()} ")
    assert half_in.get("/admin/account/").status_code == 200
    later = Browser()
    later.force_login(olga)
    assert not give(later, code)
    assert second_factor.codes_left(olga) == 9


def test_new_codes_end_the_old_ones_and_none_is_stored(telephone: TOTPDevice, half_in: Browser, olga: User) -> None:
    old = second_factor.renew_codes(olga)
    give(half_in, code_of(telephone))
    page = half_in.post("/admin/2fa/codes").content.decode()
    new = re.findall(r"<code>([a-z0-9]{5}-[a-z0-9]{5})</code>", page)
    stored = set(StaticToken.objects.values_list("token", flat=True))
    assert len(new) == len(stored) == 10
    assert not stored & {code.replace("-", "") for code in new}
    assert second_factor.verified_by(olga, old[0]) is None
    assert ModelLogEntry.objects.filter(action="login.renew_codes").exists()


def test_the_owner_takes_a_lost_device_off_and_its_session_ends(
    telephone: TOTPDevice, half_in: Browser, olga: User, settings: Settings
) -> None:
    second_factor.renew_codes(olga)
    give(half_in, code_of(telephone))
    settings.WAGTAIL_2FA_REQUIRED = True
    owner = owner_with_device(settings)
    assert "Olgas Telefon" in owner.get(f"/admin/2fa/devices/{olga.pk}").content.decode()
    owner.post(f"/admin/2fa/devices/{telephone.pk}/remove")
    assert not second_factor.has_device(olga)
    assert not StaticDevice.objects.filter(user=olga).exists()
    assert leads_to(half_in, "/admin/") == LOGIN
    entry = ModelLogEntry.objects.get(action="login.remove_device")
    assert (entry.user.username, entry.data["name"]) == ("owner-desk", "Olgas Telefon")


def test_with_the_last_device_end_all_sessions_also_where_the_salon_does_not_ask(
    telephone: TOTPDevice, half_in: Browser, olga: User, settings: Settings
) -> None:
    lost, thief = half_in, Browser()
    thief.force_login(olga)
    give(lost, code_of(telephone))
    assert (lost.get("/admin/").status_code, leads_to(thief, "/admin/")) == (200, VERIFY)
    owner_with_device(settings).post(f"/admin/2fa/devices/{telephone.pk}/remove")
    assert leads_to(lost, "/admin/") == leads_to(thief, "/admin/") == LOGIN


def test_who_removes_her_own_last_device_stays_and_nobody_else_comes_in(
    telephone: TOTPDevice, half_in: Browser, olga: User
) -> None:
    thief = Browser()
    thief.force_login(olga)
    give(half_in, code_of(telephone))
    half_in.post(f"/admin/2fa/devices/{telephone.pk}/remove")
    assert (half_in.get("/admin/").status_code, leads_to(thief, "/admin/")) == (200, LOGIN)


def owner_with_device(settings: Settings) -> Browser:
    owner = logged_in(Role.OWNER)
    device = TOTPDevice.objects.create(user=User.objects.get(username="owner-desk"), name="Chefin", confirmed=True)
    assert give(owner, code_of(device))
    return owner


def test_a_colleague_sees_and_removes_nobody_elses(telephone: TOTPDevice, olga: User) -> None:
    colleague = logged_in(Role.EDITOR)
    for address in (f"/admin/2fa/devices/{olga.pk}", f"/admin/2fa/devices/{telephone.pk}/remove"):
        assert leads_to(colleague, address) == "/admin/"
    colleague.post(f"/admin/2fa/devices/{telephone.pk}/remove")
    assert second_factor.has_device(olga)


def test_an_owner_does_not_take_the_superusers_away(db: None) -> None:
    chief = User.objects.create_superuser("chief")
    device = TOTPDevice.objects.create(user=chief, name="Key", confirmed=True)
    logged_in(Role.OWNER).post(f"/admin/2fa/devices/{device.pk}/remove")
    assert second_factor.has_device(chief)


def test_a_command_helps_whom_nobody_else_can(telephone: TOTPDevice, olga: User) -> None:
    call_command("forget_second_factor", "olga")
    assert not second_factor.has_device(olga)
    assert ModelLogEntry.objects.filter(action="login.forget").exists()
    with pytest.raises(CommandError):
        call_command("forget_second_factor", "nobody")


def test_what_does_not_exist_is_not_found(half_in: Browser) -> None:
    assert half_in.get("/admin/2fa/devices/999/remove").status_code == 404
    assert half_in.get("/admin/2fa/devices/999").status_code == 404


@pytest.mark.parametrize(
    "odd", ["/admin/2fa/devices/\uff11/remove", "/admin/2fa/devices/1/remove\n", "/admin/2fa/devices/\uff11"]
)
def test_no_odd_address_leads_to_the_pages_that_ours_stand_for(odd: str, half_in: Browser, olga: User) -> None:
    device = TOTPDevice.objects.create(pk=1, user=olga, name="Olgas Telefon", confirmed=True)
    give(half_in, code_of(device))
    assert {half_in.get(quote(odd)).status_code, half_in.post(quote(odd), {"user_id": olga.pk}).status_code} == {404}
    assert second_factor.has_device(olga)


def test_only_what_enrolment_needs_is_open_before_it(half_in: Browser, settings: Settings) -> None:
    settings.WAGTAIL_2FA_REQUIRED = True
    assert {
        "wagtail_2fa_auth",
        "wagtail_2fa_device_new",
        "wagtail_2fa_device_qrcode",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_logout",
        "wagtailadmin_sprite",
    } == OPEN | ENROLMENT
    assert leads_to(half_in, "/admin/2fa/codes") == ENROL
