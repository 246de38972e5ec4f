"""Requests that nobody's browser sends by itself get an answer in the site's look, on every database."""

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

from salon.cms.roles import Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/de/%00/",
        "/de/leistungen/%00/",
        "/de/visit/%00/",
        "/%00",
        "/admin/pages/?q=%00",
    ],
)
def test_a_null_byte_in_an_address_is_refused(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert b"<h1>" in answer.content


def test_a_null_byte_in_a_cookie_is_dropped(client: Client) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = "\x00aaaaaaaa"
    assert client.get("/de/termin/services/").status_code == 200


@pytest.mark.parametrize(("language", "first"), [("de", "termin"), ("uk", "zapys")])
def test_a_form_without_its_cookie_is_answered_in_the_site_s_look(language: str, first: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(f"/{language}/{first}/services/?service=haircut", {"service": "haircut"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert f'<html lang="{language}"' in page
    assert f"/{language}/{first}/services/?service=haircut" in page


def test_the_switcher_on_a_lost_address_leads_home(client: Client) -> None:
    page = client.get("/uk/nemaie/").content.decode()
    assert 'href="/de/"' in page
    assert "/de/nemaie/" not in page


@pytest.mark.parametrize(("role", "status"), [(Role.OWNER, 200), (Role.RECEPTION, 200), (Role.MASTER, 302)])
def test_who_answers_for_messages_sees_them(client: Client, role: str, status: int) -> None:
    user = get_user_model().objects.create_user(username="karin", password="x")
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    assert client.get("/admin/messages/").status_code == status
