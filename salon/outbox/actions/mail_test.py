"""Somebody wants to see that mail arrives."""

import secrets
from datetime import datetime

from salon.outbox.actions.write import Draft, write
from salon.outbox.models import DESK

# The kind of message that is sent for it.
MAIL_TEST = "mail_test"
KEY_BYTES = 8


def send_test_mail(*, now: datetime) -> None:
    """Queue a letter to the salon's own mailbox, by the way that every letter takes."""
    write(Draft(MAIL_TEST, f"test:{secrets.token_hex(KEY_BYTES)}", now, recipient=DESK), now=now)
