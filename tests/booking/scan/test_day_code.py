"""Six digits of the day for who cannot scan: her own visits only, five wrong tries, gone the next day."""

from dataclasses import replace
from datetime import timedelta

import pytest

from booking.actions.scan import code_of_day, forget_scans, scan_code, scan_qr
from booking.errors import RateLimited
from booking.models import DayCode, Lead, Scan, ScanResult, Visit
from booking.selectors.scans import Scanner
from booking.selectors.visits import qr_token
from tests.booking.conftest import Booker, local
from tests.booking.scan.conftest import STRANGER, THEN

pytestmark = pytest.mark.django_db


def wrong(visit: Visit) -> str:
    """Six digits that stand for nothing."""
    return f"{(int(code_of_day(visit_id=visit.pk, now=THEN)) + 1) % 10**6:06}"


def test_a_visit_has_one_code_a_day_of_six_digits(visit: Visit) -> None:
    first, again = (code_of_day(visit_id=visit.pk, now=THEN) for _ in range(2))
    assert first == again
    assert len(first) == 6
    assert first.isdecimal()
    code_of_day(visit_id=visit.pk, now=THEN + timedelta(days=1))
    assert DayCode.objects.filter(visit=visit).count() == 2


def test_a_code_that_is_taken_today_is_drawn_anew(visit: Visit, book: Booker, monkeypatch: pytest.MonkeyPatch) -> None:
    other = book("haircut", local(10, 10), master="anna")
    draws = iter([7, 7, 8])
    monkeypatch.setattr("booking.actions.scan.secrets.randbelow", lambda _below: next(draws))
    assert [code_of_day(visit_id=one.pk, now=THEN) for one in (visit, other)] == ["000007", "000008"]


def test_her_own_visit_of_today_is_found_by_its_code(visit: Visit, as_anna: Scanner) -> None:
    scanned = scan_code(code=code_of_day(visit_id=visit.pk, now=THEN), scanner=as_anna, now=THEN)
    assert scanned.result == ScanResult.OK
    assert scanned.card.services == "Haarschnitt"
    assert Scan.objects.get().way == "code"


def test_another_masters_visit_is_unknown_by_its_code(book: Booker, as_olga: Scanner) -> None:
    others = book("haircut", local(10, 10), master="anna")
    scanned = scan_code(code=code_of_day(visit_id=others.pk, now=THEN), scanner=as_olga, now=THEN)
    assert (scanned.result, scanned.card) == (ScanResult.UNKNOWN, None)


def test_a_code_is_worth_nothing_the_next_day(visit: Visit, as_anna: Scanner) -> None:
    code = code_of_day(visit_id=visit.pk, now=local(10, 23, 59))
    assert scan_code(code=code, scanner=as_anna, now=local(10, 23, 59)).result == ScanResult.OK
    assert scan_code(code=code, scanner=as_anna, now=local(11, 0, 1)).result == ScanResult.UNKNOWN
    assert forget_scans(now=local(11, 0, 1)) == 1


def test_who_scanned_is_forgotten_and_that_something_was_scanned_stays(visit: Visit) -> None:
    for telegram_id in (1, 2):
        scan_qr(token=qr_token(visit), scanner=replace(STRANGER, telegram_id=telegram_id), now=THEN)
    Lead.objects.filter(telegram_id=2).update(converted_at=THEN)
    assert forget_scans(now=THEN + timedelta(days=89)) == 0
    assert forget_scans(now=THEN + timedelta(days=90)) == 2
    assert list(Scan.objects.values_list("telegram_id", "result")) == [(None, "not_staff")] * 2
    assert forget_scans(now=THEN + timedelta(days=365)) == 1
    assert Lead.objects.get().telegram_id == 2


def test_after_five_wrong_codes_within_an_hour_none_is_looked_at(
    visit: Visit, as_anna: Scanner, as_olga: Scanner
) -> None:
    right = code_of_day(visit_id=visit.pk, now=THEN)
    for _ in range(5):
        assert scan_code(code=wrong(visit), scanner=as_anna, now=THEN).result == ScanResult.UNKNOWN
    for code in (right, wrong(visit)):
        with pytest.raises(RateLimited):
            scan_code(code=code, scanner=as_anna, now=THEN + timedelta(minutes=59))
    assert scan_code(code=right, scanner=as_olga, now=THEN).result == ScanResult.OK
    assert scan_code(code=right, scanner=as_anna, now=THEN + timedelta(minutes=60)).result == ScanResult.OK


def test_right_codes_are_not_counted(visit: Visit, as_anna: Scanner) -> None:
    right = code_of_day(visit_id=visit.pk, now=THEN)
    assert {scan_code(code=right, scanner=as_anna, now=THEN).result for _ in range(7)} == {ScanResult.OK}


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "\x00" * 6, "٤" * 6, "9" * 5000])
def test_rubbish_is_unknown(visit: Visit, as_anna: Scanner, code: str) -> None:
    assert scan_code(code=code, scanner=as_anna, now=THEN).result == ScanResult.UNKNOWN


def test_nobody_else_learns_whether_a_code_is_one(visit: Visit) -> None:
    codes = [code_of_day(visit_id=visit.pk, now=THEN), wrong(visit)]
    assert {scan_code(code=code, scanner=STRANGER, now=THEN).result for code in codes} == {ScanResult.NOT_STAFF}
    assert not Lead.objects.exists()
