"""What a visitor can do on a page: write to the salon."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from home.errors import TooManyMessages
from home.models import ContactPage, ContactSubmission
from salon.lib.limits import allow
from salon.lib.links import digest_of
from salon.outbox.actions.write import Draft, write
from salon.outbox.models import DESK

# Kinds of messages.
CONTACT_RECEIPT, STAFF_NEW_CONTACT = "contact_receipt", "staff_new_contact"
# As long as "contact:" leaves room in what a message is about.
KEY_LENGTH = 32
# The receipt goes to an address that anybody can type: nobody gets more of them than this.
MOST_A_MAILBOX, MAILBOX_SECONDS = 3, 24 * 3600
MOST_AN_ADDRESS, ADDRESS_SECONDS = 6, 3600


@dataclass(frozen=True, slots=True)
class ContactMessage:
    """What somebody wrote by the contact form, as typed; `email` lower-cased, may be empty; `language` a code.

    `key` is the form's own, so that a second click is the same message.
    """

    key: str
    sender: str
    email: str
    topic: str
    message: str
    language: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that was filled in rightly: its fields by name, and the words that were agreed to.

    `stamp` is the form's own, `came_from` a keyed hash of the address it came from, `language` a code.
    """

    stamp: str
    answers: Mapping[str, str | bool]
    consent: str
    language: str
    came_from: str


def send_message(filled: Filled, *, page: ContactPage, now: datetime) -> None:
    """Keep what was written and queue its letters, once however often it is sent; at `now` (aware).

    Raises TooManyMessages for too many from one place; nothing is kept then. A mailbox that has had enough receipts
    gets no more of them, and the salon its message all the same.
    """
    message = _message(filled, page)
    if ContactSubmission.objects.filter(key=message.key).exists():
        return
    if not allow(f"contact:{filled.came_from}", MOST_AN_ADDRESS, ADDRESS_SECONDS):
        raise TooManyMessages
    with_receipt = bool(message.email) and allow(f"contact:{message.email}", MOST_A_MAILBOX, MAILBOX_SECONDS)
    _keep(filled, message, page, now, with_receipt=with_receipt)


@transaction.atomic
def _keep(filled: Filled, message: ContactMessage, page: ContactPage, now: datetime, *, with_receipt: bool) -> None:
    _row, is_new = ContactSubmission.objects.get_or_create(
        key=message.key,
        defaults={
            "page_id": page.pk,
            "submit_time": now,
            "form_data": dict(filled.answers),
            "email": message.email,
            "language": filled.language,
            "consent": filled.consent,
        },
    )
    if is_new:
        tell_contact(message, now=now, with_receipt=with_receipt)


def tell_contact(written: ContactMessage, *, now: datetime, with_receipt: bool = True) -> None:
    """Queue the message for the desk, and a receipt where there is an address; in the caller's transaction."""
    about = f"contact:{written.key}"
    said = {"sender": written.sender, "email": written.email, "topic": written.topic, "message": written.message}
    drafts = [Draft(STAFF_NEW_CONTACT, about, now, recipient=DESK, context=said)]
    if written.email and with_receipt:
        drafts.append(Draft(CONTACT_RECEIPT, about, now, context={**said, "language": written.language}))
    write(*drafts, now=now)


def note_answered(*, message: int, now: datetime) -> bool:
    """Note that a message (its id) needs no answer any more; False where it is gone or was noted already."""
    return bool(ContactSubmission.objects.filter(pk=message, answered_at=None).update(answered_at=now))


def forget_contact_messages(*, now: datetime) -> int:
    """Remove what was written longer than `settings.CONTACT_DAYS` ago; returns how many rows went."""
    old = ContactSubmission.objects.filter(submit_time__lte=now - timedelta(days=settings.CONTACT_DAYS))
    return old.delete()[0]


def _message(filled: Filled, page: ContactPage) -> ContactMessage:
    """What the letters need of the form. Other words from the same form, by the way back, are another message."""
    names = page.fields_by_role()
    said = {role: str(filled.answers.get(name, "")) for role, name in names.items()}
    content = json.dumps([filled.stamp, dict(filled.answers)], sort_keys=True)
    return ContactMessage(
        key=digest_of(content)[:KEY_LENGTH],
        sender=said.get("name", ""),
        email=said.get("email", "").lower(),
        topic=said.get("topic", ""),
        message=said.get("message", ""),
        language=filled.language,
    )
