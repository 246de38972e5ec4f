"""Somebody scans a visit's code or types its number of the day: every look is written down, whatever comes of it."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from booking.actions.taking_time import lock_rows
from booking.errors import RateLimited
from booking.models import Client, DayCode, Lead, Master, Scan, ScanResult, ScanWay, Visit
from booking.selectors.availability import today
from booking.selectors.scans import PayCard, Scanner, judge, pay_card, rows_of, visit_by_code, visit_by_qr
from salon.lib.typed import from_a_program

WRONG_TRIES, PER = 5, timedelta(hours=1)
CODE_DIGITS, DRAWS = 6, 20
NAME_LENGTH = 120
SCANNERS_KEPT, LEADS_KEPT = timedelta(days=90), timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Scanned:
    """The answer to a scan; a card where it is `ok`, and nothing but the code of the result where it is not."""

    result: ScanResult
    card: PayCard | None = None


@transaction.atomic
def scan_qr(*, token: str, scanner: Scanner, now: datetime) -> Scanned:
    """Whoever is not of the team is invited, and becomes one lead where Telegram says who it is."""
    visit = visit_by_qr(token)
    if visit is not None and scanner.master is None:
        _note_lead(scanner, now)
        return _noted(Scanned(ScanResult.NOT_STAFF), ScanWay.QR, visit, scanner, now)
    return _noted(_looked_at(visit, scanner, now), ScanWay.QR, visit, scanner, now)


@transaction.atomic
def scan_code(*, code: str, scanner: Scanner, now: datetime) -> Scanned:
    """The six digits of a visit of today, her own; others' are unknown to her.

    Raises RateLimited after five that were wrong within an hour, also for a right one.
    """
    if scanner.master is None:
        return _noted(Scanned(ScanResult.NOT_STAFF), ScanWay.CODE, None, scanner, now)
    # Her row is locked so that many tries at once are counted one after the other.
    lock_rows([scanner.master])
    wrong = Scan.objects.filter(
        master=scanner.master, way=ScanWay.CODE, result=ScanResult.UNKNOWN, at__gt=now - PER, at__lte=now
    )
    if wrong.count() >= WRONG_TRIES:
        raise RateLimited
    visit = visit_by_code(code, today(now), scanner.masters)
    return _noted(_looked_at(visit, scanner, now), ScanWay.CODE, visit, scanner, now)


def code_of_day(*, visit_id: int, now: datetime) -> str:
    """The six digits that stand for a visit on the salon's present day: drawn once, and no other visit's that day."""
    day = today(now)
    for _draw in range(DRAWS):
        found = DayCode.objects.filter(visit=visit_id, day=day).first()
        if found is not None:
            return found.code
        code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
        try:
            with transaction.atomic():
                return DayCode.objects.create(visit_id=visit_id, day=day, code=code).code
        except IntegrityError:
            # Another visit's of today, or somebody looked at the same moment.
            continue
    raise RateLimited


def convert_lead(*, client: Client, now: datetime) -> None:
    """Whoever books in a chat that we knew only as a lead's has become a client."""
    if client.telegram_id is not None:
        leads = Lead.objects.filter(telegram_id=client.telegram_id, converted_at=None)
        leads.update(client=client, converted_at=now)


def forget_scans(*, now: datetime) -> int:
    """Codes of past days open nothing any more, who scanned is nobody's business after a season, and a lead who never
    came back is none; that something was scanned stays. Returns how many rows went or were emptied.
    """
    codes, _ = DayCode.objects.filter(day__lt=today(now)).delete()
    leads, _ = Lead.objects.filter(converted_at=None, last_at__lte=now - LEADS_KEPT).delete()
    scans = Scan.objects.filter(at__lte=now - SCANNERS_KEPT).exclude(telegram_id=None).update(telegram_id=None)
    return codes + leads + scans


def _looked_at(visit: Visit | None, scanner: Scanner, now: datetime) -> Scanned:
    if visit is None:
        return Scanned(ScanResult.UNKNOWN)
    rows = rows_of(visit)
    result = judge(visit, rows, scanner.masters, today(now))
    return Scanned(result, pay_card(visit, rows, scanner.masters) if result == ScanResult.OK else None)


def _noted(scanned: Scanned, way: ScanWay, visit: Visit | None, scanner: Scanner, now: datetime) -> Scanned:
    Scan.objects.create(
        at=now,
        way=way,
        result=scanned.result,
        visit=visit,
        master_id=scanner.master,
        telegram_id=scanner.telegram_id,
    )
    return scanned


def _note_lead(scanner: Scanner, now: datetime) -> None:
    """One row a person, however often they scan; whoever is a client or a colleague already is none."""
    if scanner.telegram_id is None:
        return
    if any(people.objects.filter(telegram_id=scanner.telegram_id).exists() for people in (Client, Master)):
        return
    name = from_a_program(scanner.name, NAME_LENGTH)
    said = {"name": name, "language": scanner.language, "last_at": now}
    Lead.objects.update_or_create(
        telegram_id=scanner.telegram_id,
        defaults=said,
        create_defaults={**said, "origin": Lead.Origin.SCAN, "first_at": now},
    )
