"""At the end of a visit its code is scanned by a phone's own camera, which opens the bot, and the price is entered."""

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from booking.actions.scan import code_of_day
from booking.models import Client, Lead, Master, Scan, ScanResult, Status, Visit
from booking.selectors.visits import qr_token
from tests.booking.conftest import OLENA, Booker, local
from tests.conversations.phone import Phone
from tests.conversations.rig import IN_EVERY_LANGUAGE, Rig

# With the salon's people since nine.
NINE = local(9, 9)


@pytest.fixture
def olena(rig: Rig) -> Phone:
    phone = rig.phone(OLENA.name)
    Client.objects.create(name=OLENA.name, email=OLENA.email, telegram_email=OLENA.email, telegram_id=phone.id)
    phone.start()
    return phone


def code_shown_to(olena: Phone) -> str:
    """What a camera reads in the picture that the bot sends."""
    olena.write("/visits")
    olena.tap_like("Di., 9.")
    picture = olena.tap("Show QR code")
    (found,) = zxingcpp.read_barcodes(Image.open(BytesIO(picture.photo)))
    return found.text


@pytest.mark.parametrize("language", IN_EVERY_LANGUAGE)
def test_the_code_in_the_clients_chat_opens_the_price_on_the_masters_phone(
    rig: Rig, book: Booker, anna: Master, olena: Phone, language: str
) -> None:
    visit = book(["haircut", "colour"], NINE, master="anna", contact=OLENA)
    annas = rig.master(anna, language)
    annas.open(code_shown_to(olena))
    first = annas.screen
    assert OLENA.name in first.text
    annas.tap_at(0, 1)
    annas.tap("Other amount")
    annas.write("93,50")
    annas.tap("Add a note")
    annas.write("Mit Pflege")
    annas.tap("Close the visit")
    rows = visit.appointments.order_by("start")
    assert [row.status for row in rows] == [Status.COMPLETED, Status.COMPLETED]
    assert [f"{row.paid:.2f}" for row in rows] == [f"{rows[0].price + 10:.2f}", "93.50"]
    annas.open(f"https://t.me/{rig.api.bot['username']}?start={qr_token(visit)}")
    assert [scan.result for scan in Scan.objects.order_by("pk")] == [ScanResult.OK, ScanResult.ALREADY_DONE]
    rig.deliver(local(9, 13))
    assert any(button.url for row in olena.screen.rows for button in row)


def test_an_amount_out_of_bounds_is_asked_again(rig: Rig, book: Booker, anna: Master, olena: Phone) -> None:
    visit = book("haircut", NINE, master="anna", contact=OLENA)
    annas = rig.master(anna)
    annas.start(qr_token(visit))
    annas.write("9999")
    assert annas.reads("This amount does not fit.")
    annas.write("45")
    annas.tap("Close the visit")
    assert annas.reads("Closed with {price}. Thank you.", price="45\N{NO-BREAK SPACE}€")
    assert f"{visit.appointments.get().paid:.2f}" == "45.00"


@pytest.mark.once
def test_whom_it_is_not_for_reads_why_and_no_name(
    rig: Rig, book: Booker, anna: Master, olga: Master, olena: Phone
) -> None:
    token = qr_token(book("haircut", NINE, master="anna", contact=OLENA))
    tomorrow = qr_token(book("haircut", local(10, 9), master="anna", contact=OLENA))
    annas, olgas = rig.master(anna), rig.master(olga)
    olgas.start(token)
    annas.start(tomorrow)
    annas.start("x" * 39)
    assert OLENA.name not in "".join(one.text for phone in (annas, olgas) for one in phone.person.chat)
    results = [scan.result for scan in Scan.objects.order_by("pk")]
    assert results == [ScanResult.WRONG_MASTER, ScanResult.NOT_TODAY, ScanResult.UNKNOWN]


@pytest.mark.once
def test_closed_twice_at_once_counts_once(rig: Rig, book: Booker, anna: Master, olga: Master) -> None:
    """Anna and the owner have both scanned it."""
    Master.objects.filter(pk=olga.pk).update(is_owner=True)
    visit = book("haircut", NINE, master="anna", contact=OLENA)
    annas, olgas = rig.master(anna), rig.master(olga)
    for phone, place in ((annas, 0), (olgas, 1)):
        phone.start(qr_token(visit))
        phone.tap_at(0, place)
    annas.tap("Close the visit")
    olgas.tap("Close the visit")
    assert f"{visit.appointments.get().paid:.2f}" == "45.00"
    assert not olgas.reads("Closed with {price}. Thank you.", price="55\N{NO-BREAK SPACE}€")


@pytest.mark.once
@pytest.mark.parametrize("language", ["de", "uk"])
def test_a_stranger_becomes_one_lead_and_a_client_once_they_book(
    rig: Rig, book: Booker, anna: Master, language: str
) -> None:
    token = qr_token(book("haircut", NINE, master="anna", contact=OLENA))
    igor = rig.phone("Igor Melnyk", language)
    for _ in range(2):
        igor.start(token)
    assert OLENA.name not in igor.screen.text
    lead = Lead.objects.get()
    assert (lead.telegram_id, lead.name, lead.language, lead.client) == (igor.id, "Igor Melnyk", language, None)
    igor.tap("Book")
    igor.tap_like("Haarschnitt")
    igor.tap("Continue")
    igor.tap("No preference")
    igor.tap_day(local(11, 10).date())
    igor.tap_time(local(11, 10))
    igor.write("Igor Melnyk")
    igor.share_phone()
    igor.tap("Request appointment")
    lead.refresh_from_db()
    assert lead.client == Visit.objects.get(source="telegram").reader
    assert lead.converted_at is not None


@pytest.mark.once
def test_six_digits_do_the_same(rig: Rig, book: Booker, anna: Master) -> None:
    visit = book("haircut", NINE, master="anna", contact=OLENA)
    annas = rig.master(anna)
    code = code_of_day(visit_id=visit.pk, now=NINE)
    annas.write("/scan")
    annas.write(f"{code[:3]} {code[3:]}")
    annas.tap_at(0, 0)
    annas.tap("Close the visit")
    assert visit.appointments.get().status == Status.COMPLETED
