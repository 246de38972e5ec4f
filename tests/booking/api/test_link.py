"""Connect a chat: a code works once, a visit's page opens that visit and nothing else, a mailed link its address."""

from datetime import timedelta

import pytest
from django.utils import timezone
from time_machine import travel

from booking.actions.link_telegram import account_code, master_code, visit_code
from booking.actions.notify import to_master
from booking.models import Client, Master, Visit
from booking.selectors.recipients import staff_reader
from tests.booking.api.caller import Program, program
from tests.booking.api.conftest import ANNA_CHAT, OLENA_CHAT, STRANGER
from tests.booking.conftest import NOW, OLENA, Booker, local


def link(person: Program, code: str) -> object:
    return person.post("bot/link/", code=code, name="Telegram name", language="uk")


def listed(person: Program) -> list[str]:
    return [row["reference"] for row in person.get("bot/visits/").json()["results"]]


@pytest.fixture
def hers(book: Booker) -> Visit:
    """What Olena booked on the site long ago, under her phone and email."""
    return book("haircut", local(10, 10), contact=OLENA)


def test_the_page_of_a_visit_connects_this_visit(bot: Program, hers: Visit) -> None:
    answer = link(bot.by(OLENA_CHAT), visit_code(visit_id=hers.pk, now=timezone.now()))
    assert (answer.status_code, answer.json()["kind"]) == (200, "client")
    assert answer.json()["visit"]["reference"] == hers.reference
    assert listed(bot.by(OLENA_CHAT)) == [hers.reference]
    assert answer.json()["profile"]["client"]["name"] == OLENA.name


def test_whoever_typed_her_number_gets_nothing_of_hers(bot: Program, hers: Visit, book: Booker) -> None:
    """The link of his own visit's page: her visit, her name, her messages stay hers."""
    his = book("haircut", local(11, 10), contact=OLENA)
    assert his.client == hers.client
    stranger = bot.by(STRANGER)
    profile = link(stranger, visit_code(visit_id=his.pk, now=timezone.now())).json()["profile"]
    assert listed(stranger) == [his.reference]
    assert Client.objects.get(telegram_id=STRANGER) != hers.client
    assert (profile["client"]["phone"], profile["client"]["email"]) == ("", "")


def test_a_number_that_was_claimed_before_its_owner_came_opens_nothing_later(bot: Program, book: Booker) -> None:
    first = book("haircut", local(10, 10), contact=OLENA)
    stranger = bot.by(STRANGER)
    link(stranger, visit_code(visit_id=first.pk, now=timezone.now()))
    book("haircut", local(11, 10), contact=OLENA)
    assert listed(stranger) == [first.reference]


def test_what_was_mailed_proves_the_address(bot: Program, hers: Visit) -> None:
    """All that stands under it is shown, and what comes later."""
    answer = link(bot.by(OLENA_CHAT), visit_code(visit_id=hers.pk, proves=OLENA.email, now=timezone.now()))
    assert answer.status_code == 200
    hers.client.refresh_from_db()
    assert (hers.client.telegram_id, hers.client.telegram_email) == (OLENA_CHAT, OLENA.email)


def test_my_visits_connect_a_chat_too(bot: Program, hers: Visit, book: Booker) -> None:
    link(bot.by(OLENA_CHAT), account_code(email=OLENA.email, now=timezone.now()))
    later = book("haircut", local(11, 10), contact=OLENA)
    assert listed(bot.by(OLENA_CHAT)) == [hers.reference, later.reference]


def test_a_code_works_once_and_for_half_an_hour(bot: Program, hers: Visit) -> None:
    code = visit_code(visit_id=hers.pk, now=timezone.now())
    assert len(code) == 64
    assert link(bot.by(OLENA_CHAT), code).status_code == 200
    again = link(bot.by(STRANGER), code)
    assert (again.status_code, again.json()["code"]) == (410, "link_expired")
    late = visit_code(visit_id=hers.pk, now=timezone.now())
    with travel(NOW + timedelta(minutes=31), tick=False):
        assert link(bot.by(STRANGER), late).status_code == 410


def test_a_masters_code_works_once_and_a_new_one_ends_the_old(bot: Program, anna: Master) -> None:
    old, new = (master_code(master_id=anna.pk, now=timezone.now()) for _ in range(2))
    assert link(bot.by(STRANGER), old).status_code == 410
    answer = link(bot.by(ANNA_CHAT), new).json()
    assert (answer["kind"], answer["profile"]["master"]["name"]) == ("master", "Anna Lindner")
    assert link(bot.by(STRANGER), new).status_code == 410


def test_a_token_spends_only_codes_of_its_own_people(anna: Master, hers: Visit) -> None:
    """And the code is still good afterwards."""
    for_clients, for_masters = program(for_masters=False, chat=ANNA_CHAT), program(for_clients=False, chat=ANNA_CHAT)
    masters = master_code(master_id=anna.pk, now=timezone.now())
    clients = visit_code(visit_id=hers.pk, now=timezone.now())
    assert link(for_clients, masters).status_code == link(for_masters, clients).status_code == 410
    assert link(for_masters, masters).status_code == link(for_clients, clients).status_code == 200
    assert for_clients.post("bot/unlink/", kind="master").status_code == 403
    assert for_masters.post("bot/unlink/", kind="client").status_code == 403
    anna.refresh_from_db()
    assert anna.telegram_id == ANNA_CHAT


def test_the_language_a_master_chooses_is_hers_from_then_on(anna_in_chat: Program, anna: Master) -> None:
    anna_in_chat.post("bot/profile/", name="Anna", language="uk")
    assert anna_in_chat.get("bot/profile/").json()["language"] == "uk"
    reader = staff_reader(to_master(anna.pk))
    assert reader is not None
    assert reader.language == "uk"


def test_a_phone_that_telegram_tells_is_proved(bot: Program, book: Booker) -> None:
    """Only what was booked without an email: a mail address beside it is another person's until it is proved too."""
    by_phone = book("haircut", local(10, 10), contact=type(OLENA)("Olena", "+4915123456789"))
    book("haircut", local(11, 10), contact=type(OLENA)("Olena", "+4915123456789", "x@example.org"))
    person = bot.by(OLENA_CHAT)
    person.post("bot/profile/", name="Olena", language="uk", phone="+49 151 23456789")
    assert listed(person) == [by_phone.reference]


def test_disconnected_the_chat_reads_nothing(bot: Program, hers: Visit) -> None:
    person = bot.by(OLENA_CHAT)
    link(person, account_code(email=OLENA.email, now=timezone.now()))
    assert person.post("bot/unlink/", kind="client").json()["client"] is None
    assert listed(person) == []


def test_of_a_client_known_by_the_chat_alone_only_the_visits_stay(bot: Program, hers: Visit) -> None:
    stranger = bot.by(STRANGER)
    Client.objects.create(telegram_id=STRANGER, name="Ivan")
    stranger.post("bot/unlink/", kind="client")
    assert Client.objects.filter(name="Ivan").count() == 0
    assert Client.objects.filter(erased_at__isnull=False).count() == 1


def test_a_client_who_was_known_before_is_not_shown_to_whoever_typed_their_number(bot: Program, book: Booker) -> None:
    """Reception has written down Olena, who has not come yet; a stranger books under her number."""
    known = Client.objects.create(name="Olena Kovalenko", phone=OLENA.phone, email="hers@example.org")
    his = book("haircut", local(10, 10), contact=type(OLENA)("Ivan", OLENA.phone))
    assert his.client == known
    profile = link(bot.by(STRANGER), visit_code(visit_id=his.pk, now=timezone.now())).json()["profile"]
    assert (profile["client"]["name"], profile["client"]["email"]) == ("Ivan", "")
    known.refresh_from_db()
    assert known.telegram_id is None


def test_who_proves_an_address_takes_over_no_chat_that_has_merely_typed_it(bot: Program) -> None:
    typed = Client.objects.create(name="Olena", email="typo@example.org", telegram_id=OLENA_CHAT)
    link(bot.by(STRANGER), account_code(email="typo@example.org", now=timezone.now()))
    typed.refresh_from_db()
    assert (typed.telegram_id, typed.telegram_email) == (OLENA_CHAT, "")
    assert Client.objects.get(telegram_id=STRANGER) != typed


def test_a_new_chat_takes_the_place_of_one_that_has_proved_the_same_address(bot: Program, hers: Visit) -> None:
    for chat in (OLENA_CHAT, STRANGER):
        link(bot.by(chat), account_code(email=OLENA.email, now=timezone.now()))
    assert listed(bot.by(STRANGER)) == [hers.reference]
    assert not Client.objects.filter(telegram_id=OLENA_CHAT).exists()


def test_a_token_connects_and_disconnects_only_those_for_whom_it_acts(olena: Program, anna_in_chat: Program) -> None:
    for_masters, for_clients = program(for_clients=False), program(for_masters=False)
    assert for_masters.by(OLENA_CHAT).post("bot/unlink/", kind="client").status_code == 403
    assert for_clients.by(ANNA_CHAT).post("bot/unlink/", kind="master").status_code == 403
    assert Client.objects.filter(telegram_id=OLENA_CHAT).exists()
    assert Master.objects.filter(telegram_id=ANNA_CHAT).exists()


def test_a_code_stays_unspent_where_the_token_may_not_use_it(bot: Program, hers: Visit, anna: Master) -> None:
    for_masters, for_clients = program(for_clients=False), program(for_masters=False)
    hers_code = visit_code(visit_id=hers.pk, now=timezone.now())
    annas_code = master_code(master_id=anna.pk, now=timezone.now())
    assert link(for_masters.by(STRANGER), hers_code).status_code == 410
    assert link(for_clients.by(STRANGER), annas_code).status_code == 410
    assert link(bot.by(OLENA_CHAT), hers_code).status_code == 200
    assert link(bot.by(ANNA_CHAT), annas_code).status_code == 200


def test_what_a_chat_has_booked_stays_its_own_when_it_leaves(bot: Program, book: Booker) -> None:
    """It has typed a wrong address once; whoever really reads that mailbox sees nothing of it."""
    left = Client.objects.create(name="Olena", email="typo@example.org", telegram_id=OLENA_CHAT)
    visit = book("haircut", local(10, 10), contact=type(OLENA)("Olena", chat=OLENA_CHAT))
    assert visit.reader == left
    bot.by(OLENA_CHAT).post("bot/unlink/", kind="client")
    link(bot.by(STRANGER), account_code(email="typo@example.org", now=timezone.now()))
    assert listed(bot.by(STRANGER)) == []
