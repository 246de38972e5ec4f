import pytest
from django.core.cache import cache
from time_machine import travel

from booking.models import Client, Master
from tests.booking.api.caller import Program, program
from tests.booking.conftest import NOW

OLENA_CHAT, STRANGER, ANNA_CHAT, OLGA_CHAT = 1001, 1002, 2001, 2002


@pytest.fixture(autouse=True)
def monday(salon: object):
    """Monday noon, as in all of booking's tests; nobody has asked for anything yet."""
    cache.clear()
    with travel(NOW, tick=False):
        yield


@pytest.fixture
def bot(salon: object) -> Program:
    """The salon's bot; nobody speaks yet."""
    return program()


@pytest.fixture
def olena(bot: Program) -> Program:
    """Olena in her chat, known by the number that Telegram has told."""
    Client.objects.create(name="Olena Kovalenko", phone="+4915123456789", telegram_id=OLENA_CHAT, language="uk")
    return bot.by(OLENA_CHAT)


@pytest.fixture
def anna_in_chat(bot: Program, anna: Master) -> Program:
    Master.objects.filter(pk=anna.pk).update(telegram_id=ANNA_CHAT)
    return bot.by(ANNA_CHAT)


@pytest.fixture
def olga_in_chat(bot: Program, olga: Master) -> Program:
    Master.objects.filter(pk=olga.pk).update(telegram_id=OLGA_CHAT)
    return bot.by(OLGA_CHAT)


@pytest.fixture
def owner(anna_in_chat: Program) -> Program:
    """Anna, whose salon it is."""
    Master.objects.filter(slug="anna").update(is_owner=True)
    return anna_in_chat
