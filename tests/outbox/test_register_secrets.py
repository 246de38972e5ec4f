"""No key of a link is readable in the register, and none can be guessed by filtering, searching or sorting."""

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from wagtail.models import ModelLogEntry

from salon.cms.roles import Role
from salon.lib.links import Purpose, make_token, new_public_id
from salon.lib.logs import KEY
from salon.outbox.admin.by_hand import DEEDS
from salon.outbox.models import PROBLEM_LENGTH, Message, State, WaitsFor
from tests.outbox.register import KIND, LIST, door, exported, found, make, sheet
from tests.people import logged_in

pytestmark = pytest.mark.django_db

TOKEN = make_token(Purpose.MANAGE, new_public_id(), 1)


@pytest.fixture
def karin(db: None) -> Browser:
    return logged_in(Role.RECEPTION)


@pytest.mark.parametrize(
    "query",
    [
        {"context__token__startswith": "a"},
        {"dedupe_key__contains": "key"},
        {"problem__contains": TOKEN[:5]},
        {"id__in": "1,2"},
        {"nothing": "at all"},
        {"state__exact": ["dead", "sent"]},
    ],
)
def test_nothing_can_be_guessed_by_an_altered_address(karin: Browser, query: dict[str, Any]) -> None:
    make(context={"token": TOKEN}, problem=f"https://salon.example.org/de/visit/{TOKEN}/")
    for extra in ({}, {"export": "csv"}):
        answer = karin.get(LIST, {**query, **extra})
        assert answer.status_code in {200, 302}
        assert answer.status_code == 302 or "state__exact" in query


def test_no_search_reads_what_went_wrong_or_what_a_message_carries(karin: Browser) -> None:
    make(context={"token": TOKEN}, problem=TOKEN, dedupe_key=TOKEN)
    assert found(karin, q=TOKEN[:8]) == []


def test_no_key_of_a_link_is_readable_anywhere(karin: Browser) -> None:
    link = f"https://salon.example.org/de/visit/{TOKEN}/"
    secret = {"context": {"token": TOKEN, "link": link}, "problem": f"550 refused: {link} {'k' * 43}"}
    for state in State:
        make(state=state, dedupe_key=f"{KIND}|visit:1|{TOKEN}|{state}", waits_for=WaitsFor.SERVER, **secret)
    pages = [karin.get(url).content.decode() for url in (LIST, reverse("wagtailadmin_home"), door("resend-dead"))]
    for message in Message.objects.all():
        for name in ("inspect", *(deed.name for deed in DEEDS)):
            pages.append(karin.get(door(name, message.pk)).content.decode())
    pages += [str(exported(karin)), *sheet(karin)]
    for message in Message.objects.all():
        for deed in DEEDS:
            karin.post(door(deed.name, message.pk))
    assert ModelLogEntry.objects.exists()
    pages += [str(line.__dict__) for line in ModelLogEntry.objects.all()]
    # Wagtail's own pages hold longer words than keys, made of its own names.
    assert not [page for page in pages if TOKEN in page or "k" * 39 in page]
    assert [page for page in pages if "550 refused: https://salon.example.org/de/visit/…/ …" in page]
    assert not KEY.search(str(exported(karin)))


@pytest.mark.parametrize("kept", range(len(TOKEN)))
def test_a_key_that_was_cut_off_is_not_readable_either(kept: int) -> None:
    link = f"https://salon.example.org/de/visit/{TOKEN[:kept]}"
    message = Message(problem=f"{'550 refused ' * 20}"[: PROBLEM_LENGTH - len(link) - 1] + " " + link)
    assert len(message.problem) == PROBLEM_LENGTH
    assert message.outcome.endswith("/visit/…" if kept else "/visit/")
