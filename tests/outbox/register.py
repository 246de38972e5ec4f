"""What the tests of the register share."""

import csv
from io import BytesIO, StringIO
from typing import Any

from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from salon.outbox.admin.by_hand import DEEDS
from salon.outbox.models import Message

LIST = reverse("outbox_message_modeladmin_index")
KIND = "visit_confirmed"
DOORS = ("index", "inspect", "resend-dead", *(deed.name for deed in DEEDS))


def make(**facts: Any) -> Message:
    """A message about visit 1, due now unless it is said: `make(state=State.DEAD)`."""
    now = timezone.now()
    known = {"kind": KIND, "about": "visit:1", "recipient": "client", "due_at": now, "try_at": now, **facts}
    return Message.objects.create(**{"dedupe_key": f"key-{Message.objects.count()}", **known})


def door(name: str, *keys: int) -> str:
    return reverse(f"outbox_message_modeladmin_{name}", args=keys)


def address(name: str, message: Message) -> str:
    """A door that is about a message, or about all of them."""
    return door(name) if name in {"index", "resend-dead"} else door(name, message.pk)


def said(answer: Any) -> str:
    """The one message above the page."""
    (message,) = answer.context["messages"]
    return str(message).strip()


def found(browser: Browser, **query: str) -> list[int]:
    """The messages in the list, in its order."""
    return [row.pk for row in browser.get(LIST, query).context["table"].data]


def exported(browser: Browser, **query: str) -> list[dict[str, str]]:
    answer = browser.get(LIST, {"export": "csv", **query})
    return list(csv.DictReader(StringIO(b"".join(answer.streaming_content).decode())))


def sheet(browser: Browser) -> list[str]:
    """All cells of the workbook."""
    content = b"".join(browser.get(LIST, {"export": "xlsx"}).streaming_content)
    return [str(cell) for row in load_workbook(BytesIO(content)).active.iter_rows(values_only=True) for cell in row]
