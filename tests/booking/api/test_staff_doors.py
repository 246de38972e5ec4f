"""Who is let in to the masters' side: a master in her own chat, through a token that may, for her own part."""

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.utils import timezone

from booking.actions.api_tokens import revoke_token
from booking.models import ApiToken, Appointment, Client, Master, TimeOff, Visit
from booking.selectors.agenda import SEE_ALL
from tests.booking.api.caller import Program, program
from tests.booking.api.conftest import ANNA_CHAT, OLENA_CHAT, STRANGER
from tests.booking.api.staff import be_away, card, decide, finish, id_of, said, walk_in
from tests.booking.conftest import OLENA, Booker, local

pytestmark = pytest.mark.usefixtures("anna", "olga")
Call = Callable[[Program, Visit], object]

CALLS: dict[str, Call] = {
    "agenda": lambda who, _visit: who.get("bot/agenda/"),
    "requests": lambda who, _visit: who.get("bot/requests/"),
    "card": card,
    "decide": decide,
    "finish": finish,
    "late": lambda who, _visit: who.post("bot/late/", minutes=10),
    "times off": lambda who, _visit: who.get("bot/time-off/"),
    "time off": lambda who, _visit: be_away(who, local(12, 10), local(12, 11)),
    "back": lambda who, _visit: who.delete(f"bot/time-off/{TimeOff.objects.get().pk}/"),
    "walk-in": lambda who, _visit: walk_in(who, local(12, 14)),
}
every_call = pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)


@pytest.fixture
def hers(on_request: None, book: Booker, anna: Master) -> Visit:
    """Olena asks Anna, who has an hour off next week."""
    TimeOff.objects.create(master=anna, start=local(16, 10), end=local(16, 11))
    return book("haircut", local(11, 10), master="anna", contact=OLENA)


def tables() -> list[object]:
    """What anybody could have changed."""
    return [list(model.objects.order_by("pk").values()) for model in (Appointment, Visit, TimeOff)]


def refused(call: Call, who: Program, visit: Visit) -> tuple[int, str]:
    """How somebody is sent away, with nothing told and nothing done."""
    before = tables()
    answer = call(who, visit)
    assert tables() == before
    assert answer.json()["facts"] == {}
    assert OLENA.name not in answer.content.decode()
    return said(answer)


@every_call
def test_nobody_comes_in_without_a_token_or_with_one_that_is_wrong_or_revoked(hers: Visit, call: Call) -> None:
    Master.objects.filter(slug="anna").update(telegram_id=ANNA_CHAT)
    revoked = program(chat=ANNA_CHAT)
    revoke_token(token_id=ApiToken.objects.get().pk, now=timezone.now())
    for who in (Program("", ANNA_CHAT), Program("nonsense", ANNA_CHAT), revoked):
        assert refused(call, who, hers) == (401, "unauthorised")


@every_call
@pytest.mark.parametrize("for_clients", [True, False], ids=["for clients", "read only"])
def test_a_token_for_something_else_opens_nothing(
    anna_in_chat: Program, hers: Visit, call: Call, for_clients: bool
) -> None:
    other = program(for_clients=for_clients, for_masters=False, chat=ANNA_CHAT)
    assert refused(call, other, hers) == (403, "forbidden")


@every_call
def test_no_strangers_clients_or_former_masters_chat_is_let_in(
    bot: Program, anna_in_chat: Program, hers: Visit, call: Call
) -> None:
    Client.objects.create(name=OLENA.name, phone="+4915123456700", telegram_id=OLENA_CHAT)
    Master.objects.filter(slug="anna").update(is_employed=False)
    for who in (bot, bot.by(STRANGER), bot.by(OLENA_CHAT), anna_in_chat):
        assert refused(call, who, hers) == (403, "forbidden")


@pytest.mark.parametrize("call", [CALLS["card"], CALLS["decide"], CALLS["finish"], CALLS["back"]])
def test_of_another_masters_things_she_is_told_nothing(olga_in_chat: Program, hers: Visit, call: Call) -> None:
    assert refused(call, olga_in_chat, hers) == (404, "not_found")


def test_what_is_not_hers_stands_in_none_of_her_lists(olga_in_chat: Program, hers: Visit) -> None:
    assert olga_in_chat.get("bot/requests/").json()["count"] == 0
    assert olga_in_chat.get("bot/time-off/").json()["count"] == 0
    days = olga_in_chat.get("bot/agenda/", **{"from": "2026-06-11", "to": "2026-06-16"}).json()["days"]
    assert [day for day in days if day["lines"] or day["time_off"]] == []
    assert said(olga_in_chat.get("bot/agenda/", master="anna")) == (403, "forbidden")
    assert said(olga_in_chat.get("bot/agenda/", master="nobody")) == (403, "forbidden")


def test_a_visit_that_is_erased_or_never_was_is_not_there(anna_in_chat: Program, hers: Visit) -> None:
    Visit.objects.update(contact_name="")
    for id_ in (id_of(hers), "A" * 16, "x"):
        assert said(anna_in_chat.get(f"bot/cards/{id_}/")) == (404, "not_found")
    assert said(anna_in_chat.post("bot/decide/", visit=None, answer="approve")) == (400, "invalid")


def test_whose_login_sees_everybody_does_so_in_her_chat(olga: Master, olga_in_chat: Program, hers: Visit) -> None:
    user = get_user_model().objects.create_user("olga")
    user.user_permissions.add(Permission.objects.get(codename=SEE_ALL.partition(".")[2]))
    Master.objects.filter(pk=olga.pk).update(user=user)
    assert card(olga_in_chat, hers).json()["may"] == ["approve", "decline"]
    user.user_permissions.clear()
    assert said(card(olga_in_chat, hers)) == (404, "not_found")


@pytest.mark.parametrize("is_owner", [False, True])
def test_a_login_that_is_switched_off_closes_the_chat_too(
    anna: Master, anna_in_chat: Program, hers: Visit, is_owner: bool
) -> None:
    user = get_user_model().objects.create_user("anna", is_active=False)
    Master.objects.filter(pk=anna.pk).update(user=user, is_owner=is_owner)
    assert said(card(anna_in_chat, hers)) == (403, "forbidden")
    assert anna_in_chat.get("bot/profile/").json()["master"] is None


def test_the_owner_sees_all(olga_in_chat: Program, hers: Visit) -> None:
    Master.objects.filter(slug="olga").update(is_owner=True)
    assert olga_in_chat.get("bot/requests/").json()["results"][0]["id"] == id_of(hers)
    assert olga_in_chat.get("bot/time-off/").json()["results"][0]["master"] == "Anna Lindner"
    assert decide(olga_in_chat, hers).json()["status"] == "confirmed"
    assert CALLS["back"](olga_in_chat, hers).status_code == 200
