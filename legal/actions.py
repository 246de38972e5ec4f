"""What happens to a withdrawal: it is logged and acknowledged, answered, and at last forgotten."""

from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import transaction

from legal.consent import Answer
from legal.declaration import Declaration
from legal.models import Choice, Consent, Withdrawal
from legal.registries import contract_called
from salon.lib.dates import local
from salon.outbox.actions.write import Draft, write
from salon.outbox.models import DESK

# Kinds of messages.
WITHDRAWAL_RECEIPT, STAFF_WITHDRAWAL = "withdrawal_receipt", "staff_withdrawal"
# Claims lapse three years after the end of the year in which they arose (§§ 195, 199 BGB).
KEPT_YEARS = 3


@transaction.atomic
def declare_withdrawal(declaration: Declaration, *, language: str, now: datetime) -> int:
    """Log what was declared, read in the active language, and queue its receipt and the mail to the desk.

    Returns the entry's id; of the same declaration (its `key`) once more the same one.
    """
    entry, is_new = Withdrawal.objects.get_or_create(
        key=declaration.key,
        defaults={
            "received_at": now,
            "language": language,
            "name": declaration.name,
            "email": declaration.email,
            "reference": declaration.reference,
            "message": declaration.message,
            "declaration": "\n".join(declaration.lines()),
            "about": contract_called(declaration.reference),
        },
    )
    if is_new:
        about = about_withdrawal(entry.pk)
        write(Draft(WITHDRAWAL_RECEIPT, about, now), Draft(STAFF_WITHDRAWAL, about, now, recipient=DESK), now=now)
    return entry.pk


def note_answered(*, withdrawal_id: int, by: AbstractUser, now: datetime) -> bool:
    """Note who answered it; whether nobody had before."""
    unanswered = Withdrawal.objects.filter(pk=withdrawal_id, answered_at=None)
    return bool(unanswered.update(answered_at=now, answered_by=by))


def forget_old_withdrawals(*, now: datetime) -> int:
    """Delete what came in more than three whole calendar years ago; returns how many."""
    _all, deleted = Withdrawal.objects.filter(received_at__lt=_kept_since(now)).delete()
    return deleted.get("legal.Withdrawal", 0)


def note_consent(answer: Answer, *, was_agreed: bool, language: str, now: datetime) -> None:
    """Log what somebody answered, with the words that they read; a no after a yes is a withdrawal of it.

    Whose answer it is nobody knows but the browser that keeps the same random number (Art. 7 para. 1 and 3 GDPR).
    """
    declined = Choice.WITHDRAWN if was_agreed else Choice.DECLINED
    Consent.objects.create(
        choice=Choice.AGREED if answer.is_yes else declined,
        given_at=now,
        language=language,
        version=answer.version,
        words=answer.words,
        subject=answer.subject,
    )


def forget_old_consents(*, now: datetime) -> int:
    """Delete what was answered more than three whole calendar years ago; returns how many."""
    _all, deleted = Consent.objects.filter(given_at__lt=_kept_since(now)).delete()
    return deleted.get("legal.Consent", 0)


def _kept_since(now: datetime) -> datetime:
    """Years are the salon's."""
    first_day = local(now).replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    return first_day.replace(year=first_day.year - KEPT_YEARS)


def about_withdrawal(withdrawal_id: int) -> str:
    """How messages name it."""
    return f"withdrawal:{withdrawal_id}"
