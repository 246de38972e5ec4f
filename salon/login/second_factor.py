"""The second factor of a person: telephones that make codes (TOTP, RFC 6238), and codes on paper for the worst day."""

import re
from base64 import b32encode
from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

CODES = 10
CODE_LENGTH = 10
# Without letters that look like each other: 31 of them, 49 bits a code.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
STORED_LENGTH = StaticToken._meta.get_field("token").max_length


class TooManyTries(Exception):
    """`until`: aware UTC, when the next code is looked at."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


def devices(user: AbstractBaseUser) -> QuerySet[TOTPDevice]:
    return TOTPDevice.objects.devices_for_user(user, confirmed=True).order_by("pk")


def has_device(user: AbstractBaseUser) -> bool:
    return devices(user).exists()


def verified_by(user: AbstractBaseUser, typed: str) -> Device | None:
    """The device that a code belongs to; the code is spent by it. Raises TooManyTries.

    What is typed tells itself which it is: six digits come from a telephone, ten letters from the paper.
    """
    code = re.sub(r"[\s\-–]", "", typed).lower()
    with transaction.atomic():
        if re.fullmatch(r"[0-9]{6}", code):
            found, until = _match(list(devices(user).select_for_update()), code)
        else:
            paper = StaticDevice.objects.devices_for_user(user, confirmed=True).select_for_update()
            found, until = _match(list(paper), _stored(user, code))
    if until is not None:
        raise TooManyTries(until)
    return found


def renew_codes(user: AbstractBaseUser) -> list[str]:
    """Ten new codes; the old ones end. Nothing shows them again, for only a keyed hash of each is kept."""
    codes = [get_random_string(CODE_LENGTH, LETTERS) for _number in range(CODES)]
    with transaction.atomic():
        paper, _made = StaticDevice.objects.get_or_create(user=user, defaults={"name": "Paper"})
        paper.token_set.all().delete()
        StaticToken.objects.bulk_create(StaticToken(device=paper, token=_stored(user, code)) for code in codes)
    half = CODE_LENGTH // 2
    return [f"{code[:half]}-{code[half:]}" for code in codes]


def codes_left(user: AbstractBaseUser) -> int:
    return StaticToken.objects.filter(device__user=user).count()


def remove_device(device: TOTPDevice, *, stays: str = "") -> None:
    """With the last telephone go the codes: alone they would be a password that runs out.

    Then nothing asks for a code any more, so every session ends too but the one with the key `stays`: who has the lost
    telephone is logged out, and who knew only the password doesn't stand inside all at once.
    """
    with transaction.atomic():
        device.delete()
        if not has_device(device.user):
            StaticDevice.objects.filter(user=device.user).delete()
            end_others(device.user, stays)


def end_others(user: AbstractBaseUser, session_key: str) -> None:
    """End every session of a person but one: they were opened by a password alone."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).exclude(session_key=session_key).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()


def _match(candidates: Sequence[Device], code: str) -> tuple[Device | None, datetime | None]:
    """The device whose code it is, or until when none of them looks at one."""
    waits = []
    for device in candidates:
        allowed, reason = device.verify_is_allowed()
        if not allowed:
            waits.append(reason["locked_until"])
        elif device.verify_token(code):
            # Another telephone of hers did not fail: it was only asked first.
            for other in candidates:
                if other is not device and other.throttling_failure_count:
                    other.throttle_reset()
            return device, None
    return None, min(waits) if waits and len(waits) == len(candidates) else None


def _stored(user: AbstractBaseUser, code: str) -> str:
    """django-otp compares what is stored with what is typed: both are hashed first (80 bits fit its column)."""
    digest = salted_hmac("salon.recovery", f"{user.pk}:{code}", algorithm="sha256").digest()
    return b32encode(digest).decode()[:STORED_LENGTH].lower()
