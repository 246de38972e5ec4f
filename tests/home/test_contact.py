"""Katharina writes to the salon: what she sees, what is kept, who is told."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from booking.actions.events import ONLINE
from booking.actions.privacy import erase_person
from home.actions import forget_contact_messages
from home.messages import QUOTED
from home.models import ContactPage, ContactSubmission
from salon.cms.models import SalonSettings
from salon.outbox.actions.deliver import deliver_due
from salon.outbox.models import Message
from tasks import privacy
from tasks.app import app
from tests.booking.post import letters_to, said
from tests.home.writing import DESK, FORM, HTMX, KATHARINA, NOW, clock, kept, opened, post, send, words

__all__ = ["clock"]
NOT_MAILED = "Sie gehen dem Salon nicht per E-Mail zu"
pytestmark = [pytest.mark.usefixtures("demo_german"), pytest.mark.django_db]


@pytest.fixture
def page() -> ContactPage:
    return ContactPage.objects.get(locale__language_code="de")


def test_without_a_script_she_writes_and_is_led_to_the_thanks(client: Client, clock, page: ContactPage) -> None:
    assert FORM["de"] in words(client.get("/de/kontakt/"))
    answer = send(client, clock)
    assert (answer.status_code, answer["Location"]) == (302, "/de/message/sent/")
    assert page.success in words(client.get(answer["Location"]))


def test_with_htmx_the_thanks_take_the_place_of_the_form_and_the_focus(client: Client, clock, page) -> None:
    answer = send(client, clock, htmx=True)
    html = words(answer)
    assert answer.status_code == 200
    assert page.success in html
    assert "<html" not in html
    assert '<h3 tabindex="-1" autofocus>' in html
    assert 'role="status"' in html


def test_what_she_wrote_is_kept_with_the_very_words_she_agreed_to(client: Client, clock, page) -> None:
    send(client, clock)
    (row,) = kept()
    assert row.form_data == {name: typed for name, typed in KATHARINA.items() if name != "i-agree"}
    assert (row.email, row.language, row.consent) == ("katharina@example.org", "de", page.consent)
    assert (row.submit_time, row.page_id) == (NOW + timedelta(seconds=30), page.pk)


def test_both_letters_are_written_once_however_often_she_clicks(client: Client, clock) -> None:
    stamp = opened(client)
    clock.shift(timedelta(seconds=30))
    for _ in range(3):
        assert post(client, stamp=stamp).status_code == 302
    assert sorted(Message.objects.filter(about__startswith="contact:").values_list("kind", flat=True)) == [
        "contact_receipt",
        "staff_new_contact",
    ]
    assert len(kept()) == 1


def test_other_words_from_the_same_form_are_another_message(client: Client, clock) -> None:
    stamp = opened(client)
    clock.shift(timedelta(seconds=30))
    post(client, stamp=stamp)
    post(client, stamp=stamp, message="Noch etwas.")
    assert len(kept()) == 2


def test_the_letters_leave_to_her_and_to_the_desk(client: Client, clock) -> None:
    send(client, clock)
    deliver_due(now=NOW + timedelta(minutes=1))
    (receipt,) = letters_to("katharina@example.org", mail.outbox)
    (desk,) = letters_to(DESK, mail.outbox)
    assert KATHARINA["message"] in said(receipt.body)
    assert "Katharina Vogel" in desk.body


def test_a_receipt_is_short_and_nothing_in_it_can_be_pressed(client: Client, clock) -> None:
    cannon = "Gewinn: https://evil.example/x, www.evil.example, eve@evil.example. " + "x" * 900
    send(client, clock, message=cannon, name="http://evil.example")
    deliver_due(now=NOW + timedelta(minutes=1))
    (receipt,) = letters_to("katharina@example.org", mail.outbox)
    body = said(receipt.body)
    assert not [link for link in ("://evil", "evil.example", "www.evil", "eve@evil") if link in body]
    assert "x" * QUOTED not in body
    (desk,) = letters_to(DESK, mail.outbox)
    assert cannon in said(desk.body)


def test_a_salon_without_a_mailbox_loses_nothing_and_is_told_on_its_home_page(client: Client, clock) -> None:
    SalonSettings.objects.update(email="")
    send(client, clock)
    deliver_due(now=NOW + timedelta(minutes=1))
    assert len(kept()) == 1
    desk = Client()
    assert desk.login(username="reception", password="lindenhof-demo")
    assert NOT_MAILED in words(desk.get("/admin/"))
    SalonSettings.objects.update(email=DESK)
    assert NOT_MAILED not in words(desk.get("/admin/"))


def test_what_was_written_stays_on_the_home_page_until_somebody_has_answered(client: Client, clock) -> None:
    send(client, clock)
    (row,) = kept()
    door = reverse("contact_answered", args=[row.pk])
    desk = Client()
    assert desk.login(username="reception", password="lindenhof-demo")
    assert door in words(desk.get("/admin/"))
    assert desk.get(door).status_code == 405
    assert desk.post(door, {"next": "/admin/"})["Location"] == "/admin/"
    assert door not in words(desk.get("/admin/"))
    (row,) = kept()
    assert row.answered_at == NOW + timedelta(seconds=30)
    assert row.get_data()["answered-at"]


@pytest.mark.parametrize("name", ["editor", "marketing", "master"])
def test_who_may_not_read_messages_cannot_answer_them(client: Client, clock, name: str) -> None:
    send(client, clock)
    (row,) = kept()
    other = Client()
    assert other.login(username=name, password="lindenhof-demo")
    assert KATHARINA["name"] not in words(other.get("/admin/"))
    assert other.post(reverse("contact_answered", args=[row.pk])).status_code == 302
    assert kept()[0].answered_at is None


# -- what caches, persons and time do -----------------------------------------------------------------------------


def test_the_page_may_be_cached_and_the_form_never(client: Client, clock) -> None:
    answer = client.get("/de/kontakt/")
    assert not answer.cookies
    assert "csrfmiddlewaretoken" not in words(answer)
    assert "Cookie" not in answer.get("Vary", "")
    for headers in ({}, HTMX):
        form = client.get(FORM["de"], headers=headers)
        assert "no-store" in form["Cache-Control"]
        assert "HX-Request" in form["Vary"]
        assert "csrfmiddlewaretoken" in words(form)


def test_a_language_without_contact_page_has_no_form(client: Client, page: ContactPage) -> None:
    assert client.get(FORM["ru"]).status_code == 404
    page.unpublish()
    assert client.get(FORM["de"]).status_code == 404


def test_a_person_who_is_erased_leaves_nothing_here(client: Client, clock) -> None:
    send(client, clock)
    send(client, clock, email="igor@example.org")
    erase_person(email="katharina@example.org", by=ONLINE, now=NOW)
    assert [row.email for row in kept()] == ["igor@example.org"]
    assert "Katharina@" not in str(list(Message.objects.values_list("context", flat=True)))


def test_messages_go_after_their_time_and_not_with_their_page(client: Client, clock, page: ContactPage) -> None:
    send(client, clock)
    page.delete()
    written = kept()[0].submit_time
    last = timedelta(days=settings.CONTACT_DAYS)
    assert forget_contact_messages(now=written + last - timedelta(seconds=1)) == 0
    assert forget_contact_messages(now=written + last) == 1
    assert app.conf.beat_schedule["forget contact messages"]["task"] == privacy.forget_contact_messages.name


def test_reply_in_the_salons_mailbox_answers_whoever_wrote(client: Client, clock) -> None:
    SalonSettings.objects.update(email=DESK)
    send(client, clock)
    deliver_due(now=NOW + timedelta(minutes=1))
    answers = {letter.to[0]: letter.reply_to for letter in mail.outbox}
    assert answers[DESK] == [KATHARINA["email"].lower()]
    assert answers[KATHARINA["email"].lower()] == [DESK]


def test_what_is_kept_is_what_was_read_even_if_the_words_have_changed_since(client: Client, clock) -> None:
    page = ContactPage.objects.get(locale__language_code="de")
    html = client.get(FORM["de"]).content.decode()
    read, stamp = (re.search(rf'name="{name}" value="([^"]*)"', html)[1] for name in ("read", "stamp"))
    ContactPage.objects.filter(pk=page.pk).update(consent="Etwas ganz anderes.")
    clock.shift(timedelta(seconds=9))
    for forged in (unescape(read), "Ich schenke Ihnen mein Haus."):
        client.post(FORM["de"], {**KATHARINA, "stamp": stamp, "read": forged, "message": forged[:9]})
    kept_words = list(ContactSubmission.objects.order_by("pk").values_list("consent", flat=True))
    assert kept_words == [page.consent, "Etwas ganz anderes."]


def test_without_a_cookie_a_part_of_a_page_says_so_in_its_place(clock) -> None:
    careful = Client(enforce_csrf_checks=True)
    answer = careful.post(FORM["de"], KATHARINA, headers=HTMX)
    assert answer.status_code == 403
    assert 'role="alert"' in answer.content.decode()
    assert "<html" not in answer.content.decode()
