"""The register of messages in the admin: everybody who may sees what waits and why; nobody writes one by hand."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client as Browser

from salon.outbox.models import Message, State
from tests.outbox.conftest import NOW, Queuer

pytestmark = pytest.mark.django_db
LIST = "/admin/messages/"


@pytest.fixture
def karin(client: Browser) -> Browser:
    """Reception: may look into the admin and at messages."""
    user = User.objects.create_user("karin")
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", "view_message"]))
    client.force_login(user)
    return client


@pytest.fixture
def messages(queue: Queuer) -> None:
    queue("visit:1", to="olena@example.org")
    queue("visit:2", to="iryna@example.org")
    Message.objects.filter(about="visit:2").update(state=State.DEAD, problem="ConnectionRefusedError: 111", attempts=7)


def test_what_was_given_up_is_found_by_its_state(karin: Browser, messages: None) -> None:
    html = karin.get(LIST, {"state__exact": "dead"}).content.decode()
    assert "ConnectionRefusedError" in html
    assert "visit:2" in html
    assert "visit:1" not in html


def test_a_message_is_found_by_what_it_is_about(karin: Browser, messages: None) -> None:
    html = karin.get(LIST, {"q": "visit:1"}).content.decode()
    assert "visit:1" in html
    assert "visit:2" not in html


def test_a_message_can_be_looked_at(karin: Browser, messages: None) -> None:
    message = Message.objects.get(about="visit:2")
    html = karin.get(f"{LIST}inspect/{message.pk}/").content.decode()
    assert "ConnectionRefusedError" in html


@pytest.mark.parametrize("page", ["create/", "edit/{pk}/", "delete/{pk}/"])
def test_nobody_writes_changes_or_deletes_a_message(admin_client: Browser, messages: None, page: str) -> None:
    message = Message.objects.first()
    answer = admin_client.post(LIST + page.format(pk=message.pk), {"kind": "note", "due_at": NOW.isoformat()})
    assert answer.status_code in {302, 403, 404}
    assert set(Message.objects.values_list("kind", flat=True)) == {"note"}
    assert Message.objects.count() == 2


def test_who_may_not_see_messages_does_not(client: Browser, messages: None) -> None:
    user = User.objects.create_user("marta")
    user.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    client.force_login(user)
    answer = client.get(LIST)
    assert answer.status_code == 302
    assert answer["Location"] == "/admin/"
