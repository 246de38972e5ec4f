"""The bot's own client against the real site, over HTTP: every method, and what it reads of the answers."""

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from itertools import count

import pytest
import zxingcpp
from django.core.cache import cache
from django.utils import timezone
from icalendar import Calendar
from PIL import Image
from time_machine import travel

from booking.actions.api_tokens import make_token
from booking.actions.link_telegram import account_code, master_code
from booking.models import BookingSettings, Confirmation, Master, Visit
from booking.selectors.visits import qr_token
from bot_service.errors import Refused
from bot_service.site import Agreed, Caller, Contact, Wish
from bot_service.site_types import Slots
from bot_service.staff_site import Site, affected
from bot_service.transport import Transport
from salon.lib.links import spell_id
from tests.booking.conftest import OLENA, Booker, local
from tests.contract.operations import CALLS
from tests.conversations.site import Site as Web
from tests.conversations.site import open_site

pytestmark = pytest.mark.django_db(transaction=True)
OLENAS, ANNAS, OWNERS = 1001, 2001, 2002
# Tuesday, a minute past ten.
NOW = local(9, 10, 1)
HAIRCUT = Wish(["haircut"], "anna")
_keys = count(1)


class Counting(Site):
    """Knows which of its methods were called."""

    called: set[str] = set()

    def __getattribute__(self, name: str) -> object:
        if name in CALLS:
            Counting.called.add(name)
        return super().__getattribute__(name)


@pytest.fixture(scope="module")
def web(django_db_setup: None) -> Iterator[Web]:
    with open_site() as site:
        yield site


@pytest.fixture
def transport(web: Web, anna: Master, olga: Master) -> Iterator[Transport]:
    cache.clear()
    with travel(NOW, tick=True):
        _row, token = make_token(name="bot", for_clients=True, for_masters=True, now=timezone.now())
        transport = Transport(web.url, token)
        try:
            yield transport
        finally:
            transport.close()
            web.rest()


def site(transport: Transport, person: int, language: str = "de") -> Site:
    return Counting(transport, Caller(person, language, lambda: f"contract-{next(_keys)}"))


def test_a_client_from_the_first_hello_to_the_last(transport: Transport, anna: Master) -> None:
    olena = site(transport, OLENAS, "uk")
    assert olena.profile().client is None
    assert olena.profile().salon.phone_shown
    assert olena.save_profile(name="Olena", phone="+4915123456789").client.phone == "+4915123456789"
    catalogue = olena.catalogue()
    assert catalogue.service("haircut").price.amount == Decimal("45.00")
    assert olena.catalogue() == catalogue
    assert {one.slug for one in olena.masters()} == {"anna", "olga"}
    slots: Slots = olena.slots(HAIRCUT, day=local(12, 0).date(), draft="draft-of-a-chat")
    assert slots.day.starts[0].start.utcoffset() is not None
    start = local(12, 10)
    held = olena.hold(HAIRCUT, start, draft="draft-of-a-chat")
    agreed = Agreed(held.draft, held.start, held.end, held.price.amount)
    visit = olena.book(HAIRCUT, agreed, Contact("Olena", note="leise"))
    assert (visit.start, visit.status, visit.note) == (start, "confirmed", "leise")
    assert visit.cancel_until == local(11, 10)
    assert [one.id for one in olena.visits().results] == [visit.id] == [olena.coming(visit.id).id]
    assert len(list(Calendar.from_ical(olena.calendar_file(visit.id)).events)) == 1
    moved = olena.move(visit.id, local(13, 11))
    assert olena.visit(visit.id) == moved
    (code,) = zxingcpp.read_barcodes(Image.open(BytesIO(olena.qr_picture(visit.id))))
    assert qr_token(Visit.objects.get()) in code.text
    assert olena.cancel(visit.id, reason="krank").status == "cancelled"
    linked = olena.link(account_code(email=OLENA.email, now=timezone.now()), name="Olena")
    assert (linked.kind, linked.profile.client.email) == ("client", OLENA.email)
    assert olena.unlink("client").client is None


def test_a_master_through_her_day(transport: Transport, book: Booker, anna: Master) -> None:
    annas = site(transport, ANNAS)
    assert annas.link(master_code(master_id=anna.pk, now=timezone.now()), name="Anna").profile.master.slug == "anna"
    here, soon = book("haircut", local(9, 9), master="anna"), book("haircut", local(9, 12), master="anna")
    BookingSettings.objects.update(confirmation=Confirmation.REQUEST)
    request = spell_id(book("haircut", local(11, 10), master="anna", contact=OLENA).public_id)
    (day,) = annas.agenda(NOW.date(), NOW.date()).days
    assert [line.visit for line in day.lines] == [spell_id(here.public_id), spell_id(soon.public_id)]
    assert [card.id for card in annas.requests().results] == [request]
    assert annas.card(request).may == ["approve", "decline"]
    assert annas.decide(request, "approve").status == "confirmed"
    with pytest.raises(Refused) as refused:
        annas.decide(request, "decline", reason="krank")
    assert (refused.value.status, refused.value.code) == (409, "already_decided")
    assert annas.late(15).visits[0].start == local(9, 12)
    scan = annas.scan(token=qr_token(here), name="Anna")
    (line,) = scan.visit.lines
    assert line.buttons[0] == line.quoted.amount == Decimal("45.00")
    closed = annas.finalise(scan.visit.id, {line.id: line.buttons[1]}, note="mit Pflege")
    assert (closed.status, closed.lines[0].paid) == ("completed", Decimal("55.00"))
    assert annas.scan(token=qr_token(here)).result == "already_done"
    walk_in = annas.walk_in(["haircut"], local(9, 10), name="Kim")
    assert annas.finish(walk_in.id, "no_show").status == "no_show"


def test_a_masters_time_off_and_what_lies_inside(transport: Transport, book: Booker, anna: Master) -> None:
    Master.objects.filter(pk=anna.pk).update(telegram_id=ANNAS)
    annas = site(transport, ANNAS)
    book("haircut", local(11, 10), master="anna", contact=OLENA)
    with pytest.raises(Refused) as refused:
        annas.block_time(local(11, 9), local(11, 12))
    (inside,) = affected(refused.value.facts)
    assert (inside.client, inside.start) == (OLENA.name, local(11, 10))
    hours = annas.block_time(local(11, 9), local(11, 12), confirmed=[inside.id])
    days = annas.block_days(local(12, 0).date(), local(13, 0).date())
    assert [off.id for off in annas.time_off()] == [hours.id, days.id]
    annas.free_time(hours.id)
    assert [off.id for off in annas.time_off()] == [days.id]


def test_an_owner_acts_for_everybody_and_a_master_for_herself(transport: Transport, anna: Master, olga: Master) -> None:
    Master.objects.filter(pk=anna.pk).update(telegram_id=ANNAS)
    Master.objects.filter(pk=olga.pk).update(telegram_id=OWNERS, is_owner=True)
    owner, annas = site(transport, OWNERS), site(transport, ANNAS)
    card = owner.walk_in(["haircut"], None, name="Kim", master="anna")
    assert card.lines[0].master_slug == "anna"
    (day,) = owner.agenda(NOW.date(), NOW.date(), master="anna").days
    assert len(day.lines) == 1
    with pytest.raises(Refused) as refused:
        annas.walk_in(["haircut"], None, name="Kim", master="olga")
    assert refused.value.status == 403


@pytest.mark.once
def test_whatever_was_refused_says_it_in_the_callers_language(transport: Transport) -> None:
    said = set()
    for language in ("de", "ru", "uk", "en"):
        with pytest.raises(Refused) as refused:
            site(transport, OLENAS, language).visit("A" * 16)
        assert (refused.value.code, refused.value.status) == ("not_found", 404)
        said.add(refused.value.sentence)
    assert len(said) == 4


def test_every_method_was_called(web: Web) -> None:
    """By the tests before this one."""
    if not Counting.called:
        pytest.skip("it runs alone")
    assert set(CALLS) - Counting.called == set()
