"""What a scan answers: each answer has its own code, and none tells of anybody else's visit."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from booking.actions.attendance import complete_visit, mark_no_show
from booking.actions.change import cancel_visit
from booking.actions.events import ONLINE
from booking.actions.privacy import erase_person
from booking.actions.scan import convert_lead, scan_qr
from booking.models import Appointment, Lead, Master, Scan, ScanResult, Service, Status, Visit
from booking.selectors.scans import SENTENCES, Scanner
from booking.selectors.visits import manage_token, qr_token
from salon.lib import links
from tests.booking.conftest import NOW, OLENA, Booker, local
from tests.booking.scan.conftest import AT_TELEGRAM, STRANGER, THEN, finalise

pytestmark = pytest.mark.django_db


def test_her_own_visit_of_today_is_hers_to_close(token: str, as_anna: Scanner, haircut_row: Appointment) -> None:
    scanned = scan_qr(token=token, scanner=as_anna, now=THEN)
    assert scanned.result == ScanResult.OK
    card = scanned.card
    assert (card.client_name, card.services) == (OLENA.name, "Haarschnitt")
    (line,) = card.lines
    assert (line.pk, line.quoted.amount, line.paid) == (haircut_row.pk, Decimal("45.00"), None)
    assert (line.least, line.most) == (Decimal("0.00"), Decimal("135.00"))
    assert line.choices == [Decimal("45.00"), Decimal("55.00"), Decimal("65.00")]


def test_an_owner_closes_everybodys_part(token: str, as_owner: Scanner) -> None:
    card = scan_qr(token=token, scanner=as_owner, now=THEN).card
    assert [line.service for line in card.lines] == ["Haarschnitt", "Maniküre"]


def test_the_services_highest_price_is_one_of_the_choices_and_each_is_there_once(
    token: str, as_anna: Scanner, haircut: Service
) -> None:
    Service.objects.filter(pk=haircut.pk).update(price_max="80.00")
    (line,) = scan_qr(token=token, scanner=as_anna, now=THEN).card.lines
    assert [str(choice) for choice in line.choices] == ["45.00", "55.00", "65.00", "80.00"]
    assert line.most == Decimal("240.00")
    Service.objects.filter(pk=haircut.pk).update(price_max="55.00")
    (line,) = scan_qr(token=token, scanner=as_anna, now=THEN).card.lines
    assert [str(choice) for choice in line.choices] == ["45.00", "55.00", "65.00"]


def test_a_master_who_has_no_part_in_it_learns_only_that(book: Booker, as_olga: Scanner) -> None:
    """Not whose it is, and not whether it would be today's or confirmed."""
    today, next_week = (book("haircut", local(day, 10), master="anna", contact=OLENA) for day in (10, 17))
    cancel_visit(visit_id=next_week.pk, by=ONLINE, now=NOW)
    answers = [scan_qr(token=qr_token(visit), scanner=as_olga, now=THEN) for visit in (today, next_week)]
    assert [(answer.result, answer.card) for answer in answers] == [(ScanResult.WRONG_MASTER, None)] * 2


def test_codes_that_mean_nothing_all_get_the_same_answer(visit: Visit, as_owner: Scanner) -> None:
    genuine = qr_token(visit)
    forged = [
        genuine[:-1] + ("A" if genuine[-1] != "A" else "B"),
        manage_token(visit),
        links.make_token(links.Purpose.LINK, visit.public_id, visit.link_version),
        links.make_token(links.Purpose.QR, links.new_public_id(), 1),
        links.make_token(links.Purpose.QR, visit.public_id, visit.link_version + 1),
        "",
        "x" * 5000,
        "\x00" * 39,
        "Ж" * 39,
    ]
    for token in forged:
        for scanner in (as_owner, STRANGER):
            scanned = scan_qr(token=token, scanner=scanner, now=THEN)
            assert (scanned.result, scanned.card) == (ScanResult.UNKNOWN, None), token
    assert not Lead.objects.exists()


def test_raising_the_link_version_revokes_the_code(visit: Visit, token: str, as_anna: Scanner) -> None:
    Visit.objects.update(link_version=2)
    assert scan_qr(token=token, scanner=as_anna, now=THEN).result == ScanResult.UNKNOWN
    visit.refresh_from_db()
    assert scan_qr(token=qr_token(visit), scanner=as_anna, now=THEN).result == ScanResult.OK


def test_who_was_erased_is_unknown(visit: Visit, as_anna: Scanner) -> None:
    erase_person(email=OLENA.email, by=ONLINE, now=NOW)
    visit.refresh_from_db()
    assert scan_qr(token=qr_token(visit), scanner=as_anna, now=THEN).result == ScanResult.UNKNOWN


@pytest.mark.parametrize(
    ("end", "result"),
    [
        (lambda visit: cancel_visit(visit_id=visit.pk, by=ONLINE, now=NOW), ScanResult.NOT_CONFIRMED),
        (lambda visit: mark_no_show(visit_id=visit.pk, by=AT_TELEGRAM, now=THEN), ScanResult.NOT_CONFIRMED),
        (lambda visit: complete_visit(visit_id=visit.pk, by=AT_TELEGRAM, now=THEN), ScanResult.OK),
        (lambda visit: finalise(visit, None, haircut="45.00", manicure="30.00"), ScanResult.ALREADY_DONE),
    ],
    ids=["cancelled", "no-show", "done without a price", "closed"],
)
def test_only_what_is_confirmed_or_done_without_a_price_is_to_be_closed(
    visit: Visit, token: str, as_anna: Scanner, end: object, result: str
) -> None:
    end(visit)
    assert scan_qr(token=token, scanner=as_anna, now=THEN).result == result


def test_a_request_is_not_confirmed_not_even_where_a_part_was_approved(
    visit: Visit, token: str, as_anna: Scanner
) -> None:
    visit.appointments.update(status=Status.PENDING)
    Visit.objects.update(decide_until=local(10, 18))
    assert scan_qr(token=token, scanner=as_anna, now=THEN).result == ScanResult.NOT_CONFIRMED
    visit.appointments.filter(position=0).update(status=Status.CONFIRMED)
    assert scan_qr(token=token, scanner=as_anna, now=THEN).result == ScanResult.NOT_CONFIRMED


def test_her_part_is_done_while_a_colleague_still_has_hers(
    visit: Visit, token: str, as_anna: Scanner, as_olga: Scanner, anna: Master
) -> None:
    finalise(visit, [anna.pk], haircut="45.00")
    assert scan_qr(token=token, scanner=as_anna, now=THEN).result == ScanResult.ALREADY_DONE
    assert scan_qr(token=token, scanner=as_olga, now=THEN).result == ScanResult.OK


@pytest.mark.parametrize(
    ("start", "now", "result"),
    [
        (local(10, 23), local(10, 23, 59), ScanResult.OK),
        (local(10, 23), local(11, 0, 1), ScanResult.NOT_TODAY),
        (local(10, 0, 30), local(9, 23, 59), ScanResult.NOT_TODAY),
        (local(10, 0, 30), local(10, 0, 1), ScanResult.OK),
        # 24 hours before a midnight that the clocks have moved: 25 in autumn, 23 in spring.
        (local(25, 23, month=10), local(25, 0, 1, month=10), ScanResult.OK),
        (local(25, 23, month=10), local(24, 23, 59, month=10), ScanResult.NOT_TODAY),
        (local(25, 0, 30, month=10), local(25, 23, 59, month=10), ScanResult.OK),
        (local(25, 0, 30, month=10), local(26, 0, 1, month=10), ScanResult.NOT_TODAY),
        (local(28, 0, 30, month=3, year=2027), local(28, 23, 59, month=3, year=2027), ScanResult.OK),
        (local(28, 0, 30, month=3, year=2027), local(29, 0, 1, month=3, year=2027), ScanResult.NOT_TODAY),
    ],
)
def test_today_is_the_salons_day(
    visit: Visit, token: str, as_anna: Scanner, start: object, now: object, result: str
) -> None:
    visit.appointments.update(start=start, end=start + timedelta(hours=1))
    assert scan_qr(token=token, scanner=as_anna, now=now).result == result


def test_every_scan_is_written_down(visit: Visit, token: str, as_anna: Scanner, anna: Master) -> None:
    scan_qr(token=token, scanner=as_anna, now=THEN)
    scan_qr(token="nothing", scanner=STRANGER, now=THEN)
    first, second = Scan.objects.order_by("pk")
    assert (first.result, first.way, first.visit_id, first.master_id) == ("ok", "qr", visit.pk, anna.pk)
    assert (second.result, second.visit_id, second.master_id) == ("unknown", None, None)
    assert (first.at, second.telegram_id) == (THEN, STRANGER.telegram_id)


def test_a_stranger_becomes_one_lead_however_often_they_scan(token: str) -> None:
    later = THEN + timedelta(hours=1)
    for now, name in ((THEN, "Igor"), (later, "Igor B.")):
        assert scan_qr(token=token, scanner=replace(STRANGER, name=name), now=now).result == ScanResult.NOT_STAFF
    lead = Lead.objects.get()
    assert (lead.telegram_id, lead.name, lead.language, lead.origin) == (STRANGER.telegram_id, "Igor B.", "uk", "scan")
    assert (lead.first_at, lead.last_at, lead.client) == (THEN, later, None)
    assert Scan.objects.filter(result="not_staff").count() == 2


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "\u202eigor\x00\ud83d\n", "x" * 5000, "\u200b"])
def test_whatever_somebody_calls_themselves_is_kept_as_a_line(token: str, name: str) -> None:
    scan_qr(token=token, scanner=replace(STRANGER, name=name), now=THEN)
    kept = Lead.objects.get().name
    assert len(kept) <= 120
    assert not set(kept) & set("\u202e\u200b\x00\ud83d\n")


def test_without_telegram_nobody_knows_who_it_was(token: str) -> None:
    assert scan_qr(token=token, scanner=Scanner(), now=THEN).result == ScanResult.NOT_STAFF
    assert not Lead.objects.exists()


def test_a_lead_who_books_has_become_a_client(token: str, book: Booker) -> None:
    for telegram_id in (STRANGER.telegram_id, 700_100_201):
        scan_qr(token=token, scanner=replace(STRANGER, telegram_id=telegram_id), now=THEN)
    client = book("haircut", local(11, 10), now=THEN).client
    client.telegram_id = STRANGER.telegram_id
    client.save()
    for now in (THEN, THEN + timedelta(days=1)):
        convert_lead(client=client, now=now)
    lead, other = Lead.objects.order_by("telegram_id")
    assert (lead.client, lead.converted_at) == (client, THEN)
    assert (other.client, other.converted_at) == (None, None)
    scan_qr(token=token, scanner=STRANGER, now=THEN + timedelta(days=2))
    assert Lead.objects.count() == 2


def test_who_has_no_chat_converts_nobody(token: str, book: Booker) -> None:
    scan_qr(token=token, scanner=STRANGER, now=THEN)
    Lead.objects.update(telegram_id=None)
    convert_lead(client=book("haircut", local(11, 10), now=THEN).client, now=THEN)
    assert Lead.objects.get().client is None


def test_every_answer_has_a_sentence_of_its_own() -> None:
    assert len({str(SENTENCES[result]) for result in ScanResult}) == len(ScanResult)
