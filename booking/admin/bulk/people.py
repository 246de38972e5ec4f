"""Block several clients, or let them book again; take several people off the waiting list."""

from typing import Any

from django.forms import Form
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from booking.actions.client_status import block_client, unblock_client
from booking.actions.waiting_place import leave_waiting_list
from booking.admin import shown
from booking.admin.bulk.deed import BulkDeed
from booking.admin.client_actions import BlockForm
from booking.models import Client, ClientStatus, WaitingEntry
from booking.selectors import agenda
from booking.selectors.agenda import Staff
from booking.selectors.clients import clients_for


class ClientDeed(BulkDeed):
    kind, room, icon = Client, "clients", "group"
    permission = "booking.change_client"
    rows = staticmethod(clients_for)

    @staticmethod
    def called(row: Client) -> str:
        return str(row)

    def line(self, row: Client) -> str:
        contact = shown.number(row) or row.email
        return f"{row}, {contact}" if contact else str(row)


class BlockClients(ClientDeed):
    action_type = "block"
    display_name = pgettext_lazy("desk", "Block")
    question = gettext_lazy("Block these clients?")
    hint = gettext_lazy("They cannot book online any more; what is booked stays.")
    form_class: type[Form] = BlockForm
    is_serious = True

    def act(self, row: Client, answers: dict[str, Any]) -> str:
        if row.status == ClientStatus.BLOCKED:
            return _("is blocked already")
        block_client(client_id=row.pk, reason=answers["reason"])
        return ""

    def said(self, done: int) -> str:
        return ngettext("{n} client is blocked.", "{n} clients are blocked.", done).format(n=done)


class UnblockClients(ClientDeed):
    action_type = "unblock"
    display_name = pgettext_lazy("desk", "Let book again")
    question = gettext_lazy("Let these clients book again?")

    def act(self, row: Client, answers: dict[str, Any]) -> str:
        if row.status != ClientStatus.BLOCKED:
            return _("is not blocked")
        unblock_client(client_id=row.pk)
        return ""

    def said(self, done: int) -> str:
        return ngettext("{n} client can book again.", "{n} clients can book again.", done).format(n=done)


class EndWaiting(BulkDeed):
    kind, room, icon = WaitingEntry, "waiting-list", "time"
    permission = "booking.change_waitingentry"
    action_type = "take_off"
    display_name = gettext_lazy("Take off the list")
    question = gettext_lazy("Take these people off the waiting list?")
    hint = gettext_lazy("Times that are kept for them become free at once, and nobody writes to them about it.")
    is_serious = True

    @staticmethod
    def rows(user: Staff) -> Any:
        return agenda.waiting_list()

    @staticmethod
    def called(row: WaitingEntry) -> str:
        return f"{row.contact_name}, {shown.wanted_days(row)}"

    def act(self, row: WaitingEntry, answers: dict[str, Any]) -> str:
        if leave_waiting_list(entry_id=row.pk, now=timezone.now()):
            return ""
        return _("This place on the list has ended already.")

    def said(self, done: int) -> str:
        said = ngettext("{n} place on the list is ended.", "{n} places on the list are ended.", done)
        return said.format(n=done)


CLIENT_DEEDS = (BlockClients, UnblockClients)
WAITING_DEEDS = (EndWaiting,)
