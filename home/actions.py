"""What a visitor can do on a page: write to the salon."""

from dataclasses import dataclass
from datetime import datetime

from salon.outbox.actions.write import Draft, write
from salon.outbox.models import DESK

# Kinds of messages.
CONTACT_RECEIPT, STAFF_NEW_CONTACT = "contact_receipt", "staff_new_contact"


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


def tell_contact(written: ContactMessage, *, now: datetime) -> None:
    """Queue the message for the desk, and a receipt where there is an address; in the caller's transaction."""
    about = f"contact:{written.key}"
    said = {"sender": written.sender, "email": written.email, "topic": written.topic, "message": written.message}
    drafts = [Draft(STAFF_NEW_CONTACT, about, now, recipient=DESK, context=said)]
    if written.email:
        drafts.append(Draft(CONTACT_RECEIPT, about, now, context={**said, "language": written.language}))
    write(*drafts, now=now)
