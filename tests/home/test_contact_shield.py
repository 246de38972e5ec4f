"""Katharina is a person: what keeps machines away, and what odd input is told."""

from datetime import timedelta

import pytest
from django.test import Client

from home.actions import MOST_A_MAILBOX, MOST_AN_ADDRESS
from salon.outbox.models import Message
from tests.home.writing import FORM, KATHARINA, clock, kept, opened, post, send, stamp_of, words

__all__ = ["clock"]
pytestmark = [pytest.mark.usefixtures("demo_german"), pytest.mark.django_db]


def test_who_is_too_fast_keeps_everything_and_passes_a_moment_later(client: Client, clock) -> None:
    answer = send(client, clock, seconds=1)
    html = words(answer)
    assert answer.status_code == 429
    assert kept() == []
    for typed in ("Katharina Vogel", "Katharina@example.org", KATHARINA["message"]):
        assert typed in html
    assert "checked" in html
    clock.shift(timedelta(seconds=3))
    assert post(client, stamp=stamp_of(answer)).status_code == 302


def test_a_form_that_was_open_all_day_is_still_taken(client: Client, clock) -> None:
    assert send(client, clock, seconds=20 * 3600).status_code == 302


def test_who_fills_in_what_nobody_sees_is_not_taken_and_may_try_again(client: Client, clock) -> None:
    answer = send(client, clock, **{"your-website": "https://evil.example"})
    assert answer.status_code == 422
    assert kept() == []
    assert "evil.example" not in words(answer)
    clock.shift(timedelta(seconds=5))
    assert post(client, stamp=stamp_of(answer)).status_code == 302


@pytest.mark.parametrize("stamp", ["", "x", "x:1:y", "\x00", "ä" * 5000])
def test_a_forged_stamp_is_none(client: Client, clock, stamp: str) -> None:
    answer = post(client, stamp=stamp)
    assert answer.status_code == 422
    assert kept() == []
    assert stamp_of(answer) != stamp


def test_one_place_sends_only_so_many_and_is_told_kindly(client: Client, clock) -> None:
    answers = [send(client, clock, email=f"k{n}@example.org", htmx=True) for n in range(MOST_AN_ADDRESS + 1)]
    assert [answer.status_code for answer in answers] == [200] * MOST_AN_ADDRESS + [429]
    html = words(answers[-1])
    assert KATHARINA["message"] in html
    assert 'role="alert" tabindex="-1" autofocus' in html
    assert "+49 30" in html
    assert len(kept()) == MOST_AN_ADDRESS


def test_nobodys_mailbox_is_flooded_from_many_places(client: Client, clock, settings) -> None:
    settings.PROXIES = 1
    codes = []
    before = len(kept())
    for n in range(MOST_A_MAILBOX + 1):
        stamp = opened(client)
        clock.shift(timedelta(seconds=9))
        answer = client.post(FORM["de"], {**KATHARINA, "stamp": stamp}, headers={"X-Forwarded-For": f"192.0.2.{n}"})
        codes.append(answer.status_code)
    assert codes == [302] * (MOST_A_MAILBOX + 1)
    assert len(kept()) == before + MOST_A_MAILBOX + 1
    assert Message.objects.filter(kind="contact_receipt").count() == MOST_A_MAILBOX


def test_no_form_passes_without_its_token(clock) -> None:
    careful = Client(enforce_csrf_checks=True)
    assert post(careful, stamp=opened(careful)).status_code == 403


# -- odd input ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "x" * 10_000},
        {"name": "Ka\x00tharina"},
        {"name": "\u200b\u202e"},
        {"topic": "Etwas ganz anderes"},
        {"topic": "\x00"},
        {"email": "katharina"},
        {"email": f"{'k' * 300}@example.org"},
        {"phone": "12"},
        {"phone": "+4930" * 100},
        {"message": "x" * 4001},
        {"message": " \n "},
        {"message": "\x00"},
        {"i-agree": ""},
    ],
    ids="-".join,
)
def test_odd_input_gets_a_sentence_beside_its_field_and_the_focus(client: Client, clock, changed) -> None:
    (name,) = changed
    answer = send(client, clock, **changed)
    html = words(answer)
    assert answer.status_code == 422
    assert f'id="id_{name}_error"' in html
    assert html.count("autofocus") == 1
    assert kept() == []
    if name != "message":
        assert KATHARINA["message"] in html


def test_emoji_and_markup_are_words_like_any_other(client: Client, clock) -> None:
    assert send(client, clock, name="Zoë 👩🏽‍🎨", message="<script>x</script> 🙂").status_code == 302
    (row,) = kept()
    assert (row.form_data["name"], row.form_data["message"]) == ("Zoë 👩🏽‍🎨", "<script>x</script> 🙂")


def test_a_file_or_a_list_in_place_of_a_word_is_no_mistake_of_ours(client: Client, clock) -> None:
    stamp = opened(client)
    clock.shift(timedelta(seconds=9))
    answer = client.post(FORM["de"], {**KATHARINA, "stamp": [stamp, stamp], "name": ["A", "B"]})
    assert answer.status_code == 302
    assert client.put(FORM["de"]).status_code == 405
    assert client.post("/de/kontakt/", KATHARINA).status_code == 405
