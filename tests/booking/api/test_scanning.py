"""Scan and close over the API, as the bot and as the scanner's own page."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
import zxingcpp
from django.core.signing import TimestampSigner
from PIL import Image
from time_machine import travel

from booking import qr
from booking.actions.scan import code_of_day
from booking.models import Appointment, Client, Lead, Master, Scan, Status, Visit
from booking.selectors.visits import manage_token, qr_token
from salon.lib import links
from salon.lib.scan_session import open_session
from tests.booking.api.caller import Program, program
from tests.booking.api.conftest import ANNA_CHAT, OLGA_CHAT, STRANGER
from tests.booking.conftest import OLENA, Booker, local

THEN = local(10, 16)


@pytest.fixture(autouse=True)
def wednesday(monday: None) -> Any:
    with travel(THEN, tick=False):
        yield


@pytest.fixture
def visit(book: Booker) -> Visit:
    return book(["haircut", "manicure"], local(10, 14), contact=OLENA)


@dataclass
class ScannerPage(Program):
    """Anna's scanner in Telegram: a session instead of a token."""

    def headers(self) -> dict[str, str]:
        return {"Accept-Language": self.language, "Authorization": f"Session {self.token}"}


@pytest.fixture
def annas_page(anna_in_chat: Program) -> Program:
    return ScannerPage(open_session(ANNA_CHAT))


def scanned(person: Program, visit: Visit) -> dict[str, Any]:
    answer = person.post("qr/scan/", token=qr_token(visit), name="Igor")
    assert answer.status_code == 200, answer.content
    return answer.json()


def close(person: Program, visit: Visit, *, key: str = "", note: str = "", **amounts: str) -> Any:
    rows = {row.service.slug: row.pk for row in visit.appointments.select_related("service")}
    lines = [{"id": rows[slug], "amount": amount} for slug, amount in amounts.items()]
    return person.post("qr/finalize/", key, visit=links.spell_id(visit.public_id), lines=lines, note=note)


def test_a_master_scans_and_closes_her_part(anna_in_chat: Program, visit: Visit) -> None:
    said = scanned(anna_in_chat, visit)
    card = said["visit"]
    assert (said["result"], card["client_name"], card["services"]) == ("ok", OLENA.name, "Haarschnitt")
    (line,) = card["lines"]
    assert line == {
        "id": visit.appointments.get(service__slug="haircut").pk,
        "service": "Haarschnitt",
        "quoted": {"amount": "45.00", "is_from": False},
        "min": "0.00",
        "max": "135.00",
        "buttons": ["45.00", "55.00", "65.00"],
        "paid": None,
    }
    closed = close(anna_in_chat, visit, haircut="55.00", note="Mit Pflege")
    assert closed.status_code == 200
    lines = {row["service"]: (row["status"], row["paid"]) for row in closed.json()["lines"]}
    assert lines == {"Haarschnitt": ("completed", "55.00"), "Maniküre": ("confirmed", None)}
    assert "finalise" not in closed.json()["may"]
    again = close(anna_in_chat, visit, haircut="56.00")
    assert (again.status_code, again.json()["code"]) == (409, "already_done")
    assert scanned(anna_in_chat, visit)["result"] == "already_done"


def test_the_same_request_again_gets_the_same_answer(anna_in_chat: Program, visit: Visit) -> None:
    first, again = (close(anna_in_chat, visit, key="one-and-only", haircut="55.00") for _ in range(2))
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()
    assert Appointment.objects.filter(events__kind="finalised").count() == 1


def test_six_digits_do_the_same(anna_in_chat: Program, olga_in_chat: Program, visit: Visit, book: Booker) -> None:
    code = code_of_day(visit_id=visit.pk, now=THEN)
    assert anna_in_chat.post("qr/scan/", code=f"{code[:3]} {code[3:]}").json()["result"] == "ok"
    annas = book("haircut", local(10, 11), master="anna")
    code = code_of_day(visit_id=annas.pk, now=THEN)
    assert olga_in_chat.post("qr/scan/", code=code).json()["result"] == "unknown"


def test_wrong_digits_are_looked_at_five_times(anna_in_chat: Program, visit: Visit) -> None:
    answers = [anna_in_chat.post("qr/scan/", code=f"{number:06}") for number in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert (answers[5].json()["code"], "Retry-After" in answers[5]) == ("rate_limited", True)


def test_a_stranger_is_invited_and_becomes_one_lead(bot: Program, visit: Visit) -> None:
    stranger = bot.by(STRANGER)
    stranger.language = "uk"
    for _ in range(2):
        said = scanned(stranger, visit)
        assert (said["result"], said["visit"]) == ("not_staff", None)
        assert OLENA.name not in str(said)
    lead = Lead.objects.get()
    assert (lead.telegram_id, lead.name, lead.language) == (STRANGER, "Igor", "uk")


def test_neither_a_client_nor_a_master_is_a_lead(olena: Program, visit: Visit, anna_in_chat: Program) -> None:
    assert scanned(olena, visit)["result"] == "not_staff"
    for_clients = program(for_masters=False, chat=ANNA_CHAT)
    assert scanned(for_clients, visit)["result"] == "not_staff"
    assert not Lead.objects.exists()
    assert Scan.objects.count() == 2


def test_another_masters_visit_is_not_there(olga_in_chat: Program, anna_in_chat: Program, book: Booker) -> None:
    annas = book("haircut", local(10, 14), master="anna", contact=OLENA)
    said = scanned(olga_in_chat, annas)
    assert (said["result"], said["visit"]) == ("wrong_master", None)
    assert not [word for word in ("Anna", "Olena", "Haar", annas.reference) if word in str(said)]
    refused = close(olga_in_chat, annas, haircut="45.00")
    assert (refused.status_code, refused.json()["code"]) == (404, "not_found")
    unknown = olga_in_chat.post("qr/finalize/", visit="A" * 16, lines=[{"id": 1, "amount": "45.00"}])
    assert unknown.json() == refused.json()
    assert Appointment.objects.get().status == Status.CONFIRMED


def test_the_owner_closes_everybodys_part(olga_in_chat: Program, olga: Master, visit: Visit) -> None:
    Master.objects.filter(pk=olga.pk).update(is_owner=True)
    assert len(scanned(olga_in_chat, visit)["visit"]["lines"]) == 2
    assert close(olga_in_chat, visit, haircut="45.00", manicure="30.00").status_code == 200


@pytest.mark.parametrize("amount", ["135.01", "999999.99"])
def test_an_amount_out_of_bounds_says_the_bounds(anna_in_chat: Program, visit: Visit, amount: str) -> None:
    answer = close(anna_in_chat, visit, haircut=amount)
    assert (answer.status_code, answer.json()["code"]) == (422, "amount_out_of_bounds")
    assert {"min": "0.00", "max": "135.00"}.items() <= answer.json()["facts"].items()


@pytest.mark.parametrize("amount", ["-1.00", "45", "45.5", "45.000", "4e1", "NaN", "1" * 50, "", None, [], 45])
def test_what_is_no_amount_is_refused(anna_in_chat: Program, visit: Visit, amount: object) -> None:
    answer = close(anna_in_chat, visit, haircut=amount)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert not Appointment.objects.exclude(paid=None).exists()


def test_rubbish_is_a_400(anna_in_chat: Program, visit: Visit) -> None:
    line = {"id": visit.appointments.first().pk, "amount": "45.00"}
    key = links.spell_id(visit.public_id)
    bodies = [
        {"visit": key, "lines": []},
        {"visit": key, "lines": [line, line]},
        {"visit": key, "lines": [{**line, "id": 10**30}]},
        {"visit": key, "lines": {"id": 1}},
        {"visit": key, "lines": [line], "note": "x" * 4097},
        {"visit": key},
    ]
    assert [anna_in_chat.post("qr/finalize/", **body).status_code for body in bodies] == [400] * len(bodies)
    for body in ({}, {"token": "a", "code": "b"}, {"token": "x" * 5000}, {"code": []}, {"token": "\x00"}):
        assert anna_in_chat.post("qr/scan/", **body).status_code == 400, body


def test_codes_that_mean_nothing_are_all_alike(anna_in_chat: Program, visit: Visit) -> None:
    tokens = [
        manage_token(visit),
        links.make_token(links.Purpose.QR, visit.public_id, visit.link_version + 1),
        links.make_token(links.Purpose.QR, links.new_public_id(), 1),
        "x" * 39,
    ]
    answers = [anna_in_chat.post("qr/scan/", token=token).json() for token in tokens]
    assert all(answer == answers[0] for answer in answers)
    assert (answers[0]["result"], answers[0]["visit"]) == ("unknown", None)


def test_nothing_is_changed_by_looking(anna_in_chat: Program) -> None:
    assert anna_in_chat.get("qr/scan/").status_code == 405
    assert anna_in_chat.get("qr/finalize/").status_code == 405


def test_a_client_closes_nothing(olena: Program, visit: Visit) -> None:
    assert close(olena, visit, haircut="45.00").status_code == 403
    assert close(program(for_masters=False, chat=ANNA_CHAT), visit, haircut="45.00").status_code == 403
    assert close(Program(""), visit, haircut="45.00").status_code == 401
    assert close(Program("wrong", ANNA_CHAT), visit, haircut="45.00").status_code == 401


# -- the scanner's own page


def test_a_session_scans_and_closes(annas_page: Program, visit: Visit) -> None:
    assert scanned(annas_page, visit)["result"] == "ok"
    assert close(annas_page, visit, haircut="45.00").status_code == 200


def test_a_session_is_good_for_scanning_only_and_for_nobody_else(annas_page: Program, visit: Visit) -> None:
    assert annas_page.get("bot/profile/").status_code == 401
    annas_page.browser.defaults["HTTP_X_TELEGRAM_USER"] = str(OLGA_CHAT)
    assert [line["service"] for line in scanned(annas_page, visit)["visit"]["lines"]] == ["Haarschnitt"]


def test_a_session_ends_with_the_work_in_the_salon(annas_page: Program, visit: Visit, anna: Master) -> None:
    Master.objects.filter(pk=anna.pk).update(telegram_id=None)
    assert close(annas_page, visit, haircut="45.00").status_code == 403
    assert scanned(annas_page, visit)["result"] == "not_staff"


ANOTHER_PURPOSE = TimestampSigner(salt="salon.another").sign(str(ANNA_CHAT))


@pytest.mark.parametrize(
    "word", ["", str(ANNA_CHAT), ANOTHER_PURPOSE], ids=["nothing", "a chat", "signed for another purpose"]
)
def test_a_forged_session_opens_nothing(anna_in_chat: Program, visit: Visit, word: str) -> None:
    assert close(ScannerPage(word), visit, haircut="45.00").status_code == 401


def test_an_old_session_opens_nothing(annas_page: Program, visit: Visit) -> None:
    with travel(local(10, 16, 16), tick=False):
        assert annas_page.post("qr/scan/", token=qr_token(visit)).status_code == 401


# -- the picture


def test_a_client_gets_the_code_of_her_own_visit(olena: Program, bot: Program, visit: Visit) -> None:
    Visit.objects.update(reader=Client.objects.get(telegram_id=olena.chat))
    with travel(local(10, 9), tick=False):
        answer = olena.get(f"bot/visits/{links.spell_id(visit.public_id)}/qr.png")
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
        (found,) = zxingcpp.read_barcodes(Image.open(BytesIO(answer.content)).convert("RGB"))
        assert found.text == qr.address(qr_token(visit))
        assert bot.by(STRANGER).get(f"bot/visits/{links.spell_id(visit.public_id)}/qr.png").status_code == 404
    assert olena.get(f"bot/visits/{links.spell_id(visit.public_id)}/qr.png").status_code == 200
    with travel(local(11, 0, 1), tick=False):
        assert olena.get(f"bot/visits/{links.spell_id(visit.public_id)}/qr.png").status_code == 404
