"""Several clients blocked, or let book again; several people taken off the waiting list."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy

from booking.actions.client_status import block_client, unblock_client
from booking.actions.waiting_place import leave_waiting_list
from booking.admin.bulk.deed import Bulk
from booking.models import Client, ClientStatus, WaitingEntry


def _block(row: Client, *, reason: str, **_facts: Any) -> bool:
    if row.status == ClientStatus.BLOCKED:
        return False
    block_client(client_id=row.pk, reason=reason)
    return True


def _unblock(row: Client, **_facts: Any) -> bool:
    if row.status != ClientStatus.BLOCKED:
        return False
    unblock_client(client_id=row.pk)
    return True


def _end(row: WaitingEntry, *, now: datetime, **_facts: Any) -> bool:
    return leave_waiting_list(entry_id=row.pk, now=now)


CLIENT_DEEDS: Mapping[str, Bulk] = {
    "block": Bulk(
        pgettext_lazy("desk", "Block"),
        _block,
        asks=gettext_lazy("The client never sees it."),
        needs_reason=True,
        hint=gettext_lazy("They cannot book online any more; what is booked stays."),
        is_serious=True,
    ),
    "unblock": Bulk(pgettext_lazy("desk", "Let book again"), _unblock),
}
WAITING_DEEDS: Mapping[str, Bulk] = {
    "take_off": Bulk(
        gettext_lazy("Take off the list"),
        _end,
        hint=gettext_lazy("Times that are kept for them become free at once, and nobody writes to them about it."),
        is_serious=True,
    )
}
