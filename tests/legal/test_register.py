"""The log of withdrawals in the admin: read by who answers the telephone, changed by nobody."""

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from legal.models import Withdrawal
from salon.cms.roles import Role
from salon.outbox.subjects import Subject, tellers
from tests.people import logged_in

pytestmark = pytest.mark.django_db

LIST = reverse("legal_withdrawal_modeladmin_index")


def door(name: str, entry: Withdrawal) -> str:
    return reverse(f"legal_withdrawal_modeladmin_{name}", args=[entry.pk])


def make(name: str = "Olena Kovalenko", **facts: object) -> Withdrawal:
    known = {"received_at": timezone.now(), "language": "de", "email": "olena@example.org", "reference": "LNDN26"}
    key = f"key-{Withdrawal.objects.count()}"
    return Withdrawal.objects.create(key=key, name=name, declaration=f"<b>{name}</b>", **{**known, **facts})


def names(browser: Browser, **query: str) -> list[str]:
    return [row.name for row in browser.get(LIST, query).context["table"].data]


@pytest.fixture
def karin(db: None) -> Browser:
    return logged_in(Role.RECEPTION)


@pytest.mark.parametrize("role", list(Role))
def test_who_sees_and_answers(role: str) -> None:
    entry, browser = make(), logged_in(role)
    may = role in {Role.OWNER, Role.RECEPTION}
    for address in (LIST, door("inspect", entry)):
        assert (browser.get(address).status_code == 200) == may
    browser.post(door("answered", entry))
    entry.refresh_from_db()
    assert entry.is_answered == may
    assert ("/admin/withdrawals/" in browser.get(reverse("wagtailadmin_home")).content.decode()) == may


def test_the_card_quotes_it_and_notes_who_answered(karin: Browser) -> None:
    entry = make()
    page = karin.get(door("inspect", entry)).content.decode()
    assert "&lt;b&gt;Olena Kovalenko&lt;/b&gt;" in page
    assert door("answered", entry) in page
    karin.get(door("answered", entry))
    entry.refresh_from_db()
    assert not entry.is_answered
    karin.post(door("answered", entry))
    entry.refresh_from_db()
    assert entry.answered_by.username == "reception-desk"
    page = karin.get(door("inspect", entry)).content.decode()
    assert "reception-desk" in page
    assert door("answered", entry) not in page


def test_the_first_answer_stays(karin: Browser) -> None:
    entry = make()
    karin.post(door("answered", entry))
    logged_in(Role.OWNER).post(door("answered", entry))
    entry.refresh_from_db()
    assert entry.answered_by.username == "reception-desk"


@pytest.mark.parametrize("page", ["create/", "edit/{pk}/", "delete/{pk}/", "history/{pk}/", "inspect/abc/"])
def test_no_other_door_is_open(karin: Browser, page: str) -> None:
    entry = make()
    for answer in (
        karin.get(LIST + page.format(pk=entry.pk)),
        karin.post(LIST + page.format(pk=entry.pk), {"name": "x"}),
    ):
        assert answer.status_code in {302, 404}
    assert Withdrawal.objects.get().name == entry.name


def test_the_list_is_searched_and_narrowed_and_survives_what_somebody_makes_up(karin: Browser) -> None:
    make("Olena")
    make("Igor", reference="12 June", answered_at=timezone.now())
    assert names(karin) == ["Igor", "Olena"]
    assert names(karin, q="12 ju") == ["Igor"]
    assert names(karin, state="new") == ["Olena"]
    assert names(karin, state="answered") == ["Igor"]
    assert karin.get(LIST, {"declaration__startswith": "x"})["Location"] == LIST
    for query in ({"p": "rubbish"}, {"state": "x"}, {"o": "99"}, {"q": "nobody"}):
        assert karin.get(LIST, query).status_code == 200


def test_what_is_meant_is_told_by_whoever_knows_it(karin: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tellers, "comet", lambda keys, request: {key: Subject(f"Comet {key}") for key in keys})
    assert "Comet 7" in karin.get(door("inspect", make(about="comet:7"))).content.decode()
    assert karin.get(door("inspect", make(about="ghost:1"))).status_code == 200
