"""Every door of the API, found from its urls: nobody without a token, with a wrong, revoked or wrongly scoped one."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, reverse
from django.utils import timezone

from booking.actions.api_tokens import make_token, revoke_token
from booking.api import urls
from booking.api.throttles import A_PERSON
from booking.models import ApiAnswer, Client, Master, Visit
from salon.cms.roles import Role
from salon.lib.links import spell_id
from tests.booking.admin.conftest import LogIn, log_in
from tests.booking.api.caller import Program, program
from tests.booking.api.conftest import OLENA_CHAT, STRANGER
from tests.booking.conftest import OLENA, Booker, local

__all__ = ["log_in"]
NOBODYS = spell_id(bytes(12))


def doors() -> Iterator[tuple[str, str, Any]]:
    """Path, method and operation of everything that needs a token."""
    for pattern in below(urls.urlpatterns, ""):
        path, view = pattern
        operations = getattr(getattr(view, "cls", None), "operations", {})
        if not path.startswith(("public/", "schema/", "docs/")):
            yield from ((path, method, operation) for method, operation in operations.items())


def below(patterns: list[Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from below(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern):
            yield path.replace("<str:visit>", NOBODYS).replace("<int:time_off>", "1"), pattern.callback


DOORS = [pytest.param(path, method, operation, id=f"{method} {path}") for path, method, operation in doors()]
every_door = pytest.mark.parametrize(("path", "method", "operation"), DOORS)


def knock(who: Program, path: str, method: str) -> Any:
    match method:
        case "get":
            return who.get(path)
        case "delete":
            return who.delete(path)
    return who.post(path)


def told(answer: Any) -> tuple[int, str]:
    """Status and code, in the one form of every refusal."""
    assert set(answer.json()) == {"code", "message", "facts"}
    return answer.status_code, answer.json()["code"]


def test_there_are_doors() -> None:
    assert len(DOORS) >= 14


@every_door
def test_nobody_enters_without_a_good_token(path: str, method: str, operation: Any, bot: Program) -> None:
    row, secret = make_token(name="old", for_clients=True, for_masters=True, now=timezone.now())
    revoke_token(token_id=row.pk, now=timezone.now())
    for token in ("", "wrong", bot.token[:-1] + "x", secret, "мой токен".encode().decode("latin-1")):
        answer = knock(Program(token, OLENA_CHAT), path, method)
        assert told(answer) == (401, "unauthorised")
        assert answer["WWW-Authenticate"] == "Bearer"


@every_door
def test_a_token_opens_only_what_it_was_made_for(path: str, method: str, operation: Any, salon: object) -> None:
    """For nobody in particular, too: what acts for people needs one."""
    reader = program(for_clients=False, for_masters=False, chat=OLENA_CHAT)
    scopes = {"client": program(for_masters=False), "master": program(for_clients=False)}
    if not operation.serves:
        assert knock(reader, path, method).status_code in {200, 400}
        return
    assert told(knock(reader, path, method)) == (403, "forbidden")
    for scope, who in scopes.items():
        assert told(knock(who, path, method)) == (403, "forbidden")
        if scope not in operation.serves:
            assert told(knock(who.by(OLENA_CHAT), path, method)) == (403, "forbidden")


@every_door
def test_whoever_asks_for_the_head_gets_the_head_of_the_answer(
    path: str, method: str, operation: Any, olena: Program
) -> None:
    """Programs that look whether something is there ask so; the open doors answer anybody."""
    if method == "get":
        answers = [olena.browser.head(f"/api/{path}", headers=who.headers()) for who in (olena, Program(""))]
        assert answers[0].status_code == knock(olena, path, method).status_code
        assert [answer.content for answer in answers] == [b"", b""]
        assert answers[1].status_code == 401


@pytest.mark.parametrize("path", ["bot/unlink/", "bot/time-off/1/"])
def test_what_is_too_long_to_be_read_is_told_in_the_one_form(path: str, anna_in_chat: Program) -> None:
    send = anna_in_chat.browser.post if path.startswith("bot/unlink") else anna_in_chat.browser.delete
    headers = anna_in_chat.headers() | {"Idempotency-Key": "a-long-letter"}
    body = '{"kind": "master", "more": "' + "x" * 3_000_000 + '"}'
    assert told(send(f"/api/{path}", body, content_type="application/json", headers=headers)) == (400, "invalid")


def test_a_token_that_only_reads_uses_up_nobodys_turns(olena: Program) -> None:
    """Whoever names a person without the right to act for them must not keep that person out."""
    reader = program(for_clients=False, for_masters=False, chat=OLENA_CHAT)
    for _time in range(A_PERSON + 1):
        reader.get("bot/profile/")
    assert olena.get("bot/profile/").status_code == 200


@every_door
def test_who_is_no_master_learns_nothing_about_visits(
    path: str, method: str, operation: Any, bot: Program, book: Booker
) -> None:
    if operation.serves == ("master",):
        for chat in (STRANGER, OLENA_CHAT):
            assert told(knock(bot.by(chat), path, method)) == (403, "forbidden")


@pytest.mark.parametrize("said", ["0", "-5", "1e3", "９９", " ", "9" * 17, "x", "1.0"])
def test_a_person_is_a_number_of_telegrams(said: str, bot: Program) -> None:
    headers = bot.headers() | {"X-Telegram-User": said}
    answer = Browser().get("/api/bot/profile/", headers=headers)
    assert answer.status_code in {401, 403}


@pytest.mark.parametrize("path", ["move/", "cancel/", "coming/"])
def test_another_persons_visit_is_nobodys(path: str, olena: Program, book: Booker) -> None:
    hers, other = book("haircut", local(10, 10), contact=OLENA), olena.by(STRANGER)
    Client.objects.create(name="Ivan", telegram_id=STRANGER)
    for who in (olena, other):
        answer = who.post(f"bot/{path}", visit=spell_id(hers.public_id), start=local(11, 10).isoformat())
        assert told(answer) == (404, "not_found")
    assert Visit.objects.get().sequence == 0


@pytest.mark.parametrize("end", ["", "calendar.ics"])
def test_another_persons_visit_is_not_shown(end: str, olena: Program, book: Booker) -> None:
    hers = book("haircut", local(10, 10), contact=OLENA)
    assert told(olena.get(f"bot/visits/{spell_id(hers.public_id)}/{end}")) == (404, "not_found")


@pytest.mark.parametrize("visit", ["", "x", "A" * 15, "A" * 17, "ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ", None, 5, ["a"], {}])
def test_what_is_no_visit_is_told_alike(visit: object, olena: Program) -> None:
    assert olena.post("bot/cancel/", visit=visit).status_code in {400, 404}


def test_a_change_needs_a_key(olena: Program) -> None:
    for key in (" ", "short", "x" * 81, "with space", "a;b;c;d;e"):
        answer = olena.send("bot/unlink/", '{"kind": "client"}', key)
        assert told(answer) == (400, "invalid")
    assert not ApiAnswer.objects.exists()


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        ("{", "application/json", 400),
        ("[]", "application/json", 400),
        ("null", "application/json", 400),
        ('"x"', "application/json", 400),
        ('{"kind": NaN}', "application/json", 400),
        ('{"kind": "client"}', "text/plain", 415),
        ("kind=client", "application/x-www-form-urlencoded", 415),
        ('{"kind": "\\ud800"}', "application/json", 400),
        ('{"kind": "\\u0000"}', "application/json", 400),
        pytest.param("[" * 100_000, "application/json", 400, id="nested without end"),
        (b"\xff\xfe", "application/json", 400),
    ],
)
def test_rubbish_gets_a_clear_no(body: Any, content_type: str, status: int, olena: Program) -> None:
    assert olena.send("bot/unlink/", body, content_type=content_type).status_code == status


ODD_NAMES = ["\u202eevil\u202c", "<script>alert(1)</script>", "x" * 120, "Ольга 👩‍🦰", "a\nb\r\nc"]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_names_are_kept_as_one_line_of_visible_letters(name: str, bot: Program) -> None:
    who = bot.by(STRANGER)
    answer = who.post("bot/profile/", name=name, language="uk", phone="+4915123456789")
    assert answer.status_code == 200
    kept = Client.objects.get(telegram_id=STRANGER).name
    assert "\u202e" not in kept
    assert "\n" not in kept


@pytest.mark.parametrize("name", ["", " ", "\u202e\u200b", "x" * 121, "x" * 5000, None, ["a"]])
def test_a_name_that_is_none_books_nothing(name: object, olena: Program, anna: Master) -> None:
    answer = olena.post(
        "bot/book/",
        draft="draft-of-a-chat",
        services=["haircut"],
        start=local(10, 10),
        name=name,
        language="de",
        agreed={"end": local(10, 11), "amount": "45.00"},
    )
    told_name = answer.json()["facts"].get("name")
    assert (answer.status_code, bool(told_name)) == (400, True)


def test_the_schema_and_its_pages_are_for_staff(log_in: LogIn, client: Browser) -> None:
    owner = log_in(Role.OWNER)
    for name in ("api_schema", "api_docs"):
        answer = client.get(reverse(name))
        assert (answer.status_code, "/admin/login/" in answer["Location"]) == (302, True)
        assert owner.get(reverse(name)).status_code == 200


def test_the_pages_of_the_schema_load_nothing_from_elsewhere(log_in: LogIn) -> None:
    answer = log_in(Role.OWNER).get(reverse("api_docs"))
    assert "https://" not in answer.text.replace("https://www.w3.org", "")
    policy = answer["Content-Security-Policy"]
    assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]


def test_a_master_who_left_is_nobody(anna_in_chat: Program, anna: Master) -> None:
    assert anna_in_chat.get("bot/profile/").json()["master"]["name"] == "Anna Lindner"
    Master.objects.filter(pk=anna.pk).update(is_employed=False)
    assert anna_in_chat.get("bot/profile/").json()["master"] is None


def test_too_many_wishes_of_one_person_are_told_to_wait(olena: Program) -> None:
    answers = [olena.get("bot/profile/") for _ in range(121)]
    assert [answer.status_code for answer in answers[:120]] == [200] * 120
    assert told(answers[-1]) == (429, "rate_limited")
    assert int(answers[-1]["Retry-After"]) > 0
    assert olena.by(STRANGER).get("bot/profile/").status_code == 200
