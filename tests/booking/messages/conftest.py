"""Whoever hears of Olena's visits: she, the desk, and Anna and Olga, who have logins and mailboxes of their own."""

from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from pytest_django import Settings
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from booking.actions.events import Actor
from booking.models import BookingSettings, Master, MasterText, ServiceText, Source
from tests.outbox.telegram import Chats, telegram_server

# Karin at the desk; she is no master.
KARIN = Actor("staff", Source.DESK)
ANNAS, OLGAS = "anna@lindenhof.example.org", "olga@lindenhof.example.org"


def set_rules(**values: object) -> None:
    BookingSettings.objects.update(**values)


@pytest.fixture
def annas(anna: Master) -> Actor:
    """Anna, who acts by her own login."""
    return log_in(anna)


@pytest.fixture
def olgas(olga: Master) -> Actor:
    return log_in(olga)


def log_in(master: Master, language: str = "") -> Actor:
    """A login of her own for a master, with a language of her profile; her mails go to its address."""
    user = get_user_model().objects.create_user(master.slug, f"{master.slug}@lindenhof.example.org")
    UserProfile.objects.create(user=user, preferred_language=language)
    Master.objects.filter(pk=master.pk).update(user=user)
    return Actor("staff", Source.DESK, user.pk)


@pytest.fixture
def chats(settings: Settings) -> Iterator[Chats]:
    """The salon has a bot."""
    with telegram_server() as chats:
        settings.TELEGRAM_API_URL, settings.TELEGRAM_BOT_TOKEN = (
            chats.url,
            "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
        )
        yield chats


def write_in_ukrainian() -> None:
    """The names of a haircut, of Anna and of Olga."""
    ukrainian = Locale.objects.get_or_create(language_code="uk")[0]
    names = {"haircut": "Стрижка", "anna": "Анна Лінднер", "olga": "Ольга Шрайбер"}
    for text, of in ((ServiceText, "service"), (MasterText, "master")):
        for original in text.objects.filter(**{f"{of}__slug__in": names}).select_related(of):
            original.pk, original.locale, original.name = None, ukrainian, names[getattr(original, of).slug]
            original.save()
